"""Units that ended and go on in another one: which of them its table is asked about, and what it is
held against together with theirs. Plain values; year_around.py reads them from the database.

The rule (the year's units): the first table after a merger says whether it includes the ended unit's
figures of the year (是否已含). From an inclusion on the successor's 上期 is its own and theirs together,
for each earlier quarter, as far as its own table of that quarter did not have them yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce

from django.db.models import Model

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..checks.explanations import Explanation
from ..form.figures import Figures

Answers = Mapping[int, bool]  # whether a table has an ended unit's figures, by the unit's id


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported table of the year, with what it was answered for the units that ended."""

    report: Model  # a Report, with its unit and period
    answers: Answers  # of what its unit answers for
    recorded: Answers  # of what was approved last

    @property
    def quarter(self) -> int:
        return self.report.period.quarter


@dataclass(frozen=True)
class Earlier:
    """What a table is held against: the figures of an earlier quarter of the year."""

    period: ReportingPeriod
    reported_figures: Figures  # the unit's own and those of `included` together
    own: Model | None  # the unit's table; None where only included ones had one
    included: tuple[ReportingUnit, ...] = ()

    @property
    def explained(self) -> dict[str, Explanation]:
        return self.own.explained if self.own else {}

    @property
    def name(self) -> str:
        """一季度，含原××局"""
        names = "、".join(f"原{each.name}" for each in self.included)
        quarter = self.period.get_quarter_display()
        return f"{quarter}，含{names}" if names else quarter


@dataclass(frozen=True)
class Lineage:
    """One table among the year's reported ones of its unit and of those that ended on the way to it."""

    unit: int
    quarter: int
    before: Mapping[int, ReportingUnit]  # those that ended, in the city's order
    graph: Mapping[int, list[int]]  # all successors of each
    tables: Mapping[int, list[Reported]]  # by unit, the oldest first

    @classmethod
    def of(cls, report, before, graph, tables) -> "Lineage":
        return cls(report.unit_id, report.period.quarter, before, graph, tables)

    # --- Which it is asked about -----------------------------------------------------------------

    @cached_property
    def asked(self) -> list[ReportingUnit]:
        """Those with a table of an earlier quarter and none since, and of which no approved one
        says yet that it includes them."""
        return [
            each
            for pk, each in self.before.items()
            if self._is_over(pk) and not self._is_recorded(pk)
        ]

    def _is_over(self, unit: int) -> bool:
        tables = self.tables.get(unit)
        return bool(tables) and tables[-1].quarter < self.quarter

    def _is_recorded(self, unit: int) -> bool:
        return all(self._records(each, unit) for each in self._onward(unit))

    def _records(self, successor: int, unit: int) -> bool:
        """An approved table of the successor, or of those it went into in turn, has the unit."""
        if any(each.recorded.get(unit) for each in self._until(successor, self.quarter - 1)):
            return True
        onward = self._onward(successor)
        return bool(onward) and all(self._records(each, unit) for each in onward)

    def includes(self, unit: int) -> bool:
        """What was reported here has the unit's figures, or its share of them."""
        answers = self._last(self.unit, self.quarter).answers
        return any(self._carries(each, unit, answers) for each in self._onward(unit))

    # --- What it is held against -----------------------------------------------------------------

    def earlier(self, answers: Answers) -> list[Earlier]:
        """The year's earlier quarters, the oldest first; `answers` are those of this table."""
        included = [pk for pk in self.before if self._is_included(pk, answers)]
        tables = [
            each for pk in (self.unit, *included) for each in self._until(pk, self.quarter - 1)
        ]
        periods = {each.quarter: each.report.period for each in tables}
        return [self._earlier(periods[quarter], included) for quarter in sorted(periods)]

    def _earlier(self, period: ReportingPeriod, included: list[int]) -> Earlier:
        own = self._last(self.unit, period.quarter)
        more = {
            pk: table
            for pk in included
            if (table := self._last(pk, period.quarter))
            and not self._is_within_another(pk, period.quarter)
        }
        figures = [each.report.reported_figures for each in (own, *more.values()) if each]
        return Earlier(
            period,
            reduce(Figures.plus, figures),
            own and own.report,
            tuple(self.before[pk] for pk in more),
        )

    def _is_included(self, unit: int, answers: Answers) -> bool:
        """The whole of what the unit had is in this table. Not so after a split: nobody can tell the
        successors' shares apart, and each is held against its own figures alone."""
        return self.is_whole(unit) and all(
            self._carries(each, unit, answers) for each in self._onward(unit)
        )

    def is_whole(self, unit: int) -> bool:
        """All that came of the unit has come into this one."""
        return unit == self.unit or all(
            each in (self.unit, *self.before) and self.is_whole(each) for each in self.graph[unit]
        )

    def _carries(self, successor: int, unit: int, answers: Answers) -> bool:
        """The unit's figures have come into this table by way of the successor."""
        if successor == self.unit:
            if self._is_over(unit) and unit in answers:
                return answers[unit]
            return self._has(successor, unit, self.quarter - 1)
        if self._has(successor, unit, self.quarter):
            return self._is_included(successor, answers)
        return all(self._carries(each, unit, answers) for each in self._onward(successor))

    def _is_within_another(self, unit: int, quarter: int) -> bool:
        return any(self._has(each, unit, quarter) for each in (self.unit, *self.before))

    def _has(self, successor: int, unit: int, quarter: int) -> bool:
        """What the successor's last table up to a quarter said of it, or the last that did."""
        said = [
            each.answers[unit] for each in self._until(successor, quarter) if unit in each.answers
        ]
        return bool(said) and said[-1]

    # --- Its tables and ways ---------------------------------------------------------------------

    def _until(self, unit: int, quarter: int) -> list[Reported]:
        return [each for each in self.tables.get(unit, ()) if each.quarter <= quarter]

    def _last(self, unit: int, quarter: int) -> Reported | None:
        tables = self._until(unit, quarter)
        return tables[-1] if tables else None

    def _onward(self, unit: int) -> list[int]:
        """Its successors on the way to this unit."""
        ways = self.graph.get(unit, ()) if unit in self.before else ()
        return [each for each in ways if each == self.unit or each in self.before]


def onward(graph: Mapping[int, list[int]], unit: int) -> set[int]:
    """All that come after the unit."""
    after = graph.get(unit, ())
    return set(after).union(*(onward(graph, each) for each in after))


def before(
    unit: int, graph: Mapping[int, list[int]], units: Iterable[ReportingUnit]
) -> dict[int, ReportingUnit]:
    """Those of `units` from which a way leads to the unit, through no other than these."""
    units = {each.pk: each for each in units}
    found, new = set(), {unit}
    while new:
        found |= new
        new = {pk for pk in units if new.intersection(graph.get(pk, ()))} - found
    return {pk: each for pk, each in units.items() if pk in found and pk != unit}
