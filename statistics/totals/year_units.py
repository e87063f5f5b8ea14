"""The year's units: who has no table of a period any more, and still belongs to the year's total.

A year's total never falls because a unit's name ended (FORM.md, *The year's units*). A unit that
ended stays in with its last table until the total counts tables of all its successors that include
it. Its stock belongs to the area, and leaves as soon as any later table of a successor counts.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..models import Scope, Status
from ..models.lineage import onward

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
    heirs: tuple[
        ReportingUnit, ...
    ] = ()  # whose tables have it, where those are not its successors

    @property
    def standing(self) -> str:
        """What became of it, and up to where the total has its figures."""
        if not self.stays:
            since = ReportingPeriod.QUARTER_NAMES[self.included_in]
            whose = "、".join(each.name for each in self.heirs) or "其"
            return f"{self._became}自{since}起由{whose}统计"
        doubt = "，可能重复计入" if self.is_doubtful else ""
        return f"{self._became}计入至{ReportingPeriod.QUARTER_NAMES[self.table.quarter]}{doubt}"

    @property
    def _became(self) -> str:
        """Nothing of a unit that goes on, and was excused from this period's table alone."""
        into = "、".join(each.name for each in self.successors)
        if into:
            return f"已并入{into}，"
        return "已停用，" if self.unit.valid_to else ""


@dataclass
class Year:
    """One period's view of its year: tables up to its quarter, of the units that matter."""

    quarter: int
    scope: Scope
    units: dict[int, ReportingUnit]  # the ended ones, in the city's order
    known: dict[int, ReportingUnit]  # they and all that come after them
    tables: dict[int, list[Table]]  # by unit, the oldest first
    graph: dict[int, list[int]]  # of the ends that have come by then
    included: dict[tuple[int, int], int]  # (ended, successor): the quarter of the inclusion
    ended: list[Ended] = field(init=False)

    def __post_init__(self):
        self.ended = [self._ended(unit) for unit in self.units]

    def _ended(self, unit: int) -> Ended:
        successors = self.graph.get(unit, ())
        takers = self._takers(unit)
        quarters = [self.included[unit, each] for each in takers]
        return Ended(
            self.known[unit],
            self.last(unit),
            tuple(self.known[each] for each in successors),
            stays=not self.has_left(unit),
            stock_stays=not self._stock_has_left(unit),
            is_doubtful=self._is_doubtful(unit),
            included_in=max(quarters, default=None),
            heirs=tuple(self.known[each] for each in takers if each not in successors),
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
        return bool(self.heirs(unit))

    def heirs(self, unit: int) -> set[int]:
        """The counted units whose tables include one that has left; empty while it stays."""
        return self._that_have(unit, self.graph.get(unit, ()))

    def _that_have(self, unit: int, successors) -> set[int]:
        """Counted units whose tables include it, if each of these successors is answered for."""
        found = [self._through(each, unit) for each in successors]
        return set().union(*found) if all(found) else set()

    def _through(self, successor: int, unit: int) -> set[int]:
        """Those that answer for this successor: it, or those after it.

        One that ended without having said that it includes the unit leaves the question to those
        that it went into; their answer is about the unit itself.
        """
        since = self.included.get((unit, successor))
        if since is None:
            return self._that_have(unit, self.graph.get(successor, ()))
        if successor in self.units and self.has_left(successor):
            return self.heirs(successor) if self.last(successor).quarter >= since else set()
        table = self.counted(successor)
        return {successor} if table is not None and table.quarter >= since else set()

    def _takers(self, unit: int, successors=None) -> list[int]:
        """Those whose tables were said to include it: each successor, or in its place those after."""
        successors = self.graph.get(unit, ()) if successors is None else successors
        found = []
        for each in successors:
            has_it = (unit, each) in self.included
            found += [each] if has_it else self._takers(unit, self.graph.get(each, ()))
        return list(dict.fromkeys(found))

    def _later(self, unit: int) -> list[Table]:
        """Counted tables that are later than its own last one: of its successors, and of those
        that these went into in turn."""
        tables = map(self.counted, onward(self.graph, unit))
        return [each for each in tables if each and each.quarter > self.last(unit).quarter]

    def _stock_has_left(self, unit: int) -> bool:
        return bool(self._later(unit))

    def _is_doubtful(self, unit: int) -> bool:
        return not self.has_left(unit) and any(
            table.answers.get(unit) is not False for table in self._later(unit)
        )

    @cached_property
    def newly_included(self) -> list[int]:
        """Units that have left, and are in no earlier table of their successors: theirs of before
        is what the successors' new figures are measured from as well."""
        return [unit for unit in self.units if self.has_left(unit) and not self._was_included(unit)]

    def _was_included(self, unit: int) -> bool:
        return all(self._included_before(each, unit) for each in self._takers(unit))

    def _included_before(self, taker: int, unit: int) -> bool:
        before = self.last(taker, before=self.quarter)
        return before is not None and before.quarter >= self.included[unit, taker]
