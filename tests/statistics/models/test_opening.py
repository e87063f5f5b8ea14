"""The opening of a period, which freezes who is expected to report."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory
from statistics.models import Report, open_period
from tests import cast
from tests.campaigns.periods import period_of
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


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
        ("411602", "draft", 1, None, ""),
        ("411603", "draft", 1, None, ""),
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


def test_the_day_that_earlier_openings_stored_is_taken_back_where_nobody_stated_it():
    period = cast.open_period(units=["411602", "411603", "411621"])
    period.reports.update(cut_off_on=period.ends_on)
    cast.fill(cast.report(period, "411603"), {"actions": 46})
    cast.submit(cast.report(period, "411621"))
    migration = import_module("statistics.migrations.0007_no_cut_off_before_it_is_stated")
    migration.take_back(apps, None)
    days = period.reports.order_by("unit__code").values_list("cut_off_on", flat=True)
    assert list(days) == [None, period.ends_on, period.ends_on]


def test_a_period_that_was_set_back_opens_anew_around_its_reports():
    """opened_at once was set back by a form that wrote all it had read, and opening broke."""
    period = cast.open_period(units=["411602"])
    cast.fill(cast.report(period), {"actions": 46})
    ReportingPeriod.objects.update(opened_at=None)
    cast.unit("411603")
    at = cast.moment(date(2021, 6, 15))
    assert open_period(ReportingPeriod.objects.get(pk=period.pk), at=at) == 1
    assert ReportingPeriod.objects.get(pk=period.pk).opened_at == at
    reports = period.reports.order_by("unit__code")
    assert [(one.unit.code, one.figures["actions"], one.rows.count()) for one in reports] == [
        ("411602", 46, 8),
        ("411603", None, 8),
    ]


def test_the_day_that_counts_is_the_stored_one():
    cast.unit("411602", valid_from=date(2021, 6, 10))
    period = period_of()
    ReportingPeriod.objects.filter(pk=period.pk).update(opens_on=date(2021, 6, 15))
    assert open_period(period) == 1
