"""Rearranged, and still the same table."""

import re

from tests.statistics.workbooks.reading.filled_form import (
    ACTION_LABELS,
    ACTIONS,
    PAIRS,
    insert_columns,
    insert_rows,
    put,
    put_block,
    rewritten,
    saved,
    take_out,
    unmerge,
)
from tests.statistics.workbooks.reading.messy.case import Case, registering

REARRANGED: dict[str, Case] = {}
messy = registering(REARRANGED)


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
