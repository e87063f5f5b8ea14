"""Two quarters of one unit, both approved, and what is put right in them afterwards."""

from statistics.models import Report
from tests import cast
from tests.worlds import remembered

SOUND = {"actions": 20, "officers": 60, "trademark-value": 30, "key_markets": 9}


def figures(filed: int | None = 10, **changes) -> dict:
    return SOUND | {"trademark-filed": filed} | changes


def approved(quarter: int, filed: int | None, code: str = cast.CHUANHUI, **changes) -> Report:
    """A quarter's table, reported and approved."""
    report = cast.report(cast.open_period(quarter=quarter), code)
    cast.fill(report, figures(filed, actions=20 + quarter, **changes))
    cast.submit(report)
    cast.approve(report)
    return report


@remembered
def two_quarters() -> tuple[Report, Report]:
    """立案 10 in the first quarter, 15 in the second."""
    return approved(1, 10), approved(2, 15)


def reopen(report: Report) -> None:
    """As the city does when a unit has found a slip."""
    report.reopen(by=cast.reviewer(), edition=report.editions.last().number, reason="更正立案数")


def rework(report: Report, filed: int | None, **changes) -> None:
    """Reopened, put right and reported again, not yet approved."""
    reopen(report)
    quarter = report.period.quarter
    cast.fill(report, figures(filed, **{"actions": 20 + quarter} | changes))
    cast.submit(report)


def correct(report: Report, filed: int | None, **changes) -> None:
    """Reopened, put right, reported and approved again."""
    rework(report, filed, **changes)
    cast.approve(report)


def stored(report: Report) -> Report:
    return Report.objects.with_table().get(pk=report.pk)
