"""A cell that holds a number: as it was typed, and as its format shows it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.written_units import is_other_unit
from statistics.workbooks.parser.sandbox import RawCell
from statistics.workbooks.reading.values import is_stored_as
from tests.statistics.workbooks.reading.one_cell import AMOUNT, COUNT, MARKETS, PEOPLE, TIMES, read

# --- Numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        *(("0", 0), ("12", 12), ("12.0", 12), ("1E2", 100), ("1e+02", 100), ("100.0", 100)),
        *(("999999999", 999999999), ("11.999999999999999999", 12), ("0.0", 0)),
    ],
)
def test_a_whole_number_is_a_count(text, figure):
    assert read(text, COUNT) == figure


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", "0"),
        ("15.54", "15.54"),
        ("15.540000000000001", "15.54"),
        ("0.30000000000000004", "0.3"),
        ("9.9999999999999995E-7", "0.000001"),
        ("1e-06", "0.000001"),
        ("999999999.999999", "999999999.999999"),
        ("123456789.123456", "123456789.123456"),
        ("123456789.12345600128", "123456789.123456"),
    ],
)
def test_an_amount_has_the_digits_that_were_typed(text, figure):
    assert read(text, AMOUNT) == Decimal(figure)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        *(("12.5", COUNT), ("0.1", PEOPLE), ("-1", COUNT), ("-0.01", AMOUNT)),
        *(("1000000000", COUNT), ("1000000000", AMOUNT), ("1E18", AMOUNT)),
        *(("15.1234567", AMOUNT), ("1.2E-7", AMOUNT), ("12.0000001", COUNT)),
        *(("inf", AMOUNT), ("-inf", COUNT), ("nan", AMOUNT), ("Infinity", COUNT)),
    ],
)
def test_any_other_number_is_refused(text, indicator):
    assert read(text, indicator) == "not_a_figure"


@given(st.integers(0, 999_999_999_999_999))
@settings(max_examples=200)
def test_every_amount_survives_as_floating_point(fen):
    amount = Decimal(fen).scaleb(-6)
    assert read(str(float(amount)), AMOUNT) == amount
    assert read(f"{float(amount):.17g}", AMOUNT) == amount


@given(st.floats(allow_nan=True, allow_infinity=True))
@settings(max_examples=300)
def test_no_floating_point_number_is_read_as_another(number):
    """Fifteen digits are all that a spreadsheet shows: what is taken agrees with it in those."""
    figure = read(str(number), AMOUNT)
    assert figure == "not_a_figure" or f"{float(figure):.15g}" == f"{abs(number):.15g}"


# --- Number formats ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number_format",
    [
        *("", "General", "GENERAL", "@", "G/通用格式", "0", "0.00", "0.00####", "#,##0", "0_ "),
        *("0;-0", "0;[Red]-0;0", "#,##0.00_);(#,##0.00)", "[>=100]0.0;0.00", "0.00E+00", "# ?/?"),
        *("[$-804]General", "[$-F800]0.00", "[DBNum1][$-804]General", "[Red]0", "0.00;;"),
        '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        *('0.00"万元"', '0.00 "万元";-0.00 "万元"', "0.00\\万\\元", "0.00万元", '0.00"万"'),
    ],
)
def test_formats_that_show_the_number_itself(number_format):
    assert read("15.54", AMOUNT, number_format) == Decimal("15.54")


@pytest.mark.parametrize(
    "number_format",
    [
        *("0%", "0.00%", "[Red]0.0%;0.0%", '0.0"%"%'),
        *("¥#,##0.00", "￥0.00", "[$¥-804]#,##0.00", "$0.00", "[$€-407]0.00", "[$CNY] 0.00"),
        '_ ¥* #,##0.00_ ;_ ¥* \\-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
        *('0.00"元"', '0.00"元";-0.00"元"', "0.00\\元", "0.00元", '#,##0"千元"', '0.0"亿"'),
        *('0"件"', '"约"0', '0.00"万元以上"', '"人民币"0.00"元"'),
        *("#,##0,", "0.00,,", '0!.0,"万"', '0\\.0,"万元"', '[<10000]0;0!.0,"万"'),
        *(";;;", '"";""', '"—"', ";;@", '[>0]"有";0', '"15.54"'),
    ],
)
def test_formats_that_show_something_else(number_format):
    assert read("15.54", AMOUNT, number_format) == "number_format"


@pytest.mark.parametrize(
    ("number_format", "indicator", "figure"),
    [
        *(('0"件"', COUNT, 12), ('0"起"', COUNT, 12), ('0"次"', TIMES, 12)),
        *(('0"人次"', PEOPLE, 12), ('0"个"', MARKETS, 12), ('0"家"', MARKETS, 12)),
        *(('0"人"', PEOPLE, "number_format"), ('0"人次"', TIMES, "number_format")),
        *(('0"万"', COUNT, "number_format"), ('0"件"', PEOPLE, "number_format")),
    ],
)
def test_a_unit_in_the_format_must_be_the_one_that_is_due(number_format, indicator, figure):
    assert read("12", indicator, number_format) == figure


# --- Units and sums ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "indicator", "is_other"),
    [
        *(("件", COUNT, False), ("起", COUNT, False), ("次", COUNT, True), ("人次", TIMES, True)),
        *(("人", PEOPLE, True), ("家", MARKETS, False), ("户", MARKETS, True)),
        *(("元", AMOUNT, True), ("万", AMOUNT, False), ("百万元", AMOUNT, True)),
        *(("人民币元", AMOUNT, True), ("人民币万元", AMOUNT, False), ("元", COUNT, True)),
        *(("", AMOUNT, False), ("见附表", AMOUNT, False), ("2020年", COUNT, False)),
    ],
)
def test_units_that_are_not_the_ones_due(unit, indicator, is_other):
    assert is_other_unit(unit, indicator) is is_other


def test_a_sum_may_have_more_digits_than_a_number_can_hold():
    eight = 8 * Decimal("999999999.999999")  # 7999999999.999992, sixteen digits
    assert is_stored_as(RawCell("number", str(float(eight))), eight)
    assert not is_stored_as(RawCell("number", "7999999999.98"), eight)
    assert not is_stored_as(RawCell("text", str(eight)), eight)
    assert is_stored_as(RawCell("number", "7999999992.0"), 7999999992)
