"""Which members of a total are marked 上期已更正，待复核: they count, and are named wherever it is told."""

from ..models import Report
from .consolidate import Consolidated, Member


def marked(table: Consolidated) -> list[Member]:
    """The counted members whose counted table is marked, in the city's order; one query."""
    period = table.period
    of_the_year = Report.objects.marked().filter(
        period__campaign=period.campaign_id, period__quarter__lte=period.quarter
    )
    found = set(of_the_year.order_by().values_list("pk", flat=True))
    return [member for member in table.counted if member.counted_report_id in found]
