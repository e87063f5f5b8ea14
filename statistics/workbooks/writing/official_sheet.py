"""The official sheet, line for line as annexed to 周市监办〔2021〕53号 and nothing else on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from cases.categories import CaseCategory

from ...form.figures import Figures
from ...form.indicators import CELLS, COLUMNS, Indicator, cell_name
from ...form.normaliser import Figure
from .. import layout
from .book import Pen, Sheet, lay_on_paper


@dataclass(frozen=True)
class Head:
    """What the sheet says besides figures and the form's own words."""

    title: str
    unit_name: str
    starts_on: date
    cut_off_on: date | None  # None: left open, as on the empty form
    reported_on: date | None

    @property
    def lines(self) -> dict[str, str]:
        """The text of each line by address."""
        return {
            layout.TITLE: self.title,
            layout.UNIT_NAME: f"报送单位：{self.unit_name}",
            layout.STATISTICS_TIME: f"统计时间：{_span(self.starts_on, self.cut_off_on)}",
            layout.REPORTING_TIME: f"报送时间：{_day(self.reported_on)}",
        }


def _span(start: date, end: date | None) -> str:
    """2021年1月1日至6月30日: the year is not said twice."""
    if end is None:
        return f"{_day(start)}至    月    日"
    if end.year == start.year:
        return f"{_day(start)}至{end.month}月{end.day}日"
    return f"{_day(start)}至{_day(end)}"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "    年  月  日"


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
    texts, numbers = head.lines, _numbers(figures)
    for places in _grid():
        sheet.append([_cell(pen, place, texts, numbers) for place in places])
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


def _numbers(figures: Figures) -> dict[str, Figure]:
    numbers = {address: figures[name] for name, address in layout.FIGURES.items()}
    totals = figures.totals
    return numbers | {address: totals[key] for key, address in layout.TOTALS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the grid, as far as it is the same in every sheet."""

    address: str
    style: str
    text: str = ""
    indicator: Indicator | None = None  # set where a figure stands


LINE_STYLES = {layout.TITLE: "title", layout.UNIT_NAME: "left"}


@cache
def _grid() -> tuple[tuple[Place, ...], ...]:
    """The whole grid, row by row; covered cells of merged ranges too, so that they have lines."""
    indicators = {address: CELLS[name].indicator for name, address in layout.FIGURES.items()}
    indicators |= {layout.TOTALS[column.key]: column for column in COLUMNS}
    return tuple(
        tuple(_place(f"{letter}{row}", row, indicators) for letter in layout.LETTERS)
        for row in range(1, layout.LAST_ROW + 1)
    )


def _place(address: str, row: int, indicators: Mapping[str, Indicator]) -> Place:
    if row in layout.TABLE_ROWS:
        text = layout.HEADINGS.get(address, "")
        return Place(address, "heading", text, indicators.get(address))
    if row in layout.NOTE_ROWS:
        return Place(address, "note", layout.NOTES_BELOW.get(address, ""))
    return Place(address, LINE_STYLES.get(address, "right"))


def _cell(pen: Pen, place: Place, texts: Mapping[str, str], numbers: Mapping[str, Figure]):
    if place.indicator:
        return pen.figure(numbers[place.address], place.indicator)
    text = place.text or texts.get(place.address)
    return pen.text(text, place.style) if text else pen.blank(place.style)
