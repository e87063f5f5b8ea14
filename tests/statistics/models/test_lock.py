"""A locked period takes nothing more in; an extension holds the lock off for one unit."""

from datetime import date

import pytest
from django.utils import timezone

from statistics.errors import ReasonMissing, WrongState
from statistics.models import Report
from tests import cast
from tests.statistics.models.states import FIGURES, LOCKED, TAKE, bring_to, lock, refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("draft", "save_draft"),
        ("returned", "save_draft"),
        ("draft", "submit"),
        ("returned", "submit"),
        ("submitted", "withdraw"),
    ],
)
def test_a_locked_period_takes_no_more_entries(report, state, action):
    bring_to(report, state)
    lock(report)
    assert refused(WrongState, TAKE[action], report, cast.clerk(report.unit)) == LOCKED


@pytest.mark.parametrize(("state", "action"), [("submitted", "send_back"), ("approved", "reopen")])
def test_nothing_is_given_back_in_a_locked_period(report, state, action):
    """The unit could not correct it. The period's own help says so: 自这一天起不能再填报或退回。"""
    bring_to(report, state)
    lock(report)
    assert refused(WrongState, TAKE[action], report, cast.reviewer()) == LOCKED


def test_what_was_reported_in_time_is_still_approved_after_the_lock(report):
    cast.submit(report)
    lock(report)
    assert cast.approve(report).event == "approved"


def test_a_lock_that_lies_ahead_changes_nothing(report):
    lock(report, on=date(2999, 1, 1))
    assert cast.submit(report).event == "submitted"


def test_an_extension_holds_the_lock_off_for_this_unit_alone(report):
    lock(report)
    today = timezone.localdate()
    report.extend(by=cast.reviewer(), until=today, reason="系统故障")
    cast.fill(report, {"actions": 47})
    cast.submit(report)
    assert report.status == "submitted"
    neighbour = cast.report(report.period, cast.HUAIYANG)
    assert refused(WrongState, cast.submit, neighbour) == LOCKED


def test_an_extension_says_until_when_why_and_by_whom(report):
    reviewer = cast.reviewer()
    report.extend(by=reviewer, until=date(2021, 7, 5), reason=" 系统故障 ")
    stored = Report.objects.get(pk=report.pk)
    assert (stored.extended_until, stored.extension_reason, stored.extended_by) == (
        date(2021, 7, 5),
        "系统故障",
        reviewer,
    )
    assert stored.status == "draft"


def test_an_extension_ends_after_the_due_day_and_has_a_reason(report):
    def extend(until, reason):
        return refused(ReasonMissing, report.extend, by=cast.reviewer(), until=until, reason=reason)

    too_early = "延期日应晚于报送截止日 2021年6月30日。"
    assert extend(date(2021, 6, 30), "系统故障") == too_early
    assert extend(date(2021, 7, 1), " ") == "请写明原因，以便填报单位据此修改。"


def test_an_extension_does_not_get_in_the_way_of_a_clerk_who_is_typing(report):
    """It changes no figure, so what was read before it is not stale."""
    page = Report.objects.with_table().get(pk=report.pk)
    report.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="系统故障")
    cast.fill(page, FIGURES | {"actions": 47})
    stored = cast.report(report.period)
    assert (stored.figures["actions"], stored.extended_until) == (47, date(2021, 7, 5))
