"""Reporting to the city: POST /reports/<unit>/<year>/q<n>/submit/."""

from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from statistics.models import Edition, Report
from tests import cast, html

pytestmark = pytest.mark.django_db

URL = "/reports/411602/2021/q2/submit/"
TABLE = "/reports/411602/2021/q2/"
JSON = {"accept": "application/json"}
DONE = "已报送2021年二季度的统计表，等待市局审核。请打印盖章后留存。"


@pytest.fixture
def table():
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


def form(response) -> html.Element:
    return html.read(response).find("form", id="table-form")


def state(table) -> tuple[str, list[str]]:
    """Status and the events of all editions."""
    report = Report.objects.get(pk=table.pk)
    return report.status, [edition.event for edition in report.editions.order_by("number")]


def press_submit(client, texts):
    """Open the table, type, press 检查并报送."""
    page = form(client.get(TABLE))
    button = page.find("button", id="submit")
    return client.post(button["formaction"], page.values | texts)


def answer(client, response):
    """Press the button of the question that the page asks."""
    page = html.read(response)
    button = page.find("section", class_="question").find("button")
    data = page.find("form", id="table-form").values | {button["name"]: button["value"]}
    return client.post(button["formaction"], data)


# --- That it works -------------------------------------------------------------------------------


def test_a_full_table_is_reported_at_once(client, table):
    response = press_submit(client, dict.fromkeys(CELLS, "0") | {"filled_by": "张三"})
    assert (response.status_code, response["location"]) == (302, TABLE)
    assert state(table) == ("submitted", ["submitted"])
    report = Report.objects.get(pk=table.pk)
    assert report.submitted_by == cast.clerk(table.unit)
    assert timezone.localdate(report.submitted_at) == timezone.localdate()
    assert (report.filled_by, report.blank_as_zero, report.is_zero_report) == ("张三", False, False)
    edition = report.editions.get()
    assert edition.content["figures"] == dict.fromkeys(CELLS, "0")
    assert html.read(client.get(TABLE)).find("p", class_="success").text == DONE


def test_blanks_are_asked_about_once(client, table):
    response = press_submit(client, {"actions": "46", "officers": "92"})
    page = html.read(response)
    assert response.status_code == 422
    question = page.find("section", class_="question")
    assert question.find("p", class_="choices").texts == ["是，空白格按 0 报送", "不，回去接着填"]
    assert question.all("p")[0].text == "还有 91 个空白格，要按 0 报送吗？"
    assert question.find("a")["href"] == TABLE
    assert page.find("form", id="table-form").values["actions"] == "46"
    assert state(table) == ("draft", [])
    assert Report.objects.get(pk=table.pk).actions == 46


def test_yes_reports_with_blanks_as_zero(client, table):
    response = answer(client, press_submit(client, {"actions": "46", "officers": "92"}))
    assert (response.status_code, response["location"]) == (302, TABLE)
    assert state(table) == ("submitted", ["submitted"])
    report = Report.objects.get(pk=table.pk)
    assert (report.blank_as_zero, report.is_zero_report) == (True, False)
    assert report.figures.as_text() == dict.fromkeys(CELLS, "") | {
        "actions": "46",
        "officers": "92",
    }


def test_an_empty_table_is_asked_about_as_a_zero_report(client, table):
    response = press_submit(client, {})
    question = html.read(response).find("section", class_="question")
    assert response.status_code == 422
    assert question.text == (
        "表中一个数字也没有。本期确实没有数据的，请确认为零报告。 确认零报告，报送 不，回去接着填"
    )
    assert state(table) == ("draft", [])


def test_a_zero_report_is_confirmed_by_a_named_person(client, table):
    response = answer(client, press_submit(client, {"filled_by": "张三"}))
    assert response.status_code == 302
    report = Report.objects.get(pk=table.pk)
    assert (report.is_zero_report, report.filled_by, report.submitted_by) == (
        True,
        "张三",
        cast.clerk(table.unit),
    )


def test_blanks_confirmed_are_no_zero_report(client, table):
    response = client.post(URL, {"blank_as_zero": "on"})
    question = html.read(response).find("section", class_="question")
    assert (response.status_code, question.find("button")["name"]) == (422, "zero_report")


@pytest.mark.parametrize("value", ["", "off", "1", "true", "ON"])
def test_only_on_confirms(client, table, value):
    response = client.post(URL, {"zero_report": value, "blank_as_zero": value})
    assert (response.status_code, state(table)) == (422, ("draft", []))


def test_confirmations_alone_report_what_is_stored(client, table):
    cast.fill(table, {"actions": 46, "officers": 92})
    response = client.post(URL, {"blank_as_zero": "on"})
    assert (response.status_code, state(table)) == (302, ("submitted", ["submitted"]))
    assert Report.objects.get(pk=table.pk).figures["actions"] == 46


def test_a_returned_table_is_reported_again(client, table):
    cast.fill(table, {"actions": 40})
    cast.submit(table)
    cast.send_back(table)
    first = Report.objects.get(pk=table.pk)
    response = answer(client, press_submit(client, {"actions": "46", "officers": "92"}))
    again = Report.objects.get(pk=table.pk)
    assert response.status_code == 302
    assert state(table) == ("submitted", ["submitted", "returned", "submitted"])
    assert again.first_submitted_at == first.first_submitted_at
    assert again.submitted_at > first.submitted_at


def test_the_name_of_the_account_serves_when_none_was_typed(client, table):
    clerk = cast.clerk(table.unit)
    clerk.last_name, clerk.first_name = "张", "三"
    clerk.save()
    client.post(URL, {"zero_report": "on"})
    assert Report.objects.get(pk=table.pk).filled_by == "张三"


def test_an_account_with_a_very_long_name_can_report(client, table):
    """填报人 holds 30 characters; an account's two names hold 150 each."""
    clerk = cast.clerk(table.unit)
    clerk.last_name = "川汇区市场监督管理局知识产权保护和商标广告监督管理科第一填报员"
    clerk.save()
    response = client.post(URL, {"zero_report": "on"})
    assert (response.status_code, state(table)) == (302, ("submitted", ["submitted"]))
    assert Report.objects.get(pk=table.pk).filled_by == (
        "川汇区市场监督管理局知识产权保护和商标广告监督管理科第一填报"
    )


# --- What forbids it -----------------------------------------------------------------------------


def test_findings_block_and_lead_to_their_cells(client, table):
    typed = {
        "actions": "3",
        "market_actions": "5",
        "trademark-foreign_recovered": "1.5",
        "cut_off_on": "2021-07-01",
    }
    response = press_submit(client, typed)
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("p", class_="error").text == (
        "还不能报送。有 3 处不能成立，改正后再报送。填好的内容已保存。逐处查看"
    )
    findings = page.find("div", id="findings").all("div", class_="mandatory")
    assert [(finding.find("a")["href"], finding.find("p").text) for finding in findings] == [
        (
            "#cut_off_on",
            "现填 2021年7月1日，应在 2021年4月1日至2021年6月30日之间。"
            "请填写本季度内数据统计到的那一天。",
        ),
        (
            "#market_actions",
            "现填 5 次，应不超过开展执法行动 3 次，多 2 次。"
            "前者是后者的一部分，请核对两格中填错的一个。",
        ),
        (
            "#trademark-foreign_recovered",
            "现填 1.5 万元，应不超过挽回经济损失空白（按 0 计），多 1.5 万元。"
            "前者是后者的一部分，请核对两格中填错的一个。",
        ),
    ]
    assert state(table) == ("draft", [])


def test_everything_typed_is_kept_and_stored_when_findings_block(client, table):
    typed = {"actions": "3", "market_actions": "5", "cut_off_on": "2021-06-25", "filled_by": "张三"}
    response = press_submit(client, typed)
    values = form(response).values
    assert {name: text for name, text in values.items() if text} == typed | {
        "version": "2",
        "entry": "cumulative",
        "checked": "on",
    }
    report = Report.objects.get(pk=table.pk)
    assert (report.actions, report.market_actions) == (3, 5)
    assert (report.cut_off_on, report.filled_by) == (date(2021, 6, 25), "张三")


def test_an_account_without_a_name_has_to_give_one(client, table):
    """Every figure is traced to a named person; an account's code is none."""
    clerk = cast.clerk(table.unit)
    clerk.last_name = ""
    clerk.save()
    response = press_submit(client, dict.fromkeys(CELLS, "0"))
    finding = html.read(response).find("div", id="findings").find("div", class_="mandatory")
    assert (response.status_code, finding.find("a")["href"]) == (422, "#filled_by")
    assert finding.find("p").text == "现为空白，应填写填报人姓名。请填写实际填报此表的人。"
    assert state(table) == ("draft", [])


def test_confirmations_do_not_lift_findings(client, table):
    cast.fill(table, {"actions": 3, "market_actions": 5})
    response = client.post(URL, {"blank_as_zero": "on", "zero_report": "on"})
    assert (response.status_code, state(table)) == (422, ("draft", []))


def test_an_unreadable_figure_forbids_it_and_all_else_is_stored(client, table):
    response = press_submit(client, {"actions": "46", "officers": "abc", "blank_as_zero": "on"})
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("p", class_="error").text == (
        "有 1 处没有保存。其余的已保存；请改正下面列出的各处。"
    )
    assert page.find("input", id="officers")["value"] == "abc"
    assert state(table) == ("draft", [])
    assert Report.objects.get(pk=table.pk).actions == 46


# --- Twice, and two people at once ---------------------------------------------------------------


def test_a_double_click_leaves_one_edition(client, table):
    values = form(client.get(TABLE)).values | {
        "actions": "46",
        "officers": "92",
        "blank_as_zero": "on",
    }
    answers = [client.post(URL, values) for _ in range(2)]
    assert [(answer.status_code, answer["location"]) for answer in answers] == [(302, TABLE)] * 2
    assert state(table) == ("submitted", ["submitted"])


def test_a_stale_table_is_not_reported(client, table):
    values = form(client.get(TABLE)).values | {
        "actions": "46",
        "officers": "92",
        "blank_as_zero": "on",
    }
    cast.fill(table, {"actions": 40}, at=cast.moment(date(2021, 6, 21), 9))
    response = client.post(URL, values)
    conflict = html.read(response).find("section", class_="conflict")
    assert response.status_code == 409
    assert conflict.all("p")[0].text == (
        "没有保存。您打开本页之后，川汇区填报员于 09:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert ["开展执法行动", "46", "40"] in [row.texts for row in conflict.find("tbody").all("tr")]
    assert state(table) == ("draft", [])
    assert Report.objects.get(pk=table.pk).actions == 40


@pytest.mark.parametrize("version", ["1", "0", "abc", ""])
def test_a_confirmation_of_another_version_reports_nothing(client, table, version):
    cast.fill(table, {"actions": 40})
    response = client.post(URL, {"version": version, "blank_as_zero": "on"})
    assert (response.status_code, state(table)) == (409, ("draft", []))


def test_a_submitted_table_is_not_reported_with_other_figures(client, table):
    cast.submit(table)
    response = client.post(URL, {"version": "2", "actions": "46", "blank_as_zero": "on"})
    assert response.status_code == 409
    assert html.read(response).find("section", class_="conflict").find("p").text == (
        "没有保存。这张表现在是“已报送”，不能再填。需要修改请先撤回。"
    )
    assert state(table) == ("submitted", ["submitted"])
    assert Report.objects.get(pk=table.pk).actions is None


def test_an_approved_table_is_not_reported_again(client, table):
    cast.submit(table)
    cast.approve(table)
    response = client.post(URL, {"zero_report": "on"}, headers=JSON)
    assert (response.status_code, response.json()["message"]) == (
        409,
        "这张表现在是“已审核”，不能再填。需要更正请联系市局退回。",
    )
    assert state(table) == ("approved", ["submitted", "approved"])


def test_a_locked_table_is_not_reported(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    response = client.post(URL, {"zero_report": "on"})
    assert response.status_code == 409
    assert html.read(response).find("section", class_="conflict").find("p").text == (
        "没有报送。2021年二季度已于 2021年7月20日锁定，不能再改；"
        "确需更正的，由市局知识产权保护科批准延期后再改。"
    )
    assert state(table) == ("draft", [])


def test_an_extension_allows_it_past_the_lock(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    table.extend(by=cast.reviewer(), until=timezone.localdate(), reason="机构改革")
    assert client.post(URL, {"zero_report": "on"}).status_code == 302
    assert state(table) == ("submitted", ["submitted"])


# --- Who may not ---------------------------------------------------------------------------------


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
@pytest.mark.parametrize("data", [{"zero_report": "on"}, {"version": "1", "actions": "46"}])
def test_only_the_unit_reports_its_table(client, table, account, data):
    client.force_login(account())
    response = client.post(URL, data, headers=JSON)
    assert (response.status_code, response.json()["message"]) == (
        403,
        "只有川汇区市场监督管理局的填报员可以填报这张表。",
    )
    assert state(table) == ("draft", [])


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    response = client.post(URL, {"zero_report": "on"})
    assert (response.status_code, state(table)) == (404, ("draft", []))


def test_a_posted_unit_does_not_lead_to_the_neighbours_table(client, table):
    client.post(URL, {"zero_report": "on", "unit": cast.HUAIYANG, "quarter": "1"})
    assert list(Edition.objects.values_list("report__unit__code", flat=True)) == [cast.CHUANHUI]


def test_a_visitor_is_sent_to_sign_in(client, table):
    client.logout()
    response = client.post(URL, {"zero_report": "on"})
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")
    assert state(table) == ("draft", [])


@pytest.mark.parametrize("others", [1, 59])
def test_reporting_takes_seventeen_queries_however_many_units_there_are(
    client, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    cast.open_period(units=codes)
    values = form(client.get(TABLE)).values | {
        "actions": "46",
        "officers": "92",
        "blank_as_zero": "on",
    }
    with django_assert_num_queries(17):
        response = client.post(URL, values)
    assert response.status_code == 302
