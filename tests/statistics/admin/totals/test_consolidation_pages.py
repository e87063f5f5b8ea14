"""/admin/statistics/consolidation/…: the city's table, the units behind each figure, the workbook."""

from decimal import Decimal
from io import BytesIO
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from campaigns.models import Campaign
from statistics.workbooks.writing.list_sheets import FiguresChanged
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

TABLE = "/admin/statistics/consolidation/2021/q2/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
@remembered
def period():
    """川汇区 is approved, 淮阳区 waits for review, 扶沟县 has only last quarter's approved table."""
    first = cast.open_period(quarter=1, units=[CHUANHUI, HUAIYANG, FUGOU])
    fugou = cast.report(first, FUGOU)
    cast.fill(fugou, {"actions": 3, "trademark-filed": 1})
    cast.submit(fugou)
    cast.approve(fugou)

    period = cast.open_period(quarter=2)
    chuanhui, huaiyang = cast.report(period, CHUANHUI), cast.report(period, HUAIYANG)
    cast.fill(chuanhui, {"actions": 46, "trademark-filed": 10, "trademark-value": Decimal("0.1")})
    cast.fill(huaiyang, {"actions": 20, "other_patent-filed": 2, "trademark-value": Decimal("0.2")})
    for report in (chuanhui, huaiyang):
        cast.submit(report)
    cast.approve(chuanhui)
    return period


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.read(response)


def figures(page, *names) -> list[str]:
    return [page.find("td", **{"data-cell": name}).find(class_="figure").text for name in names]


def lists(page) -> dict[str, list]:
    """What stands under the headings of the missing and the counted units."""
    missing = page.find("section", **{"aria-labelledby": "missing"})
    counted = page.find("section", **{"aria-labelledby": "counted"})
    return {
        missing.find("h2").text: [item.text for item in missing.all("li")],
        counted.find("h2").text: [row.texts for body in counted.all("tbody") for row in body.all("tr")],
    }  # fmt: skip


# --- The table -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["46", "10", "0", "0.1"]),
        ("?scope=approved", ["46", "10", "0", "0.1"]),
        ("?scope=submitted", ["66", "10", "2", "0.3"]),
        ("?scope=carry", ["49", "11", "0", "0.1"]),
    ],
)
def test_the_sums_of_each_scope(period, client, query, expected):
    page = read(client, f"{TABLE}{query}")
    names = ("actions", "trademark-filed", "other_patent-filed", "trademark-value")
    assert figures(page, *names) == expected


def test_the_total_row(period, client):
    page = read(client, f"{TABLE}?scope=submitted")
    totals = page.find("table", id="cases").find("tfoot").find("tr")
    assert totals.texts == ["合计", "12", "0", "0.3", "0", "0", "0", "0", "0", "0", "0", "0"]


def test_the_scopes_are_tabs(period, client):
    tabs = read(client, f"{TABLE}?scope=submitted").find("nav", class_="tabs").all("a")
    assert [(tab.text, tab["href"], "aria-current" in tab) for tab in tabs] == [
        ("只汇总已审核", f"{TABLE}?scope=approved", False),
        ("含待审核", f"{TABLE}?scope=submitted", True),
        ("缺报沿用上期", f"{TABLE}?scope=carry", False),
    ]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("approved", {
            "本期数未计入的单位（2）": ["淮阳区市场监督管理局（已报送）", "扶沟县市场监督管理局（未报送）"],
            "计入汇总的单位（1 / 3）": [["川汇区市场监督管理局", "已审核", "第 2 版"]],
        }),
        ("submitted", {
            "本期数未计入的单位（1）": ["扶沟县市场监督管理局（未报送）"],
            "计入汇总的单位（2 / 3）": [
                ["川汇区市场监督管理局", "已审核", "第 2 版"],
                ["淮阳区市场监督管理局", "已报送", "第 1 版"],
            ],
        }),
        ("carry", {
            "本期数未计入的单位（2）": [
                "淮阳区市场监督管理局（已报送）",
                "扶沟县市场监督管理局（未报送，沿用一季度已审核数）",
            ],
            "计入汇总的单位（2 / 3）": [
                ["川汇区市场监督管理局", "已审核", "第 2 版"],
                ["扶沟县市场监督管理局", "未报送，沿用一季度已审核数", "第 2 版"],
            ],
        }),
    ],
)  # fmt: skip
def test_who_is_in_and_who_is_missing_is_always_printed(period, client, scope, expected):
    assert lists(read(client, f"{TABLE}?scope={scope}")) == expected


def test_before_anybody_has_reported(client):
    cast.open_period(units=[CHUANHUI])
    page = read(client, TABLE)
    assert figures(page, "actions", "trademark-value") == ["0", "0"]
    assert lists(page) == {
        "本期数未计入的单位（1）": ["川汇区市场监督管理局（未报送）"],
        "计入汇总的单位（0 / 1）": [],
    }


def test_every_figure_leads_to_the_units_behind_it(period, client):
    links = [
        figure.find("a")["href"]
        for figure in read(client, f"{TABLE}?scope=submitted").find("main").all(class_="figure")
    ]
    assert len(links) == 5 + 8 * 11 + 11
    assert links[0] == f"{TABLE}actions/?scope=submitted"
    assert links[5] == f"{TABLE}trademark-filed/?scope=submitted"
    assert links[-11] == f"{TABLE}filed/?scope=submitted"
    assert {client.get(link).status_code for link in links} == {200}


def test_demo_figures_are_labelled(period, client):
    Campaign.objects.update(is_demo=True)
    for address in (TABLE, f"{TABLE}actions/"):
        assert read(client, address).find("p", class_="demo").text.startswith("演示数据")


# --- The units behind a figure -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "label", "expected", "total"),
    [
        ("actions", "开展执法行动（次）", [("川汇区", "46"), ("淮阳区", "20")], "66"),
        ("trademark-filed", "商标侵权案件 · 立案（件）", [("川汇区", "10"), ("淮阳区", "（空白）")], "10"),
        ("filed", "合计 · 立案（件）", [("川汇区", "10"), ("淮阳区", "2")], "12"),
        ("value", "合计 · 涉案金额（万元）", [("淮阳区", "0.2"), ("川汇区", "0.1")], "0.3"),
    ],
)  # fmt: skip
def test_the_units_behind_a_figure(period, client, cell, label, expected, total):
    page = read(client, f"{TABLE}{cell}/?scope=submitted")
    assert page.find("h1").text == label
    rows = [row.texts for row in page.find("tbody").all("tr")]
    assert rows == [[f"{unit}市场监督管理局", figure] for unit, figure in expected]
    assert page.find("tfoot").find("tr").texts == ["合计", total]


def test_each_unit_leads_to_its_review_page(period, client):
    page = read(client, f"{TABLE}actions/")
    links = [link["href"] for link in page.find("tbody").all("a")]
    assert links == [city.review_page(cast.report(period, CHUANHUI))]


def test_carried_units_are_marked(period, client):
    page = read(client, f"{TABLE}actions/?scope=carry")
    assert [row.texts for row in page.find("tbody").all("tr")] == [
        ["川汇区市场监督管理局", "46"],
        ["扶沟县市场监督管理局 沿用一季度", "3"],
    ]


# --- The workbook --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "name", "actions"),
    [
        ("", "2021年二季度知识产权执法数据汇总表（只汇总已审核）.xlsx", 46),
        ("?scope=submitted", "2021年二季度知识产权执法数据汇总表（含待审核）.xlsx", 66),
        ("?scope=carry", "2021年二季度知识产权执法数据汇总表（缺报沿用上期）.xlsx", 49),
    ],
)
def test_the_workbook(period, client, query, name, actions):
    response = client.get(f"{TABLE}consolidated.xlsx{query}")
    assert (response.status_code, response["Content-Type"]) == (200, XLSX)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"].split(", ")[0] == "max-age=0"
    disposition, _, encoded = response["Content-Disposition"].partition("''")
    assert (disposition, unquote(encoded)) == ("attachment; filename*=utf-8", name)
    workbook = load_workbook(BytesIO(response.getvalue()))
    assert workbook.sheetnames == ["汇总表", "分单位汇总", "分类明细", "报送情况"]
    assert workbook["汇总表"]["C3"].value == actions


def test_a_workbook_that_would_not_add_up_is_not_given(period, client, monkeypatch):
    def refuse(consolidated):
        raise FiguresChanged

    monkeypatch.setattr("statistics.admin.totals.table_page.write_consolidated", refuse)
    response = client.get(f"{TABLE}consolidated.xlsx")
    assert response.status_code == 409
    assert html.read(response).find("p", class_="errornote").text == FiguresChanged().message


# --- Addresses -----------------------------------------------------------------------------------

PAGES = ["", "actions/", "consolidated.xlsx"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "place",
    ["2021/q3", "2020/q2", "2021/q0", "2021/q5", "21/q2", "20211/q2", "２０２１/q2", "2021/q%00"],
)
def test_a_period_that_is_not_open(period, client, place, page):
    assert client.get(f"/admin/statistics/consolidation/{place}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scope", ["", "all", "%00", "9" * 40, "Approved"])
def test_a_scope_that_does_not_exist(period, client, scope, page):
    assert client.get(f"{TABLE}{page}?scope={scope}").status_code == 404


@pytest.mark.parametrize(
    "cell",
    ["x", "total-filed", "trademark", "trademark-x", "status", "pk", "actions-filed", "%00", "9"],
)
def test_a_cell_that_does_not_exist(period, client, cell):
    assert client.get(f"{TABLE}{cell}/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_are_only_read(period, client, page):
    assert client.head(TABLE + page).status_code == 200
    assert client.post(TABLE + page).status_code == 405


# --- Any number of units -------------------------------------------------------------------------


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(("page", "queries"), [("", 12), ("filed/", 7), ("consolidated.xlsx", 12)])
def test_queries_do_not_grow_with_units(client, page, queries, number, django_assert_num_queries):
    city.approved_counties(number, (2021, 2))
    with django_assert_num_queries(queries):
        assert client.get(TABLE + page).status_code == 200
