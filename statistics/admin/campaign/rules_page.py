"""审核规则: the levels and thresholds of a campaign's relations, and the history of their changes."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign

from ...checks.limits import Level, LevelSetting, Limit
from ...checks.relations import SILENCES
from ...checks.rules import RULES, Rule
from ...errors import ReasonMissing, ReportError
from ...form.version_number import version_number
from ...models import change_rules, rules_in_force

can_view = permission_required("campaigns.view_campaign", raise_exception=True)


class ReasonForm(forms.Form):
    """Why the rules are changed. The browser lets it pass blank: all that is wrong is told at once."""

    use_required_attribute = False
    reason = forms.CharField(
        label="修改原因",
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "请写明修改原因，以备日后查核。",
            "null_characters_not_allowed": "夹有看不见的字符，请重新键入。",
        },
    )


@dataclass(frozen=True)
class Field:
    """One setting as the page shows it."""

    name: str
    setting: LevelSetting | Limit
    value: Level | Decimal  # in force
    text: str  # what stands in the input
    problem: str

    @property
    def in_force(self) -> str:
        return self.setting.show(self.value)

    @property
    def default(self) -> str:
        return self.setting.show(self.setting.default)

    @property
    def is_typed(self) -> bool:
        """Something else stands in the input than what is in force."""
        return self.text != self.setting.write(self.value)


@dataclass(frozen=True)
class Line:
    """One relation with its settings; a fixed one has none."""

    check: str
    rule: Rule
    level: Field | None
    limits: list[Field]


@require_http_methods(["GET", "HEAD", "POST"])
@can_view
def page(request, campaign_id):
    """The relations in the form's order; POST changes what can be set of them."""
    campaign = get_object_or_404(Campaign.objects.select_related("form_rules"), pk=campaign_id)
    if request.method != "POST":
        return _show(request, campaign, ReasonForm())
    form = ReasonForm(request.POST)
    form.full_clean()
    try:
        change = change_rules(
            campaign,
            by=request.user,
            rules=_typed(request.POST),
            reason=form.cleaned_data.get("reason", ""),
            version=version_number(request.POST.get("version")),
        )
    except ReportError as error:
        if isinstance(error, ReasonMissing) and not form.errors:
            form.add_error("reason", error.message)
        return _show(request, campaign, form, error)
    messages.success(request, f"{campaign}的审核规则已改为第 {change.version} 版。")
    return redirect("admin:campaigns_campaign_rules", campaign.pk)


def _typed(data) -> dict[str, str]:
    """All settings as they were posted: one that is missing is blank, and so refused.

    A level posted for a fixed relation goes along, to be refused as well.
    """
    names = [f"{check}-{name}" for check, rule in RULES.items() for name in rule.settings]
    forged = [f"{check}-level" for check, rule in RULES.items() if rule.is_fixed]
    sent = {name: data[name] for name in forged if name in data}
    return {name: data.get(name, "") for name in names} | sent


def _show(request, campaign, form, error=None):
    rules, problems = rules_in_force(campaign), getattr(error, "problems", {})
    texts = _typed(request.POST) if error else rules.texts
    context = admin.site.each_context(request) | {
        "title": f"{campaign}审核规则",
        "opts": Campaign._meta,
        "campaign": campaign,
        "version": rules.version,
        "can_change": request.user.has_perm("campaigns.change_campaign"),
        "refusal": error and _sentence(error, form),
        "wrong": [(name, name.partition("-")[0]) for name in problems if name in rules.texts],
        "elsewhere": [problems[name] for name in problems if name not in rules.texts],
        "lines": [_line(check, rule, rules, texts, problems) for check, rule in RULES.items()],
        "levels": list(Level),
        "silences": _silences(),
        "form": form,
        "history": campaign.rule_changes.with_differences(),
    }
    status = error.status if error else 200
    template = "statistics/admin/campaign/rules.html"
    return TemplateResponse(request, template, context, status=status)


def _silences() -> str:
    return "；".join(
        f"{root} 不成立时，同一类别的 {'、'.join(sorted(others))} 不再另行审核"
        for root, others in SILENCES.items()
        if others
    )


def _sentence(error, form) -> str:
    """Why it was refused; of a reason that cannot be kept, the form may know more."""
    return " ".join(form.errors["reason"]) if isinstance(error, ReasonMissing) else error.message


def _line(check, rule, rules, texts, problems) -> Line:
    names = {name: f"{check}-{name}" for name in rule.settings}
    fields = {
        name: Field(full, rule.settings[name], rules[full], texts[full], problems.get(full, ""))
        for name, full in names.items()
    }
    return Line(check, rule, fields.pop("level", None), list(fields.values()))
