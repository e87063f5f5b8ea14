"""Pasting from Excel, WPS or LibreOffice, through the real clipboard, and taking it back."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from statistics.workbooks import layout
from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser


@pytest.fixture
def page(clerk, period):
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.goto(table.CHUANHUI)
    return clerk


def paste(page, name, text):
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    table.cell(page, name).focus()
    page.keyboard.press("Control+v")


def official_sheet(figures: dict) -> str:
    """What a spreadsheet copies of 川汇区's official table."""
    words = {
        layout.TITLE: "2021年知识产权执法数据统计表",
        layout.UNIT_NAME: "报送单位：川汇区市场监督管理局",
        layout.STATISTICS_TIME: "统计时间：2021年1月1日至6月30日",
        **layout.HEADINGS,
        **layout.NOTES_BELOW,
        **{layout.FIGURES[name]: str(figure) for name, figure in figures.items()},
    }
    rows = [[words.get(f"{letter}{row}", "") for letter in layout.LETTERS] for row in range(1, 20)]
    lines = ["\t".join(f'"{text}"' if "\n" in text else text for text in row) for row in rows]
    return "\r\n".join(lines)


def block(page, rows, columns):
    return [table.values(page, *(f"{row}-{column}" for column in columns)) for row in rows]


def notice(page):
    return page.locator("#notice p")


def said(page):
    """The notice's sentence, without its button, once the server has answered where it is asked."""
    expect(notice(page)).not_to_have_text("正在识别粘贴的内容…")
    return notice(page).evaluate("line => line.firstChild.textContent")


def test_a_block_with_thousands_separators_and_dashes(page, period):
    table.type(page, "geographical_indication-filed", "7")
    paste(page, "trademark-filed", '"1,234"\t8\t1,234.50\r\n—\t 无\t\r\n\t0\t０．５\r\n')
    rows = ["trademark", "geographical_indication", "official_sign"]
    assert block(page, rows, ["filed", "closed", "value"]) == [
        ["1234", "8", "1,234.5"],
        ["", "", ""],
        ["", "0", "0.5"],
    ]
    assert said(page) == "粘贴了 3 行 3 列；有 1 格原有数字，粘贴处为空白，已清空。"
    assert table.total(page, "value") == "1,235"
    table.expect_saved(page)
    figures = cast.report(period).figures
    assert {name: figure for name, figure in figures.cells.items() if figure is not None} == {
        "trademark-filed": 1234,
        "trademark-closed": 8,
        "trademark-value": Decimal("1234.5"),
        "official_sign-closed": 0,
        "official_sign-value": Decimal("0.5"),
    }


def test_what_lies_beyond_the_table_is_left_out_and_named(page):
    paste(page, "patent_agency-foreign", "1\t2\t3\t4\n5\t6\t7\t8\n9\t\t\t\n")
    rows = ["patent_agency", "other_patent"]
    assert block(page, rows, ["foreign", "foreign_recovered"]) == [["1", "2"], ["5", "6"]]
    assert said(page) == "粘贴了 2 行 2 列；有 1 行、2 列超出表格，没有填入。"


def test_the_action_figures_take_a_line(page):
    paste(page, "actions", "46\t138\t12\t36\t9\n")
    names = ["actions", "officers", "market_actions", "market_officers", "key_markets"]
    assert table.values(page, *names) == ["46", "138", "12", "36", "9"]
    assert said(page) == "粘贴了 1 行 5 列。"


def test_undo_gives_back_what_stood_there_but_not_over_newer_typing(page, period):
    table.type(page, "trademark-filed", "3")
    paste(page, "trademark-filed", "10\t11\n12\t13\n")
    table.type(page, "geographical_indication-closed", "99")
    page.get_by_role("button", name="撤销粘贴").click()
    rows = ["trademark", "geographical_indication"]
    assert block(page, rows, ["filed", "closed"]) == [["3", ""], ["", "99"]]
    expect(notice(page)).to_have_count(0)
    table.expect_saved(page)
    assert cast.report(period).figures["trademark-filed"] == 3


def test_labels_decide_where_rows_go_and_the_total_is_left_out(page):
    paste(
        page,
        "other_patent-foreign",
        "案件数据\t立案（件）\t结案（件）\n"
        "假冒专利案件\t2\t1\n"
        '"官方标志、特殊标志\n和奥林匹克标志案件"\t4\t3\n'
        "商标 侵权案件\t6\t5\n"
        "其他案件\t1\t1\n"
        "合 计\t12\t9\n",
    )
    rows = ["trademark", "official_sign", "counterfeit_patent", "other_patent"]
    expect(notice(page)).to_contain_text("按名称填入了 6 格。")
    assert block(page, rows, ["filed", "closed"]) == [["6", "5"], ["4", "3"], ["2", "1"], ["", ""]]
    assert table.total(page, "filed") == "12"
    assert said(page) == (
        "按名称填入了 6 格。有 1 行不是本表的案件类别，没有填入。合计由系统计算，没有填入。"
    )


def test_a_category_that_comes_twice_fills_nothing(page):
    paste(page, "trademark-filed", "商标侵权案件\t1\n商标侵权案件\t2\n")
    assert said(page) == "粘贴的内容中“商标侵权案件”不止一处，无法确定以哪一处为准，没有填入。"
    assert table.value(page, "trademark-filed") == ""


def test_headings_decide_where_columns_go(page):
    paste(page, "trademark-filed", "立案（件）\t移送司法机关案件（件）\n5\t2\n6\t1\n")
    assert said(page) == "按名称填入了 4 格。"
    rows = ["trademark", "geographical_indication"]
    assert block(page, rows, ["filed", "closed", "transferred"]) == [["5", "", "2"], ["6", "", "1"]]


def test_the_whole_sheet_fills_the_action_figures_too(page, period):
    """As Ctrl+A and Ctrl+C copy the official sheet: its title, its head, its notes."""
    table.type(page, "other_patent-filed", "7")
    paste(page, "trademark-filed", official_sheet({"actions": 46, "trademark-filed": 12}))
    assert said(page) == "按名称填入了 93 格；有 1 格原有数字，粘贴处为空白，已清空。"
    names = ["actions", "officers", "trademark-filed", "trademark-closed", "other_patent-filed"]
    assert table.values(page, *names) == ["46", "", "12", "", ""]
    table.expect_saved(page)
    page.get_by_role("button", name="撤销粘贴").click()
    assert table.values(page, *names) == ["", "", "", "", "7"]


def test_another_unit_s_sheet_is_not_taken(page):
    text = official_sheet({"actions": 46}).replace("川汇区", "淮阳区")
    paste(page, "trademark-filed", text)
    assert said(page) == (
        "粘贴的表写的报送单位是“淮阳区市场监督管理局”，不是川汇区市场监督管理局。请核对是否复制错了表。"
    )
    assert table.values(page, "actions", "trademark-filed") == ["", ""]


def test_a_block_that_is_still_being_read_is_not_left_out_of_the_report(page, period):
    """Nor reported before anybody has seen where it went."""
    answers = []
    page.route("**/paste/", lambda route: answers.append(route))
    with page.expect_request("**/paste/"):
        paste(page, "trademark-filed", "商标侵权案件\t3\t2\n")
    expect(notice(page)).to_have_text("正在识别粘贴的内容…")
    page.get_by_role("button", name="检查并报送").click()
    answers[0].continue_()
    expect(notice(page)).to_contain_text("按名称填入了 2 格。")
    table.expect_saved(page)
    figures, report = cast.report(period).figures, cast.report(period)
    assert (figures["trademark-filed"], figures["trademark-closed"]) == (3, 2)
    assert (report.status, page.locator(".question").count()) == ("draft", 0)


def test_a_block_is_not_filled_in_another_way_than_it_was_pasted(clerk, second_period):
    clerk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    clerk.goto(table.CHUANHUI)
    answers = []
    clerk.route("**/paste/", lambda route: answers.append(route))
    with clerk.expect_request("**/paste/"):
        paste(clerk, "trademark-filed", "商标侵权案件\t13\t9\n")
    clerk.get_by_role("button", name="按当期新增填写").click()
    answers[0].continue_()
    expect(notice(clerk)).to_have_text("识别粘贴的内容时，填报方式已切换，没有填入。请再粘贴一次。")
    assert table.value(clerk, "trademark-filed") == ""


def test_words_without_a_line_to_the_server_fill_nothing(page):
    page.context.set_offline(True)
    paste(page, "trademark-filed", "商标侵权案件\t1\t2\n")
    assert said(page) == (
        "粘贴的内容带有文字，须由系统判断填入何处，而现在连不上系统，没有填入。"
        "请稍后再粘贴，或只复制数字部分。"
    )
    paste(page, "trademark-filed", "1\t2\n")
    assert block(page, ["trademark"], ["filed", "closed"]) == [["1", "2"]]
    page.context.set_offline(False)


def test_what_is_no_figure_stays_to_be_corrected(page):
    paste(page, "trademark-filed", "12.5\tabc\t18.00\n")
    names = ["trademark-filed", "trademark-closed", "trademark-value"]
    assert table.values(page, *names) == ["12.5", "abc", "18"]
    assert said(page) == "粘贴了 1 行 3 列；有 2 格不是有效数字，请改正。"
    expect(table.state(page)).to_have_text(table.saved_except(2))


def test_one_value_pastes_as_anywhere_else(page):
    table.type(page, "trademark-filed", "3")
    paste(page, "trademark-filed", "55\n")
    assert table.value(page, "trademark-filed") == "355"
    expect(notice(page)).to_have_count(0)


def test_units_after_the_numbers_are_left_out_and_said_so(page, period):
    paste(page, "trademark-filed", "12件\t8\t3.5万元\t155400元")
    assert table.values(
        page, *(f"trademark-{column}" for column in ("filed", "closed", "value", "penalty"))
    ) == ["12", "8", "3.5", "155400元"]
    assert said(page) == (
        "粘贴了 1 行 4 列；有 2 格的数字后写有单位，已只填数字；有 1 格不是有效数字，请改正。"
    )
