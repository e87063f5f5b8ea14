"""Typing in the table: totals and increments at once, a spreadsheet's keys, 当期新增."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser


@pytest.fixture
def page(clerk, second_period):
    clerk.goto(table.CHUANHUI)
    return clerk


def stored(period, name):
    return cast.report(period).figures[name]


# --- What is computed ----------------------------------------------------------------------------


def test_totals_and_increments_follow_every_key(page):
    table.type(page, "trademark-filed", "12")
    assert table.beside(page, "trademark-filed") == "+2"
    assert table.total(page, "filed") == "12"
    table.type(page, "other_patent-filed", "1,234")
    assert table.beside(page, "other_patent-filed") == "+1,234"
    assert table.total(page, "filed") == "1,246"
    assert table.total_beside(page, "filed") == "+1,236"


def test_amounts_add_exactly(page):
    table.type(page, "trademark-value", "0.3")
    table.type(page, "official_sign-value", "0.1")
    table.type(page, "other_patent-value", "0.2")
    assert table.beside(page, "trademark-value") == "+0.2"
    assert table.beside(page, "official_sign-value") == "−0.1"
    assert table.total(page, "value") == "0.6"
    assert table.total_beside(page, "value") == "+0.3"


def test_a_blank_has_no_increment_and_is_counted(page):
    expect(page.locator("#blank-count")).to_have_text("共 93 个空白格")
    table.type(page, "trademark-filed", "0")
    expect(page.locator("#blank-count")).to_have_text("共 92 个空白格")
    assert table.beside(page, "trademark-filed") == "−10"
    page.keyboard.press("Backspace")
    expect(page.locator("#blank-count")).to_have_text("共 93 个空白格")
    assert table.beside(page, "trademark-filed") == ""


def test_a_stock_has_no_increment(page):
    table.type(page, "key_markets", "15")
    assert page.locator("[data-cell=key_markets] .beside").inner_text() == "上期 12"


def test_without_a_last_period_there_are_no_increments(period, clerk):
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "trademark-filed", "12")
    assert table.total(clerk, "filed") == "12"
    assert clerk.locator(".increment").count() == 0


def test_full_width_digits_are_understood(page, second_period):
    table.type(page, "trademark-value", "１２．５")
    assert table.total(page, "value") == "12.5"
    table.save(page)
    assert stored(second_period, "trademark-value") == Decimal("12.5")


def test_a_unit_after_the_number_is_understood_as_the_server_does(page, second_period):
    table.type(page, "trademark-filed", "12件")
    page.keyboard.press("Tab")
    assert (table.beside(page, "trademark-filed"), table.total(page, "filed")) == ("+2", "12")
    table.type(page, "trademark-value", "155400元")
    page.keyboard.press("Tab")
    expect(table.cell(page, "trademark-value")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#told-trademark")).to_contain_text("已读作 12。")
    expect(page.locator("#told-trademark")).to_contain_text("写的单位是“元”，此格的单位是万元。")


def test_what_is_no_figure_is_marked_when_the_cell_is_left(page):
    problem = page.locator("#trademark-filed-problem")
    table.type(page, "trademark-filed", "12.5")
    expect(table.cell(page, "trademark-filed")).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Tab")
    expect(table.cell(page, "trademark-filed")).to_have_attribute("aria-invalid", "true")
    expect(problem).to_have_text("此格不是有效数字")
    assert table.total(page, "filed") == "0"
    table.type(page, "trademark-filed", "12")
    expect(table.cell(page, "trademark-filed")).not_to_have_attribute("aria-invalid", "true")
    expect(problem).to_have_text("")


def test_what_was_typed_before_the_scripts_came_is_saved_too(clerk, second_period):
    held = []
    clerk.route("**/js/entry/table/main.js", lambda route: held.append(route))
    with clerk.expect_request("**/js/entry/table/main.js"):
        clerk.goto(table.CHUANHUI, wait_until="commit")
    table.type(clerk, "trademark-filed", "12")
    held[0].continue_()
    table.expect_saved(clerk)
    assert stored(second_period, "trademark-filed") == 12


# --- Keys ----------------------------------------------------------------------------------------


MOVES = {
    ("trademark-filed", "ArrowDown"): "geographical_indication-filed",
    ("geographical_indication-closed", "ArrowUp"): "trademark-closed",
    ("trademark-filed", "ArrowRight"): "trademark-closed",
    ("trademark-closed", "ArrowLeft"): "trademark-filed",
    ("trademark-filed", "ArrowUp"): "actions",
    ("trademark-filed", "Enter"): "geographical_indication-filed",
    ("other_patent-filed", "Enter"): "trademark-closed",
    ("trademark-closed", "Shift+Enter"): "other_patent-filed",
    ("actions", "Enter"): "officers",
    ("key_markets", "Enter"): "trademark-filed",
    ("trademark-filed", "Tab"): "trademark-closed",
    ("trademark-closed", "Shift+Tab"): "trademark-filed",
    # The edges of the table.
    ("actions", "ArrowUp"): "actions",
    ("actions", "Shift+Enter"): "actions",
    ("trademark-foreign_recovered", "ArrowRight"): "trademark-foreign_recovered",
    ("other_patent-filed", "ArrowDown"): "other_patent-filed",
    ("other_patent-foreign_recovered", "Enter"): "other_patent-foreign_recovered",
}


def test_moving_about(page):
    ends = {}
    for start, key in MOVES:
        table.cell(page, start).focus()
        page.keyboard.press(key)
        ends[start, key] = table.focused(page)
    assert ends == MOVES


def test_an_arrow_stays_in_the_cell_while_the_caret_is_inside(page):
    table.type(page, "trademark-filed", "123")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("0")
    assert table.value(page, "trademark-filed") == "1203"
    page.keyboard.press("ArrowRight")
    assert table.focused(page) == "trademark-filed"
    page.keyboard.press("ArrowRight")
    assert table.focused(page) == "trademark-closed"


def test_going_to_a_cell_selects_it_and_escape_gives_its_figure_back(page):
    table.type(page, "trademark-filed", "12")
    page.keyboard.press("Enter")
    table.cell(page, "trademark-filed").click()
    page.keyboard.type("9")
    assert table.total(page, "filed") == "9"
    page.keyboard.press("Escape")
    assert table.value(page, "trademark-filed") == "12"
    assert table.total(page, "filed") == "12"


def test_enter_that_ends_a_composition_does_not_move(page):
    table.cell(page, "trademark-filed").focus()
    keyboard = page.context.new_cdp_session(page)
    composing = {"text": "12", "selectionStart": 2, "selectionEnd": 2}
    keyboard.send("Input.imeSetComposition", composing)
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keyboard.send("Input.insertText", {"text": "12"})
    assert table.focused(page) == "trademark-filed"
    assert table.value(page, "trademark-filed") == "12"


def test_ctrl_s_saves_and_stays(page, second_period):
    table.type(page, "trademark-filed", "12")
    table.save(page)
    assert table.focused(page) == "trademark-filed"
    assert stored(second_period, "trademark-filed") == 12


def test_enter_in_the_head_saves_and_does_not_submit(page, second_period):
    table.cell(page, "filled_by").fill("王五")
    with page.expect_response("**/q2/"):
        page.keyboard.press("Enter")
    table.expect_saved(page)
    report = cast.report(second_period)
    assert (report.filled_by, report.status) == ("王五", "draft")


# --- 当期新增 ------------------------------------------------------------------------------------


def test_only_what_is_new_is_typed_and_the_cumulative_figure_is_kept(page, second_period):
    page.get_by_role("button", name="按当期新增填写").click()
    expect(page.locator("#entry-name")).to_have_text("当期新增")
    table.type(page, "trademark-value", "0.2")
    table.type(page, "official_sign-value", "-0.1")
    table.type(page, "trademark-filed", "0")
    assert table.beside(page, "trademark-value") == "累计 0.3"
    assert table.beside(page, "official_sign-value") == "累计 0.1"
    assert table.total(page, "value") == "0.1"
    assert table.total_beside(page, "value") == "累计 0.4"
    table.save(page)
    figures = cast.report(second_period).figures
    assert figures["trademark-value"] == Decimal("0.3")
    assert figures["official_sign-value"] == Decimal("0.1")
    assert figures["trademark-filed"] == 10


def test_switching_converts_every_flow_and_back(page):
    table.type(page, "trademark-filed", "14")
    table.type(page, "trademark-closed", "5")
    table.type(page, "key_markets", "13")
    table.type(page, "officers", "—")
    names = ["trademark-filed", "trademark-closed", "key_markets", "officers", "actions"]
    page.get_by_role("button", name="按当期新增填写").click()
    assert table.values(page, *names) == ["4", "−1", "13", "—", ""]
    page.get_by_role("button", name="按累计数填写").click()
    assert table.values(page, *names) == ["14", "5", "13", "—", ""]


def test_a_text_that_would_change_its_meaning_stops_the_switch(page):
    table.type(page, "trademark-filed", "-2")
    page.get_by_role("button", name="按当期新增填写").click()
    expect(page.locator("#notice")).to_have_text(
        "有 1 格填写有误，切换填报方式后含义会改变，请先改正。"
    )
    expect(page.locator("#entry-name")).to_have_text("累计数")
    assert table.focused(page) == "trademark-filed"


def test_nothing_new_fills_the_blanks_that_had_a_figure(page, second_period):
    page.get_by_role("button", name="按当期新增填写").click()
    table.type(page, "trademark-filed", "3")
    page.get_by_role("button", name="空白格填 0").click()
    table.expect_saved(page)
    figures = cast.report(second_period).figures
    assert {name: figure for name, figure in figures.cells.items() if figure is not None} == {
        "actions": 20,
        "trademark-filed": 13,
        "trademark-closed": 6,
        "trademark-value": Decimal("0.1"),
        "official_sign-value": Decimal("0.2"),
    }
