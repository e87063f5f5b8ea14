"""Every page for everyone: axe finds nothing, narrow screens scroll one way only."""

from decimal import Decimal

import pytest
from django.db import transaction
from playwright.sync_api import expect

from statistics.totals.consolidate import Scope
from tests import cast
from tests.browser import table
from tests.browser.barriers import complaints, sideways
from tests.statistics.admin.totals.issuing import approved, issued
from tests.statistics.intake import mailed

pytestmark = pytest.mark.browser

REVIEW = "/admin/statistics/report/"
CONSOLIDATION = "/admin/statistics/consolidation/2021/q2/"


@pytest.fixture
def reports(second_period):
    """川汇区 is at work on the second quarter; 淮阳区's table waits for the city."""
    with transaction.atomic():
        huaiyang = cast.report(second_period, cast.HUAIYANG)
        cast.fill(huaiyang, {"actions": 30, "trademark-filed": 8})
        cast.submit(huaiyang)
        return {"411602": cast.report(second_period), "411603": huaiyang}


@pytest.fixture
def city(browser_of, reports):
    return browser_of(cast.reviewer())


@pytest.fixture
def sysadmin(browser_of):
    return browser_of(cast.administrator())


def complaints_of(page, addresses) -> dict[str, list[str]]:
    """Only of those pages that have any; a page must answer as expected to count."""
    found = {}
    for address, heading in addresses.items():
        page.goto(address)
        expect(page.locator("h1").last).to_have_text(heading)
        found[address] = complaints(page)
    return {address: texts for address, texts in found.items() if texts}


def test_signing_in_and_the_error_page(new_context):
    page = new_context().new_page()
    addresses = {"/accounts/login/?next=/guide/": "登录", "/nowhere/": "页面不存在"}
    assert complaints_of(page, addresses) == {}


def test_the_clerks_pages(clerk, reports):
    addresses = {
        "/": "我的任务",
        "/guide/": "填报说明",
        "/accounts/password_change/": "更改密码",
        "/accounts/password_change/done/": "密码已更改",
        table.CHUANHUI: "2021年知识产权执法数据统计表 · 二季度",
        f"{table.CHUANHUI}?entry=increment": "2021年知识产权执法数据统计表 · 二季度",
        f"{table.CHUANHUI}editions/": "报送记录 · 川汇区 2021年二季度",
        "/reports/411602/2021/q1/": "2021年知识产权执法数据统计表 · 一季度",
        "/reports/411602/2021/q1/editions/": "报送记录 · 川汇区 2021年一季度",
        "/reports/411602/2021/q1/editions/compare/": "比较版本 · 川汇区 2021年一季度",
        "/reports/411602/2021/q1/receipt/": "报送回执 · 川汇区 2021年一季度",
    }
    assert complaints_of(clerk, addresses) == {}


def test_a_wrong_password_and_a_weak_new_one(clerk, reports):
    clerk.goto("/accounts/password_change/")
    for label, text in (("旧密码", "wrong"), ("新密码", "short"), ("再次输入新密码", "other")):
        clerk.get_by_label(label, exact=False).first.fill(text)
    clerk.get_by_role("button", name="更改密码").click()
    expect(clerk.locator(".invalid-feedback").first).to_be_visible()
    assert complaints(clerk) == []


def test_the_table_with_findings_and_a_bad_cell(clerk, reports):
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "actions", "3")
    table.type(clerk, "market_actions", "5")
    table.type(clerk, "trademark-filed", "abc")
    expect(clerk.locator(".finding")).to_have_count(3)
    expect(clerk.locator(".finding textarea")).to_have_count(1)  # fewer actions than last time
    assert complaints(clerk) == []
    clerk.emulate_media(forced_colors="active")
    table.in_menu(clerk, "打印")
    assert complaints(clerk) == []


def test_the_question_about_blanks(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "key_markets", "3")
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".question")).to_be_visible()
    assert complaints(clerk) == []


def test_a_conflict_and_a_notice(clerk, reports):
    clerk.goto(table.CHUANHUI)
    cast.fill(reports["411602"], {"trademark-filed": 20, "actions": 40})
    table.type(clerk, "actions", "46")
    table.type(clerk, "trademark-filed", "-2")
    clerk.get_by_role("button", name="按当期新增填写").click()
    expect(clerk.locator("#notice")).to_be_visible()
    expect(clerk.locator("#conflict .conflict")).to_be_visible()
    assert complaints(clerk) == []


def test_the_citys_pages(city, reports):
    period, waiting = reports["411603"].period, reports["411603"].pk
    addresses = {
        "/admin/?period=2021q2": "2021年二季度报送情况",
        REVIEW: "统计表审核",
        f"{REVIEW}{waiting}/change/": "淮阳区市场监督管理局 · 2021年二季度",
        f"{REVIEW}{reports['411602'].pk}/change/": "川汇区市场监督管理局 · 2021年二季度",
        f"{REVIEW}{waiting}/series/trademark-filed/": "商标侵权案件 · 立案（件）",
        "/admin/statistics/dashboard/?period=2021q2&scope=submitted": "2021年二季度分析",
        "/admin/statistics/dashboard/?period=2021q2&figure=key_markets": "2021年二季度分析",
        "/admin/statistics/edition/": "选择要查看的报送版本",
        f"/admin/statistics/edition/{reports['411603'].editions.last().pk}/change/": (
            "淮阳区市场监督管理局 2021年二季度 · 第1版 报送"
        ),
        CONSOLIDATION: "2021年二季度汇总表",
        f"{CONSOLIDATION}?scope=submitted": "2021年二季度汇总表",
        f"{CONSOLIDATION}actions/?scope=submitted": "开展执法行动（次）",
        "/admin/statistics/import/2021/q2/": "导入工作簿 · 2021年二季度",
        "/admin/campaigns/reportingperiod/": "选择要修改的报告期",
        f"/admin/campaigns/reportingperiod/{period.pk}/change/": "修改报告期",
        "/admin/campaigns/campaign/": "选择要修改的年度专项行动",
        f"/admin/campaigns/campaign/{period.campaign_id}/change/": "修改年度专项行动",
        f"/admin/campaigns/campaign/{period.campaign_id}/rules/": "2021年审核规则",
        "/admin/units/reportingunit/": "选择要查看的报送单位",
    }
    assert complaints_of(city, addresses) == {}


def issued_total(reports):
    """The second quarter issued with what waits for review; then that table is given back."""
    with transaction.atomic():
        total = issued(reports["411603"].period, Scope.SUBMITTED, note="报省局")
        cast.send_back(cast.report(total.period, cast.HUAIYANG))
        cast.submit(cast.report(total.period))
    return total


@pytest.mark.parametrize("width", [1366, 420])
def test_issuing_and_what_was_issued(city, reports, width):
    total = issued_total(reports)
    approved(cast.open_period(2020, 2))
    city.set_viewport_size({"width": width, "height": 768})
    addresses = {
        "/admin/?period=2021q2": "2021年二季度报送情况",
        CONSOLIDATION: "2021年二季度汇总表",
        f"{CONSOLIDATION}?scope=submitted": "2021年二季度汇总表",
        f"{CONSOLIDATION}?scope=submitted&measure=new": "2021年二季度汇总表",
        f"/admin/statistics/consolidation/issued/{total.pk}/": "2021年二季度汇总表 第 1 号",
    }
    assert complaints_of(city, addresses) == {}
    for address in addresses:
        city.goto(address)
        for folded in city.locator("details > summary").all():
            if folded.is_visible() and folded.evaluate("it => !it.closest('.definition')"):
                folded.click()
        assert (address, complaints(city), sideways(city)) == (address, [], 0)


@pytest.mark.parametrize("width", [1366, 320])
def test_the_confirmation_of_a_total(city, reports, width):
    city.set_viewport_size({"width": width, "height": 768})
    city.goto("/admin/statistics/consolidation/2021/q2/?scope=submitted")
    city.get_by_role("button", name="发布汇总表").click()
    expect(city.get_by_role("heading", level=1)).to_have_text("发布汇总表：请确认")
    assert (complaints(city), sideways(city)) == ([], 0)


def test_the_confirmation_of_a_return(city, reports):
    city.goto(f"{REVIEW}?status=submitted")
    city.locator("#action-toggle").check()
    city.get_by_label("操作：").select_option(label="退回所选的统计表")
    city.get_by_role("button", name="执行").click()
    expect(city.locator("h1").last).to_have_text("退回：请确认")
    assert complaints(city) == []


@pytest.mark.parametrize("width", [1366, 420])
def test_rules_that_are_refused_and_rules_that_are_kept(city, reports, width):
    city.set_viewport_size({"width": width, "height": 768})
    campaign = reports["411602"].period.campaign
    city.goto(f"/admin/campaigns/campaign/{campaign.pk}/rules/")
    city.get_by_label("每案不超过").fill("50000")
    city.get_by_label("D1 结案不超过立案：级别").select_option("提示")
    city.get_by_role("button", name="保存审核规则").click()
    expect(city.locator(".errornote")).to_contain_text("有 1 项不能这样设置")
    assert (complaints(city), sideways(city)) == ([], 0)
    city.get_by_role("link", name="M3").click()
    city.get_by_label("每案不超过").fill("80")
    city.get_by_label("修改原因").fill("省局来函")
    city.get_by_role("button", name="保存审核规则").click()
    expect(city.locator(".edition h3").first).to_have_text("第 2 版")
    assert (complaints(city), sideways(city)) == ([], 0)


@pytest.mark.parametrize("width", [1366, 420])
def test_two_versions_compared(browser_of, city, reports, width):
    with transaction.atomic():
        huaiyang = reports["411603"]
        cast.send_back(huaiyang)
        cast.fill(huaiyang, {"actions": 999999999, "trademark-value": Decimal("999999999.999999")})
        cast.submit(huaiyang)
        clerk = browser_of(cast.clerk(huaiyang.unit))
    own = "/reports/411603/2021/q2/editions/"
    for page, address in (
        (clerk, own),
        (clerk, f"{own}compare/?old=1&new=3"),
        (clerk, f"{own}compare/?old=1&new=9"),
        (city, f"{REVIEW}{huaiyang.pk}/editions/compare/?old=1&new=3"),
        (city, f"{REVIEW}{huaiyang.pk}/editions/compare/"),
    ):
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(address)
        expect(page.get_by_role("button", name="比较")).to_be_visible()
        assert (complaints(page), sideways(page)) == ([], 0)


@pytest.mark.parametrize("width", [1366, 420])
def test_importing_mailed_workbooks(city, reports, width):
    city.set_viewport_size({"width": width, "height": 768})
    city.goto("/admin/statistics/import/2021/q2/")
    files = {
        "川汇区.xlsx": mailed.attachment(reports["411602"], {"actions": 46}),
        "淮阳区.xlsx": mailed.attachment(reports["411603"], {"actions": 46}),
    }
    chosen = [{"name": name, "mimeType": "", "buffer": data} for name, data in files.items()]
    city.get_by_label("工作簿，或者一个 zip 压缩包").set_input_files(chosen)
    city.get_by_role("button", name="检查").click()
    expect(city.locator("h1").last).to_have_text("核对要导入的工作簿 · 2021年二季度")
    assert (complaints(city), sideways(city)) == ([], 0)
    city.get_by_role("button", name="接收").click()
    expect(city.locator("h1").last).to_have_text("导入结果 · 2021年二季度")
    expect(city.locator(".verdict")).to_have_text("已导入")
    assert (complaints(city), sideways(city)) == ([], 0)


def test_the_administrators_pages(sysadmin, reports):
    unit = reports["411602"].unit
    addresses = {
        "/admin/": "系统管理",
        "/admin/units/user/": "选择要修改的账户",
        "/admin/units/user/add/": "新增账户",
        f"/admin/units/user/{cast.clerk(unit).pk}/change/": "修改账户",
        f"/admin/units/user/{cast.clerk(unit).pk}/password/": "重设密码：411602",
        f"/admin/units/reportingunit/{unit.pk}/change/": "修改报送单位",
    }
    assert complaints_of(sysadmin, addresses) == {}


@pytest.mark.parametrize("width", [1366, 420])
def test_a_clerks_page_never_scrolls_sideways(clerk, reports, width):
    clerk.set_viewport_size({"width": width, "height": 768})
    addresses = [
        *("/", "/guide/", "/accounts/password_change/", "/nowhere/", table.CHUANHUI),
        *(f"{table.CHUANHUI}editions/", "/reports/411602/2021/q1/"),
        *("/reports/411602/2021/q1/editions/", "/reports/411602/2021/q1/receipt/"),
    ]
    widths = {}
    for address in addresses:
        clerk.goto(address)
        widths[address] = sideways(clerk)
    assert widths == dict.fromkeys(addresses, 0)


@pytest.mark.parametrize("width", [1366, 420])
def test_nor_does_it_with_all_that_can_happen_on_it(clerk, reports, width):
    clerk.set_viewport_size({"width": width, "height": 768})
    clerk.goto(table.CHUANHUI)
    table.type(clerk, "actions", "3")
    table.type(clerk, "market_actions", "999999999")
    table.type(clerk, "trademark-value", "123456789.123456")
    expect(clerk.locator(".finding")).to_have_count(2)
    cast.fill(cast.report(reports["411602"].period), {"trademark-filed": 20})
    table.type(clerk, "trademark-filed", "999999999")
    table.type(clerk, "trademark-foreign_recovered", "abc")
    expect(clerk.locator("#conflict .conflict")).to_be_visible()
    assert sideways(clerk) == 0


def test_the_whole_table_stands_above_the_bar(clerk, reports):
    clerk.goto(table.CHUANHUI)
    bottom = clerk.locator(".sheet tfoot").bounding_box()
    bar = clerk.locator(".bar").bounding_box()
    assert clerk.evaluate("window.scrollY") == 0
    assert bottom["y"] + bottom["height"] <= bar["y"]
    assert bar["y"] + bar["height"] == 768


def test_a_narrow_screen_names_every_cell(clerk, reports):
    clerk.set_viewport_size({"width": 420, "height": 768})
    clerk.goto(table.CHUANHUI)
    heading = clerk.locator("[data-cell=trademark-filed]").evaluate(
        "cell => getComputedStyle(cell, '::before').content"
    )
    assert heading == '"立案（件）"'
    expect(clerk.get_by_role("textbox", name="商标侵权案件 · 立案（件）")).to_be_visible()
