"""Many reports in, one table out: the city's figures for a period. No HTTP, no workbooks.

Over units figures are summed; over time the last cumulative one counts (FORM: "Two axes of adding
up"). A sum is always a number: blanks add as 0. The database does the adding, one grouped query a
table however many units there are.

What is new in a period (当期新增) is its total less that of each counted unit's last table before it
(docs/decisions/0013-issued-totals.md).
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Sum, When

from campaigns.models import ReportingPeriod

from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS
from ..models import Edition, Scope, Status, SubmittedRow
from .adding import NOTHING, STOCKS, Added, add_up
from .counting import Counting, Group
from .year_units import Ended


class Measure(models.TextChoices):
    """What of a period's reports is added up."""

    CUMULATIVE = "cumulative", "累计"
    NEW = "new", "当期新增"


class Member(NamedTuple):
    """One unit of the year, and the report that stands for it in the total, if any."""

    unit_code: str
    unit_name: str
    own_report_id: int
    status: Status
    first_submitted_at: datetime | None
    is_late: bool
    counted_report_id: int | None  # another period's when carried forward
    counted_quarter: int | None
    edition: int | None  # number of the edition that counts
    is_carried: bool
    unit_id: int
    cut_off_on: date | None = None  # of the table that counts
    excuse: str = ""
    is_altered: bool = False
    ended: Ended | None = None

    @property
    def is_counted(self) -> bool:
        return self.counted_report_id is not None

    @property
    def is_missing(self) -> bool:
        """Expected, and its figures of this very period are not in the total (also carried ones)."""
        is_expected = not self.ended and not self.excuse
        return is_expected and (not self.is_counted or self.is_carried)

    @property
    def standing(self) -> str:
        """How the printed list describes the unit: its status, and what was counted for it."""
        if self.is_altered:
            return "与报送版本不符，未计入"
        if self.ended or self.excuse:
            excuse = f"免报（{self.excuse}）" if self.excuse else ""
            return "，".join(filter(None, [excuse, self.ended and self.ended.standing]))
        status = Status(self.status).label if self.first_submitted_at else "未报送"
        if not self.is_carried:
            return status
        if self.counted_report_id == self.own_report_id:
            return f"{status}，更正中，沿用更正前已审核数"
        return f"{status}，沿用{ReportingPeriod.QUARTER_NAMES[self.counted_quarter]}已审核数"

    @property
    def timeliness(self) -> str:
        if self.ended or self.excuse:
            return "—"
        if self.is_late:
            return "逾期"
        return "按时" if self.first_submitted_at else "未到期"


@dataclass(frozen=True)
class Consolidated:
    """The city's table for a period. `figures` are sums over the counted members."""

    counting: Counting
    figures: Figures
    members: list[Member]
    measure: Measure = Measure.CUMULATIVE
    wider: tuple[Member, ...] = ()  # whose new figures reach further back than the quarter

    @property
    def period(self) -> ReportingPeriod:
        return self.counting.period

    @property
    def scope(self) -> Scope:
        return self.counting.scope

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
        return [member for member in self.members if member.is_missing]

    @property
    def ended(self) -> list[Member]:
        """Units that have no table of this period, as they ended in the year or were excused."""
        return [member for member in self.members if member.ended or member.excuse]

    @property
    def expected(self) -> list[Member]:
        """Units of whom a table of this very period is expected."""
        return [member for member in self.members if not (member.ended or member.excuse)]

    @property
    def told_together(self) -> list[Group]:
        """Units whose new figures cannot be told apart, as one of last time is in all of them."""
        groups = self.counting.groups if self.is_new else ()
        return [group for group in groups if len(group.heirs) > 1]

    @property
    def doubtful(self) -> list[Member]:
        """Ended units that a successor's table may have a second time."""
        return [member for member in self.members if member.ended and member.ended.is_doubtful]

    @property
    def cut_offs(self) -> list[date]:
        """The days up to which the period's own tables say they count, in order, each once."""
        own = [each for each in self.counted if each.counted_quarter == self.period.quarter]
        return sorted({each.cut_off_on for each in own if each.cut_off_on})

    @property
    def cut_off_on(self) -> date | None:
        """The day up to which the total counts: the latest of them, never the nominal end."""
        return self.cut_offs[-1] if self.cut_offs else None

    @property
    def time(self) -> str:
        """2026年1月1日至9月29日累计; of what is new, from the quarter's first day."""
        first = self.period.first_day if self.is_new else self.period.campaign.starts_on
        last = f"至{self.cut_off_on.month}月{self.cut_off_on.day}日" if self.cut_off_on else "起"
        return f"{first.year}年{first.month}月{first.day}日{last}{self.measure.label}"


def consolidate(
    period: ReportingPeriod,
    scope: Scope = Scope.APPROVED,
    measure: Measure = Measure.CUMULATIVE,
) -> Consolidated:
    """The total of all counted reports of `period`, and who is in it."""
    counting = Counting(period, scope)
    everyone = members(counting)
    wider = _wider(counting, everyone) if measure == Measure.NEW else ()
    return Consolidated(counting, sums(counting, measure), everyone, measure, wider)


def sums(counting: Counting, measure: Measure = Measure.CUMULATIVE) -> Figures:
    """The city's 93 figures. What is new may be negative after a correction; a stock stays."""
    cumulative = _figures(counting.added)
    if measure == Measure.CUMULATIVE:
        return cumulative
    before = _figures(add_up(counting.before, counting.scope).get((), NOTHING))
    return Figures({name: _new(name, cumulative, before) for name in CELLS})


def _figures(added: Added) -> Figures:
    return Figures({name: added.figures.get(name) or 0 for name in CELLS})


def _new(name: str, cumulative: Figures, before: Figures):
    return cumulative[name] if name in STOCKS else cumulative[name] - before[name]


def _wider(counting: Counting, everyone) -> tuple[Member, ...]:
    """Counted members without a table of the quarter right before: their new figures are those of
    more than one quarter."""
    quarter = counting.period.quarter - 1
    before = counting.before.order_by("period__quarter")  # the latest one stays
    earlier = dict(before.values_list("unit", "period__quarter"))
    return tuple(
        member
        for member in everyone
        if member.is_counted
        and not member.is_carried
        and not member.ended
        and earlier.get(member.unit_id, 0) != quarter
    )


# --- Who is in it --------------------------------------------------------------------------------


def members(counting: Counting) -> list[Member]:
    """Every unit of the year in the city's order; one query, and a second one where tables count
    that are not the period's own."""
    others = {unit: found for unit, *found in _found(counting, counting.others)}
    counts = Case(When(counting.own, then=True), default=False)
    rows = list(
        _found(
            *(counting, counting.period.reports.with_lateness().annotate(counts=counts)),
            *("status", "first_submitted_at", "late", "counts", "unit__name", "unit__code"),
            *("excuse_reason", "unit__position"),
        )
    )
    lines = [
        (position, _expected(row, others, counting.altered_units))
        for *row, position in rows
        if not counting.year.has_ended(row[0])
    ]
    excuses = {unit: excuse for unit, *_, excuse, _ in rows}
    lines += [
        (each.unit.position, _ended(each, others, excuses.get(each.unit.pk, "")))
        for each in counting.year.ended
    ]
    return [member for _, member in sorted(lines, key=lambda line: (line[0], line[1].unit_code))]


def _found(counting: Counting, reports, *more: str):
    """(unit, report, quarter, edition, name as it was, cut-off day, *more) of each report."""
    pointer = counting.pointer
    edition = Subquery(Edition.of_submission(pointer).values("number")[:1])
    return (
        reports.order_by()
        .annotate(edition=edition)
        .values_list(
            *("unit", "pk", "period__quarter", "edition"),
            *(f"{pointer}__unit_name", f"{pointer}__cut_off_on", *more),
        )
    )


NOT_COUNTED = (None, None, None, None, None)


def _expected(row, others, altered: set[int]) -> Member:
    unit, report, *own, status, at, is_late, counts, name, code, excuse = row
    is_altered = unit in altered
    is_own = counts and not is_altered
    found, quarter, edition, then, cut_off_on = (
        (report, *own) if is_own else others.get(unit, NOT_COUNTED)
    )
    is_carried = found is not None and not is_own
    return Member(
        code, then or name, report, status, at, is_late, found, quarter, edition, is_carried,
        unit, cut_off_on, excuse, is_altered,
    )  # fmt: skip


def _ended(ended: Ended, others, excuse: str) -> Member:
    unit, table = ended.unit, ended.table
    found, quarter, edition, then, cut_off_on = others.get(unit.pk, NOT_COUNTED)
    return Member(
        unit.code, then or unit.name, table.report, table.status, None, False,
        counted_report_id=found, counted_quarter=quarter, edition=edition,
        is_carried=False, unit_id=unit.pk, cut_off_on=cut_off_on,
        excuse=excuse, is_altered=ended.stays and found is None, ended=ended,
    )  # fmt: skip


def figure_of(name: str, pointer: str):
    """One figure of the submission that each report's `pointer` names, for annotate().

    `name` is an input's name, or a column's key for its 合计. Raises KeyError for others. Without a
    join of rows, so that a report stays one row whatever else is asked of it.
    """
    if name in ACTION_KEYS:
        return F(f"{pointer}__{name}")
    rows = SubmittedRow.objects.filter(submission=OuterRef(pointer)).order_by()
    if name in COLUMN_KEYS:
        return Subquery(rows.values("submission").annotate(figure=Sum(name)).values("figure"))
    cell = CELLS[name]
    return Subquery(rows.filter(category=cell.category).values(cell.indicator.key))
