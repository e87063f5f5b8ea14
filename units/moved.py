"""Addresses that carry a unit's former code: a kept link, a page that was open while it changed."""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from .models import ReportingUnit


def under_former_codes(view):
    """For views that take `unit`, a code, and answer 404 to who may not see it.

    What is posted is done as if it had been posted to the present address. A page is told its
    present address (302: a code may be changed back, and browsers keep a 301); who may not see it
    there is answered 404 here as well.
    """

    @wraps(view)
    def found(request, *, unit, **parts):
        try:
            return view(request, unit=unit, **parts)
        except Http404:
            moved = ReportingUnit.objects.known_as(unit).exclude(code=unit).first()
            if moved is None:
                raise
        answer = view(request, unit=moved.code, **parts)
        if request.method not in {"GET", "HEAD"}:
            return answer
        address = reverse(request.resolver_match.view_name, kwargs={"unit": moved.code, **parts})
        query = request.META["QUERY_STRING"]
        return redirect(f"{address}?{query}" if query else address)

    return found
