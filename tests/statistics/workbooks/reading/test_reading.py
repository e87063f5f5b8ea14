"""Finding the official table in a workbook that somebody has rearranged, and reading it."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.indicators import CELLS
from statistics.workbooks.gate.refusals import Refused
from statistics.workbooks.parser.sandbox import RawBook, RawCell, RawSheet, Sandbox
from statistics.workbooks.reading.incoming import Reading, read_book, read_workbook
from tests.statistics.workbooks.reading.filled_form import (
    ACTION_LABELS,
    ACTIONS,
    CASES,
    CATEGORIES,
    FIGURES,
    HEADINGS,
    UNIT,
)
from tests.statistics.workbooks.reading.messy import MESSY

READABLE = [name for name, case in MESSY.items() if not case.refused]
UNREADABLE = [name for name, case in MESSY.items() if case.refused]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def read(sandbox):
    """Reads one of the messy workbooks, each once."""
    return cache(lambda name: read_workbook(MESSY[name].make(UNIT), f"{name}.xlsx", sandbox))


def found(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in reading.problems]


# --- Every messy workbook ------------------------------------------------------------------------


@pytest.mark.parametrize("name", READABLE)
def test_exactly_the_figures_beyond_doubt_and_every_problem_at_its_place(read, name):
    reading = read(name)
    assert sorted(found(reading)) == sorted(MESSY[name].problems)
    assert reading.figures == MESSY[name].figures


@pytest.mark.parametrize("name", READABLE)
def test_no_figure_is_taken_from_a_cell_with_a_problem(read, name):
    reading = read(name)
    in_doubt = {problem.name for problem in reading.errors}
    assert in_doubt & reading.figures.keys() == set()
    assert reading.figures.keys() & reading.typed.keys() == set()


@pytest.mark.parametrize("name", UNREADABLE)
def test_without_one_table_nothing_is_read(read, name):
    with pytest.raises(Refused) as refused:
        read(name)
    assert refused.value.code == MESSY[name].refused


def test_there_are_workbooks_of_every_kind():
    clean = [name for name, case in MESSY.items() if not case.problems and not case.refused]
    codes = {code for case in MESSY.values() for _, code in case.problems}
    assert len(clean) >= 36
    assert codes == {
        *("missing_action", "missing_column", "missing_category", "repeated_label"),
        *("split_column", "unnamed_figure", "several_figures", "not_on_the_form"),
        *("wrong_unit", "number_format", "unit_after_number", "not_a_figure"),
        *(
            "formula_not_calculated",
            "error_value",
            "date",
            "S1",
            "not_cumulative",
            "total_not_updated",
            "time_unclear",
        ),
    }


# --- What is said --------------------------------------------------------------------------------


def test_many_kinds_of_problems_are_named_at_once(read):
    reading = read("ten_kinds_of_problems_at_once")
    assert [
        (problem.place, problem.name, problem.found, problem.expected, problem.message)
        for problem in reading.problems
    ] == [
        (
            *("统计表", "", "", "农村市场案件"),
            "栏目“农村市场案件”没有找到，没有读取。请恢复表中原有的名称后再上传。",
        ),
        (
            *("统计表!E4", "", "元", "万元"),
            "“罚没款金额”写的单位是“元”，应为“万元”，这一栏没有读取。"
            "请把数字换算成万元，并改正单位后再上传。",
        ),
        (
            *("统计表!C3", "actions", "=SUM(B6:B13)", "以次计的整数，例如 12"),
            "公式“=SUM(B6:B13)”未计算，没有结果。请用 Excel 或 WPS 打开后保存，再上传。",
        ),
        (
            *("统计表!E3", "officers", "约150", "以人次计的整数，例如 12"),
            "“约150”不是数字，此格应填以人次计的整数，例如 12；没有就留空。",
        ),
        (
            *("统计表!G3", "market_actions", "-18", "以次计的整数，例如 12"),
            "“-18”是负数，此格应填 0 或正数；没有就留空。",
        ),
        (
            *("统计表!B6", "trademark-filed", "12.5", "以件计的整数，例如 12"),
            "“12.5”不是整数，此格应填以件计的整数，例如 12，不能有小数。",
        ),
        (
            *("统计表!C6", "trademark-closed", "True", "以件计的整数，例如 12"),
            "“TRUE”是逻辑值，不是数字。请改填数字；没有就留空。",
        ),
        (
            *("统计表!D6", "trademark-value", "20,000元", "以万元计的金额，例如 15.54"),
            "“20,000元”写的单位是“元”，此格的单位是万元。请换算成万元，只填数字后再上传。",
        ),
        (
            *("统计表!F6", "trademark-recovered", "8", "以万元计的金额，例如 15.54"),
            "单元格格式为“¥#,##0.00”，显示的数与存储的数 8 可能不同。"
            "请把单元格格式改为“常规”，核对后再上传；此格应填以万元计的金额，例如 15.54。",
        ),
        (
            *("统计表!B7", "geographical_indication-filed", "2021-03-05 00:00:00"),
            "以件计的整数，例如 12",
            "是日期“2021-03-05”，不是数字。可能是键入 3-5、3/5 之类时被表格软件改成了日期，"
            "请把格式改为“常规”后重新填写。",
        ),
        (
            *("统计表!D7", "geographical_indication-value", "#REF!"),
            "以万元计的金额，例如 15.54",
            "公式出错，显示为“#REF!”。请改正公式或直接填数字。",
        ),
        (
            *("统计表!H14", "total-ecommerce", "9", "8"),
            "“电商领域案件”的合计为 9 件，各类别相加为 8 件，差额 1 件。"
            "请核对合计和各类别的数字，改正后再上传。",
        ),
        (
            *("统计表!J6", "", "2", ""),
            "此处有数字，但不在本表的类别和栏目之内，没有读取。",
        ),
    ]


def said(reading: Reading) -> list[tuple]:
    return [
        (problem.place, problem.name, problem.found, problem.message)
        for problem in reading.problems
    ]


@pytest.mark.parametrize(
    ("name", "sentences"),
    [
        (
            "two_figures_for_an_action",
            [
                (
                    *("统计表!K3", "key_markets", "12、11"),
                    "“辖区重点实体经济市场数量”的数字可能在 K3、L3 中的任一处，无法确定，没有读取。"
                    "请把数字填在名称右边的一格。",
                )
            ],
        ),
        (
            "new_and_cumulative_below_one_heading",
            [
                (
                    *("统计表!B5", "", "本期新增"),
                    "“立案”下面另写有“本期新增”，无法确定是不是本表要的数字，这一栏没有读取。"
                    "请每个栏目只留一列，填写累计数。",
                ),
                (
                    *("统计表!C6", "", "7"),
                    "此处有数字，但不在本表的类别和栏目之内，没有读取。",
                ),
            ],
        ),
        (
            "two_rows_in_one_category",
            [
                (
                    *("统计表!B7", "trademark-filed", "3"),
                    "此处的数字没有名称，无法确定它和“商标侵权案件 · 立案”哪一个该取，都没有读取。"
                    "请删去多出的行或列，每格只留一个数字。",
                )
            ],
        ),
        (
            "a_category_twice",
            [
                (
                    *("统计表!A6", "", "商标侵权案件"),
                    "案件类别“商标侵权案件”出现了 2 次（A6、A7），无法确定取哪一处。请只保留一处。",
                ),
                (
                    *("统计表", "", ""),
                    "案件类别“地理标志案件”没有找到，没有读取。请恢复表中原有的名称后再上传。",
                ),
            ],
        ),
        (
            "an_unclear_time",
            [
                (
                    *("统计表!G2", "cut_off_on", "截至2021年6月"),
                    "统计时间“截至2021年6月”无法识别，未采用。统计截止日请在填报页上核对。",
                )
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_problem_says_what_stands_there_and_what_to_do(read, name, sentences):
    assert said(read(name)) == sentences


def test_what_stands_in_cells_that_were_not_taken_is_kept(read):
    assert read("words_and_slips").typed == {
        "actions": "约20",
        "trademark-filed": "1,23",
        "trademark-closed": "1O",
        "trademark-value": "15。54",
        "trademark-penalty": "10+6.83",
    }


def test_the_figures_of_a_wrong_total_are_kept_too(read):
    typed = read("totals_that_differ").typed
    assert {name: text for name, text in typed.items() if name.endswith("-filed")} == {
        "trademark-filed": "10",
        "geographical_indication-filed": "2",
        "official_sign-filed": "1",
        "trademark_agency-filed": "",
        "other_trademark-filed": "3",
        "counterfeit_patent-filed": "4",
        "patent_agency-filed": "0",
        "other_patent-filed": "2",
    }


def test_the_place_of_each_figure_is_kept(read):
    places = read("two_columns_on_the_left").places
    assert (len(places), places["actions"], places["key_markets"]) == (93, "E3", "M3")
    assert (places["trademark-filed"], places["other_patent-foreign_recovered"]) == ("D6", "N13")


@pytest.mark.parametrize(
    ("name", "sheet"),
    [("second_sheet_of_three", "统计表"), ("a_sheet_with_an_odd_name", "'川汇' \"Q2\"（终）😀")],
)
def test_the_sheet_of_the_table_is_named(read, name, sheet):
    assert read(name).sheet == sheet


# --- Wherever the table stands -------------------------------------------------------------------


def laid_out(rows: list[int], columns: list[int], down: int, right: int) -> RawBook:
    """The table with its categories and columns in these orders, away from the corner."""
    grid = {(2, 3 * place + 1): label for place, label in enumerate(ACTION_LABELS)}
    grid |= {(2, 3 * place + 2): figure for place, figure in enumerate(ACTIONS.values())}
    grid |= {(4, at + 2): HEADINGS[column] for at, column in enumerate(columns)}
    for at, row in enumerate(rows, 6):
        grid[at, 1] = CATEGORIES[row]
        texts = list(CASES.values())[row]
        grid |= {(at, place + 2): texts[column] for place, column in enumerate(columns)}
    cells = {
        (row + down, column + right): RawCell("text", str(value))
        for (row, column), value in grid.items()
        if value is not None
    }
    return RawBook("", [RawSheet("Sheet1", cells)])


@given(
    rows=st.permutations(range(8)),
    columns=st.permutations(range(11)),
    down=st.integers(0, 180),
    right=st.integers(0, 24),
)
@settings(max_examples=50)
def test_order_and_place_do_not_matter(rows, columns, down, right):
    reading = read_book(laid_out(rows, columns, down, right))
    assert (reading.figures, reading.problems) == (FIGURES, [])


@given(st.dictionaries(st.sampled_from(sorted(CELLS)), st.just(None), max_size=93))
@settings(max_examples=30)
def test_a_blank_cell_is_blank_wherever_it_is(blank):
    book = laid_out(list(range(8)), list(range(11)), 0, 0)
    places = read_book(book).places
    [sheet] = book.sheets
    for name in blank:
        column, row = places[name].rstrip("0123456789"), int(places[name].lstrip("ABCDEFGHIJKLMN"))
        sheet.cells.pop((row, ord(column) - 64), None)
    assert read_book(book).figures == FIGURES | blank
