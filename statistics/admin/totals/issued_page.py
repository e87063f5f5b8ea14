"""Issued totals in the admin: issuing one, looking at it years later, and its workbook."""

from io import BytesIO

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from ...entry import sheet
from ...errors import ReasonMissing, ReportError
from ...models import Consolidation, Edition
from ...totals.consolidate import Scope, consolidate
from ...totals.revision import content_of, correction
from ...workbooks.media_types import XLSX
from ..period_slug import opened, slug
from .confirm_issue import ask
from .freeze_total import PERMISSION, issue, propose
from .issue_offer import NoteForm, changed
from .table_page import can_view, chosen, show_table

SHOWN = 12  # changed figures of a unit that are seen at once


@require_POST
@permission_required(PERMISSION, raise_exception=True)
def take(request, year, quarter):
    """Issue the total of `scope`, seen as `seen`; `note` says why it is issued again.

    Without `confirmed` nothing is stored: a page asks, with what would be issued.
    """
    period, scope = opened(year, quarter), chosen(Scope, request.POST.get("scope"))
    seen, form = request.POST.get("seen", ""), NoteForm(request.POST)
    try:
        if not form.is_valid():  # a character that no database takes
            raise ReasonMissing("说明中夹有看不见的字符，没有发布。请删去后重写。")
        said = {"by": request.user, "seen": seen, "note": form.cleaned_data["note"]}
        if request.POST.get("confirmed") != "on":
            return ask(request, *propose(period, scope, **said))
        issued = issue(period, scope, **said)
    except ReportError as refusal:
        return show_table(
            request, consolidate(period, scope), refusal, request.POST.get("note", "")
        )
    messages.success(request, f"已发布{period}汇总表{issued.title.replace(' ', '')}。")
    return redirect("admin:issued", issued.pk)


@require_safe
@can_view
def page(request, pk):
    """The table as it was issued, its members' editions, and what has changed since."""
    return _show(request, _issued(pk))


@require_safe
@can_view
def workbook(request, pk):
    """The very bytes that were issued; when they are no longer those, the page says so."""
    issued = _issued(pk)
    if not issued.is_workbook_intact:
        return _show(request, issued, refusal=_AlteredWorkbook())
    return FileResponse(
        BytesIO(issued.workbook),
        as_attachment=True,
        filename=issued.file_name,
        content_type=XLSX,
    )


class _AlteredWorkbook(ReportError):
    def __init__(self):
        super().__init__(
            "这份工作簿与发布时的摘要不符，可能被改动过，不提供下载。请立即告知系统管理员。"
        )


def _issued(pk) -> Consolidation:
    issued = Consolidation.objects.without_workbook().select_related(
        "period__campaign", "issued_by", "corrects", "correction"
    )
    return get_object_or_404(issued.defer("corrects__workbook", "correction__workbook"), pk=pk)


def _show(request, issued, refusal=None):
    period, scope = issued.period, Scope(issued.scope)
    since = correction(issued.content, content_of(consolidate(period, scope)))
    context = admin.site.each_context(request) | {
        "title": str(issued),
        "issued": issued,
        "period": period,
        "slug": slug(period),
        "query": "" if scope == Scope.APPROVED else f"?scope={scope}",
        "correction": getattr(issued, "correction", None),
        "sheet": sheet.prepare(issued.figures),
        "members": _members(issued),
        "left_out": _left_out(issued),
        "since": since,
        "revision": correction(issued.corrects.content, issued.content)
        if issued.corrects
        else None,
        "changed": changed(len(since.members)),
        "shown": SHOWN,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "statistics/admin/totals/issued.html", context, status=status)


def _left_out(issued) -> list[str]:
    """Each member that was not counted, with why."""
    left_out = (each for each in issued.members if each["report"] is None)
    return [f"{each['name']}（{each['standing']}）" for each in left_out]


def _members(issued) -> list[tuple[dict, int | None, bool]]:
    """Each counted member with its edition's id, and whether that is the edition of then."""
    reports = [member["report"] for member in issued.counted]
    rows = Edition.objects.filter(report__in=reports).order_by()
    editions = {
        (report, number): (pk, digest)
        for report, number, pk, digest in rows.values_list("report", "number", "pk", "digest")
    }
    found = []
    for member in issued.counted:
        pk, digest = editions.get((member["report"], member["edition"]), (None, ""))
        found.append((member, pk, digest == member["digest"]))
    return found
