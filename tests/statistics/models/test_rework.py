"""退回后未重报 N 天: whole days in Zhoukou since the return that stands, while it is given back."""

from datetime import date

import pytest

from tests import cast

pytestmark = pytest.mark.django_db
LATE_AT_NIGHT = cast.moment(date(2021, 6, 28), hour=23)  # the 28th in Zhoukou, and in UTC


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2021, 6, 28), "今日退回，尚未重报"),
        (date(2021, 6, 29), "退回后未重报 1 天"),
        (date(2021, 7, 8), "退回后未重报 10 天"),
    ],
)
def test_days_are_those_of_the_calendar_here(report, today, said):
    cast.submit(report)
    cast.send_back(report, at=LATE_AT_NIGHT)
    assert report.rework_awaited(today) == said


def test_an_hour_after_midnight_is_the_next_day_here_and_not_in_utc(report):
    cast.submit(report)
    cast.send_back(report, at=cast.moment(date(2021, 6, 29), hour=1))
    assert report.rework_awaited(date(2021, 6, 30)) == "退回后未重报 1 天"


def test_it_begins_and_ends_with_the_return_that_stands(report):
    def said():
        return report.rework_awaited(date(2021, 7, 8))

    heard = [said()]
    cast.submit(report)
    heard.append(said())
    cast.send_back(report, at=LATE_AT_NIGHT)
    heard.append(said())
    cast.submit(report)
    heard.append(said())
    report.withdraw(by=cast.clerk(report.unit))
    heard.append(said())
    cast.submit(report)
    cast.send_back(report, at=cast.moment(date(2021, 7, 5)))
    heard.append(said())
    report.unreturn(by=cast.reviewer(), edition=report.editions.last().number)
    heard.append(said())
    report.withdraw(by=cast.clerk(report.unit))
    heard.append(said())
    cast.submit(report)
    cast.approve(report)
    heard.append(said())
    ten, three = "退回后未重报 10 天", "退回后未重报 3 天"
    assert heard == ["", "", ten, "", ten, three, "", ten, ""]
