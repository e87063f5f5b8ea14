"""What the database refuses of a report: two of them, a state without who and when."""

from datetime import date

import pytest
from django.db import transaction

from statistics.models import CaseRow, Report
from tests import cast
from tests.campaigns.periods import refused_by_the_database

pytestmark = pytest.mark.django_db


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
