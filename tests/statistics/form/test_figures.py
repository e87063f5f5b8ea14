"""A table of figures as a value: compared, added, shown, and read again from its text."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.figures import BLANK, Figures, add
from statistics.form.indicators import CELLS, INDICATORS
from statistics.form.normaliser import (
    group,
    read_figure,
    read_increment,
    show,
    show_increment,
)
from tests.statistics.form.cells import amounts, tables

# --- Laws ----------------------------------------------------------------------------------------


@given(tables)
@settings(max_examples=50)
def test_a_table_comes_back_from_its_text(table):
    assert Figures.from_text(table.as_text()) == table


@given(amounts | st.decimals(-(10**9), 10**9, places=6))
def test_a_figure_is_shown_exactly_without_exponent_or_trailing_zeros(figure):
    text = show(figure)
    assert Decimal(text) == figure
    assert set(text) <= set("-.0123456789")
    assert "." not in text or text[-1] not in "0."


@given(tables, tables)
@settings(max_examples=50)
def test_the_increments_of_a_table_lead_back_to_it(table, previous):
    known = [name for name in CELLS if table[name] is not None or previous[name] is not None]
    flows = [name for name in known if name != "key_markets"]
    new = table.increments(previous)
    assert [name for name, figure in new.items() if figure is not None] == flows
    assert {name: (previous[name] or 0) + new[name] for name in flows} == {
        name: table[name] or 0 for name in flows
    }


# --- Showing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "text", "with_sign"),
    [
        (None, "", ""),
        (0, "0", "+0"),
        (4, "4", "+4"),
        (-2, "-2", "−2"),
        (1000000, "1000000", "+1000000"),
        (Decimal("0E-6"), "0", "+0"),
        (Decimal("1E+3"), "1000", "+1000"),
        (Decimal("1E-6"), "0.000001", "+0.000001"),
        (Decimal("100"), "100", "+100"),
        (Decimal("100.500000"), "100.5", "+100.5"),
        (Decimal("-0.50"), "-0.5", "−0.5"),
    ],
)
def test_a_figure_is_shown_as_people_write_it(figure, text, with_sign):
    assert (show(figure), show_increment(figure)) == (text, with_sign)


@pytest.mark.parametrize(
    ("text", "grouped"),
    [
        ("", ""),
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("123456789.123456", "123,456,789.123456"),
        ("-2", "−2"),
        ("−1234.5", "−1,234.5"),
        ("+1234567", "+1,234,567"),
        ("12件", "12件"),
        ("1,234", "1,234"),
        ("9" * 30_000, "9" * 30_000),  # no figure, and not worth the time
    ],
)
def test_a_figure_is_read_with_separators(text, grouped):
    assert group(text) == grouped


@given(st.integers(0, 10**15 - 1), st.integers(-(10**9) + 1, 10**9 - 1))
def test_what_is_grouped_is_understood_as_before(millionths, new):
    amount = Decimal(millionths).scaleb(-6)
    value, filed = INDICATORS["value"], INDICATORS["filed"]
    assert read_figure(group(show(amount)), value) == amount
    assert read_increment(group(show(new)), filed, max(0, -new)) == max(0, -new) + new


# --- A table as a value --------------------------------------------------------------------------


def test_a_table_knows_its_blanks():
    table = Figures({"actions": 0, "trademark-filed": 3})
    assert (table["actions"], table["officers"]) == (0, None)
    assert len(table.blanks) == 91
    assert not table.is_empty  # a zero is a figure
    assert BLANK.is_empty
    assert len(BLANK.blanks) == 93


def test_a_cell_that_the_form_does_not_have_is_refused():
    with pytest.raises(KeyError, match=r"not cells of the form: \['total-filed'\]"):
        Figures({"total-filed": 3})


def test_the_totals_add_blanks_as_zero():
    table = Figures(
        {
            "actions": 46,
            "trademark-filed": 3,
            "other_patent-filed": 4,
            "trademark-value": Decimal("0.1"),
            "counterfeit_patent-value": Decimal("0.2"),
        }
    )
    assert table.totals == {
        "filed": 7,
        "closed": 0,
        "value": Decimal("0.3"),
        "penalty": 0,
        "recovered": 0,
        "transferred": 0,
        "ecommerce": 0,
        "key_market": 0,
        "rural_market": 0,
        "foreign": 0,
        "foreign_recovered": 0,
    }


def test_blank_differs_from_zero_but_not_one_place_from_two():
    before = Figures({"actions": None, "officers": 2, "trademark-value": Decimal("1.5")})
    after = before.replace({"actions": 0, "trademark-value": Decimal("1.50")})
    assert after.differences(before) == ["actions"]
    assert before["actions"] is None


def test_with_no_earlier_period_everything_is_new_but_a_stock_never_is():
    new = Figures({"actions": 46, "key_markets": 12}).increments(None)
    assert {name: figure for name, figure in new.items() if figure is not None} == {"actions": 46}


def test_an_increment_may_fall_after_a_correction():
    new = Figures({"actions": 8}).increments(Figures({"actions": 10, "officers": 5}))
    assert (new["actions"], new["officers"]) == (-2, -5)  # a blank is a confirmed 0


def test_a_blank_in_a_draft_has_no_increment():
    new = Figures({"actions": 8}).increments(Figures({"officers": 5}), is_draft=True)
    assert (new["actions"], new["officers"]) == (8, None)


def test_adding_leaves_blanks_out():
    assert add([1, None, 2]) == 3
    assert add([]) == add([None]) == 0


def test_two_tables_together_are_blank_only_where_both_are():
    one = Figures({"actions": 3, "trademark-value": Decimal("1.5"), "key_markets": 2})
    other = Figures({"actions": 4, "trademark-filed": 0, "key_markets": 5})
    both = {"actions": 7, "trademark-value": Decimal("1.5"), "trademark-filed": 0, "key_markets": 7}
    assert one.plus(other) == Figures(both)
