"""The printed sheet: the record on paper, whatever the screen shows.

It stands on the table's page beside the form, for paper only, so that the browser's own 打印 takes it;
the grid and every text are those of the workbook (workbooks/contents.py). See docs/decisions/0023.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.forms.utils import flatatt

from ..form.indicators import CELLS
from ..form.normaliser import show
from ..models import Report, Status
from ..workbooks.contents import Head, Place, grid, numbers, spans
from ..workbooks.layout import FIGURES, TOTALS
from .days import moment_text

SAVED = "saved"  # beside the addresses of cells: when the figures were stored


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One cell of the grid with what stands in it; what another one covers is left out."""

    attributes: str  # of its element, the same in every sheet
    text: str
    length: int | None  # of a figure: long ones are printed smaller


def standing(report: Report) -> str:
    """What is printed across a table that is not reported; "" for one that is with the city.

    The four kinds of acts that lead there: saving, withdrawing, giving back, and excusing.
    """
    if report.is_with_city:
        return ""
    if report.is_excused:
        return "免报，未报送"
    if report.status == Status.RETURNED:
        is_approved = report.approved_submission_id == report.submission_id
        return "审核后退回，更正中" if is_approved else "已退回，更正中"
    return "已撤回，未报送" if report.status_since else "草稿，未报送"


def texts(report: Report) -> dict[str, str]:
    """What is printed of the record, by address in the official sheet."""
    figures = {address: show(figure) for address, figure in numbers(report.figures).items()}
    printed = Head.of(report).lines | figures
    if not report.is_with_city:
        printed[SAVED] = _saved(report)
    return printed


def changed_texts(report: Report, names: Iterable[str]) -> dict[str, str]:
    """The same, of a draft in which inputs of these names were stored just now."""
    names, totals, printed = [*names], report.figures.totals, {SAVED: _saved(report)}
    for cell in (CELLS[name] for name in names if name in CELLS):
        printed[FIGURES[cell.name]] = show(report.figures[cell.name])
        if (key := cell.indicator.key) in totals:
            printed[TOTALS[key]] = show(totals[key])
    if "cut_off_on" in names:
        printed |= Head.of(report).lines
    return printed


def _saved(report: Report) -> str:
    if report.saved_at is None:
        return "尚未填写"
    return f"所印为 {moment_text(report.saved_at)} 已保存的累计数"


@dataclass(frozen=True)
class Paper:
    """All that the template prints."""

    standing: str
    saved: str
    rows: list[list[PaperCell]]

    @classmethod
    def of(cls, report: Report) -> "Paper":
        printed = texts(report)
        rows = [
            [_cell(place, attributes, printed) for place, attributes in row] for row in _frame()
        ]
        return cls(standing(report), printed.get(SAVED, ""), rows)


def _cell(place: Place, attributes: str, printed: dict[str, str]) -> PaperCell:
    text = place.text or printed.get(place.address, "")
    return PaperCell(attributes, text, len(text) if place.indicator else None)


@cache
def _frame() -> list[list[tuple[Place, str]]]:
    """The places that no other one covers, each with its element's attributes."""
    return [
        [(place, _attributes(place)) for place in row if spans()[place.address] != (0, 0)]
        for row in grid()
    ]


def _attributes(place: Place) -> str:
    """Of what is no word of the form the page's script knows the place: the next save may change it."""
    columns, rows = spans()[place.address]
    is_title = place.style == "title"
    return flatatt(
        {
            "class": place.style,
            "colspan": columns if columns > 1 else None,
            "rowspan": rows if rows > 1 else None,
            "role": "heading" if is_title else None,
            "aria-level": "1" if is_title else None,
            "data-at": None if place.text else place.address,
        }
    )
