"""Reports: one unit's table for one period."""

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from cases.categories import CaseCategory
from units.models import ReportingUnit

from ..figures import ACTION_KEYS, COLUMN_KEYS, Figures
from ..indicators import CELLS, cell_name
from .campaign import ReportingPeriod
from .edition import Edition
from .examined import recall_reported
from .fields import AmountField, CountField
from .source import SourceWorkbook
from .status import Status
from .workflow import Workflow


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
        reports = self.select_related("unit", "period__campaign").prefetch_related("rows")
        return reports.with_source()

    def locked(self):
        """For changing: the row is locked until the transaction ends."""
        return self.select_for_update(of=("self",)).select_related("unit", "period__campaign")

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
        latest = (
            Report.objects.approved()
            .filter(
                unit=OuterRef("unit"),
                period__campaign=period.campaign_id,
                period__quarter__lte=period.quarter,
            )
            .order_by("-period__quarter")
        )
        return self.filter(
            pk=Subquery(latest.values("pk")[:1]), unit__in=period.reports.values("unit")
        )

    def most_urgent_first(self):
        """What waits for the clerk before what waits for the city; then the newest period."""
        waits = Case(
            When(status__in=[Status.RETURNED], then=0), When(status=Status.DRAFT, then=1), default=2
        )
        return self.order_by(waits, "-period__campaign__year", "-period__quarter")


class Report(Workflow):
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

    actions = CountField("开展执法行动（次）")
    officers = CountField("出动执法人员（人次）")
    market_actions = CountField("实体经济执法行动（次）")
    market_officers = CountField("实体经济出动执法人员（人次）")
    key_markets = CountField("辖区重点实体经济市场数量（个）")

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
    first_submitted_at = models.DateTimeField("首次报送时间", null=True, blank=True)
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
    extended_until = models.DateField("延期至", null=True, blank=True)
    extension_reason = models.CharField("延期原因", max_length=500, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="批准延期",
    )

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
                name="report_extended_with_reason",
                condition=Q(extended_until=None)
                | (~Q(extension_reason="") & Q(extended_by__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.period}"

    def get_absolute_url(self):
        return reverse("report", args=[self.unit.code, self.period.year, self.period.quarter])

    # --- Figures ---------------------------------------------------------------------------------

    @cached_property
    def figures(self) -> Figures:
        """The 93 cells as they are stored. Kept until the row is locked and found newer."""
        return figures_of(self, self.rows.all())

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
    def source_sha256(self) -> str:
        """The digest of the workbook that the figures were last taken from; "" when typed."""
        return self.source.sha256 if self.source else ""

    @property
    def on_behalf_by(self) -> str:
        """Who of the city entered the figures from the unit's workbook (代填); "" for the unit."""
        if self.source is None or not self.source.on_behalf:
            return ""
        return self.source.taken_by.display_name

    def earlier(self):
        """The same unit's reported tables of the year before this one, the oldest first.

        Cumulative figures start again each 1 January. A period that was never opened or never
        reported is passed over.
        """
        reports = Report.objects.reported().filter(
            unit=self.unit_id,
            period__campaign=self.period.campaign_id,
            period__quarter__lt=self.period.quarter,
        )
        return reports.with_table().order_by("period__quarter")

    def previous(self):
        """The last of them, or None: what this period's figures are compared with."""
        return self.earlier().last()

    # --- Time ------------------------------------------------------------------------------------

    @property
    def due_on(self) -> date:
        return self.extended_until or self.period.due_on

    def is_locked(self, today: date | None = None) -> bool:
        """The period is locked, and no extension holds the lock off for this unit."""
        today = today or timezone.localdate()
        extended = self.extended_until is not None and today <= self.extended_until
        return self.period.is_locked(today) and not extended

    def is_late(self, today: date | None = None) -> bool:
        """First submitted after the due day, or still not submitted past it."""
        if self.first_submitted_at is not None:
            return timezone.localdate(self.first_submitted_at) > self.due_on
        return (today or timezone.localdate()) > self.due_on

    def days_left(self, today: date | None = None) -> int:
        """Whole days until the due day; negative when past."""
        return (self.due_on - (today or timezone.localdate())).days


class CaseRow(models.Model):
    """分类案件数据: one category's eleven figures. Counts in 件, amounts in 万元."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="rows", verbose_name="统计表")
    category = models.CharField("案件类别", max_length=30, choices=CaseCategory)
    filed = CountField("立案（件）")
    closed = CountField("结案（件）")
    value = AmountField("涉案金额（万元）")
    penalty = AmountField("罚没款金额（万元）")
    recovered = AmountField("挽回经济损失（万元）")
    transferred = CountField("移送司法机关案件（件）")
    ecommerce = CountField("电商领域案件（件）")
    key_market = CountField("重点实体经济市场案件（件）")
    rural_market = CountField("农村市场案件（件）")
    foreign = CountField("外商投资企业被侵权案件（件）")
    foreign_recovered = AmountField("挽回外商投资企业经济损失（万元）")

    class Meta:
        verbose_name = verbose_name_plural = "分类案件数据"
        ordering = ["report", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "category"], name="case_row_unique"),
            models.CheckConstraint(
                name="case_row_category_known", condition=Q(category__in=CaseCategory.values)
            ),
        ]

    def __str__(self):
        return self.get_category_display()

    @classmethod
    def blank_rows(cls, report):
        return [cls(report=report, category=category) for category in CaseCategory]

    @classmethod
    def table(cls, report, figures: Figures):
        """The eight rows of a report."""
        return [cls.of(report, category, figures) for category in CaseCategory]

    @classmethod
    def store(cls, rows) -> None:
        """Put the rows' figures in place of those that are stored, in one query."""
        cls.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["report", "category"],
            update_fields=COLUMN_KEYS,
        )

    @classmethod
    def of(cls, report, category, figures: Figures):
        values = {key: figures[cell_name(category, key)] for key in COLUMN_KEYS}
        return cls(report=report, category=category, **values)


def figures_of(report, rows) -> Figures:
    """A table's value from anything with the action figures and rows with the eleven columns."""
    cells = {key: getattr(report, key) for key in ACTION_KEYS}
    for row in rows:
        cells |= {cell_name(row.category, key): getattr(row, key) for key in COLUMN_KEYS}
    return Figures(cells)
