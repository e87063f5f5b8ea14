"""Ctrl+Z and Ctrl+Y: typing, pasting and filling are taken back and done again, never over somebody else's."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser
FIRST, SECOND, THIRD = "trademark-filed", "trademark-closed", "trademark-value"
ROW = [FIRST, SECOND, THIRD]


@pytest.fixture
def page(clerk, second_period):
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def paste(page, name, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    table.cell(page, name).focus()
    page.keyboard.press("Control+v")


def undo(page, times=1):
    for _ in range(times):
        page.keyboard.press("Control+z")


def redo(page, key="Control+y"):
    page.keyboard.press(key)


def notice(page):
    return page.locator("#notice p")


def stored(period):
    figures = cast.report(period).figures
    return [figures[name] for name in ROW]


def test_every_act_is_taken_back_one_after_the_other_and_done_again(page, second_period):
    table.type(page, FIRST, "12")
    paste(page, SECOND, "7\t0.5\n")
    table.type(page, FIRST, "13")
    states = [["13", "7", "0.5"], ["12", "7", "0.5"], ["12", "", ""], ["", "", ""]]
    seen = [table.values(page, *ROW)]
    for _ in range(3):
        undo(page)
        seen.append(table.values(page, *ROW))
    assert seen == states
    undo(page)  # nothing is left
    assert table.values(page, *ROW) == ["", "", ""]
    for key, state in zip(["y", "Shift+Z", "y"], reversed(states[:-1]), strict=True):
        redo(page, f"Control+{key}")
        assert table.values(page, *ROW) == state
    redo(page)
    assert table.values(page, *ROW) == ["13", "7", "0.5"]
    table.save(page)
    assert [str(each) for each in stored(second_period)] == ["13", "7", "0.500000"]


def test_the_focus_goes_to_the_first_changed_cell_and_many_are_told(page):
    paste(page, FIRST, "12\t7\n13\t8\n")
    table.cell(page, "actions").focus()
    undo(page)
    assert table.focused(page) == FIRST
    expect(notice(page)).to_have_text("撤销了 4 格的改动。")
    table.cell(page, "actions").focus()
    redo(page)
    assert table.focused(page) == FIRST
    expect(notice(page)).to_have_text("恢复了 4 格的改动。")
    assert table.total(page, "filed") == "25"
    table.type(page, "actions", "1")
    expect(notice(page)).to_have_count(0)


def test_what_is_typed_after_an_undo_ends_what_could_be_done_again(page):
    table.type(page, FIRST, "12")
    page.keyboard.press("Tab")
    undo(page)
    table.type(page, SECOND, "5")
    redo(page)
    assert table.values(page, FIRST, SECOND) == ["", "5"]


def test_escape_takes_typing_back_and_can_be_undone_no_further(page):
    table.type(page, FIRST, "12")
    table.type(page, SECOND, "9")
    page.keyboard.press("Escape")
    assert table.values(page, *ROW) == ["12", "", ""]
    undo(page)
    assert table.values(page, *ROW) == ["", "", ""]


def test_filling_blanks_with_0_is_one_act(page, second_period):
    page.get_by_role("button", name="按当期新增填写").click()
    table.type(page, SECOND, "3")
    page.get_by_role("button", name="空白格填 0").click()
    assert table.values(page, "actions", *ROW) == ["0", "0", "3", "0"]
    table.cell(page, SECOND).focus()
    undo(page)
    assert table.values(page, "actions", *ROW) == ["", "", "3", ""]
    expect(notice(page)).to_have_text("撤销了 4 格的改动。")
    table.save(page)
    assert stored(second_period) == [None, 9, None]


def test_a_row_takes_last_period_s_figures_into_its_blank_cells(page, second_period):
    table.type(page, SECOND, "7")
    page.get_by_role("button", name="商标侵权案件：空白格沿用上期累计数").click()
    assert table.values(page, *ROW, "trademark-penalty") == ["10", "7", "0.1", ""]
    assert table.focused(page) == FIRST
    expect(notice(page)).to_have_text("“商标侵权案件”有 2 个空白格已填入上期累计数。撤销")
    table.expect_saved(page)
    undo(page)
    assert table.values(page, *ROW) == ["", "7", ""]
    page.get_by_role("button", name="商标侵权案件：空白格沿用上期累计数").click()
    page.get_by_role("button", name="撤销").click()
    assert table.values(page, *ROW) == ["", "7", ""]
    table.save(page)
    assert stored(second_period) == [None, 7, None]
    page.get_by_role("button", name="地理标志案件：空白格沿用上期累计数").click()
    expect(notice(page)).to_have_text("“地理标志案件”没有可沿用上期数的空白格。")


def test_the_arrows_lead_to_it_and_tab_passes_it_by(page):
    table.cell(page, "geographical_indication-filed").focus()
    page.keyboard.press("ArrowLeft")
    button = page.get_by_role("button", name="地理标志案件：空白格沿用上期累计数")
    expect(button).to_be_focused()
    page.keyboard.press("ArrowRight")
    assert table.focused(page) == "geographical_indication-filed"
    page.keyboard.press("Shift+Tab")
    assert table.focused(page) == "trademark-foreign_recovered"


def test_it_is_not_offered_where_a_blank_means_the_same(page):
    buttons = page.locator(".carry:visible")
    expect(buttons).to_have_count(8)
    page.get_by_role("button", name="按当期新增填写").click()
    expect(buttons).to_have_count(0)


def test_it_is_not_offered_without_a_last_period(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    expect(clerk.locator(".carry:visible")).to_have_count(0)


def test_figures_are_converted_where_the_mode_was_switched_since(page, second_period):
    table.type(page, FIRST, "12")
    table.type(page, FIRST, "—")
    page.keyboard.press("Tab")
    table.type(page, FIRST, "15")
    page.get_by_role("button", name="按当期新增填写").click()
    assert table.value(page, FIRST) == "5"
    table.cell(page, FIRST).focus()
    undo(page)
    assert table.value(page, FIRST) == "—"
    redo(page)
    assert table.value(page, FIRST) == "5"
    table.save(page)
    assert stored(second_period) == [15, None, None]


def test_what_was_no_figure_does_not_become_one(page):
    """-2 is no cumulative figure; as an increment it would be one that nobody typed."""
    table.type(page, FIRST, "-2")
    page.keyboard.press("Tab")
    table.type(page, FIRST, "12")
    page.get_by_role("button", name="按当期新增填写").click()
    table.cell(page, FIRST).focus()
    undo(page)
    assert table.value(page, FIRST) == "2"


def test_a_mark_goes_and_comes_with_its_text(page):
    table.type(page, FIRST, "12.5")
    page.keyboard.press("Tab")
    expect(table.cell(page, FIRST)).to_have_attribute("aria-invalid", "true")
    table.cell(page, SECOND).focus()
    undo(page)
    expect(table.cell(page, FIRST)).not_to_have_attribute("aria-invalid", "true")
    redo(page)
    expect(table.cell(page, FIRST)).to_have_attribute("aria-invalid", "true")


def test_taking_back_an_older_paste_is_an_act_of_its_own(page):
    paste(page, FIRST, "12\t7\n")
    table.type(page, THIRD, "0.5")
    page.get_by_role("button", name="撤销粘贴").click()
    assert table.values(page, *ROW) == ["", "", "0.5"]
    undo(page)
    assert table.values(page, *ROW) == ["12", "7", "0.5"]
    undo(page, times=2)
    assert table.values(page, *ROW) == ["", "", ""]


def test_in_the_head_the_browser_s_own_undo_stays(page):
    table.type(page, FIRST, "12")
    page.locator("#filled_by").fill("")
    page.locator("#filled_by").type("王")
    undo(page)
    assert page.locator("#filled_by").input_value() == ""
    assert table.value(page, FIRST) == "12"


# --- Somebody else at the same table -------------------------------------------------------------


def test_a_cell_that_was_changed_elsewhere_since_stays(page, window, second_period):
    paste(page, FIRST, "12\t7\n")
    table.save(page)
    window.reload()
    table.expect_ready(window)
    table.type(window, SECOND, "70")
    table.save(window)
    table.type(page, THIRD, "0.5")
    table.save(page)
    expect(table.cell(page, SECOND)).to_have_value("70")
    undo(page, times=2)
    assert table.values(page, *ROW) == ["", "70", ""]
    table.save(page)
    assert stored(second_period) == [None, 70, None]


def test_what_waits_to_be_decided_is_not_touched(page, window):
    table.type(page, FIRST, "12")
    table.type(window, FIRST, "13")
    table.save(window)
    page.keyboard.press("Control+s")
    expect(page.locator("[data-conflict]")).to_have_count(1)
    table.cell(page, FIRST).focus()
    undo(page)
    assert table.value(page, FIRST) == "12"
