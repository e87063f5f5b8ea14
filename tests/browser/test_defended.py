"""Figures that can be defended: a fall, its explanation, a remark, acceptance, issue and 更正件."""

from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.browser
UNIT = "川汇区市场监督管理局"
# The first quarter had 20 actions and 10 cases filed; FIRST_QUARTER in conftest.py.
SECOND_QUARTER = {
    "actions": "19",
    "officers": "40",
    "key_markets": "12",
    "trademark-filed": "10",
    "trademark-closed": "12",
    "trademark-value": "5",
    "official_sign-filed": "1",
    "official_sign-value": "0.2",
}


@pytest.fixture
def city(browser_of):
    with transaction.atomic():
        account = cast.reviewer()
    return browser_of(account)


def explain(page, check, reason, text):
    page.locator(f"[name='reason-{check}']").select_option(label=reason)
    page.locator(f"[name='text-{check}']").fill(text)


def told(page, check):
    return page.locator(f"[id='state-{check}']")


def press_submit(page):
    page.get_by_role("button", name="检查并报送").click()


def review(page, unit=UNIT):
    page.goto("/admin/?period=2021q2")
    page.locator(".matrix").get_by_role("link", name=f"{unit} 已报送").click()


def download(page, name):
    with page.expect_download() as downloading:
        page.get_by_role("link", name=name).click()
    return Path(downloading.value.path()).read_bytes()


def test_figures_that_can_be_defended(second_period, clerk, city):
    # 川汇区 types fewer actions than last time, and more cases closed than filed.
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    for name, text in SECOND_QUARTER.items():
        table.cell(clerk, name).fill(text)
    table.expect_saved(clerk)
    expect(told(clerk, "D1-trademark-closed")).to_have_text("请选择说明类别，写明情况。")
    press_submit(clerk)
    expect(clerk.locator(".message.error")).to_contain_text("有 2 处需要核实")

    # 核实无误 is no explanation; what was written stays.
    explain(clerk, "D1-trademark-closed", "含上年结转", "经核实数据无误")
    clerk.keyboard.press("Tab")
    expect(told(clerk, "D1-trademark-closed")).to_contain_text("未说明原因")
    explain(clerk, "D1-trademark-closed", "含上年结转", "含上年结转 2 件")
    clerk.keyboard.press("Tab")
    expect(told(clerk, "D1-trademark-closed")).to_have_text("已说明，随表报送。")

    # The fall is a mistake of the first quarter.
    explain(clerk, "Q1-actions", "更正上期", "一季度把一次检查算了两遍")
    clerk.locator("[name='right-Q1-actions']").fill("19")
    clerk.keyboard.press("Tab")
    expect(told(clerk, "Q1-actions")).to_have_text("已说明，随表报送。这一条还须市局审核人认可。")
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    expect(clerk.locator("[name='text-Q1-actions']")).to_have_value("一季度把一次检查算了两遍")
    press_submit(clerk)
    clerk.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(clerk.locator(".standing .status")).to_have_text("已报送")

    # The city looks at a cell's series, and gives the table back with a remark at a cell.
    review(city)
    expect(city.locator(".finding.explain")).to_have_count(2)
    city.locator("[data-cell='actions'] .figure a").click()
    expect(city.locator("dialog[open]")).to_contain_text("一季度")
    city.keyboard.press("Escape")
    city.get_by_label("退回的原因").fill("请核对立案数")
    city.get_by_label("退回批注 1：哪一格").fill("商标侵权案件 · 立案")
    city.get_by_label("退回批注 1：要核对什么").fill("与文书台账 11 件不符")
    city.get_by_role("button", name="退回", exact=True).click()
    expect(city.locator(".messagelist")).to_have_text(f"{UNIT}：已退回。")

    # The remark stands at its cell; the same table is not taken again.
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    expect(clerk.locator("[data-cell='trademark-filed'] .remark")).to_have_text(
        "批注 与文书台账 11 件不符"
    )
    press_submit(clerk)
    clerk.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(clerk.locator(".conflict")).to_contain_text("退回之后这张表没有任何改动")
    table.expect_ready(clerk)
    table.type(clerk, "trademark-filed", "11")
    press_submit(clerk)
    clerk.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(clerk.locator(".message.success")).to_contain_text("批注的 1 格中 1 格已改。")

    # Approval waits for the reviewer's acceptance of the correction.
    review(city)
    expect(city.locator("[aria-labelledby='since-review']")).to_contain_text(
        "批注的 1 格中 1 格已改。"
    )
    city.get_by_role("button", name="审核通过").click()
    expect(city.locator(".errornote")).to_contain_text("有 1 条情况说明须由审核人认可")
    city.get_by_label("开展执法行动：现填 19 次").check()
    city.get_by_role("button", name="审核通过").click()
    expect(city.locator(".head .status")).to_have_text("已审核")
    expect(city.locator(".finding.explain .said").last).to_contain_text("市局审核员认可")

    # The total is issued; its workbook tells the correction of the first quarter.
    total = "/admin/statistics/consolidation/2021/q2/"
    city.goto(total)
    city.get_by_role("button", name="发布汇总表").click()
    city.get_by_role("button", name="确认发布").click()
    expect(city.get_by_role("heading", level=1)).to_contain_text("第 1 号")
    city.goto(total)
    first = download(city, "下载第 1 号")
    standing = [row[0] for row in xlsx.rows(xlsx.read(first)["报送情况"])]
    correction = "开展执法行动上期原报 20，应为 19（一季度把一次检查算了两遍）"
    assert f"更正上期：{UNIT}，{correction}" in standing

    # Later the city has a figure corrected.
    city.goto("/admin/?period=2021q2")
    city.locator(".matrix").get_by_role("link", name=f"{UNIT} 已审核").last.click()
    city.get_by_label("退回更正的原因").fill("涉案金额有误")
    city.get_by_role("button", name="退回更正", exact=True).click()
    expect(city.locator(".head .status")).to_have_text("已退回")
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    table.type(clerk, "trademark-value", "6.5")
    press_submit(clerk)
    clerk.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(clerk.locator(".standing .status")).to_have_text("已报送")
    review(city)
    city.get_by_label("开展执法行动：现填 19 次").check()
    city.get_by_role("button", name="审核通过").click()
    expect(city.locator(".head .status")).to_have_text("已审核")
    city.goto("/admin/?period=2021q2")
    expect(city.locator(".standing")).to_contain_text("发布后有 1 个单位的数据有变动")

    # A 更正件 says what changed, old and new; the first one is the same bytes as ever.
    city.goto(total)
    city.get_by_label("更正原因").fill("川汇区涉案金额更正")
    city.get_by_role("button", name="发布汇总表").click()
    city.get_by_role("button", name="确认发布").click()
    expect(city.get_by_role("heading", level=1)).to_contain_text("第 2 号")
    city.goto(total)
    assert download(city, "下载第 1 号") == first
    rows = xlsx.rows(xlsx.read(download(city, "下载第 2 号"))["更正说明"])
    changed = [row for row in rows if row and row[0] and "商标侵权案件 · 涉案金额" in str(row)]
    assert changed
    assert [5, 6.5, 1.5] in [
        [cell for cell in row if isinstance(cell, int | float)] for row in changed
    ]
