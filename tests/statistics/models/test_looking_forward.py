"""An earlier table is put right: the later ones of the year are looked at too (Q5)."""

import pytest

from statistics.errors import NotAccepted, NotSubmittable
from statistics.models import Edition
from tests import cast
from tests.statistics.models.correcting import (
    approved,
    correct,
    figures,
    reopen,
    rework,
    stored,
    two_quarters,
)
from tests.statistics.models.states import refused

pytestmark = pytest.mark.django_db
Q5 = "Q5-trademark-filed"
SAYS = "商标侵权案件 · 立案：二季度（已审核）15 < 一季度 25，以后各期的累计数应不少于本期，少 10 件"


def asked(report) -> list[str]:
    return [each.finding.statement for each in report.answers(*report.around()) if each.refusal]


def submit_as_it_is(report):
    return report.submit(by=cast.clerk(report.unit), blank_as_zero=True)


def test_the_clerk_who_corrects_has_to_explain_it():
    first, _ = two_quarters()
    reopen(first)
    cast.fill(first, figures(25, actions=21))
    assert asked(first) == [SAYS]
    assert refused(NotSubmittable, submit_as_it_is, first) == (
        "有 1 处需要核实：数字有误的请改正，属实的请在该处说明情况。"
    )
    cast.submit(first)
    assert [each.says for each in stored(first).explained.values()] == [SAYS]


def test_the_reviewer_accepts_it_by_name():
    first, _ = two_quarters()
    rework(first, 25)
    number = first.editions.last().number
    assert refused(NotAccepted, first.approve, by=cast.reviewer(), edition=number) == (
        f"有 1 条情况说明须由审核人认可。请逐条核对后勾选：{SAYS}。"
    )
    edition = first.approve(by=cast.reviewer(), edition=number, accepted=[Q5])
    assert (edition.event, edition.accepted) == (Edition.Event.APPROVED, [Q5])


def test_a_correction_that_stays_below_asks_nothing():
    first, _ = two_quarters()
    correct(first, 15)
    assert stored(first).explained == {}


def test_nor_does_one_of_the_stock():
    first, _ = two_quarters()
    correct(first, 10, key_markets=12)
    assert stored(first).explained == {}


def test_while_the_later_one_is_being_corrected_it_answers_for_what_it_reported():
    first, second = two_quarters()
    reopen(second)
    cast.fill(second, figures(1, actions=22))  # typed, not yet reported
    reopen(first)
    cast.fill(first, figures(25, actions=21))
    assert asked(first) == [SAYS.replace("已审核", "更正中")]


def test_a_later_table_that_was_never_reported_is_passed_over():
    first, second = approved(1, 10), cast.report(cast.open_period())
    cast.fill(second, figures(1))
    correct(first, 25)
    assert stored(first).explained == {}


def test_other_units_and_other_years_are_their_own():
    first = approved(1, 10)
    approved(2, 15, cast.HUAIYANG)
    second_of_next_year = cast.report(cast.open_period(2022))
    cast.fill(second_of_next_year, figures(15))
    cast.submit(second_of_next_year)
    correct(first, 25)
    assert stored(first).explained == {}


def test_a_first_quarter_reported_after_the_second_is_asked_too():
    first = cast.report(cast.open_period(quarter=1))
    approved(2, 15)
    cast.fill(first, figures(25, actions=21))
    assert asked(first) == [SAYS]


def test_the_nearest_of_several_later_quarters_is_named():
    first, _ = two_quarters()
    approved(3, 16)
    reopen(first)
    cast.fill(first, figures(25, actions=21))
    assert asked(first) == [SAYS]
    cast.fill(first, figures(16, actions=21))
    assert asked(first) == [SAYS.replace("25", "16").replace("10 件", "1 件")]


def test_a_fall_that_the_second_quarter_explained_is_not_asked_about_in_the_first():
    """Reported 20, then 15 with its reason: approving the first afterwards asks nobody anything."""
    first, second = (cast.report(cast.open_period(quarter=quarter)) for quarter in (1, 2))
    for report, filed in ((first, 20), (second, 15)):
        cast.fill(report, figures(filed, actions=20 + report.period.quarter))
        cast.submit(report)
    assert list(stored(second).explained) == ["Q1-trademark-filed"]
    cast.approve(first)
    cast.approve(second)
    correct(first, 20, officers=63)  # another figure is put right
    assert list(stored(first).explained) == ["Q5-officers"]


def test_what_the_second_quarter_was_asked_meanwhile_does_not_stop_the_review_of_the_first():
    """It explained its 15 against the very 25 that waits for review."""
    first, second = approved(1, 10), cast.report(cast.open_period())
    rework(first, 25)
    cast.fill(second, figures(15, actions=22))
    cast.submit(second)
    assert list(stored(second).explained) == ["Q1-trademark-filed"]
    cast.approve(first)
    assert stored(first).status == "approved"


@pytest.mark.parametrize("later", [0, 1, 3])
def test_looking_around_takes_the_same_queries_and_one_more_where_some_are_later(
    later, django_assert_num_queries
):
    first = approved(1, 10)
    for quarter in range(2, 2 + later):
        approved(quarter, 15)
    first = stored(first)
    with django_assert_num_queries(3 if later else 1):
        first.answers(*first.around())
