"""Submitting the table: what a script stops it does itself, and what it cannot do it does not stop."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser


@pytest.fixture
def page(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    table.type(clerk, "key_markets", "46")
    return clerk


def expect_saved_anew(page, period):
    """The whole form was posted, and the page came back."""
    expect(page.locator(".state")).to_contain_text("已保存")
    expect(page.locator("form#table-form[data-was-here]")).to_have_count(0)
    assert cast.report(period).figures["key_markets"] == 46


def mark(page):
    page.evaluate("document.getElementById('table-form').dataset.wasHere = 'yes'")


def test_where_a_submission_cannot_be_repeated_the_browser_reports(page, period):
    page.evaluate("HTMLFormElement.prototype.requestSubmit = undefined")
    page.get_by_role("button", name="检查并报送").click()
    page.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(page.locator(".message.success")).to_contain_text("已报送2021年二季度的统计表")
    assert cast.report(period).figures["key_markets"] == 46


def test_where_no_button_is_known_the_browser_saves(page, period):
    mark(page)
    page.evaluate("document.getElementById('table-form').requestSubmit()")
    expect_saved_anew(page, period)


def test_the_button_of_an_earlier_press_is_not_taken_for_this_one(page, period):
    page.evaluate(
        """() => {
          const submit = document.getElementById("submit");
          submit.addEventListener("click", (event) => event.preventDefault(), {once: true});
          submit.click();
        }"""
    )
    mark(page)
    page.locator("h1").click()
    page.evaluate("document.getElementById('table-form').requestSubmit()")
    expect_saved_anew(page, period)
    assert cast.report(period).status == "draft"


def test_enter_on_the_button_reports_too(page):
    page.get_by_role("button", name="检查并报送").press("Enter")
    expect(page.locator(".question")).to_contain_text("是否按 0 报送？")
