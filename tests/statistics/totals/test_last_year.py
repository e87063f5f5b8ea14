"""同期比较: a period beside the same quarter of last year."""

from decimal import Decimal

import pytest

from statistics.form.indicators import ACTIONS, COLUMNS
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.last_year import Line, compare
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast, html
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import approved
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.django_db

TABLE = "/admin/statistics/consolidation/2021/q2/"


@pytest.fixture
def period():
    """Two units last year, one this year."""
    last, this = cast.open_period(2020, 2), cast.open_period(2021, 2)
    approved(last, CHUANHUI, {"actions": 40, "trademark-filed": 10, "trademark-value": 3})
    approved(last, HUAIYANG, {"actions": 8, "other_patent-filed": 2})
    figures = {"actions": 54, "key_markets": 6, "trademark-filed": 9}
    approved(this, CHUANHUI, figures | {"trademark-value": Decimal("3.5")})
    return this


def lines(comparison, group: str) -> list[tuple]:
    """Label, both years, difference and per cent of the lines that are not 0 in both."""
    found = dict(comparison.groups)[group]
    return [
        (line.indicator.name, line.this, line.last, line.difference, line.percent)
        for line in found
        if line.this or line.last
    ]


def test_this_year_beside_last_year(period):
    comparison = compare(consolidate(period))
    assert (str(comparison.last_period), comparison.last_counted) == ("2020年二季度", 2)
    assert lines(comparison, "执法行动数据") == [
        ("开展执法行动", 54, 48, 6, Decimal("12.5")),
        ("辖区重点实体经济市场数量", 6, 0, 6, None),
    ]
    assert lines(comparison, "合计") == [
        ("立案", 9, 12, -3, Decimal("-25.0")),
        ("涉案金额", Decimal("3.5"), 3, Decimal("0.5"), Decimal("16.7")),
    ]
    assert lines(comparison, "商标侵权案件") == [
        ("立案", 9, 10, -1, Decimal("-10.0")),
        ("涉案金额", Decimal("3.5"), 3, Decimal("0.5"), Decimal("16.7")),
    ]
    assert lines(comparison, "其他专利案件") == [("立案", 0, 2, -2, Decimal("-100.0"))]
    assert [len(group) for _, group in comparison.groups] == [5, *[11] * 9]


@pytest.mark.parametrize(
    ("this", "last", "percent"),
    [
        (3, 2, "50.0"),
        (2, 3, "-33.3"),
        (2, 2, "0.0"),
        (5, 0, None),
        (0, 0, None),
        (5, -1, None),
        (-1, 4, "-125.0"),
        (2001, 2000, "0.1"),  # 0.05 is rounded up
        (Decimal("0.000001"), Decimal("0.000003"), "-66.7"),
    ],
)
def test_the_change_in_per_cent(this, last, percent):
    line = Line(ACTIONS[0], this, last)
    assert line.percent == (None if percent is None else Decimal(percent))


def test_nothing_to_compare_with():
    period = cast.open_period(2021, 2)
    approved(period)
    assert compare(consolidate(period)) is None
    last = cast.open_period(2020, 2)
    assert compare(consolidate(period)) is None
    waiting = cast.report(last)
    cast.fill(waiting, {"actions": 1})
    cast.submit(waiting)
    assert compare(consolidate(period)) is None
    assert compare(consolidate(period, Scope.SUBMITTED)).last_counted == 1


def test_the_new_figures_of_both_years(period):
    approved(cast.open_period(2020, 1), CHUANHUI, {"actions": 30})
    comparison = compare(consolidate(period, measure=Measure.NEW))
    assert lines(comparison, "执法行动数据")[0][1:] == (54, 18, 36, Decimal("200.0"))


# --- On the page ---------------------------------------------------------------------------------


def test_the_page_has_it_folded(period):
    page = html.read(city.sign_in(cast.reviewer()).get(TABLE))
    folded = page.find("details", class_="comparison")
    assert "open" not in folded
    assert folded.find("summary").text == "与2020年二季度比较（同期）"
    assert folded.find("p").text == (
        "2021年二季度计入 1 个单位，2020年二季度计入 2 个单位。上年为 0 或负数的，不计算百分比。"
    )
    rows = [row.texts for row in folded.all("tr")]
    assert rows[:3] == [
        ["项目", "2021年", "2020年", "增减", "增减（%）"],
        ["执法行动数据"],
        ["开展执法行动（次）", "54", "48", "+6", "+12.5%"],
    ]
    assert rows[6:9] == [
        ["辖区重点实体经济市场数量（个）", "6", "0", "+6", "—"],
        ["合计"],
        ["立案（件）", "9", "12", "-3", "-25.0%"],
    ]
    assert len(rows) == 1 + 6 + 9 * 12


def test_the_page_without_a_last_year():
    cast.open_period(2021, 2)
    page = html.read(city.sign_in(cast.reviewer()).get(TABLE))
    assert page.all("details", class_="comparison") == []


# --- In the workbook -----------------------------------------------------------------------------


def test_the_sheet(period):
    with write_consolidated(consolidate(period)) as file:
        book = xlsx.read(file.read())
    assert book.sheetnames[-1] == "同期比较"
    rows = xlsx.rows(book["同期比较"])
    assert [row[0] for row in rows[:3]] == [
        "2021年二季度与2020年二季度比较（累计）",
        "汇总口径：只汇总已审核。2021年二季度计入 1 个单位，2020年二季度计入 2 个单位。",
        "上年为 0 或负数的，不计算百分比，以“—”表示。",
    ]
    assert rows[3:5] == [
        ["类别", "项目", "2021年", "2020年", "增减", "增减（%）"],
        ["执法行动数据", "开展执法行动（次）", 54, 48, 6, 0.125],
    ]
    assert rows[8] == ["执法行动数据", "辖区重点实体经济市场数量（个）", 6, 0, 6, "—"]
    assert rows[9] == ["合计", "立案（件）", 9, 12, -3, -0.25]
    assert rows[11] == ["合计", "涉案金额（万元）", 3.5, 3, 0.5, 0.167]
    assert len(rows) == 4 + len(ACTIONS) + 9 * len(COLUMNS)
    sheet = book["同期比较"]
    assert (sheet["F5"].number_format, sheet["E12"].number_format) == ("0.0%", "0.00####")


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(
    ("query", "page_queries", "file_queries"), [("", 13, 14), ("?measure=new", 16, 21)]
)
def test_queries_do_not_grow_with_units(
    number, query, page_queries, file_queries, django_assert_num_queries
):
    for year in (2020, 2021):
        for report in cast.open_period(year, 2, city.counties(number)).reports.with_table():
            cast.fill(report, {"actions": 1})
            cast.submit(report)
            cast.approve(report)
    client = city.sign_in(cast.reviewer())
    with django_assert_num_queries(page_queries):
        assert client.get(f"{TABLE}{query}").status_code == 200
    with django_assert_num_queries(file_queries):
        assert client.get(f"{TABLE}consolidated.xlsx{query}").status_code == 200
