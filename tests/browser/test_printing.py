"""The table on paper: the official sheet from the record, whatever the screen shows."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser import paper, table
from tests.browser.paper import A4_LYING, print_page, squeezed
from tests.statistics.entry import on_paper

pytestmark = pytest.mark.browser

STORED = "所印为2021年6月25日09:00已保存的累计数"
LACKS = "，页面上另有未保存的内容，没有印出"


def official(period) -> str:
    """The official sheet as it would be printed from the workbook."""
    return squeezed("".join(on_paper.workbook(cast.report(period))))


@pytest.fixture
def draft(period):
    with transaction.atomic():
        report = cast.report(period)
        on_paper.drafted(report)
    return report


@pytest.mark.parametrize("reach", on_paper.STATES, ids=lambda reach: reach.__name__)
def test_in_every_state_it_is_the_workbook_on_one_page(clerk, period, reach):
    with transaction.atomic():
        reach(cast.report(period))
    clerk.goto(table.CHUANHUI)
    printed = print_page(clerk)
    across = on_paper.STATES[reach]
    head, _, sheet = printed.text.rpartition("2021年知识产权执法数据统计表")
    assert "2021年知识产权执法数据统计表" + sheet == official(period)
    assert (head[: len(across)], head[-len(across) :] if across else head) == (across, across)
    assert (len(printed.pages), printed.sizes, printed.beyond_the_edge) == (1, {A4_LYING}, [])


def test_every_digit_stands_whole(clerk, draft):
    clerk.goto(table.CHUANHUI)
    (words,) = print_page(clerk).words
    long = ["123456789", "1234.567891", "12345.678901", "999999999.999999", "2000001234.567889"]
    assert [word for word in long if word not in words] == []


def test_nothing_that_is_typed_is_printed_before_it_is_stored(clerk, draft, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    clerk.context.set_offline(True)
    table.type(clerk, "actions", "99")
    printed = print_page(clerk)
    assert printed.text == f"草稿，未报送。{STORED}{LACKS}。草稿，未报送{official(period)}"
    clerk.context.set_offline(False)
    table.save(clerk)
    printed = print_page(clerk)
    assert (printed.text.endswith(official(period)), LACKS in printed.text) == (True, False)
    assert cast.report(period).figures["actions"] == 99


def test_a_text_that_is_no_figure_is_not_printed(clerk, draft, period):
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "actions", "四十七")
    table.type(clerk, "trademark-closed", "3")
    table.expect_state(clerk, table.saved_except(1))
    printed = print_page(clerk)
    assert printed.text.endswith(official(period))
    assert LACKS in printed.text
    assert cast.report(period).figures["trademark-closed"] == 3


def test_while_increments_are_typed_the_cumulative_figures_are_printed(clerk, second_period):
    with transaction.atomic():
        cast.fill(cast.report(second_period), {"actions": 46, "trademark-filed": 12})
    clerk.goto(f"{table.CHUANHUI}?entry=increment")
    table.type(clerk, "trademark-filed", "1234567")
    table.save(clerk)
    assert table.value(clerk, "trademark-filed") == "1234567"
    printed = print_page(clerk)
    assert printed.text.endswith(official(second_period))
    assert printed.words[0].count("1234577") == 2  # in its cell and in 合计


def test_in_a_conflict_what_is_stored_is_printed(clerk, draft, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    with transaction.atomic():
        cast.fill(cast.report(period), {"actions": 20})
    table.type(clerk, "actions", "99")
    clerk.keyboard.press("Control+s")
    expect(clerk.locator("#conflict")).to_contain_text("20")
    assert "99" not in print_page(clerk).words[0]
    clerk.reload()
    assert print_page(clerk).text.endswith(official(period))


def test_after_a_refused_submission_the_record_is_printed(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "actions", "3")
    table.type(clerk, "market_actions", "5")
    table.save(clerk)
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".message.error")).to_contain_text("暂不能报送")
    printed = print_page(clerk)
    assert printed.text.startswith("草稿，未报送")
    assert printed.text.endswith(official(period))


def test_the_button_saves_first(clerk, draft, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    clerk.evaluate("""() => {
      window.print = () => { window.said = document.getElementById("save-state").textContent; };
    }""")
    table.type(clerk, "actions", "99")
    table.in_menu(clerk, "打印").click()
    clerk.wait_for_function("() => window.said")
    assert table.SAVED.fullmatch(clerk.evaluate("window.said"))
    assert cast.report(period).figures["actions"] == 99
    assert print_page(clerk).text.endswith(official(period))


def test_without_scripts_and_in_a_narrow_window(browser_of, draft, period):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=False)
    page.set_viewport_size({"width": 420, "height": 700})
    page.goto(table.CHUANHUI)
    table.cell(page, "actions").fill("99")  # not saved
    printed = print_page(page)
    assert printed.text == f"草稿，未报送。{STORED}。草稿，未报送{official(period)}"
    assert (len(printed.pages), printed.sizes) == (1, {paper.A4_LYING})
    expect(page.locator(".paper")).to_be_hidden()
