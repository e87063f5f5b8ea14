"""Which tables a total counts, and which it is measured from. Found once, added up by many."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Q

from campaigns.models import ReportingPeriod

from ..form.indicators import ACTION_KEYS, COLUMN_KEYS
from ..models import Report, Scope, Submission, SubmittedRow
from ..models.differ import Differ
from ..models.one_of import IsOneOf
from .year_units import COUNTED, POINTER, Ended, Year, year_units


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
    known: Year | None = None  # where the year's units were found already

    @property
    def pointer(self) -> str:
        """The report's field that names the submission which is added up."""
        return POINTER[self.scope]

    @cached_property
    def year(self) -> Year:
        return self.known or year_units([self.period], self.scope)[self.period.pk]

    @cached_property
    def altered(self) -> set[int]:
        """Ids of reports that would count, but whose rows are not those that were submitted."""
        return set(altered(self._candidates.filter(status__in=COUNTED[self.scope]), self.pointer))

    @cached_property
    def altered_units(self) -> set[int]:
        """Whose reports those are; a query where there are any."""
        reports = (
            Report.objects.filter(pk__in=self.altered) if self.altered else Report.objects.none()
        )
        return set(reports.values_list("unit", flat=True))

    # --- What counts -----------------------------------------------------------------------------

    @property
    def _candidates(self):
        """`carry` stays a lower bound that was approved throughout: each unit's last approved
        submission of the year, also while its table is being corrected."""
        staying = Q(pk__in=[each.table.report for each in self.staying])
        if self.scope == Scope.CARRY:
            latest = self._until(self.period.quarter).latest_of_each_unit()
            own = Q(IsOneOf("unit", self.period.reports.expected().values("unit")))
            own &= ~Q(unit__in=self.year.units)
            return Report.objects.filter(IsOneOf("pk", latest)).filter(own | staying)
        own = Q(period=self.period, excused_at=None, status__in=COUNTED[self.scope])
        return Report.objects.filter(own | staying)

    @cached_property
    def staying(self) -> list[Ended]:
        return [each for each in self.year.ended if each.stays]

    @property
    def reports(self):
        """The counted reports, each with the submission that `pointer` names."""
        return self._candidates.exclude(pk__in=self.altered) if self.altered else self._candidates

    @property
    def submissions(self):
        return Submission.objects.filter(IsOneOf("pk", self.reports.values(self.pointer)))

    @property
    def without_stock(self) -> list[int]:
        """Submissions whose flows count and whose stock is a successor's by now."""
        return [each.table.submission for each in self.staying if not each.stock_stays]

    # --- What it is measured from ----------------------------------------------------------------

    @property
    def before(self):
        """Each counted unit's last table of the year before the period, and those of units that
        its counted table includes for the first time."""
        of_counted = IsOneOf("unit", self.reports.values("unit"))
        included = Q(unit__in=self.year.newly_included)
        latest = self._until(self.period.quarter - 1).latest_of_each_unit()
        return Report.objects.filter(IsOneOf("pk", latest)).filter(Q(of_counted) | included)

    @property
    def submissions_before(self):
        return Submission.objects.filter(IsOneOf("pk", self.before.values(self.pointer)))

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


def altered(reports, pointer: str):
    """Ids of those whose figures are not, cell by cell, those of the submission `pointer` names."""
    actions = {key: f"{pointer}__{key}" for key in ACTION_KEYS}
    rows = SubmittedRow.objects.filter(
        Differ({key: f"row__{key}" for key in COLUMN_KEYS}),
        IsOneOf("submission", reports.values(pointer)),
    )
    return reports.filter(
        Q(Differ(actions)) | Q(IsOneOf(pointer, rows.values("submission")))
    ).values_list("pk", flat=True)
