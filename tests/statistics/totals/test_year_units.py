"""The year's units: a year's total never falls because a unit's name ended (FORM.md's rule)."""

from datetime import date

import pytest

from statistics.models import CaseRow, SubmittedRow
from statistics.totals.analysis import dashboard
from statistics.totals.breakdown import contributions, unit_sums
from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.totals.counting import Counting
from statistics.totals.notes import notes
from tests import cast
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import approved, reopened
from tests.worlds import remembered

pytestmark = pytest.mark.django_db

UNITS = HEIR, OTHER_HEIR, THIRD, ENDED = city.counties(4)
LATER = date(2031, 1, 31)
TEN = {"trademark-filed": 10, "key_markets": 2}


def end(code=ENDED, into=(HEIR,), on=date(2030, 5, 1)):
    unit = cast.unit(code)
    unit.end(on=on, into=[cast.unit(each) for each in into], by=cast.administrator())


def quarter(number, codes, figures=TEN, units=UNITS):
    period = cast.open_period(2030, number, units)
    for code in codes:
        approved(period, code, figures)
    return period


@remembered
def first_quarter():
    """Four units with 10 each."""
    return quarter(1, UNITS)


@remembered
def merged(*, answers=None, heir=TEN):
    """One of four ends on 1 May; two of the others report 10 again, its heir what is given."""
    first_quarter()
    end()
    period = quarter(2, [OTHER_HEIR, THIRD])
    report(period, HEIR, heir, answers)
    return period


def report(period, code, figures, answers=None):
    """Reported and approved; `answers` say what the table has of units that ended, by code. Without
    any the city entered it on behalf: then nobody has said."""
    table = cast.report(period, code)
    if answers is None:
        cast.submit_on_behalf(table, figures)
    else:
        cast.fill(table, figures)
        cast.submit(table, included=[code for code, has in answers.items() if has])
    cast.approve(table)
    return table


def filed(period, scope=Scope.APPROVED, measure=Measure.CUMULATIVE):
    return consolidate(period, scope, measure).figures["trademark-filed"]


def ended_ones(period, scope=Scope.APPROVED) -> dict:
    return {each.unit_code: each.standing for each in consolidate(period, scope).ended}


# --- A merger ------------------------------------------------------------------------------------


def test_the_city_s_total_does_not_fall():
    """13 units of 10 each; one ends with a successor, and the other 12 report 10 again: 130. If the
    successor's table has it, that says 20, and it is 130 again."""
    units = city.counties(13)
    quarter(1, units, units=units)
    end(units[12])
    period = quarter(2, units[1:12], units=units)
    assert period.reports.count() == 12
    heir = cast.report(period, units[0])
    for figures, included in ((TEN, []), (TEN | {"trademark-filed": 20}, [units[12]])):
        cast.fill(heir, figures)
        cast.submit(heir, included=included)
        cast.approve(heir)
        for scope in Scope:
            assert (filed(period, scope), filed(period, scope, Measure.NEW)) == (130, 0)
        reopened(heir)


def test_the_ended_unit_is_named_and_so_is_the_doubt():
    period = merged()
    heir = cast.unit(HEIR).name
    standing = f"已并入{heir}，计入至一季度，可能重复计入"
    assert ended_ones(period) == {ENDED: standing}
    assert notes(consolidate(period), LATER) == [
        f"可能重复计入（1 个）：{cast.unit(ENDED).name}（{standing}）。"
        "承继单位尚未说明其统计表是否已含这些单位的累计数，请核实后再使用。"
    ]


def test_a_table_that_has_it_not_leaves_both_in():
    period = merged(answers={ENDED: False})
    assert filed(period) == 40
    assert ended_ones(period) == {ENDED: f"已并入{cast.unit(HEIR).name}，计入至一季度"}


def test_from_its_inclusion_on_it_leaves_and_nothing_is_counted_twice():
    period = merged(answers={ENDED: True}, heir=TEN | {"trademark-filed": 23})
    assert filed(period) == 43
    assert filed(period, measure=Measure.NEW) == 3  # 23 less both 10
    assert ended_ones(period) == {ENDED: f"已并入{cast.unit(HEIR).name}，自二季度起由其统计"}
    heir = contributions(Counting(period, Scope.APPROVED), "trademark-filed", Measure.NEW)[0]
    assert (heir.unit_name, heir.figure) == (cast.unit(HEIR).name, 3)


def test_it_comes_back_while_the_including_table_does_not_count():
    period = merged(answers={ENDED: True}, heir=TEN | {"trademark-filed": 23})
    reopened(cast.report(period, HEIR))
    assert filed(period) == 30  # two and the ended one; the heir is missing
    assert filed(period, Scope.CARRY) == 43  # its last approved edition has both


def test_an_inclusion_of_one_quarter_holds_in_the_next():
    merged(answers={ENDED: True}, heir=TEN | {"trademark-filed": 23})
    third = quarter(3, [OTHER_HEIR, THIRD])
    report(third, HEIR, TEN | {"trademark-filed": 25})
    assert (filed(third), filed(third, measure=Measure.NEW)) == (45, 2)


def test_stock_belongs_to_the_area():
    period = merged()
    assert (
        consolidate(period).figures["key_markets"] == 6
    )  # three tables of 2; the ended one's left
    first = period.campaign.periods.get(quarter=1)
    assert consolidate(first).figures["key_markets"] == 8
    parts = contributions(Counting(period, Scope.APPROVED), "key_markets")
    assert sum(part.figure or 0 for part in parts) == 6


def test_until_the_heir_reports_its_stock_stays():
    first_quarter()
    end()
    period = quarter(2, [OTHER_HEIR, THIRD])
    assert consolidate(period).figures["key_markets"] == 6  # two and the ended one
    assert filed(period) == 30


def test_next_year_starts_clean():
    merged()
    period = cast.open_period(2031, 1, UNITS)
    approved(period, HEIR, TEN)
    assert (filed(period), ended_ones(period)) == (10, {})


def test_a_merger_on_the_period_s_last_day():
    end(on=date(2030, 3, 31))
    first = quarter(1, UNITS)  # it reports the quarter itself
    second = quarter(2, UNITS[:3])
    assert (filed(first), filed(second)) == (40, 40)


@pytest.mark.parametrize("scope", Scope)
def test_a_unit_that_ends_after_the_period_was_opened_for_it(scope):
    first_quarter()
    period = quarter(2, [OTHER_HEIR, THIRD])
    end(on=date(2030, 6, 15))
    assert period.reports.count() == 4
    report(period, HEIR, TEN)
    heir = cast.unit(HEIR).name
    assert filed(period, scope) == 40
    assert ended_ones(period, scope) == {ENDED: f"已并入{heir}，计入至一季度，可能重复计入"}


@pytest.mark.parametrize("scope", Scope)
def test_it_leaves_too_once_it_is_included(scope):
    first_quarter()
    period = quarter(2, [OTHER_HEIR, THIRD])
    end(on=date(2030, 6, 15))
    report(period, HEIR, TEN | {"trademark-filed": 23}, {ENDED: True})
    assert (filed(period, scope), filed(period, scope, Measure.NEW)) == (43, 3)


def test_it_counts_itself_when_it_reports_all_the_same():
    first_quarter()
    period = quarter(2, [OTHER_HEIR, THIRD])
    end(on=date(2030, 6, 15))
    report(period, HEIR, TEN)
    report(period, ENDED, TEN | {"trademark-filed": 14})
    assert (filed(period), ended_ones(period)) == (44, {})


# --- Several, splits and chains ------------------------------------------------------------------


def test_two_into_one():
    first_quarter()
    end()
    end(THIRD)
    period = quarter(2, [OTHER_HEIR])
    report(period, HEIR, TEN | {"trademark-filed": 31}, {ENDED: True, THIRD: True})
    assert (filed(period), filed(period, measure=Measure.NEW)) == (41, 1)


def test_a_split_is_told_for_the_group():
    first_quarter()
    end(into=(HEIR, OTHER_HEIR))
    period = quarter(2, [THIRD])
    report(period, HEIR, TEN | {"trademark-filed": 16}, {ENDED: True})
    assert filed(period) == 36  # one of its heirs alone: it stays in
    report(period, OTHER_HEIR, TEN | {"trademark-filed": 17}, {ENDED: True})
    assert (filed(period), filed(period, measure=Measure.NEW)) == (43, 3)
    lines = [
        (line.unit_name, line.totals[0])
        for line in unit_sums(Counting(period, Scope.APPROVED), Measure.NEW)
        if line.totals[0]
    ]
    names = [cast.unit(code).name for code in (HEIR, OTHER_HEIR, ENDED)]
    assert lines == [(f"{names[0]}、{names[1]}（合计，含原{names[2]}）", 3)]


def test_a_chain_follows_by_the_same_rule():
    first_quarter()
    end(ENDED, (THIRD,))
    second = quarter(2, [HEIR, OTHER_HEIR])
    report(second, THIRD, TEN | {"trademark-filed": 20}, {ENDED: True})
    end(THIRD, (HEIR,), on=date(2030, 8, 1))
    third = quarter(3, [OTHER_HEIR])
    assert filed(third) == 30  # its own 10 and the 20 of the one that ended last
    report(third, HEIR, TEN | {"trademark-filed": 32}, {THIRD: True})
    assert (filed(third), filed(third, measure=Measure.NEW)) == (42, 2)


def chain(answers):
    """One ends into a second, which ends without its figures into the heir: 10 each, the heir 40."""
    first_quarter()
    end(into=(THIRD,))
    second = quarter(2, [HEIR, OTHER_HEIR])
    report(second, THIRD, TEN, {ENDED: False})
    end(THIRD, (HEIR,), on=date(2030, 8, 1))
    third = quarter(3, [OTHER_HEIR])
    report(third, HEIR, TEN | {"trademark-filed": 40}, answers)
    return third


@pytest.mark.parametrize(
    ("answers", "total", "new", "standing"),
    [
        ({ENDED: True, THIRD: True}, 50, 10, {ENDED: "left", THIRD: "left"}),
        ({ENDED: True, THIRD: False}, 60, 20, {ENDED: "left", THIRD: "in"}),
        ({ENDED: False, THIRD: True}, 60, 20, {ENDED: "in", THIRD: "left"}),
        ({ENDED: False, THIRD: False}, 70, 30, {ENDED: "in", THIRD: "in"}),
        (None, 70, 30, {ENDED: "in doubt", THIRD: "in doubt"}),
    ],
)
def test_the_last_of_a_chain_answers_for_one_that_the_middle_never_had(
    answers, total, new, standing
):
    period = chain(answers)
    heir, middle = cast.unit(HEIR).name, cast.unit(THIRD).name
    told = {
        ENDED: {
            "left": f"已并入{middle}，自三季度起由{heir}统计",
            "in": f"已并入{middle}，计入至一季度",
            "in doubt": f"已并入{middle}，计入至一季度，可能重复计入",
        },
        THIRD: {
            "left": f"已并入{heir}，自三季度起由其统计",
            "in": f"已并入{heir}，计入至二季度",
            "in doubt": f"已并入{heir}，计入至二季度，可能重复计入",
        },
    }
    assert (filed(period), filed(period, measure=Measure.NEW)) == (total, new)
    assert ended_ones(period) == {code: told[code][how] for code, how in standing.items()}


def test_a_middle_one_that_never_reported_passes_the_question_on():
    middle = city.counties(5)[4]
    first_quarter()
    cast.unit(middle, valid_from=date(2030, 4, 1))
    end(into=(middle,), on=date(2030, 4, 30))
    end(middle, (HEIR,), on=date(2030, 5, 31))
    period = quarter(2, [OTHER_HEIR, THIRD])
    report(period, HEIR, TEN | {"trademark-filed": 23}, {ENDED: True})
    assert (filed(period), filed(period, measure=Measure.NEW)) == (43, 3)


def test_an_end_that_is_still_to_come_passes_nothing_on():
    first_quarter()
    end(into=(THIRD,))
    end(THIRD, (HEIR,), on=date(2030, 9, 1))
    period = quarter(2, [OTHER_HEIR, HEIR])
    assert consolidate(period).figures["key_markets"] == 6  # the two and the one that ended


# --- What was not submitted ----------------------------------------------------------------------


def test_carry_is_the_last_approved_edition():
    """Reopening an approved table lowers neither its own period's nor a later one's."""
    first = first_quarter()
    second = quarter(2, [])
    reopened(cast.report(first, HEIR))
    assert (filed(first, Scope.CARRY), filed(second, Scope.CARRY)) == (40, 40)
    assert filed(first) == 30
    standing = {each.unit_code: each.standing for each in consolidate(first, Scope.CARRY).missing}
    assert standing == {HEIR: "已退回，更正中，沿用更正前已审核数"}


def test_a_row_that_was_altered_does_not_count_and_is_named():
    period = first_quarter()
    cast.report(period, HEIR).rows.filter(category="trademark").update(filed=99)
    table = consolidate(period)
    assert table.figures["trademark-filed"] == 30
    assert notes(table, LATER) == [
        f"与报送版本不符，未计入（1 个）：{cast.unit(HEIR).name}。"
        "保存的数字未经报送程序被改动，请告知系统管理员。"
    ]


def of_trademarks(model, **owner):
    return model.objects.filter(category="trademark", **owner)


@pytest.mark.parametrize(
    "alter",
    [
        lambda table: of_trademarks(CaseRow, report=table).update(filed=99),
        lambda table: of_trademarks(CaseRow, report=table).update(closed=0),  # was blank
        lambda table: type(table).objects.filter(pk=table.pk).update(officers=1),
        lambda table: of_trademarks(SubmittedRow, submission=table.submission).update(filed=99),
        lambda table: of_trademarks(SubmittedRow, submission=table.submission).delete(),
        lambda table: SubmittedRow.objects.filter(submission=table.submission).delete(),
    ],
)
def test_whatever_was_altered_is_in_no_total_and_in_no_trend(alter):
    """Neither its own quarter's, nor the next one's in which its unit has ended."""
    second = merged()
    first = second.campaign.periods.get(quarter=1)
    alter(cast.report(first, ENDED))
    for key, figure in (("filed", 30), ("key_markets", 6)):
        name = "trademark-filed" if key == "filed" else key
        totals = [consolidate(each).figures[name] for each in (first, second)]
        trend = [point.cumulative for point in dashboard(second, key).trend]
        assert (totals, trend) == ([figure, figure], [figure, figure])
    named = {each.unit_code for each in consolidate(second).members if each.is_altered}
    assert named == {ENDED}
    assert [point.counted for point in dashboard(second, "filed").trend] == [3, 3]


def test_lost_rows_of_two_tables_do_not_make_up_for_each_other():
    """One without a category, the other without any: as many lines as a whole table has."""
    period = quarter(1, [HEIR, ENDED])
    one, other = cast.report(period, HEIR), cast.report(period, ENDED)
    of_trademarks(SubmittedRow, submission=one.submission).delete()
    SubmittedRow.objects.filter(submission=other.submission).delete()
    named = {each.unit_code for each in consolidate(period).members if each.is_altered}
    assert named == {HEIR, ENDED}


@pytest.mark.parametrize("ended", [1, 3])
def test_the_queries_do_not_grow_with_mergers(ended, django_assert_num_queries):
    first_quarter()
    for code in UNITS[1 : 1 + ended]:
        end(code)
    period = quarter(2, [HEIR])
    with django_assert_num_queries(8):
        consolidate(period)
