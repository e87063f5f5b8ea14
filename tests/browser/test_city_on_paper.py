"""The city's pages on paper: A4 lying, nothing to press, nothing cut, no digit broken."""

from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser.paper import A4_LYING, print_page
from tests.statistics.admin import city
from tests.worlds import remembered

pytestmark = pytest.mark.browser

CONSOLIDATION = "/admin/statistics/consolidation/2021/q2/"
FIGURES = {
    "actions": 46,
    "officers": 123456789,
    "key_markets": 12,
    "trademark-filed": 10,
    "trademark-value": Decimal("1234.567891"),
    "trademark-penalty": Decimal("12345.678901"),
    "other_patent-value": Decimal("999999999.999999"),
    "other_patent-recovered": Decimal("0.5"),
}
UNITS = [*cast._known_units()]
TO_PRESS = ("更改密码", "退出", "工作台", "下载", "点击任一", "释义", "审核通过并看下一张")


@remembered
def quarters():
    """Two quarters of all fourteen units; in the second 西华县 has its table back, two are missing."""
    for quarter, figures in ((1, {"actions": 20, "trademark-filed": 4}), (2, FIGURES)):
        period = cast.open_period(quarter=quarter, units=UNITS)
        for code in UNITS[:-2]:
            report = cast.report(period, code)
            cast.fill(report, figures)
            cast.submit(report)
            if (quarter, code) != (2, UNITS[3]):
                cast.approve(report)
    cast.send_back(cast.report(period, UNITS[3]), remarks=[("trademark-filed", "与附件第三页不符")])
    return period


@pytest.fixture
@transaction.atomic
def period(live_server):
    return quarters()


@pytest.fixture
def page(browser_of):
    return browser_of(cast.reviewer())


def shown(page) -> list[str]:
    """The figures of the official table as they stand on the screen."""
    return [text for text in page.locator("#content .sheet .figure").all_inner_texts() if text]


def expect_whole(page, printed) -> None:
    words = [word for words in printed.words for word in words]
    assert [figure for figure in shown(page) if figure not in words] == []
    assert (printed.sizes, printed.beyond_the_edge) == ({A4_LYING}, [])
    assert [text for text in TO_PRESS if text in printed.text] == []


def issue(page) -> None:
    page.goto(CONSOLIDATION)
    page.get_by_role("button", name="发布汇总表").click()
    page.get_by_role("button", name="确认发布第 1 号").click()
    expect(page.locator(".messagelist")).to_be_visible()


def test_the_total_by_both_measures_says_which_it_is(page, period):
    whose = "2021年二季度汇总表报送单位：周口市市场监督管理局"
    for query, said in {
        "": f"{whose}2021年1月1日至6月30日累计只汇总已审核",
        "?measure=new": f"{whose}2021年4月1日至6月30日当期新增只汇总已审核",
        "?scope=carry": f"{whose}2021年1月1日至6月30日累计缺报沿用上期",
    }.items():
        page.goto(CONSOLIDATION + query)
        printed = print_page(page)
        assert printed.text.startswith(said)
        expect_whole(page, printed)
        named = [unit.name for unit in map(cast.unit, UNITS)]
        assert [name for name in named if name not in printed.text] == []


def test_an_issued_total(page, period):
    issue(page)
    printed = print_page(page)
    assert printed.text.startswith("2021年二季度汇总表第1号编号")
    expect_whole(page, printed)


def test_the_board(page, period):
    page.goto(city.BOARD)
    printed = print_page(page)
    assert printed.text.startswith("2021年二季度报送情况2021年已审核11·待审核0·退回1·未报送2")
    assert (len(printed.pages), printed.sizes, printed.beyond_the_edge) == (1, {A4_LYING}, [])
    assert [text for text in TO_PRESS if text in printed.text] == []


def test_a_review_with_remarks_and_what_is_folded_on_the_screen(page, period):
    page.goto(city.review_page(cast.report(period, UNITS[3])))
    folded = page.locator("#content details:not(.definition)")
    expect(folded.first).not_to_have_attribute("open", "")
    printed = print_page(page)
    expect_whole(page, printed)
    assert "商标侵权案件·立案（当时10）：与附件第三页不符" in printed.text
    assert printed.text.count("系联合执法中的特殊情形") > page.locator(".finding").count()
    assert "退回的原因" not in printed.text
    expect(folded.first).not_to_have_attribute("open", "")


def test_a_table_of_many_pages_repeats_its_head(page, live_server):
    with transaction.atomic():
        city.approved_counties(60, (2021, 2))
    page.goto(CONSOLIDATION)
    printed = print_page(page)
    of_units = [words for words in printed.words if any("市场监督管理局" in word for word in words)]
    assert len(of_units) >= 3
    assert [words for words in of_units if "情况" not in words] == []
    assert printed.beyond_the_edge == []


def test_the_list_of_tables(page, period):
    page.goto(f"{city.LIST}?period=2021q2")
    printed = print_page(page)
    assert (printed.sizes, printed.beyond_the_edge) == ({A4_LYING}, [])
    assert [word for words in printed.words for word in words].count("12345.678901") == 11


def test_the_analysis_breaks_no_digits(page, period):
    page.goto("/admin/statistics/dashboard/?period=2021q2")
    printed = print_page(page)
    words = [word for words in printed.words for word in words]
    assert ("10999999999.999989" in words, "135802.467911" in words) == (False, True)
    assert (printed.sizes, printed.beyond_the_edge) == ({(595, 842)}, [])  # upright: charts
