"""The quarter's work from end to end: two units report, the city reviews and adds up."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.browser
_ = None

# Each line is typed with Enter after every figure: across, then down each column in turn.
CHUANHUI_ACTIONS = "46 138 12 36 9"
# 商标侵权, 地理标志, 官方标志, 商标代理, 其他商标, 假冒专利, 专利代理, 其他专利; - is left blank.
CHUANHUI_COLUMNS = """
    21    1   - - - 2   0 1
    9     1   - - - 2   0 1
    35.6  0.8 - - - 1.2 0 0.5
    18.25 0.4 - - - 0.3 0 0
    6.5   0   - - - 0   0 2.05
    1     0   - - - 0   0 0
    3     0   - - - 0   0 0
    2     0   - - - 0   0 0
    4     1   - - - 0   0 0
    1     0   - - - 0   0 0
    0.5   0   - - - 0   0 0
"""
HUAIYANG = {
    "actions": "30",
    "officers": "75",
    "market_actions": "5",
    "market_officers": "10",
    "key_markets": "4",
    "trademark-filed": "8",
    "trademark-closed": "8",
    "trademark-value": "12.4",
    "trademark-penalty": "7.75",
    "trademark-recovered": "0.000001",
    "trademark-ecommerce": "2",
    "trademark-key_market": "1",
    "trademark-rural_market": "3",
    "official_sign-filed": "1",
    "official_sign-closed": "1",
    "official_sign-value": "0.35",
    "official_sign-penalty": "0.1",
    "official_sign-rural_market": "1",
    "other_trademark-filed": "3",
    "other_trademark-closed": "2",
    "other_trademark-value": "4.05",
    "other_trademark-penalty": "1.1",
    "other_trademark-ecommerce": "1",
}
REASON = "商标侵权立案 21 件与案卷 12 件不符，请核对"


def sign_in(page, name):
    page.goto("/")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(cast.PASSWORD)
    page.keyboard.press("Enter")


def type_with_enter(page, lines):
    table.expect_ready(page)
    table.cell(page, "actions").focus()
    for text in lines.split():
        if text != "-":
            page.keyboard.type(text)
        page.keyboard.press("Enter")
    table.expect_saved(page)


def report_to_the_city(page, question, more=""):
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator(".question p").first).to_have_text(question)
    page.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(page.locator(".message.success")).to_have_text(
        f"已报送2021年二季度的统计表，等待市局审核。{more}请打印盖章后留存。"
    )
    expect(page.locator(".standing .status")).to_have_text("已报送")


def open_review(page, unit):
    page.locator("#places").get_by_role("link", name="工作台").click()
    page.locator(".matrix").get_by_role("link", name=f"{unit} 已报送").click()
    expect(page.locator(".head .status")).to_have_text("已报送")


def approve(page, unit):
    open_review(page, unit)
    page.get_by_role("button", name="审核通过").click()
    expect(page.locator(".messagelist")).to_have_text(f"{unit}：已审核通过。")


def printed(page) -> bytes:
    return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)


def download(page) -> bytes:
    with page.expect_download() as downloading:
        page.get_by_role("link", name="下载汇总表（Excel）").click()
    name = "2021年二季度知识产权执法数据汇总表（只汇总已审核）.xlsx"
    assert downloading.value.suggested_filename == name
    return Path(downloading.value.path()).read_bytes()


@pytest.fixture
def people(new_context, period):
    """川汇区, 淮阳区 and the city, each before a browser of their own that nobody is signed in to."""
    cast.clerk(cast.unit(cast.CHUANHUI))
    cast.clerk(cast.unit(cast.HUAIYANG))
    city = cast.reviewer()
    city.is_staff = True
    city.save()
    return [new_context().new_page() for _ in range(3)]


def test_a_quarter(people):
    chuanhui, huaiyang, city = people

    # 川汇区 fills in its table and reports.
    sign_in(chuanhui, "411602")
    chuanhui.get_by_role("link", name="开始填报").click()
    type_with_enter(chuanhui, CHUANHUI_ACTIONS + CHUANHUI_COLUMNS)
    assert [table.total(chuanhui, column) for column in ("filed", "value", "penalty")] == [
        *("25", "38.1", "18.95"),
    ]
    report_to_the_city(chuanhui, "尚有 33 个空白格，是否按 0 报送？")

    # The city gives it back and says why.
    sign_in(city, "city")
    expect(city.locator(".standing .line")).to_have_text("已审核 0 · 待审核 1 · 退回 0 · 未报送 1")
    open_review(city, "川汇区市场监督管理局")
    city.get_by_label("退回的原因").fill(REASON)
    city.get_by_role("button", name="退回").click()
    expect(city.locator(".messagelist")).to_have_text("川汇区市场监督管理局：已退回。")

    # The clerk reads it, corrects the figure, reports again and prints.
    chuanhui.get_by_role("link", name="我的任务").click()
    expect(chuanhui.locator(".reason")).to_have_text(f"退回原因：{REASON}")
    chuanhui.get_by_role("link", name="去改正").click()
    expect(chuanhui.locator(".message.warning p").first).to_have_text(f"市局退回：{REASON}")
    table.expect_ready(chuanhui)
    table.type(chuanhui, "trademark-filed", "12")
    report_to_the_city(chuanhui, "尚有 33 个空白格，是否按 0 报送？", "共改 1 格。")
    pdf = printed(chuanhui)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", pdf) == [(b"841", b"594")]  # A4, lying
    # The outline holds the page's heading.
    assert "2021年知识产权执法数据统计表".encode("utf-16-be").hex().upper().encode() in pdf

    # The city sees what was corrected and approves.
    open_review(city, "川汇区市场监督管理局")
    expect(city.locator(".edition").first.locator(".changes")).to_have_text(
        "商标侵权案件 · 立案：21 → 12"
    )
    approve(city, "川汇区市场监督管理局")

    # The second unit reports and is approved.
    sign_in(huaiyang, "411603")
    huaiyang.get_by_role("link", name="开始填报").click()
    table.expect_ready(huaiyang)
    for name, text in HUAIYANG.items():
        table.cell(huaiyang, name).fill(text)
    table.expect_saved(huaiyang)
    report_to_the_city(huaiyang, "尚有 70 个空白格，是否按 0 报送？")
    approve(city, "淮阳区市场监督管理局")

    # The city takes the sum.
    city.locator("#places").get_by_role("link", name="工作台").click()
    expect(city.locator(".standing .line")).to_have_text("已审核 2 · 待审核 0 · 退回 0 · 未报送 0")
    rows = xlsx.rows(xlsx.read(download(city))["汇总表"])
    assert rows[2] == [
        *("执法行动数据", "开展执法行动（次）", 76, "出动执法人员（人次）", 213),
        *("实体经济执法行动（次）", 17, "实体经济出动执法人员（人次）", 46),
        *("辖区重点实体经济市场数量（个）", 13, _),
    ]
    assert rows[5:14] == [
        ["商标侵权案件", 20, 17, 48, 26, 6.500001, 1, 5, 3, 7, 1, 0.5],
        ["地理标志案件", 1, 1, 0.8, 0.4, 0, 0, 0, 0, 1, 0, 0],
        ["官方标志、特殊标志和奥林匹克标志案件", 1, 1, 0.35, 0.1, 0, 0, 0, 0, 1, 0, 0],
        ["商标代理案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["其他商标案件", 3, 2, 4.05, 1.1, 0, 0, 1, 0, 0, 0, 0],
        ["假冒专利案件", 2, 2, 1.2, 0.3, 0, 0, 0, 0, 0, 0, 0],
        ["专利代理案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["其他专利案件", 1, 1, 0.5, 0, 2.05, 0, 0, 0, 0, 0, 0],
        ["合计", 28, 24, 54.9, 27.9, 8.550001, 1, 6, 3, 9, 1, 0.5],
    ]
