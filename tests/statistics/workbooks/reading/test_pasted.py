"""A block from the clipboard: where its own labels say that its figures go; named, where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.categories import CaseCategory
from statistics.form.indicators import ACTIONS, COLUMN_KEYS, COLUMNS, cell_name
from statistics.workbooks.reading.pasted import PartReader, read_block

ACTION_ROW = "\t".join(
    text for action, figure in zip(ACTIONS, ["46", "138", "12", "36", "9"], strict=True)
    for text in (action.label, figure)
)  # fmt: skip


def read(*rows, row="trademark", column="filed") -> tuple[dict, list]:
    """`row` and `column` say where the caret is."""
    pasted = PartReader(read_block("\r\n".join(rows)), row, column).pasted
    filled = {name: text for name, text in pasted.texts.items() if text}
    return filled, pasted.problems


def test_rows_and_cells_as_spreadsheets_copy_them():
    block = read_block('"1,234"\t\t"官方标志\n和"\r\n\t"a ""b"""\t')
    cells = {place: cell.text for place, cell in block.sheet.cells.items()}
    assert cells == {(1, 1): "1,234", (1, 3): "官方标志\n和", (2, 2): 'a "b"'}
    assert block.width == 3


@pytest.mark.parametrize("text", ["1\t2\n3\t4", "12件\t8", "备注\t5", "—\t无\n一\t/", "", "\t\n\t"])
def test_a_block_without_the_form_s_words_goes_where_the_caret_is(text):
    assert not read_block(text).is_labelled


# --- Headings ------------------------------------------------------------------------------------


def test_columns_go_by_their_headings_and_rows_from_the_caret_down():
    rows = ("立案（件）\t移送司法机关案件（件）", "5\t1", "6\t2")
    assert read(*rows, row="official_sign", column="closed") == (
        {
            "official_sign-filed": "5", "official_sign-transferred": "1",
            "trademark_agency-filed": "6", "trademark_agency-transferred": "2",
        },
        [],
    )  # fmt: skip


def test_rows_below_the_last_category_are_named():
    assert read("立案\t结案", "5\t1", "6\t2", row="other_patent") == (
        {"other_patent-filed": "5", "other_patent-closed": "1"},
        ["有 1 行超出表格，没有填入。"],
    )


def test_headings_with_the_caret_among_the_action_figures():
    assert read("立案\t结案", "5\t1", row="", column="") == (
        {},
        ["粘贴的内容没有案件类别，请把光标放在案件数据中要填的第一行，再粘贴。"],
    )


def test_rows_with_other_names_are_not_taken_for_the_form_s():
    assert read("案由\t立案\t结案", "商标\t5\t1", "专利\t6\t2") == (
        {},
        ["粘贴的各行有名称，但不是本表的案件类别，没有填入。请改用本表的类别名称。"],
    )


def test_a_heading_in_yuan():
    assert read("涉案金额（元）\t立案", "10000\t3") == (
        {"trademark-filed": "3"},
        ["“涉案金额”写的单位是“元”，应为“万元”，没有填入。请换算成万元后再粘贴。"],
    )


def test_a_heading_that_stands_twice():
    assert read("立案\t结案\t立案", "1\t2\t3") == (
        {},
        ["粘贴的内容中“立案”不止一处，无法确定以哪一处为准，没有填入。"],
    )


@pytest.mark.parametrize("words", ["本期新增", "上年同期", "（本季度）"])
def test_figures_that_say_they_are_others(words):
    assert read(f"\t{words}", "立案\t结案", "1\t2") == (
        {},
        [
            f"粘贴的内容中写有“{words}”，无法确定是不是本表要的数字，没有填入。"
            "请只复制要填的数字，再粘贴。"
        ],
    )


# --- Categories ----------------------------------------------------------------------------------


def test_rows_go_by_their_categories_and_the_total_is_left_out():
    rows = ("案件数据\t立案\t结案", "假冒专利案件\t2\t1", "商标 侵权案件\t6\t5", "合 计\t8\t6")
    assert read(*rows, row="", column="") == (
        {
            "trademark-filed": "6", "trademark-closed": "5",
            "counterfeit_patent-filed": "2", "counterfeit_patent-closed": "1",
        },
        ["合计由系统计算，没有填入。"],
    )  # fmt: skip


def test_without_headings_the_whole_width_is_the_form_s():
    figures = "\t".join(map(str, range(1, 12)))
    filled, problems = read(f"商标侵权案件\t{figures}", row="", column="")
    assert list(filled.values()) == [str(figure) for figure in range(1, 12)]
    assert list(filled) == [cell_name("trademark", key) for key in COLUMN_KEYS]
    assert problems == []


def test_a_part_without_headings_begins_where_the_caret_is_or_is_asked_about():
    assert read("商标侵权案件\t1\t2") == ({"trademark-filed": "1", "trademark-closed": "2"}, [])
    assert read("商标侵权案件\t1\t2", column="closed") == (
        {},
        [
            "粘贴的内容没有栏目名称，无法确定是哪几栏，没有填入。请连同表头一起复制；"
            "从“立案”栏开始的，请把光标放在该栏，再粘贴。"
        ],
    )


def test_a_category_that_stands_twice():
    assert read("商标侵权案件\t1", "商标侵权案件\t2") == (
        {},
        ["粘贴的内容中“商标侵权案件”不止一处，无法确定以哪一处为准，没有填入。"],
    )


def test_rows_and_columns_that_are_not_the_form_s_are_named():
    rows = ("\t立案\t其中线上\t结案", "商标侵权案件\t5\t4\t3", "其中：线上\t2\t1\t1")
    assert read(*rows) == (
        {"trademark-filed": "5", "trademark-closed": "3"},
        ["有 1 行不是本表的案件类别，没有填入。", "有 1 列不是本表的栏目，没有填入。"],
    )


# --- Action figures ------------------------------------------------------------------------------


def test_action_figures_go_by_their_labels():
    filled = {
        "actions": "46", "officers": "138", "market_actions": "12",
        "market_officers": "36", "key_markets": "9",
    }  # fmt: skip
    assert read(f"执法行动数据\t{ACTION_ROW}\t") == (filled, [])


def test_two_figures_beside_one_label():
    assert read("开展执法行动（次）\t46\t47") == (
        {},
        ["“开展执法行动”旁边不止一个数字，无法确定取哪一个，没有填入。请逐格填写。"],
    )


# --- The law -------------------------------------------------------------------------------------

some_columns = st.lists(st.sampled_from(COLUMNS), min_size=1, unique=True)
some_categories = st.lists(st.sampled_from(list(CaseCategory)), min_size=1, unique=True)


@given(some_columns, some_categories, st.data())
def test_each_figure_of_any_part_comes_to_its_own_cell_or_to_none(columns, categories, data):
    """In whatever order, wherever the caret is, with one or both kinds of labels."""
    number = {
        cell_name(category, column.key): str(100 * row + place)
        for row, category in enumerate(CaseCategory, 1)
        for place, column in enumerate(COLUMNS, 1)
    }
    has_headings = data.draw(st.booleans())
    if not has_headings:
        columns = COLUMNS[: len(columns)]
    caret = data.draw(st.sampled_from([*CaseCategory, ""])), data.draw(st.sampled_from(COLUMN_KEYS))
    head = ["", *(column.label for column in columns)]
    rows = [
        [category.label, *(number[cell_name(category, column.key)] for column in columns)]
        for category in categories
    ]
    text = "\n".join("\t".join(row) for row in ([head] if has_headings else []) + rows)
    pasted = PartReader(read_block(text), *caret).pasted
    assert all(number[name] == text for name, text in pasted.texts.items())
    assert pasted.texts or pasted.problems
    assert len(pasted.texts) in {0, len(columns) * len(categories)}
