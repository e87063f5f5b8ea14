"""Many reports in, one table out: the city's figures for a period. No HTTP, no workbooks.

Over units figures are summed; over time the last cumulative one counts (FORM: "Two axes of adding
up"). A sum is always a number: blanks add as 0. The database does the adding, one grouped query a
table however many units there are.

What is new in a period (当期新增) is its total less that of each counted unit's last table before it
(docs/decisions/0013-issued-totals.md).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import F, OuterRef, Subquery, Sum

from campaigns.models import ReportingPeriod

from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS, Kind, cell_name
from ..models import CaseRow, Report, Scope, Status
from ..models.one_of import IsOneOf


class Measure(models.TextChoices):
    """What of a period's reports is added up."""

    CUMULATIVE = "cumulative", "累计"
    NEW = "new", "当期新增"


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
    unit_id: int

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

    @property
    def timeliness(self) -> str:
        if self.is_late:
            return "逾期"
        return "按时" if self.first_submitted_at else "未到期"


@dataclass(frozen=True)
class Consolidated:
    """The city's table for a period. `figures` are sums over the counted members."""

    period: ReportingPeriod
    scope: Scope
    figures: Figures
    members: list[Member]
    measure: Measure = Measure.CUMULATIVE
    wider: tuple[Member, ...] = ()  # whose new figures reach further back than the quarter

    @property
    def is_new(self) -> bool:
        return self.measure == Measure.NEW

    @property
    def file_name(self) -> str:
        new = f"{self.measure.label}，" if self.is_new else ""
        return f"{self.period}知识产权执法数据汇总表（{new}{self.scope.label}）.xlsx"

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


def consolidate(
    period: ReportingPeriod,
    scope: Scope = Scope.APPROVED,
    measure: Measure = Measure.CUMULATIVE,
) -> Consolidated:
    """The total of all counted reports of `period`, and who is in it."""
    everyone = members(period, scope)
    wider = _wider(period, scope, everyone) if measure == Measure.NEW else ()
    return Consolidated(period, scope, sums(period, scope, measure), everyone, measure, wider)


def sums(period: ReportingPeriod, scope: Scope, measure: Measure) -> Figures:
    """The city's 93 figures. What is new may be negative after a correction; a stock stays."""
    cumulative = total(counted_reports(period, scope))
    if measure == Measure.CUMULATIVE:
        return cumulative
    before = total(earlier_reports(period, scope))
    return Figures({name: _new(name, cumulative, before) for name in CELLS})


def _new(name: str, cumulative: Figures, before: Figures):
    is_stock = CELLS[name].indicator.kind is Kind.STOCK
    return cumulative[name] if is_stock else cumulative[name] - before[name]


def counted_reports(period: ReportingPeriod, scope: Scope):
    """The reports that `scope` counts.

    `carry` stays a lower bound that was approved throughout: every unit without an approved table
    of this period counts with its last approved one of the year.
    """
    if scope == Scope.CARRY:
        return Report.objects.last_approved(period)
    return period.reports.filter(status__in=COUNTED[scope])


def earlier_reports(period: ReportingPeriod, scope: Scope):
    """What 当期新增 is measured from: each counted unit's last table of the year before `period`.

    Only tables that `scope` would count. A unit carried forward is measured from the very table
    that stands in for it: nothing of it is new.
    """
    earlier = Report.objects.filter(
        period__campaign=period.campaign_id,
        period__quarter__lt=period.quarter,
        status__in=COUNTED[scope],
    )
    counted = counted_reports(period, scope)
    return Report.objects.filter(
        IsOneOf("pk", earlier.latest_of_each_unit()), IsOneOf("unit", counted.values("unit"))
    )


def _wider(period, scope, everyone) -> tuple[Member, ...]:
    """Counted members without a counted table of the quarter right before: their new figures are
    those of more than one quarter."""
    before = period.quarter - 1
    earlier = dict(earlier_reports(period, scope).values_list("unit", "period__quarter"))
    return tuple(
        member
        for member in everyone
        if member.is_counted and not member.is_carried and earlier.get(member.unit_id, 0) != before
    )


def total(reports) -> Figures:
    """The sum of each of the 93 cells over a queryset of reports."""
    reports = reports.order_by()
    cells = reports.aggregate(**{key: Sum(key) for key in ACTION_KEYS})
    rows = (
        CaseRow.objects.filter(IsOneOf("report", reports.values("pk")))
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
        *("edition", "unit", "unit__code", "unit__name"),
        *("pk", "status", "first_submitted_at", "late"),
    )
    return [_member(period, scope, carried, *row) for row in rows]


def _carried(period: ReportingPeriod) -> dict[str, tuple[int, int, int]]:
    """(report, quarter, edition) by unit code, of those that stand in from an earlier period."""
    reports = counted_reports(period, Scope.CARRY).exclude(period=period).with_edition()
    rows = reports.order_by().values_list("unit__code", "pk", "period__quarter", "edition")
    return {code: counted for code, *counted in rows}


def _member(period, scope, carried, edition, unit_id, code, name, report_id, status, *when):
    if status in COUNTED[scope]:
        counted, is_carried = (report_id, period.quarter, edition), False
    else:
        counted, is_carried = carried.get(code, NOT_COUNTED), code in carried
    return Member(code, name, report_id, status, *when, *counted, is_carried, unit_id)


def figure_of(name: str):
    """One figure of each report, for annotate(): an input's name, or a column's key for its 合计.

    Raises KeyError for others.

    Without a join, so that a report stays one row whatever else is asked of it.
    """
    if name in ACTION_KEYS:
        return F(name)
    rows = CaseRow.objects.filter(report=OuterRef("pk")).order_by()
    if name in COLUMN_KEYS:
        return Subquery(rows.values("report").annotate(figure=Sum(name)).values("figure"))
    cell = CELLS[name]
    return Subquery(rows.filter(category=cell.category).values(cell.indicator.key))
