"""What may be typed where only what is new is asked for: last period's figure plus it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.form.figures import increment
from statistics.form.normaliser import read_increment, show, show_increment
from tests.statistics.form.cells import AMOUNT, COUNT, NO_COUNT, STOCK, amounts, counts, refusal

# --- Reading what is new -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "previous", "cumulative"),
    [
        ("4", 10, 14),
        ("+4", 10, 14),
        ("＋4", 10, 14),
        ("0", 10, 10),
        ("-3", 10, 7),  # a correction
        ("－3", 10, 7),
        ("−3", 10, 7),
        ("-10", 10, 0),
        ("4", None, 4),
        ("0", None, 0),
        ("1,000", 10, 1010),
        ("999999989", 10, 999999999),
    ],
)
def test_an_increment_is_added_to_the_last_cumulative_figure(text, previous, cumulative):
    assert read_increment(text, COUNT, previous) == cumulative


@pytest.mark.parametrize("text", ["", "-", "—", "无", " "])
def test_a_blank_increment_stays_blank(text):
    assert read_increment(text, COUNT, 10) is None


def test_amounts_are_added_exactly():
    assert read_increment("0.2", AMOUNT, Decimal("0.1")) == Decimal("0.3")
    assert read_increment("-0.000001", AMOUNT, Decimal("1")) == Decimal("0.999999")


def test_a_stock_is_read_as_it_is():
    assert read_increment("12", STOCK, 10) == 12
    assert refusal("-1", STOCK, read_increment, 10) == (
        "“-1”是负数，此格应填 0 或正数；没有就留空。"
    )


@pytest.mark.parametrize(
    ("text", "indicator", "previous", "sentence"),
    [
        ("-5", COUNT, 3, "上期累计 3，新增 -5 后累计小于 0，请核对新增数。"),
        ("-5", COUNT, None, "上期累计 0，新增 -5 后累计小于 0，请核对新增数。"),
        (
            "-1.50",
            AMOUNT,
            Decimal("1.250000"),
            "上期累计 1.25，新增 -1.5 后累计小于 0，请核对新增数。",
        ),
        ("999999999", COUNT, 1, "累计“1000000000”太大，整数部分最多 9 位。"),
        ("1.5", COUNT, 3, "“1.5”不是整数，此格应填以件计的整数，例如 12，不能有小数。"),
        ("四", COUNT, 3, f"“四”{NO_COUNT}"),
        ("-四", COUNT, 3, f"“四”{NO_COUNT}"),
        ("--5", COUNT, 3, "“-5”是负数，此格应填 0 或正数；没有就留空。"),
        ("+-5", COUNT, 3, "“-5”是负数，此格应填 0 或正数；没有就留空。"),
    ],
)
def test_a_refused_increment(text, indicator, previous, sentence):
    assert refusal(text, indicator, read_increment, previous) == sentence


@pytest.mark.parametrize("text", ["+", "-无", "+无", "-/"])
def test_a_sign_before_nothing_is_not_blank(text):
    """Taken as blank it would wipe out the cumulative figure without a word."""
    assert refusal(text, COUNT, read_increment, 10) == f"“{text}”{NO_COUNT}"


# --- Laws ----------------------------------------------------------------------------------------


@given(cumulative=counts, previous=counts | st.none())
def test_increment_and_cumulative_count_lead_to_each_other(cumulative, previous):
    new = increment(cumulative, previous, COUNT)
    assert new == cumulative - (previous or 0)
    assert read_increment(show(new), COUNT, previous) == cumulative
    assert read_increment(show_increment(new), COUNT, previous) == cumulative


@given(cumulative=amounts, previous=amounts | st.none())
def test_increment_and_cumulative_amount_lead_to_each_other(cumulative, previous):
    new = increment(cumulative, previous, AMOUNT)
    assert new == cumulative - (previous or 0)
    assert read_increment(show(new), AMOUNT, previous) == cumulative
    assert read_increment(show_increment(new), AMOUNT, previous) == cumulative
