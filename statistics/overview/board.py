"""The city's board: who has reported for a period, who is late, whom to call. No HTTP.

Seven queries whatever the number of units, one more when a total has been issued; the matrix comes
a page at a time.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, When
from django.template.defaultfilters import date as format_date
from django.utils import timezone

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..entry.deadline import time_left
from ..models import Report, Status
from ..totals.revision import Latest, latest

UNITS_A_PAGE = 100
CALLS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Square:
    """One unit's report of one quarter."""

    report_id: int
    status: Status
    since: datetime | None  # when it came into this state; None when nobody has touched it
    is_late: bool
    mark: str  # 上期已更正，待复核, or ""
    excuse: str = ""  # why no table is expected of the unit
    rework: str = ""  # 退回后未重报 3 天, or ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    unit_name: str
    squares: list[Square | None]  # None: not opened, or the unit was not expected


@dataclass(frozen=True)
class Board:
    """What the city sees of one period, and of the year around it."""

    period: ReportingPeriod
    today: date
    quarters: list[ReportingPeriod]
    counts: dict[str, int]  # expected reports by status
    excused: int
    late: int
    marked: int  # reports that are to be confirmed after a correction
    page: Page
    rows: list[MatrixRow]
    to_call: list[Report]  # returned ones first; at most CALLS_SHOWN
    issued: Latest | None

    @property
    def days_left(self) -> int:
        """Whole days until the period is due; negative when past."""
        return (self.period.due_on - self.today).days

    @property
    def time_left(self) -> str:
        return time_left(self.days_left)

    @property
    def outstanding(self) -> int:
        """How many units the city is waiting for."""
        return self.counts[Status.DRAFT] + self.counts[Status.RETURNED]

    @property
    def calls(self) -> list[tuple[Report, str]]:
        """Those to call, each with how far its table has come."""
        return [(report, _progress(report)) for report in self.to_call]

    @property
    def calls_left_out(self) -> int:
        return self.outstanding - len(self.to_call)


def board(period: ReportingPeriod, *, page: str = "1", today: date | None = None) -> Board:
    """The board of `period`; `page` of the matrix falls back to the nearest that exists."""
    today = today or timezone.localdate()
    quarters = list(period.campaign.periods.order_by("quarter"))
    counts, excused, marked = _counts(period)
    units = Paginator(_expected_units(period.campaign), UNITS_A_PAGE).get_page(page)
    return Board(
        period=period,
        today=today,
        quarters=quarters,
        counts=counts,
        excused=excused,
        marked=marked,
        late=period.reports.late(today).count(),
        page=units,
        rows=_rows(units, quarters, today),
        to_call=_to_call(period),
        issued=latest(period),
    )


def _expected_units(campaign):
    reports = Report.objects.filter(period__campaign=campaign)
    return ReportingUnit.objects.filter(pk__in=reports.values("unit"))


def _counts(period):
    """Expected reports by status, how many are excused, and how many are marked; one query.

    One that was given back, sent again and withdrawn is still given back: its first submission
    stands, so that it is not 未报送.
    """
    rows = (
        period.reports.order_by()
        .values_list("status")
        .annotate(
            expected=Count("pk", filter=Q(excused_at=None)),
            back=Count("pk", filter=Q(status=Status.DRAFT) & ~Q(review_reason="")),
            excused=Count("excused_at"),
            marked=Count("corrected_before"),
        )
    )
    counts, excused, marked = Counter(dict.fromkeys(Status.values, 0)), 0, 0
    for status, expected, back, some_excused, some_marked in rows:
        counts[status] += expected - back
        counts[Status.RETURNED] += back
        excused, marked = excused + some_excused, marked + some_marked
    return counts, excused, marked


def _rows(units, quarters, today):
    periods = {quarter.pk: quarter for quarter in quarters}
    squares = {}
    for report in Report.objects.filter(unit__in=list(units), period__in=quarters).order_by():
        report.period = periods[report.period_id]  # known already; saves a query a report
        squares[report.unit_id, report.period_id] = _square(report, today)
    return [
        MatrixRow(unit.name, [squares.get((unit.pk, quarter.pk)) for quarter in quarters])
        for unit in units
    ]


def _square(report, today):
    return Square(
        report.pk,
        Status(report.status),
        report.status_since,
        report.is_late(today),
        report.mark,
        report.excuse_reason,
        report.rework_awaited(today),
    )


def _to_call(period):
    """The units that the city is waiting for; those that were given back first, then its order."""
    returned_first = Case(When(status=Status.RETURNED, then=0), default=1)
    waiting = period.reports.expected().filter(status__in=[Status.DRAFT, Status.RETURNED])
    reports = (
        waiting.select_related("unit")
        .with_source()
        .order_by(returned_first, "unit__position", "unit__code")[:CALLS_SHOWN]
    )
    for report in reports:
        report.period = period
    return list(reports)


def _progress(report) -> str:
    """What the city has to know before it calls: why it gave the table back, or the last save."""
    if report.is_given_back:
        done = f"退回原因：{report.review_reason}"
    elif report.saved_at:
        done = f"最近保存 {format_date(timezone.localtime(report.saved_at), 'n月j日 H:i')}"
    else:
        done = "尚未填写"
    until = format_date(report.extended_until, "n月j日")
    return f"{done}；已延期至 {until}" if until else done
