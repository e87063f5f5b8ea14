"""The official table where it is only read: reported, locked, or by somebody else."""

from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import ReportingPeriod
from tests import cast, html
from tests.statistics.entry.table_page import SECOND_QUARTER, URL, show, texts

NOT_OPEN = (
    "没有保存。川汇区市场监督管理局2021年二季度已免报，原因：并入淮阳区局<b>。"
    "本期无需填报；如需报送，请联系市局知识产权保护科撤销免报。"
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def test_a_submitted_table_is_read_only(client, with_previous):
    cast.submit(with_previous, at=cast.moment(date(2021, 6, 28)))
    page = show(client)
    assert page.all("form", id="table-form") == []
    assert [field["name"] for field in page.all("input")] == ["csrfmiddlewaretoken"] * 2
    assert texts(page, "actions") == ["开展执法行动（次）", "46", "上期 20", "+26"]
    assert texts(page, "trademark-value") == ["15.54", "上期 3.5", "+12.04"]
    assert texts(page, "other_patent-closed") == ["", "上期 —", ""]
    assert page.find("div", class_="bar").find("p", class_="state").text == (
        "川汇区填报员 于 2021年6月28日 10:00 报送"
    )
    assert page.find("form", id="withdraw")["action"] == "/reports/411602/2021/q2/withdraw/"


def test_a_zero_report_says_so(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    state = show(client).find("div", class_="bar").find("p", class_="state")
    assert state.text == "川汇区填报员 于 2021年6月28日 10:00 报送（零报告）"


def test_an_approved_table_cannot_be_withdrawn(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    cast.approve(table, at=cast.moment(date(2021, 6, 29), 15))
    page = show(client)
    assert page.find("div", class_="standing").find("p", class_="due").text == "2021年6月30日截止"
    assert page.find("span", class_="status").text == "已审核"
    assert page.find("div", class_="bar").find("p", class_="state").text == (
        "川汇区填报员 于 2021年6月28日 10:00 报送（零报告），2021年6月29日 15:00 审核通过"
    )
    assert (page.all("form", id="withdraw"), page.all("form", id="table-form")) == ([], [])


def test_a_returned_table_shows_the_reason_and_can_be_filled_in(client, table):
    cast.submit(table)
    cast.send_back(table, reason="立案数与附件不符<b>")
    page = show(client)
    assert page.find("div", class_="warning").all("p")[0].text == "市局退回：立案数与附件不符<b>"
    assert page.find("span", class_="status").text == "已退回"
    assert page.find("form", id="table-form").values["version"] == "3"


def test_a_locked_table_is_read_only_and_says_since_when(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    page = show(client)
    assert page.all("form", id="table-form") == []
    assert page.find("p", class_="warning").text == (
        "2021年二季度已于 2021年7月20日锁定，不能再改；确需更正请联系市局知识产权保护科。"
    )


def test_a_locked_table_offers_no_withdrawal(client, table):
    """It would be refused: Report.withdraw()."""
    cast.submit(table)
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    page = show(client)
    assert (page.all("form", id="withdraw"), page.all("button", form="withdraw")) == ([], [])


def test_an_extension_holds_off_the_lock(client, table):
    today = timezone.localdate()
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    table.extend(by=cast.reviewer(), until=today, reason="机构改革")
    page = show(client)
    assert page.find("form", id="table-form")["action"].startswith(URL)
    assert page.find("p", class_="due").text == (
        f"{today.month}月{today.day}日截止（已延期），今日到期"
    )


def test_an_excused_table_says_why_and_keeps_what_was_typed(client, table):
    cast.fill(table, SECOND_QUARTER)
    before = show(client).find("form", id="table-form").values
    table.excuse(by=cast.reviewer(), reason="并入淮阳区局<b>")
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    page = show(client)
    assert [each.text for each in page.all("p", class_="warning")] == [
        "市局已准予本期免报，原因：并入淮阳区局<b>。本期无需填报，已保存的内容保留；"
        "如需报送，请联系市局知识产权保护科。"
    ]
    assert page.find("div", class_="standing").texts == ["免报（并入淮阳区局<b>）", "无需报送"]
    assert page.all("form", id="table-form") == []
    assert page.find("span", id="trademark-value").text == "15.54"
    for address in (URL, f"{URL}submit/", f"{URL}nothing-new/"):
        response = client.post(address, before | {"actions": "47"})
        said = html.read(response).find("section", class_="conflict").find("p").text
        assert (response.status_code, said) == (409, NOT_OPEN)
    assert cast.report(table.period).figures["actions"] == 46


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_read_it(client, table, account):
    cast.fill(table, SECOND_QUARTER)
    client.force_login(account())
    page = show(client)
    assert (page.all("form", id="table-form"), page.all("form", id="withdraw")) == ([], [])
    assert page.find("span", id="trademark-value").text == "15.54"
