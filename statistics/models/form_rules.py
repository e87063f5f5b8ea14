"""The rules of a campaign's form (审核规则): what is in force, and how it is changed."""

from django.db import models, transaction
from django.utils import timezone

from campaigns.models import Campaign

from ..checks.rules import DEFAULT, Rules
from ..errors import RulesRefused, StaleVersion
from .requirements import require_permission, required_reason
from .rule_change import RuleChange


class FormRules(models.Model):
    """审核规则: the levels and limits in force in a campaign; one that was never set has no row."""

    campaign = models.OneToOneField(
        Campaign,
        models.PROTECT,
        primary_key=True,
        related_name="form_rules",
        verbose_name="年度专项行动",
    )
    rules = models.JSONField("审核规则", default=dict)  # what is not the default
    version = models.PositiveIntegerField("审核规则版本", default=1)

    class Meta:
        verbose_name = verbose_name_plural = "审核规则"
        default_permissions = ()

    def __str__(self):
        return f"{self.campaign}审核规则第{self.version}版"

    @property
    def in_force(self) -> Rules:
        return Rules.of(self.rules, self.version)


def rules_in_force(campaign: Campaign) -> Rules:
    """The levels and limits of the relations as they are now; no query where they came along."""
    stored = getattr(campaign, "form_rules", None)
    return stored.in_force if stored else DEFAULT


@transaction.atomic
def change_rules(campaign: Campaign, *, by, rules, reason, version, at=None) -> RuleChange:
    """Set the relations' levels and limits; returns the entry of the history.

    `rules` are texts by setting (M3-level, M3-per_case), as typed; what is left out gets its
    default. `version` is the one that was looked at. Raises NotAllowed, StaleVersion, RulesRefused
    with a sentence for each setting, or ReasonMissing; then nothing has changed.
    """
    require_permission(by, "campaigns.change_campaign", "修改审核规则")
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # there, before there are any rules
    stored, _ = FormRules.objects.get_or_create(campaign=campaign)
    campaign.form_rules = stored  # whatever the account had read before
    _require_version(stored, version)
    new = Rules.read(rules, stored.version + 1)
    if not new.differences(stored.in_force):
        raise RulesRefused("各项设置与现行规则相同，没有需要保存的改动。")
    reason = required_reason(reason, "请写明修改原因，以备日后查核。")
    stored.rules, stored.version = new.stored, new.version
    stored.save()
    return campaign.rule_changes.create(
        version=new.version, rules=new.stored, at=at or timezone.now(), by=by, reason=reason
    )


def _require_version(stored: FormRules, version) -> None:
    if version == stored.version:
        return
    last = stored.campaign.rule_changes.select_related("by").last()
    who = f"{last.by.display_name}改过审核规则，" if last else "审核规则有了变化，"
    raise StaleVersion(
        f"您打开本页之后，{who}现在是第 {stored.version} 版。您填的没有保存，请核对后再改。"
    )
