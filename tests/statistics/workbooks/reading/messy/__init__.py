"""The official table as it comes back from offices: rearranged, retyped, half right.

`MESSY` holds one workbook for each way. All are made from the same `FIGURES`; what a reader must
find in them is said beside each: the places of problems with their codes, and the inputs that hold
no figure then. `make(unit)` gives the file.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.statistics.workbooks.reading.filled_form import (
    ACTION_CELLS,
    ACTION_LABEL_CELLS,
    ACTION_LABELS,
    ACTIONS,
    CASES,
    CATEGORIES,
    CATEGORY_CELLS,
    COLUMNS,
    FIGURE_CELLS,
    FIGURES,
    HEADING_CELLS,
    HEADINGS,
    LETTERS,
    PAIRS,
    TOTAL_CELLS,
    TOTALS,
    UNIT,
    as_text,
    change,
    form,
    formula,
    insert_columns,
    insert_rows,
    number,
    put,
    put_block,
    rewritten,
    saved,
    take_out,
    unmerge,
    with_raw_cells,
)

# --- The table of all of them --------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One workbook and what must be found in it; `refused` when there is no table to read."""

    make: Callable[[str], bytes]
    problems: list[tuple[str, str]]
    figures: dict
    refused: str = ""


MESSY: dict[str, Case] = {}


def messy(*problems: tuple[str, str], absent: Iterable[str] = (), refused: str = "", **changed):
    """Register a function that changes the filled-in form, or returns a file made of it.

    `absent` are the inputs whose figures cannot be taken, `changed` figures other than FIGURES.
    """

    def register(edit):
        def make(unit: str = UNIT) -> bytes:
            sheet = form(unit)
            return edit(sheet) or saved(sheet)

        figures = {name: value for name, value in FIGURES.items() if name not in set(absent)}
        MESSY[edit.__name__] = Case(make, list(problems), figures | changed, refused)
        return edit

    return register


def column(key: str) -> list[str]:
    return [f"{category}-{key}" for category in CASES]


def row(category: str) -> list[str]:
    return [f"{category}-{key}" for key in COLUMNS]


def cells(addresses: str, code: str) -> list[tuple[str, str]]:
    """The same problem in several cells of the sheet 统计表."""
    return [(f"统计表!{cell}", code) for cell in addresses.split()]


AMOUNTS = ["value", "penalty", "recovered", "foreign_recovered"]
ALL_AMOUNTS = [name for key in AMOUNTS for name in column(key)]

# --- Rearranged, and still the same table --------------------------------------------------------


@messy()
def as_it_should_be(sheet):
    pass


@messy()
def no_title(sheet):
    unmerge(sheet)
    sheet.delete_rows(1)


@messy()
def nothing_but_the_table(sheet):
    unmerge(sheet)
    sheet.delete_rows(15, 3)
    sheet.delete_rows(1, 2)


@messy()
def three_rows_on_top(sheet):
    insert_rows(sheet, 1, 3)
    put(sheet, ["A1", "A2", "A3"], ["附件1", "周市监办〔2021〕53号", "联系科室：知识产权保护科"])


@messy()
def moved_down_and_to_the_right(sheet):
    insert_rows(sheet, 1, 20)
    insert_columns(sheet, 1, 7)


@messy()
def cases_above_actions(sheet):
    actions, cases = take_out(sheet, "A3:L3"), take_out(sheet, "A4:L14")
    put_block(sheet, 3, 1, cases)
    put_block(sheet, 14, 1, actions)


@messy()
def notes_above_the_table(sheet):
    notes = take_out(sheet, "A16:A17")
    insert_rows(sheet, 3, 2)
    put_block(sheet, 3, 1, notes)


@messy()
def two_columns_on_the_left(sheet):
    insert_columns(sheet, 1, 2)
    for place, number_ in enumerate(range(1, 9), 6):
        sheet.cell(place, 1, number_)
        sheet.cell(place, 2, "商标" if number_ < 6 else "专利")
    sheet["A14"], sheet["C14"] = "合计", None
    sheet.merge_cells("A14:C14")


@messy()
def empty_columns_in_between(sheet):
    for before in (8, 4, 2):
        insert_columns(sheet, before)


@messy()
def rows_and_columns_in_another_order(sheet):
    block = take_out(sheet, "A4:L14")
    block[2:10] = reversed(block[2:10])
    put_block(sheet, 4, 1, [[line[0], *reversed(line[1:])] for line in block])


@messy()
def rows_and_columns_hidden(sheet):
    sheet.row_dimensions[9].hidden = sheet.row_dimensions[12].hidden = True
    sheet.column_dimensions["G"].hidden = True


@messy()
def nothing_merged(sheet):
    unmerge(sheet)


@messy()
def labels_merged_over_two_columns(sheet):
    take_out(sheet, "A3:L3")
    insert_columns(sheet, 2)
    for label, figure, letters in zip(ACTION_LABELS, ACTIONS.values(), PAIRS, strict=True):
        put_block(sheet, 3, sheet[f"{letters[0]}3"].column, [[label, None, figure]])
        sheet.merge_cells(f"{letters[0]}3:{letters[1]}3")
    for row_ in range(4, 15):
        sheet.merge_cells(f"A{row_}:B{row_}")


@messy()
def headings_merged_over_two_columns(sheet):
    actions = take_out(sheet, "A3:L3")
    for before in range(12, 2, -1):
        insert_columns(sheet, before)
    put_block(sheet, 3, 1, actions)
    for column_ in range(2, 22, 2):
        sheet.merge_cells(start_row=4, end_row=5, start_column=column_, end_column=column_ + 1)


@messy()
def action_figures_below_their_labels(sheet):
    take_out(sheet, "B3:L3")
    insert_rows(sheet, 4)
    put_block(sheet, 3, 2, [ACTION_LABELS, list(ACTIONS.values())])


@messy()
def actions_in_one_column(sheet):
    take_out(sheet, "A3:L3")
    insert_rows(sheet, 4, 4)
    put_block(sheet, 3, 1, list(zip(ACTION_LABELS, ACTIONS.values(), strict=True)))


@messy()
def actions_in_one_column_with_their_units_aside(sheet):
    take_out(sheet, "A3:L3")
    insert_rows(sheet, 4, 4)
    for place, (label, figure) in enumerate(zip(ACTION_LABELS, ACTIONS.values(), strict=True), 3):
        name, _, unit = label.removesuffix("）").partition("（")
        put_block(sheet, place, 1, [[name, figure, unit]])


@messy()
def second_sheet_of_three(sheet):
    before, after = sheet.parent.create_sheet("填表说明", 0), sheet.parent.create_sheet("联系方式")
    put_block(before, 1, 1, [["填表说明"], ["请于6月30日前报送。"], ["立案（件）"], ["结案（件）"]])
    after["A1"] = "知识产权保护科"


@messy()
def last_quarter_on_a_hidden_sheet(sheet):
    old = sheet.parent.copy_worksheet(sheet)
    old.title, old.sheet_state = "一季度", "hidden"


@messy()
def a_sheet_with_an_odd_name(sheet):
    sheet.title = "'川汇' \"Q2\"（终）😀"


@messy()
def a_wrong_stated_size(sheet):
    """As Tencent Docs exports it."""
    return rewritten(
        saved(sheet), lambda xml: re.sub('<dimension ref="[^"]*"', '<dimension ref="A1"', xml)
    )


# --- Other words for the same --------------------------------------------------------------------


@messy()
def labels_with_breaks_and_spaces(sheet):
    for cells in (CATEGORY_CELLS, ["A14"]):
        change(sheet, cells, lambda text: " ".join(text))
    change(sheet, HEADING_CELLS, lambda text: text.replace("（", "\n（ ").replace("案", "案\u3000"))
    change(sheet, ["B3", "J3"], lambda text: f"\u00a0{text[:4]}\r\n{text[4:]} ")
    change(sheet, ["A2", "G2"], lambda text: text.replace("：", " ： \u3000"))


@messy()
def half_width_brackets(sheet):
    change(
        sheet,
        [*HEADING_CELLS, *ACTION_LABEL_CELLS],
        lambda text: text.replace("（", "(").replace("）", ")"),
    )


@messy()
def square_brackets(sheet):
    change(sheet, HEADING_CELLS, lambda text: text.replace("（", "【单位：").replace("）", "】"))


@messy()
def no_brackets(sheet):
    unmerge(sheet)
    cells = [*HEADING_CELLS, *ACTION_LABEL_CELLS]
    change(sheet, cells, lambda text: text.partition("（")[0])
    sheet["K1"] = "单位：次、人次、个、件、万元"


@messy()
def units_in_a_row_of_their_own(sheet):
    unmerge(sheet)
    for cell in HEADING_CELLS:
        name, _, unit = sheet[cell].value.removesuffix("）").partition("（")
        sheet[cell], sheet[cell.replace("4", "5")] = name, f"（{unit}）"


@messy()
def a_row_of_column_numbers(sheet):
    unmerge(sheet)
    put(sheet, ["A5", "B5", "C5"], ["栏次", 1, "(2)"])
    put(sheet, ["D5", "E5", "F5"], ["③", "4=1+2", "乙"])


@messy()
def numbered_labels(sheet):
    put(
        sheet,
        CATEGORY_CELLS,
        (f"{mark}{text}" for mark, text in zip("一二三四五六七八", CATEGORIES, strict=True)),
    )
    change(sheet, CATEGORY_CELLS, lambda text: f"（{text[0]}）{text[1:]}")
    put(sheet, HEADING_CELLS, (f"{place}. {text}" for place, text in enumerate(HEADINGS, 1)))
    change(sheet, ["B3"], lambda text: f"一、{text}")


@messy()
def the_national_forms_words(sheet):
    cells = [*HEADING_CELLS, *ACTION_LABEL_CELLS]
    change(sheet, cells, lambda text: text.replace("实体经济", "实体市场", 1))
    sheet["J3"], sheet["I4"] = "辖区重点实体市场数量（个）", "重点实体市场案件（件）"
    sheet["A8"] = "官方标志、特殊标志及奥林匹克标志案件"


@messy()
def shorter_words(sheet):
    put(
        sheet,
        ["B4", "C4", "D4", "E4"],
        ["立案数（起）", "结案件数", "案值（万元）", "罚没款（万元）"],
    )
    put(sheet, ["G4", "H4"], ["移送司法机关（件）", "电商领域（件数）"])
    put(sheet, ["B3", "D3"], ["开展执法行动次数", "出动执法人员（人/次）"])
    put(sheet, ["J3"], ["重点实体经济市场数量（家）"])
    put(sheet, ["A6", "A7", "A14"], ["商标侵权", "地理标志", "总计"])


@messy()
def the_head_in_one_cell(sheet):
    unmerge(sheet)
    sheet["A2"] = f"{sheet['A2'].value}        {sheet['G2'].value}     单位：万元"
    sheet["G2"] = None


@messy()
def the_head_beside_its_labels(sheet):
    unmerge(sheet)
    for cell in ("A2", "G2"):
        label, _, text = sheet[cell].value.partition("：")
        sheet[cell], sheet.cell(2, sheet[cell].column + 1).value = label, text


# --- Figures written in other ways ---------------------------------------------------------------


@messy()
def numbers_as_text(sheet):
    change(sheet, [*ACTION_CELLS, *FIGURE_CELLS, *TOTAL_CELLS], as_text)


@messy(**{"actions": 1046, "trademark-value": Decimal("1234567.89")})
def thousands_separators(sheet):
    put(sheet, ["C3", "D6", "D14"], ["1,046", "1,234,567.89", "1，234，579.49"])


@messy()
def full_width_digits(sheet):
    put(sheet, ["C3", "B6", "D6", "E6"], ["４６", "１０", "１５．５４", "１６．８３"])


@messy()
def spaces_around_numbers(sheet):
    put(sheet, ["C3", "B6", "C6", "D6"], [" 46", "10\u00a0", "\u30009 ", "\t15.54\n"])


@messy()
def spaces_in_blank_cells(sheet):
    unmerge(sheet)
    put(sheet, ["L3", "B9", "C9", "D9", "M6"], [" ", " ", "\u3000", "\u00a0", " "])


@messy()
def trailing_zeros(sheet):
    put(sheet, ["C3", "B6", "D6"], ["46.0", "10.00", "15.540000"])
    return with_raw_cells(sheet, {"E3": number("152.0"), "E6": number("16.830000000000")})


@messy()
def dashes_for_no_figure(sheet):
    blank = [cell for cell in FIGURE_CELLS if sheet[cell].value is None]
    marks = ["—", "一", "/", "无", "-", "——", " / ", "－"]
    put(sheet, blank, (marks[place % len(marks)] for place in range(len(blank))))


@messy()
def leading_apostrophes(sheet):
    for cell in ("C3", "B6", "D6"):
        sheet[cell] = as_text(sheet[cell].value)
        sheet[cell].quotePrefix = True
        sheet[cell].number_format = "@"


@messy(*cells("E3 B6 D6 K6 C3", "unit_after_number"))
def units_after_numbers(sheet):
    put(sheet, ["C3", "E3", "B6"], ["46 次", "152人次", "10起"])
    put(sheet, ["D6", "K6"], ["15.54万元", "1 件"])


@messy()
def binary_fractions(sheet):
    """0.1 + 0.2 and the like, as Excel stores them."""
    cells = {
        "E7": "0.30000000000000004",
        "D6": "15.540000000000001",
        "F10": "9.9999999999999995E-7",
    }
    return with_raw_cells(sheet, {cell: number(text) for cell, text in cells.items()})


@messy()
def exponents(sheet):
    return with_raw_cells(sheet, {"B6": number("1E1"), "D6": number("1.554E+1")})


@messy()
def inline_strings(sheet):
    text = "<is><t>立案（件）</t></is>"
    return with_raw_cells(
        sheet, {"B4": ('t="inlineStr"', text), "B6": ('t="inlineStr"', "<is><t>10</t></is>")}
    )


@messy()
def rich_text(sheet):
    bold = InlineFont(b=True)
    sheet["B4"] = CellRichText(TextBlock(bold, "立案"), "（件）")
    sheet["A6"] = CellRichText("商标", TextBlock(bold, "侵权"), "案件")
    sheet["A2"] = CellRichText("报送单位：", TextBlock(bold, sheet["A2"].value[5:]))


@messy()
def number_formats_that_hide_nothing(sheet):
    formats = ['0"件"', "#,##0", '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ', "[$-804]General"]
    formats += ["0;[Red]-0", "G/通用格式", "[>=100]0.0;0.00", '0.00"万元"', "0.00\\万\\元"]
    for cell, number_format in zip("BCGHIJDEF", formats, strict=True):
        sheet[f"{cell}6"].number_format = number_format


@messy()
def totals_as_formulas(sheet):
    return with_raw_cells(
        sheet,
        {
            f"{letter}14": formula(f"SUM({letter}6:{letter}13)", text)
            for letter, text in zip(LETTERS, TOTALS, strict=True)
        },
    )


@messy()
def figures_as_formulas(sheet):
    text = ('t="str"', "<f>TEXT(9,0)</f><v>9</v>")
    return with_raw_cells(
        sheet, {"C3": formula("40+6", "46"), "D6": formula("10+5.54", "15.54"), "C6": text}
    )


@messy()
def formulas_that_give_nothing(sheet):
    """=IF(…,"",…), calculated: the cell looks blank."""
    unmerge(sheet)
    put(sheet, ["B9", "L3"], [0, 0])
    nothing = ('t="str"', '<f>IF(TRUE,"",1)</f><v></v>')
    return with_raw_cells(sheet, {"B9": nothing, "L3": nothing})


@messy()
def no_totals(sheet):
    take_out(sheet, "A14:L14")


@messy()
def blank_totals(sheet):
    take_out(sheet, "B14:L14")
    sheet["B14"] = "—"


# --- More than the form --------------------------------------------------------------------------


@messy(("统计表!B7", "not_on_the_form"))
def an_extra_row_with_figures(sheet):
    insert_rows(sheet, 7)
    put_block(sheet, 7, 1, [["其中：线上", 3, 2, 5]])


@messy(("统计表!C6", "not_on_the_form"), ("统计表!E6", "not_on_the_form"))
def last_year_beside_some_columns(sheet):
    insert_columns(sheet, 4)
    insert_columns(sheet, 3)
    put_block(sheet, 4, 3, [["上年同期"], [None], *([7] for _ in range(8))])
    put_block(sheet, 4, 5, [["同比（%）"], [None], *([0.3] for _ in range(8))])


@messy(("统计表!B11", "not_on_the_form"))
def subtotals_in_between(sheet):
    insert_rows(sheet, 11)
    put_block(sheet, 11, 1, [["商标案件小计", 16, 14]])


@messy()
def a_column_of_remarks(sheet):
    put(sheet, ["M3", "M6", "M7"], ["备注", "含上年结转2件", 5])


# --- Cells that hold no figure -------------------------------------------------------------------


@messy(
    *cells("E3 G3 B6 C6", "not_a_figure"),
    *cells("D6 E4", "wrong_unit"),
    ("统计表!C3", "formula_not_calculated"),
    ("统计表!B7", "date"),
    ("统计表!D7", "error_value"),
    ("统计表!F6", "number_format"),
    ("统计表!H14", "S1"),
    ("统计表", "missing_column"),
    ("统计表!J6", "not_on_the_form"),
    absent=[
        *("actions", "officers", "market_actions"),
        *("trademark-filed", "trademark-closed", "trademark-value", "trademark-recovered"),
        *("geographical_indication-filed", "geographical_indication-value"),
        *(*column("penalty"), *column("ecommerce"), *column("rural_market")),
    ],
)
def ten_kinds_of_problems_at_once(sheet):
    put(sheet, ["C3", "E3", "G3"], ["=SUM(B6:B13)", "约150", -18])
    put(sheet, ["B6", "C6", "D6", "B7", "D7"], [12.5, True, "20,000元", date(2021, 3, 5), "#REF!"])
    put(sheet, ["E4", "H14", "J4"], ["罚没款金额（元）", 9, "农村案件"])
    sheet["F6"].number_format = "¥#,##0.00"


@messy(
    *cells("C3 B6 D6", "formula_not_calculated"),
    absent=["actions", "trademark-filed", "trademark-value"],
)
def formulas_that_nobody_calculated(sheet):
    put(sheet, ["C3", "B6", "D6"], ["=40+6", "=SUM(B7:B8)", "='[上期.xlsx]统计表'!D6"])


@messy(
    *cells("B6 D6 E6", "error_value"),
    absent=["trademark-filed", "trademark-value", "trademark-penalty"],
)
def formulas_that_failed(sheet):
    return with_raw_cells(
        sheet,
        {
            "B6": ('t="e"', "<f>Sheet2!A1</f><v>#REF!</v>"),
            "D6": ('t="e"', "<f>1/0</f><v>#DIV/0!</v>"),
            "E6": ('t="e"', "<v>#N/A</v>"),
        },
    )


@messy(*cells("C3 B6 D6", "date"), absent=["actions", "trademark-filed", "trademark-value"])
def dates_for_numbers(sheet):
    put(sheet, ["C3", "B6", "D6"], [date(2021, 3, 5), 10, "2021-03-05"])
    sheet["B6"].number_format = 'm"月"d"日"'
    return with_raw_cells(sheet, {"D6": ('t="d"', "<v>2021-03-05T00:00:00Z</v>")})


@messy(*cells("B6 D6", "not_a_figure"), absent=["trademark-filed", "trademark-value"])
def digits_set_apart_by_their_look(sheet):
    """A footnote mark, and a number struck out with the right one behind it."""
    struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
    sheet["B6"] = CellRichText("10", TextBlock(raised, "2"))
    sheet["D6"] = CellRichText(TextBlock(struck, "15"), TextBlock(InlineFont(), "16"))
    sheet["A13"] = CellRichText("其他专利案件", TextBlock(raised, "(4)"))


@messy(("统计表!E1", "not_cumulative"))
def only_what_is_new_this_quarter(sheet):
    """The figures may all be right, and still be another kind."""
    sheet.unmerge_cells("A1:L1")
    sheet["E1"] = "（本期新增）"


@messy(("统计表!B6", "not_a_figure"), absent=["trademark-filed"])
def a_truth_value(sheet):
    sheet["B6"] = True


@messy(
    *cells("E3 B6 G6", "not_a_figure"),
    absent=["officers", "trademark-filed", "trademark-transferred"],
)
def fractions_of_cases(sheet):
    put(sheet, ["E3", "B6", "G6"], [152.5, "12.5", 0.1])


@messy(*cells("C3 B6 D6", "not_a_figure"), absent=["actions", "trademark-filed", "trademark-value"])
def negative_numbers(sheet):
    put(sheet, ["C3", "B6", "D6"], [-46, "-10", "－15.54"])


@messy(
    *cells("C3 B6 C6 D6 E6", "not_a_figure"),
    absent=["actions", *(f"trademark-{key}" for key in ("filed", "closed", "value", "penalty"))],
)
def words_and_slips(sheet):
    put(sheet, ["C3", "B6", "C6", "D6", "E6"], ["约20", "1,23", "1O", "15。54", "10+6.83"])


@messy(
    *cells("E3 B6 D6 E6 F6", "wrong_unit"),
    absent=[
        "officers",
        *(f"trademark-{key}" for key in ("filed", "value", "penalty", "recovered")),
    ],
)
def other_units_after_numbers(sheet):
    put(sheet, ["E3", "B6", "D6"], ["152人", "10万元", "20,000元"])
    put(sheet, ["E6", "F6"], ["0.5亿元", "8 千元"])


@messy(
    *cells("B6 D6 E6 F6 D7 E7 F7 D8", "number_format"),
    absent=[
        *("trademark-filed", "trademark-value", "trademark-penalty", "trademark-recovered"),
        *(f"geographical_indication-{key}" for key in ("value", "penalty", "recovered")),
        "official_sign-value",
    ],
)
def number_formats_that_show_something_else(sheet):
    formats = {
        "B6": "0.0%",
        "D6": "¥#,##0.00",
        "E6": '0.00"元";-0.00"元"',
        "F6": '0!.0,"万"',
        "D7": "[$¥-804]#,##0.00",
        "E7": "#,##0.00,",
        "F7": ";;;",
        "D8": '[<10000]0.00;0!.0,"万"',
    }
    for cell, number_format in formats.items():
        sheet[cell].number_format = number_format


@messy(
    *cells("B6 D6 E6 B7 D7", "not_a_figure"),
    absent=[
        *("trademark-filed", "trademark-value", "trademark-penalty"),
        *("geographical_indication-filed", "geographical_indication-value"),
    ],
)
def too_large_or_too_fine(sheet):
    raw = {"B6": "1234567890", "D6": "15.1234567", "E6": "1E309", "B7": "1E18", "D7": "1.2E-7"}
    return with_raw_cells(sheet, {cell: number(text) for cell, text in raw.items()})


# --- Units of a whole column ---------------------------------------------------------------------


@messy(*cells("D4 L4", "wrong_unit"), absent=[*column("value"), *column("foreign_recovered")])
def headings_in_yuan(sheet):
    sheet["D4"], sheet["L4"] = "涉案金额（元）", "挽回外商投资企业经济损失（亿元）"


@messy(*cells("B4 D3", "wrong_unit"), absent=[*column("filed"), "officers"])
def headings_that_count_something_else(sheet):
    sheet["B4"], sheet["D3"] = "立案（人）", "出动执法人员（人）"


@messy(("统计表!A4", "wrong_unit"), absent=["officers"])
def people_counted_aside_instead_of_visits(sheet):
    actions_in_one_column_with_their_units_aside(sheet)
    sheet["C4"] = "人"


@messy(*[("统计表!L1", "wrong_unit")] * 4, absent=ALL_AMOUNTS)
def yuan_said_once_for_the_sheet(sheet):
    no_brackets(sheet)
    sheet["K1"], sheet["L1"] = None, "单位：件、元"


@messy(*[("统计表!A2", "wrong_unit")] * 4, absent=ALL_AMOUNTS)
def yuan_said_in_the_line_of_the_head(sheet):
    no_brackets(sheet)
    sheet["K1"] = None
    sheet["A2"] = f"{sheet['A2'].value}    （金额单位：元）"


@messy(*cells("D4 E4 F4 L4", "wrong_unit"), absent=ALL_AMOUNTS)
def yuan_in_a_row_of_its_own(sheet):
    units_in_a_row_of_their_own(sheet)
    change(sheet, [f"{letter}5" for letter in LETTERS], lambda unit: unit.replace("万", ""))


# --- Totals that do not agree --------------------------------------------------------------------


@messy(*cells("B14 D14", "S1"), absent=[*column("filed"), *column("value")])
def totals_that_differ(sheet):
    sheet["B14"], sheet["D14"] = 23, "27.1"


@messy(
    *[(f"统计表!{cell}", "S1") for cell in TOTAL_CELLS],
    absent=[name for key in COLUMNS for name in column(key)],
)
def nothing_but_totals(sheet):
    for cell in FIGURE_CELLS:
        sheet[cell] = None


@messy(*cells("B14 C14", "total_not_updated"))
def totals_that_nobody_calculated(sheet):
    sheet["B14"], sheet["C14"] = "=SUM(B6:B13)", "=SUM(C6:C13)"


@messy(("统计表!D14", "S1"), absent=column("filed"))
def a_wrong_total_in_a_merged_cell(sheet):
    two_columns_on_the_left(sheet)
    sheet["D14"] = 23


@messy(("统计表!B15", "S1"), absent=column("filed"))
def two_rows_of_totals(sheet):
    insert_rows(sheet, 15)
    put_block(sheet, 15, 1, [["合计", 23, 20]])


# --- Labels that are missing, or say something else ----------------------------------------------


@messy(
    ("统计表", "missing_category"),
    ("统计表!B7", "not_on_the_form"),
    absent=row("geographical_indication"),
)
def a_category_renamed(sheet):
    sheet["A7"] = "驰名商标案件"


@messy(("统计表", "missing_column"), absent=column("transferred"))
def a_column_left_out(sheet):
    take_out(sheet, "G4:G14")


@messy(("统计表", "missing_action"), absent=["actions"])
def an_action_renamed(sheet):
    sheet["B3"] = "行动情况"


@messy(
    ("统计表!A6", "repeated_label"),
    ("统计表", "missing_category"),
    absent=[*row("trademark"), *row("geographical_indication")],
)
def a_category_twice(sheet):
    sheet["A7"] = "商标侵权案件"


@messy(("统计表!B4", "repeated_label"), absent=column("filed"))
def a_hidden_column_with_old_figures(sheet):
    insert_columns(sheet, 3)
    put_block(sheet, 4, 3, [["立案（件）"], [None], *([7] for _ in range(8)), [56]])
    sheet.column_dimensions["C"].hidden = True


@messy(
    *[("统计表", "missing_column")] * 2,
    *cells("C6 H6", "not_on_the_form"),
    absent=[*column("closed"), *column("ecommerce")],
)
def other_figures_said_in_brackets(sheet):
    sheet["C4"], sheet["H4"] = "结案（去年同期）", "其中：电商领域案件（件）"


@messy(
    ("统计表!B5", "split_column"),
    ("统计表!C6", "not_on_the_form"),
    absent=column("filed"),
)
def new_and_cumulative_below_one_heading(sheet):
    insert_columns(sheet, 3)
    put_block(sheet, 5, 2, [["本期新增", "累计"], *([1, 7] for _ in range(8))])
    sheet["B14"] = None
    sheet.merge_cells("B4:C4")


@messy(("统计表!C6", "unnamed_figure"), absent=["trademark-filed", "official_sign-filed"])
def a_second_column_below_one_heading(sheet):
    insert_columns(sheet, 3)
    put(sheet, ["C6", "C8"], [7, "7"])


@messy(("统计表!B7", "unnamed_figure"), absent=["trademark-filed", "trademark-closed"])
def two_rows_in_one_category(sheet):
    insert_rows(sheet, 7)
    put(sheet, ["B7", "C7"], [3, 2])
    sheet.merge_cells("A6:A7")


@messy(("统计表!K3", "several_figures"), absent=["key_markets"])
def two_figures_for_an_action(sheet):
    unmerge(sheet)
    sheet["L3"] = 11


@messy(("统计表!N3", "several_figures"), absent=["key_markets"])
def an_action_figure_far_from_its_label(sheet):
    sheet["K3"], sheet["N3"] = None, 2020


@messy(*cells("B3 B4 B5 B6 B7", "several_figures"), absent=ACTIONS)
def last_year_beside_the_actions(sheet):
    actions_in_one_column(sheet)
    put_block(sheet, 3, 3, [[40], [120], [15], [50], [12]])


@messy(*cells("B4 C4 D4 E4 F4", "several_figures"), absent=ACTIONS)
def last_year_below_the_actions(sheet):
    action_figures_below_their_labels(sheet)
    insert_rows(sheet, 5)
    put_block(sheet, 5, 2, [[40, 120, 15, 50, 12]])


# --- Another table, or none ----------------------------------------------------------------------


@messy(refused="several_tables")
def two_tables_below_one_another(sheet):
    table = take_out(sheet, "A1:L14")
    put_block(sheet, 1, 1, table)
    put_block(sheet, 21, 1, table)


@messy(refused="several_tables")
def two_tables_side_by_side(sheet):
    table = take_out(sheet, "A1:L14")
    put_block(sheet, 1, 1, table)
    put_block(sheet, 1, 14, table)


@messy(refused="several_tables")
def last_years_rows_below_this_years(sheet):
    rows = take_out(sheet, "A6:L14")
    put_block(sheet, 6, 1, rows)
    put_block(sheet, 16, 1, rows)


@messy(refused="several_tables")
def a_sheet_for_each_quarter(sheet):
    sheet.parent.copy_worksheet(sheet).title = "一季度"


@messy(refused="no_table")
def the_table_on_a_hidden_sheet_only(sheet):
    sheet.sheet_state = "hidden"
    sheet.parent.create_sheet("说明")["A1"] = "见隐藏的工作表"
    sheet.parent.active = 1


@messy(refused="no_table")
def another_form(sheet):
    for cell in HEADING_CELLS:
        sheet[cell] = None


@messy(refused="no_table")
def nothing_but_new_cases(sheet):
    change(sheet, HEADING_CELLS, lambda text: f"{text[: text.index('（')]}（本期新增）")


@messy(**dict.fromkeys(FIGURES))
def the_empty_form(sheet):
    for cell in (*ACTION_CELLS, *FIGURE_CELLS, *TOTAL_CELLS):
        sheet[cell] = None


# --- Another time or unit: no problem of reading, but of whose table it is -----------------------


@messy()
def the_second_quarter_alone(sheet):
    sheet["G2"] = "统计时间：2021年4月1日至6月30日"


@messy()
def the_second_quarter_alone_in_months(sheet):
    sheet["G2"] = "统计时间：2021年4-6月"


@messy()
def the_first_quarter(sheet):
    sheet["G2"] = "统计时间：2021年1月1日至3月31日"


@messy()
def the_first_quarter_in_its_title(sheet):
    sheet["A1"], sheet["G2"] = "2021年第一季度知识产权执法数据统计表", None


@messy()
def another_year(sheet):
    sheet["A1"] = "2020年知识产权执法数据统计表"
    sheet["G2"] = "统计时间：2020年1月1日至6月30日"


@messy(("统计表!G2", "time_unclear"))
def an_unclear_time(sheet):
    sheet["G2"] = "统计时间：截至2021年6月"
