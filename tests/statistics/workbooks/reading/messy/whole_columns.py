"""What is wrong of a whole column: its unit, or its total."""

from tests.statistics.workbooks.reading.filled_form import (
    COLUMNS,
    FIGURE_CELLS,
    LETTERS,
    TOTAL_CELLS,
    change,
    insert_rows,
    put_block,
)
from tests.statistics.workbooks.reading.messy.case import (
    ALL_AMOUNTS,
    Case,
    cells,
    column,
    registering,
)
from tests.statistics.workbooks.reading.messy.other_words import (
    no_brackets,
    units_in_a_row_of_their_own,
)
from tests.statistics.workbooks.reading.messy.rearranged import (
    actions_in_one_column_with_their_units_aside,
    two_columns_on_the_left,
)

WHOLE_COLUMNS: dict[str, Case] = {}
messy = registering(WHOLE_COLUMNS)


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
