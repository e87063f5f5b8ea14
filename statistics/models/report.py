"""Reports: one unit's table for one period. workflow.py has how it changes, checked.py what of it does
not hold, year_around.py what it is held against."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ..form import indicators
from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS
from .case_row import CaseRow
from .checked import Checked
from .columns import ActionColumns, figures_of
from .report_queries import ReportQuerySet
from .source import SourceWorkbook
from .status import Status
from .submission import Submission
from .workflow import Workflow
from .year_around import YearAround


class Report(ActionColumns, YearAround, Checked, Workflow):
    """统计表: the cumulative figures of one unit at the end of one period.

    Counts in 件, 次, 人次 or 个; blank (NULL) is not zero. Changes only through Workflow's methods.
    """

    LONGEST_NAME, LONGEST_REPLY = 30, 300

    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="reports", verbose_name="报告期"
    )
    unit = models.ForeignKey(
        ReportingUnit, models.PROTECT, related_name="reports", verbose_name="报送单位"
    )
    status = models.CharField("状态", max_length=10, choices=Status, default=Status.DRAFT)
    status_since = models.DateTimeField("此状态起", null=True, blank=True)
    version = models.PositiveIntegerField("修改次数", default=1)
    # How the draft is filled in, and so what its blanks mean; nothing of what is reported.
    by_increment = models.BooleanField("按当期新增填写", default=False)

    cut_off_on = models.DateField("统计截止日", null=True, blank=True)
    filled_by = models.CharField("填报人", max_length=LONGEST_NAME, blank=True)
    is_zero_report = models.BooleanField("零报告", default=False)
    blank_as_zero = models.BooleanField("空白格按 0 报送", default=False)

    saved_at = models.DateTimeField("保存时间", null=True, blank=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="保存人",
    )
    source = models.ForeignKey(
        SourceWorkbook,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="来源工作簿",
    )
    # Of the earliest submission that the unit did not withdraw: whether it was on time, for good.
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
    first_due_on = models.DateField("首次报送时的截止日", null=True, blank=True)
    submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="最近一次未撤回的报送",
    )
    approved_submission = models.ForeignKey(
        Submission,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="最近一次审核通过的报送",
    )
    submitted_at = models.DateTimeField("报送时间", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="报送账户",
    )
    reviewed_at = models.DateTimeField("审核时间", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="审核人",
    )
    review_reason = models.CharField("退回原因", max_length=500, blank=True)
    explanations = models.JSONField("情况说明", default=dict, blank=True)
    remarks = models.JSONField("批注", default=list, blank=True)
    reply = models.CharField("答复市局", max_length=LONGEST_REPLY, blank=True)

    # Whether the table has what units that ended had up to then: True or False by the unit's id.
    included = models.JSONField("已含被承继单位的累计数", default=dict, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "统计表"
        ordering = ["-period__campaign__year", "-period__quarter", "unit__position"]
        default_permissions = ("view",)
        permissions = [
            ("fill_report", "填报统计表"),
            ("enter_on_behalf", "代填统计表"),
            ("review_report", "审核统计表"),
            ("extend_report", "批准延期"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="report_once_per_period"),
            models.CheckConstraint(
                name="report_submitted_by_someone",
                condition=Q(status=Status.DRAFT)
                | Q(
                    submitted_at__isnull=False,
                    submitted_by__isnull=False,
                    first_submitted_at__isnull=False,
                    submission__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_approved_as_submitted",
                condition=~Q(status=Status.APPROVED)
                | Q(approved_submission=models.F("submission")),
            ),
            models.CheckConstraint(
                name="report_first_submission_whole",
                condition=Q(first_submitted_at=None, first_due_on=None, submission=None)
                | Q(
                    first_submitted_at__isnull=False,
                    first_due_on__isnull=False,
                    submission__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_reviewed_by_someone",
                condition=~Q(status__in=[Status.RETURNED, Status.APPROVED])
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_returned_with_reason",
                condition=~Q(status=Status.RETURNED) | ~Q(review_reason=""),
            ),
            models.CheckConstraint(
                name="report_excused_with_reason",
                condition=Q(excused_at=None, excuse_reason="", excused_by=None)
                | (Q(excused_at__isnull=False, excused_by__isnull=False) & ~Q(excuse_reason="")),
            ),
            models.CheckConstraint(
                name="report_excused_was_not_reported",
                condition=Q(excused_at=None) | Q(submission=None),
            ),
            models.CheckConstraint(
                name="report_extended_with_reason",
                condition=Q(extended_until=None)
                | (~Q(extension_reason="") & Q(extended_by__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.period}"

    def get_absolute_url(self):
        return reverse("report", args=[self.unit.code, self.period.year, self.period.quarter])

    @property
    def title(self) -> str:
        """The printed title of the year's table."""
        return indicators.title(self.period.year)

    # --- Figures ---------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> Figures:
        """The 93 cells as they are stored. Kept until the row is locked and found newer."""
        if "rows" in getattr(self, "_prefetched_objects_cache", ()):
            return figures_of(self, self.rows.all())
        return figures_of(self, self.rows.values_list("category", *COLUMN_KEYS, named=True))

    def refresh_from_db(self, *args, **options):
        """Also lets go of figures that were read at another version: every write moves it on.

        Keeps the source workbook if it is still the same one: no workbook ever changes.
        """
        known, source = self.__dict__.get("version"), self._state.fields_cache.get("source")
        super().refresh_from_db(*args, **options)
        if source is not None and source.pk == self.source_id:
            self.source = source
        if self.__dict__.get("version") != known:
            self.__dict__.pop("figures", None)

    def write_figures(self, figures: Figures, names: list[str]) -> None:
        """Put the named cells' figures in place; case rows are stored at once, `self` by save()."""
        for key in ACTION_KEYS:
            setattr(self, key, figures[key])
        categories = {CELLS[name].category for name in names} - {None}
        CaseRow.store(CaseRow.of(self, category, figures) for category in categories)
        self.figures = figures

    @property
    def unit_name(self) -> str:
        """As it is printed: what was reported keeps the name of its day."""
        return self.submission.unit_name if self.is_with_city else self.unit.name

    @property
    def source_sha256(self) -> str:
        """The digest of the workbook that the figures were last taken from; "" when typed."""
        return self.source.sha256 if self.source else ""

    @property
    def on_behalf_by(self) -> str:
        """Who of the city entered the figures from the unit's workbook (代填); "" for the unit."""
        if self.source is None or not self.source.on_behalf:
            return ""
        return self.source.taken_by.display_name
