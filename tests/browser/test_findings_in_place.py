"""What is asked stands under the row that it is about, and comes without disturbing who types."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser

ODD = {"actions": "20", "officers": "40", "trademark-filed": "1", "trademark-closed": "3"}
ODD |= {"trademark-value": "9"}  # more closed than filed, which is to be explained
# Of every input that can be marked, and of the totals: what is seen of the mark, and what is heard.
MARKS = """() => Object.fromEntries([...document.querySelectorAll(
  ".cell[data-cell], .cell[data-total], #cut_off_on, #filled_by"
)].map((box) => {
  const input = box.matches("input") ? box : box.querySelector("input, output");
  return [input.id, [box.className, ...["aria-invalid", "aria-describedby"].map((name) => input.getAttribute(name))]];
}))"""


@pytest.fixture
def page(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def fill(page, figures, *, unread=0):
    """Typed and saved, but for so many texts that are no figures."""
    for name, text in figures.items():
        table.cell(page, name).fill(text)
    table.cell(page, "actions").focus()
    page.keyboard.press("Control+s")
    table.expect_state(page, table.saved_except(unread) if unread else table.SAVED)


def top(locator) -> float:
    return locator.bounding_box()["y"]


def count(page):
    return page.locator("#open-count")


def under(page, place: str) -> list[str]:
    """The titles of what is told right under a row."""
    row = page.locator(f"#told-{place}")
    return row.locator(".says a").all_inner_texts()


def test_each_stands_under_its_row(page):
    fill(page, ODD | {"market_actions": "30", "trademark-penalty": "abc"}, unread=1)
    assert under(page, "actions") == ["实体经济执法行动"]
    assert under(page, "trademark") == ["商标侵权案件 · 罚没款金额", "商标侵权案件 · 结案"]
    row, told = page.locator("[data-category='商标侵权案件']"), page.locator("#told-trademark")
    box = row.bounding_box()
    assert abs(box["y"] + box["height"] - top(told)) <= 1
    assert told.locator("textarea").count() == 1
    for empty in ("geographical_indication", "total"):
        expect(page.locator(f"tr:has(> td > #told-{empty})")).to_be_hidden()


def test_of_the_day_it_stands_under_the_head(page, period):
    page.locator("#cut_off_on").fill("2021-06-20")
    page.locator("#cut_off_on").evaluate("day => { day.min = ''; day.value = '2021-07-01'; }")
    fill(page, {"actions": "1"})
    assert under(page, "head") == ["统计截止日"]
    expect(page.locator("#cut_off_on")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#cut_off_on")).to_have_accessible_description(
        re.compile("现填 2021年7月1日，应在 2021年4月1日至2021年6月30日之间")
    )


@pytest.mark.parametrize("scrolled", [0, 40])
@pytest.mark.parametrize("width", [1366, 420])
def test_the_cell_that_is_typed_in_keeps_its_place(page, scrolled, width):
    page.set_viewport_size({"width": width, "height": 600})
    for name, text in ODD.items():
        table.cell(page, name).fill(text)
    table.cell(page, "other_patent-filed").focus()
    page.evaluate(f"window.scrollBy(0, {scrolled})")
    before = top(table.cell(page, "other_patent-filed"))
    page.keyboard.type("1")
    expect(page.locator("#told-trademark .finding")).to_be_attached()
    assert abs(top(table.cell(page, "other_patent-filed")) - before) < 1
    assert table.focused(page) == "other_patent-filed"


def test_nothing_moves_under_a_pressed_mouse(page):
    table.cell(page, "actions").fill("20")
    page.locator("#save").hover()
    page.mouse.down()
    with page.expect_response(lambda response: response.request.method == "POST"):
        table.cell(page, "market_actions").fill("30")
    table.expect_saved(page)
    expect(page.locator(".finding")).to_have_count(0)
    page.mouse.up()
    expect(page.locator(".finding.mandatory")).to_have_count(1)


def test_who_writes_an_explanation_is_not_interrupted_and_all_else_goes_on(page):
    fill(page, ODD)
    field = page.locator("#text-D1-trademark-closed")
    page.locator("#reason-D1-trademark-closed").select_option(label="含上年结转")
    field.focus()
    field.evaluate("field => { window.writtenIn = field; }")
    page.keyboard.type("含上年结转的")
    table.cell(page, "market_actions").evaluate("""input => {
      input.value = "30";
      input.dispatchEvent(new Event("input", {bubbles: true}));
    }""")
    expect(page.locator("#told-actions .finding.mandatory")).to_have_count(1)
    page.keyboard.type("2件")
    expect(page.locator("#state-D1-trademark-closed")).to_have_text("已说明，随表报送。")
    expect(count(page)).to_have_text("1 处需要核实")  # the figures of the first row
    assert page.evaluate("document.activeElement === window.writtenIn")
    assert field.input_value() == "含上年结转的2件"
    table.expect_saved(page)


def test_count_and_the_way_through_by_key(page):
    expect(count(page)).to_be_hidden()
    page.keyboard.press("F8")  # nothing to go to
    fill(page, ODD | {"other_patent-filed": "x"}, unread=1)
    expect(count(page)).to_have_text("2 处需要核实")
    explained, unread = (
        page.locator("#finding-D1-trademark-closed"),
        page.locator("#problem-other_patent-filed"),
    )
    table.cell(page, "actions").focus()
    for key, link in (("F8", explained), ("F8", unread), ("F8", explained), ("Shift+F8", unread)):
        page.keyboard.press(key)
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert table.focused(page) == "other_patent-filed"
    page.keyboard.type("0")
    expect(count(page)).to_have_text("1 处需要核实")
    count(page).click()
    expect(explained).to_be_focused()
    table.type(page, "trademark-closed", "1")
    expect(count(page)).to_be_hidden()


def test_a_refused_submission_begins_at_the_gravest(page):
    fill(page, ODD | {"trademark-recovered": "1", "trademark-foreign_recovered": "2"})
    page.keyboard.press("Control+Enter")
    expect(page.locator(".message.error")).to_contain_text("有 1 处强制性审核未通过")
    gravest = page.locator("#finding-B6-trademark-foreign_recovered")
    expect(gravest).to_be_focused()
    expect(gravest).to_be_in_viewport()
    page.get_by_role("link", name="逐处查看").click()
    expect(gravest).to_be_focused()


def test_server_and_script_mark_alike(browser_of, second_period):
    page = browser_of(cast.clerk(cast.unit()))
    page.goto(f"{table.CHUANHUI}?checked=on")
    table.expect_ready(page)
    totals = {f"{row}-filed": "1" for row in ("trademark", "other_patent")}
    fill(page, ODD | totals | {"market_actions": "30", "trademark-ecommerce": "50"})
    expect(page.locator(".total.level-explain").first).to_be_attached()
    by_script = page.evaluate(MARKS)
    page.goto(f"{table.CHUANHUI}?checked=on")
    assert page.evaluate(MARKS) == by_script
    assert by_script["trademark-closed"][0] == "cell level-explain"
    assert by_script["market_actions"][:2] == ["cell level-mandatory", "true"]
    assert by_script["actions"][2].split()[-1] == "actions-previous"
    assert by_script["total-ecommerce"][0] == "cell total level-explain"


def test_what_is_heard_of_a_cell(browser_of, second_period):
    page = browser_of(cast.clerk(cast.unit()))
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    cell = table.cell(page, "trademark-closed")
    expect(cell).to_have_accessible_name("商标侵权案件 · 结案（件）")
    expect(cell).to_have_accessible_description("上期 6")
    fill(page, {"trademark-filed": "10", "trademark-closed": "12"})
    expect(cell).to_have_accessible_description(
        "商标侵权案件 · 结案核实性审核 现填 12 件，应不超过立案 10 件，多 2 件。"
        "请核对两格；含上年结转的，写明件数。 上期 6"
    )


def test_levels_in_words_without_colours(browser_of, period):
    page = browser_of(cast.clerk(cast.unit()), forced_colors="active")
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    fill(page, ODD | {"market_actions": "30", "trademark-penalty": "abc"}, unread=1)
    read = "cell => getComputedStyle(cell, '::after').content"
    names = ("market_actions", "trademark-closed", "trademark-penalty", "officers")
    marks = [page.locator(f"[data-cell='{name}']").evaluate(read) for name in names]
    assert marks == ['"强制"', '"核实"', '"有误"', "none"]
