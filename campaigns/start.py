"""Starting a year: its campaign and the four periods, rows of this app only."""

from datetime import date, timedelta

from django.db import transaction

from .models import Campaign, ReportingPeriod


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter."""
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


@transaction.atomic
def start_campaign(year: int, *, document_number: str = "") -> Campaign:
    """The campaign of `year` with its four periods; what exists already is left as it is.

    A period opens on the first day of the quarter's last month and is due on the quarter's last
    day: the notice wants the table before the quarter has ended (于每季度结束前上报).
    """
    campaign, _ = Campaign.objects.get_or_create(
        year=year,
        defaults={"document_number": document_number, "starts_on": date(year, 1, 1)},
    )
    periods = (_period(campaign, quarter) for quarter in ReportingPeriod.QUARTER_NAMES)
    ReportingPeriod.objects.bulk_create(periods, ignore_conflicts=True)
    return campaign


def _period(campaign: Campaign, quarter: int) -> ReportingPeriod:
    _, last_day = quarter_days(campaign.year, quarter)
    return ReportingPeriod(
        campaign=campaign,
        quarter=quarter,
        ends_on=last_day,
        opens_on=last_day.replace(day=1),
        due_on=last_day,
    )
