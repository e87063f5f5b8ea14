"""Saving while people type: nothing is lost to a dead line, a crash, a timeout or a colleague."""

import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser


@pytest.fixture
def page(clerk, period):
    clerk.goto(table.CHUANHUI)
    return clerk


def filed(period):
    """川汇区's stored 商标侵权 立案 and 结案."""
    figures = cast.report(period).figures
    return figures["trademark-filed"], figures["trademark-closed"]


def copies(page):
    """How many copies of unsaved typing this browser keeps."""
    return page.evaluate("Object.keys(localStorage).length")


def no_answer(page):
    """The line dies after the request has arrived: the server saves, the page never hears of it."""

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/q2/", lose, times=1)


# --- A good day ----------------------------------------------------------------------------------


def test_typing_is_saved_when_it_pauses(page, period):
    expect(table.state(page)).to_have_text("尚未填写")
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("正在保存…")
    assert copies(page) == 1
    table.expect_saved(page)
    assert filed(period) == (12, None)
    assert copies(page) == 0
    page.reload()
    assert table.value(page, "trademark-filed") == "12"
    expect(table.state(page)).to_have_text(re.compile(r"^已保存 (\d+年)?\d+月\d+日 \d\d:\d\d$"))


def test_a_bad_cell_is_named_and_the_others_are_saved(page, period):
    table.type(page, "trademark-filed", "12")
    table.type(page, "trademark-closed", "11x")
    expect(table.state(page)).to_have_text(table.saved_except(1))
    problem = "“11x”不是数字，此格应填以件计的整数，例如 12；没有就留空。"
    expect(page.locator("#trademark-closed-problem")).to_have_text(problem)
    expect(table.cell(page, "trademark-closed")).to_have_accessible_description(problem)
    expect(page.locator(".finding p")).to_have_text(problem)
    assert filed(period) == (12, None)
    page.locator("#told-trademark").get_by_role("link", name="商标侵权案件 · 结案").click()
    assert table.focused(page) == "trademark-closed"
    table.type(page, "trademark-closed", "11")
    table.expect_saved(page)
    expect(page.locator(".finding")).to_have_count(0)
    assert filed(period) == (12, 11)


def test_what_cannot_be_true_is_marked_and_listed_while_typing(page):
    table.type(page, "actions", "3")
    table.type(page, "market_actions", "5")
    expect(page.locator(".finding.mandatory")).to_have_text(
        "实体经济执法行动强制性审核 现填 5 次，应不超过开展执法行动 3 次，多 2 次。"
        "前者是后者的一部分，请核对两格中填错的一个。"
    )
    expect(page.locator("[data-cell=market_actions]")).to_have_class(re.compile("level-mandatory"))
    expect(page.locator("[data-cell=actions]")).to_have_class(re.compile("level-mandatory"))
    table.type(page, "market_actions", "2")
    expect(page.locator(".finding")).to_have_count(0)
    expect(page.locator(".level-mandatory")).to_have_count(0)


# --- A dead line ---------------------------------------------------------------------------------


def test_offline_and_back(page, period):
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，网络不通，正在重试")
    page.get_by_role("button", name="检查并报送").click()
    expect(page).to_have_title("2021年二季度 · 川汇区 · 知识产权执法数据报送")
    assert copies(page) == 1
    page.context.set_offline(False)
    table.expect_saved(page)
    assert filed(period) == (12, None)
    assert cast.report(period).status == "draft"


def test_a_lost_answer_is_not_taken_for_a_colleague(page, period):
    no_answer(page)
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，网络不通，正在重试")
    assert filed(period) == (12, None)
    table.type(page, "trademark-closed", "9")
    page.keyboard.press("Control+s")
    table.expect_saved(page)
    expect(page.locator("#conflict")).to_have_text("")
    assert filed(period) == (12, 9)


# --- A crash -------------------------------------------------------------------------------------


def test_a_crash_loses_nothing(page, period):
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    table.type(page, "trademark-closed", "9")
    expect(table.state(page)).to_have_text("未保存，网络不通，正在重试")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(table.CHUANHUI)
    assert filed(period) == (None, None)
    expect(page.locator("#notice p")).to_have_text(
        re.compile(r"^本机留有 \d+月\d+日 \d+:\d\d 未保存的内容（2 格与系统中不同）。恢复放弃$")
    )
    page.get_by_role("button", name="恢复").click()
    assert table.values(page, "trademark-filed", "trademark-closed") == ["12", "9"]
    table.expect_saved(page)
    assert filed(period) == (12, 9)
    assert copies(page) == 0


def test_what_a_crash_left_can_be_given_up(page, period):
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto(table.CHUANHUI)
    page.get_by_role("button", name="放弃").click()
    assert table.value(page, "trademark-filed") == ""
    assert copies(page) == 0
    page.reload()
    expect(page.locator("#notice")).to_be_hidden()
    assert filed(period) == (None, None)


def test_the_next_account_on_the_same_pc_is_offered_nothing(page, browser_of, period):
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，网络不通，正在重试")
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    neighbour = browser_of(cast.clerk(cast.unit(cast.HUAIYANG))).context
    context.add_cookies(neighbour.cookies())
    page = context.new_page()
    page.goto(table.HUAIYANG)
    expect(page.locator("#notice")).to_be_hidden()
    assert table.value(page, "trademark-filed") == ""


# --- An expired session --------------------------------------------------------------------------


def test_signing_in_again_in_a_second_tab_saves_what_was_typed(page, period):
    Session.objects.all().delete()
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，登录已过期。您填的内容已留在本机 重新登录")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="重新登录").click()
    second = opened.value
    second.get_by_label("用户名").fill("411602")
    second.get_by_label("密码").fill(cast.PASSWORD)
    second.get_by_role("button", name="登录").click()
    expect(second).to_have_title("2021年二季度 · 川汇区 · 知识产权执法数据报送")
    second.close()
    page.bring_to_front()
    # Chromium without a window does not tell a page that it has come to the front.
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    table.expect_saved(page)
    assert filed(period) == (12, None)
    assert copies(page) == 0
