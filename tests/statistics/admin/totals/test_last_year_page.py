"""同期比较 on the page of the city's table, and what it costs there."""

import pytest

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.totals.two_years import two_years

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return two_years()


TABLE = "/admin/statistics/consolidation/2021/q2/"

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
        ["立案（件）", "9", "12", "−3", "−25.0%"],
    ]
    assert len(rows) == 1 + 6 + 9 * 12


def test_the_page_without_a_last_year():
    cast.open_period(2021, 2)
    page = html.read(city.sign_in(cast.reviewer()).get(TABLE))
    assert page.all("details", class_="comparison") == []


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(
    ("query", "page_queries", "file_queries"), [("", 14, 14), ("?measure=new", 14, 19)]
)
def test_queries_do_not_grow_with_units(
    number, query, page_queries, file_queries, django_assert_num_queries
):
    city.approved_counties(number, (2020, 2), (2021, 2))
    client = city.sign_in(cast.reviewer())
    with django_assert_num_queries(page_queries):
        assert client.get(f"{TABLE}{query}").status_code == 200
    with django_assert_num_queries(file_queries):
        assert client.get(f"{TABLE}consolidated.xlsx{query}").status_code == 200
