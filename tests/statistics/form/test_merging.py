"""What two people typed into one table: put together input by input, and nothing of it lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.form.merging import UNSAID, Merged, Typed, merge

NAMES = ("actions", "officers", "filled_by")
tables = st.fixed_dictionaries({name: st.none() | st.integers(0, 3) for name in NAMES})


def put(stored, merged):
    return stored | merged.taken


# --- Laws ----------------------------------------------------------------------------------------


@given(tables, tables, tables)
def test_each_input_is_what_the_one_who_changed_it_says(before, mine, theirs):
    typed = {name: Typed(mine[name], before[name]) for name in NAMES}
    merged = merge(typed, theirs, is_current=False)
    after = put(theirs, merged)
    for name in NAMES:
        if mine[name] == before[name]:
            assert after[name] == theirs[name]
        elif theirs[name] == before[name]:
            assert after[name] == mine[name]
        else:
            assert after[name] == theirs[name]
            assert (name in merged.clashing) == (mine[name] != theirs[name])


@given(tables, tables, tables)
def test_it_does_not_matter_who_saves_first_unless_they_clash(before, mine, theirs):
    both = [{name: Typed(each[name], before[name]) for name in NAMES} for each in (mine, theirs)]
    results = []
    for first, second in (both, both[::-1]):
        stored = put(before, merge(first, before, is_current=True))
        merged = merge(second, stored, is_current=False)
        results.append((put(stored, merged), merged.clashing))
    if not results[0][1]:
        assert results[0] == results[1]
    assert results[0][1] == results[1][1]


@given(tables, tables)
def test_the_same_again_is_no_change(before, mine):
    typed = {name: Typed(mine[name], before[name]) for name in NAMES}
    assert merge(typed, mine, is_current=False) == Merged({}, [], False)


# --- Cases ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "stored", "is_current", "taken", "clashing"),
    [
        (Typed(46, None), 40, True, False, True),
        (Typed(46, 40), 40, False, True, False),
        (Typed(46, 40), 46, False, False, False),
        (Typed(40, 40), 41, False, False, False),
        (Typed(None, 40), 40, False, True, False),
        (Typed(None, 40), 41, False, False, True),
        (Typed(0, None), None, False, True, False),
        (Typed(46), 40, True, True, False),
        (Typed(46), 40, False, False, True),
        (Typed(46), 46, False, False, False),
        (Typed(46, UNSAID), None, False, False, True),
        (Typed("张三", None, is_offered=True), None, False, True, False),
        (Typed("张三", None, is_offered=True), "李四", False, False, False),
    ],
)
def test_one_input(typed, stored, is_current, taken, clashing):
    merged = merge({"actions": typed}, {"actions": stored}, is_current=is_current)
    assert merged == Merged(
        {"actions": typed.value} if taken else {}, ["actions"] if clashing else [], is_current
    )


def test_what_is_not_stored_is_blank():
    assert merge({"text-D1-x": Typed("a", None)}, {}, is_current=False).taken == {"text-D1-x": "a"}
