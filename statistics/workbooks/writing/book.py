"""What all our workbooks share: how cells are made, the paper, and how the file is saved.

Everything is written with openpyxl's write-only sheets: rows leave memory as they come.
"""

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element

from ...form.indicators import Indicator
from ...form.normaliser import Figure, show
from .styles import prepared

AUTHOR = "周口市市场监督管理局"

# --- Cells ---------------------------------------------------------------------------------------

# As OWASP lists them for "CSV injection", with their full-width forms.
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Sheet(WriteOnlyWorksheet):
    """A write-only sheet for rows of ready cells, as a Pen makes them.

    openpyxl's own takes each cell for a plain value first and formats an error message when it is
    none; that would be a fifth of the time.

    `formulas`, by address, are written in front of the values that they come to.
    """

    def __init__(self, book: Workbook, title: str):
        super().__init__(book, title)
        self.formulas: dict[str, str] = {}

    def _get_writer(self) -> None:
        if self._writer is None:
            self._writer = _Writer(self)
            self._writer.write_top()

    def _values_to_row(self, cells: Iterable[Cell], row: int) -> Iterator[Cell]:
        for column, cell in enumerate(cells, 1):
            cell.row, cell.column = row, column
            yield cell


class _Writer(WorksheetWriter):
    """openpyxl's own writes a formula or a value; viewers that calculate nothing need both."""

    def write_row(self, xf, row, row_idx):
        super().write_row(
            _WithFormulas(xf, self.ws.formulas) if self.ws.formulas else xf, row, row_idx
        )


class _WithFormulas:
    """An XML file that puts its formula into each cell that has one."""

    def __init__(self, xf, formulas: dict[str, str]):
        self.xf, self.element, self.formulas = xf, xf.element, formulas

    def write(self, cell) -> None:
        if formula := self.formulas.get(cell.get("r")):
            element = Element("f")
            element.text = formula
            cell.insert(0, element)
        self.xf.write(cell)


class Pen:
    """Makes the cells of one sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        _, self.arrays = prepared(with_digest=True)

    def blank(self, style: str) -> Cell:
        """An empty cell that still has its lines."""
        cell = WriteOnlyCell(self.sheet)
        cell._style = self.arrays[style]
        return cell

    def text(self, text: str, style: str) -> Cell:
        """Text that stays text, whatever it begins with; what no file can hold becomes □."""
        text = NOT_IN_XML.sub("□", text)
        is_risky = style == "item" and text.startswith(FORMULA_STARTS)
        cell = self.blank("quoted" if is_risky else style)
        cell.value = text
        cell.data_type = "s"  # "=1" would have become a formula, "#N/A" an error
        return cell

    def figure(self, figure: Figure, indicator: Indicator) -> Cell:
        """A number with exactly its digits, or a blank cell.

        Written as text of type number: openpyxl itself would turn a Decimal into a float.
        """
        cell = self.blank("amount" if indicator.is_amount else "count")
        if figure is not None:
            cell._value = show(figure)
        return cell

    def number(self, number: int | None) -> Cell:
        cell = self.blank("count")
        cell.value = number
        return cell

    def percent(self, percent: Decimal | None) -> Cell:
        """12.5 as 12.5%; a dash where there is nothing to divide by."""
        if percent is None:
            return self.text("—", "state")
        cell = self.blank("percent")
        cell._value = show(percent / 100)
        return cell

    def time(self, at: datetime | None) -> Cell:
        """An instant; Excel knows no time zones, so `at` comes as local time without one."""
        cell = self.blank("time")
        if at is not None:
            cell.value = at
        return cell


# --- Paper ---------------------------------------------------------------------------------------


def lay_on_paper(sheet: Sheet, *, margins: dict[str, float], pages_high: int) -> None:
    """A4 landscape, one page wide, `pages_high` pages high (0: as many as it takes)."""
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = pages_high
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(**margins)


# --- The file ------------------------------------------------------------------------------------


@contextmanager
def new_book(*, with_digest: bool = False) -> Iterator[Workbook]:
    """An empty workbook that knows our styles; nothing of it is left on disk afterwards.

    Only one made `with_digest` also knows the style of the line that a digest stands in.
    """
    book = Workbook(write_only=True)
    tables, _ = prepared(with_digest=with_digest)
    vars(book).update(tables)
    try:
        yield book
    except BaseException:
        _discard(book)
        raise


def add_sheet(book: Workbook, title: str) -> Sheet:
    sheet = Sheet(book, title)
    book._add_sheet(sheet)
    return sheet


def _discard(book: Workbook) -> None:
    # openpyxl keeps a write-only sheet in a temporary file until it is saved.
    for sheet in book.worksheets:
        if not sheet.closed:
            sheet.close()
        sheet._writer.cleanup()


def save(book: Workbook, target: BinaryIO, *, at: datetime) -> None:
    """Write the workbook, said to be made at `at`: the same figures give the same bytes."""
    book.properties.creator = AUTHOR
    book.properties.created = book.properties.modified = at.astimezone(UTC)
    with UndatedZip(target, "w") as archive:
        ExcelWriter(book, archive).write_data()


class UndatedZip(ZipFile):
    """An archive whose entries do not tell when they were written."""

    def writestr(self, name, data):
        super().writestr(_entry(name), data)

    def write(self, path, name):
        with open(path, "rb") as source, self.open(_entry(name), "w") as target:
            shutil.copyfileobj(source, target)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name)  # dated 1 January 1980, the format's first day
    entry.compress_type = ZIP_DEFLATED
    return entry
