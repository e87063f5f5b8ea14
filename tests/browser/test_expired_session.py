"""Signing in again leads back to the page that was left, never to an address that only posts."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.statistics.admin import city

pytestmark = pytest.mark.browser
TITLE = "2021年二季度 · 川汇区 · 知识产权执法数据报送"


def sign_in_again(page, name):
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(cast.PASSWORD)
    page.get_by_role("button", name="登录").click()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_clerk_who_submits_too_late(browser_of, period, java_script_enabled):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=java_script_enabled)
    page.goto(table.CHUANHUI)
    Session.objects.all().delete()
    page.get_by_role("button", name="检查并报送").click()
    sign_in_again(page, "411602")
    expect(page).to_have_title(TITLE)
    expect(table.cell(page, "actions")).to_be_visible()


def test_a_question_that_is_opened_again(clerk, period):
    clerk.goto(table.CHUANHUI)
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".question")).to_be_visible()
    again = clerk.context.new_page()
    again.goto(clerk.url)  # as a browser does with its tabs after a restart
    expect(again).to_have_title(TITLE)
    expect(again.locator(".question")).to_have_count(0)


def test_a_reviewer_who_decides_too_late(browser_of, live_server):
    report = city.submitted_report()
    page = browser_of(cast.reviewer())
    page.goto(city.review_page(report))
    Session.objects.all().delete()
    page.get_by_role("button", name="审核通过").click()
    sign_in_again(page, "city")
    expect(page.locator("h1").last).to_have_text("川汇区市场监督管理局 · 2021年二季度")
    report.refresh_from_db()
    assert report.status == "submitted"
