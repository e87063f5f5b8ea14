"""Inclusions: whether a successor's table includes the figures of a unit that ended."""

from collections.abc import Mapping

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
        return said(self.unit.name, self.is_included)

    @classmethod
    def keep(cls, submission: Submission, answers: Mapping[int, bool]) -> None:
        """Store what was answered, by the ended unit's id, with what was submitted."""
        cls.objects.bulk_create(
            cls(submission=submission, unit_id=unit, is_included=is_included)
            for unit, is_included in answers.items()
        )


def said(name: str, is_included: bool) -> str:
    """An answer in words; `name` is the ended unit's."""
    return f"{'已含' if is_included else '未含'}原{name}的累计数"


def input_name(unit: ReportingUnit) -> str:
    """Of the page's input for the answer, yes or no."""
    return f"included-{unit.code}"


def question(unit: ReportingUnit) -> str:
    """What a table is asked of a unit that ended."""
    day = unit.valid_to
    return f"本表数字是否已含原{unit.name}1月1日至{day.month}月{day.day}日的累计数？"
