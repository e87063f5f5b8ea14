"""当期新增: this period's cumulative figures less those of each unit's last counted table."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statistics.form.indicators import CELLS, COLUMN_KEYS
from statistics.models import SubmittedRow
from statistics.models.one_of import IsOneOf
from statistics.totals.breakdown import case_rows, contributions, unit_sums
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.counting import Counting
from tests import cast
from tests.cast import CHUANHUI
from tests.statistics.admin.totals.issuing import approved, reopened
from tests.statistics.totals.two_quarters import NAMES, UNITS, two_quarters
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    return two_quarters()


_ = None


def new(period, scope=Scope.APPROVED) -> dict:
    figures = consolidate(period, scope, Measure.NEW).figures
    return {name: figure for name, figure in figures.cells.items() if figure}


@pytest.mark.parametrize(
    ("scope", "figures"),
    [
        (Scope.APPROVED, {"actions": 56, "other_patent-filed": 2}),
        (Scope.SUBMITTED, {"actions": 49, "other_patent-filed": 2}),
        (Scope.CARRY, {"actions": 56, "other_patent-filed": 2}),
    ],
)
def test_the_city_s_new_figures(period, scope, figures):
    """26 of 川汇区, whose filed cases fell by 2; 30 of 淮阳区, or 23 where its 7 count; 0 carried."""
    fell = {"key_markets": 5, "trademark-filed": -2, "trademark-value": Decimal("0.5")}
    assert new(period, scope) == figures | fell


def test_the_first_period_of_a_year_is_all_new(period):
    first = cast.open_period(2021, 1, UNITS)
    assert new(first) == {
        "actions": 23,
        "key_markets": 6,
        "trademark-filed": 11,
        "trademark-value": 1,
    }


def test_another_year_is_no_base(period):
    later = cast.open_period(2022, 1, UNITS)
    approved(later, CHUANHUI, {"actions": 5})
    assert new(later) == {"actions": 5}


@pytest.mark.parametrize(
    ("scope", "names"),
    [(Scope.APPROVED, [NAMES[1]]), (Scope.SUBMITTED, []), (Scope.CARRY, [NAMES[1]])],
)
def test_units_whose_new_figures_reach_further_back_are_named(period, scope, names):
    wider = consolidate(period, scope, Measure.NEW).wider
    assert [member.unit_name for member in wider] == names


def test_a_line_a_unit(period):
    lines = [
        (line.unit_name, line.actions, line.totals[:3])
        for line in unit_sums(Counting(period, Scope.CARRY), Measure.NEW)
    ]
    assert lines == [
        (NAMES[0], (26, _, _, _, 5), (-2, 0, Decimal("0.5"))),
        (NAMES[1], (30, _, _, _, _), (2, 0, 0)),
        (NAMES[2], (0, _, _, _, _), (0, 0, 0)),
    ]


def test_a_line_a_unit_and_category(period):
    rows = [
        (line.unit_name, line.label, *line.figures[:3])
        for line in case_rows(Counting(period, Scope.APPROVED), Measure.NEW)
        if any(line.figures)
    ]
    assert rows == [
        (NAMES[0], "商标侵权案件", -2, _, Decimal("0.5")),
        (NAMES[1], "其他专利案件", 2, _, _),
    ]


def test_a_blank_that_was_a_figure_before_is_a_fall(period):
    report = cast.report(period)
    reopened(report)
    cast.fill(report, {"actions": 46})
    cast.submit(report)
    cast.approve(report)
    assert new(period)["trademark-filed"] == -10
    parts = contributions(Counting(period, Scope.APPROVED), "trademark-filed", Measure.NEW)
    assert [(part.unit_name, part.figure) for part in parts] == [(NAMES[0], -10), (NAMES[1], None)]


@pytest.mark.parametrize("name", ["actions", "key_markets", "trademark-filed", "filed", "value"])
@pytest.mark.parametrize("scope", Scope)
def test_the_units_behind_a_figure_add_up_to_it(period, scope, name):
    figures = consolidate(period, scope, Measure.NEW).figures
    parts = contributions(Counting(period, scope), name, Measure.NEW)
    expected = figures.totals[name] if name in COLUMN_KEYS else figures[name]
    assert sum(part.figure or 0 for part in parts) == expected


table = st.dictionaries(st.sampled_from(["actions", "trademark-filed"]), st.integers(0, 99))


@pytest.fixture
def year():
    return [cast.open_period(2021, quarter, UNITS[:2]) for quarter in (1, 2, 3, 4)]


@given(st.lists(st.tuples(table, table), min_size=4, max_size=4))
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_new_figures_of_a_year_add_up_to_its_last_cumulative_ones(year, tables):
    """Whatever rises, falls or is left blank in between, as long as every unit reports."""
    for period, two in zip(year, tables, strict=True):
        for code, figures in zip(UNITS, two, strict=False):
            report = cast.report(period, code)
            if report.status == "approved":
                reopened(report)
            cast.fill(report, figures)
            cast.submit(report)
            cast.approve(report)
    quarters = [consolidate(period, Scope.APPROVED, Measure.NEW).figures for period in year]
    flows = [name for name in CELLS if name != "key_markets"]
    added = {name: sum(figures[name] for figures in quarters) for name in flows}
    last = consolidate(year[-1]).figures
    assert added == {name: last[name] for name in flows}


@pytest.mark.parametrize("scope", Scope)
def test_no_query_is_asked_again_for_each_report(scope):
    """Such a plan goes quadratic on a table with many dead rows: 123 seconds were seen."""
    period = cast.open_period(2021, 3)
    counting = Counting(period, scope)
    for reports in (counting.reports, counting.before):
        rows = SubmittedRow.objects.filter(IsOneOf("submission", reports.values(counting.pointer)))
        for queries in (reports, rows):
            plan = queries.explain()
            assert "CORRELATED" not in plan  # as SQLite calls it
            assert "(SubPlan" not in plan  # PostgreSQL; a hashed one runs once
