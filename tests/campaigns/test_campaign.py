"""A year's campaign, its four periods, and the opening that freezes who is expected to report."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from campaigns.models import Campaign, Phase, ReportingPeriod
from campaigns.start import quarter_days, start_campaign
from cases.categories import CaseCategory
from statistics.models import CaseRow, Report, open_period
from tests import cast
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


def period_of(year=2021, quarter=2) -> ReportingPeriod:
    return start_campaign(year).periods.select_related("campaign").get(quarter=quarter)


def refused_by_the_database():
    return pytest.raises(IntegrityError)


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


# --- Opening a period ----------------------------------------------------------------------------


def test_opening_creates_one_blank_report_for_each_unit():
    cast.unit("411602"), cast.unit("411603")
    period = period_of()
    at = cast.moment(date(2021, 6, 1))
    assert open_period(period, at=at) == 2
    period.refresh_from_db()
    assert period.opened_at == at
    reports = Report.objects.with_table().order_by("unit__position")
    assert [
        (one.unit.code, one.status, one.version, one.cut_off_on, one.filled_by) for one in reports
    ] == [
        ("411602", "draft", 1, date(2021, 6, 30), ""),
        ("411603", "draft", 1, date(2021, 6, 30), ""),
    ]
    for one in reports:
        assert one.figures.is_empty
        assert [row.category for row in one.rows.all()] == CaseCategory.values
        assert (one.saved_at, one.first_submitted_at, one.status_since) == (None, None, None)
        assert not one.editions.exists()


def test_only_units_that_are_valid_on_the_opening_day_are_expected():
    opening, before, after = date(2021, 6, 1), date(2021, 5, 31), date(2021, 6, 2)
    for code, valid_from, valid_to in [
        ("ALWAYS", None, None),
        ("NEWTODAY", opening, None),
        ("LASTDAY", None, opening),
        ("TOMORROW", after, None),
        ("GONEBEFORE", None, before),
    ]:
        cast.unit(code, valid_from=valid_from, valid_to=valid_to)
    period = period_of()
    assert open_period(period) == 3
    assert set(period.reports.values_list("unit__code", flat=True)) == {
        "ALWAYS",
        "NEWTODAY",
        "LASTDAY",
    }


def test_opening_again_adds_nothing_and_changes_nothing():
    period = cast.open_period(units=["411602"])
    report = cast.report(period)
    cast.fill(report, {"actions": 46})
    opened_at = ReportingPeriod.objects.get(pk=period.pk).opened_at
    cast.unit("411603")
    stale = ReportingPeriod.objects.get(pk=period.pk)
    stale.opened_at = None
    assert open_period(stale, at=cast.moment(date(2021, 6, 15))) == 0
    assert stale.opened_at == opened_at
    assert ReportingPeriod.objects.get(pk=period.pk).opened_at == opened_at
    assert [one.figures["actions"] for one in period.reports.all()] == [46]


def test_the_expected_set_is_frozen():
    """What is missing is a row: a unit that comes or goes later changes nothing."""
    period = cast.open_period(units=["411602", "411603"])
    cast.unit("411621")
    ReportingUnit.objects.filter(code="411603").update(valid_to=date(2021, 6, 2))
    open_period(period)
    codes = period.reports.order_by("unit__code").values_list("unit__code", flat=True)
    assert list(codes) == ["411602", "411603"]


def test_a_period_without_units_opens_all_the_same():
    period = period_of()
    assert open_period(period) == 0
    assert period.opened_at is not None


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


def test_a_unit_has_one_report_a_period():
    report = cast.report(cast.open_period())
    with refused_by_the_database(), transaction.atomic():
        Report.objects.create(period=report.period, unit=report.unit)


def test_a_report_has_each_category_once_and_no_other():
    report = cast.report(cast.open_period())
    for category in ["trademark", "copyright"]:
        with refused_by_the_database(), transaction.atomic():
            CaseRow.objects.create(report=report, category=category)


@pytest.mark.parametrize("state", ["submitted", "returned", "approved"])
def test_no_state_without_who_and_when(state):
    report = cast.report(cast.open_period())
    with refused_by_the_database(), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(status=state)


def test_no_review_without_who_and_when_and_no_return_without_a_reason():
    report = cast.report(cast.open_period())
    cast.submit(report)
    for values in [
        {"status": "approved"},
        {"status": "approved", "reviewed_at": cast.in_time(report)},
        {"status": "approved", "reviewed_by": cast.reviewer()},
        {
            "status": "returned",
            "reviewed_at": cast.in_time(report),
            "reviewed_by": cast.reviewer(),
        },
    ]:
        with refused_by_the_database(), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(**values)


def test_no_extension_without_a_reason_and_a_name():
    report = cast.report(cast.open_period())
    for values in [{}, {"extension_reason": "系统故障"}, {"extended_by": cast.reviewer()}]:
        with refused_by_the_database(), transaction.atomic():
            Report.objects.update(extended_until=date(2021, 7, 5), **values)
    assert report.editions.count() == 0
