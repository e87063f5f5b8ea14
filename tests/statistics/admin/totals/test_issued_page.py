"""The page of an issued total, and its download: …/consolidation/issued/<id>/."""

from urllib.parse import unquote

import pytest

from campaigns.models import Campaign
from tests import cast, html
from tests.cast import HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issued_pages import AT, TABLE, address, altered, read
from tests.statistics.admin.totals.issued_year import (
    CARRIED,
    ENDED,
    EXCUSED,
    HEIR,
    afterwards,
    carried_total,
)
from tests.statistics.admin.totals.issuing import corrected, issued
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


# --- The page of one -----------------------------------------------------------------------------


def test_the_page_of_an_issued_total(period, client):
    total = issued(period, note="报省局", at=AT)
    page = read(client, address(total))
    assert page.find("h1").text == "2021年二季度汇总表 第 1 号"
    assert page.all("p", class_="facts")[0].text == (
        "编号 2021-2-1 只汇总已审核 2021年7月5日 10:00，市局审核员发布"
    )
    assert page.find("td", **{"data-cell": "trademark-filed"}).text == "10"
    assert page.find("p", class_="digest").text == f"内容与摘要一致。摘要（SHA-256）{total.digest}"
    assert page.find("section", **{"aria-labelledby": "since"}).texts == [
        "发布之后",
        "与现有数据一致。",
    ]
    assert "说明：报省局" in page.find("main").text


def test_members_lead_to_their_editions(period, client):
    total = issued(period)
    edition = cast.report(period).editions.get(number=2)
    counted = read(client, address(total)).find("section", **{"aria-labelledby": "counted"})
    assert counted.find("h2").text == "发布时计入的单位（1 / 2）"
    assert counted.find("tbody").find("tr").texts == [
        "川汇区市场监督管理局", "已审核", "2021年6月30日", "按时", "第 2 版"
    ]  # fmt: skip
    link = f"/admin/statistics/edition/{edition.pk}/change/"
    assert [way["href"] for way in counted.all("a")] == [link]
    assert client.get(link).status_code == 200
    assert counted.texts[-1] == "未计入（1）：淮阳区市场监督管理局（已报送）。"


def test_it_stays_as_it_was_and_says_what_has_changed(period, client):
    total = issued(period)
    corrected(cast.report(period), {"actions": 47})
    cast.approve(cast.report(period, HUAIYANG))
    page = read(client, address(total))
    assert page.find("td", **{"data-cell": "actions"}).find(class_="figure").text == "46"
    since = page.find("section", **{"aria-labelledby": "since"})
    assert since.texts[1] == "发布后有 2 个单位的数据有变动；按同一口径，全市数据有 3 项不同。"
    assert [item.text for item in since.find("details").all("li")] == [
        "开展执法行动：46 → 67（+21）",
        "商标侵权案件 · 立案：10 → 0（-10）",
        "合计 · 立案：10 → 0（-10）",
    ]
    assert [article.texts for article in since.all("article")] == [
        [
            "川汇区市场监督管理局",
            "第2版 → 第5版",
            "开展执法行动：46 → 47 商标侵权案件 · 立案：10 → 空白",
        ],
        ["淮阳区市场监督管理局", "未计入（已报送） → 第2版", "开展执法行动：空白 → 20"],
    ]


def test_one_that_was_corrected_leads_to_the_next_and_back(period, client):
    first = issued(period)
    corrected(cast.report(period), {"actions": 47})
    second = issued(period, note="川汇区更正")
    pages = [read(client, address(total)).find("main") for total in (first, second)]
    assert "已由第 2 号（更正件）更正。" in pages[0].text
    assert "更正第 1 号；改动的数据见下方更正说明，工作簿中同附。" in pages[1].text
    told = pages[1].find("section", **{"aria-labelledby": "revision"})
    assert "开展执法行动：46 → 47（+1）" in told.find("details").texts[1]
    assert told.find("article").texts[:2] == ["川汇区市场监督管理局", "第2版 → 第5版"]
    assert len(pages[0].all("a", href=address(second))) == 1
    assert len(pages[1].all("a", href=address(first))) == 1


def test_what_was_known_of_its_members_stays_with_it(client):
    total = carried_total()
    assert [
        (each["unit"], each["without_stock"], each["doubtful"], each["excuse"])
        for each in total.members
    ] == [
        (HEIR, False, False, ""),
        (CARRIED, False, False, ""),
        (ENDED, True, True, ""),
        (EXCUSED, False, False, "已并入市局"),
    ]
    afterwards(total)
    page = read(client, address(total)).find("main")
    assert page.find("section", **{"aria-labelledby": "notes"}).texts == [
        "发布时的提示", f"可能重复计入（1 个）：{ENDED}县市场监督管理局。"
    ]  # fmt: skip
    counted = page.find("section", **{"aria-labelledby": "counted"})
    assert counted.texts[-1] == f"未计入（1）：{EXCUSED}县市场监督管理局（免报（已并入市局））。"


def test_demo_figures_are_labelled(period, client):
    total = issued(period)
    Campaign.objects.update(is_demo=True)
    banner = read(client, address(total)).find("p", class_="demo").text
    assert banner.startswith("演示数据")


def test_content_that_was_altered_is_named(period, client):
    total = issued(period)
    altered(total, content=total.content | {"scope": "carry"})
    page = read(client, address(total))
    assert page.find("p", class_="errornote").text == (
        "这份汇总表的内容与发布时的摘要不符，可能被改动过，请立即告知系统管理员。"
    )
    assert page.find("p", class_="digest").text == f"摘要（SHA-256）{total.digest}"


def test_an_edition_that_was_altered_is_named(period, client):
    total = issued(period)
    editions = cast.report(period).editions.filter(number=2)
    super(type(editions), editions).update(digest="0" * 64)
    counted = read(client, address(total)).find("section", **{"aria-labelledby": "counted"})
    assert counted.find("span", class_="late").text == ("与发布时的版本不符，请立即告知系统管理员")


# --- The workbook --------------------------------------------------------------------------------


def test_the_download_is_the_same_for_ever(period, client):
    total = issued(period)
    url = f"{address(total)}consolidated.xlsx"
    first = client.get(url)
    assert first["Content-Type"] == (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    disposition, _, name = first["Content-Disposition"].partition("''")
    assert (disposition, unquote(name)) == (
        "attachment; filename*=utf-8",
        "2021年二季度知识产权执法数据汇总表（2021-2-1）.xlsx",
    )
    before = first.getvalue()
    corrected(cast.report(period), {"actions": 47})
    second = issued(period, note="川汇区更正")
    assert client.get(url).getvalue() == before == bytes(total.workbook)
    correction = client.get(f"{address(second)}consolidated.xlsx")
    assert unquote(correction["Content-Disposition"]).endswith(
        "''2021年二季度知识产权执法数据更正件（2021-2-2）.xlsx"
    )
    assert correction.getvalue() != before


def test_altered_bytes_are_not_handed_out(period, client):
    total = issued(period)
    altered(total, workbook=b"another file")
    response = client.get(f"{address(total)}consolidated.xlsx")
    assert (response.status_code, response["Content-Type"]) == (409, "text/html; charset=utf-8")
    assert html.read(response).find("p", class_="errornote").text == (
        "这份工作簿与发布时的摘要不符，可能被改动过，不提供下载。请立即告知系统管理员。"
    )


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "999", "9" * 30, "-1", "x", "%00", "１"])
@pytest.mark.parametrize("page", ["", "consolidated.xlsx"])
def test_one_that_was_never_issued(period, client, number, page):
    assert client.get(f"/admin/statistics/consolidation/issued/{number}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "consolidated.xlsx"])
def test_they_are_only_read(period, client, page):
    total = issued(period)
    assert client.head(address(total) + page).status_code == 200
    assert client.post(address(total) + page).status_code == 405


@pytest.mark.parametrize("place", ["2021/q3", "2020/q2", "2021/q5"])
def test_a_period_that_is_not_open(period, client, place):
    assert client.post(f"/admin/statistics/consolidation/{place}/issue/").status_code == 404


# --- Any number of units -------------------------------------------------------------------------


@remembered
def all_issued(number):
    return issued(city.approved_counties(number, (2021, 2)))


@remembered
def all_corrected(number):
    total = all_issued(number)
    for report in total.period.reports.with_table():
        corrected(report, {"actions": 3})
    return total


@pytest.mark.parametrize("number", [3, 30])
@pytest.mark.parametrize(
    ("page", "queries"), [("table", 15), ("", 10), ("consolidated.xlsx", 5), ("since", 11)]
)
def test_queries_do_not_grow_with_units(client, page, queries, number, django_assert_num_queries):
    total = all_corrected(number) if page == "since" else all_issued(number)
    addresses = {"table": TABLE, "since": address(total)}
    with django_assert_num_queries(queries):
        assert client.get(addresses.get(page, address(total) + page)).status_code == 200
