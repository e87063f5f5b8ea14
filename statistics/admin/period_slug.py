"""How an address names a reporting period: 2021q2."""

import re

from django.shortcuts import get_object_or_404

from campaigns.models import ReportingPeriod


def slug(period: ReportingPeriod) -> str:
    return f"{period.year}q{period.quarter}"


def asked_for(request) -> ReportingPeriod | None:
    """The period of ?period=2021q2, else the current one; None before anything is opened."""
    if "period" in request.GET:
        return from_slug(request.GET["period"])
    return ReportingPeriod.objects.current()


def from_slug(text: str) -> ReportingPeriod:
    """The opened period that `text` names; 404 for anything else."""
    named = re.fullmatch(r"([0-9]{4})q([1-4])", text)
    return opened(*map(int, named.groups())) if named else opened(None, None)


def opened(year: int | None, quarter: int | None) -> ReportingPeriod:
    """The opened period; 404 when there is none, or it has not been opened yet."""
    periods = ReportingPeriod.objects.opened().select_related("campaign")
    return get_object_or_404(periods, campaign__year=year, quarter=quarter)
