"""The city's figures period by period. No HTTP.

Over units figures are summed; over time the last cumulative one counts, and the year starts again
each 1 January (FORM: "Two axes of adding up").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory

from ..form.figures import add
from ..form.indicators import ACTION_KEYS, COLUMN_KEYS, Indicator, cell_name
from ..form.normaliser import Figure
from ..models import Report, Submission, SubmittedRow
from .adding import NOTHING, STOCKS, add_up_unaltered
from .cell_history import increments
from .consolidate import Scope
from .year_units import COUNTED, Ended, Year


@dataclass(frozen=True, slots=True)
class Sums:
    """What the counted reports of a period add up to."""

    period: ReportingPeriod
    expected: int
    counted: int
    figures: Mapping[str, Figure]  # by input name
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
        return add(self.figures.get(cell_name(category, key)) for category in CaseCategory)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in one period. `new` is None for a stock, and where it would not be honest."""

    period: ReportingPeriod
    expected: int
    counted: int
    cumulative: Figure
    new: Figure


def sums_over_time(
    periods: list[ReportingPeriod], scope: Scope, keys: set[str], years: dict[int, Year]
) -> tuple[list[Sums], set[int]]:
    """The sums of `keys` in each period, in the order given, and the ids of altered reports, which
    are in none of them. Of columns also by category.

    One query, and two for the figures of units that ended and still belong to one of the `years`.
    Each period comes with `expected`, the number of tables that are expected in it.
    """
    actions = [key for key in ACTION_KEYS if key in keys]
    columns = [key for key in COLUMN_KEYS if key in keys]
    reports = Report.objects.expected().filter(period__in=periods, status__in=COUNTED[scope])
    found, altered = add_up_unaltered(reports, scope, "period", actions=actions, columns=columns)
    staying = {
        pk: [each for each in year.ended if each.stays and each.table.report not in altered]
        for pk, year in years.items()
    }
    of_ended = _of_ended(chain.from_iterable(staying.values()), actions, columns)
    sums = [
        _with_ended(
            Sums(period, period.expected, added.tables, added.figures), staying[period.pk], of_ended
        )
        for period in periods
        for added in [found.get((period.pk,), NOTHING)]
    ]
    return sums, altered


def _of_ended(ended: Iterable[Ended], actions, columns) -> dict[int, dict[str, Figure]]:
    """The figures of the submissions of units that ended and stay in, by the submission's id."""
    ids = {each.table.submission for each in ended}
    if not ids:
        return {}
    submissions = Submission.objects.filter(pk__in=ids)
    figures = {
        pk: dict(zip(actions, values, strict=True))
        for pk, *values in submissions.values_list("pk", *actions)
    }
    rows = SubmittedRow.objects.filter(submission__in=ids)
    for submission, category, *values in rows.values_list("submission", "category", *columns):
        names = [cell_name(category, key) for key in columns]
        figures[submission] |= zip(names, values, strict=True)
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
