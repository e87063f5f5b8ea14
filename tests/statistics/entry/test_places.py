"""Where on the page it is told what does not hold: at the row of the cell that it is about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.entry.places import PLACES, place_of, tell
from statistics.form.indicators import CELLS, COLUMNS

TOTALS = [f"total-{column.key}" for column in COLUMNS]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("actions", "actions"),
        ("key_markets", "actions"),
        ("trademark-filed", "trademark"),
        ("geographical_indication-foreign_recovered", "geographical_indication"),
        ("total-ecommerce", "total"),
        ("text-D1-trademark-closed", "trademark"),
        ("right-Q1-actions", "actions"),
        ("reason-B1-total-ecommerce", "total"),
        ("text-T3-cut_off_on", "head"),
        ("text-X9-trademark-closed", "head"),  # there is no such relation
        ("cut_off_on", "head"),
        ("filled_by", "head"),
        ("reply", "head"),
        ("included-411603", "head"),
    ],
)
def test_where_an_input_is(name, place):
    assert place_of(name) == place


def test_the_places_are_in_the_order_of_the_page():
    assert (
        *("head", "actions", "trademark", "geographical_indication", "official_sign"),
        *("trademark_agency", "other_trademark", "counterfeit_patent", "patent_agency"),
        *("other_patent", "total"),
    ) == PLACES


@given(st.lists(st.sampled_from([*CELLS, *TOTALS, "cut_off_on"]), unique=True))
def test_everything_is_told_once_and_at_its_place(names):
    told = tell(problems=[(name, name, "…") for name in names])
    at = {problem[0]: place for place, each in told.items() for problem in each.problems}
    assert sorted(at) == sorted(names)
    assert all(at[name] == CELLS[name].category for name in names if "-" in name and name in CELLS)
    assert [bool(told[place]) for place in PLACES] == [place in at.values() for place in PLACES]
