"""What became of a table later on: of the city's remarks, and of figures that were wrong."""

from campaigns.models import ReportingPeriod

from ..checks.explanations import Correction, corrections
from ..checks.remarks import FollowUp, follow_up
from ..models import Edition, Report
from ..models.edition import standing


def corrected_later(report: Report) -> list[tuple[ReportingPeriod, Correction]]:
    """更正上期: figures of this table that the next reported one of the year says were wrong."""
    later = Report.objects.reported().filter(
        unit=report.unit_id,
        period__campaign=report.period.campaign_id,
        period__quarter__gt=report.period.quarter,
    )
    next_one = later.select_related("period__campaign").order_by("period__quarter").first()
    if next_one is None:
        return []
    return [(next_one.period, each) for each in corrections(next_one.explained)]


def followed_up(report: Report, editions: list[Edition]) -> FollowUp | None:
    """What became of the last return's remarks; None when nothing was given back.

    `editions` are the report's own, in any order.
    """
    given_back = [each for each in standing(editions) if each.event in Edition.GIVEN_BACK]
    if not given_back:
        return None
    last = max(given_back, key=lambda edition: edition.number)
    return follow_up(last.remarks, last.figures, report.figures)
