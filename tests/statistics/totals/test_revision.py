"""What has changed since a total was issued: which of its units no longer stand as counted."""

import pytest

from statistics.totals.consolidate import Scope
from statistics.totals.revision import changed_units, counted_in, counted_now, latest
from tests import cast
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin.totals.issuing import (
    CHANGED,
    approved,
    corrected,
    corrected_and_back,
    issued,
    reopened,
)
from tests.worlds import remembered
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    """川汇区 is approved, 淮阳区 waits for review."""
    period = cast.open_period()
    approved(period)
    huaiyang = cast.report(period, HUAIYANG)
    cast.fill(huaiyang, {"actions": 20, "trademark-filed": 4})
    cast.submit(huaiyang)
    return period


def changed(period) -> int:
    return latest(period).changed


def test_before_anything_is_issued(period):
    assert latest(period) is None


def renamed(period):
    """The county is merged into another zone and gets another code."""
    ReportingUnit.objects.filter(code=CHUANHUI).update(code="499999", name="改了名的局")


@pytest.mark.parametrize(
    ("happens", "units"),
    [
        (lambda period: None, 0),
        (lambda period: reopened(cast.report(period)), 1),
        (lambda period: corrected(cast.report(period), CHANGED), 1),
        (lambda period: corrected_and_back(period), 0),
        (lambda period: cast.approve(cast.report(period, HUAIYANG)), 1),
        (lambda period: cast.send_back(cast.report(period, HUAIYANG)), 0),
        (renamed, 0),
    ],
    ids=["nothing", "reopened", "corrected", "the same", "added", "not counted", "renamed"],
)
def test_units_that_changed(period, happens, units):
    issued(period)
    happens(period)
    assert changed(period) == units


def test_a_carried_unit_that_reports_itself_has_changed():
    approved(cast.open_period(quarter=1))
    period = cast.open_period()
    total = issued(period, Scope.CARRY)
    assert changed(period) == 0
    chuanhui = approved(period)
    assert changed(period) == 1
    now = counted_now(period, Scope.CARRY)
    assert changed_units(counted_in(total.content), now) == {chuanhui.unit_id}
