"""What the official sheet holds, cell by cell: one source for the workbook and for paper.

The form's own words and where they stand are layout.py's; here they meet a table's head and figures.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils import timezone
from openpyxl.utils import range_boundaries

from ..form.figures import Figures
from ..form.indicators import CELLS, COLUMNS, Indicator
from ..form.normaliser import Figure
from . import layout


@dataclass(frozen=True)
class Head:
    """What the sheet says besides figures and the form's own words."""

    title: str
    unit_name: str
    starts_on: date
    cut_off_on: date | None  # None: left open, as on the empty form
    reported_on: date | None

    @classmethod
    def of(cls, report) -> "Head":
        """A report's, from the record: 报送时间 is open while the city does not have the table."""
        return cls(
            title=report.title,
            unit_name=report.unit_name,
            starts_on=report.period.campaign.starts_on,
            cut_off_on=report.cut_off_on,
            reported_on=timezone.localdate(report.submitted_at) if report.is_with_city else None,
        )

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


def numbers(figures: Figures) -> dict[str, Figure]:
    """The 93 figures and the totals, by address. Counts in 件, 次, 人次, 个; amounts in 万元."""
    found = {address: figures[name] for name, address in layout.FIGURES.items()}
    totals = figures.totals
    return found | {address: totals[key] for key, address in layout.TOTALS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """One cell of the grid, as far as it is the same in every sheet."""

    address: str
    style: str
    text: str = ""
    indicator: Indicator | None = None  # set where a figure stands


LINE_STYLES = {layout.TITLE: "title", layout.UNIT_NAME: "left"}


@cache
def grid() -> tuple[tuple[Place, ...], ...]:
    """The whole grid, row by row; covered cells of merged ranges too, so that they have lines."""
    indicators = {address: CELLS[name].indicator for name, address in layout.FIGURES.items()}
    indicators |= {layout.TOTALS[column.key]: column for column in COLUMNS}
    return tuple(
        tuple(_place(f"{letter}{row}", row, indicators) for letter in layout.LETTERS)
        for row in range(1, layout.LAST_ROW + 1)
    )


def _place(address: str, row: int, indicators: dict[str, Indicator]) -> Place:
    if row in layout.TABLE_ROWS:
        text = layout.HEADINGS.get(address, "")
        return Place(address, "heading", text, indicators.get(address))
    if row in layout.NOTE_ROWS:
        return Place(address, "note", layout.NOTES_BELOW.get(address, ""))
    return Place(address, LINE_STYLES.get(address, "right"))


@cache
def spans() -> dict[str, tuple[int, int]]:
    """(columns, rows) that a cell takes, by address; (0, 0) where another one covers it."""
    taken = {place.address: (1, 1) for row in grid() for place in row}
    for area in layout.MERGED:
        left, top, right, bottom = range_boundaries(area)
        letters = layout.LETTERS[left - 1 : right]
        taken |= {f"{letter}{row}": (0, 0) for letter in letters for row in range(top, bottom + 1)}
        taken[f"{letters[0]}{top}"] = (right - left + 1, bottom - top + 1)
    return taken
