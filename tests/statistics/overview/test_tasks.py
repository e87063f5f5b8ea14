"""我的任务, where a clerk starts; and where all others are led: GET /."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.models import Campaign, ReportingPeriod
from statistics.form.figures import Figures
from statistics.models import Report, TakeOver, take_over
from tests import cast, html
from units.models import User

pytestmark = pytest.mark.django_db


def rows(client) -> list[list[str]]:
    """Period, state, due day, what to do."""
    response = client.get("/")
    assert response.status_code == 200
    return [row.texts for row in html.read(response).find("tbody").all("tr")]


def due(days: int, **changes) -> str:
    """Let the second quarter be due in so many days; how the page writes that day."""
    today = timezone.localdate()
    day = today + timedelta(days)
    ReportingPeriod.objects.filter(quarter=2).update(
        opens_on=min(day, today), due_on=day, **changes
    )
    return f"{day.month}月{day.day}日截止"


def test_nothing_to_fill_in_yet(client, signed_in):
    page = html.read(client.get("/"))
    assert page.find("h1").text == "我的任务"
    assert rows(client) == [["目前没有需要填报的统计表。市局开启报告期后，任务将在此列出。"]]


def test_a_table_is_named_by_its_period_and_leads_to_its_page(client, signed_in):
    cast.open_period()
    assert rows(client) == [
        ["2021年二季度", "填报中 逾期", "2021年6月30日截止，已过截止日", "开始填报"]
    ]
    assert html.read(client.get("/")).find("td", class_="act").find("a")["href"] == (
        "/reports/411602/2021/q2/"
    )


@pytest.mark.parametrize(
    ("days", "state", "left"),
    [
        (30, "填报中", "，还有 30 天"),
        (1, "填报中", "，还有 1 天"),
        (0, "填报中", "，今日到期"),
        (-1, "填报中 逾期", "，已过截止日"),
    ],
)
def test_days_left_are_counted(client, signed_in, days, state, left):
    cast.open_period()
    day = due(days)
    assert rows(client) == [["2021年二季度", state, f"{day}{left}", "开始填报"]]


def test_an_extension_counts(client, signed_in):
    table = cast.report(cast.open_period())
    due(-3)
    until = timezone.localdate() + timedelta(5)
    table.refresh_from_db()
    table.extend(by=cast.reviewer(), until=until, reason="机构改革")
    assert rows(client)[0][1:3] == [
        "填报中",
        f"{until.month}月{until.day}日截止（已延期），还有 5 天",
    ]


def test_a_draft_that_was_begun_is_gone_on_with(client, signed_in):
    cast.fill(cast.report(cast.open_period()), {"actions": 1})
    assert rows(client)[0][3] == "继续填报"


def test_the_reason_of_a_return_stands_there(client, signed_in):
    table = cast.report(cast.open_period())
    cast.submit(table)
    cast.send_back(table, reason="请核对立案数<b>", at=timezone.now())
    said = "今日退回，尚未重报 退回原因：请核对立案数<b>"
    assert rows(client) == [["2021年二季度", f"已退回 {said}", "2021年6月30日截止", "去改正"]]


def test_what_was_sent_again_and_withdrawn_is_still_to_be_put_right(client, signed_in):
    table = cast.report(cast.open_period())
    cast.submit(table)
    cast.send_back(table, at=timezone.now() - timedelta(days=3))
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    assert rows(client) == [
        ["2021年二季度", "填报中 退回后未重报 3 天 退回原因：请核对立案数", "2021年6月30日截止",
         "去改正"]
    ]  # fmt: skip


def test_an_excused_table_waits_for_nobody(client, signed_in):
    table = cast.report(cast.open_period())
    cast.open_period(quarter=1)
    table.excuse(by=cast.reviewer(), reason="并入淮阳区局<b>")
    said = "免报（并入淮阳区局<b>） 本期无需填报；如需报送，请联系市局知识产权保护科。"
    first, last = rows(client)
    assert first[:2] == ["2021年一季度", "填报中 逾期"]
    assert last == ["2021年二季度", said, "无需报送", "查看"]


@pytest.mark.parametrize(("decide", "state"), [(None, "已报送"), (cast.approve, "已审核")])
def test_what_is_with_the_city_is_only_looked_at(client, signed_in, decide, state):
    table = cast.report(cast.open_period())
    cast.submit(table)
    if decide:
        decide(table)
    assert rows(client) == [["2021年二季度", state, "2021年6月30日截止", "查看"]]


def test_what_was_reported_late_stays_late(client, signed_in):
    table = cast.report(cast.open_period())
    cast.submit(table, at=cast.moment(date(2021, 7, 1)))
    assert rows(client)[0][1] == "已报送 逾期"


def test_a_locked_draft_is_only_looked_at(client, signed_in):
    cast.open_period()
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    row = rows(client)[0]
    assert (row[1], row[3]) == (
        "填报中 逾期 2021年7月20日起已锁定，不能再填报；确需更正请联系市局知识产权保护科。",
        "查看",
    )


def test_what_waits_for_the_clerk_comes_first_then_the_newest(client, signed_in):
    approved, returned, submitted, _ = (
        cast.report(cast.open_period(quarter=quarter)) for quarter in (1, 2, 3, 4)
    )
    for table in (approved, returned, submitted):
        cast.submit(table)
    cast.approve(approved)
    cast.send_back(returned)
    cast.open_period(year=2022, quarter=1)
    assert [(row[0], row[3]) for row in rows(client)] == [
        ("2021年二季度", "去改正"),
        ("2022年一季度", "开始填报"),
        ("2021年四季度", "开始填报"),
        ("2021年三季度", "查看"),
        ("2021年一季度", "查看"),
    ]


def test_the_neighbours_tables_are_not_there(client, signed_in):
    cast.submit(cast.report(cast.open_period(), cast.HUAIYANG))
    assert [row[:2] for row in rows(client)] == [["2021年二季度", "填报中 逾期"]]


def enter_on_behalf(report: Report) -> None:
    """The city takes the unit's mailed workbook over, at ten o'clock on 21 June."""
    figures = Figures({"actions": 46})
    entry = TakeOver(report.pk, report.version, figures, report.cut_off_on, "表.xlsx", b"")
    assert take_over([entry], by=cast.reviewer(), at=cast.moment(date(2021, 6, 21))) == {}


def test_what_the_city_entered_is_marked(client, signed_in):
    enter_on_behalf(cast.report(cast.open_period()))
    assert rows(client)[0][1] == "填报中 逾期 代填：市局审核员，2021年6月21日 10:00"


def test_demo_figures_are_called_so(client, signed_in):
    cast.open_period()
    assert html.read(client.get("/")).all("p", class_="demo") == []
    Campaign.objects.update(is_demo=True)
    assert html.read(client.get("/")).find("p", class_="demo").text == (
        "演示数据：表中数字均为虚构，不代表任何单位的真实情况。"
    )


def test_the_head_says_who_is_signed_in(client, signed_in):
    head = html.read(client.get("/")).find("header")
    assert head.find("div", class_="who").texts == [
        "川汇区市场监督管理局 · 川汇区填报员",
        "更改密码",
        "退出",
    ]
    assert {link.text: link["href"] for link in head.all("a")} == {
        "知识产权执法数据报送": "/",
        "我的任务": "/",
        "填报说明": "/guide/",
        "更改密码": "/accounts/password_change/",
    }


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor, cast.administrator])
def test_the_city_works_in_the_admin(client, account):
    User.objects.filter(pk=account().pk).update(is_staff=True)
    client.force_login(account())
    response = client.get("/")
    assert (response.status_code, response["location"]) == (302, "/admin/")


def test_an_account_without_a_unit_is_told_whom_to_ask(client):
    client.force_login(cast.without_unit())
    main = html.read(client.get("/")).find("main")
    assert main.texts == [
        "账户没有报送单位",
        "您的账户尚未关联报送单位，暂无需要填报的统计表。请联系系统管理员，"
        "说明您的单位和账户名“newcomer”。",
    ]


def test_a_visitor_is_sent_to_sign_in(client):
    response = client.get("/")
    assert (response.status_code, response["location"]) == (302, "/accounts/login/?next=/")


def test_it_is_only_read(client, signed_in):
    response = client.post("/")
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("years", [[2021], [2020, 2021, 2022, 2023]])
def test_it_takes_five_queries_for_two_tables_and_for_eight(
    client, django_assert_num_queries, signed_in, years
):
    for year in years:
        for quarter in (1, 2):
            enter_on_behalf(cast.report(cast.open_period(year=year, quarter=quarter)))
    with django_assert_num_queries(5):
        response = client.get("/")
    assert len(html.read(response).find("tbody").all("tr")) == 2 * len(years)
