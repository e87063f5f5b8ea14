"""The unit's attachment on paper, one page of A4, and as a file, the same bytes each time."""

import io
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet import _writer as openpyxl_writer

from statistics.workbooks import layout
from statistics.workbooks.writing.book import add_sheet, new_book
from tests import cast
from tests.statistics.workbooks.writing import xlsx
from tests.statistics.workbooks.writing.attachments import FILLED_IN, attachment, official

# --- Paper ---------------------------------------------------------------------------------------


def test_merged_cells():
    assert {str(merged) for merged in xlsx.read(official()).active.merged_cells.ranges} == {
        *("A1:L1", "A2:F2", "G2:L2", "K3:L3"),
        *("A4:A5", "B4:B5", "C4:C5", "D4:D5", "E4:E5", "F4:F5"),
        *("G4:G5", "H4:H5", "I4:I5", "J4:J5", "K4:K5", "L4:L5"),
        *("A15:L15", "A16:L16", "A17:L17", "A18:L18", "A19:L19"),
    }


def test_lines_around_every_cell_of_the_table_and_nowhere_else():
    """Read from the raw file: openpyxl itself would draw lines around merged cells."""
    data = official()
    book = xlsx.read(data)
    lines = {}
    for cell in xlsx.cells(data):
        border = book._borders[book._cell_styles[int(cell.get("s"))].borderId]
        sides = (border.left, border.right, border.top, border.bottom)
        lines.setdefault(tuple(side and side.style for side in sides), set()).add(cell.get("r"))
    table = {f"{letter}{row}" for letter in "ABCDEFGHIJKL" for row in range(3, 15)}
    around = {f"{letter}{row}" for letter in "ABCDEFGHIJKL" for row in (1, 2, *range(15, 20))}
    assert lines == {("thin",) * 4: table, (None,) * 4: around}


def test_one_page_of_a4_landscape():
    sheet = xlsx.read(official()).active
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 1)  # None: 1
    assert sheet.print_options.horizontalCentered is True
    assert sheet.print_area == "'统计表'!$A$1:$L$19"
    assert sheet.print_title_rows == "$1:$5"


def test_the_sheet_fills_the_page_without_being_scaled():
    width = sum(layout.COLUMN_WIDTHS.values()) * 8 * 72 / 96  # 8 pixels a digit, 96 pixels an inch
    height = sum(layout.ROW_HEIGHTS.values())
    margins = layout.MARGINS
    assert list(layout.ROW_HEIGHTS) == list(range(1, 20))
    assert 745 < width <= 842 - 72 * (margins["left"] + margins["right"])
    assert 500 < height <= 595 - 72 * (margins["top"] + margins["bottom"])


def test_every_text_fits_its_cells():
    """A Chinese character is as wide as its font is high: 14 pixels, and 14 points a line."""
    for address, text in layout.HEADINGS.items():
        area = next((m for m in layout.MERGED if m.startswith(f"{address}:")), address)
        first_column, first_row, last_column, last_row = range_boundaries(area)
        letters = layout.LETTERS[first_column - 1 : last_column]
        width = sum(layout.COLUMN_WIDTHS[letter] for letter in letters) * 8
        height = sum(layout.ROW_HEIGHTS[row] for row in range(first_row, last_row + 1))
        lines = -(-len(text) // (int(width - 5) // 14))
        assert lines * 14 <= height, text


def test_fonts_and_what_stands_in_for_them():
    sheet = xlsx.read(official()).active
    fonts = {
        address: (font.name, font.size, font.family, font.charset)
        for address in ("A1", "A2", "B4", "B6", "A16")
        for font in [sheet[address].font]
    }
    assert fonts == {
        "A1": ("方正小标宋简体", 20, 1, 134),
        "A2": ("仿宋", 10.5, 1, 134),
        "B4": ("仿宋", 10.5, 1, 134),
        "B6": ("仿宋", 10.5, 1, 134),
        "A16": ("仿宋", 10, 1, 134),
    }


def test_headings_are_centred_and_wrapped_and_figures_shrink():
    sheet = xlsx.read(official()).active
    heading, figure = sheet["L4"].alignment, sheet["L6"].alignment
    assert (heading.horizontal, heading.vertical, heading.wrap_text) == ("center", "center", True)
    assert (figure.horizontal, figure.vertical, figure.shrink_to_fit) == ("center", "center", True)


# --- The file ------------------------------------------------------------------------------------


def test_the_same_table_gives_the_same_bytes(draft):
    cast.fill(draft, FILLED_IN)
    cast.submit(draft)
    assert attachment(draft) == attachment(draft)


def test_the_file_is_dated_by_its_data(draft):
    cast.submit(draft, at=datetime(2021, 6, 28, 2, 15, tzinfo=UTC))
    data = attachment(draft)
    about = xlsx.read(data).properties
    assert (about.creator, about.created, about.modified) == (
        "周口市市场监督管理局",
        datetime(2021, 6, 28, 2, 15),
        datetime(2021, 6, 28, 2, 15),
    )
    with ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_correction_under_way_is_dated_by_its_figures(draft):
    cast.submit(draft, at=datetime(2021, 6, 28, 2, 15, tzinfo=UTC))
    cast.send_back(draft)
    cast.fill(draft, FILLED_IN, at=datetime(2021, 7, 2, 1, 0, tzinfo=UTC))
    assert xlsx.read(attachment(draft)).properties.modified == datetime(2021, 7, 2, 1, 0)


def test_a_name_with_characters_no_file_can_hold():
    sheet = xlsx.read(official(unit_name="川汇\x00区\x1b\ud800\uffff局")).active
    assert sheet["A2"].value == "报送单位：川汇□区□□□局"


def test_a_title_that_looks_like_a_formula_is_text():
    data = official(title="=1+1")
    assert xlsx.read(data).active["A1"].data_type == "s"
    assert "<f" not in xlsx.part(data, "xl/worksheets/sheet1.xml").replace("<filter", "")


def test_nothing_is_left_on_disk_when_writing_fails():
    before = list(openpyxl_writer.ALL_TEMP_FILES)
    begun = []

    def fail_half_way():
        with new_book() as book:
            add_sheet(book, "empty")
            add_sheet(book, "begun").append([])
            begun.extend(path for path in openpyxl_writer.ALL_TEMP_FILES if path not in before)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert [Path(path).exists() for path in begun] == [False]
    assert before == openpyxl_writer.ALL_TEMP_FILES


def test_two_queries_with_the_report_at_hand(draft, django_assert_num_queries):
    with django_assert_num_queries(2):
        attachment(draft)
