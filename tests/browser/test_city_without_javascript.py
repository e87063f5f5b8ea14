"""The section's own acts without scripts: a return taken back, a total that asks before it goes."""

import pytest
from playwright.sync_api import expect

from statistics.models import Consolidation
from tests import cast
from tests.statistics.admin.city import review_page

pytestmark = pytest.mark.browser

TOTAL = "/admin/statistics/consolidation/2021/q2/"


@pytest.fixture
def report(period):
    report = cast.report(period)
    cast.fill(report, {"actions": 46, "officers": 92})
    cast.submit(report)
    return report


@pytest.fixture
def city(browser_of, report):
    return browser_of(cast.reviewer(), java_script_enabled=False)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def test_a_return_is_taken_back_and_the_table_approved(city, report):
    city.goto(review_page(report))
    city.get_by_label("退回的原因").fill("请核对立案数")
    press(city, "退回")
    expect(city.locator(".head .status")).to_have_text("已退回")
    city.get_by_label("撤销退回的原因（选填）").fill("误退")
    press(city, "撤销退回")
    expect(city.locator(".head .status")).to_have_text("已报送")
    expect(city.locator("article.edition h3").first).to_have_text("第 3 版 · 撤销退回")
    press(city, "审核通过")
    expect(city.locator(".head .status")).to_have_text("已审核")


def test_a_total_is_issued_only_after_it_was_confirmed(city, report):
    cast.approve(report)
    city.goto(TOTAL)
    city.get_by_label("说明").fill("报省局")
    press(city, "发布汇总表")
    expect(city.get_by_role("heading", level=1)).to_have_text("发布汇总表：请确认")
    expect(city.locator("[aria-labelledby='missing']")).to_contain_text(
        "淮阳区市场监督管理局（未报送）"
    )
    assert Consolidation.objects.count() == 0
    city.get_by_role("link", name="取消，返回汇总表").click()
    expect(city.get_by_role("heading", level=1)).to_have_text("2021年二季度汇总表")
    city.get_by_label("说明").fill("报省局")
    press(city, "发布汇总表")
    press(city, "确认发布第 1 号")
    expect(city.get_by_role("heading", level=1)).to_contain_text("第 1 号")
    assert [total.note for total in Consolidation.objects.all()] == ["报省局"]
