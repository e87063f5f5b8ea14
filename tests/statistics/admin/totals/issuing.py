"""Issued totals for the tests: issuing what stands there now, as the reviewer sees it."""

from statistics.admin.totals.freeze_total import issue
from statistics.models import Consolidation
from statistics.models.edition import digest_of
from statistics.totals.consolidate import Scope, consolidate
from statistics.totals.revision import content_of
from tests import cast

CHANGED = {"actions": 47, "trademark-filed": 12}


def seen(period, scope=Scope.APPROVED) -> str:
    """The digest that the page of the total carries."""
    return digest_of(content_of(consolidate(period, scope)))


def issued(period, scope=Scope.APPROVED, *, note="", at=None) -> Consolidation:
    reviewer = cast.reviewer()
    return issue(period, scope, by=reviewer, seen=seen(period, scope), note=note, at=at)


def approved(period, code=cast.CHUANHUI, figures=None):
    """The unit's table, reported and approved."""
    report = cast.report(period, code)
    cast.fill(report, figures or {"actions": 46, "trademark-filed": 10})
    cast.submit(report)
    cast.approve(report)
    return report


def corrected(report, figures):
    """Given back after its approval, filled in anew, reported and approved again."""
    reopened(report)
    cast.fill(report, figures)
    cast.submit(report)
    cast.approve(report)


def reopened(report):
    number = report.editions.last().number
    report.reopen(by=cast.reviewer(), edition=number, reason="更正立案数", at=cast.in_time(report))


def corrected_and_back(period):
    """In the end it says what it said at first."""
    corrected(cast.report(period), CHANGED)
    corrected(cast.report(period), {"actions": 46, "trademark-filed": 10})
