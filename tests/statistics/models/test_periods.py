"""A report in time: the period before it, late or not, days left, lock and extension.

The same question asked of one report (Python) and of many (SQL) must have the same answer.
"""

from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from statistics.models import Report
from tests import cast

pytestmark = pytest.mark.django_db

ZHOUKOU = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def report():
    """Of the second quarter, due on 30 June."""
    return cast.report(cast.open_period())


def reported(year, quarter, actions) -> Report:
    report = cast.report(cast.open_period(year, quarter))
    cast.fill(report, {"actions": actions})
    cast.submit(report)
    return report


def extend(report, until: date):
    report.extend(by=cast.reviewer(), until=until, reason="系统故障")


# --- The last period that exists -----------------------------------------------------------------


def test_the_previous_report_is_the_last_quarter_s(report):
    reported(2021, 1, actions=20)
    previous = report.previous().own
    assert (str(previous), previous.figures["actions"]) == (
        "川汇区市场监督管理局 2021年一季度",
        20,
    )


def test_the_first_reported_quarter_has_no_previous_one(report):
    """The notice is of April 2021: there may be no first quarter at all."""
    assert report.previous() is None


def test_quarters_that_are_missing_or_were_never_reported_are_passed_over():
    first = reported(2021, 1, actions=20)
    never_reported = cast.report(cast.open_period(2021, 2))
    cast.fill(never_reported, {"actions": 46})
    last = cast.report(cast.open_period(2021, 4))  # the third was never opened
    assert last.previous().own == first
    cast.submit(never_reported)
    assert last.previous().own == never_reported


def test_cumulative_figures_start_again_each_january():
    reported(2021, 1, actions=20)
    reported(2021, 4, actions=90)
    assert cast.report(cast.open_period(2022, 1)).previous() is None
    assert cast.report(cast.open_period(2022, 2)).previous() is None


def test_a_report_is_not_its_own_previous_one():
    assert reported(2021, 2, actions=46).previous() is None


def test_neither_a_later_period_nor_the_neighbour_s_report_is_the_previous_one(report):
    reported(2021, 3, actions=60)
    cast.submit(cast.report(cast.open_period(2021, 1), cast.HUAIYANG))
    assert report.previous() is None


def test_a_report_that_was_given_back_is_still_the_previous_one(report):
    first = reported(2021, 1, actions=20)
    cast.send_back(first)
    assert report.previous().own == first


def test_a_report_that_the_unit_withdrew_was_never_reported(report):
    first = reported(2021, 1, actions=20)
    first.withdraw(by=cast.clerk(first.unit))
    assert report.previous() is None


def test_of_a_report_that_was_sent_again_and_withdrawn_the_first_one_stands(report):
    first = reported(2021, 1, actions=20)
    cast.send_back(first)
    cast.fill(first, {"actions": 30})
    cast.submit(first)
    first.withdraw(by=cast.clerk(first.unit))
    assert report.previous().reported_figures["actions"] == 20


def test_the_last_approved_of_each_unit_up_to_a_period():
    approved = reported(2021, 1, actions=20)
    cast.approve(approved)
    waiting = reported(2021, 2, actions=46)
    later = reported(2021, 3, actions=60)
    cast.approve(later)
    last_year = reported(2020, 4, actions=90)
    cast.approve(last_year)
    assert list(Report.objects.last_approved(waiting.period)) == [approved]
    cast.approve(waiting)
    assert list(Report.objects.last_approved(waiting.period)) == [waiting]
    assert list(Report.objects.last_approved(later.period)) == [later]


# --- Late or not ---------------------------------------------------------------------------------

LAST_SECOND = datetime(2021, 6, 30, 23, 59, 59, tzinfo=ZHOUKOU)
MIDNIGHT = datetime(2021, 7, 1, 0, 0, 0, tzinfo=ZHOUKOU)


def is_late(report, today) -> bool:
    """As one report says and as the query says; they must agree."""
    report = Report.objects.select_related("period").get(pk=report.pk)
    in_sql = Report.objects.late(today).filter(pk=report.pk).exists()
    assert report.is_late(today) == in_sql
    return in_sql


@pytest.mark.parametrize(("at", "late"), [(LAST_SECOND, False), (MIDNIGHT, True)])
def test_the_due_day_ends_at_midnight_in_zhoukou(report, at, late):
    cast.submit(report, at=at)
    assert is_late(report, date(2021, 6, 1)) == late
    assert is_late(report, date(2022, 1, 1)) == late


def test_late_in_zhoukou_is_not_late_in_greenwich(report):
    """At 00:00 on 1 July in Zhoukou it is still 16:00 on 30 June in Greenwich."""
    assert MIDNIGHT.astimezone(ZoneInfo("UTC")).date() == date(2021, 6, 30)
    cast.submit(report, at=MIDNIGHT.astimezone(ZoneInfo("UTC")))
    assert is_late(report, date(2021, 7, 1))


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2021, 6, 29), False), (date(2021, 6, 30), False), (date(2021, 7, 1), True)],
)
def test_without_a_report_it_is_late_from_the_day_after(report, today, late):
    assert is_late(report, today) == late


def test_the_first_submission_counts(report):
    cast.submit(report, at=LAST_SECOND)
    cast.send_back(report, at=MIDNIGHT)
    cast.submit(report, at=datetime(2021, 7, 5, 10, tzinfo=ZHOUKOU))
    assert not is_late(report, date(2021, 7, 5))


def test_an_extension_moves_the_day(report):
    extend(report, date(2021, 7, 5))
    assert not is_late(report, date(2021, 7, 5))
    assert is_late(report, date(2021, 7, 6))
    cast.submit(report, at=datetime(2021, 7, 5, 23, 59, 59, tzinfo=ZHOUKOU))
    assert not is_late(report, date(2021, 7, 6))


def test_python_and_sql_agree_whatever_the_combination():
    """Due, extended or not × submitted in time, late or never × asked before, on or after."""
    units = [f"41{number:04}" for number in range(6)]
    period = cast.open_period(units=units)
    submissions = [None, LAST_SECOND, MIDNIGHT]
    for code, (extended, at) in zip(units, product([False, True], submissions), strict=True):
        report = cast.report(period, code)
        if extended:
            extend(report, date(2021, 7, 2))
        if at:
            cast.submit(report, at=at)
    late = {}
    for today in [date(2021, 6, 30), date(2021, 7, 1), date(2021, 7, 2), date(2021, 7, 3)]:
        in_sql = set(Report.objects.late(today).values_list("unit__code", flat=True))
        assert in_sql == {
            one.unit.code for one in Report.objects.with_table() if one.is_late(today)
        }
        late[today.isoformat()] = sorted(in_sql)
    never, _, after_midnight, never_but_extended = units[:4]
    assert late == {
        "2021-06-30": [after_midnight],
        "2021-07-01": [never, after_midnight],
        "2021-07-02": [never, after_midnight],
        "2021-07-03": [never, after_midnight, never_but_extended],
    }


# --- Days left -----------------------------------------------------------------------------------


def test_days_left(report):
    assert report.days_left(date(2021, 6, 1)) == 29
    assert report.days_left(date(2021, 6, 30)) == 0
    assert report.days_left(date(2021, 7, 2)) == -2


def test_days_left_of_an_extension(report):
    extend(report, date(2021, 7, 5))
    assert (report.due_on, report.days_left(date(2021, 7, 2))) == (date(2021, 7, 5), 3)


# --- Locked or not -------------------------------------------------------------------------------


def test_a_period_without_a_lock_never_locks(report):
    assert not report.is_locked(date(2999, 1, 1))


def test_a_period_is_locked_from_its_day_on(report):
    report.period.locks_on = date(2021, 7, 15)
    assert not report.is_locked(date(2021, 7, 14))
    assert report.is_locked(date(2021, 7, 15))


def test_an_extension_holds_the_lock_off_up_to_its_last_day(report):
    extend(report, date(2021, 7, 20))
    report.period.locks_on = date(2021, 7, 15)
    assert not report.is_locked(date(2021, 7, 15))
    assert not report.is_locked(date(2021, 7, 20))
    assert report.is_locked(date(2021, 7, 21))


def test_an_extension_that_ended_before_the_lock_changes_nothing(report):
    extend(report, date(2021, 7, 5))
    report.period.locks_on = date(2021, 7, 15)
    assert report.is_locked(date(2021, 7, 15))
