"""A year's campaign, its four periods, and which of them is the current one."""

from datetime import date

import pytest
from django.db import transaction

from campaigns.models import Campaign, Phase, ReportingPeriod
from campaigns.start import quarter_days, start_campaign
from tests import cast
from tests.campaigns.periods import period_of, refused_by_the_database

pytestmark = pytest.mark.django_db


# --- Starting a campaign -------------------------------------------------------------------------


def test_a_campaign_starts_with_its_four_periods():
    campaign = start_campaign(2021, document_number="周市监办〔2021〕53号")
    assert (campaign.year, campaign.document_number, campaign.starts_on, campaign.is_demo) == (
        2021,
        "周市监办〔2021〕53号",
        date(2021, 1, 1),
        False,
    )
    assert str(campaign) == "2021年"
    days = ("quarter", "opens_on", "due_on", "ends_on", "locks_on", "opened_at")
    assert list(campaign.periods.order_by("quarter").values_list(*days)) == [
        (1, date(2021, 3, 1), date(2021, 3, 31), date(2021, 3, 31), None, None),
        (2, date(2021, 6, 1), date(2021, 6, 30), date(2021, 6, 30), None, None),
        (3, date(2021, 9, 1), date(2021, 9, 30), date(2021, 9, 30), None, None),
        (4, date(2021, 12, 1), date(2021, 12, 31), date(2021, 12, 31), None, None),
    ]
    assert [str(period) for period in campaign.periods.order_by("quarter")] == [
        "2021年一季度",
        "2021年二季度",
        "2021年三季度",
        "2021年四季度",
    ]


def test_starting_again_leaves_everything_as_it_is():
    first = start_campaign(2021, document_number="周市监办〔2021〕53号")
    first.periods.filter(quarter=2).update(due_on=date(2021, 6, 25))
    first.periods.filter(quarter=3).delete()
    again = start_campaign(2021, document_number="另一个文号")
    assert again == first
    assert again.document_number == "周市监办〔2021〕53号"
    assert list(again.periods.order_by("quarter").values_list("quarter", "due_on")) == [
        (1, date(2021, 3, 31)),
        (2, date(2021, 6, 25)),
        (3, date(2021, 9, 30)),
        (4, date(2021, 12, 31)),
    ]
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(
    ("year", "quarter", "first", "last"),
    [
        (2021, 1, date(2021, 1, 1), date(2021, 3, 31)),
        (2021, 2, date(2021, 4, 1), date(2021, 6, 30)),
        (2021, 3, date(2021, 7, 1), date(2021, 9, 30)),
        (2021, 4, date(2021, 10, 1), date(2021, 12, 31)),
        (2024, 1, date(2024, 1, 1), date(2024, 3, 31)),
    ],
)
def test_the_days_of_a_quarter(year, quarter, first, last):
    assert quarter_days(year, quarter) == (first, last)
    period = period_of(year, quarter)
    assert (period.first_day, period.ends_on) == (first, last)


# --- Which period it is --------------------------------------------------------------------------


def test_the_current_period_is_the_latest_opened_one_whose_time_has_come():
    cast.open_period(2021, 4)
    cast.open_period(2022, 1)
    cast.open_period(2022, 2)
    start_campaign(2023)  # never opened
    current = ReportingPeriod.objects.current
    assert str(current(date(2022, 3, 1))) == "2022年一季度"
    assert str(current(date(2022, 5, 31))) == "2022年一季度"
    assert str(current(date(2022, 6, 1))) == "2022年二季度"
    assert str(current(date(2024, 1, 1))) == "2022年二季度"
    assert str(current(date(2022, 2, 28))) == "2021年四季度"


def test_before_their_time_the_first_opened_period_is_the_current_one():
    cast.open_period(2021, 3)
    cast.open_period(2021, 2)
    assert str(ReportingPeriod.objects.current(date(2021, 1, 1))) == "2021年二季度"


def test_before_anything_is_opened_there_is_no_current_period():
    start_campaign(2021)
    assert ReportingPeriod.objects.current(date(2021, 6, 1)) is None


def test_periods_wait_to_be_opened_from_their_day_on():
    start_campaign(2021)
    cast.open_period(2021, 1)

    def waiting(day):
        due = ReportingPeriod.objects.due_to_open(day).order_by("quarter")
        return list(due.values_list("quarter", flat=True))

    assert waiting(date(2021, 5, 31)) == []
    assert waiting(date(2021, 6, 1)) == [2]
    assert waiting(date(2021, 12, 31)) == [2, 3, 4]
    assert [period.quarter for period in ReportingPeriod.objects.opened()] == [1]


# --- What the database refuses -------------------------------------------------------------------


@pytest.mark.parametrize("year", [1999, 3000, 21])
def test_a_year_has_four_digits(year):
    with refused_by_the_database(), transaction.atomic():
        Campaign.objects.create(year=year, starts_on=date(2021, 1, 1))


def test_a_year_has_one_campaign():
    start_campaign(2021)
    with refused_by_the_database(), transaction.atomic():
        Campaign.objects.create(year=2021, starts_on=date(2021, 1, 1))


def test_a_campaign_has_each_quarter_once():
    period = period_of()
    period.pk = None
    with refused_by_the_database(), transaction.atomic():
        period.save()


@pytest.mark.parametrize(
    "values",
    [
        {"quarter": 0},
        {"quarter": 5},
        {"due_on": date(2021, 5, 31)},
        {"locks_on": date(2021, 6, 30)},
    ],
    ids=["no quarter", "a fifth quarter", "due before opening", "locks on the due day"],
)
def test_a_period_keeps_its_order(values):
    period = period_of()
    with refused_by_the_database(), transaction.atomic():
        ReportingPeriod.objects.filter(pk=period.pk).update(**values)


def test_a_period_may_be_due_on_its_opening_day_and_lock_the_day_after():
    period = period_of()
    changes = {"due_on": date(2021, 6, 1), "locks_on": date(2021, 6, 2)}
    assert ReportingPeriod.objects.filter(pk=period.pk).update(**changes) == 1


def test_a_campaign_has_each_phase_s_position_once():
    values = {"campaign": start_campaign(2021), "position": 1, "ends_on": date(2021, 4, 20)}
    assert str(Phase.objects.create(name="安排部署，全面启动", **values)) == "安排部署，全面启动"
    with refused_by_the_database(), transaction.atomic():
        Phase.objects.create(name="组织实施，严厉查处", **values)
