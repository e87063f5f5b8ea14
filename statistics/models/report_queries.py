"""Reports, many at a time: who may see which, which count as reported, approved or late."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils import timezone

from units.models import ReportingUnit

from ..checks.findings import LaterTable
from ..form.figures import Figures
from ..form.indicators import COLUMN_KEYS
from .answering import lineages
from .case_row import CaseRow
from .columns import figures_of
from .edition import Edition
from .one_of import IsOneOf
from .status import Status
from .submission import Submission


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
        table = self.with_place().select_related("submission")
        return table.prefetch_related("rows").with_source()

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

    def expected(self):
        """All but those whose unit was excused (免报)."""
        return self.filter(excused_at=None)

    def excused(self):
        """免报: no table is expected of them; no reported one is among them."""
        return self.exclude(excused_at=None)

    def reported(self):
        """Submitted and not withdrawn by the unit itself, in whatever state now."""
        return self.exclude(submission=None)

    def marked(self):
        """上期已更正，待复核: see after_correction.py."""
        return self.exclude(corrected_before=None)

    def touched(self):
        """Something was typed, imported or reported; what is left out nobody has begun."""
        return self.exclude(saved_at=None, first_submitted_at=None)

    def figures_around(self, period, tables) -> dict[int, tuple[list[Figures], list[LaterTable]]]:
        """What each of `tables`, of the period, is held against, by its unit's id: the year's reported
        figures before it and tables after it, the oldest first."""
        around = defaultdict(lambda: ([], []))
        others = self.reported().filter(period__campaign=period.campaign_id).exclude(period=period)
        others = others.select_related("period", "unit").prefetch_related("rows")
        reports = list(others.order_by("period__quarter"))
        recall_reported(reports)
        later = [each for each in reports if each.period.quarter > period.quarter]
        recall_held_against(later, tables)
        known = lineages(tables, reports)
        for each in tables:
            earlier = known[each.pk].earlier(each.answered)
            around[each.unit_id][0].extend(before.reported_figures for before in earlier)
        for each in later:
            around[each.unit_id][1].append(each.as_later)
        return around

    def with_lateness(self, today=None):
        """`late` says what Report.is_late() says of each one."""
        today = today or timezone.localdate()
        is_late = Q(first_submitted_at__date__gt=F("first_due_on")) | Q(
            first_submitted_at=None, excused_at=None, due__lt=today
        )
        return self.alias(due=Coalesce("extended_until", "period__due_on")).annotate(
            late=Case(When(is_late, then=True), default=False)
        )

    def with_edition(self):
        """`edition` is the number of the latest one, or None."""
        editions = Edition.objects.filter(report=OuterRef("pk")).order_by("-number")
        return self.annotate(edition=Subquery(editions.values("number")[:1]))

    def with_predecessors(self):
        """`has_predecessors` says whether any unit ever ended into this one's."""
        ended = ReportingUnit.successors.through.objects.filter(to_reportingunit=OuterRef("unit"))
        return self.annotate(has_predecessors=Exists(ended))

    def late(self, today=None):
        """First submitted after the day that was due then, or due in the past and not submitted."""
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
        """What waits for the clerk before what waits for the city, or for nobody; then the newest
        period."""
        waits = Case(
            When(status=Status.RETURNED, then=0),
            When(status=Status.DRAFT, excused_at=None, then=1),
            default=2,
        )
        return self.order_by(waits, "-period__campaign__year", "-period__quarter")


def recall_reported(reports: Iterable) -> None:
    """Put reported_figures in place for many; two queries, and none when all are with the city."""
    others = {report.submission_id: report for report in reports if not report.is_with_city}
    if not others:
        return
    for submission in Submission.objects.filter(pk__in=others).prefetch_related("rows"):
        figures = figures_of(submission, submission.rows.all())
        others[submission.pk].reported_figures = figures


def recall_figures(reports: Iterable) -> None:
    """Put the stored figures in place for many; one query."""
    rows, reports = defaultdict(list), list(reports)
    stored = CaseRow.objects.filter(report__in=[each.pk for each in reports]).order_by()
    for row in stored.values_list("report_id", "category", *COLUMN_KEYS, named=True):
        rows[row.report_id].append(row)
    for each in reports:
        each.figures = figures_of(each, rows[each.pk])


def recall_held_against(later: Iterable, tables: Iterable) -> None:
    """Put held_against in place: what the same unit's one of `tables` had reported when the later
    one was last reported, which its relations then looked back at; None if nothing.

    One query, and none when nothing is later.
    """
    if not later:
        return
    tables, submitted = {table.unit_id: table for table in tables}, defaultdict(list)
    involved = [each.pk for each in (*later, *tables.values())]
    for edition in Edition.objects.submitted().filter(report__in=involved).order_by("pk"):
        submitted[edition.report_id].append(edition)
    for each in later:
        table = tables.get(each.unit_id)
        each.held_against = table and _last_before(submitted[table.pk], submitted[each.pk])


def _last_before(submitted: list[Edition], others: list[Edition]) -> Figures | None:
    """The figures of the last one made before the last of `others`."""
    before = [each for each in submitted if others and each.pk < others[-1].pk]
    return before[-1].figures if before else None
