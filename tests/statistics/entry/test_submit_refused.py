"""Reporting to the city, refused: what forbids it, twice the same, and two people at once."""

from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from statistics.models import Report
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import conflict_rows, in_inputs
from tests.statistics.entry.submitting import JSON, TABLE, URL, form, press_submit, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- What forbids it -----------------------------------------------------------------------------


def test_findings_block_and_lead_to_their_cells(client, table):
    typed = {
        "actions": "3",
        "market_actions": "5",
        "trademark-foreign_recovered": "1.5",
        "cut_off_on": "2021-07-01",
    }
    page = html.read(led_back(press_submit(client, typed)))
    assert page.find("p", class_="error").text == (
        "暂不能报送。有 3 处强制性审核未通过，请改正后再报送。填好的内容已保存。逐处查看"
    )
    findings = page.all("div", class_="mandatory")
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
    values = in_inputs(form(led_back(press_submit(client, typed))))
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
    response = led_back(press_submit(client, dict.fromkeys(CELLS, "0")))
    finding = html.read(response).find("div", class_="mandatory")
    assert finding.find("a")["href"] == "#filled_by"
    assert finding.find("p").text == "现为空白，应填写填报人姓名。请填写实际填报此表的人。"
    assert state(table) == ("draft", [])


def test_confirmations_do_not_lift_findings(client, table):
    cast.fill(table, {"actions": 3, "market_actions": 5})
    response = client.post(URL, {"blank_as_zero": "on", "zero_report": "on"})
    assert (response.status_code, state(table)) == (303, ("draft", []))


def test_an_unreadable_figure_forbids_it_and_all_else_is_stored(client, table):
    response = press_submit(client, {"actions": "46", "officers": "abc", "blank_as_zero": "on"})
    page = html.read(led_back(response))
    assert page.find("p", class_="error").text == (
        "有 1 处没有保存。其余的已保存；请改正标出的各处。"
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
    assert [(answer.status_code, answer["location"]) for answer in answers] == [(303, TABLE)] * 2
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
        "以下各处在您打开本页之后另有改动，与您填的不同，没有保存；其余的已保存。请逐处选择采用哪一个。"
    )
    assert conflict_rows(html.read(response)) == [
        ["开展执法行动", "46", "40", "您在另一窗口 2021年6月21日 09:00"]
    ]
    assert state(table) == ("draft", [])
    report = Report.objects.get(pk=table.pk)
    assert (report.actions, report.officers) == (40, 92)


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
        "没有保存。这张表现在是“已报送”，不能继续填报。需要修改请先撤回。"
    )
    assert state(table) == ("submitted", ["submitted"])
    assert Report.objects.get(pk=table.pk).actions is None


def test_an_approved_table_is_not_reported_again(client, table):
    cast.submit(table)
    cast.approve(table)
    response = client.post(URL, {"zero_report": "on"}, headers=JSON)
    assert (response.status_code, response.json()["message"]) == (
        409,
        "这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。",
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
    assert client.post(URL, {"zero_report": "on"}).status_code == 303
    assert state(table) == ("submitted", ["submitted"])
