"""Where no module can run (360's compatibility mode is Internet Explorer), one sentence says what to do."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser

SENTENCE = "请切换到极速模式或使用 Chrome 79 以上浏览器。"
REVIEWS = "/admin/statistics/report/"


def without_modules(page):
    """From here on pages come as such a browser reads them: `nomodule` means nothing to it."""

    def answer(route):
        response = route.fetch()
        route.fulfill(
            response=response, body=response.text().replace("<script nomodule ", "<script ")
        )

    page.route(re.compile(r"/(accounts/login|reports/.*|admin/.*)/$"), answer)


def test_a_clerk_is_told(clerk, period):
    without_modules(clerk)
    clerk.goto(table.CHUANHUI)
    expect(clerk.locator("#main > [role=alert]")).to_have_text(SENTENCE)


def test_the_city_is_told(browser_of, period):
    page = browser_of(cast.reviewer())
    without_modules(page)
    page.goto(REVIEWS)
    expect(page.locator("#content > [role=alert]")).to_have_text(SENTENCE)


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_nobody_else_is_told(browser_of, period, java_script_enabled):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=java_script_enabled)
    page.goto(table.CHUANHUI)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(SENTENCE)).to_have_count(0)


def test_browsers_with_two_engines_are_asked_for_the_newer(clerk, browser_of, period):
    for page, address in ((clerk, table.CHUANHUI), (browser_of(cast.reviewer()), REVIEWS)):
        page.goto(address)
        expect(page.locator("head > meta[name=renderer]")).to_have_attribute("content", "webkit")
