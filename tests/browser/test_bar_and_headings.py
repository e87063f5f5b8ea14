"""The bar and the headings: in view at every size, and never over the cell that is typed in."""

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser

# 1366×768 with a browser's own bars, 1280×600, 1366×768 at 200 %, 1280×600 at 200 %, a narrow window.
SIZES = [(1366, 625), (1280, 600), (683, 384), (640, 300), (420, 768)]
# How much of the focused cell's box is covered, at its top or its bottom, by what stays in view.
COVERED = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect();
  const cell = document.activeElement.closest(".cell");
  const own = (y) => cell.contains(document.elementFromPoint(box.x + box.width / 2, y));
  return [box.bottom <= bar.top, own(box.top + 3), own(box.bottom - 3)].includes(false);
}"""
# What heading stands at the top of the window.
AT_THE_TOP = """() => {
  const {left, width} = document.querySelector(".sheet.cases").getBoundingClientRect();
  const element = document.elementFromPoint(left + width / 3, 3);
  return element.closest("th") ? element.closest("th").firstChild.textContent.trim() : element.className;
}"""


@pytest.fixture
def page(browser_of, second_period):
    page = browser_of(cast.clerk(cast.unit()))
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    return page


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize(
    ("first", "key"), [("actions", "Tab"), ("other_patent-value", "Shift+Tab")]
)
def test_the_focused_cell_is_never_covered(page, width, height, first, key):
    page.set_viewport_size({"width": width, "height": height})
    table.cell(page, first).focus()
    covered = []
    for _ in range(95):
        name = table.focused(page)
        if name in ("cut_off_on", "version", None):
            break
        if page.evaluate("document.activeElement.matches('.cell input')"):
            covered += [name] if page.evaluate(COVERED) else []
        page.keyboard.press(key)
    assert covered == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_state_and_the_button_that_reports_stay_in_view(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    for name in ("actions", "trademark-foreign", "other_patent-foreign_recovered"):
        table.cell(page, name).focus()
        expect(table.state(page)).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("button", name="检查并报送")).to_be_in_viewport(ratio=1)
    bar = page.locator(".bar").bounding_box()
    assert bar["y"] + bar["height"] == height
    assert bar["height"] <= 90


@pytest.mark.parametrize(
    ("width", "heading"), [(1280, "涉案金额"), (683, "其他专利案件"), (420, "其他专利案件")]
)
def test_what_a_figure_is_of_stays_in_view(page, width, heading):
    page.set_viewport_size({"width": width, "height": 400})
    table.cell(page, "other_patent-foreign_recovered").focus()
    assert page.evaluate(AT_THE_TOP) == heading


def test_one_filled_button_and_the_rest_in_a_menu(page):
    bar = page.locator(".bar")
    assert bar.locator(".btn-primary:visible").all_inner_texts() == ["检查并报送"]
    assert bar.locator(".btn:visible").all_inner_texts() == ["更多", "保存", "检查并报送"]
    menu = bar.locator("details")
    table.in_menu(page, "打印")
    assert menu.locator("li").all_inner_texts() == [
        "下载表格",
        "导入表格",
        "打印",
        "复制全表",
        "报送记录",
    ]
    page.keyboard.press("Escape")
    expect(menu).to_have_js_property("open", False)
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(menu).to_have_js_property("open", True)
    table.cell(page, "actions").click()
    expect(menu).to_have_js_property("open", False)
    assert table.focused(page) == "actions"


def test_the_focus_that_goes_elsewhere_closes_the_menu(page):
    table.in_menu(page, "报送记录")
    for _ in range(6):
        page.keyboard.press("Tab")
    expect(page.locator("#save")).to_be_focused()
    expect(page.locator(".bar details")).to_have_js_property("open", False)


def test_the_page_to_read_has_one_filled_button_too(page, second_period):
    cast.submit(cast.report(second_period))
    page.goto(table.CHUANHUI)
    bar = page.locator(".bar")
    expect(bar.get_by_role("button", name="打印")).to_be_visible()
    assert bar.locator(".btn-primary").all_inner_texts() == ["打印"]
    assert bar.locator(".btn:visible").all_inner_texts() == ["更多", "报送回执", "撤回修改", "打印"]
    bar.locator("summary").click()
    assert bar.locator("li").all_inner_texts() == ["下载表格", "复制全表", "报送记录"]


def test_the_switch_says_how_the_table_is_filled_in(page):
    switch = page.get_by_role("group", name="填报方式：累计数")
    pressed = switch.locator("[aria-pressed=true]")
    assert switch.get_by_role("button").all_inner_texts() == ["按累计数填写", "按当期新增填写"]
    expect(pressed).to_have_text("按累计数填写")
    pressed.click()  # is so already
    expect(page.locator("#entry-name")).to_have_text("累计数")
    page.get_by_role("button", name="按当期新增填写").click()
    switch = page.get_by_role("group", name="填报方式：当期新增")
    expect(switch.locator("[aria-pressed=true]")).to_have_text("按当期新增填写")
    expect(switch.locator("[aria-pressed=false]")).to_have_text("按累计数填写")
