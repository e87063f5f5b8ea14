"""The report of an address, if the account may see it."""

from django.shortcuts import get_object_or_404

from ..models import Report


def get_report(user, unit, year, quarter) -> Report:
    """The report if this account may see it; 404 otherwise, as if it did not exist."""
    return _get(Report.objects.with_table(), user, unit, year, quarter)


def get_draft(user, unit, year, quarter) -> Report:
    """The same for saving, which a page does all the time.

    Case rows are read when they are needed; where the figures came from is not asked.
    """
    return _get(Report.objects.with_place(), user, unit, year, quarter)


def _get(reports, user, unit, year, quarter) -> Report:
    return get_object_or_404(
        reports.for_user(user),
        unit__code=unit,
        period__campaign__year=year,
        period__quarter=quarter,
    )
