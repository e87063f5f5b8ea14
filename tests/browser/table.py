"""The words of the tests about the table page: its cells, its totals, its state line.

table.type(page, "trademark-filed", "10")
table.expect_saved(page)
"""

import re

from playwright.sync_api import Locator, Page, expect

CHUANHUI = "/reports/411602/2021/q2/"
HUAIYANG = "/reports/411603/2021/q2/"
SAVED = re.compile(r"^已保存 \d\d:\d\d$")


def expect_ready(page: Page) -> None:
    """The scripts have started: the last of them shows the button that needs one."""
    expect(page.locator("[data-print]")).to_have_js_property("hidden", False)


def in_menu(page: Page, name: str) -> Locator:
    """A link or button of the bar's menu, which is opened."""
    menu = page.locator(".bar details")
    if menu.get_attribute("open") is None:
        menu.locator("summary").click()
    return menu.locator("li > *").filter(has_text=name)


def cell(page: Page, name: str) -> Locator:
    """The input of a cell, or one of the two fields above the table."""
    return page.locator(f"input[name='{name}']")


def type(page: Page, name: str, text: str) -> None:
    """Type over what the cell holds."""
    cell(page, name).select_text()
    page.keyboard.type(text)


def value(page: Page, name: str) -> str:
    return cell(page, name).input_value()


def values(page: Page, *names: str) -> list[str]:
    return [value(page, name) for name in names]


def beside(page: Page, name: str) -> str:
    """The increment beside a cell; the cumulative figure when increments are typed."""
    return page.locator(f"[data-cell='{name}'] .increment").inner_text()


def total(page: Page, column: str) -> str:
    return page.locator(f"[data-total='{column}'] output").inner_text()


def total_beside(page: Page, column: str) -> str:
    return page.locator(f"[data-total='{column}'] .increment").inner_text()


def focused(page: Page) -> str:
    """The name of the input that has the caret."""
    return page.evaluate("document.activeElement.name")


def state(page: Page) -> Locator:
    return page.locator("#save-state")


def expect_state(page: Page, text) -> None:
    expect(state(page)).to_have_text(text)


def expect_saved(page: Page) -> None:
    """The server has everything that was typed."""
    expect_state(page, SAVED)


def save(page: Page) -> None:
    """Save now; without this the page waits until typing pauses."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Control+s")
    expect_saved(page)


def saved_except(number: int) -> re.Pattern:
    """The state line when so many cells hold no figure."""
    return re.compile(rf"^已保存 \d\d:\d\d，有 {number} 格不是数字，没有保存$")
