"""Two people, or two windows, at one table: cells are put together, and only what both changed is asked."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.browser.barriers import complaints, sideways

pytestmark = pytest.mark.browser
ASKED = re.compile(r"^已保存 \d\d:\d\d，有 1 处另有改动，请选择采用哪一个$")
WHEN = r"新来的填报员 \d\d:\d\d"


@pytest.fixture
def page(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


@pytest.fixture
def colleague(browser_of, period):
    """A second clerk of 川汇区, at another PC."""
    account = cast.without_unit()
    account.unit = cast.unit()
    account.save()
    page = browser_of(account)
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    return page


def figures(period) -> dict[str, int]:
    cells = cast.report(period).figures.cells
    return {name: figure for name, figure in cells.items() if figure is not None}


def rows(page) -> list[list[str]]:
    return [row.split("\t") for row in page.locator("#conflict tbody tr").all_inner_texts()]


def choose(page, name, label):
    row = page.locator(f"[data-conflict='{name}']")
    row.get_by_label(label).check()


# --- Nothing to ask ------------------------------------------------------------------------------


def test_two_windows_fill_in_two_cells(page, window, period):
    table.type(page, "officers", "300")
    table.save(page)
    table.type(window, "actions", "70")
    table.save(window)
    assert figures(period) == {"actions": 70, "officers": 300}
    expect(window.locator("#conflict")).to_be_empty()
    assert table.values(window, "actions", "officers") == ["70", "300"]
    expect(window.locator("#notice")).to_have_text(
        re.compile(
            r"^表中另有 1 处改动，已显示在本页：出动执法人员（人次）（您在另一窗口 \d\d:\d\d）。报送前请核对。$"
        )
    )
    table.type(page, "key_markets", "12")
    table.save(page)
    assert table.values(page, "actions", "officers", "key_markets") == ["70", "300", "12"]
    assert figures(period) == {"actions": 70, "officers": 300, "key_markets": 12}


def test_what_arrives_is_added_up_and_read_as_increments_are(clerk, second_period, browser_of):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    clerk.get_by_role("button", name="按当期新增填写").click()
    cast.fill(cast.report(second_period), {"trademark-filed": 17})
    table.type(clerk, "actions", "6")
    table.save(clerk)
    assert table.values(clerk, "actions", "trademark-filed") == ["6", "7"]
    assert (table.beside(clerk, "trademark-filed"), table.total(clerk, "filed")) == ("累计 17", "7")
    assert figures(second_period) == {"actions": 26, "trademark-filed": 17}


def test_an_explanation_is_put_together_too(page, colleague, period):
    for name, text in {
        "actions": "3",
        "officers": "6",
        "trademark-filed": "1",
        "trademark-closed": "2",
    }.items():
        table.type(page, name, text)
    table.save(page)
    reason, text = "[name='reason-D1-trademark-closed']", "[name='text-D1-trademark-closed']"
    colleague.reload()
    colleague.locator(reason).select_option(label="含上年结转")
    table.expect_saved(colleague)
    page.locator(text).fill("含上年结转的 2 件")
    page.keyboard.press("Control+s")
    expect(page.locator(reason)).to_have_value("carried_over")
    explained = cast.report(period).explained["D1-trademark-closed"]
    assert (explained.reason, explained.text) == ("carried_over", "含上年结转的 2 件")


# --- Both have changed one cell ------------------------------------------------------------------


@pytest.fixture
def in_conflict(page, colleague):
    """The colleague has saved 立案 20 and 移送 1 meanwhile; the clerk has 立案 12 and 结案 9."""
    table.type(colleague, "trademark-filed", "20")
    table.type(colleague, "trademark-transferred", "1")
    table.save(colleague)
    table.type(page, "trademark-filed", "12")
    table.type(page, "trademark-closed", "9")
    page.keyboard.press("Control+s")
    table.expect_state(page, ASKED)
    return page


def test_it_is_shown_with_both_sides_who_and_when_and_all_else_is_saved(in_conflict, period):
    page = in_conflict
    ((label, mine, theirs, when, choices),) = rows(page)
    assert (label, mine, theirs) == ("商标侵权案件 · 立案", "12", "20")
    assert re.fullmatch(WHEN, when)
    assert choices.split() == ["采用系统中的", "保留我填的"]
    assert table.focused(page) == "trademark-closed"  # nobody is interrupted in typing
    table.type(page, "trademark-closed", "10")
    table.expect_state(page, ASKED)
    assert table.value(page, "trademark-transferred") == "1"
    assert figures(period) == {
        "trademark-filed": 20,
        "trademark-closed": 10,
        "trademark-transferred": 1,
    }
    assert complaints(page) == []


def test_it_is_decided_before_the_table_is_submitted(in_conflict, period):
    page = in_conflict
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator("#conflict")).to_be_focused()
    page.get_by_role("button", name="按所选保存").click()
    expect(page.locator("#conflict")).to_be_focused()
    assert (len(rows(page)), cast.report(period).status) == (1, "draft")


def test_mine(in_conflict, period):
    choose(in_conflict, "trademark-filed", "保留我填的")
    in_conflict.get_by_role("button", name="按所选保存").click()
    table.expect_saved(in_conflict)
    assert figures(period)["trademark-filed"] == 12
    expect(in_conflict.locator("#conflict")).to_be_empty()
    table.type(in_conflict, "trademark-filed", "13")
    table.expect_saved(in_conflict)
    assert figures(period)["trademark-filed"] == 13


def test_theirs(in_conflict, period):
    choose(in_conflict, "trademark-filed", "采用系统中的")
    in_conflict.get_by_role("button", name="按所选保存").click()
    table.expect_saved(in_conflict)
    assert table.values(in_conflict, "trademark-filed", "trademark-closed") == ["20", "9"]
    assert figures(period)["trademark-filed"] == 20
    assert in_conflict.evaluate("Object.keys(localStorage).length") == 0


def test_two_cells_are_decided_one_by_one(in_conflict, colleague, period):
    page = in_conflict
    table.type(colleague, "key_markets", "5")
    table.save(colleague)
    table.type(page, "key_markets", "7")
    page.keyboard.press("Control+s")
    expect(page.locator("#conflict tbody tr")).to_have_count(2)
    choose(page, "key_markets", "采用系统中的")
    page.get_by_role("button", name="按所选保存").click()
    expect(page.locator("#conflict tbody tr")).to_have_count(1)
    choose(page, "trademark-filed", "保留我填的")
    page.get_by_role("button", name="按所选保存").click()
    table.expect_saved(page)
    assert (figures(period)["key_markets"], figures(period)["trademark-filed"]) == (5, 12)


def test_on_a_narrow_screen(in_conflict):
    in_conflict.set_viewport_size({"width": 420, "height": 768})
    assert sideways(in_conflict) == 0


# --- What nobody has seen ------------------------------------------------------------------------


def test_what_arrives_with_the_last_save_is_looked_at_before_it_is_submitted(
    page, colleague, period
):
    table.type(colleague, "officers", "92")
    table.save(colleague)
    table.type(page, "actions", "46")
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator("#notice")).to_have_text(
        re.compile(
            rf"^表中另有 2 处改动，已显示在本页：填报人（{WHEN}）、出动执法人员（人次）（{WHEN}）。报送前请核对。$"
        )
    )
    assert (cast.report(period).status, table.value(page, "officers")) == ("draft", "92")
    page.get_by_role("button", name="检查并报送").click()
    page.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(page.locator(".standing .status")).to_have_text("已报送")


def test_what_nobody_typed_here_is_not_submitted_unseen(page, colleague, period):
    table.type(page, "actions", "46")
    table.save(page)
    table.type(colleague, "officers", "92")
    table.save(colleague)
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator("#conflict")).to_contain_text("没有报送。您打开本页之后，表中另有 1 处改动")
    assert table.value(page, "officers") == "92"
    page.get_by_role("button", name="检查并报送").click()
    page.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(page.locator(".standing .status")).to_have_text("已报送")


# --- A copy that was left in the browser ---------------------------------------------------------


def test_a_copy_brings_back_what_was_typed_and_nothing_else(page, colleague, period):
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，网络不通，正在重试")
    context = page.context
    page.close(run_before_unload=False)
    table.type(colleague, "trademark-closed", "9")
    table.save(colleague)
    context.set_offline(False)
    page = context.new_page()
    page.goto(table.CHUANHUI)
    page.get_by_role("button", name="恢复").click()
    table.expect_saved(page)
    assert table.values(page, "trademark-filed", "trademark-closed") == ["12", "9"]
    assert figures(period) == {"trademark-filed": 12, "trademark-closed": 9}
