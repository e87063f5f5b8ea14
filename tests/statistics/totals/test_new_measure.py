"""当期新增: this period's cumulative figures less those of each unit's last counted table."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statistics.form.indicators import CELLS, COLUMN_KEYS
from statistics.totals.breakdown import case_rows, contributions, unit_sums
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import approved, reopened
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.django_db

NAMES = ["川汇区市场监督管理局", "淮阳区市场监督管理局", "扶沟县市场监督管理局"]
TABLE = "/admin/statistics/consolidation/2021/q2/"
UNITS = [CHUANHUI, HUAIYANG, FUGOU]
_ = None


@pytest.fixture
def period():
    """川汇区 approved twice, with a fall; 淮阳区's first quarter waits, its second is approved;
    扶沟县 has only the first."""
    first, second = (cast.open_period(2021, quarter, UNITS) for quarter in (1, 2))
    value = "trademark-value"
    approved(first, CHUANHUI, {"actions": 20, "key_markets": 6, "trademark-filed": 10, value: 1})
    approved(first, FUGOU, {"actions": 3, "trademark-filed": 1})
    huaiyang = cast.report(first, HUAIYANG)
    cast.fill(huaiyang, {"actions": 7})
    cast.submit(huaiyang)
    falls = {"actions": 46, "key_markets": 5, "trademark-filed": 8, value: Decimal("1.5")}
    approved(second, CHUANHUI, falls)
    approved(second, HUAIYANG, {"actions": 30, "other_patent-filed": 2})
    return second


def new(period, scope=Scope.APPROVED) -> dict:
    figures = consolidate(period, scope, Measure.NEW).figures
    return {name: figure for name, figure in figures.cells.items() if figure}


@pytest.mark.parametrize(
    ("scope", "figures"),
    [
        (Scope.APPROVED, {"actions": 56, "other_patent-filed": 2}),
        (Scope.SUBMITTED, {"actions": 49, "other_patent-filed": 2}),
        (Scope.CARRY, {"actions": 56, "other_patent-filed": 2}),
    ],
)
def test_the_city_s_new_figures(period, scope, figures):
    """26 of 川汇区, whose filed cases fell by 2; 30 of 淮阳区, or 23 where its 7 count; 0 carried."""
    fell = {"key_markets": 5, "trademark-filed": -2, "trademark-value": Decimal("0.5")}
    assert new(period, scope) == figures | fell


def test_the_first_period_of_a_year_is_all_new(period):
    first = cast.open_period(2021, 1, UNITS)
    assert new(first) == {
        "actions": 23,
        "key_markets": 6,
        "trademark-filed": 11,
        "trademark-value": 1,
    }


def test_another_year_is_no_base(period):
    later = cast.open_period(2022, 1, UNITS)
    approved(later, CHUANHUI, {"actions": 5})
    assert new(later) == {"actions": 5}


@pytest.mark.parametrize(
    ("scope", "names"),
    [(Scope.APPROVED, [NAMES[1]]), (Scope.SUBMITTED, []), (Scope.CARRY, [NAMES[1]])],
)
def test_units_whose_new_figures_reach_further_back_are_named(period, scope, names):
    wider = consolidate(period, scope, Measure.NEW).wider
    assert [member.unit_name for member in wider] == names


def test_a_line_a_unit(period):
    lines = [
        (line.unit_name, line.actions, line.totals[:3])
        for line in unit_sums(period, Scope.CARRY, Measure.NEW)
    ]
    assert lines == [
        (NAMES[0], (26, _, _, _, 5), (-2, 0, Decimal("0.5"))),
        (NAMES[1], (30, _, _, _, _), (2, 0, 0)),
        (NAMES[2], (0, _, _, _, _), (0, 0, 0)),
    ]


def test_a_line_a_unit_and_category(period):
    rows = [row[:5] for row in case_rows(period, Scope.APPROVED, Measure.NEW) if any(row[2:])]
    assert rows == [
        (NAMES[0], "商标侵权案件", -2, _, Decimal("0.5")),
        (NAMES[1], "其他专利案件", 2, _, _),
    ]


def test_a_blank_that_was_a_figure_before_is_a_fall(period):
    report = cast.report(period)
    reopened(report)
    cast.fill(report, {"actions": 46})
    cast.submit(report)
    cast.approve(report)
    assert new(period)["trademark-filed"] == -10
    assert contributions(period, Scope.APPROVED, "trademark-filed", Measure.NEW)[-2].figure == -10


@pytest.mark.parametrize("name", ["actions", "key_markets", "trademark-filed", "filed", "value"])
@pytest.mark.parametrize("scope", Scope)
def test_the_units_behind_a_figure_add_up_to_it(period, scope, name):
    figures = consolidate(period, scope, Measure.NEW).figures
    parts = contributions(period, scope, name, Measure.NEW)
    expected = figures.totals[name] if name in COLUMN_KEYS else figures[name]
    assert sum(part.figure or 0 for part in parts) == expected


table = st.dictionaries(st.sampled_from(["actions", "trademark-filed"]), st.integers(0, 99))


@pytest.fixture
def year():
    return [cast.open_period(2021, quarter, UNITS[:2]) for quarter in (1, 2, 3, 4)]


@given(st.lists(st.tuples(table, table), min_size=4, max_size=4))
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_new_figures_of_a_year_add_up_to_its_last_cumulative_ones(year, tables):
    """Whatever rises, falls or is left blank in between, as long as every unit reports."""
    for period, two in zip(year, tables, strict=True):
        for code, figures in zip(UNITS, two, strict=False):
            report = cast.report(period, code)
            if report.status == "approved":
                reopened(report)
            cast.fill(report, figures)
            cast.submit(report)
            cast.approve(report)
    quarters = [consolidate(period, Scope.APPROVED, Measure.NEW).figures for period in year]
    flows = [name for name in CELLS if name != "key_markets"]
    added = {name: sum(figures[name] for figures in quarters) for name in flows}
    last = consolidate(year[-1]).figures
    assert added == {name: last[name] for name in flows}


# --- The page ------------------------------------------------------------------------------------


@pytest.fixture
def client():
    return city.sign_in(cast.reviewer())


def test_the_page_of_what_is_new(period, client):
    page = html.read(client.get(f"{TABLE}?measure=new"))
    cell = page.find("td", **{"data-cell": "trademark-filed"}).find("a")
    assert (cell.text, cell["href"]) == ("-2", f"{TABLE}trademark-filed/?measure=new")
    assert page.find("p", class_="facts").text == (
        "报送单位：周口市市场监督管理局 2021年4月1日至6月30日当期新增"
    )
    main = page.find("main").text
    assert "上一季度没有计入、新增含以前季度的单位（1）：淮阳区市场监督管理局。" in main
    assert page.all("form", class_="issue") == []


def test_the_ways_between_the_two(period, client):
    page = html.read(client.get(f"{TABLE}?scope=carry&measure=new"))
    measures = page.find("nav", class_="measures").all("a")
    assert [(way.text, way["href"], "aria-current" in way) for way in measures] == [
        ("累计", "?scope=carry", False),
        ("当期新增", "?scope=carry&measure=new", True),
    ]
    scopes = page.find("nav", class_="tabs").all("a")
    assert [way["href"] for way in scopes] == [
        f"{TABLE}?scope=approved&measure=new",
        f"{TABLE}?scope=submitted&measure=new",
        f"{TABLE}?scope=carry&measure=new",
    ]
    assert html.read(client.get(TABLE)).find("nav", class_="measures").all("a")[0]["href"] == "?"


def test_the_units_behind_a_new_figure(period, client):
    page = html.read(client.get(f"{TABLE}filed/?measure=new"))
    rows = [row.texts for row in page.find("tbody").all("tr")]
    assert rows == [[NAMES[1], "2"], [NAMES[0], "-2"]]
    assert page.find("tfoot").find("tr").texts == ["合计", "0"]
    assert page.find("p", class_="facts").text == "2021年二季度汇总表 只汇总已审核 当期新增"


@pytest.mark.parametrize("page", ["", "filed/", "consolidated.xlsx"])
@pytest.mark.parametrize("measure", ["", "%00", "both", "9" * 40, "New"])
def test_a_measure_that_does_not_exist(period, client, page, measure):
    assert client.get(f"{TABLE}{page}?measure={measure}").status_code == 404


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(("page", "queries"), [("", 11), ("filed/", 6), ("consolidated.xlsx", 16)])
def test_queries_do_not_grow_with_units(client, page, queries, number, django_assert_num_queries):
    for quarter in (1, 2):
        period = cast.open_period(2021, quarter, city.counties(number))
        for report in period.reports.with_table():
            cast.fill(report, {"actions": quarter, "trademark-filed": quarter})
            cast.submit(report)
            cast.approve(report)
    with django_assert_num_queries(queries):
        response = client.get(f"{TABLE}{page}?measure=new")
    assert response.status_code == 200


# --- The workbook --------------------------------------------------------------------------------


@pytest.fixture
def book(period):
    with write_consolidated(consolidate(period, Scope.APPROVED, Measure.NEW)) as file:
        return xlsx.read(file.read())


def test_the_file_says_what_it_holds(period):
    table = consolidate(period, Scope.APPROVED, Measure.NEW)
    assert table.file_name == "2021年二季度知识产权执法数据汇总表（当期新增，只汇总已审核）.xlsx"


def test_its_sheets_follow_the_measure(book):
    assert book.sheetnames == ["当期新增", "分单位汇总", "分类明细", "报送情况"]
    rows = xlsx.rows(book["当期新增"])
    assert rows[1][6] == "统计时间：2021年4月1日至6月30日"
    assert rows[2][2] == 56
    assert rows[5][:4] == ["商标侵权案件", -2, 0, 0.5]
    assert [row[:2] for row in xlsx.rows(book["分单位汇总"])[1:]] == [
        [NAMES[0], 26],
        [NAMES[1], 30],
        ["合计", 56],
    ]
    assert xlsx.rows(book["分类明细"])[1][:5] == [NAMES[0], "商标侵权案件", -2, _, 0.5]
    headers = [sheet.oddHeader.right.text for sheet in book.worksheets[1:]]
    assert headers == ["当期新增  汇总口径：只汇总已审核"] * 3
    assert [row[0] for row in xlsx.rows(book["报送情况"])[2:5]] == [
        "汇总口径：只汇总已审核",
        "数据口径：当期新增，即本期累计减同一单位本年上一次计入的累计；更正后可能为负。"
        "市场数量是时点数，不相减。",
        "上一季度没有计入、新增含以前季度的单位（1 个）：淮阳区市场监督管理局。",
    ]


def test_the_last_quarter_ends_with_the_year():
    period = cast.open_period(2021, 4)
    with write_consolidated(consolidate(period, measure=Measure.NEW)) as file:
        rows = xlsx.rows(xlsx.read(file.read())["当期新增"])
    assert rows[1][6] == "统计时间：2021年10月1日至12月31日"
    assert (period.first_day, period.ends_on) == (date(2021, 10, 1), date(2021, 12, 31))
