"""/admin/statistics/report/<id>/series/<cell>/: one figure of a unit's table over time."""

from decimal import Decimal

import pytest

from campaigns.models import Campaign
from statistics.form.indicators import CELLS, COLUMNS
from statistics.models import Report
from statistics.totals.cell_history import series
from tests import cast, html
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


def table(year, quarter, figures, *, reported=True):
    report = cast.report(cast.open_period(year, quarter, [CHUANHUI, HUAIYANG]))
    cast.fill(report, figures)
    if reported:
        cast.submit(report)
    return report


@pytest.fixture
@remembered
def report():
    """川汇区 in two years: no first quarter then, no second one reported now; the third waits."""
    table(2019, 4, {"trademark-filed": 99})
    for quarter, filed in ((2, 4), (3, 6), (4, 9)):
        cast.approve(table(2020, quarter, {"trademark-filed": filed}))
    first = {"trademark-filed": 3, "trademark-value": Decimal("1.5"), "key_markets": 9}
    cast.approve(table(2021, 1, first))
    table(2021, 2, {"trademark-filed": 50}, reported=False)
    now = {"trademark-filed": 2, "other_patent-filed": 8, "key_markets": 7}
    report = table(2021, 3, now)
    table(2021, 4, {"trademark-filed": 60})
    neighbour = cast.report(report.period, HUAIYANG)
    cast.fill(neighbour, {"trademark-filed": 70})
    cast.submit(neighbour)
    return report


def address(report, cell) -> str:
    return f"{city.LIST}{report.pk}/series/{cell}/"


def read(client, report, cell):
    response = client.get(address(report, cell))
    assert response.status_code == 200
    return html.read(response)


def lines(page) -> list[list[str]]:
    return [row.texts for row in page.find("table", id="series").all("tr")]


# --- What it shows -------------------------------------------------------------------------------


def test_a_cell_over_time(report, client):
    page = read(client, report, "trademark-filed")
    assert page.find("h1").text == "商标侵权案件 · 立案（件）"
    assert lines(page) == [
        ["报告期", "累计", "当期新增", "状态", "版本"],
        ["2020年二季度", "4", "+4", "已审核", "第 2 版"],
        ["2020年三季度 上年同期", "6", "+2", "已审核", "第 2 版"],
        ["2020年四季度", "9", "+3", "已审核", "第 2 版"],
        ["2021年一季度", "3", "+3", "已审核", "第 2 版"],
        ["2021年三季度 本期", "2", "−1", "已报送", "第 1 版"],
    ]
    marked = [row.find("th").text for row in page.find("table").all("tr", class_="now")]
    assert marked == ["2020年三季度 上年同期", "2021年三季度 本期"]


@pytest.mark.parametrize(
    ("cell", "label", "expected"),
    [
        ("filed", "合计 · 立案（件）", [("3", "+3"), ("10", "+7")]),
        ("trademark-value", "商标侵权案件 · 涉案金额（万元）", [("1.5", "+1.5"), ("（空白）", "−1.5")]),
        ("actions", "开展执法行动（次）", [("（空白）", "—"), ("（空白）", "—")]),
        ("other_patent-filed", "其他专利案件 · 立案（件）", [("（空白）", "—"), ("8", "+8")]),
    ],
)  # fmt: skip
def test_any_figure_of_the_table(report, client, cell, label, expected):
    page = read(client, report, cell)
    assert page.find("h1").text == label
    assert [tuple(line[1:3]) for line in lines(page)[-2:]] == expected


def test_a_stock_has_no_increment(report, client):
    page = read(client, report, "key_markets")
    assert lines(page)[0] == ["报告期", "期末数", "状态", "版本"]
    assert lines(page)[-2:] == [
        ["2021年一季度", "9", "已审核", "第 2 版"],
        ["2021年三季度 本期", "7", "已报送", "第 1 版"],
    ]


def test_a_draft_is_shown_only_for_the_report_itself(report, client):
    draft = Report.objects.get(period__campaign__year=2021, period__quarter=2, unit=report.unit)
    page = read(client, draft, "trademark-filed")
    assert lines(page)[-2:] == [
        ["2021年一季度", "3", "+3", "已审核", "第 2 版"],
        ["2021年二季度 本期", "50", "+47", "填报中", "—"],
    ]
    assert page.find("p", class_="since").text == (
        "累计数自每年1月1日起重新计算。没有报送过的报告期不列出；只有本期列出尚未报送的数字。"
    )


def test_the_first_table_ever(client):
    page = read(client, table(2021, 2, {"actions": 46}), "actions")
    assert lines(page)[1:] == [["2021年二季度 本期", "46", "+46", "已报送", "第 1 版"]]


def test_the_increments_are_those_of_the_review_page(report, client):
    """One rule, two pages."""
    sheet = html.read(client.get(city.review_page(report)))
    for cell in ("trademark-filed", "other_patent-filed", "trademark-value"):
        beside = sheet.find("td", **{"data-cell": cell}).find(class_="increment").text
        assert lines(read(client, report, cell))[-1][2] == (beside or "—")


def test_the_ways_from_here(report, client):
    page = read(client, report, "trademark-filed").find("main")
    assert page.find("a", class_="back")["href"] == city.review_page(report)
    others = series(report, "trademark-filed")[:-1]
    links = [link["href"] for link in page.find("table").all("a")]
    assert links == [city.review_page(point.report) for point in others]


def test_every_figure_of_the_review_page_leads_to_its_series(report, client):
    links = html.read(client.get(city.review_page(report))).find("main").all("a")
    there = [link for link in links if link["href"].startswith("../series/")]
    names = [link["href"].removeprefix("../series/").rstrip("/") for link in there]
    assert names == [*CELLS, *(column.key for column in COLUMNS)]
    blank = next(link for link in there if link["href"] == "../series/trademark-closed/")
    assert (blank.text, blank["aria-label"]) == ("", "商标侵权案件 · 结案（件） 空白")
    assert {client.get(address(report, name)).status_code for name in names} == {200}


def test_the_links_hold_after_a_refused_decision_too(report, client):
    response = client.post(f"{city.LIST}{report.pk}/return/", {"edition": 1, "reason": ""})
    assert response.status_code == 422
    assert response.request["PATH_INFO"].count("/") == city.review_page(report).count("/")


def test_the_chart_is_drawn_from_the_table(report, client):
    page = read(client, report, "filed")
    chart = page.find("div", class_="chart")
    assert (chart["data-chart"], "hidden" in chart) == (page.find("table")["id"], True)
    assert chart["data-label"] == "柱状图：川汇区各季度的合计 · 立案（件），数字见下表"


def test_demo_figures_are_labelled(report, client):
    Campaign.objects.update(is_demo=True)
    assert read(client, report, "filed").find("p", class_="demo").text.startswith("演示数据")


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["x", "total-filed", "trademark", "trademark-x", "status", "pk", "actions-filed", "%00"]
)
def test_a_cell_that_does_not_exist(report, client, cell):
    assert client.get(address(report, cell)).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 30, "-1", "x"])
def test_a_report_that_does_not_exist(report, client, pk):
    assert client.get(f"{city.LIST}{pk}/series/filed/").status_code == 404


def test_it_is_only_read(report, client):
    assert client.head(address(report, "filed")).status_code == 200
    assert client.post(address(report, "filed")).status_code == 405


# --- Any number of periods -----------------------------------------------------------------------


@pytest.mark.parametrize("quarters", [1, 4])
def test_queries_do_not_grow(client, quarters, django_assert_num_queries):
    """Two for the series; the others are session, account and rights."""
    for quarter in range(1, quarters + 1):
        report = table(2021, quarter, {"trademark-filed": quarter})
    for cell in ("filed", "trademark-filed", "actions"):
        with django_assert_num_queries(5):
            assert client.get(address(report, cell)).status_code == 200
