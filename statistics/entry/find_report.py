"""The report of an address, if the account may see it."""

from django.shortcuts import get_object_or_404

from ..models import Report


def get_report(user, unit, year, quarter) -> Report:
    """The report if this account may see it; 404 otherwise, as if it did not exist."""
    return get_object_or_404(
        Report.objects.for_user(user).with_table(),
        unit__code=unit,
        period__campaign__year=year,
        period__quarter=quarter,
    )
