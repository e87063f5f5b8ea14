"""How the table is shown, and how a refusal is told: as a page, or as JSON to who asks for it.

What was done, and what is refused for what the table holds, leads a browser to the table's own page
(303), so that going back and reloading never post again. An act that the report's state forbids is
refused on the spot.
"""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode

from ..models import Report
from ..record.afterwards import corrected_before
from ..record.origin import Origin
from .autosave import refused_answer, unread_answer
from .last_year import is_asked_for
from .left_over import PARAMETER, leave, not_stored
from .paper import Paper

UNPROCESSABLE = 422


class SeeOther(HttpResponseRedirect):
    """The answer to a post is another page, to be fetched by GET."""

    status_code = 303


def to_table(report, **query) -> SeeOther:
    """The table's page; of the query what has a value."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return SeeOther(report.get_absolute_url() + (f"?{asked}" if asked else ""))


def show_table(request, page, *, status=200):
    report = page.report
    page.shows_last_year = is_asked_for(request)
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
    if error.status == UNPROCESSABLE:
        return _lead_back(request, page)
    return show_table(request, page, status=error.status)


def refuse_unread(request, page):
    """Say which of the inputs could not be read; all else is stored."""
    if wants_json(request):
        return JsonResponse(unread_answer(page), status=UNPROCESSABLE)
    return _lead_back(request, page)


def _lead_back(request, page):
    left = not_stored(page.attempt, request.POST, page.problems, page.refusal)
    token = leave(request.session, page.report, left)
    if not token:  # far more text than anybody types: all of it is shown, not at its own address
        page.is_led_back = True
        return show_table(request, page, status=UNPROCESSABLE)
    tell_readings(request, page)
    return to_table(page.report, checked="on" if page.is_asked_for else "", **{PARAMETER: token})


def tell_readings(request, page):
    """The page that comes next has the figures alone."""
    for _, label, sentence in page.readings:
        messages.info(request, f"{label}：{sentence}")


def wants_json(request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"
