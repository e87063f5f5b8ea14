"""Submissions: what was reported each time, as columns, so that the database can add it up."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import COLUMN_KEYS
from .columns import ActionColumns, CategoryColumns, action_figures, category_figures, figures_of


class SubmissionQuerySet(models.QuerySet):
    """Submissions are added and read, nothing else."""

    def update(self, **values):
        raise TypeError("submissions are never changed")

    def delete(self):
        raise TypeError("submissions are never deleted")

    def standing(self):
        """Those that the unit did not withdraw itself, the oldest first."""
        return self.exclude(editions__event="withdrawn").order_by("pk")


class Submission(ActionColumns):
    """一次报送: the figures of one submission beside its edition, and the day it was due by.

    Totals are sums over these, not over the tables that units go on filling in. The day by which it
    was due and the unit's name are those of its time: whether it was on time, and what is printed, is
    never worked out again from today's.
    """

    report = models.ForeignKey(
        "statistics.Report", models.PROTECT, related_name="submissions", verbose_name="统计表"
    )
    at = models.DateTimeField("报送时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送账户"
    )
    due_on = models.DateField("当时的截止日")
    unit_name = models.CharField("当时的单位名称", max_length=60)
    cut_off_on = models.DateField("统计截止日")
    digest = models.CharField("内容摘要（SHA-256）", max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        ordering = ["report_id", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.report} {self.at:%Y-%m-%d}"

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("submissions are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("submissions are never deleted")

    @classmethod
    def keep(cls, report, *, by, at, digest: str) -> "Submission":
        """Store the table of `report` as it is submitted; three queries."""
        figures, rows = report.figures, dict(report.rows.values_list("category", "pk"))
        kept = cls.objects.create(
            report=report,
            at=at,
            by=by,
            due_on=report.due_on,
            unit_name=report.unit.name,
            cut_off_on=report.cut_off_on,
            digest=digest,
            **action_figures(figures),
        )
        SubmittedRow.objects.bulk_create(
            SubmittedRow.of(kept, category, figures, rows[category]) for category in CaseCategory
        )
        return kept

    @cached_property
    def figures(self) -> Figures:
        """The 93 cells; put in place beforehand where many are looked at."""
        if "rows" in getattr(self, "_prefetched_objects_cache", ()):
            return figures_of(self, self.rows.all())
        return figures_of(self, self.rows.values_list("category", *COLUMN_KEYS, named=True))

    @cached_property
    def answers(self) -> dict:
        """Whether it has the figures of units that ended, by unit."""
        return {each.unit: each.is_included for each in self.inclusions.all()}


class SubmittedRow(CategoryColumns):
    """One category's eleven figures as they were submitted, beside the row that they were taken from."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="rows")
    row = models.ForeignKey("statistics.CaseRow", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "报送的分类案件数据"
        ordering = ["submission_id", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "category"], name="submitted_row_once_per_category"
            ),
            models.CheckConstraint(
                name="submitted_row_category_known", condition=Q(category__in=CaseCategory.values)
            ),
        ]

    def __str__(self):
        return self.get_category_display()

    @classmethod
    def of(cls, submission, category, figures: Figures, row_id: int) -> "SubmittedRow":
        values = category_figures(figures, category)
        return cls(submission=submission, category=category, row_id=row_id, **values)
