"""A unit that was added after a period had been opened is added to it: offered, asked, done."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from ...errors import ReportError
from ...models import UnitAdded, add_unit, units_to_add
from ...models.opening import ADDS

UNITS_SHOWN = 50  # those that are added make room for the rest


class AddingForm(forms.Form):
    """Why it is added. What the reason must be like, the model says."""

    reason = forms.CharField(
        label="增加的原因",
        required=False,
        widget=forms.Textarea(
            {"rows": 2, "maxlength": UnitAdded._meta.get_field("reason").max_length}
        ),
    )


def offered(period: ReportingPeriod | None, user) -> dict:
    """The first units that `user` may add to the period, and how many more there are."""
    if period is None or period.opened_at is None or not user.has_perm(ADDS):
        return {}
    units = units_to_add(period)
    shown = list(units[:UNITS_SHOWN])
    more = units.count() - UNITS_SHOWN if len(shown) == UNITS_SHOWN else 0
    return {"units_to_add": shown, "more_to_add": max(more, 0)}


@require_http_methods(["GET", "POST"])
@permission_required(ADDS, raise_exception=True)
def page(request, period_id, unit_id):
    """Ask with what it means; POST with a reason adds the unit."""
    period = get_object_or_404(ReportingPeriod.objects.select_related("campaign"), pk=period_id)
    unit = get_object_or_404(ReportingUnit, pk=unit_id)
    form = AddingForm(request.POST or None)
    if request.method != "POST":
        return _ask(request, period, unit, form)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        report = add_unit(period, unit, by=request.user, reason=reason)
    except ReportError as refusal:
        return _ask(request, period, unit, form, refusal)
    messages.success(request, f"{period}：已增加{report.unit}，请通知其报送。")
    return redirect("admin:campaigns_reportingperiod_change", period_id)


def _ask(request, period, unit, form, refusal=None):
    context = admin.site.each_context(request) | {
        "title": "增加报送单位：请确认",
        "period": period,
        "unit": unit,
        "form": form,
        "refusal": refusal,
        "is_past_due": timezone.localdate() > period.due_on,
        "is_locked": period.is_locked(timezone.localdate()),
    }
    template, status = "statistics/admin/campaign/add_unit.html", refusal.status if refusal else 200
    return TemplateResponse(request, template, context, status=status)
