"""是否已含: which ended units a table is asked about, and what it is held against. No database."""

from types import SimpleNamespace

import pytest

from statistics.form.figures import Figures
from statistics.models.lineage import Lineage, Reported, before

HEIR, MIDDLE, ENDED, OTHER = 1, 2, 3, 4  # in the city's order


def period(quarter):
    return SimpleNamespace(quarter=quarter, get_quarter_display=lambda: f"{quarter}季度")


def table(quarter, filed, answers=(), recorded=None):
    """Approved as it was submitted, unless `recorded` says otherwise."""
    report = SimpleNamespace(
        period=period(quarter),
        reported_figures=Figures({"trademark-filed": filed, "key_markets": 2}),
        explained={},
    )
    return Reported(report, dict(answers), dict(answers if recorded is None else recorded))


def lineage(quarter, ways, tables, unit=HEIR) -> Lineage:
    """`ways` are the successors of each unit that has ended by then."""
    units = [SimpleNamespace(pk=pk, name=f"{pk}局") for pk in sorted(ways)]
    return Lineage(unit, quarter, before(unit, ways, units), ways, tables)


MERGED = {ENDED: [HEIR]}
CHAIN = {ENDED: [MIDDLE], MIDDLE: [HEIR]}
SPLIT = {ENDED: [HEIR, OTHER]}
FIRST = {HEIR: [table(1, 10)], ENDED: [table(1, 7)]}


def asked(known) -> list[int]:
    return [each.pk for each in known.asked]


def held_against(known, answers=()) -> list[tuple]:
    """(what it is called, 立案) of each earlier quarter."""
    earlier = known.earlier(dict(answers))
    return [(each.name, each.reported_figures["trademark-filed"]) for each in earlier]


OWN, BOTH = [("1季度", 10)], [("1季度，含原3局", 17)]


# --- A merger ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "earlier"), [({}, OWN), ({ENDED: False}, OWN), ({ENDED: True}, BOTH)]
)
def test_the_first_table_after_the_end_is_asked_and_held_against_what_it_includes(answers, earlier):
    known = lineage(2, MERGED, FIRST)
    assert (asked(known), held_against(known, answers)) == ([ENDED], earlier)


def test_stock_adds_too():
    (earlier,) = lineage(2, MERGED, FIRST).earlier({ENDED: True})
    assert earlier.reported_figures["key_markets"] == 4


def test_a_unit_without_an_earlier_table_is_held_against_the_included_ones():
    known = lineage(
        2, {MIDDLE: [HEIR], ENDED: [HEIR]}, {MIDDLE: [table(1, 5)], ENDED: FIRST[ENDED]}
    )
    assert asked(known) == [MIDDLE, ENDED]
    assert held_against(known, {MIDDLE: True, ENDED: True}) == [("1季度，含原2局、原3局", 12)]
    assert held_against(known, {MIDDLE: True}) == [("1季度，含原2局", 5)]
    assert known.earlier({})[:] == []


def test_nobody_is_asked_about_who_had_no_table_or_reports_the_period_itself():
    nothing = {HEIR: FIRST[HEIR]}
    itself = FIRST | {ENDED: [table(1, 7), table(2, 9)]}
    assert asked(lineage(2, MERGED, nothing)) == []
    assert asked(lineage(2, MERGED, itself)) == []
    assert held_against(lineage(2, MERGED, itself), {ENDED: True}) == OWN
    assert asked(lineage(3, MERGED, itself)) == [ENDED]


@pytest.mark.parametrize(
    ("second", "is_asked", "answers", "last"),
    [
        (table(2, 20, {ENDED: True}), False, {}, ("2季度", 20)),  # recorded: never again
        (table(2, 12, {ENDED: False}), True, {ENDED: True}, ("2季度，含原3局", 19)),
        (table(2, 12), True, {ENDED: False}, ("2季度", 12)),
        (table(2, 20, {ENDED: True}, recorded={}), True, {ENDED: True}, ("2季度", 20)),  # waits
        # approved with it, and corrected since to be without
        (table(2, 12, {ENDED: False}, recorded={ENDED: True}), False, {}, ("2季度", 12)),
    ],
)
def test_a_quarter_later(second, is_asked, answers, last):
    known = lineage(3, MERGED, FIRST | {HEIR: [table(1, 10), second]})
    assert (asked(known), held_against(known, answers)[-1]) == ([ENDED] * is_asked, last)


def test_each_earlier_quarter_has_what_its_own_table_had_not():
    """Q3's mean of earlier periods is of both together, before and after the inclusion."""
    heir = [table(1, 10), table(2, 20, {ENDED: True}), table(3, 25)]
    known = lineage(4, MERGED, FIRST | {HEIR: heir})
    assert held_against(known) == [*BOTH, ("2季度", 20), ("3季度", 25)]


def test_a_quarter_that_one_of_them_alone_reported():
    known = lineage(3, MERGED, {HEIR: [table(1, 10)], ENDED: [table(1, 7), table(2, 9)]})
    assert held_against(known, {ENDED: True}) == [*BOTH, ("2季度，含原3局", 19)]
    assert held_against(known, {ENDED: False}) == OWN


# --- Chains and splits ---------------------------------------------------------------------------


def test_who_went_into_one_that_never_had_it_is_asked_about_as_well():
    known = lineage(2, CHAIN, FIRST | {MIDDLE: [table(1, 5)]})
    assert asked(known) == [MIDDLE, ENDED]
    assert held_against(known, {MIDDLE: True, ENDED: True}) == [("1季度，含原2局、原3局", 22)]
    assert held_against(known, {MIDDLE: False, ENDED: True}) == BOTH


def test_what_the_middle_one_had_comes_with_it():
    tables = FIRST | {MIDDLE: [table(1, 5), table(2, 13, {ENDED: True})]}
    known = lineage(3, CHAIN, tables)
    assert asked(known) == [MIDDLE]
    with_it = [("1季度，含原2局、原3局", 22), ("2季度，含原2局", 23)]
    assert held_against(known, {MIDDLE: True}) == with_it
    assert held_against(known, {MIDDLE: False}) == OWN


def test_a_middle_one_that_never_reported_is_passed_over():
    known = lineage(2, CHAIN, FIRST)
    assert (asked(known), held_against(known, {ENDED: True})) == ([ENDED], BOTH)


def test_one_that_has_yet_to_end_passes_nothing_on():
    assert asked(lineage(2, {ENDED: [MIDDLE]}, FIRST | {MIDDLE: [table(1, 5)]})) == []


def test_after_a_split_each_is_asked_and_held_against_its_own_figures():
    """Nobody can tell the shares apart."""
    known = lineage(2, SPLIT, FIRST)
    assert (asked(known), held_against(known, {ENDED: True})) == ([ENDED], OWN)


def test_a_split_that_came_together_again_is_whole():
    ways = {ENDED: [HEIR, MIDDLE], MIDDLE: [HEIR]}
    known = lineage(2, ways, FIRST | {MIDDLE: [table(1, 5)]})
    assert held_against(known, {MIDDLE: True, ENDED: True}) == [("1季度，含原2局、原3局", 22)]
