"""Reports, many at a time: who may see which, which count as reported, approved or late."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from ..form.figures import Figures
from .edition import Edition
from .one_of import IsOneOf
from .status import Status


class ReportQuerySet(models.QuerySet):
    def for_user(self, user):
        """Those that `user` may see: all for the city and the auditor, a clerk's own unit's."""
        if user.has_perm("statistics.view_report"):
            return self
        if user.unit_id and user.has_perm("statistics.fill_report"):
            return self.filter(unit=user.unit_id)
        return self.none()

    def with_table(self):
        """With all that showing the table needs, in two queries."""
        return self.with_place().prefetch_related("rows").with_source()

    def lock(self) -> None:
        """Lock these rows until the transaction ends, by their own columns alone and in one order.

        What is in them, and what belongs to them, is read by a query afterwards: on PostgreSQL one
        that has waited for a lock sees the locked rows anew, but what it joined as it was before.
        """
        list(self.order_by("pk").select_for_update().values_list("pk"))

    def with_place(self):
        """With whose and of which period it is, and with the rules of that year's form."""
        return self.select_related("unit", "period__campaign__form_rules")

    def with_source(self):
        """With the workbook that the figures came from, but not the file itself."""
        return self.select_related("source__taken_by").defer(
            "source__content", "source__figures_taken"
        )

    def approved(self):
        return self.filter(status=Status.APPROVED)

    def reported(self):
        """Submitted at least once, in whatever state now."""
        return self.exclude(first_submitted_at=None)

    def touched(self):
        """Something was typed, imported or reported; what is left out nobody has begun."""
        return self.exclude(saved_at=None, first_submitted_at=None)

    def figures_before(self, period) -> dict[int, list[Figures]]:
        """The reported tables of the year before `period`, the oldest first, by the unit's id."""
        earlier = defaultdict(list)
        reports = self.reported().filter(
            period__campaign=period.campaign_id, period__quarter__lt=period.quarter
        )
        reports = list(reports.prefetch_related("rows").order_by("period__quarter"))
        recall_reported(reports)
        for report in reports:
            earlier[report.unit_id].append(report.reported_figures)
        return earlier

    def with_lateness(self, today=None):
        """`late` says what Report.is_late() says of each one."""
        today = today or timezone.localdate()
        is_late = Q(first_submitted_at__date__gt=F("due")) | Q(
            first_submitted_at=None, due__lt=today
        )
        return self.alias(due=Coalesce("extended_until", "period__due_on")).annotate(
            late=Case(When(is_late, then=True), default=False)
        )

    def with_edition(self):
        """`edition` is the number of the latest one, or None."""
        editions = Edition.objects.filter(report=OuterRef("pk")).order_by("-number")
        return self.annotate(edition=Subquery(editions.values("number")[:1]))

    def late(self, today=None):
        """First submitted after the day it was due, or due in the past and never submitted."""
        return self.with_lateness(today).filter(late=True)

    def last_approved(self, period):
        """Each unit's latest approved report of the year up to and including `period`."""
        until_now = self.model.objects.approved().filter(
            period__campaign=period.campaign_id, period__quarter__lte=period.quarter
        )
        return self.filter(
            IsOneOf("pk", until_now.latest_of_each_unit()),
            IsOneOf("unit", period.reports.values("unit")),
        )

    def latest_of_each_unit(self):
        """The ids of those that are their unit's latest among these, all of one year.

        One pass over the rows, not a query for each of them; see IsOneOf.
        """
        place = Window(RowNumber(), partition_by="unit", order_by="-period__quarter")
        return self.order_by().annotate(place=place).filter(place=1).values("pk")

    def most_urgent_first(self):
        """What waits for the clerk before what waits for the city; then the newest period."""
        waits = Case(
            When(status__in=[Status.RETURNED], then=0), When(status=Status.DRAFT, then=1), default=2
        )
        return self.order_by(waits, "-period__campaign__year", "-period__quarter")


def recall_reported(reports: Iterable) -> None:
    """Put reported_figures in place for many; one query, and none when all are with the city."""
    others = {report.pk: report for report in reports if not report.is_with_city}
    if not others:
        return
    for edition in Edition.objects.submitted().filter(report__in=others).order_by("number"):
        others[edition.report_id].reported_figures = edition.figures  # the latest one stays
