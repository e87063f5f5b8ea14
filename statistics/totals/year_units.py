"""The year's units: who has no table of a period any more, and still belongs to the year's total.

A year's total never falls because a unit's name ended (FORM.md, *The year's units*). A unit that
ended stays in with its last table until the total counts tables of all its successors that include
it. Its stock belongs to the area, and leaves as soon as any later table of a successor counts.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import attrgetter, or_
from typing import NamedTuple

from django.db.models import Count, F, Max, Q

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..models import Inclusion, Report, Scope, Status

COUNTED = {  # the statuses with which a report of the period itself counts
    Scope.APPROVED: {Status.APPROVED},
    Scope.SUBMITTED: {Status.SUBMITTED, Status.APPROVED},
    Scope.CARRY: {Status.APPROVED},
}
POINTER = {  # what a unit answers for: its last approved submission, or its last one that stands
    Scope.APPROVED: "approved_submission",
    Scope.SUBMITTED: "submission",
    Scope.CARRY: "approved_submission",
}


class Table(NamedTuple):
    """A unit's report of one quarter that has a submission which the scope looks at."""

    unit: int
    quarter: int
    report: int
    submission: int
    status: Status
    answers: dict[int, bool]  # of its submission, by ended unit
    approved_answers: dict[int, bool]  # of the one that was last approved


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit without a table of the period, with its last one of the year."""

    unit: ReportingUnit
    table: Table
    successors: tuple[ReportingUnit, ...]
    stays: bool  # its flows count
    stock_stays: bool
    is_doubtful: bool  # a successor's later table counts, and nobody has said what it includes
    included_in: int | None  # the quarter since which its successors' tables have it

    @property
    def standing(self) -> str:
        """What became of it, and up to where the total has its figures."""
        into = "、".join(each.name for each in self.successors)
        became = f"已并入{into}" if into else "已停用"
        if not self.stays:
            since = ReportingPeriod.QUARTER_NAMES[self.included_in]
            return f"{became}，自{since}起由其统计"
        doubt = "，可能重复计入" if self.is_doubtful else ""
        return f"{became}，计入至{ReportingPeriod.QUARTER_NAMES[self.table.quarter]}{doubt}"


@dataclass
class Year:
    """One period's view of its year: tables up to its quarter, of the units that matter."""

    quarter: int
    scope: Scope
    units: dict[int, ReportingUnit]  # the ended ones, in the city's order
    known: dict[int, ReportingUnit]  # they and all that come after them
    tables: dict[int, list[Table]]  # by unit, the oldest first
    graph: dict[int, list[int]]
    included: dict[tuple[int, int], int]  # (ended, successor): the quarter of the inclusion
    ended: list[Ended] = field(init=False)

    def __post_init__(self):
        self.ended = [self._ended(unit) for unit in self.units]

    def _ended(self, unit: int) -> Ended:
        successors = self.graph.get(unit, ())
        quarters = [self.included.get((unit, each)) for each in successors]
        return Ended(
            self.known[unit],
            self.last(unit),
            tuple(self.known[each] for each in successors),
            stays=not self.has_left(unit),
            stock_stays=not self._stock_has_left(unit),
            is_doubtful=self._is_doubtful(unit),
            included_in=max(filter(None, quarters), default=None),
        )

    def has_ended(self, unit: int) -> bool:
        return unit in self.units

    def last(self, unit: int, before: int | None = None) -> Table | None:
        """The unit's last table, or its last one before a quarter."""
        tables = [
            each for each in self.tables.get(unit, ()) if before is None or each.quarter < before
        ]
        return tables[-1] if tables else None

    def counted(self, unit: int) -> Table | None:
        """The table with which the unit counts in the total by itself; None when it does not."""
        table = self.last(unit)
        if table is None:
            return None
        if unit in self.units:
            return None if self.has_left(unit) else table
        is_own = table.quarter == self.quarter and table.status in COUNTED[self.scope]
        return table if is_own or self.scope == Scope.CARRY else None

    def has_left(self, unit: int) -> bool:
        """All its successors' tables that include it are in the total, by themselves or in turn."""
        successors = self.graph.get(unit, ())
        return bool(successors) and all(self._represents(each, unit) for each in successors)

    def _represents(self, successor: int, unit: int) -> bool:
        since = self.included.get((unit, successor))
        if since is None:
            return False
        if successor in self.units and self.has_left(successor):
            return self.last(successor).quarter >= since
        table = self.counted(successor)
        return table is not None and table.quarter >= since

    def _later(self, unit: int) -> list[Table]:
        """Counted tables of its successors that are later than its own last one."""
        tables = map(self.counted, self.graph.get(unit, ()))
        return [each for each in tables if each and each.quarter > self.last(unit).quarter]

    def _stock_has_left(self, unit: int) -> bool:
        heirs = self.graph.get(unit, ())
        return bool(self._later(unit)) or any(
            self._stock_has_left(each) for each in heirs if each in self.units
        )

    def _is_doubtful(self, unit: int) -> bool:
        return not self.has_left(unit) and any(
            table.answers.get(unit) is not False for table in self._later(unit)
        )

    def heirs(self, unit: int) -> set[int]:
        """The counted units whose tables include one that has left."""
        found = set()
        for successor in self.graph[unit]:
            has_left = successor in self.units and self.has_left(successor)
            found |= self.heirs(successor) if has_left else {successor}
        return found

    @cached_property
    def newly_included(self) -> list[int]:
        """Units that have left, and are in no earlier table of their successors: theirs of before
        is what the successors' new figures are measured from as well."""
        return [unit for unit in self.units if self.has_left(unit) and not self._was_included(unit)]

    def _was_included(self, unit: int) -> bool:
        return all(self._included_before(each, unit) for each in self.graph[unit])

    def _included_before(self, successor: int, unit: int) -> bool:
        before = self.last(successor, before=self.quarter)
        return before is not None and before.quarter >= self.included[unit, successor]


def year_units(periods: list[ReportingPeriod], scope: Scope) -> dict[int, Year]:
    """Each period's year by the period's id; one query, and four more where a unit has ended."""
    missing = _without_table(periods, scope)
    if not missing:
        return {each.pk: Year(each.quarter, scope, {}, {}, {}, {}, {}) for each in periods}
    graph = ReportingUnit.objects.succession_graph()
    known = {each for _, unit in missing for each in _onward(graph, unit)}
    tables = _tables({each.campaign_id for each in periods}, known, scope)
    units = ReportingUnit.objects.in_bulk(known)
    return {each.pk: _year(each, scope, missing, units, graph, tables) for each in periods}


def _without_table(periods, scope) -> dict[tuple[int, int], int]:
    """(campaign, unit): the last quarter for which a table was expected of it. Of those who have
    reported in the year and of whom none is expected in its last of these periods.

    Of a unit that ended before the period did, and has not reported it, none is: also where the
    period had been opened for it.
    """
    in_time = sorted(periods, key=attrgetter("quarter"))
    quarters = {each.campaign_id: each.quarter for each in in_time}
    ended_before_reporting = Q(submission=None, unit__valid_to__lt=F("period__ends_on"))
    is_expected = Q(excused_at=None) & ~ended_before_reporting
    ended = (Q(period__campaign=year, last__lt=quarter) for year, quarter in quarters.items())
    rows = (
        Report.objects.filter(period__campaign__in=quarters)
        .order_by()
        .values_list("period__campaign", "unit")
        .annotate(last=Max("period__quarter", filter=is_expected), reported=Count(POINTER[scope]))
        .filter(reduce(or_, ended), reported__gt=0)
    )
    return {(campaign, unit): quarter for campaign, unit, quarter, _ in rows}


def _onward(graph, unit) -> set[int]:
    """The unit and all that come after it."""
    return {unit}.union(*(_onward(graph, each) for each in graph.get(unit, ())))


def _tables(campaigns, units, scope) -> dict[tuple[int, int], list[Table]]:
    """All that these units answer for, by campaign and unit, the oldest first."""
    pointer = POINTER[scope]
    rows = (
        Report.objects.filter(period__campaign__in=campaigns, unit__in=units)
        .exclude(**{pointer: None})
        .order_by("period__quarter")
        .values_list(
            *("period__campaign", "unit", "period__quarter", "pk", pointer, "status"),
            "approved_submission",
        )
    )
    answers, tables = _answers(campaigns), defaultdict(list)
    for campaign, unit, quarter, report, submission, status, approved in rows:
        tables[campaign, unit].append(
            Table(
                unit, quarter, report, submission, Status(status),
                answers[submission], answers[approved],
            )
        )  # fmt: skip
    return tables


def _answers(campaigns) -> dict[int, dict[int, bool]]:
    """What each submission of these years answered of units that ended, by the unit's id."""
    answers = defaultdict(dict)
    asked = Inclusion.objects.filter(submission__report__period__campaign__in=campaigns).order_by()
    for submission, unit, is_included in asked.values_list("submission", "unit", "is_included"):
        answers[submission][unit] = is_included
    return answers


def _year(period, scope, missing, units, graph, tables) -> Year:
    ended = [
        units[unit]
        for (campaign, unit), last in missing.items()
        if campaign == period.campaign_id and last < period.quarter
    ]
    in_order = {each.pk: each for each in sorted(ended, key=attrgetter("position", "code"))}
    of_year = {
        unit: [each for each in some if each.quarter <= period.quarter]
        for (campaign, unit), some in tables.items()
        if campaign == period.campaign_id
    }
    included = {
        (unit, each.unit): each.quarter
        for some in of_year.values()
        for each in reversed(some)  # the earliest one stays
        for unit, is_included in each.approved_answers.items()
        if is_included
    }
    return Year(period.quarter, scope, in_order, units, of_year, graph, included)
