"""What the city's total is made of: a line a unit, a line a unit and category, and one cell's units."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Sum, Value

from cases.categories import CaseCategory

from ..checks import explanations
from ..checks.explanations import Correction
from ..form.figures import add, increment
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
from ..models import Edition, SubmittedRow
from ..models.one_of import IsOneOf
from .adding import STOCKS
from .consolidate import Measure, figure_of
from .counting import Counting
from .groups import told_together

ROWS_AT_ONCE = 2000  # fetched from the database


@dataclass(frozen=True, slots=True)
class UnitSums:
    """One unit's line: its five action figures and the eleven totals of its case rows."""

    unit_id: int
    unit_name: str
    report_id: int | None
    actions: tuple[Figure, ...]
    totals: tuple[Figure, ...]

    @property
    def key(self) -> tuple:
        return (self.unit_id,)


def unit_sums(counting: Counting, measure: Measure = Measure.CUMULATIVE) -> Iterator[UnitSums]:
    """A line a counted unit, in the city's order; one grouped query, streamed.

    For what is new a second one, which is kept in memory.
    """
    lines = _unit_sums(counting, counting.reports)
    if measure == Measure.CUMULATIVE:
        yield from lines
    else:
        before = _unit_sums(counting, counting.before)
        yield from told_together(counting, lines, before, _plus, _since)


def _plus(line: UnitSums, other: UnitSums) -> UnitSums:
    return replace(
        line,
        actions=tuple(map(_sum, line.actions, other.actions)),
        totals=tuple(map(_sum, line.totals, other.totals)),
    )


def _since(line: UnitSums, before: UnitSums) -> UnitSums:
    actions = _news(line.actions, before.actions, ACTIONS)
    totals = _news(line.totals, before.totals, COLUMNS)
    return UnitSums(line.unit_id, line.unit_name, line.report_id, actions, totals)


def _unit_sums(counting: Counting, reports) -> Iterator[UnitSums]:
    pointer = counting.pointer
    rows = (
        reports.order_by("unit__position", "unit__code")
        .annotate(**{f"total_{key}": Sum(f"{pointer}__rows__{key}") for key in COLUMN_KEYS})
        .values_list(
            *("unit", f"{pointer}__unit_name", "pk"),
            *(f"{pointer}__{key}" for key in ACTION_KEYS),
            *(f"total_{key}" for key in COLUMN_KEYS),
        )
    )
    split, without = len(ACTION_KEYS), set(counting.without_stock)
    for unit, name, report, *figures in rows.iterator(chunk_size=ROWS_AT_ONCE):
        actions = [
            None if key in STOCKS and report in without else figure
            for key, figure in zip(ACTION_KEYS, figures[:split], strict=True)
        ]
        totals = tuple(figure or 0 for figure in figures[split:])
        yield UnitSums(unit, name, report, tuple(actions), totals)


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One unit's eleven figures of one category."""

    unit_id: int
    unit_name: str
    category: str
    figures: tuple[Figure, ...]

    @property
    def key(self) -> tuple:
        return self.unit_id, self.category

    @property
    def label(self) -> str:
        return dict(CaseCategory.choices)[self.category]


def case_rows(counting: Counting, measure: Measure = Measure.CUMULATIVE) -> Iterator[CategoryLine]:
    """A line for each counted unit and category, streamed.

    For what is new a second query, whose rows are kept in memory.
    """
    lines = _case_rows(counting, counting.reports)
    if measure == Measure.CUMULATIVE:
        yield from lines
    else:
        before = _case_rows(counting, counting.before)
        yield from told_together(counting, lines, before, _plus_line, _since_line)


def _plus_line(line: CategoryLine, other: CategoryLine) -> CategoryLine:
    return replace(line, figures=tuple(map(_sum, line.figures, other.figures)))


def _since_line(line: CategoryLine, before: CategoryLine) -> CategoryLine:
    return replace(line, figures=_news(line.figures, before.figures, COLUMNS))


def _case_rows(counting: Counting, reports) -> Iterator[CategoryLine]:
    rows = (
        SubmittedRow.objects.filter(IsOneOf("submission", reports.values(counting.pointer)))
        .order_by("submission__report__unit__position", "submission__report__unit__code", "pk")
        .values_list("submission__report__unit", "submission__unit_name", "category", *COLUMN_KEYS)
    )
    for unit, name, category, *figures in rows.iterator(chunk_size=ROWS_AT_ONCE):
        yield CategoryLine(unit, name, category, tuple(figures))


def _news(figures, before, indicators) -> tuple[Figure, ...]:
    return tuple(map(_new, figures, before, indicators))


def _new(figure: Figure, before: Figure, indicator: Indicator) -> Figure:
    """What is new in a reported figure; a stock stays as it is."""
    is_stock = indicator.kind is Kind.STOCK
    return figure if is_stock else increment(figure, before, indicator)


def _sum(one: Figure, other: Figure) -> Figure:
    """Of two tables' cells; blank where both are."""
    return None if one is None and other is None else add([one, other])


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit adds to a cell of the city's table."""

    unit_id: int
    unit_name: str
    short_name: str
    report_id: int | None
    quarter: int | None
    edition_id: int | None  # of the version that counts
    figure: Figure

    @property
    def key(self) -> tuple:
        return (self.unit_id,)


def contributions(
    counting: Counting, name: str, measure: Measure = Measure.CUMULATIVE
) -> list[Contribution]:
    """The units behind one cell, largest first.

    `name` is an input's name, or a column's key alone for its 合计. Raises KeyError for others.
    """
    if measure == Measure.CUMULATIVE:
        return behind(counting, name)
    parts = news(counting, *behind_both(counting, name), name)
    return sorted(parts, key=lambda part: (part.figure is None, -(part.figure or 0)))


def news(counting, parts, earlier, name: str) -> Iterator[Contribution]:
    """What is new in a cell's parts since `earlier` ones."""
    indicator = indicator_of(name)
    return told_together(
        counting,
        parts,
        earlier,
        lambda part, other: replace(part, figure=_sum(part.figure, other.figure)),
        lambda part, then: replace(part, figure=_new(part.figure, then.figure, indicator)),
    )


def behind(counting: Counting, name: str) -> list[Contribution]:
    """What each counted report has in a cell, largest first; one query."""
    return _contributions(counting, name, _in_cell(counting, counting.reports, name))


def behind_both(counting: Counting, name: str) -> tuple[list[Contribution], list[Contribution]]:
    """The same, and what those have that they are measured from; one query."""
    now = _in_cell(counting, counting.reports, name, is_now=True)
    before = _in_cell(counting, counting.before, name, is_now=False)
    rows = list(now.union(before, all=True))
    return tuple(
        _contributions(counting, name, [row for row in rows if row[0] is is_now])
        for is_now in (True, False)
    )


def _in_cell(counting, reports, name, is_now=True):
    pointer = counting.pointer
    return (
        reports.order_by()
        .annotate(
            is_now=Value(is_now),
            figure=figure_of(name, pointer),
            edition=Edition.of_submission(pointer).values("pk")[:1],
        )
        .values_list(
            *("is_now", "unit__position", "figure"),
            *("unit", f"{pointer}__unit_name", "unit__short_name", "pk", "period__quarter"),
            "edition",
        )
    )


def _contributions(counting, name, rows) -> list[Contribution]:
    without = set(counting.without_stock) if name in STOCKS else ()
    in_order = sorted(rows, key=lambda row: (row[2] is None, -(row[2] or 0), row[1]))
    lines = [Contribution(*row, figure) for _, _, figure, *row in in_order]
    return [replace(line, figure=None) if line.report_id in without else line for line in lines]


def corrections(counting: Counting) -> list[tuple[str, Correction]]:
    """更正上期: what the counted units say was wrong in their table before this one, by unit name."""
    reports = counting.reports.filter(period=counting.period).exclude(explanations={})
    named = reports.select_related("unit", "submission").order_by("unit__position", "unit__code")
    return [
        (report.unit_name, each)
        for report in named
        for each in explanations.corrections(report.explained)
    ]
