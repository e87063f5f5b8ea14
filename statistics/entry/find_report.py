"""The report of an address, if the account may see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from ..models import Report
from ..models.report_queries import recall_figures


def get_report(user, unit, year, quarter) -> Report:
    """The report if this account may see it; 404 otherwise, as if it did not exist."""
    return _get(Report.objects.with_table(), user, unit, year, quarter)


def get_draft(user, unit, year, quarter) -> Report:
    """The same for saving, which a page does all the time: with the unit's other tables of the year,
    in two queries; a third asks whether units have ended in it. Where the figures came from is not asked.
    """
    of_the_year = Report.objects.with_place().for_user(user)
    of_the_year = of_the_year.filter(unit__code=unit, period__campaign__year=year)
    tables = list(of_the_year.order_by())  # in order is asked of the database at a price
    found = [each for each in tables if each.period.quarter == quarter]
    if not found:
        raise Http404
    recall_figures(tables)
    found[0].of_the_year = tables
    return found[0]


def _get(reports, user, unit, year, quarter) -> Report:
    return get_object_or_404(
        reports.for_user(user),
        unit__code=unit,
        period__campaign__year=year,
        period__quarter=quarter,
    )
