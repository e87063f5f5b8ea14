"""Many reports in, one table out: the city's figures for a period. No HTTP, no workbooks.

Over units figures are summed; over time the last cumulative one counts (FORM: "Two axes of adding
up"). A sum is always a number: blanks add as 0. The database does the adding, one grouped query a
table however many units there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Subquery, Sum

from cases.categories import CaseCategory

from .figures import ACTION_KEYS, COLUMN_KEYS, Figure, Figures
from .indicators import CELLS, cell_name
from .models import CaseRow, Report, ReportingPeriod, Status


class Scope(models.TextChoices):
    """Which reports the city's total counts."""

    APPROVED = "approved", "只汇总已审核"
    SUBMITTED = "submitted", "含待审核"
    CARRY = "carry", "缺报沿用上期"


class Member(NamedTuple):
    """One expected unit, and the report that stands for it in the total, if any."""

    unit_code: str
    unit_name: str
    own_report_id: int
    status: Status
    first_submitted_at: datetime | None
    is_late: bool
    counted_report_id: int | None  # another period's when carried forward
    counted_quarter: int | None
    edition: int | None  # number of the counted report's latest edition
    is_carried: bool

    @property
    def is_counted(self) -> bool:
        return self.counted_report_id is not None

    @property
    def standing(self) -> str:
        """How the printed list describes the unit: its status, and what was counted for it."""
        status = Status(self.status).label if self.first_submitted_at else "未报送"
        if self.is_carried:
            quarter = ReportingPeriod.QUARTER_NAMES[self.counted_quarter]
            return f"{status}，沿用{quarter}已审核数"
        return status


@dataclass(frozen=True)
class Consolidated:
    """The city's table for a period. `figures` are sums over the counted members."""

    period: ReportingPeriod
    scope: Scope
    figures: Figures
    members: list[Member]

    @property
    def file_name(self) -> str:
        return f"{self.period}知识产权执法数据汇总表（{self.scope.label}）.xlsx"

    @property
    def counted(self) -> list[Member]:
        return [member for member in self.members if member.is_counted]

    @property
    def missing(self) -> list[Member]:
        """Units whose figures for this very period are not in the total (also carried ones)."""
        return [member for member in self.members if not member.is_counted or member.is_carried]


COUNTED = {  # the statuses with which a report of the period itself counts
    Scope.APPROVED: {Status.APPROVED},
    Scope.SUBMITTED: {Status.SUBMITTED, Status.APPROVED},
    Scope.CARRY: {Status.APPROVED},
}


def consolidate(period: ReportingPeriod, scope: Scope = Scope.APPROVED) -> Consolidated:
    """The total of all counted reports of `period`, and who is in it."""
    return Consolidated(
        period, scope, total(counted_reports(period, scope)), members(period, scope)
    )


def counted_reports(period: ReportingPeriod, scope: Scope):
    """The reports that `scope` counts.

    `carry` stays a lower bound that was approved throughout: every unit without an approved table
    of this period counts with its last approved one of the year.
    """
    if scope == Scope.CARRY:
        return Report.objects.last_approved(period)
    return period.reports.filter(status__in=COUNTED[scope])


def total(reports) -> Figures:
    """The sum of each of the 93 cells over a queryset of reports."""
    reports = reports.order_by()
    cells = reports.aggregate(**{key: Sum(key) for key in ACTION_KEYS})
    rows = (
        CaseRow.objects.filter(report__in=reports)
        .order_by()
        .values_list("category")  # before annotate(): this is what the sums are grouped by
        .annotate(**{f"total_{key}": Sum(key) for key in COLUMN_KEYS})
    )
    for category, *sums in rows:
        cells |= {cell_name(category, key): s for key, s in zip(COLUMN_KEYS, sums, strict=True)}
    return Figures({name: cells.get(name) or 0 for name in CELLS})


NOT_COUNTED = (None, None, None)


def members(period: ReportingPeriod, scope: Scope) -> list[Member]:
    """Every expected unit in the city's order; one query, and a second one for those carried."""
    carried = _carried(period) if scope == Scope.CARRY else {}
    expected = period.reports.with_lateness().with_edition()
    rows = expected.order_by("unit__position", "unit__code").values_list(
        "edition", "unit__code", "unit__name", "pk", "status", "first_submitted_at", "late"
    )
    return [_member(period, scope, carried, *row) for row in rows]


def _carried(period: ReportingPeriod) -> dict[str, tuple[int, int, int]]:
    """(report, quarter, edition) by unit code, of those that stand in from an earlier period."""
    reports = counted_reports(period, Scope.CARRY).exclude(period=period).with_edition()
    rows = reports.order_by().values_list("unit__code", "pk", "period__quarter", "edition")
    return {code: counted for code, *counted in rows}


def _member(period, scope, carried, edition, code, name, report_id, status, *when) -> Member:
    if status in COUNTED[scope]:
        counted, is_carried = (report_id, period.quarter, edition), False
    else:
        counted, is_carried = carried.get(code, NOT_COUNTED), code in carried
    return Member(code, name, report_id, status, *when, *counted, is_carried)


@dataclass(frozen=True, slots=True)
class UnitSums:
    """One unit's line: its five action figures and the eleven totals of its case rows."""

    unit_name: str
    report_id: int
    actions: tuple[Figure, ...]
    totals: tuple[Figure, ...]


def unit_sums(period: ReportingPeriod, scope: Scope) -> Iterator[UnitSums]:
    """A line a counted unit, in the city's order; one grouped query, streamed."""
    rows = (
        counted_reports(period, scope)
        .order_by("unit__position", "unit__code")
        .annotate(**{f"total_{key}": Sum(f"rows__{key}") for key in COLUMN_KEYS})
        .values_list("unit__name", "pk", *ACTION_KEYS, *(f"total_{key}" for key in COLUMN_KEYS))
    )
    for unit_name, report_id, *figures in rows.iterator(chunk_size=2000):
        split = len(ACTION_KEYS)
        totals = tuple(figure or 0 for figure in figures[split:])
        yield UnitSums(unit_name, report_id, tuple(figures[:split]), totals)


def case_rows(period: ReportingPeriod, scope: Scope) -> Iterator[tuple]:
    """(unit name, category label, eleven figures…) for each counted unit and category, streamed."""
    rows = (
        CaseRow.objects.filter(report__in=counted_reports(period, scope).order_by())
        .order_by("report__unit__position", "report__unit__code", "pk")
        .values_list("report__unit__name", "category", *COLUMN_KEYS)
    )
    labels = dict(CaseCategory.choices)
    for unit_name, category, *figures in rows.iterator(chunk_size=2000):
        yield unit_name, labels[category], *figures


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit adds to a cell of the city's table."""

    unit_name: str
    report_id: int
    quarter: int
    figure: Figure


def contributions(period: ReportingPeriod, scope: Scope, name: str) -> list[Contribution]:
    """The units behind one cell, largest first.

    `name` is an input's name, or a column's key alone for its 合计. Raises KeyError for others.
    """
    reports = counted_reports(period, scope).annotate(figure=figure_of(name))
    return [
        Contribution(*row)
        for row in reports.order_by(
            F("figure").desc(nulls_last=True), "unit__position"
        ).values_list("unit__name", "pk", "period__quarter", "figure")
    ]


def figure_of(name: str):
    """One figure of each report, for annotate(); `name` as in contributions(), KeyError too.

    Without a join, so that a report stays one row whatever else is asked of it.
    """
    if name in ACTION_KEYS:
        return F(name)
    rows = CaseRow.objects.filter(report=OuterRef("pk")).order_by()
    if name in COLUMN_KEYS:
        return Subquery(rows.values("report").annotate(figure=Sum(name)).values("figure"))
    cell = CELLS[name]
    return Subquery(rows.filter(category=cell.category).values(cell.indicator.key))
