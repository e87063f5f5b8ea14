"""The review page: one report as the city sees it, and the addresses that its buttons post to."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, Q, When
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from ...checks.remarks import follow_up
from ...entry import sheet
from ...entry.days import day_text
from ...entry.deadline import deadline
from ...errors import ReasonMissing, ReportError
from ...form.indicators import CELLS
from ...form.version_number import version_number
from ...models import Edition, Report, Status
from ...models.after_correction import CONFIRM
from ...models.edition import changes, standing
from ...record.afterwards import corrected_before, corrected_later
from ...record.confirmed import confirmed
from ...record.origin import Origin
from ..period_slug import slug
from .decisions import (
    DECISIONS,
    PERMISSION,
    ExtensionForm,
    ReasonForm,
    offered,
    withheld,
)
from .excusing import EXCUSE_STEPS, excusing
from .mergers import told

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
                edition=version_number(request.POST.get("edition")),
                reason=form.cleaned_data["reason"],
                remarks=form.remarks,
                accepted=request.POST.getlist("accept"),
            )
        except ReportError as error:
            return _show(request, report_id, Refusal(decision.name, form, error))
        messages.success(request, f"{report.unit}：{decision.done}。")
        return _go_on(request, report)

    return view


def _go_on(request, report):
    """Stay with the report, or go to the next that waits when that was asked for."""
    if request.POST.get("then") != "next":
        return redirect("admin:statistics_report_change", report.pk)
    following = _next_waiting(report)
    if following is not None:
        return redirect("admin:statistics_report_change", following.pk)
    messages.success(request, f"{report.period}已无待审核的统计表。")
    waiting = reverse("admin:statistics_report_changelist")
    return redirect(f"{waiting}?period={slug(report.period)}")


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
    messages.success(request, f"{report.unit}：已延期至 {day_text(until)}。")
    return redirect("admin:statistics_report_change", report_id)


@require_POST
def confirm(request, report_id):
    """Say, with a reason, that the table is right although an earlier one was corrected."""
    report, form = _get(request, report_id), ReasonForm(request.POST, auto_id="confirm-%s")
    try:
        _require_valid(form)
        report.confirm_after_correction(
            by=request.user,
            edition=version_number(request.POST.get("edition")),
            reason=form.cleaned_data["reason"],
        )
    except ReportError as error:
        return _show(request, report_id, Refusal("confirm", form, error))
    messages.success(request, f"{report.unit}：{CONFIRM}，已记入报送版本。")
    return redirect("admin:statistics_report_change", report_id)


def take(step):
    """The view that grants 免报, or takes it back."""

    @require_POST
    def view(request, report_id):
        report, form = _get(request, report_id), step.form(request.POST)
        try:
            _require_valid(form)
            step.method(report, by=request.user, reason=form.cleaned_data["reason"])
        except ReportError as error:
            return _show(request, report_id, Refusal(step.name, form, error))
        messages.success(request, f"{report.unit}：{step.done}")
        return redirect("admin:statistics_report_change", report_id)

    return view


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
        "deadline": deadline(report),
        "slug": slug(report.period),
        "origin": Origin.of(report),
        "with_city": report.is_with_city,
        "refusal": refusal,
        **_table(report),
        **_since_review(report, editions),
        "editions": editions,
        "corrected": corrected_later(report),
        "corrected_before": corrected_before(report),
        "confirming": _confirming(report, request.user, refusal),
        "has_newer_rules": report.has_newer_rules,
        "accepted": request.POST.getlist("accept"),
        "approval": _approval(report, editions),
        "remarkable": [cell.label for cell in CELLS.values()],
        "choices": _choices(report, request.user, refusal),
        "withheld": withheld(report, request.user),
        "extension": _extension(report, request.user, refusal),
        "excusing": excusing(report, request.user, refusal),
        "next_waiting": _next_waiting(report),
    }
    status = refusal.error.status if refusal else 200
    return TemplateResponse(request, "statistics/admin/review/review.html", context, status=status)


def _approval(report, editions):
    """The edition that names who accepted which explanations; `editions` are the newest first."""
    if report.status != Status.APPROVED:
        return None
    return next((each for each in editions if each.event == Edition.Event.APPROVED), None)


def _table(report):
    known = report.look_around()
    earlier = known.earlier(report.answered)
    last = earlier[-1] if earlier else None
    previous = last and last.reported_figures
    is_touched = report.saved_at is not None
    answers = report.answers(earlier, known.later) if is_touched else []
    findings, said = [answer.finding for answer in answers], report.explained
    firing = {answer.key for answer in answers}
    return {
        "last": last,
        "mergers": told(report, known.lineage),
        "is_touched": is_touched,
        "answers": answers,
        "to_accept": [(key, each) for key, each in said.items() if each.needs_reviewer],
        "settled": [each for key, each in said.items() if each.says and key not in firing],
        "sheet": sheet.prepare(report.figures, previous, findings=findings),
        "blanks": len(report.figures.blanks),
    }


def _since_review(report, editions):
    """What the unit changed since the city last decided, and what became of its remarks."""
    if not report.is_with_city:
        return {}
    submitted = next(each for each in editions if each.event == Edition.Event.SUBMITTED)
    before = [each for each in standing(editions) if each.number < submitted.number]
    reviewed = next((each for each in before if each.event in Edition.REVIEWS), None)
    if reviewed is None:
        return {}
    return {
        "reviewed": reviewed,
        "since_review": changes(reviewed.figures, report.figures),
        "follow_up": follow_up(reviewed.remarks, reviewed.figures, report.figures),
    }


def _editions(report_id):
    reports = Report.objects.filter(pk=report_id)  # copes with numbers that no column can hold
    editions = Edition.objects.filter(report__in=reports).with_changes()
    for edition in editions:
        edition.origin = Origin.of(edition)
        edition.confirmed = confirmed(edition.content)
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
    """The form for a later day, while the unit is at work on the table or the period is locked."""
    is_at_rest = report.is_excused or (report.is_with_city and not report.is_locked())
    if is_at_rest or not user.has_perm("statistics.extend_report"):
        return None
    if refusal and refusal.action == "extend":
        return refusal.form
    return ExtensionForm(auto_id="extend-%s")


def _confirming(report, user, refusal):
    """The form for 复核无误, while the table is marked and with the city."""
    if not (report.is_confirmable and user.has_perm(PERMISSION)):
        return None
    if refusal and refusal.action == "confirm":
        return refusal.form
    return ReasonForm(auto_id="confirm-%s")


def _next_waiting(report):
    """The next report of the period that waits for review, in the city's order, round and round."""
    waiting = report.period.reports.filter(status=Status.SUBMITTED).exclude(pk=report.pk)
    at, code = report.unit.position, report.unit.code
    is_after = Q(unit__position__gt=at) | Q(unit__position=at, unit__code__gt=code)
    after_first = Case(When(is_after, then=0), default=1)
    return (
        waiting.select_related("unit").order_by(after_first, "unit__position", "unit__code").first()
    )


VIEWS = {decision.name: decide(decision) for decision in DECISIONS}
VIEWS |= {"extend": extend, "confirm": confirm}
VIEWS |= {step.name: take(step) for step in EXCUSE_STEPS}
