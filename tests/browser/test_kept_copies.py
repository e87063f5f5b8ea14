"""What a shared PC keeps of unsaved typing: nobody else reads it, and its owner loses nothing."""

import json

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.browser.test_expired_session import sign_in_again
from units.sessions import SEEN

pytestmark = pytest.mark.browser
OFFLINE = "未保存，网络不通；正在重试"
ASKED = (
    "本机还留有 1 张表未保存的内容，退出后将予删除，不能恢复。"
    "如需保留，请返回打开该表，保存后再退出。 返回继续填报 删除并退出"
)
NO_CRYPTOGRAPHY = "Object.defineProperty(window.crypto, 'subtle', {value: undefined});"


@pytest.fixture
def page(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def storage(page) -> dict:
    return page.evaluate("({...localStorage})")


def type_offline(page) -> None:
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "31415")
    expect(table.state(page)).to_contain_text(OFFLINE)
    page.wait_for_function("Object.keys(localStorage).length === 1")


def half_an_hour_passes() -> None:
    for session in Session.objects.all():
        kept = session.get_decoded()
        kept[SEEN] -= 31 * 60
        session.session_data = Session.objects.encode(kept)
        session.save()


def test_it_is_not_readable(page):
    type_offline(page)
    ((key, text),) = storage(page).items()
    assert key.startswith("zkreport:")
    assert set(json.loads(text)) == {"at", "page", "locked"}
    assert "31415" not in text
    assert "trademark" not in text


def test_a_session_that_ended_loses_nothing(page, period):
    type_offline(page)
    half_an_hour_passes()
    page.context.set_offline(False)
    expect(table.state(page)).to_contain_text("登录已过期。您填的内容已留在本机")
    context = page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(table.CHUANHUI)
    sign_in_again(page, cast.CHUANHUI)
    expect(page.locator("[data-notice=kept]")).to_contain_text("未保存的内容（1 格与系统中不同）。")
    page.get_by_role("button", name="恢复").click()
    table.expect_saved(page)
    assert cast.report(period).figures["trademark-filed"] == 31415
    assert storage(page) == {}


def test_a_reset_ends_it(page, live_server):
    account = cast.clerk(cast.unit())
    type_offline(page)
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    account.shut_copies()
    page = context.new_page()
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    page.wait_for_function("Object.keys(localStorage).length === 0")
    expect(page.locator("[data-notice=kept]")).to_have_count(0)
    assert table.value(page, "trademark-filed") == ""


def test_without_cryptography_nothing_is_kept_and_it_is_said(browser_of, period):
    page = browser_of(cast.clerk(cast.unit()))
    page.add_init_script(NO_CRYPTOGRAPHY)
    page.goto(table.CHUANHUI)
    page.context.set_offline(True)
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text(f"{OFFLINE}。本机不留副本，请不要关闭本页")
    assert storage(page) == {}
    page.context.set_offline(False)
    table.expect_saved(page)


# --- Signing out ---------------------------------------------------------------------------------


def test_signing_out_saves_first_and_leaves_nothing(page, period):
    table.type(page, "trademark-filed", "12")
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("登录")
    assert cast.report(period).figures["trademark-filed"] == 12
    assert storage(page) == {}


def test_signing_out_asks_where_something_is_not_saved(page, period):
    type_offline(page)
    page.get_by_role("button", name="退出").click()
    question = page.locator("#sign-out-question")
    expect(question).to_have_text(ASKED)
    page.get_by_role("button", name="返回继续填报").click()
    expect(question).to_be_hidden()
    assert len(storage(page)) == 1
    page.context.set_offline(False)
    table.expect_saved(page)


def test_it_is_removed_from_another_page_too(page, period):
    type_offline(page)
    context = page.context
    page.close(run_before_unload=False)
    context.set_offline(False)
    page = context.new_page()
    page.goto("/guide/")
    page.get_by_role("button", name="退出").click()
    expect(page.locator("#sign-out-question")).to_have_text(ASKED)
    page.get_by_role("button", name="删除并退出").click()
    expect(page.locator("h1")).to_have_text("登录")
    assert storage(page) == {}
    assert cast.report(period).figures["trademark-filed"] is None


def test_back_after_signing_out_shows_no_page_of_before(page):
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("登录")
    page.go_back()
    expect(page.locator("h1")).to_have_text("登录")
