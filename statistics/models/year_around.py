"""A report among the year's other tables of its unit: those that its figures are held against."""

from django.db import models

from ..checks.findings import LaterTable
from ..form.figures import Figures
from .report_queries import recall_held_against, recall_reported


class YearAround(models.Model):
    """The part of Report that finds the tables before and after it.

    Cumulative figures start again each 1 January. A period that was never opened or never reported
    is passed over.
    """

    held_against: Figures | None = None  # see recall_held_against()

    class Meta:
        abstract = True

    def earlier(self):
        """The same unit's reported tables of the year before this one, the oldest first."""
        return self._others().filter(period__quarter__lt=self.period.quarter)

    def previous(self):
        """The last of them, or None: what this period's figures are compared with."""
        return self.earlier().last()

    def later(self):
        """Those after this one, the next one first: none should fall below it."""
        return self._others().filter(period__quarter__gt=self.period.quarter)

    def around(self) -> tuple[list, list]:
        """Both as lists, with what the relations need of each; one query more where some are later."""
        others, quarter = list(self._others()), self.period.quarter
        recall_reported(others)
        earlier = [each for each in others if each.period.quarter < quarter]
        later = [each for each in others if each.period.quarter > quarter]
        recall_held_against(later, [self])
        return earlier, later

    def _others(self):
        reported = type(self).objects.reported().exclude(pk=self.pk)
        of_the_year = reported.filter(unit=self.unit_id, period__campaign=self.period.campaign_id)
        with_figures = of_the_year.select_related("period__campaign").prefetch_related("rows")
        return with_figures.order_by("period__quarter")

    @property
    def as_later(self) -> LaterTable:
        """How it stands to the relations of an earlier table."""
        state = self.get_status_display() if self.is_with_city else "更正中"
        name = self.period.get_quarter_display()
        return LaterTable(name, state, self.reported_figures, self.held_against)
