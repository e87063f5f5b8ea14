"""是否已含 at the browser: answered by keyboard, saved by itself, and 上期 follows without reloading."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.browser.barriers import complaints, sideways
from tests.statistics.merging import NAME, QUESTION, filled, heir, merged

pytestmark = pytest.mark.browser
YES, NO = f"input[name='{NAME}'][value=yes]", f"input[name='{NAME}'][value=no]"


@pytest.fixture
def world(live_server):
    with transaction.atomic():
        merged()
        filled(13)


@pytest.fixture
def page(world, clerk):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def previous(page, name="trademark-filed") -> str:
    return page.locator(f"[data-cell='{name}'] .previous").inner_text()


@pytest.mark.parametrize("width", [1366, 420])
def test_answered_by_keyboard_it_is_saved_and_the_last_period_follows(page, width):
    page.set_viewport_size({"width": width, "height": 768})
    expect(page.get_by_role("group", name=QUESTION)).to_be_visible()
    assert (complaints(page), sideways(page), previous(page)) == ([], 0, "上期 10")
    page.locator(YES).focus()
    page.keyboard.press("Space")
    table.expect_saved(page)
    expect(page.locator("#previous-name")).to_have_text("上期：一季度，含原淮阳区市场监督管理局")
    beside = (
        previous(page),
        table.beside(page, "trademark-filed"),
        table.total_beside(page, "filed"),
    )
    assert beside == ("上期 17", "−4", "−4")
    assert (complaints(page), sideways(page)) == ([], 0)
    page.keyboard.press("ArrowRight")
    table.expect_saved(page)
    expect(page.locator("#previous-name")).to_have_text("上期：一季度")
    page.reload()
    expect(page.locator(NO)).to_be_checked()
    assert previous(page) == "上期 10"


def test_what_was_typed_as_new_stays_the_same_figure(page):
    page.get_by_role("button", name="按当期新增填写").click()
    assert table.value(page, "trademark-filed") == "3"
    page.locator(YES).check()
    expect(table.cell(page, "trademark-filed")).to_have_value("−4")
    table.type(page, "trademark-filed", "5")
    table.save(page)
    assert table.beside(page, "trademark-filed") == "累计 22"
    assert heir().figures["trademark-filed"] == 22


def test_without_an_answer_the_page_leads_to_the_question(page):
    page.get_by_role("button", name="检查并报送").click()
    expect(page.get_by_role("alert").first).to_contain_text(f"请先回答：{QUESTION}")
    assert complaints(page) == []
    page.get_by_role("link", name="去回答").click()
    assert page.evaluate("document.activeElement.id") == "inclusions"
    page.locator(NO).check()
    table.expect_saved(page)
    page.get_by_role("button", name="检查并报送").click()
    expect(page.get_by_role("button", name="是，空白格按 0 报送")).to_be_visible()


def test_a_copy_left_in_the_browser_has_the_answer_too(page):
    page.route("**/q2/", lambda route: route.abort() if _saves(route) else route.continue_())
    page.locator(YES).check()
    expect(table.state(page)).to_contain_text("未保存")
    page.goto(table.CHUANHUI)
    expect(page.locator(YES)).not_to_be_checked()
    page.get_by_role("button", name="恢复").click()
    expect(page.locator(YES)).to_be_checked()


def _saves(route) -> bool:
    return route.request.method == "POST"


def test_without_scripts(world, browser_of):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=False)
    page.goto(table.CHUANHUI)
    page.locator(YES).check()
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(YES)).to_be_checked()
    assert previous(page) == "上期 17"
