"""The consolidated table on screen, the units behind each of its figures, and its workbook."""

from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ...entry import sheet
from ...errors import ReportError
from ...form.figures import add
from ...form.indicators import label_of
from ...form.normaliser import show
from ...models.after_correction import MARK
from ...totals.breakdown import contributions
from ...totals.consolidate import Measure, Scope, consolidate
from ...totals.counting import Counting
from ...totals.last_year import compare
from ...totals.marked import marked
from ...totals.notes import notes
from ...workbooks.media_types import XLSX
from ...workbooks.writing.outgoing import write_consolidated
from ..period_slug import opened, slug
from . import issue_offer
from .last_year_words import shown

can_view = permission_required("statistics.view_report", raise_exception=True)


@require_safe
@can_view
def table(request, year, quarter):
    """The city's table; every figure leads to the units behind it."""
    return show_table(request, _consolidated(request, opened(year, quarter)))


@require_safe
@can_view
def drill_down(request, year, quarter, cell):
    """The units behind one figure of the city's table, largest first, and their sum."""
    period, scope, measure = opened(year, quarter), _scope(request), _measure(request)
    try:
        parts = contributions(Counting(period, scope), cell, measure)
    except KeyError:
        raise Http404("no such cell") from None
    label = label_of(cell)
    context = _context(request, period, scope, measure) | {
        "title": f"{period}汇总表 · {label}",
        "label": label,
        "parts": [(part, show(part.figure), _carried(part, period)) for part in parts],
        "sum": show(add(part.figure for part in parts)),
    }
    return TemplateResponse(request, "statistics/admin/totals/cell.html", context)


@require_safe
@can_view
def workbook(request, year, quarter):
    """The same table as a workbook; when it cannot be had, the table says why."""
    consolidated = _consolidated(request, opened(year, quarter))
    try:
        file = write_consolidated(consolidated)
    except ReportError as error:
        return show_table(request, consolidated, refusal=error)
    name = consolidated.file_name
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def show_table(request, consolidated, refusal=None, note=""):
    """The page of the table; `refusal` says why something was not done, `note` is what was typed."""
    period, measure = consolidated.period, consolidated.measure
    waiting = marked(consolidated)
    context = _context(request, period, consolidated.scope, measure) | {
        "title": f"{period}汇总表",
        "consolidated": consolidated,
        "sheet": sheet.prepare(consolidated.figures),
        "comparison": shown(compare(consolidated)),
        "marked": waiting,
        "marked_names": [member.unit_name for member in waiting],
        "mark": MARK,
        "refusal": refusal,
        "notes": notes(consolidated),
    }
    if consolidated.is_new:
        context["wider"] = [member.unit_name for member in consolidated.wider]
    else:  # what is issued are the cumulative figures
        context["issue"] = issue_offer.offer(request.user, consolidated, note)
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "statistics/admin/totals/table.html", context, status=status)


def _consolidated(request, period):
    return consolidate(period, _scope(request), _measure(request))


def _scope(request) -> Scope:
    return chosen(Scope, request.GET.get("scope", Scope.APPROVED))


def _measure(request) -> Measure:
    return chosen(Measure, request.GET.get("measure", Measure.CUMULATIVE))


def chosen(choices, value):
    """The choice with that value; 404 when there is none."""
    try:
        return choices(value)
    except ValueError:
        raise Http404("no such choice") from None


def _context(request, period, scope, measure):
    return admin.site.each_context(request) | {
        "period": period,
        "slug": slug(period),
        "scope": scope,
        "scopes": [(choice, _query(choice, measure, True)) for choice in Scope],
        "measure": measure,
        "measures": [(choice, _query(scope, choice) or "?") for choice in Measure],
        "query": _query(scope, measure),
    }


def _query(scope: Scope, measure: Measure, with_scope=False) -> str:
    """What an address needs to lead to the same table; nothing for what is shown by itself."""
    wanted = {}
    if with_scope or scope != Scope.APPROVED:
        wanted["scope"] = scope.value
    if measure != Measure.CUMULATIVE:
        wanted["measure"] = measure.value
    return f"?{urlencode(wanted)}" if wanted else ""


def _carried(part, period) -> str:
    """The name of the quarter that stands in for the period, if it is another one."""
    return "" if part.quarter == period.quarter else period.QUARTER_NAMES[part.quarter]
