"""A unit that is excused (免报): not expected and named with the reason; what it reported stays in."""

from datetime import date

import pytest

from statistics.totals.analysis import dashboard
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.notes import notes
from tests import cast
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import approved
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
UNITS = STAYS, EXCUSED = city.counties(2)
NAME, TEN = "500001县市场监督管理局", {"trademark-filed": 10}


def quarter(number, *codes, filed=10):
    """The codes report; the others are excused."""
    period = cast.open_period(2030, number, UNITS)
    for code in codes:
        approved(period, code, {"trademark-filed": filed})
    for report in period.reports.filter(submission=None):
        report.excuse(by=cast.reviewer(), reason="机构改革")
    return period


@remembered
def a_year():
    """Both report 10; then one 12, and the other is excused; then both report 15."""
    return [
        quarter(1, STAYS, EXCUSED), quarter(2, STAYS, filed=12), quarter(3, STAYS, EXCUSED, filed=15)
    ]  # fmt: skip


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("is_last", [True, False])
def test_its_last_table_of_the_year_stays_in_also_when_it_reports_again(scope, is_last):
    """22, not 12: the year's total never falls, whatever comes later."""
    if is_last:
        quarter(1, STAYS, EXCUSED)
        second = quarter(2, STAYS, filed=12)
    else:
        _, second, third = a_year()
        assert consolidate(third, scope).figures["trademark-filed"] == 30
        new = consolidate(third, scope, Measure.NEW)
        assert new.figures["trademark-filed"] == 8
    table = consolidate(second, scope)
    assert (table.figures["trademark-filed"], table.missing, len(table.expected)) == (22, [], 1)
    said = {each.unit_name: (each.standing, each.timeliness) for each in table.members}
    assert said[NAME] == ("免报（机构改革），计入至一季度", "—")
    assert notes(table, date(2031, 1, 31)) == [
        f"本期不再单独报送的单位（1 个）：{NAME}（免报（机构改革），计入至一季度）。"
    ]
    assert consolidate(second, scope, Measure.NEW).figures["trademark-filed"] == 2


def test_the_dashboard_says_the_same_of_each_quarter():
    _, _, third = a_year()
    trend = dashboard(third, "filed").trend
    assert [(each.expected, each.counted, each.cumulative, each.new) for each in trend] == [
        (2, 2, 20, 20), (1, 1, 22, 2), (2, 2, 30, 8),
    ]  # fmt: skip


def test_one_that_has_reported_nothing_this_year_is_named_as_well():
    table = consolidate(quarter(1, STAYS), Scope.CARRY)
    assert [each.standing for each in table.members] == ["已审核", "免报（机构改革）"]
    assert (table.figures["trademark-filed"], table.missing, len(table.expected)) == (10, [], 1)
    second = quarter(2, STAYS, EXCUSED)
    assert consolidate(second).figures["trademark-filed"] == 20
    first = second.campaign.periods.get(quarter=1)
    assert [each.standing for each in consolidate(first).members] == ["已审核", "免报（机构改革）"]
