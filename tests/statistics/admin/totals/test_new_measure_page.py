"""当期新增 on the page of the city's table: …/consolidation/2021/q2/?measure=new."""

import pytest

from tests import html
from tests.statistics.admin import city
from tests.statistics.totals.two_quarters import NAMES, two_quarters
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    return two_quarters()


TABLE = "/admin/statistics/consolidation/2021/q2/"


def test_the_page_of_what_is_new(period, client):
    page = html.read(client.get(f"{TABLE}?measure=new"))
    cell = page.find("td", **{"data-cell": "trademark-filed"}).find("a")
    assert (cell.text, cell["href"]) == ("−2", f"{TABLE}trademark-filed/?measure=new")
    assert page.find("p", class_="facts").text == (
        "报送单位：周口市市场监督管理局 2021年4月1日至6月30日当期新增"
    )
    main = page.find("main").text
    assert "上一季度未计入汇总、本期新增含以前季度数据的单位（1）：淮阳区市场监督管理局。" in main
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
@pytest.mark.parametrize(("page", "queries"), [("", 11), ("filed/", 7), ("consolidated.xlsx", 16)])
def test_queries_do_not_grow_with_units(client, page, queries, number, django_assert_num_queries):
    city.approved_counties(number, (2021, 1), (2021, 2))
    with django_assert_num_queries(queries):
        response = client.get(f"{TABLE}{page}?measure=new")
    assert response.status_code == 200
