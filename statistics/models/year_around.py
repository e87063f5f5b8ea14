"""A report among the year's other tables of its unit: those that its figures are held against."""

from dataclasses import dataclass

from django.db import models
from django.db.models.functions import Coalesce

from units.models import ReportingUnit

from ..checks.findings import LaterTable
from ..form.figures import Figures
from .answering import lineages
from .lineage import Answers, Earlier, Lineage
from .one_of import IsOneOf
from .report_queries import recall_held_against, recall_reported
from .submission import Submission


@dataclass(frozen=True)
class Around:
    """The year's reported tables around one, as far as it has to do with them."""

    lineage: Lineage
    later: list  # the unit's own, the next one first, with what the relations need of each

    def earlier(self, answers: Answers) -> list[Earlier]:
        """What the table is held against if these are its answers, the oldest first."""
        return self.lineage.earlier(answers)

    @property
    def asked(self) -> list[ReportingUnit]:
        """The ended units of which the table has to say whether it includes their figures."""
        return self.lineage.asked


class YearAround(models.Model):
    """The part of Report that finds the tables before and after it.

    Cumulative figures start again each 1 January. A period that was never opened or never reported
    is passed over. Where units have ended and go on in this one, lineage.py says what of theirs
    belongs to it.
    """

    held_against: Figures | None = None  # see recall_held_against()
    of_the_year: list | None = None  # all of the unit's tables of the year, if they came along

    class Meta:
        abstract = True

    @property
    def answered(self) -> Answers:
        """Whether the table has the figures of units that ended, by the unit's id."""
        return {int(unit): is_included for unit, is_included in self.included.items()}

    @property
    def answers_said(self) -> list[str]:
        """The same in words, once it is with the city, by the names of that day; one query if any."""
        if not (self.is_with_city and self.included):
            return []
        return self.editions.submitted().last().inclusions

    def previous(self) -> Earlier | None:
        """What this period's figures are compared with: the last of earlier()."""
        return (self.earlier() or [None])[-1]

    def earlier(self) -> list[Earlier]:
        """The year's reported figures before this table, the oldest first."""
        return self.around()[0]

    def later(self):
        """The unit's tables after this one, the next one first: none should fall below it."""
        of_the_year = self._reported().filter(period__quarter__gt=self.period.quarter)
        return of_the_year.filter(unit=self.unit_id)

    def around(self) -> tuple[list[Earlier], list]:
        """Both as lists, with what the relations need of each."""
        known = self.look_around()
        return known.earlier(self.answered), known.later

    def look_around(self) -> Around:
        """One query with the rows, one more where some are later; see lineages() for mergers.

        None of the first where the year's tables came along, unless units have ended in this one.
        """
        others = self._others()
        recall_reported(others)
        own = [each for each in others if each.unit_id == self.unit_id]
        later = [each for each in own if each.period.quarter > self.period.quarter]
        recall_held_against(later, [self])
        return Around(lineages([self], others)[self.pk], later)

    def _others(self) -> list:
        """The year's reported tables of this unit and those that went on in it, the oldest first."""
        if self.of_the_year is not None and not self._has_predecessors():
            others = [
                each for each in self.of_the_year if each.pk != self.pk and each.submission_id
            ]
            return sorted(others, key=lambda each: each.period.quarter)
        leading = ReportingUnit.objects.going_on_in(self.unit_id).values("pk")
        return list(self._reported().filter(IsOneOf("unit", leading)))

    def _has_predecessors(self) -> bool:
        """Whether any unit ever ended in this one's."""
        ended = ReportingUnit.successors.through.objects
        return ended.filter(to_reportingunit=self.unit_id).exists()

    def same_quarter_last_year(self) -> Figures | None:
        """What the unit itself reported of it, as it was approved last, else as it was reported last;
        None if nothing. Two queries."""
        reports = (
            type(self)
            .objects.reported()
            .filter(
                unit=self.unit_id,
                period__campaign__year=self.period.year - 1,
                period__quarter=self.period.quarter,
            )
        )
        counted = reports.values(counted=Coalesce("approved_submission", "submission"))
        found = Submission.objects.filter(pk__in=counted).prefetch_related("rows").first()
        return found and found.figures

    def _reported(self):
        reported = type(self).objects.reported().exclude(pk=self.pk)
        of_the_year = reported.filter(period__campaign=self.period.campaign_id)
        with_figures = of_the_year.select_related("unit", "period__campaign")
        return with_figures.prefetch_related("rows").order_by("period__quarter")

    @property
    def as_later(self) -> LaterTable:
        """How it stands to the relations of an earlier table."""
        state = self.get_status_display() if self.is_with_city else "更正中"
        name = self.period.get_quarter_display()
        return LaterTable(name, state, self.reported_figures, self.held_against)
