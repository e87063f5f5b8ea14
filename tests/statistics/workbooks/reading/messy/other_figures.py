"""Figures written in other ways, and still the same figures."""

from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.statistics.workbooks.reading.filled_form import (
    ACTION_CELLS,
    FIGURE_CELLS,
    LETTERS,
    TOTAL_CELLS,
    TOTALS,
    as_text,
    change,
    formula,
    number,
    put,
    take_out,
    unmerge,
    with_raw_cells,
)
from tests.statistics.workbooks.reading.messy.case import Case, cells, registering

OTHER_FIGURES: dict[str, Case] = {}
messy = registering(OTHER_FIGURES)


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
