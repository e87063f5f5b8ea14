"""The city's consolidated workbook as a file: odd names, paper, the same bytes, its cost."""

from pathlib import Path

import pytest
from openpyxl.worksheet import _writer as openpyxl_writer

from statistics.totals.consolidate import Scope, consolidate
from statistics.workbooks.writing.list_sheets import FiguresChanged
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast
from tests.statistics.workbooks.writing import xlsx
from tests.statistics.workbooks.writing.consolidated import (
    CHUANHUI,
    FUGOU,
    sheet,
    three_units,
    workbook,
)


@pytest.fixture
def period(db):
    return three_units()


# --- Names that would be something else ----------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠A"]
)
def test_a_unit_whose_name_begins_like_a_formula(db, start):
    cast.unit(CHUANHUI, name=f"{start}局")
    data = workbook(three_units(), Scope.APPROVED)
    places = [("分单位汇总", "A2"), ("分类明细", "A2"), ("报送情况", "A7")]
    for number, (name, address) in enumerate(places, 2):
        cell = xlsx.read(data)[name][address]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{start}局", "s", True)
        assert "<f>" not in xlsx.part(data, f"xl/worksheets/sheet{number}.xml")


def test_a_unit_named_like_an_error(db):
    cast.unit(CHUANHUI, name="#N/A")
    cell = sheet(three_units(), Scope.APPROVED, "分单位汇总")["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("#N/A", "s", False)


# --- Paper ---------------------------------------------------------------------------------------


def test_the_long_sheets_are_ready_for_the_printer(period):
    book = xlsx.read(workbook(period, Scope.CARRY))
    settings = {
        sheet.title: (
            sheet.freeze_panes,
            sheet.print_title_rows,
            (sheet.page_setup.paperSize, sheet.page_setup.orientation),
            (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight),
            sheet.oddHeader.right.text,
        )
        for sheet in book.worksheets[1:]
    }
    paper = ((9, "landscape"), (True, 0), "汇总口径：缺报沿用上期")
    assert settings == {
        "分单位汇总": ("B2", "$1:$1", *paper),
        "分类明细": ("C2", "$1:$1", *paper),
        "报送情况": ("B7", "$6:$6", *paper),
    }


def test_nothing_shows_as_hashes(period):
    """Every number and date shrinks to its column rather than turn into ####."""
    book = xlsx.read(workbook(period, Scope.CARRY))
    numbers = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.data_type != "s"
    ]
    assert len(numbers) == 104 + 44 + 7 + 4  # sheet by sheet
    assert all(cell.alignment.shrink_to_fit for cell in numbers)


def test_number_formats(period):
    sheet_ = sheet(period, Scope.CARRY, "分单位汇总")
    assert [cell.number_format for cell in sheet_[2]] == [
        "General",
        *["0"] * 7,
        *["0.00####"] * 3,
        *["0"] * 5,
        *("0.00####", "General", "0"),
    ]
    assert sheet(period, Scope.CARRY, "报送情况")["D7"].number_format == 'yyyy"年"m"月"d"日" hh:mm'


# --- The file ------------------------------------------------------------------------------------


def test_the_same_figures_give_the_same_bytes(period):
    assert workbook(period, Scope.CARRY) == workbook(period, Scope.CARRY)


def test_figures_that_change_while_writing_are_not_written(period):
    consolidated = consolidate(period, Scope.APPROVED)
    before = set(openpyxl_writer.ALL_TEMP_FILES)
    cast.approve(cast.report(period, FUGOU))
    with pytest.raises(FiguresChanged) as refusal:
        write_consolidated(consolidated)
    assert refusal.value.status == 409
    assert refusal.value.message == (
        "导出期间有统计表被审核或退回，各表数据会不一致，没有导出。请重新导出。"
    )
    left = [path for path in openpyxl_writer.ALL_TEMP_FILES if path not in before]
    assert [path for path in left if Path(path).exists()] == []


@pytest.mark.parametrize("count", [2, 40])
def test_five_queries_for_any_number_of_units(db, count, django_assert_num_queries):
    period = cast.open_period(2021, 2, [f"5{number:05}" for number in range(count)])
    for report in period.reports.with_table():
        cast.fill(report, {"actions": 1, "trademark-filed": 1})
        cast.submit(report)
        cast.approve(report)
    consolidated = consolidate(period, Scope.APPROVED)
    with django_assert_num_queries(5), write_consolidated(consolidated) as file:
        rows = xlsx.rows(xlsx.read(file.read())["分单位汇总"])
    assert (len(rows), rows[-1][1]) == (count + 2, count)
