"""分析: the figures of a period in charts and tables, for the section and the leadership."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ...form.indicators import ACTIONS, COLUMNS, INDICATORS, Kind
from ...form.normaliser import show, show_increment
from ...totals import analysis
from ...totals.analysis import SCOPES, dashboard
from ...totals.consolidate import Scope
from .. import figure_columns
from ..period_slug import asked_for, slug

OF_FLOWS = (
    "累计数自每年1月1日起重新计算；当期新增 = 本期累计 − 同年上一期累计，更正后可能为负；"
    "两期中有单位未计入的不算，以“—”表示。"
)
OF_STOCKS = "这一项是期末存量，没有当期新增。"
can_view = permission_required("statistics.view_report", raise_exception=True)


@require_safe
@can_view
def page(request):
    """?period=2021q2 (else the current one), ?figure=filed, ?scope=approved or submitted."""
    key, scope, period = _figure(request), _scope(request), asked_for(request)
    context = admin.site.each_context(request) | {"title": "分析", "period": period}
    if period is None:
        return TemplateResponse(request, "statistics/overview/no_period.html", context)
    context |= _shown(dashboard(period, key, scope)) | {
        "title": f"{period}分析",
        "slug": slug(period),
        "scope": scope,
        "scopes": SCOPES,
        "query": "" if scope == Scope.APPROVED else f"?scope={scope}",
        "figures": {"案件数据（合计）": COLUMNS, "执法行动数据": ACTIONS},
    }
    return TemplateResponse(request, "statistics/admin/totals/dashboard.html", context)


def _figure(request) -> str:
    key = request.GET.get("figure", analysis.HEADLINES[0])
    if key not in INDICATORS:
        raise Http404("no such figure")
    return key


def _scope(request) -> Scope:
    scope = request.GET.get("scope", Scope.APPROVED)
    if scope not in SCOPES:
        raise Http404("no such scope")
    return Scope(scope)


def _shown(board: analysis.Dashboard) -> dict:
    """The same with every figure as people write it, for a template that only loops."""
    has_new = board.indicator.kind is Kind.FLOW
    return {
        "board": board,
        "periods": [(slug(period), period) for period in reversed(board.periods)],
        "heads": figure_columns.heads(board.indicator),
        "has_new": has_new,
        "meaning": OF_FLOWS if has_new else OF_STOCKS,
        "headlines": [
            (line.indicator, show(line.cumulative), show_increment(line.new), show(line.last_year))
            for line in board.headlines
        ],
        "trend": [(point, _texts(board, point, blank="—")) for point in board.trend],
        "shares": [(share, show(share.figure)) for share in board.shares],
        "units": [(line, _texts(board, line)) for line in board.units],
        "rest": board.rest and _texts(board, board.rest),
    }


def _texts(board: analysis.Dashboard, line, **options) -> list[str]:
    return figure_columns.texts(board.indicator, line.cumulative, line.new, **options)
