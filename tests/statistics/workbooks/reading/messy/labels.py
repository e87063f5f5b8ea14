"""More than the form has, less than it has, or labels that say something else."""

from tests.statistics.workbooks.reading.filled_form import (
    ACTIONS,
    insert_columns,
    insert_rows,
    put,
    put_block,
    take_out,
    unmerge,
)
from tests.statistics.workbooks.reading.messy.case import Case, cells, column, registering, row
from tests.statistics.workbooks.reading.messy.rearranged import (
    action_figures_below_their_labels,
    actions_in_one_column,
)

LABELS: dict[str, Case] = {}
messy = registering(LABELS)


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
