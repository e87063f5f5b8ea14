"""The printed sheet: the record on paper, whatever the screen shows.

It stands on the table's page beside the form, for paper only, so that the browser's own 打印 takes it;
the grid and every text are those of the workbook (workbooks/contents.py). See docs/decisions/0023.
"""

from dataclasses import dataclass
from functools import cache

from ..form.normaliser import show
from ..models import Report, Status
from ..workbooks.contents import Head, Place, grid, numbers, spans
from .days import moment_text

SAVED = "saved"  # beside the addresses of cells: when the figures were stored


@dataclass(frozen=True, slots=True)
class PaperCell:
    """One cell of the grid with what stands in it; what another one covers is left out."""

    place: Place
    text: str
    is_kept: bool  # part of the record: the page's script puts the next one in
    columns: int
    rows: int


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
    """What is printed of the record, by address in the official sheet; blanks are left out."""
    figures = {address: show(figure) for address, figure in numbers(report.figures).items()}
    printed = Head.of(report).lines | figures
    if not report.is_with_city:
        printed[SAVED] = _saved(report)
    return {address: text for address, text in printed.items() if text}


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
        rows = [[_cell(place, printed) for place in row] for row in _uncovered()]
        return cls(standing(report), printed.get(SAVED, ""), rows)


@cache
def _uncovered() -> list[list[Place]]:
    return [[place for place in row if spans()[place.address] != (0, 0)] for row in grid()]


def _cell(place: Place, printed: dict[str, str]) -> PaperCell:
    is_kept = not place.text
    text = printed.get(place.address, "") if is_kept else place.text
    return PaperCell(place, text, is_kept, *spans()[place.address])
