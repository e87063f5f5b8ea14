"""Cells that hold no figure, and look as if they did."""

from datetime import date

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.statistics.workbooks.reading.filled_form import number, put, with_raw_cells
from tests.statistics.workbooks.reading.messy.case import Case, cells, column, registering

NO_FIGURES: dict[str, Case] = {}
messy = registering(NO_FIGURES)


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
