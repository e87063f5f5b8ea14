"""The consolidated table on screen, the units behind each of its figures, and its workbook."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from .. import sheet
from ..consolidation import Scope, consolidate, contributions
from ..errors import ReportError
from ..figures import add, show
from ..indicators import label_of
from ..workbooks.write import write_consolidated
from .periods import opened, slug

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
can_view = permission_required("statistics.view_report", raise_exception=True)


@require_safe
@can_view
def table(request, year, quarter):
    """The city's table; every figure leads to the units behind it."""
    return _show(request, consolidate(opened(year, quarter), _scope(request)))


@require_safe
@can_view
def drill_down(request, year, quarter, cell):
    """The units behind one figure of the city's table, largest first, and their sum."""
    period, scope = opened(year, quarter), _scope(request)
    try:
        parts = contributions(period, scope, cell)
    except KeyError:
        raise Http404("no such cell") from None
    label = label_of(cell)
    context = _context(request, period, scope) | {
        "title": f"{period}汇总表 · {label}",
        "label": label,
        "parts": [(part, show(part.figure), _carried(part, period)) for part in parts],
        "sum": show(add(part.figure for part in parts)),
    }
    return TemplateResponse(request, "admin/consolidation/cell.html", context)


@require_safe
@can_view
def workbook(request, year, quarter):
    """The same table as a workbook; when it cannot be had, the table says why."""
    period, scope = opened(year, quarter), _scope(request)
    consolidated = consolidate(period, scope)
    try:
        file = write_consolidated(consolidated)
    except ReportError as error:
        return _show(request, consolidated, refusal=error)
    name = f"{period}知识产权执法数据汇总表（{scope.label}）.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _show(request, consolidated, refusal=None):
    context = _context(request, consolidated.period, consolidated.scope) | {
        "title": f"{consolidated.period}汇总表",
        "consolidated": consolidated,
        "sheet": sheet.prepare(consolidated.figures),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, "admin/consolidation/table.html", context, status=status)


def _scope(request) -> Scope:
    try:
        return Scope(request.GET.get("scope", Scope.APPROVED))
    except ValueError:
        raise Http404("no such scope") from None


def _context(request, period, scope):
    return admin.site.each_context(request) | {
        "period": period,
        "slug": slug(period),
        "scope": scope,
        "scopes": Scope,
        "query": "" if scope == Scope.APPROVED else f"?scope={scope}",
    }


def _carried(part, period) -> str:
    """The name of the quarter that stands in for the period, if it is another one."""
    return "" if part.quarter == period.quarter else period.QUARTER_NAMES[part.quarter]
