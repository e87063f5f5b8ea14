"""The review list's actions: one decision for several reports, each decided on its own."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse

from ...errors import NotAccepted, ReportError
from ...form.version_number import version_number
from .decisions import APPROVE, FOR_MANY, Decision, ReasonForm
from .mergers import told_of_many
from .novelty import novelty

AT_ONCE = 100  # a page of the list; more cannot have been looked at


def _action(decision: Decision):
    @admin.action(description=f"{decision.label}所选的统计表", permissions=["review"])
    def action(model_admin, request, queryset):
        reports = list(queryset.with_predecessors()[: AT_ONCE + 1])
        if len(reports) > AT_ONCE:
            messages.error(request, f"一次最多处理 {AT_ONCE} 张统计表，没有执行。请先筛选。")
            return None
        if request.POST.get("post") != "yes":
            return _confirm(model_admin, request, decision, reports, ReasonForm())
        form = ReasonForm(request.POST)
        if not form.is_valid() or (decision.needs_reason and not form.cleaned_data["reason"]):
            return _confirm(model_admin, request, decision, reports, form, status=422)
        for report in reports:
            _decide(request, decision, report, form.cleaned_data["reason"])
        return None  # back to the list

    action.__name__ = f"{decision.name}_reports"
    return action


def _decide(request, decision, report, reason):
    edition = version_number(request.POST.get(f"edition-{report.pk}"))
    try:
        decision.take(report, by=request.user, edition=edition, reason=reason)
    except NotAccepted as error:
        messages.error(request, f"{report.unit}：{error.message}请打开这张表审核。")
    except ReportError as error:
        messages.error(request, f"{report.unit}：{error.message}")
    else:
        messages.success(request, f"{report.unit}：{decision.done}。")


def _confirm(model_admin, request, decision, reports, form, *, status=200):
    locked = [report for report in reports if decision.is_locked(report)]
    reports = [report for report in reports if report not in locked]
    context = model_admin.admin_site.each_context(request) | {
        "title": f"{decision.label}：请确认",
        "opts": model_admin.opts,
        "decision": decision,
        "action": f"{decision.name}_reports",
        "checkbox": ACTION_CHECKBOX_NAME,
        "lines": [(report, _seen(report), novelty(report)) for report in reports],
        "mergers": told_of_many(reports) if decision is APPROVE else [],
        "locked": locked,
        "form": form,
        "refusal": _refusal(form) if status != 200 else "",
    }
    template = "statistics/admin/review/confirm.html"
    return TemplateResponse(request, template, context, status=status)


def _refusal(form) -> str:
    """What is wrong with the reason that was given, or that none was."""
    wrong = " ".join(form.errors.get("reason", []))
    return wrong or "请写明原因，以便填报单位据此修改。"


def _seen(report) -> int | None:
    """The number of the newest edition, from those that the list has fetched already."""
    return max((edition.number for edition in report.editions.all()), default=None)


ACTIONS = [_action(decision) for decision in FOR_MANY]
