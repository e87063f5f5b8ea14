"""A clerk without a mouse: signs in, fills in, submits and signs out."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.browser.keyboard import tab_to

pytestmark = pytest.mark.browser


def test_a_quarter_by_keyboard_alone(new_context, period):
    cast.clerk(cast.unit())
    page = new_context().new_page()
    page.goto("/")
    expect(page.get_by_label("用户名")).to_be_focused()
    page.keyboard.type("411602")
    tab_to(page, "password")
    page.keyboard.type(cast.PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_title("我的任务 · 知识产权执法数据报送")

    tab_to(page, "开始填报")
    page.keyboard.press("Enter")
    expect(page).to_have_title("2021年二季度 · 川汇区 · 知识产权执法数据报送")
    table.expect_ready(page)
    tab_to(page, "actions")
    for text in ("46", "138", "12", "36", "9", "12"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    assert table.focused(page) == "geographical_indication-filed"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    for text in ("9", "15.5"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    table.expect_saved(page)

    tab_to(page, "检查并报送")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="是，空白格按 0 报送")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".standing .status")).to_have_text("已报送")
    report = cast.report(period)
    assert report.status == "submitted"
    assert {name: figure for name, figure in report.figures.cells.items() if figure} == {
        "actions": 46,
        "officers": 138,
        "market_actions": 12,
        "market_officers": 36,
        "key_markets": 9,
        "trademark-filed": 12,
        "trademark-closed": 9,
        "trademark-value": Decimal("15.5"),
    }

    tab_to(page, "退出")
    page.keyboard.press("Enter")
    expect(page).to_have_title("登录 · 知识产权执法数据报送")


def test_the_first_stop_leads_past_the_head(clerk, period):
    clerk.goto(table.CHUANHUI)
    clerk.keyboard.press("Tab")
    expect(clerk.get_by_role("link", name="跳到正文")).to_be_focused()
    expect(clerk.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    clerk.keyboard.press("Enter")
    tab_to(clerk, "cut_off_on", most=1)
