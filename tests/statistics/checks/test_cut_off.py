"""统计截止日 beside the day of submission: T3, and what the field is prefilled with (FORM.md)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.checks.evaluate import check
from statistics.checks.findings import Finding, Table
from statistics.checks.head import usual_cut_off
from statistics.checks.limits import Level
from statistics.checks.rules import DEFAULT, Rules
from statistics.form.figures import Figures

LAST_DAY = date(2021, 6, 30)
DAYS = st.dates(date(2021, 4, 1), date(2021, 7, 31))


def found(today: date | None, *, cut_off_on=LAST_DAY, rules: Rules = DEFAULT) -> list[Finding]:
    table = Table(
        figures=Figures({}),
        cut_off_on=cut_off_on,
        first_day=date(2021, 4, 1),
        last_day=LAST_DAY,
        filled_by="填报员甲",
        rules=rules,
        today=today,
    )
    return check(table)


def test_t3_a_table_cannot_state_figures_of_days_to_come():
    [hint] = found(date(2021, 6, 1))
    assert hint == Finding(
        check="T3",
        level=Level.HINT,
        cells=("cut_off_on",),
        title="统计截止日",
        found="现填 2021年6月30日",
        expected="一般不晚于报送当日（2021年6月1日）之后 7 天",
        difference="晚 22 天",
        advice="请核对数据实际统计到哪一天。",
    )


@pytest.mark.parametrize(
    ("today", "fires"),
    [
        (date(2021, 6, 22), True),  # eight days before
        (date(2021, 6, 23), False),
        (date(2021, 6, 30), False),
        (date(2026, 1, 1), False),
        (None, False),
    ],
)
def test_t3_a_week_ahead_is_usual(today, fires):
    assert [each.check for each in found(today)] == (["T3"] if fires else [])


def test_t3_says_nothing_of_a_day_that_is_not_there():
    assert [each.check for each in found(date(2021, 6, 1), cut_off_on=None)] == ["T1"]


def test_t3_the_limit_and_the_level_are_the_citys():
    month = Rules.of({"T3-days": "29"})
    assert found(date(2021, 6, 1), rules=month) == []
    asked = Rules.of({"T3-days": "0", "T3-level": "explain"})
    [finding] = found(date(2021, 6, 29), rules=asked)
    assert (finding.level, finding.expected, finding.advice) == (
        Level.EXPLAIN,
        "一般不晚于报送当日（2021年6月29日）之后 0 天",
        "请核对数据实际统计到哪一天；确实如此的，写明情况。",
    )


@pytest.mark.parametrize(
    ("today", "usual"),
    [
        (date(2021, 6, 1), None),
        (date(2021, 6, 22), None),
        (date(2021, 6, 23), LAST_DAY),
        (date(2021, 6, 30), LAST_DAY),
        (date(2021, 7, 15), LAST_DAY),
    ],
)
def test_the_field_begins_with_the_last_day_once_that_is_near(today, usual):
    assert usual_cut_off(LAST_DAY, today, DEFAULT) == usual


@given(DAYS, st.integers(0, 92))
def test_what_is_prefilled_is_never_asked_about(today, days):
    rules = Rules.of({"T3-days": str(days)})
    usual = usual_cut_off(LAST_DAY, today, rules)
    assert (usual is not None) == (today + timedelta(days) >= LAST_DAY)
    if usual:
        assert found(today, cut_off_on=usual, rules=rules) == []
