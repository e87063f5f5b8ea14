"""/admin/: who has reported, who is late, whom to call."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.models import Campaign
from statistics.models import Report
from statistics.overview.board import board
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import issued
from tests.worlds import remembered
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db

AWAITED = f"退回后未重报 {(timezone.localdate() - date(2021, 6, 28)).days} 天"
NOTHING_OPEN = (
    "尚无已开启的报告期。年度专项行动已建立的，请在“报告期”中开启；未建立的，请联系系统管理员建立。"
)


@pytest.fixture
@remembered
def four_units():
    """川汇区 approved, 淮阳区 waits for review, 扶沟县 was given a table back, 西华县 has nothing."""
    period = cast.open_period(units=["411602", "411603", "411621", "411622"])
    approved, waiting, returned, _ = (
        cast.report(period, code) for code in ("411602", "411603", "411621", "411622")
    )
    for report in (approved, waiting, returned):
        cast.fill(report, {"actions": 46})
        cast.submit(report)
    cast.approve(approved)
    cast.send_back(returned, reason="请核对立案数")
    return period


@pytest.fixture
def page(four_units):
    return html.read(city.sign_in(cast.reviewer()).get(city.BOARD))


def test_one_line_says_how_the_period_stands(page):
    assert page.find("p", class_="line").text == "已审核 1 · 待审核 1 · 退回 1 · 未报送 1"


def test_late_units_are_counted(page):
    assert page.find("section", class_="standing").texts[1] == (
        "逾期 1 个单位 · 6月30日截止，已过截止日"
    )


@pytest.mark.parametrize(
    ("today", "left"), [(date(2021, 6, 25), 5), (date(2021, 6, 30), 0), (date(2021, 7, 1), -1)]
)
def test_days_left(four_units, today, left):
    assert board(four_units, today=today).days_left == left


def test_the_matrix_shows_every_unit_and_quarter(page):
    rows = page.find("table", class_="matrix").find("tbody").all("tr")
    assert [row.texts for row in rows] == [
        ["川汇区市场监督管理局", "—", "已审核 6月28日", "—", "—"],
        ["淮阳区市场监督管理局", "—", "已报送 6月28日", "—", "—"],
        ["扶沟县市场监督管理局", "—", f"已退回 6月28日 {AWAITED}", "—", "—"],
        ["西华县市场监督管理局", "—", "填报中 逾期", "—", "—"],
    ]


def test_the_matrix_leads_to_the_review_pages(page):
    links = page.find("table", class_="matrix").find("tbody").all("a")
    reports = Report.objects.order_by("unit__position")
    assert [link["href"] for link in links] == [city.review_page(report) for report in reports]


def test_the_quarters_that_are_open_lead_to_their_boards(page):
    head = page.find("table", class_="matrix").find("thead")
    assert head.find("tr").texts == [
        "报送单位", "一季度（未开启）", "二季度", "三季度（未开启）", "四季度（未开启）"
    ]  # fmt: skip
    assert [link["href"] for link in head.all("a")] == ["?period=2021q2"]


def test_whom_to_call_names_returned_ones_first_and_says_why(four_units):
    ReportingUnit.objects.filter(code="411622").update(office_phone="0394-0000000")
    page = html.read(city.sign_in(cast.reviewer()).get(city.BOARD))
    rows = page.find("table", class_="to-call").find("tbody").all("tr")
    assert [row.texts for row in rows] == [
        ["扶沟县市场监督管理局", "未登记", f"已退回 {AWAITED}", "退回原因：请核对立案数"],
        ["西华县市场监督管理局", "0394-0000000", "填报中 逾期", "尚未填写"],
    ]


def test_more_calls_than_fit_are_left_to_the_list():
    cast.open_period(units=city.counties(53))
    page = html.read(city.sign_in(cast.reviewer()).get(city.BOARD))
    calls = page.find("section", **{"aria-labelledby": "to-call"})
    assert len(calls.find("tbody").all("tr")) == 50
    assert calls.texts[-1] == "还有 3 个单位，见填报中的统计表。"


def test_nobody_is_called_when_all_have_reported():
    city.submitted_report()
    page = html.read(city.sign_in(cast.reviewer()).get(city.BOARD))
    section = page.find("section", **{"aria-labelledby": "to-call"})
    assert section.texts == ["等待报送的单位", "各单位均已报送。"]


def test_the_ways_from_here(page):
    assert [(way.text, way["href"]) for way in page.find("p", class_="ways").all("a")] == [
        ("审核 1 张待审核的统计表", "/admin/statistics/report/?period=2021q2&status=submitted"),
        ("全部统计表", "/admin/statistics/report/?period=2021q2"),
        ("汇总表", "/admin/statistics/consolidation/2021/q2/"),
        ("下载汇总表（Excel）", "/admin/statistics/consolidation/2021/q2/consolidated.xlsx"),
        ("分析", "/admin/statistics/dashboard/?period=2021q2"),
        ("导入工作簿", "/admin/statistics/import/2021/q2/"),
    ]


def test_the_auditor_is_offered_no_import(four_units):
    page = html.read(city.sign_in(cast.auditor()).get(city.BOARD))
    assert page.all("a", href="/admin/statistics/import/2021/q2/") == []


def test_demo_figures_are_labelled(four_units):
    client = city.sign_in(cast.reviewer())
    assert html.read(client.get(city.BOARD)).all("p", class_="demo") == []
    Campaign.objects.update(is_demo=True)
    banner = html.read(client.get(city.BOARD)).find("p", class_="demo").text
    assert banner == "演示数据：表中数字均为虚构，不代表任何单位的真实情况。"


def test_the_current_period_is_the_default(four_units):
    cast.open_period(quarter=3)
    page = html.read(city.sign_in(cast.reviewer()).get("/admin/"))
    assert page.find("h1").text == "2021年三季度报送情况"


def test_before_anything_is_open_it_says_what_to_do():
    page = html.read(city.sign_in(cast.reviewer()).get("/admin/"))
    assert page.find("div", id="content").texts[1:-1] == [NOTHING_OPEN]


def test_the_command_is_told_to_an_administrator_alone():
    page = html.read(city.browser("superuser").get("/admin/"))
    command = "建立专项行动并开启报告期的命令：manage.py start_campaign 年度"
    assert page.find("div", id="content").texts[1:-1] == [NOTHING_OPEN, command]


@pytest.mark.parametrize(
    "period",
    [
        "2021q1",
        "2020q2",
        "2021q5",
        "2021Q2",
        "２０２１q2",
        "99999999999q2",
        "",
        "a",
        "%00",
        "2021q2%0a",
    ],
)
def test_a_period_that_is_not_open_is_not_found(four_units, period):
    response = city.sign_in(cast.reviewer()).get(f"/admin/?period={period}")
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("number", "first"),
    [("1", "500000"), ("2", "500100"), ("9" * 30, "500100"), ("-1", "500100"), ("x", "500000"), ("%00", "500000")],
)  # fmt: skip
def test_the_matrix_comes_in_pages_of_100(number, first):
    cast.open_period(units=city.counties(103))
    page = html.read(city.sign_in(cast.reviewer()).get(f"{city.BOARD}&p={number}"))
    rows = page.find("table", class_="matrix").find("tbody").all("tr")
    assert rows[0].texts[0] == f"{first}县市场监督管理局"
    assert len(rows) == {"500000": 100, "500100": 3}[first]


@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow_with_units(number, django_assert_num_queries):
    city.waiting_counties(number)
    client = city.sign_in(cast.reviewer())
    with django_assert_num_queries(13):
        assert client.get(city.BOARD).status_code == 200


@pytest.mark.parametrize("number", [3, 30])
def test_an_issued_total_costs_few_queries_more(number, django_assert_num_queries):
    issued(city.approved_counties(number, (2021, 2)))
    client = city.sign_in(cast.reviewer())
    with django_assert_num_queries(16):
        assert client.get(city.BOARD).status_code == 200


# --- Issued totals -------------------------------------------------------------------------------


def issued_line(period) -> tuple[str, list[str]]:
    line = html.read(city.sign_in(cast.reviewer()).get(city.BOARD)).find("p", class_="issued")
    return line.text, [link["href"] for link in line.all("a")]


def test_before_a_total_is_issued_nothing_is_said_of_it(page):
    assert page.all("p", class_="issued") == []


def test_the_total_that_was_issued_last(four_units):
    total = issued(four_units, at=cast.moment(date(2021, 7, 5)))
    address = f"/admin/statistics/consolidation/issued/{total.pk}/"
    assert issued_line(four_units) == ("已发布第 1 号（2021年7月5日 10:00）", [address])


def test_units_that_changed_after_the_issue(four_units):
    total = issued(four_units, at=cast.moment(date(2021, 7, 5)))
    address = f"/admin/statistics/consolidation/issued/{total.pk}/"
    approved, waiting = (cast.report(four_units, code) for code in ("411602", "411603"))
    approved.reopen(by=cast.reviewer(), edition=2, reason="更正立案数")
    changed = "已发布第 1 号（2021年7月5日 10:00） · 发布后有 {} 个单位的数据有变动"
    assert issued_line(four_units) == (changed.format(1), [address, f"{address}#since"])
    cast.approve(waiting)
    assert issued_line(four_units) == (changed.format(2), [address, f"{address}#since"])
    cast.fill(approved, {"actions": 47})
    cast.submit(approved)
    cast.send_back(approved)
    cast.fill(approved, {"actions": 46})
    cast.submit(approved)
    cast.approve(approved)  # the same as when it was issued
    assert issued_line(four_units)[0] == changed.format(1)


def test_what_is_issued_again_stands_in_its_place(four_units):
    issued(four_units)
    cast.approve(cast.report(four_units, "411603"))
    issued(four_units, note="淮阳区补入", at=cast.moment(date(2021, 7, 12)))
    assert issued_line(four_units)[0] == "已发布第 2 号（更正件）（2021年7月12日 10:00）"


# --- Who sees it ---------------------------------------------------------------------------------


def test_the_administrator_sees_djangos_own_index(four_units):
    page = html.read(city.sign_in(cast.administrator()).get("/admin/"))
    assert page.find("h1").text == "系统管理"
    assert [caption.text for caption in page.all("caption")] == ["单位与账户"]


def test_the_auditor_sees_the_board(four_units):
    page = html.read(city.sign_in(cast.auditor()).get(city.BOARD))
    assert page.find("h1").text == "2021年二季度报送情况"


def test_a_clerk_is_refused(four_units):
    response = city.sign_in(cast.clerk(cast.unit())).get("/admin/")
    assert response.status_code == 403


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/admin/login/?next=/admin/"])
def test_a_visitor_signs_in_at_the_portals_door(client: Client, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/admin/")
