"""Issued totals in the admin: issuing one, looking at it years later, and its workbook."""

from collections.abc import Iterator
from io import BytesIO

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_POST, require_safe

from ...entry import sheet
from ...errors import ReasonMissing, ReportError
from ...form.figures import add
from ...form.indicators import label_of
from ...form.normaliser import show
from ...models import Consolidation
from ...models.after_correction import MARK
from ...record.comparison import KEPT
from ...totals.consolidate import Scope, consolidate
from ...totals.issued_members import editions_of, named_by, parts
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
def drill_down(request, pk, cell):
    """The members behind one issued figure with their editions of then, largest first.

    Says so where they no longer add up to what was issued: then somebody altered something.
    """
    issued = _issued(pk)
    try:
        found = parts(issued, cell)
    except KeyError:
        raise Http404("no such cell") from None
    label, total = label_of(cell), add(part.figure for part in found)
    context = _context(request, issued) | {
        "title": f"{issued} · {label}",
        "label": label,
        "parts": [(part, show(part.figure)) for part in found],
        "sum": show(total),
        "figure": show(issued.figures.of(cell)),
        "is_sum": total == issued.figures.of(cell),
    }
    return TemplateResponse(request, "statistics/admin/totals/issued_cell.html", context)


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
    since = correction(issued.content, content_of(consolidate(issued.period, Scope(issued.scope))))
    context = _context(request, issued) | {
        "title": str(issued),
        "correction": getattr(issued, "correction", None),
        "sheet": sheet.prepare(issued.figures),
        "members": _members(issued),
        "notes": list(_notes(issued)),
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


def _context(request, issued) -> dict:
    return admin.site.each_context(request) | {
        "issued": issued,
        "period": issued.period,
        "slug": slug(issued.period),
        "query": "" if issued.scope == Scope.APPROVED else f"?scope={issued.scope}",
        "mark": MARK,
    }


def _notes(issued) -> Iterator[str]:
    """What was known of the total when it was issued, as its members keep it."""
    for words, key in (("可能重复计入", "doubtful"), (MARK, "marked")):
        if names := [each["name"] for each in issued.members if each.get(key)]:
            yield f"{words}（{len(names)} 个）：{'、'.join(names)}。"


def _left_out(issued) -> list[str]:
    """Each member that was not counted, with why."""
    left_out = (each for each in issued.members if each["report"] is None)
    return [f"{each['name']}（{each['standing']}）" for each in left_out]


def _members(issued) -> list[tuple[dict, str, int | None, bool]]:
    """Each counted member with its cut-off day, its edition's id, and whether that is the edition
    of then."""
    rows = editions_of(issued.counted).values_list("report", "number", "pk", "digest")
    editions = {(report, number): (pk, digest) for report, number, pk, digest in rows}
    found = []
    for member in issued.counted:
        pk, digest = editions.get(named_by(member), (None, ""))
        cut_off_on = KEPT["cut_off_on"].show(member.get("cut_off_on"))
        found.append((member, cut_off_on, pk, digest == member["digest"]))
    return found
