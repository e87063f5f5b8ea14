"""How figures look: separators while they are read, whole however long they are, rows that stay."""

from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser
LAST = {
    "actions": 12345,
    "trademark-filed": 10,
    "trademark-value": Decimal("155.4"),
    "trademark-penalty": Decimal("12345.678901"),
    "official_sign-filed": 123456789,
    "other_patent-value": Decimal("123456789.123456"),
}
TYPED = {
    "actions": "123456789",
    "trademark-filed": "8",
    "trademark-value": "1155.4",
    "trademark-penalty": "12346.678902",
    "geographical_indication-filed": "123456789",
    "geographical_indication-value": "12345.678901",
    "official_sign-filed": "999999999",
    "other_patent-value": "123456790.123456",
}
HEIGHTS = (
    "[...document.querySelectorAll('.sheet tr')].map(row => row.getBoundingClientRect().height)"
)
# What reaches beyond its cell, or is hidden in its input.
CUT = """[...document.querySelectorAll(".sheet .cell input, .sheet .cell .figure, .sheet .cell .beside span")]
  .filter(each => {
    const [range, box] = [document.createRange(), each.closest(".cell").getBoundingClientRect()];
    range.selectNodeContents(each);
    const text = range.getBoundingClientRect();
    const isOutside = each.textContent && (text.left < box.left - 1 || text.right > box.right + 1);
    return isOutside || (each.matches("input") && each.scrollWidth > each.clientWidth);
  })
  .map(each => each.name || each.closest(".cell").dataset.cell || each.textContent)"""


@pytest.fixture
@transaction.atomic
def last_period(live_server):
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, LAST)
    cast.submit(first)
    return cast.open_period(quarter=2)


@pytest.fixture
def page(clerk, last_period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def test_separators_come_when_the_cell_is_left_and_go_when_it_is_entered(page, last_period):
    table.type(page, "actions", "1234567")
    assert table.value(page, "actions") == "1234567"
    page.keyboard.press("Tab")
    assert table.value(page, "actions") == "1,234,567"
    assert table.beside(page, "actions") == "+1,222,222"
    table.cell(page, "actions").focus()
    assert table.value(page, "actions") == "1234567"
    assert page.evaluate("getSelection().toString()") == "1234567"
    table.type(page, "officers", "12人次")
    table.type(page, "market_actions", "12.5")
    table.type(page, "key_markets", "１２３４")
    page.keyboard.press("Tab")
    texts = table.values(page, "officers", "market_actions", "key_markets")
    assert texts == ["12人次", "12.5", "１２３４"]  # as they were typed
    table.expect_state(page, table.saved_except(1))
    figures = cast.report(last_period).figures
    assert (figures["actions"], figures["key_markets"]) == (1234567, 1234)


def test_what_only_looks_different_is_not_saved_again(page, last_period):
    table.type(page, "actions", "1234567")
    table.save(page)
    page.reload()
    table.expect_ready(page)
    posts = []
    page.on("request", lambda request: posts.append(request.method))
    assert table.value(page, "actions") == "1,234,567"
    table.cell(page, "actions").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Control+z")
    assert table.value(page, "actions") == "1,234,567"
    with page.expect_response(lambda response: response.request.method == "POST") as saved:
        page.keyboard.press("Control+s")
    assert "was-" not in saved.value.request.post_data
    assert posts.count("POST") == 1


def test_the_server_shows_figures_as_the_script_does(page, last_period):
    for name, text in TYPED.items():
        table.type(page, name, text)
    page.locator("#filled_by").focus()
    table.save(page)
    shown = page.locator(".sheet .cell").all_inner_texts()
    values = table.values(page, *TYPED)
    page.reload()
    table.expect_ready(page)
    assert (page.locator(".sheet .cell").all_inner_texts(), table.values(page, *TYPED)) == (
        shown,
        values,
    )


@pytest.mark.parametrize("entry", ["cumulative", "increment"])
@pytest.mark.parametrize("width", [1366, 1280, 420])
def test_no_figure_is_cut_and_no_row_jumps(page, width, entry):
    page.set_viewport_size({"width": width, "height": 768})
    if entry == "increment":
        page.get_by_role("button", name="按当期新增填写").click()
    heights = page.evaluate(HEIGHTS)
    for name, text in TYPED.items():
        table.type(
            page, name, text.replace("999999999", "876543210") if entry == "increment" else text
        )
        assert page.evaluate(CUT) == []
    table.type(page, "trademark-closed", "1.5")
    page.locator("#filled_by").focus()
    expect(table.cell(page, "trademark-closed")).to_have_attribute("aria-invalid", "true")
    assert (page.evaluate(CUT), page.evaluate(HEIGHTS)) == ([], heights)


def test_what_falls_looks_it_and_what_stays_is_quiet(page):
    table.type(page, "trademark-filed", "8")
    table.type(page, "trademark-value", "155.4")
    table.type(page, "official_sign-filed", "123456790")
    names = ("trademark-filed", "trademark-value", "official_sign-filed")
    beside = [page.locator(f"[data-cell='{name}'] .increment") for name in names]
    assert [each.inner_text() for each in beside] == ["−2", "+0", "+1"]
    colours = [each.evaluate("each => getComputedStyle(each).color") for each in beside]
    muted = page.locator("[data-cell='actions'] .previous").evaluate(
        "each => getComputedStyle(each).color"
    )
    assert colours == ["rgb(160, 44, 44)", muted, "rgb(47, 107, 82)"]
    page.get_by_role("button", name="按当期新增填写").click()
    assert table.value(page, "trademark-filed") == "−2"
    table.cell(page, "trademark-filed").focus()
    assert table.value(page, "trademark-filed") == "-2"


def test_without_scripts_inputs_hold_plain_digits(browser_of, last_period):
    with transaction.atomic():
        cast.fill(cast.report(last_period), {"actions": 1234567, "other_patent-value": 2000})
        clerk = cast.clerk(cast.unit())
    page = browser_of(clerk, java_script_enabled=False)
    page.goto(table.CHUANHUI)
    assert table.values(page, "actions", "other_patent-value") == ["1234567", "2000"]
    assert page.locator("[data-cell=actions] .beside").inner_text() == "上期 12,345\n+1,222,222"
    assert table.total(page, "value") == "2,000"
