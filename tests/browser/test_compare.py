"""Comparing two versions, by keyboard and without JavaScript."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast

pytestmark = pytest.mark.browser
EDITIONS = "/reports/411602/2021/q2/editions/"


@pytest.fixture
def three_editions(period):
    with transaction.atomic():
        report = cast.report(period)
        cast.fill(report, {"actions": 40})
        cast.submit(report)
        cast.send_back(report)
        cast.fill(report, {"actions": 46})
        cast.submit(report)


@pytest.mark.parametrize("javascript", [True, False])
def test_two_versions_are_chosen_and_compared_by_keyboard(browser_of, three_editions, javascript):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=javascript)
    page.goto(EDITIONS)
    page.get_by_label("原版本").focus()
    page.keyboard.press("ArrowUp")  # from the first version to the second, which is the same
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="比较")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("比较版本 · 川汇区 2021年二季度")
    assert page.url.endswith(f"{EDITIONS}compare/?old=2&new=3")
    expect(page.locator(".figures tbody tr")).to_have_text(["开展执法行动（次）4046+6"])


def test_on_a_narrow_screen_every_figure_says_its_version(browser_of, three_editions):
    page = browser_of(cast.clerk(cast.unit()))
    page.set_viewport_size({"width": 420, "height": 768})
    page.goto(f"{EDITIONS}compare/?old=1&new=3")
    labels = page.locator(".figures tbody td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert labels == ['"第 1 版："', '"第 3 版："', '"差额："']


def test_on_paper_there_is_nothing_but_the_comparison(browser_of, three_editions):
    page = browser_of(cast.clerk(cast.unit()))
    page.goto(f"{EDITIONS}compare/?old=1&new=3")
    page.emulate_media(media="print")
    for hidden in (".top", ".back", "form.choose"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("table.about")).to_be_visible()
