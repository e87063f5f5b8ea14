"""Another table, none, several; or this one, of another time or unit."""

from tests.statistics.workbooks.reading.filled_form import (
    ACTION_CELLS,
    FIGURE_CELLS,
    FIGURES,
    HEADING_CELLS,
    TOTAL_CELLS,
    change,
    put_block,
    take_out,
)
from tests.statistics.workbooks.reading.messy.case import Case, registering

WHOSE_TABLE: dict[str, Case] = {}
messy = registering(WHOSE_TABLE)


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
