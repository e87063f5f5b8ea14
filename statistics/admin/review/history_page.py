"""One figure of a unit's table over time: what the reviewer holds it against."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ...form.indicators import Indicator, Kind, indicator_of, label_of
from ...models import Report
from ...totals.cell_history import Point, series
from .. import figure_columns
from ..period_slug import slug


@require_safe
def page(request, report_id, cell):
    """The unit's earlier periods of this year and last year's, as numbers and as a chart."""
    reports = Report.objects.for_user(request.user).select_related("unit", "period__campaign")
    report = get_object_or_404(reports, pk=report_id)
    try:
        points, label, indicator = series(report, cell), label_of(cell), indicator_of(cell)
    except KeyError:
        raise Http404("no such cell") from None
    context = admin.site.each_context(request) | {
        "title": f"{report.unit.short_name} {label}",
        "report": report,
        "slug": slug(report.period),
        "label": label,
        "heads": figure_columns.heads(indicator),
        "has_new": indicator.kind is Kind.FLOW,
        "points": [_shown(point, indicator, report) for point in points],
    }
    return TemplateResponse(request, "statistics/admin/review/history.html", context)


def _shown(point: Point, indicator: Indicator, report: Report) -> dict:
    period, now = point.report.period, report.period
    return {
        "report": point.report,
        "figures": figure_columns.texts(indicator, point.cumulative, point.new),
        "is_now": point.report.pk == report.pk,
        "is_year_ago": (period.year, period.quarter) == (now.year - 1, now.quarter),
    }
