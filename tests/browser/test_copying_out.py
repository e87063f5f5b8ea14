"""复制全表: a clean block for Excel and WPS, which the page reads again as it was."""

from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from statistics.workbooks.layout import HEADINGS, LETTERS
from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser
FIGURES = {
    "actions": 1234567,
    "key_markets": 9,
    "trademark-filed": 12,
    "trademark-value": Decimal("12345.678901"),
    "other_patent-filed": 0,
    "other_patent-recovered": Decimal("0.5"),
}
COPIED = "已复制全表，均为 1 月 1 日起的累计数，可粘贴到 Excel 或 WPS 表格。"


@pytest.fixture
def page(clerk, second_period):
    with transaction.atomic():
        cast.fill(cast.report(second_period), FIGURES)
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def expected(figures: dict) -> list[list[str]]:
    """Rows 3, 4 and 6 to 14 of the official sheet."""
    words = {place: text.replace("\n", "") for place, text in HEADINGS.items()}
    rows = [
        [words.get(f"{letter}{row}", "") for letter in LETTERS] for row in (3, 4, *range(6, 15))
    ]
    places = {
        **{"actions": (0, 2), "key_markets": (0, 10), "trademark-filed": (2, 1)},
        **{"trademark-value": (2, 3), "other_patent-filed": (9, 1)},
        "other_patent-recovered": (9, 5),
    }
    for name, text in figures.items():
        row, column = places[name]
        rows[row][column] = text
    totals = ["12", "0", "12345.678901", "0", "0.5", *["0"] * 6]
    rows[10][1:] = totals
    return rows


TEXTS = {
    "actions": "1234567",
    "key_markets": "9",
    "trademark-filed": "12",
    "trademark-value": "12345.678901",
    "other_patent-filed": "0",
    "other_patent-recovered": "0.5",
}


def copy(page) -> list[list[str]]:
    table.in_menu(page, "复制全表").click()
    expect(page.locator("[data-notice=copy]")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    return [line.split("\t") for line in text.split("\n")]


def notice(page):
    return page.locator("[data-notice=copy]")


def test_the_block_is_the_official_table_in_plain_digits(page):
    assert copy(page) == expected(TEXTS)
    expect(notice(page)).to_have_text(COPIED)


def test_it_is_cumulative_where_increments_are_typed(page):
    page.get_by_role("button", name="按当期新增填写").click()
    assert table.value(page, "trademark-filed") == "2"
    assert copy(page) == expected(TEXTS)
    expect(notice(page)).to_have_text(COPIED)


def test_pasted_back_it_gives_the_same_figures(page, second_period):
    names = page.evaluate(
        "[...document.querySelectorAll('.cell[data-cell]')].map(each => each.dataset.cell)"
    )
    before = table.values(page, *names)
    copy(page)
    table.type(page, "trademark-filed", "99")
    table.type(page, "other_patent-closed", "99")
    table.cell(page, "actions").focus()
    page.keyboard.press("Control+v")
    expect(table.cell(page, "trademark-filed")).to_have_value("12")
    page.locator("#filled_by").focus()
    assert table.values(page, *names) == before
    table.expect_saved(page)
    stored = cast.report(second_period).figures.cells
    assert {name: figure for name, figure in stored.items() if figure is not None} == FIGURES


def test_what_is_no_figure_is_left_out_and_told(page):
    table.type(page, "trademark-filed", "12.5")
    assert copy(page)[2][:3] == ["商标侵权案件", "", ""]
    expect(notice(page)).to_have_text(
        "已复制全表，均为 1 月 1 日起的累计数，可粘贴到 Excel 或 WPS 表格；有 1 格不是有效数字，已按空白复制。"
    )


@pytest.mark.parametrize("query", ["", "?entry=increment"])
def test_a_table_that_is_only_read_is_copied_as_it_is_stored(page, second_period, query):
    with transaction.atomic():
        cast.submit(cast.report(second_period))
    page.goto(table.CHUANHUI + query)
    assert copy(page) == expected(TEXTS)


def test_where_browsers_lend_no_clipboard_a_selection_is_copied(page):
    table.cell(page, "actions").focus()
    page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    table.in_menu(page, "复制全表").click()
    expect(notice(page)).to_have_text(COPIED)
    page.evaluate("delete navigator.clipboard")
    text = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert [line.split("\t") for line in text.split("\n")] == expected(TEXTS)
