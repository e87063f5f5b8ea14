"""Inclusions: whether a successor's table includes the figures of a unit that ended."""

from django.db import models

from units.models import ReportingUnit

from .submission import Submission


class Inclusion(models.Model):
    """并入: what a submission answered of one ended unit: 是否已含其1月1日至并入日的累计数.

    Stored with the submission and as little changed as it. 是 takes effect with the approval of that
    submission, which is how the reviewer records it (FORM.md, *The year's units*).
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="inclusions", verbose_name="报送"
    )
    unit = models.ForeignKey(
        ReportingUnit, models.PROTECT, related_name="+", verbose_name="被承继的单位"
    )
    is_included = models.BooleanField("已含其累计数")

    class Meta:
        verbose_name = verbose_name_plural = "并入"
        ordering = ["submission", "unit__position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "unit"], name="inclusion_answered_once_per_unit"
            )
        ]

    def __str__(self):
        return f"{'已含' if self.is_included else '未含'}原{self.unit}的累计数"
