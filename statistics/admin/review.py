"""The review page: one report as the city sees it, and the addresses that its buttons post to."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from .. import sheet
from ..errors import ReasonMissing, ReportError
from ..intake.origin import Origin
from ..models import Edition, Report, Status
from .decisions import DECISIONS, ExtensionForm, ReasonForm, edition_number, offered
from .periods import slug

CHANGES_SHOWN = 20


@dataclass(frozen=True)
class Refusal:
    """What was asked for and not done; the page says why and keeps what was typed."""

    action: str
    form: forms.Form
    error: ReportError


@require_safe
def page(request, report_id):
    return _show(request, report_id)


def decide(decision):
    """The view that takes `decision` on the edition which the reviewer saw."""

    @require_POST
    def view(request, report_id):
        report, form = _get(request, report_id), _form(decision, request.POST)
        try:
            _require_valid(form)
            decision.take(
                report,
                by=request.user,
                edition=edition_number(request.POST.get("edition")),
                reason=form.cleaned_data["reason"],
            )
        except ReportError as error:
            return _show(request, report_id, Refusal(decision.name, form, error))
        messages.success(request, f"{report.unit}：{decision.done}。")
        return redirect("admin:statistics_report_change", report_id)

    return view


@require_POST
def extend(request, report_id):
    """Grant the unit a later day to report by."""
    report, form = _get(request, report_id), ExtensionForm(request.POST, auto_id="extend-%s")
    try:
        _require_valid(form)
        report.extend(by=request.user, **form.cleaned_data)
    except ReportError as error:
        return _show(request, report_id, Refusal("extend", form, error))
    until = form.cleaned_data["until"]
    messages.success(request, f"{report.unit}：已延期至 {until.month}月{until.day}日。")
    return redirect("admin:statistics_report_change", report_id)


def _get(request, report_id):
    people = ["submitted_by", "reviewed_by", "extended_by"]
    reports = Report.objects.for_user(request.user).with_table().select_related(*people)
    return get_object_or_404(reports, pk=report_id)


def _form(decision, data=None):
    return ReasonForm(data, auto_id=f"{decision.name}-%s")


def _require_valid(form):
    if not form.is_valid():
        sentences = (
            f"{form[name].label}：{' '.join(errors)}" for name, errors in form.errors.items()
        )
        raise ReasonMissing("；".join(sentences))


def _show(request, report_id, refusal=None):
    # Before the figures: if the unit sends new ones in between, the edition shown is the older one,
    # and a decision on it is refused.
    editions = _editions(report_id)
    report = _get(request, report_id)
    context = admin.site.each_context(request) | {
        "title": f"{report.unit.short_name} · {report.period}",
        "opts": Report._meta,
        "report": report,
        "slug": slug(report.period),
        "origin": Origin.of(report),
        "with_city": report.is_with_city,
        "refusal": refusal,
        **_table(report),
        "editions": editions,
        "choices": _choices(report, request.user, refusal),
        "extension": _extension(report, request.user, refusal),
        "next_waiting": _next_waiting(report),
    }
    status = refusal.error.status if refusal else 200
    return TemplateResponse(request, "admin/statistics/report/review.html", context, status=status)


def _table(report):
    earlier = list(report.earlier())
    last = earlier[-1] if earlier else None
    previous = last and last.figures
    is_touched = report.saved_at is not None
    findings = report.unusual([each.figures for each in earlier]) if is_touched else []
    return {
        "previous_period": last and last.period,
        "is_touched": is_touched,
        "page": {"findings": findings},  # as statistics/_findings.html takes them
        "sheet": sheet.prepare(report.figures, previous, findings=findings),
        "blanks": len(report.figures.blanks),
    }


def _editions(report_id):
    reports = Report.objects.filter(pk=report_id)  # copes with numbers that no column can hold
    editions = Edition.objects.filter(report__in=reports).with_changes()
    for edition in editions:
        edition.origin = Origin.of(edition)
        edition.first_changes = (edition.changes or [])[:CHANGES_SHOWN]
        edition.more_changes = (edition.changes or [])[CHANGES_SHOWN:]
    return editions


def _choices(report, user, refusal):
    """(decision, form) of each button that the page offers."""
    return [
        (
            decision,
            refusal.form if refusal and refusal.action == decision.name else _form(decision),
        )
        for decision in offered(report, user)
    ]


def _extension(report, user, refusal):
    """The form for a later day, while the unit is at work on the table."""
    if report.is_with_city or not user.has_perm("statistics.extend_report"):
        return None
    if refusal and refusal.action == "extend":
        return refusal.form
    return ExtensionForm(auto_id="extend-%s")


def _next_waiting(report):
    """Another report of the period that waits for review, in the city's order."""
    waiting = report.period.reports.filter(status=Status.SUBMITTED).exclude(pk=report.pk)
    return waiting.select_related("unit").order_by("unit__position", "unit__code").first()


VIEWS = {decision.name: decide(decision) for decision in DECISIONS} | {"extend": extend}
