"""Reporting to the city: POST /reports/<unit>/<year>/q<n>/submit/."""

import pytest
from django.utils import timezone

from statistics.form.indicators import CELLS
from statistics.models import Edition, Report
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.submitting import JSON, TABLE, URL, answer, form, press_submit, state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

DONE = "已报送2021年二季度的统计表，等待市局审核。请打印盖章后留存。"

# --- That it works -------------------------------------------------------------------------------


def test_a_full_table_is_reported_at_once(client, table):
    response = press_submit(client, dict.fromkeys(CELLS, "0") | {"filled_by": "张三"})
    assert (response.status_code, response["location"]) == (303, TABLE)
    assert state(table) == ("submitted", ["submitted"])
    report = Report.objects.get(pk=table.pk)
    assert report.submitted_by == cast.clerk(table.unit)
    assert timezone.localdate(report.submitted_at) == timezone.localdate()
    assert (report.filled_by, report.blank_as_zero, report.is_zero_report) == ("张三", False, False)
    edition = report.editions.get()
    assert edition.content["figures"] == dict.fromkeys(CELLS, "0")
    assert html.read(client.get(TABLE)).find("p", class_="success").text == DONE


def test_blanks_are_asked_about_once(client, table):
    page = html.read(led_back(press_submit(client, {"actions": "46", "officers": "92"})))
    question = page.find("section", class_="question")
    assert question.find("p", class_="choices").texts == ["是，空白格按 0 报送", "返回继续填报"]
    assert question.all("p")[0].text == "尚有 91 个空白格，是否按 0 报送？"
    assert question.find("a")["href"] == TABLE
    assert page.find("form", id="table-form").values["actions"] == "46"
    assert state(table) == ("draft", [])
    assert Report.objects.get(pk=table.pk).actions == 46


def test_yes_reports_with_blanks_as_zero(client, table):
    response = answer(client, press_submit(client, {"actions": "46", "officers": "92"}))
    assert (response.status_code, response["location"]) == (303, TABLE)
    assert state(table) == ("submitted", ["submitted"])
    report = Report.objects.get(pk=table.pk)
    assert (report.blank_as_zero, report.is_zero_report) == (True, False)
    assert report.figures.as_text() == dict.fromkeys(CELLS, "") | {
        "actions": "46",
        "officers": "92",
    }


def test_an_empty_table_is_asked_about_as_a_zero_report(client, table):
    response = led_back(press_submit(client, {}))
    question = html.read(response).find("section", class_="question")
    assert question.text == (
        "表中一个数字也没有。本期确实没有数据的，请确认为零报告。 确认零报告，报送 返回继续填报"
    )
    assert state(table) == ("draft", [])


def test_a_zero_report_is_confirmed_by_a_named_person(client, table):
    response = answer(client, press_submit(client, {"filled_by": "张三"}))
    assert response.status_code == 303
    report = Report.objects.get(pk=table.pk)
    assert (report.is_zero_report, report.filled_by, report.submitted_by) == (
        True,
        "张三",
        cast.clerk(table.unit),
    )


def test_blanks_confirmed_are_no_zero_report(client, table):
    response = led_back(client.post(URL, {"blank_as_zero": "on"}))
    question = html.read(response).find("section", class_="question")
    assert question.find("button")["name"] == "zero_report"


@pytest.mark.parametrize("value", ["", "off", "1", "true", "ON"])
def test_only_on_confirms(client, table, value):
    response = client.post(URL, {"zero_report": value, "blank_as_zero": value})
    assert (response.status_code, state(table)) == (303, ("draft", []))


def test_confirmations_alone_report_what_is_stored(client, table):
    cast.fill(table, {"actions": 46, "officers": 92})
    response = client.post(URL, {"blank_as_zero": "on"})
    assert (response.status_code, state(table)) == (303, ("submitted", ["submitted"]))
    assert Report.objects.get(pk=table.pk).figures["actions"] == 46


def test_a_returned_table_is_reported_again(client, table):
    cast.fill(table, {"actions": 40})
    cast.submit(table)
    cast.send_back(table)
    first = Report.objects.get(pk=table.pk)
    response = answer(client, press_submit(client, {"actions": "46", "officers": "92"}))
    again = Report.objects.get(pk=table.pk)
    assert response.status_code == 303
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
    assert (response.status_code, state(table)) == (303, ("submitted", ["submitted"]))
    assert Report.objects.get(pk=table.pk).filled_by == (
        "川汇区市场监督管理局知识产权保护和商标广告监督管理科第一填报"
    )


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
def test_reporting_takes_twenty_one_queries_however_many_units_there_are(
    client, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    cast.open_period(units=codes)
    values = form(client.get(TABLE)).values | {
        "actions": "46",
        "officers": "92",
        "blank_as_zero": "on",
    }
    with django_assert_num_queries(21):
        response = client.post(URL, values)
    assert response.status_code == 303
