"""/admin/statistics/dashboard/: 分析, every chart with its table."""

from decimal import Decimal

import pytest

from campaigns.models import Campaign
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

PAGE = "/admin/statistics/dashboard/"
NOW = f"{PAGE}?period=2021q2"


def report(period, code, figures, *, approved=True):
    table = cast.report(period, code)
    cast.fill(table, figures)
    cast.submit(table)
    if approved:
        cast.approve(table)


@pytest.fixture
@remembered
def period():
    """A quarter of last year, and two of this; in the last, 扶沟县 still waits for review."""
    units = [CHUANHUI, HUAIYANG, FUGOU]
    report(cast.open_period(2020, 2, units), CHUANHUI, {"actions": 40, "trademark-filed": 8})
    first = cast.open_period(2021, 1, units)
    for code in units:
        report(first, code, {"actions": 10, "trademark-filed": 4, "key_markets": 7})
    second = cast.open_period(2021, 2, units)
    filled = {"trademark-filed": 9, "other_patent-filed": 1, "trademark-value": Decimal("0.12")}
    report(second, CHUANHUI, {"actions": 46, "key_markets": 6} | filled)
    report(second, HUAIYANG, {"actions": 8, "trademark-filed": 3})
    report(second, FUGOU, {"actions": 20, "trademark-filed": 5}, approved=False)
    return second


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.read(response)


def lines(page, table) -> list[list[str]]:
    return [row.texts for row in page.find("table", id=table).all("tr")]


# --- What it shows -------------------------------------------------------------------------------


def test_the_head(period, client):
    page = read(client, NOW)
    assert page.find("h1").text == "2021年二季度分析"
    assert page.find("p", class_="facts").texts == [
        "报送单位：周口市市场监督管理局", "2021年1月1日起累计", "只汇总已审核"
    ]  # fmt: skip


def test_the_headlines(period, client):
    assert read(client, NOW).find("dl").texts == [
        "立案（件） 13 当期新增 — 上年同期 8",
        "结案（件） 0 当期新增 — 上年同期 0",
        "涉案金额（万元） 0.12 当期新增 — 上年同期 0",
        "罚没款金额（万元） 0 当期新增 — 上年同期 0",
        "开展执法行动（次） 54 当期新增 — 上年同期 40",
    ]


def test_without_a_last_year_nothing_is_said_of_it(period, client):
    page = read(client, f"{PAGE}?period=2020q2")
    assert page.find("dl").texts[0] == "立案（件） 8 当期新增 —"


def test_a_figure_over_time(period, client):
    page = read(client, NOW)
    assert page.find("h2", id="over-time").text == "立案（件）：各季度累计和当期新增"
    assert lines(page, "trend") == [
        ["报告期", "累计", "当期新增", "计入单位"],
        ["2020年二季度", "8", "—", "1 / 3"],
        ["2021年一季度", "12", "+12", "3 / 3"],
        ["2021年二季度", "13", "—", "2 / 3"],
    ]


def test_a_figure_by_category(period, client):
    assert lines(read(client, NOW), "shares") == [
        ["案件类别", "累计", "占比"],
        ["商标侵权案件", "12", "92.3%"],
        ["地理标志案件", "0", "0.0%"],
        ["官方标志、特殊标志和奥林匹克标志案件", "0", "0.0%"],
        ["商标代理案件", "0", "0.0%"],
        ["其他商标案件", "0", "0.0%"],
        ["假冒专利案件", "0", "0.0%"],
        ["专利代理案件", "0", "0.0%"],
        ["其他专利案件", "1", "7.7%"],
    ]


def test_a_figure_by_unit(period, client):
    page = read(client, NOW)
    assert lines(page, "units") == [
        ["报送单位", "累计", "当期新增"],
        ["川汇区市场监督管理局", "10", "+6"],
        ["淮阳区市场监督管理局", "3", "−1"],
    ]
    links = [link["href"] for link in page.find("table", id="units").all("a")]
    assert links == [city.review_page(cast.report(period, code)) for code in (CHUANHUI, HUAIYANG)]


def test_an_action_figure_knows_no_categories(period, client):
    page = read(client, f"{NOW}&figure=actions")
    assert [table["id"] for table in page.all("table")] == ["trend", "units"]
    assert "开展执法行动属于执法行动数据，不分案件类别，没有分类占比。" in page.find("main").text
    assert lines(page, "trend")[-1] == ["2021年二季度", "54", "—", "2 / 3"]


def test_a_stock_has_no_increment(period, client):
    page = read(client, f"{NOW}&figure=key_markets")
    assert lines(page, "trend")[2:] == [
        ["2021年一季度", "21", "3 / 3"],
        ["2021年二季度", "6", "2 / 3"],
    ]
    assert lines(page, "units") == [
        ["报送单位", "期末数"],
        ["川汇区市场监督管理局", "6"],
        ["淮阳区市场监督管理局", "（空白）"],
    ]  # fmt: skip
    assert "这一项是期末存量，没有当期新增。" in page.find("main").text


def test_with_those_that_wait_for_review(period, client):
    page = read(client, f"{NOW}&scope=submitted")
    assert lines(page, "trend")[-1] == ["2021年二季度", "18", "+6", "3 / 3"]
    assert len(lines(page, "units")) == 4


def test_a_total_that_lacks_units_says_so(period, client):
    """A fall that comes of units which are not in yet must not be read as one."""
    warned = read(client, NOW).find("p", class_="unreported").text
    assert warned == (
        "本期只计入 2 / 3 个单位，合计偏低；"
        "单位未齐时不算全市的当期新增，按单位逐一相减的见汇总表的当期新增。"
    )
    page = read(client, f"{NOW}&scope=submitted")
    assert page.all("p", class_="unreported") == []
    assert page.find("a", href="/admin/statistics/consolidation/2021/q2/?scope=carry")  # 2020


def test_a_period_that_nothing_counts_in(period, client):
    cast.open_period(2021, 3)
    page = read(client, f"{PAGE}?period=2021q3")
    assert page.find("dl").texts[0] == "立案（件） — 当期新增 —"
    assert lines(page, "trend")[-1] == ["2021年三季度", "—", "—", "0 / 3"]
    assert page.find("section", **{"aria-labelledby": "by-unit"}).texts == [
        "立案（件）：各单位比较", "本期尚无单位计入汇总。"
    ]  # fmt: skip
    assert [chart["data-chart"] for chart in page.all("div", class_="chart")] == ["trend", "shares"]


def test_the_rest_of_many_units(client):
    period = cast.open_period(units=city.counties(22))
    for table in period.reports.with_table():
        cast.fill(table, {"trademark-filed": 1})
        cast.submit(table)
    page = read(client, f"{NOW}&scope=submitted")
    assert lines(page, "units")[-1] == ["其余 2 个单位", "2", "+2"]
    book = "/admin/statistics/consolidation/2021/q2/consolidated.xlsx?scope=submitted"
    assert page.find("a", href=book).text == "汇总表工作簿"
    assert len(page.find("table", id="units").find("tbody").all("tr")) == 20


def test_each_chart_is_drawn_from_the_table_beside_it(period, client):
    page = read(client, NOW)
    charts = page.all("div", class_="chart")
    assert [chart["data-chart"] for chart in charts] == ["trend", "shares", "units"]
    drawn = {
        table["id"]: [head.text for head in table.all("th") if "data-series" in head]
        for table in page.all("table")
    }
    assert drawn == {
        "trend": ["累计", "当期新增"],
        "shares": ["累计"],
        "units": ["累计", "当期新增"],
    }
    assert all(
        "hidden" in chart and chart["data-label"].endswith("数字见旁边的表") for chart in charts
    )


def test_what_can_be_chosen(period, client):
    form = read(client, f"{NOW}&figure=value&scope=submitted").find("form", class_="asked")
    options = {
        choice["name"]: [(option["value"], "selected" in option) for option in choice.all("option")]
        for choice in form.all("select")
    }
    assert options["period"] == [("2021q2", True), ("2021q1", False), ("2020q2", False)]
    assert options["scope"] == [("approved", False), ("submitted", True)]
    assert len(options["figure"]) == 16
    assert [name for name, chosen in options["figure"] if chosen] == ["value"]
    assert [group["label"] for group in form.all("optgroup")] == [
        "案件数据（合计）",
        "执法行动数据",
    ]


def test_the_current_period_is_the_default(period, client):
    cast.open_period(2021, 3)
    assert read(client, PAGE).find("h1").text == "2021年三季度分析"


def test_before_anything_is_open_it_says_what_to_do(client):
    assert "尚无已开启的报告期。" in read(client, PAGE).find("main").text


def test_demo_figures_are_labelled(period, client):
    Campaign.objects.update(is_demo=True)
    assert read(client, NOW).find("p", class_="demo").text.startswith("演示数据")


def test_the_ways_to_it(period, client):
    board = read(client, "/admin/?period=2021q2")
    assert board.find("nav", id="places").find("a", href=PAGE).text == "分析"
    assert board.find("p", class_="ways").find("a", href=NOW).text == "分析"


def test_the_administrator_is_shown_no_way_to_it(period):
    page = read(city.sign_in(cast.administrator()), "/admin/")
    assert page.all("a", href=PAGE) == []


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        *("period=2021q3", "period=2020q1", "period=", "period=%00", "period=99999999999q2"),
        *("figure=", "figure=trademark-filed", "figure=total-filed", "figure=pk", "figure=%00"),
        *("scope=", "scope=carry", "scope=all", "scope=Approved", "scope=%00"),
        f"figure={'9' * 1000}",
    ],
)
def test_what_does_not_exist_is_not_found(period, client, query):
    assert client.get(f"{PAGE}?{query}").status_code == 404


def test_it_is_only_read(period, client):
    assert client.head(PAGE).status_code == 200
    assert client.post(PAGE).status_code == 405


@pytest.mark.parametrize(
    ("account", "status"),
    [(cast.auditor, 200), (cast.administrator, 403), (lambda: cast.clerk(cast.unit()), 403)],
)
def test_who_may_look(period, account, status):
    assert city.sign_in(account()).get(NOW).status_code == status


# --- Any number of units -------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "quarters"), [(3, 1), (30, 3)])
def test_queries_do_not_grow(client, number, quarters, django_assert_num_queries):
    """Four for the figures; the others are session, account, rights and the period itself."""
    city.approved_counties(number, *((2021, quarter) for quarter in range(1, quarters + 1)))
    with django_assert_num_queries(8):
        assert client.get(f"{PAGE}?period=2021q{quarters}").status_code == 200
