"""The city's figures period by period. No HTTP.

Over units figures are summed; over time the last cumulative one counts, and the year starts again
each 1 January (FORM: "Two axes of adding up").
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from cases.categories import CaseCategory

from .consolidation import COUNTED, Scope
from .figures import ACTION_KEYS, COLUMN_KEYS, Figure, add
from .indicators import Indicator
from .models import CaseRow, Report, ReportingPeriod
from .series import increments


@dataclass(frozen=True, slots=True)
class Sums:
    """What the counted reports of a period add up to."""

    period: ReportingPeriod
    expected: int
    counted: int
    figures: Mapping[str | tuple[str, str], Figure]  # by action key; by (category, column key)

    def total(self, key: str) -> Figure:
        """An action figure, or a column's 合计; None when no report counts, as there is no sum."""
        if not self.counted:
            return None
        if key in ACTION_KEYS:
            return self.figures.get(key) or 0
        return add(self.figures.get((category, key)) for category in CaseCategory)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one period. `new` is None for a stock, and where nothing counts."""

    period: ReportingPeriod
    expected: int
    counted: int
    cumulative: Figure
    new: Figure


def add_up(periods: list[ReportingPeriod], scope: Scope, keys: set[str]) -> list[Sums]:
    """The sums of `keys` in each period, in the order given; of columns also by category.

    One query for the reports and their action figures, one for the case rows.
    """
    counts = _counts(periods, scope, [key for key in ACTION_KEYS if key in keys])
    cells = _columns(periods, scope, [key for key in COLUMN_KEYS if key in keys])
    return [
        Sums(period, expected, counted, actions | cells.get(period.pk, {}))
        for period in periods
        for expected, counted, actions in [counts.get(period.pk, (0, 0, {}))]
    ]


def _counts(periods, scope, keys) -> dict[int, tuple[int, int, dict]]:
    """(expected, counted, action figures) by the period's id."""
    counted = Q(status__in=COUNTED[scope])
    rows = (
        Report.objects.filter(period__in=periods)
        .order_by()
        .values_list("period")
        .annotate(expected=Count("pk"), counted=Count("pk", filter=counted))
        .annotate(**{f"total_{key}": Sum(key, filter=counted) for key in keys})
    )
    return {
        period: (expected, counted, dict(zip(keys, sums, strict=True)))
        for period, expected, counted, *sums in rows
    }


def _columns(periods, scope, keys) -> dict[int, dict]:
    """Sums by (category, column), by the period's id."""
    rows = (
        CaseRow.objects.filter(report__period__in=periods, report__status__in=COUNTED[scope])
        .order_by()
        .values_list("report__period", "category")
        .annotate(**{f"total_{key}": Sum(key) for key in keys})
    )
    columns = {}
    for period, category, *sums in rows:
        cells = {(category, key): sum_ for key, sum_ in zip(keys, sums, strict=True)}
        columns.setdefault(period, {}).update(cells)
    return columns


def points(sums: list[Sums], indicator: Indicator) -> list[Point]:
    """The figure in each period; a period in which nothing counts is passed over by the next one."""
    totals = [each.total(indicator.key) for each in sums]
    there = [
        (each.period.year, total)
        for each, total in zip(sums, totals, strict=True)
        if total is not None
    ]
    new = iter(increments(there, indicator))
    return [
        Point(each.period, each.expected, each.counted, total, None if total is None else next(new))
        for each, total in zip(sums, totals, strict=True)
    ]
