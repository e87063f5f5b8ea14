"""The official sheet, line for line as annexed to 周市监办〔2021〕53号 and nothing else on it.

What stands where is contents.py's, which paper is printed from as well.
"""

from collections.abc import Mapping

from cases.categories import CaseCategory

from ...form.figures import Figures
from ...form.indicators import cell_name
from ...form.normaliser import Figure
from .. import layout
from ..contents import Head, Place, grid, numbers
from .book import Pen, Sheet, lay_on_paper


def write_official(
    sheet: Sheet, head: Head, figures: Figures, *, to_be_filled: bool = False, digest: str = ""
) -> None:
    """Fill an empty sheet with the official table. Counts in 件, 次, 人次, 个; amounts in 万元.

    In one that is `to_be_filled`, columns that are still blank add up by themselves. `digest` is a
    line below the form, for a book made `with_digest`; without it, the sheet is the form's replica.
    """
    _lay_out(sheet)
    if to_be_filled:
        sheet.formulas = _blank_totals(figures)
    pen = Pen(sheet)
    texts, figures_at = head.lines, numbers(figures)
    for places in grid():
        sheet.append([_cell(pen, place, texts, figures_at) for place in places])
    if digest:
        _write_digest(sheet, pen, digest)


def _lay_out(sheet: Sheet) -> None:
    lay_on_paper(sheet, margins=layout.MARGINS, pages_high=1)
    sheet.print_area = layout.PRINT_AREA
    sheet.print_title_rows = layout.REPEATED_ROWS
    sheet.sheet_view.showGridLines = False
    for letter, width in layout.COLUMN_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for row, height in layout.ROW_HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    sheet.merged_cells = (
        layout.MERGED
    )  # openpyxl's own set would be written in a different order each time


def _write_digest(sheet: Sheet, pen: Pen, line: str) -> None:
    """One more line on the page, in what the bottom margin can spare: nothing is scaled for it."""
    row, height = layout.DIGEST_ROW, layout.DIGEST_HEIGHT
    sheet.row_dimensions[row].height = height
    sheet.page_margins.bottom -= height / 72
    sheet.merged_cells = (*layout.MERGED, f"A{row}:L{row}")
    sheet.print_area = f"A1:L{row}"
    sheet.append([pen.text(line, "digest"), *(pen.blank("digest") for _ in layout.LETTERS[1:])])


def _blank_totals(figures: Figures) -> dict[str, str]:
    """The formulas of 合计, by address, for columns without a figure."""
    return {
        layout.TOTALS[key]: formula
        for key, formula in layout.TOTAL_FORMULAS.items()
        if all(figures[cell_name(category, key)] is None for category in CaseCategory)
    }


def _cell(pen: Pen, place: Place, texts: Mapping[str, str], figures_at: Mapping[str, Figure]):
    if place.indicator:
        return pen.figure(figures_at[place.address], place.indicator)
    text = place.text or texts.get(place.address)
    return pen.text(text, place.style) if text else pen.blank(place.style)
