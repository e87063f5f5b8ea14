"""Consolidations: the city's totals as they were issued, kept for good."""

import hashlib
from datetime import UTC
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from campaigns.models import ReportingPeriod

from ..form.figures import Figures
from ..form.indicators import CELLS, Indicator
from .edition import digest_of


class Scope(models.TextChoices):
    """Which reports the city's total counts."""

    APPROVED = "approved", "只汇总已审核"
    SUBMITTED = "submitted", "含待审核"
    CARRY = "carry", "缺报沿用上期"


class ConsolidationQuerySet(models.QuerySet):
    """Issued totals are added and read, nothing else."""

    def update(self, **values):
        raise TypeError("issued totals are never changed")

    def delete(self):
        raise TypeError("issued totals are never deleted")

    def without_workbook(self):
        """For everything but the download: a workbook of 2,844 units has megabytes."""
        return self.select_related("issued_by").defer("workbook")


class Consolidation(models.Model):
    """汇总表: the city's total of a period as issued, its members, and the workbook's very bytes.

    A later one of the same period is a 更正件: it names the one it corrects, and why.
    `content` is plain JSON: year, quarter, scope, the 93 figures as text, and a member for each
    expected unit (see revision.content_of). The digest covers it; `event_digest` who issued it and when.
    """

    LONGEST_NOTE = 500

    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="consolidations", verbose_name="报告期"
    )
    number = models.PositiveIntegerField("编号")
    scope = models.CharField("汇总口径", max_length=10, choices=Scope)
    content = models.JSONField("内容")
    digest = models.CharField("摘要（SHA-256）", max_length=64)
    note = models.CharField("说明", max_length=LONGEST_NOTE, blank=True)
    workbook = models.BinaryField("工作簿")
    workbook_sha256 = models.CharField("工作簿摘要（SHA-256）", max_length=64)
    issued_at = models.DateTimeField("发布时间")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人"
    )
    issued_by_account = models.CharField("发布账户（当时）", max_length=150)
    issued_by_name = models.CharField("发布人姓名（当时）", max_length=150)
    event_digest = models.CharField("事件摘要（SHA-256）", max_length=64)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="correction",
        null=True,
        blank=True,
        verbose_name="更正的汇总表",
    )

    objects = ConsolidationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "汇总表"
        ordering = ["period", "number"]
        default_permissions = ()
        permissions = [("issue_consolidation", "发布汇总表")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "number"], name="consolidation_number_unique"
            ),
            models.CheckConstraint(
                name="consolidation_after_the_first_corrects",
                condition=Q(number=1, corrects=None) | Q(number__gt=1, corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="consolidation_corrects_with_reason",
                condition=Q(corrects=None) | ~Q(note=""),
            ),
        ]

    def __str__(self):
        return f"{self.period}汇总表 {self.title}"

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("issued totals are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("issued totals are never deleted")

    # --- How it is called ------------------------------------------------------------------------

    @property
    def printed_number(self) -> str:
        """编号: 2021-2-1, by year, quarter and number."""
        return f"{self.content['year']}-{self.content['quarter']}-{self.number}"

    @property
    def title(self) -> str:
        return f"第 {self.number} 号（更正件）" if self.is_correction else f"第 {self.number} 号"

    @property
    def is_correction(self) -> bool:
        return self.number > 1

    @property
    def file_name(self) -> str:
        kind = "更正件" if self.is_correction else "汇总表"
        return f"{self.period}知识产权执法数据{kind}（{self.printed_number}）.xlsx"

    # --- What it holds ---------------------------------------------------------------------------

    @property
    def figures(self) -> Figures:
        """The city's table. Sums may have more digits than a cell that is typed."""
        texts = self.content["figures"]
        return Figures({name: _number(text, CELLS[name].indicator) for name, text in texts.items()})

    @property
    def members(self) -> list[dict]:
        """Every expected unit, in the city's order."""
        return self.content["members"]

    @property
    def counted(self) -> list[dict]:
        return [member for member in self.members if member["report"] is not None]

    @property
    def event_content(self) -> dict:
        """Number, time, account, name and note over the content: what `event_digest` is of."""
        return {
            "number": self.number,
            "at": self.issued_at.astimezone(UTC).isoformat(),
            "account": self.issued_by_account,
            "name": self.issued_by_name,
            "note": self.note,
            "content": self.digest,
            "workbook": self.workbook_sha256,
        }

    @property
    def is_intact(self) -> bool:
        return digest_of(self.content) == self.digest

    @property
    def is_event_intact(self) -> bool:
        return digest_of(self.event_content) == self.event_digest

    @property
    def is_workbook_intact(self) -> bool:
        return sha256_of(self.workbook) == self.workbook_sha256


def sha256_of(workbook: bytes) -> str:
    return hashlib.sha256(workbook).hexdigest()


def _number(text: str, indicator: Indicator) -> int | Decimal:
    return Decimal(text) if indicator.is_amount else int(text)
