"""同期比较: a period beside the same quarter of last year."""

from decimal import Decimal

import pytest

from statistics.form.indicators import ACTIONS
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.last_year import Line, compare
from tests import cast
from tests.cast import CHUANHUI
from tests.statistics.admin.totals.issuing import approved
from tests.statistics.totals.two_years import two_years

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return two_years()


def lines(comparison, group: str) -> list[tuple]:
    """Label, both years, difference and per cent of the lines that are not 0 in both."""
    found = dict(comparison.groups)[group]
    return [
        (line.indicator.name, line.this, line.last, line.difference, line.percent)
        for line in found
        if line.this or line.last
    ]


def test_this_year_beside_last_year(period):
    comparison = compare(consolidate(period))
    assert (str(comparison.last_period), comparison.last_counted) == ("2020年二季度", 2)
    assert lines(comparison, "执法行动数据") == [
        ("开展执法行动", 54, 48, 6, Decimal("12.5")),
        ("辖区重点实体经济市场数量", 6, 0, 6, None),
    ]
    assert lines(comparison, "合计") == [
        ("立案", 9, 12, -3, Decimal("-25.0")),
        ("涉案金额", Decimal("3.5"), 3, Decimal("0.5"), Decimal("16.7")),
    ]
    assert lines(comparison, "商标侵权案件") == [
        ("立案", 9, 10, -1, Decimal("-10.0")),
        ("涉案金额", Decimal("3.5"), 3, Decimal("0.5"), Decimal("16.7")),
    ]
    assert lines(comparison, "其他专利案件") == [("立案", 0, 2, -2, Decimal("-100.0"))]
    assert [len(group) for _, group in comparison.groups] == [5, *[11] * 9]


@pytest.mark.parametrize(
    ("this", "last", "percent"),
    [
        (3, 2, "50.0"),
        (2, 3, "-33.3"),
        (2, 2, "0.0"),
        (5, 0, None),
        (0, 0, None),
        (5, -1, None),
        (-1, 4, "-125.0"),
        (2001, 2000, "0.1"),  # 0.05 is rounded up
        (Decimal("0.000001"), Decimal("0.000003"), "-66.7"),
    ],
)
def test_the_change_in_per_cent(this, last, percent):
    line = Line(ACTIONS[0], this, last)
    assert line.percent == (None if percent is None else Decimal(percent))


def test_nothing_to_compare_with():
    period = cast.open_period(2021, 2)
    approved(period)
    assert compare(consolidate(period)) is None
    last = cast.open_period(2020, 2)
    assert compare(consolidate(period)) is None
    waiting = cast.report(last)
    cast.fill(waiting, {"actions": 1})
    cast.submit(waiting)
    assert compare(consolidate(period)) is None
    assert compare(consolidate(period, Scope.SUBMITTED)).last_counted == 1


def test_the_new_figures_of_both_years(period):
    approved(cast.open_period(2020, 1), CHUANHUI, {"actions": 30})
    comparison = compare(consolidate(period, measure=Measure.NEW))
    assert lines(comparison, "执法行动数据")[0][1:] == (54, 18, 36, Decimal("200.0"))
