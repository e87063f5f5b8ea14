"""What the city's total is made of: a line a unit, a line a unit and category, and one cell's units."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Sum

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory

from ..checks import explanations
from ..checks.explanations import Correction
from ..form.indicators import (
    ACTION_KEYS,
    ACTIONS,
    COLUMN_KEYS,
    COLUMNS,
    Indicator,
    Kind,
    indicator_of,
)
from ..form.normaliser import Figure
from ..models import CaseRow
from ..models.one_of import IsOneOf
from .consolidate import Measure, Scope, counted_reports, earlier_reports, figure_of

ROWS_AT_ONCE = 2000  # fetched from the database


@dataclass(frozen=True, slots=True)
class UnitSums:
    """One unit's line: its five action figures and the eleven totals of its case rows."""

    unit_id: int
    unit_name: str
    report_id: int
    actions: tuple[Figure, ...]
    totals: tuple[Figure, ...]


def unit_sums(
    period: ReportingPeriod, scope: Scope, measure: Measure = Measure.CUMULATIVE
) -> Iterator[UnitSums]:
    """A line a counted unit, in the city's order; one grouped query, streamed.

    For what is new a second one, which is kept in memory.
    """
    lines = _unit_sums(counted_reports(period, scope))
    if measure == Measure.CUMULATIVE:
        yield from lines
        return
    earlier = {line.unit_id: line for line in _unit_sums(earlier_reports(period, scope))}
    for line in lines:
        before = earlier.get(line.unit_id)
        yield _since(line, before) if before else line


def _since(line: UnitSums, before: UnitSums) -> UnitSums:
    actions = _news(line.actions, before.actions, ACTIONS)
    totals = _news(line.totals, before.totals, COLUMNS)
    return UnitSums(line.unit_id, line.unit_name, line.report_id, actions, totals)


def _unit_sums(reports) -> Iterator[UnitSums]:
    rows = (
        reports.order_by("unit__position", "unit__code")
        .annotate(**{f"total_{key}": Sum(f"rows__{key}") for key in COLUMN_KEYS})
        .values_list(
            *("unit", "unit__name", "pk"),
            *ACTION_KEYS,
            *(f"total_{key}" for key in COLUMN_KEYS),
        )
    )
    split = len(ACTION_KEYS)
    for unit_id, unit_name, report_id, *figures in rows.iterator(chunk_size=ROWS_AT_ONCE):
        totals = tuple(figure or 0 for figure in figures[split:])
        yield UnitSums(unit_id, unit_name, report_id, tuple(figures[:split]), totals)


def case_rows(
    period: ReportingPeriod, scope: Scope, measure: Measure = Measure.CUMULATIVE
) -> Iterator[tuple]:
    """(unit name, category label, eleven figures…) for each counted unit and category, streamed.

    For what is new a second query, whose rows are kept in memory.
    """
    earlier = {}
    if measure == Measure.NEW:
        before = _case_rows(earlier_reports(period, scope))
        earlier = {(unit, category): figures for unit, _, category, figures in before}
    labels = dict(CaseCategory.choices)
    for unit, name, category, figures in _case_rows(counted_reports(period, scope)):
        before = earlier.get((unit, category))
        yield name, labels[category], *(_news(figures, before, COLUMNS) if before else figures)


def _case_rows(reports) -> Iterator[tuple]:
    rows = (
        CaseRow.objects.filter(IsOneOf("report", reports.values("pk")))
        .order_by("report__unit__position", "report__unit__code", "pk")
        .values_list("report__unit", "report__unit__name", "category", *COLUMN_KEYS)
    )
    for unit, name, category, *figures in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield unit, name, category, tuple(figures)


def _news(figures, before, indicators) -> tuple[Figure, ...]:
    return tuple(map(_new, figures, before, indicators))


def _new(figure: Figure, before: Figure, indicator: Indicator) -> Figure:
    """What is new in a reported figure, where a blank was confirmed as 0; blank if it always was."""
    if indicator.kind is Kind.STOCK or before is None:
        return figure
    return (figure or 0) - before


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit adds to a cell of the city's table."""

    unit_name: str
    report_id: int
    quarter: int
    figure: Figure


def contributions(
    period: ReportingPeriod, scope: Scope, name: str, measure: Measure = Measure.CUMULATIVE
) -> list[Contribution]:
    """The units behind one cell, largest first.

    `name` is an input's name, or a column's key alone for its 合计. Raises KeyError for others.
    """
    rows = _behind(counted_reports(period, scope), name)
    if measure == Measure.CUMULATIVE:
        return [Contribution(*row) for _, *row in rows]
    earlier = {unit: figure for unit, *_, figure in _behind(earlier_reports(period, scope), name)}
    indicator = indicator_of(name)
    parts = [
        Contribution(*row, _new(figure, earlier.get(unit), indicator))
        for unit, *row, figure in rows
    ]
    return sorted(parts, key=lambda part: (part.figure is None, -(part.figure or 0)))


def _behind(reports, name: str):
    reports = reports.annotate(figure=figure_of(name))
    return reports.order_by(F("figure").desc(nulls_last=True), "unit__position").values_list(
        "unit", "unit__name", "pk", "period__quarter", "figure"
    )


def corrections(period: ReportingPeriod, scope: Scope) -> list[tuple[str, Correction]]:
    """更正上期: what the counted units say was wrong in their table before this one, by unit name."""
    reports = counted_reports(period, scope).filter(period=period).exclude(explanations={})
    named = reports.select_related("unit").order_by("unit__position", "unit__code")
    return [
        (report.unit.name, each)
        for report in named
        for each in explanations.corrections(report.explained)
    ]
