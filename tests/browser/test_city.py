"""The city's pages in a browser: nothing sticks out, every barrier that axe knows is absent, no mouse."""

import pytest
from django.db import transaction

from tests import cast
from tests.browser.barriers import complaints, sideways
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city

pytestmark = pytest.mark.browser

CONSOLIDATION = "/admin/statistics/consolidation/2021/q2/"


@pytest.fixture
def period(live_server):
    """川汇区 waits for review, 淮阳区 was given its table back."""
    with transaction.atomic():
        period = cast.open_period()
        for code in (CHUANHUI, HUAIYANG):
            report = cast.report(period, code)
            cast.fill(report, {"actions": 46, "trademark-filed": 10})
            cast.submit(report)
        cast.send_back(report)
    return period


def pages(period) -> list[str]:
    reports = [cast.report(period, code) for code in (CHUANHUI, HUAIYANG)]
    edition = reports[0].editions.first()
    return [
        city.BOARD,
        city.LIST,
        *map(city.review_page, reports),
        f"{CONSOLIDATION}?scope=submitted",
        f"{CONSOLIDATION}filed/?scope=submitted",
        f"/admin/statistics/report/{reports[0].pk}/series/filed/",
        "/admin/statistics/dashboard/?period=2021q2&scope=submitted",
        "/admin/statistics/dashboard/?period=2021q2&figure=actions",
        "/admin/statistics/edition/",
        f"/admin/statistics/edition/{edition.pk}/change/",
        "/admin/campaigns/reportingperiod/",
        f"/admin/campaigns/reportingperiod/{period.pk}/change/",
        f"/admin/campaigns/campaign/{period.campaign_id}/change/",
        "/admin/units/reportingunit/",
    ]


@pytest.mark.parametrize("width", [1366, 420])
def test_pages_of_the_section(browser_of, period, width):
    page = browser_of(cast.reviewer())
    page.set_viewport_size({"width": width, "height": 768})
    for address in pages(period):
        page.goto(address)
        assert (address, complaints(page)) == (address, [])
        assert (address, sideways(page)) == (address, 0)


@pytest.mark.parametrize("width", [1366, 420])
def test_pages_of_the_administrator(browser_of, period, width):
    clerk = cast.clerk(cast.unit())
    page = browser_of(cast.administrator())
    page.set_viewport_size({"width": width, "height": 768})
    for address in (
        "",
        "user/",
        "user/add/",
        f"user/{clerk.pk}/change/",
        f"user/{clerk.pk}/password/",
    ):
        page.goto(f"/admin/units/{address}")
        assert (address, complaints(page)) == (address, [])


def test_returning_several_from_the_list_by_keyboard(browser_of, period):
    page = browser_of(cast.reviewer())
    page.goto(f"{city.LIST}?status=submitted")
    page.locator("#action-toggle").press("Space")
    page.locator("select[name=action]").select_option("return_reports")
    page.locator("button[name=index]").press("Enter")
    page.wait_for_selector("h1:has-text('退回：请确认')")
    assert complaints(page) == []
    page.get_by_label("原因").press_sequentially("请核对立案数")
    page.get_by_role("button", name="退回 1 张").press("Enter")
    page.wait_for_selector(".messagelist li")
    assert page.locator(".messagelist li").all_inner_texts() == ["川汇区市场监督管理局：已退回。"]


def test_a_refused_return_keeps_the_reader_at_the_page(browser_of, period):
    page = browser_of(cast.reviewer())
    page.goto(city.review_page(cast.report(period, CHUANHUI)))
    page.get_by_role("button", name="退回").press("Enter")
    page.wait_for_selector(".errornote")
    assert page.locator(".errornote").inner_text() == (
        "没有执行：请写明原因，以便填报单位据此修改。"
    )
    assert complaints(page) == []
