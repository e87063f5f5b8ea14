"""The units behind a figure that was issued, for ever: …/consolidation/issued/<id>/<cell>/."""

import pytest

from statistics.form.indicators import CELLS, COLUMN_KEYS
from statistics.models import CaseRow, Edition
from statistics.models.edition import digest_of
from tests import cast, html
from tests.behind import alter
from tests.statistics.admin import city
from tests.statistics.admin.totals.issued_pages import address, altered, read
from tests.statistics.admin.totals.issued_year import (
    CARRIED,
    ENDED,
    HEIR,
    afterwards,
    carried_total,
)
from tests.statistics.admin.totals.issuing import issued

pytestmark = pytest.mark.django_db

STOOD = {
    HEIR: "已审核",
    CARRIED: "未报送，沿用一季度已审核数",
    ENDED: f"已并入{HEIR}县市场监督管理局，计入至一季度，可能重复计入",
}


@pytest.fixture
def total():
    return carried_total()


def lines(page) -> list[list[str]]:
    return [row.texts for row in page.find("tbody").all("tr")]


def line(code, figure) -> list[str]:
    return [f"{code}县市场监督管理局", figure, "第 2 版", STOOD[code]]


def foot(page) -> str:
    return page.find("tfoot").all("td")[0].text


def warnings(page) -> list[str]:
    return [each.text for each in page.all("p", class_="errornote")]


# --- Whatever happened since ---------------------------------------------------------------------


def test_every_figure_leads_to_its_units_as_they_were(total, client):
    page = read(client, address(total))
    links = [way for way in page.all("a") if way["href"].startswith(address(total))]
    ways = {way["href"].split("/")[-2]: way for way in links if way["href"].endswith("/")}
    assert set(ways) == {*CELLS, *COLUMN_KEYS}
    afterwards(total)
    for way in ways.values():
        behind = read(client, way["href"])
        assert (foot(behind), warnings(behind)) == (way.text, [])


def test_a_column_s_sum_is_that_of_its_categories(total, client):
    afterwards(total)
    page = read(client, f"{address(total)}filed/")
    assert page.find("h1").text == "合计 · 立案（件）"
    assert page.find("p", class_="facts").texts == [
        "2030年二季度汇总表 第 1 号", "缺报沿用上期", "2030年7月2日 10:00，市局审核员发布",
    ]  # fmt: skip
    assert lines(page) == [line(HEIR, "13"), line(CARRIED, "11"), line(ENDED, "11")]
    assert foot(page) == "35"


def test_the_stock_of_a_unit_that_ended_is_its_successor_s(total, client):
    page = read(client, f"{address(total)}key_markets/")
    assert lines(page) == [
        line(HEIR, "3"), line(CARRIED, "2"), line(ENDED, "不计入，由承继单位统计")
    ]  # fmt: skip
    assert foot(page) == "5"


def test_a_blank_is_a_blank(total, client):
    page = read(client, f"{address(total)}trademark-penalty/")
    assert [each[1] for each in lines(page)] == ["（空白）"] * 3
    assert foot(page) == "0"


@pytest.mark.parametrize("role", ["reviewer", "auditor"])
def test_there_and_back_by_links_alone(total, role):
    client = city.browser(role)
    cell = read(client, f"{address(total)}actions/")
    assert cell.find("div", class_="breadcrumbs").text == (
        "工作台 › 2030年二季度汇总表 › 第 1 号 › 开展执法行动（次）"
    )
    assert cell.find("div", class_="breadcrumbs").all("a")[-1]["href"] == address(total)
    edition = read(client, cell.find("tbody").all("a")[0]["href"]).find("main")
    assert edition.find("h1").text.endswith("2030年二季度 · 第2版 审核通过")
    clerk = "市局导入员（importer）"
    assert f"第 1 版报送：2030年6月28日 10:00，{clerk}" in edition.text
    (back,) = edition.all("a", href=address(total))
    assert back.text == "2030年二季度汇总表 第 1 号"


# --- What was altered ----------------------------------------------------------------------------


def test_an_edition_that_was_altered_shows_no_figure_and_the_sum_no_longer_fits(total, client):
    edition = cast.report(total.period, HEIR).editions.get(number=2)
    figures = edition.content["figures"] | {"actions": "many"}
    alter(Edition.objects.filter(pk=edition.pk), content=edition.content | {"figures": figures})
    page = read(client, f"{address(total)}actions/")
    assert warnings(page) == [
        "发布的是 27，计入的各版本现在相加为 18，两者不符：发布后有数据被改动过，请立即告知系统管理员。"
    ]
    assert lines(page)[-1][1:3] == ["—", "第 2 版 与发布时的版本不符，请立即告知系统管理员"]


def test_an_edition_that_is_lost(total, client):
    edition = cast.report(total.period, HEIR).editions.get(number=2)
    alter(Edition.objects.filter(pk=edition.pk), number=9)
    page = read(client, f"{address(total)}actions/")
    assert len(warnings(page)) == 1
    assert page.find("tbody").all("tr")[-1].all("a") == []


def test_an_issued_figure_that_was_altered(total, client):
    figures = total.content["figures"] | {"actions": "99"}
    altered(total, content=total.content | {"figures": figures})
    assert warnings(read(client, f"{address(total)}actions/")) == [
        "这份汇总表的内容与发布时的摘要不符，可能被改动过，请立即告知系统管理员。",
        "发布的是 99，计入的各版本现在相加为 27，两者不符：发布后有数据被改动过，请立即告知系统管理员。",
    ]


def test_a_row_of_today_is_no_matter(total, client):
    rows = CaseRow.objects.filter(report__period=total.period, report__unit__code=HEIR)
    alter(rows.filter(category="trademark"), filed=99)
    page = read(client, f"{address(total)}trademark-filed/")
    assert (foot(page), warnings(page)) == ("32", [])


# --- What an earlier version of the portal issued ------------------------------------------------


def test_a_total_without_what_is_kept_by_now_reads_as_ever(client):
    period = cast.open_period()
    report = cast.report(period)
    cast.fill(report, {"actions": 46, "key_markets": 2})
    cast.submit(report)
    cast.approve(report)
    total = issued(period)
    added = {"without_stock", "doubtful", "marked", "excuse", "cut_off_on"}
    members = [
        {key: value for key, value in each.items() if key not in added} for each in total.members
    ]
    content = total.content | {"members": members}
    altered(total, content=content, digest=digest_of(content))
    page = read(client, address(total))
    assert page.find("section", **{"aria-labelledby": "counted"}).find("tbody").texts == [
        "川汇区市场监督管理局 已审核 （未填） 按时 第 2 版"
    ]
    cell = read(client, f"{address(total)}key_markets/")
    assert (foot(cell), warnings(cell)) == ("2", [])


# --- Addresses, and any number of units ----------------------------------------------------------


@pytest.mark.parametrize("cell", ["nothing", "total-filed", "trademark", "trademark-actions"])
def test_a_figure_that_there_is_not(total, client, cell):
    assert client.get(f"{address(total)}{cell}/").status_code == 404


def test_it_is_only_read(total, client):
    assert client.post(f"{address(total)}actions/").status_code == 405
    assert client.get("/admin/statistics/consolidation/issued/999/actions/").status_code == 404


@pytest.mark.parametrize("units", [2, 30])
def test_queries_do_not_grow_with_units(client, units, django_assert_num_queries):
    period = cast.open_period(units=city.counties(units))
    for report in period.reports.with_table():
        cast.fill(report, {"actions": 1})
        cast.submit(report)
        cast.approve(report)
    total = issued(period)
    with django_assert_num_queries(5):
        page = html.read(client.get(f"{address(total)}actions/"))
    assert len(lines(page)) == units
