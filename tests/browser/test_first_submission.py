"""How much a first submission takes: every key from signing in to the receipt, and no click."""

import pytest
from playwright.sync_api import expect

from tests import cast

pytestmark = pytest.mark.browser

ACTIONS = ["46", "138", "12", "36", "9"]
TRADEMARK = ["21", "9", "35.6", "18.25", "6.5", "1", "3", "2", "4", "1", "0.5"]
COUNTERFEIT = ["2", "2", "1.2", "0.3", "0", "0", "0", "0", "0", "0", "0"]


class Hands:
    """A clerk at the keyboard; `keys` are those pressed so far."""

    def __init__(self, page):
        self.page, self.keys = page, 0

    def press(self, key, times=1):
        for _ in range(times):
            self.page.keyboard.press(key)
        self.keys += times

    def type(self, text):
        self.page.keyboard.type(text)
        self.keys += len(text)

    def tab_to(self, selector):
        is_there = "selector => document.activeElement.matches(selector)"
        while not self.page.evaluate(is_there, selector):
            self.press("Tab")

    def type_row(self, texts, key="Tab"):
        for text in texts:
            self.type(text)
            self.press(key)


def test_a_first_submission_is_counted_in_keys(new_context, period):
    cast.clerk(cast.unit())
    page = new_context().new_page()
    page.goto("/")
    clerk = Hands(page)
    expect(page.get_by_label("用户名")).to_be_focused()
    clerk.type("411602")
    clerk.tab_to("#id_password")
    clerk.type(cast.PASSWORD)
    clerk.press("Enter")
    expect(page).to_have_title("我的任务 · 知识产权执法数据报送")
    signed_in = clerk.keys

    clerk.tab_to("a.btn")
    clerk.press("Enter")
    expect(page.locator("[data-print]")).to_have_js_property("hidden", False)
    clerk.tab_to("#actions")
    arrived = clerk.keys

    clerk.type_row(ACTIONS, key="Enter")
    clerk.type_row(TRADEMARK)
    expect(page.locator("#geographical_indication-filed")).to_be_focused()
    clerk.press("ArrowDown", times=4)
    clerk.type_row(COUNTERFEIT)
    filled = clerk.keys

    clerk.press("Control+Enter")
    expect(page.get_by_role("button", name="是，空白格按 0 报送")).to_be_focused()
    clerk.press("Enter")
    expect(page.locator(".standing .status")).to_have_text("已报送")
    clerk.tab_to(".bar a[href$='receipt/']")
    clerk.press("Enter")
    expect(page.locator("h1")).to_have_text("报送回执 · 川汇区 2021年二季度")
    # Of 27 cells; 155 when it was first counted. What is put before the first cell is walked through.
    assert [signed_in, arrived, filled, clerk.keys] == [30, 52, 131, 147]
