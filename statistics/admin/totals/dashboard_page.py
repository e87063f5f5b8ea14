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
from ..period_slug import asked_for, slug

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
    return {
        "board": board,
        "periods": [(slug(period), period) for period in reversed(board.periods)],
        "has_new": board.indicator.kind is Kind.FLOW,
        "headlines": [
            (line.indicator, show(line.cumulative), show_increment(line.new), show(line.last_year))
            for line in board.headlines
        ],
        "trend": [(point, *_pair(point)) for point in board.trend],
        "shares": [(share, show(share.figure)) for share in board.shares],
        "units": [(line, *_pair(line)) for line in board.units],
        "rest": board.rest and (board.rest, *_pair(board.rest)),
    }


def _pair(line) -> tuple[str, str]:
    return show(line.cumulative), show_increment(line.new)
