"""Excuses granted and taken back: when, by whom and why, kept for good."""

from django.db import models

from units.acts import Act


class ExcuseChange(Act):
    """免报 or 撤销免报: from `at` on no table was expected of the unit, or one again."""

    report = models.ForeignKey(
        "statistics.Report", models.PROTECT, related_name="excuse_changes", verbose_name="统计表"
    )
    is_excused = models.BooleanField("免报")
    reason = models.CharField("原因", max_length=500)

    class Meta(Act.Meta):
        verbose_name = verbose_name_plural = "免报记录"

    def __str__(self):
        return "免报" if self.is_excused else "撤销免报"
