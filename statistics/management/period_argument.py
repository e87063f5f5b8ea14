"""How the commands name a reporting period."""

from django.core.management.base import CommandError

from campaigns.models import ReportingPeriod


def opened_period(year: str, quarter: str, *, what: str) -> ReportingPeriod:
    """The opened period of a year and a quarter as they were typed; CommandError for all else.

    `what` is to be done with its reports, in a word that follows 可以.
    """
    if not (year.isascii() and year.isdecimal() and quarter in {"1", "2", "3", "4"}):
        raise CommandError(f"没有“{year} {quarter}”这个报告期；请写年度和季度，例如 2021 2。")
    period = (
        ReportingPeriod.objects.select_related("campaign")
        .filter(campaign__year=min(int(year), 9999), quarter=quarter)
        .first()
    )
    if period is None:
        raise CommandError(f"没有这个报告期：{year}年的专项行动尚未建立。")
    if period.opened_at is None:
        raise CommandError(f"{period}尚未开启，没有可供{what}的统计表。")
    return period
