"""How the table is shown, and how a refusal is told: as a page, or as JSON to who asks for it."""

from django.http import JsonResponse
from django.shortcuts import render

from ..models import Report
from ..record.afterwards import corrected_before
from ..record.origin import Origin
from .autosave import refused_answer
from .paper import Paper


def show_table(request, page, *, status=200):
    report = page.report
    context = {
        "page": page,
        "origin": Origin.of(report),
        "corrected_before": corrected_before(report),
        "paper": Paper.of(report if page.error is None else _as_stored(report)),
    }
    return render(request, "statistics/entry/table.html", context, status=status)


def _as_stored(report: Report) -> Report:
    """What was refused may have been tried on the object in memory; paper shows the record."""
    return Report.objects.with_table().get(pk=report.pk)


def refuse(request, page, error):
    """Say what was refused and why; nothing typed is lost, nothing stored is overwritten."""
    page.error = error
    if wants_json(request):
        return JsonResponse(refused_answer(page), status=error.status)
    return show_table(request, page, status=error.status)


def wants_json(request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
