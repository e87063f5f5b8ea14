"""One cell of one unit's table over time: what it held in each period of this year and of last. No HTTP.

Two axes (FORM): over time the last cumulative figure counts, and the year starts again each 1 January.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cases.categories import CaseCategory

from ..form.figures import Figures, add, increment
from ..form.indicators import CELLS, Indicator, cell_name, indicator_of
from ..form.normaliser import Figure
from ..models import Report
from .consolidate import figure_of


@dataclass(frozen=True, slots=True)
class Point:
    """One period's figure: as it stands in the report now, and what is new in it."""

    report: Report  # with `edition`, the number of its latest one, or None
    cumulative: Figure
    new: Figure  # None for a stock or a blank


def series(report: Report, name: str) -> list[Point]:
    """The unit's reported tables of last year, and of this one up to `report`, the oldest first.

    `report` itself is always among them. Of other tables only those that were reported: a draft is
    nobody's business yet. One query, and a few for each table where units have ended into this one: what
    is new is then new since their figures too. KeyError when there is no such cell.
    """
    indicator = indicator_of(name)
    reports = list(_reports(report).annotate(figure=figure_of(name, "submission")))
    for each in reports:
        if each.pk == report.pk and not report.is_with_city:
            each.figure = _in(report.figures, name)
    if reports[-1].has_predecessors:
        new = [_new(each, name, indicator) for each in reports]
    else:
        new = increments(((each.period.year, each.figure) for each in reports), indicator)
    return [Point(each, each.figure, more) for each, more in zip(reports, new, strict=True)]


def _in(figures: Figures, name: str) -> Figure:
    """A cell's figure, or a column's total; blank while nothing stands in any of its rows."""
    if name in CELLS:
        return figures[name]
    rows = [figures[cell_name(category, name)] for category in CaseCategory]
    return None if all(each is None for each in rows) else add(rows)


def _new(report: Report, name: str, indicator: Indicator) -> Figure:
    before = report.previous()
    return increment(report.figure, before and _in(before.reported_figures, name), indicator)


def _reports(report: Report):
    period = report.period
    this_year = Q(period__campaign=period.campaign_id, period__quarter__lt=period.quarter)
    last_year = Q(period__campaign__year=period.year - 1)
    reported = Report.objects.reported().filter(this_year | last_year, unit=report.unit_id)
    reports = Report.objects.filter(Q(pk__in=reported.values("pk")) | Q(pk=report.pk))
    in_time = reports.order_by("period__campaign__year", "period__quarter")
    return in_time.select_related("period__campaign").with_edition().with_predecessors()


def increments(figures: Iterable[tuple[int, Figure]], indicator: Indicator) -> list[Figure]:
    """当期新增 of (year, cumulative figure) pairs in the order of time.

    Each less the one before it of the same year; a blank one counts as 0, as it does in the table.
    """
    last, new = {}, []
    for year, figure in figures:
        new.append(increment(figure, last.get(year), indicator))
        last[year] = figure
    return new
