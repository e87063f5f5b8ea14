"""Which tables a total counts, and which it is measured from. Found once, added up by many."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from campaigns.models import ReportingPeriod

from ..models import Report, Scope
from ..models.one_of import IsOneOf
from .adding import NOTHING, Added, add_up_unaltered
from .read_years import read_years
from .year_units import COUNTED, POINTER, Ended, Year


class Group(NamedTuple):
    """Counted units whose new figures are told together: what they include was one unit's before."""

    heirs: tuple[int, ...]
    units: tuple[Ended, ...]


@dataclass(frozen=True)
class Counting:
    """The tables of `period` that `scope` counts, with those of units that ended in the year.

    A table that is with the city but is not what was submitted any more does not count.
    """

    period: ReportingPeriod
    scope: Scope
    # Where the year was looked at as a whole: its units, and the reports that were altered.
    known: Year | None = None
    known_altered: set[int] | None = None

    @property
    def pointer(self) -> str:
        """The report's field that names the submission which is added up."""
        return POINTER[self.scope]

    @cached_property
    def year(self) -> Year:
        return self.known or read_years([self.period], self.scope)[self.period.pk]

    @cached_property
    def _added(self) -> tuple[Added, set[int]]:
        found, altered = add_up_unaltered(
            self._candidates, self.scope, without_stock=self.without_stock
        )
        return found.get((), NOTHING), altered

    @property
    def added(self) -> Added:
        """What the counted reports add up to."""
        return self._added[0]

    @cached_property
    def altered(self) -> set[int]:
        """Ids of reports that would count, but whose rows are not those that were submitted."""
        return self._added[1] if self.known_altered is None else self.known_altered

    @cached_property
    def altered_units(self) -> set[int]:
        """Whose reports those are; a query where there are any."""
        reports = (
            Report.objects.filter(pk__in=self.altered) if self.altered else Report.objects.none()
        )
        return set(reports.values_list("unit", flat=True))

    # --- What counts -----------------------------------------------------------------------------

    @property
    def own(self) -> Q:
        """Which tables of the period count by their state, be they altered or not."""
        return Q(period=self.period, excused_at=None, status__in=COUNTED[self.scope])

    @property
    def _candidates(self):
        """`carry` stays a lower bound that was approved throughout: each unit's last approved
        submission of the year, also while its table is being corrected."""
        staying = Q(pk__in=[each.table.report for each in self.staying])
        if self.scope != Scope.CARRY:
            return Report.objects.filter(self.own | staying)
        latest = self._until(self.period.quarter).latest_of_each_unit()
        expected = Q(IsOneOf("unit", self.period.reports.expected().values("unit")))
        expected &= ~Q(unit__in=self.year.units)
        return Report.objects.filter(IsOneOf("pk", latest)).filter(expected | staying)

    @cached_property
    def staying(self) -> list[Ended]:
        return [each for each in self.year.ended if each.stays]

    @property
    def reports(self):
        """The counted reports, each with the submission that `pointer` names."""
        return self._candidates.exclude(pk__in=self.altered) if self.altered else self._candidates

    @property
    def others(self):
        """The counted reports beside the period's `own`: what is carried, and of units that ended."""
        has_any = self.staying or self.scope == Scope.CARRY
        return self.reports.exclude(self.own) if has_any else Report.objects.none()

    @property
    def without_stock(self) -> list[int]:
        """Reports whose flows count and whose stock is a successor's by now."""
        return [each.table.report for each in self.staying if not each.stock_stays]

    # --- What it is measured from ----------------------------------------------------------------

    @property
    def before(self):
        """Each counted unit's last table of the year before the period, and those of units that
        its counted table includes for the first time."""
        of_counted = IsOneOf("unit", self.reports.values("unit"))
        included = Q(unit__in=self.year.newly_included)
        latest = self._until(self.period.quarter - 1).latest_of_each_unit()
        return Report.objects.filter(IsOneOf("pk", latest)).filter(Q(of_counted) | included)

    def _until(self, quarter: int):
        """All tables of the year up to a quarter that have what `scope` looks at."""
        return Report.objects.filter(
            period__campaign=self.period.campaign_id, period__quarter__lte=quarter
        ).exclude(**{self.pointer: None})

    @cached_property
    def groups(self) -> list[Group]:
        """Units that are included for the first time, with those that include them.

        A merger has one heir. A split has several, whose new figures nobody can tell apart.
        """
        ended = {each.unit.pk: each for each in self.year.ended}
        groups: list[tuple[set, list]] = []
        for unit in self.year.newly_included:
            heirs, units = self.year.heirs(unit), [ended[unit]]
            for other in [each for each in groups if each[0] & heirs]:
                groups.remove(other)
                heirs, units = heirs | other[0], other[1] + units
            groups.append((heirs, units))
        return [Group(tuple(heirs), tuple(units)) for heirs, units in groups]
