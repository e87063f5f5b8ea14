"""The figures behind 分析: over time the last cumulative one counts, over units the sum."""

from decimal import Decimal
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Campaign, ReportingPeriod
from cases.categories import CaseCategory
from statistics.form.figures import add
from statistics.form.indicators import ACTION_KEYS, COLUMN_KEYS, INDICATORS
from statistics.models import CaseRow, Status, Submission
from statistics.totals.analysis import dashboard
from statistics.totals.cell_history import increments
from statistics.totals.city_trend import Sums, points
from statistics.totals.consolidate import Scope, sums
from statistics.totals.counting import Counting
from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.worlds import remembered

FILED, MARKETS = INDICATORS["filed"], INDICATORS["key_markets"]


def report(period, code, figures, *, approved=True):
    table = cast.report(period, code)
    cast.fill(table, figures)
    cast.submit(table)
    if approved:
        cast.approve(table)


@pytest.fixture
@remembered
def period(db):
    """2020 is complete in its second and fourth quarter; in 2021 扶沟县 waits, then sends nothing."""
    units = [CHUANHUI, HUAIYANG, FUGOU]
    for quarter, filed in ((2, 4), (4, 9)):
        opened = cast.open_period(2020, quarter, units)
        for code in units:
            report(opened, code, {"trademark-filed": filed, "trademark-value": Decimal("0.1")})
    first = cast.open_period(2021, 1, units)
    report(first, CHUANHUI, {"trademark-filed": 3, "other_patent-filed": 2, "key_markets": 9})
    report(first, HUAIYANG, {"trademark-filed": 1, "actions": 7})
    report(first, FUGOU, {"trademark-filed": 30}, approved=False)
    second = cast.open_period(2021, 2, units)
    report(second, CHUANHUI, {"trademark-filed": 4, "other_patent-filed": 1, "key_markets": 8})
    report(
        second, HUAIYANG, {"trademark-filed": 6, "actions": 9, "trademark-value": Decimal("1.5")}
    )
    return second


def trend(board):
    return [
        (str(point.period), point.cumulative, point.new, point.counted, point.expected)
        for point in board.trend
    ]


# --- Over time -----------------------------------------------------------------------------------


def test_a_column_over_time_starts_again_each_january(period):
    assert trend(dashboard(period, "filed")) == [
        ("2020年二季度", 12, 12, 3, 3),
        ("2020年四季度", 27, 15, 3, 3),
        ("2021年一季度", 6, None, 2, 3),  # nor then
        ("2021年二季度", 11, None, 2, 3),  # not all of them
    ]


def test_waiting_tables_count_where_they_are_asked_for(period):
    """A unit that is in one quarter and not in the next would make the increment negative."""
    board = dashboard(period, "filed", Scope.SUBMITTED)
    assert trend(board)[2:] == [("2021年一季度", 36, 36, 3, 3), ("2021年二季度", 11, None, 2, 3)]
    assert not board.is_complete


def test_a_stock_has_no_increment(period):
    assert trend(dashboard(period, "key_markets"))[2:] == [
        ("2021年一季度", 9, None, 2, 3),
        ("2021年二季度", 8, None, 2, 3),
    ]


def test_amounts_stay_exact(period):
    figures = [point.cumulative for point in dashboard(period, "value").trend]
    assert figures == [Decimal("0.3"), Decimal("0.3"), 0, Decimal("1.5")]


def test_what_lies_ahead_of_the_period_is_not_shown(period):
    earlier = ReportingPeriod.objects.get(campaign__year=2020, quarter=4)
    board = dashboard(earlier, "filed")
    assert [str(point.period) for point in board.trend] == ["2020年二季度", "2020年四季度"]
    assert len(board.periods) == 4
    assert board.is_complete


def test_a_period_in_which_nothing_counts_is_passed_over(period):
    third = cast.open_period(2021, 3, [CHUANHUI])
    fourth = cast.open_period(2021, 4, [CHUANHUI])
    report(fourth, CHUANHUI, {"trademark-filed": 20})
    assert trend(dashboard(fourth, "filed"))[-2:] == [
        ("2021年三季度", None, None, 0, 3),
        ("2021年四季度", 20, None, 1, 3),
    ]
    board = dashboard(third, "filed")
    assert (board.units, board.rest, board.now.cumulative) == ([], None, None)
    assert {line.cumulative for line in board.headlines} == {None}
    assert {(share.figure, share.percent) for share in board.shares} == {(0, None)}


def test_the_last_twelve_periods_and_what_the_first_of_them_is_compared_with(db):
    for year in range(2018, 2022):
        for quarter in (1, 2, 3, 4):
            last = cast.open_period(year, quarter, [CHUANHUI])
            if (year, quarter) == (2021, 3):
                break
            report(last, CHUANHUI, {"actions": 10 * quarter})
    report(last, CHUANHUI, {"actions": 30})
    shown = trend(dashboard(last, "actions"))
    assert len(shown) == 12
    assert shown[0] == ("2018年四季度", 40, 10, 1, 1)
    assert shown[-1] == ("2021年三季度", 30, 10, 1, 1)


@pytest.mark.parametrize("scope", [Scope.APPROVED, Scope.SUBMITTED])
@pytest.mark.parametrize("key", [*ACTION_KEYS, *COLUMN_KEYS])
def test_every_figure_is_the_one_of_the_consolidated_table(period, key, scope):
    for point in dashboard(period, key, scope).trend:
        table = sums(Counting(point.period, scope))
        assert point.cumulative == (table[key] if key in ACTION_KEYS else table.totals[key])


CUMULATIVE = st.lists(st.tuples(st.integers(2019, 2021), st.integers(0, 500)), max_size=12).map(
    sorted
)


@given(CUMULATIVE)
def test_the_increments_of_a_year_add_up_to_its_last_cumulative_figure(figures):
    new = increments(figures, FILED)
    for year, pairs in groupby(zip(figures, new, strict=True), lambda pair: pair[0][0]):
        pairs = list(pairs)
        assert (year, sum(more for _, more in pairs)) == pairs[-1][0]


@given(st.lists(st.none() | st.integers(0, 500), min_size=1, max_size=4))
def test_they_do_so_where_quarters_are_missing(figures):
    campaign = Campaign(year=2021)
    sums = [
        Sums(
            ReportingPeriod(campaign=campaign, quarter=quarter),
            expected=1,
            counted=0 if figure is None else 1,
            figures={} if figure is None else {"trademark-filed": figure},
        )
        for quarter, figure in enumerate(figures, 1)
    ]
    there = [point for point in points(sums, FILED) if point.cumulative is not None]
    assert [point.cumulative for point in there] == [each for each in figures if each is not None]
    assert add(point.new for point in there) == (there[-1].cumulative if there else 0)


@given(CUMULATIVE)
def test_no_increment_of_a_stock(figures):
    assert increments(figures, MARKETS) == [None] * len(figures)


# --- Headlines, categories -----------------------------------------------------------------------


def test_the_headlines(period):
    lines = [
        (line.indicator.key, line.cumulative, line.new, line.last_year)
        for line in dashboard(period, "officers").headlines
    ]
    assert lines == [
        ("filed", 11, None, 12),
        ("closed", 0, None, 0),
        ("value", Decimal("1.5"), None, Decimal("0.3")),
        ("penalty", 0, None, 0),
        ("actions", 9, None, 0),
    ]


def test_no_last_year_where_there_was_none(period):
    first = ReportingPeriod.objects.get(campaign__year=2021, quarter=1)
    assert {line.last_year for line in dashboard(first, "filed").headlines} == {None}


def test_the_categories_share_of_a_column(period):
    shares = {
        share.category: (share.figure, share.percent) for share in dashboard(period, "filed").shares
    }
    nothing = dict.fromkeys(CaseCategory, (0, Decimal("0.0")))
    assert shares == nothing | {
        CaseCategory.TRADEMARK: (10, Decimal("90.9")),
        CaseCategory.OTHER_PATENT: (1, Decimal("9.1")),
    }
    assert list(shares) == list(CaseCategory)


def test_action_figures_have_no_categories(period):
    assert dashboard(period, "actions").shares == []


def test_a_figure_that_the_form_does_not_have(period):
    with pytest.raises(KeyError):
        dashboard(period, "trademark-filed")


# --- Units ---------------------------------------------------------------------------------------


def units(board):
    return [(line.short_name, line.cumulative, line.new) for line in board.units]


def test_the_units_largest_first(period):
    assert units(dashboard(period, "filed")) == [("淮阳区", 6, 5), ("川汇区", 5, 0)]
    assert units(dashboard(period, "actions")) == [("淮阳区", 9, 2), ("川汇区", None, None)]
    assert units(dashboard(period, "key_markets")) == [("川汇区", 8, None), ("淮阳区", None, None)]


def test_a_units_increment_is_its_own(period):
    """Since its last counted table of the year, also where that is not the quarter before."""
    third = cast.open_period(2021, 3, [CHUANHUI])
    report(third, FUGOU, {"trademark-filed": 31})
    report(third, CHUANHUI, {"trademark-filed": 2, "other_patent-filed": 1})
    assert units(dashboard(third, "filed")) == [("扶沟县", 31, 31), ("川汇区", 3, -2)]
    assert units(dashboard(third, "filed", Scope.SUBMITTED)) == [
        ("扶沟县", 31, 1),
        ("川汇区", 3, -2),
    ]


def approved(period, figures):
    """The period's reports as approved ones, in bulk: `figures(place)` is (actions, filed)."""
    at, reviewer = cast.moment(period.due_on), cast.reviewer()
    stamps = {"submitted_at": at, "reviewed_at": at, "cut_off_on": period.ends_on}
    people = {"submitted_by": reviewer, "reviewed_by": reviewer}
    period.reports.update(**stamps, **people)
    for place, each in enumerate(period.reports.order_by("unit__code")):
        actions, filed = figures(place)
        period.reports.filter(pk=each.pk).update(actions=actions)
        rows = CaseRow.objects.filter(report=each, category=CaseCategory.TRADEMARK)
        rows.update(filed=filed, value=filed and Decimal(filed) / 10)
    stand(period, at, reviewer)


def stand(period, at, by):
    """What the reports hold is what was submitted and approved."""
    for each in period.reports.with_table():
        kept = Submission.keep(each, by=by, at=at, digest="")
        period.reports.filter(pk=each.pk).update(
            status=Status.APPROVED,
            submission=kept,
            approved_submission=kept,
            first_submitted_at=at,
            first_due_on=kept.due_on,
        )


@pytest.mark.parametrize("key", ["actions", "filed", "value"])
@pytest.mark.parametrize("number", [19, 20, 21, 24])
@pytest.mark.django_db
def test_twenty_units_and_the_rest_in_one_line(key, number):
    first = cast.open_period(2021, 1, city.counties(number))
    approved(first, lambda place: (place, None if place == 3 else place))
    second = cast.open_period(2021, 2, city.counties(number))
    approved(second, lambda place: (3 * place, None if place == 4 else 2 * place))
    board = dashboard(second, key)
    lines = [*board.units, *([board.rest] if board.rest else [])]
    assert len(board.units) == min(number, 20)
    assert (board.rest.units if board.rest else 0) == max(number - 20, 0)
    assert add(line.cumulative for line in lines) == board.now.cumulative
    before = board.trend[0].cumulative
    assert add(line.new for line in lines) == board.now.cumulative - before
    figures = [line.cumulative for line in board.units if line.cumulative is not None]
    assert figures == sorted(figures, reverse=True)


@pytest.mark.parametrize("key", ["actions", "filed", "key_markets", "value"])
@pytest.mark.parametrize(("number", "quarters"), [(3, 1), (30, 4)])
@pytest.mark.django_db
def test_four_queries_whatever_there_is(key, number, quarters, django_assert_num_queries):
    for quarter in range(1, quarters + 1):
        period = cast.open_period(2021, quarter, city.counties(number))
        approved(period, lambda place: (place, place))
    with django_assert_num_queries(4):
        dashboard(period, key)
