"""Rule changes: what the relations of a campaign's form were set to, when, by whom and why."""

from django.conf import settings
from django.db import models

from ..checks.rules import DEFAULT, Rules


class RuleChangeQuerySet(models.QuerySet):
    """Rule changes are added and read, nothing else."""

    def update(self, **values):
        raise TypeError("rule changes are never changed")

    def delete(self):
        raise TypeError("rule changes are never deleted")

    def with_differences(self) -> list["RuleChange"]:
        """One campaign's, newest first, each with `differences` to the version before it."""
        changes = list(self.select_related("by").order_by("version"))
        before = DEFAULT  # every campaign begins with these, as version 1
        for change in changes:
            after = change.form_rules
            change.differences, before = after.differences(before), after
        return changes[::-1]


class RuleChange(models.Model):
    """审核规则变更: the rules of a campaign from `at` on, until the next change."""

    campaign = models.ForeignKey(
        "campaigns.Campaign",
        models.PROTECT,
        related_name="rule_changes",
        verbose_name="年度专项行动",
    )
    version = models.PositiveIntegerField("版本号")
    rules = models.JSONField("变更后的规则")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="操作人"
    )
    reason = models.CharField("原因", max_length=500)

    objects = RuleChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审核规则变更"
        ordering = ["campaign", "version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "version"], name="rule_change_version_unique"
            )
        ]

    def __str__(self):
        return f"{self.campaign}审核规则第{self.version}版"

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("rule changes are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("rule changes are never deleted")

    @property
    def form_rules(self) -> Rules:
        return Rules.of(self.rules, self.version)
