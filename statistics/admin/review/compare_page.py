"""Any two editions of a report compared, as the city sees them."""

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from ...entry.compare_page import ComparisonPage
from ...models import Report


@require_safe
@permission_required("statistics.view_edition", raise_exception=True)
def page(request, report_id):
    """`?old=1&new=3`, by the numbers of this report's editions."""
    reports = Report.objects.for_user(request.user).select_related("unit", "period__campaign")
    report = get_object_or_404(reports, pk=report_id)
    page = ComparisonPage(report, request.GET)
    context = admin.site.each_context(request) | {
        "title": f"比较版本 · {report}",
        "opts": Report._meta,
        "page": page,
        "report": report,
    }
    template = "statistics/admin/review/compare.html"
    return TemplateResponse(request, template, context, status=page.status)
