"""Without scripts every page still works: saving, checking, submitting, only slower."""

import re
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser_of, period):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=False)
    page.goto(table.CHUANHUI)
    return page


@pytest.fixture
def in_second_period(browser_of, second_period):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=False)
    page.goto(table.CHUANHUI)
    return page


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def save(page):
    press(page, "保存")
    expect(page.locator(".message.success")).to_have_text("已保存。")


def filled(period):
    figures = cast.report(period).figures.cells
    return {name: figure for name, figure in figures.items() if figure is not None}


def test_filling_in_and_saving(page, period):
    table.cell(page, "trademark-filed").fill("1,200")
    table.cell(page, "other_patent-value").fill("0.5")
    save(page)
    assert table.value(page, "trademark-filed") == "1200"
    assert table.total(page, "filed") == "1,200"
    assert filled(period) == {"trademark-filed": 1200, "other_patent-value": Decimal("0.5")}


def test_enter_in_a_cell_saves_and_does_not_submit(page, period):
    table.cell(page, "trademark-filed").fill("12")
    table.cell(page, "trademark-filed").press("Enter")
    expect(page.locator(".message.success")).to_have_text("已保存。")
    assert filled(period) == {"trademark-filed": 12}
    assert cast.report(period).status == "draft"


def test_a_bad_value_stays_in_its_cell_and_the_rest_is_saved(page, period):
    table.cell(page, "trademark-filed").fill("12")
    table.cell(page, "trademark-closed").fill("9.5")
    press(page, "保存")
    expect(page.locator(".message.error")).to_have_text(
        "有 1 处没有保存。其余的已保存；请改正标出的各处。"
    )
    expect(page.locator(".finding")).to_have_text(
        "商标侵权案件 · 结案填写有误“9.5”不是整数，此格应填以件计的整数，例如 12，不能有小数。"
    )
    assert table.value(page, "trademark-closed") == "9.5"
    assert filled(period) == {"trademark-filed": 12}
    table.cell(page, "trademark-closed").fill("9")
    save(page)
    assert filled(period) == {"trademark-filed": 12, "trademark-closed": 9}


def test_typing_only_what_is_new(in_second_period, second_period):
    page = in_second_period
    table.cell(page, "trademark-filed").fill("12")
    press(page, "按当期新增填写")
    assert table.value(page, "trademark-filed") == "2"
    table.cell(page, "trademark-filed").fill("4")
    table.cell(page, "trademark-value").fill("0.2")
    save(page)
    assert table.values(page, "trademark-filed", "trademark-value") == ["4", "0.2"]
    assert table.beside(page, "trademark-filed") == "累计 14"
    assert filled(second_period) == {"trademark-filed": 14, "trademark-value": Decimal("0.3")}
    press(page, "按累计数填写")
    assert table.values(page, "trademark-filed", "trademark-value") == ["14", "0.3"]
    assert table.beside(page, "trademark-value") == "+0.2"


def test_no_button_promises_what_only_a_script_does(in_second_period):
    in_second_period.goto(f"{table.CHUANHUI}?entry=increment")
    filling = in_second_period.locator(".filling .btn:visible").all_inner_texts()
    assert filling == ["按累计数填写", "按当期新增填写", "本期无新增"]
    in_second_period.locator(".bar summary").click()
    bar = in_second_period.locator(".bar :is(summary, a, button):visible").all_inner_texts()
    assert bar == ["更多", "下载表格", "导入表格", "报送记录", "保存", "检查并报送"]


def test_submitting_asks_about_blanks_first(page, period):
    table.cell(page, "actions").fill("46")
    table.cell(page, "officers").fill("92")
    press(page, "检查并报送")
    expect(page.locator(".question p").first).to_have_text("尚有 91 个空白格，是否按 0 报送？")
    assert cast.report(period).status == "draft"
    assert filled(period) == {"actions": 46, "officers": 92}
    press(page, "是，空白格按 0 报送")
    expect(page.locator(".standing .status")).to_have_text("已报送")
    expect(page.locator("#table-form")).to_have_count(0)
    assert cast.report(period).status == "submitted"
    press(page, "撤回修改")
    expect(page.locator(".message.success")).to_have_text(
        "已撤回，可以继续修改；修改后请重新报送。"
    )
    assert table.value(page, "actions") == "46"


def test_an_empty_table_is_a_confirmed_zero_report(page, period):
    press(page, "检查并报送")
    press(page, "确认零报告，报送")
    expect(page.locator(".bar .state")).to_have_text(re.compile(r"报送（零报告）$"))
    assert cast.report(period).is_zero_report is True


def test_what_cannot_be_true_stops_submission_and_keeps_everything(page, period):
    table.cell(page, "actions").fill("3")
    table.cell(page, "market_actions").fill("5")
    press(page, "检查并报送")
    expect(page.locator(".message.error")).to_have_text(
        "暂不能报送。有 1 处强制性审核未通过，请改正后再报送。填好的内容已保存。逐处查看"
    )
    expect(page.locator(".finding.mandatory b a")).to_have_text("实体经济执法行动")
    assert filled(period) == {"actions": 3, "market_actions": 5}
    table.cell(page, "market_actions").fill("")
    table.cell(page, "officers").fill("6")
    press(page, "检查并报送")
    expect(page.locator(".question p").first).to_have_text("尚有 91 个空白格，是否按 0 报送？")


def test_what_is_unusual_is_explained(page, period):
    for name, text in {"actions": "3", "officers": "6", "trademark-closed": "2"}.items():
        table.cell(page, name).fill(text)
    press(page, "检查并报送")
    page.locator("[name='reason-D1-trademark-closed']").select_option(label="含上年结转")
    page.locator("[name='text-D1-trademark-closed']").fill("核实无误")
    press(page, "检查并报送")
    expect(page.locator("[id='state-D1-trademark-closed']")).to_contain_text("只写了 4 个字")
    page.locator("[name='text-D1-trademark-closed']").fill("含上年结转的 2 件")
    press(page, "检查并报送")
    press(page, "是，空白格按 0 报送")
    expect(page.locator(".standing .status")).to_have_text("已报送")
    expect(page.locator(".explanations")).to_contain_text("含上年结转的 2 件")


def test_two_people_s_cells_are_put_together(page, period):
    cast.fill(cast.report(period), {"officers": 92})
    table.cell(page, "actions").fill("46")
    save(page)
    assert table.values(page, "actions", "officers", "filled_by") == ["46", "92", "填报员甲"]
    assert filled(period) == {"actions": 46, "officers": 92}


def test_what_both_have_changed_is_decided_cell_by_cell(page, period):
    cast.fill(cast.report(period), {"trademark-filed": 20, "trademark-closed": 5})
    for name, text in {"trademark-filed": "12", "trademark-closed": "6", "actions": "46"}.items():
        table.cell(page, name).fill(text)
    press(page, "检查并报送")
    rows = page.locator("#conflict tbody tr")
    expect(rows).to_have_count(2)
    assert [row.split("\t")[:3] for row in rows.all_inner_texts()] == [
        ["商标侵权案件 · 立案", "12", "20"],
        ["商标侵权案件 · 结案", "6", "5"],
    ]
    assert filled(period) == {"trademark-filed": 20, "trademark-closed": 5, "actions": 46}
    assert table.values(page, "trademark-filed", "trademark-closed") == ["12", "6"]
    rows.first.get_by_label("保留我填的").check()
    press(page, "按所选保存")
    expect(rows).to_have_count(1)
    rows.first.get_by_label("采用系统中的").check()
    press(page, "按所选保存")
    expect(page.locator(".message.success")).to_have_text("已保存。")
    assert filled(period) == {"trademark-filed": 12, "trademark-closed": 5, "actions": 46}
    assert cast.report(period).status == "draft"
