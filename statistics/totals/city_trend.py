"""The city's figures period by period. No HTTP.

Over units figures are summed; over time the last cumulative one counts, and the year starts again
each 1 January (FORM: "Two axes of adding up").
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, Q, Sum

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory

from ..form.figures import add
from ..form.indicators import ACTION_KEYS, COLUMN_KEYS, Indicator
from ..form.normaliser import Figure
from ..models import Report, Submission, SubmittedRow
from .cell_history import increments
from .consolidate import STOCKS, Scope
from .year_units import COUNTED, POINTER, Ended, Year


@dataclass(frozen=True, slots=True)
class Sums:
    """What the counted reports of a period add up to."""

    period: ReportingPeriod
    expected: int
    counted: int
    figures: Mapping[str | tuple[str, str], Figure]  # by action key; by (category, column key)
    ended: int = 0  # units without a table of the period that are in the figures as well

    @property
    def is_complete(self) -> bool:
        return self.counted == self.expected

    def total(self, key: str) -> Figure:
        """An action figure, or a column's 合计; None when no report counts, as there is no sum."""
        if not (self.counted or self.ended):
            return None
        if key in ACTION_KEYS:
            return self.figures.get(key) or 0
        return add(self.figures.get((category, key)) for category in CaseCategory)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one period. `new` is None for a stock, and where it would not be honest."""

    period: ReportingPeriod
    expected: int
    counted: int
    cumulative: Figure
    new: Figure


def add_up(
    periods: list[ReportingPeriod], scope: Scope, keys: set[str], years: dict[int, Year]
) -> list[Sums]:
    """The sums of `keys` in each period, in the order given; of columns also by category.

    One query for the reports and their action figures, one for the case rows, and two for the
    figures of units that ended and still belong to one of the `years`.
    """
    actions = [key for key in ACTION_KEYS if key in keys]
    columns = [key for key in COLUMN_KEYS if key in keys]
    counts, cells = _counts(periods, scope, actions), _columns(periods, scope, columns)
    ended = _of_ended(years, actions, columns)
    return [
        _with_ended(
            Sums(period, expected, counted, figures | cells.get(period.pk, {})),
            [each for each in years[period.pk].ended if each.stays],
            ended,
        )
        for period in periods
        for expected, counted, figures in [counts.get(period.pk, (0, 0, {}))]
    ]


def _counts(periods, scope, keys) -> dict[int, tuple[int, int, dict]]:
    """(expected, counted, action figures) by the period's id."""
    counted, pointer = Q(status__in=COUNTED[scope]), POINTER[scope]
    rows = (
        Report.objects.expected()
        .filter(period__in=periods)
        .order_by()
        .values_list("period")
        .annotate(expected=Count("pk"), counted=Count("pk", filter=counted))
        .annotate(**{f"total_{key}": Sum(f"{pointer}__{key}", filter=counted) for key in keys})
    )
    return {
        period: (expected, counted, dict(zip(keys, sums, strict=True)))
        for period, expected, counted, *sums in rows
    }


def _columns(periods, scope, keys) -> dict[int, dict]:
    """Sums by (category, column), by the period's id."""
    rows = f"{POINTER[scope]}__rows"
    found = (
        Report.objects.expected()
        .filter(period__in=periods, status__in=COUNTED[scope])
        .order_by()
        .values_list("period", f"{rows}__category")
        .annotate(**{f"total_{key}": Sum(f"{rows}__{key}") for key in keys})
    )
    columns = {}
    for period, category, *sums in found:
        cells = {(category, key): sum_ for key, sum_ in zip(keys, sums, strict=True)}
        columns.setdefault(period, {}).update(cells)
    return columns


def _of_ended(years: dict[int, Year], actions, columns) -> dict[int, dict]:
    """The figures of submissions of units that ended and stay in, by the submission's id."""
    ids = {each.table.submission for year in years.values() for each in year.ended if each.stays}
    if not ids:
        return {}
    submissions = Submission.objects.filter(pk__in=ids)
    figures = {
        pk: dict(zip(actions, values, strict=True))
        for pk, *values in submissions.values_list("pk", *actions)
    }
    rows = SubmittedRow.objects.filter(submission__in=ids)
    for submission, category, *values in rows.values_list("submission", "category", *columns):
        figures[submission] |= {
            (category, key): value for key, value in zip(columns, values, strict=True)
        }
    return figures


def _with_ended(sums: Sums, ended: list[Ended], figures: dict[int, dict]) -> Sums:
    """The same with the flows of units that ended in the year, and what is still theirs of stocks."""
    total = dict(sums.figures)
    for each in ended:
        for key, figure in figures[each.table.submission].items():
            if each.stock_stays or key not in STOCKS:
                total[key] = add([total.get(key), figure])
    return replace(sums, figures=total, ended=len(ended))


def points(sums: list[Sums], indicator: Indicator) -> list[Point]:
    """The figure in each period; a period in which nothing counts is passed over by the next one.

    Two totals of different units differ by more than what is new. So the city's increment is told
    only where every unit is in both; unit by unit the consolidated table has it (Measure.NEW).
    """
    there = [each for each in sums if each.counted or each.ended]
    totals = [(each.period.year, each.total(indicator.key)) for each in there]
    new = dict(zip(map(id, there), increments(totals, indicator), strict=True))
    return [
        Point(
            each.period,
            each.expected,
            each.counted,
            each.total(indicator.key),
            new.get(id(each)) if _is_comparable(each, there) else None,
        )
        for each in sums
    ]


def _is_comparable(sums: Sums, there: list[Sums]) -> bool:
    """All units are in it, and in the period of the year that it is compared with, if there is one."""
    before = [
        each
        for each in there
        if each.period.year == sums.period.year and each.period.quarter < sums.period.quarter
    ]
    return sums.is_complete and (not before or before[-1].is_complete)
