"""What may be typed in a cell: the one reader's good and bad inputs."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.form.normaliser import FigureError, read_figure
from tests.statistics.form.cells import AMOUNT, COUNT, NO_COUNT, PEOPLE, STOCK, refusal

NO_AMOUNT = "不是数字，此格应填以万元计的金额，例如 15.54；没有就留空。"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", 0),
        ("12", 12),
        ("012", 12),
        ("12.0", 12),  # a workbook's number cell
        ("12.000000000", 12),
        ("１２", 12),
        ("１，２３４", 1234),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("1,234.0", 1234),
        (" 12\t", 12),
        ("\u300012\u3000", 12),  # ideographic spaces
        ("\u00a012\r\n", 12),
        ("\ufeff12\u200b", 12),  # hidden characters at the edges cannot mean anything
        ("999999999", 999999999),
        ("000000000000999999999", 999999999),
    ],
)
def test_a_count(text, figure):
    read = read_figure(text, COUNT)
    assert (read, type(read)) == (figure, int)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("0", "0"),
        ("15.54", "15.54"),
        ("0.1", "0.1"),
        ("0.000001", "0.000001"),  # 1 分
        ("１５．５４", "15.54"),
        ("1,234.5", "1234.5"),
        ("999999999.999999", "999999999.999999"),
    ],
)
def test_an_amount_is_an_exact_decimal(text, figure):
    read = read_figure(text, AMOUNT)
    assert (read, type(read)) == (Decimal(figure), Decimal)


@pytest.mark.parametrize("indicator", [COUNT, AMOUNT, STOCK], ids=["count", "amount", "stock"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "\u3000",
        "\u200b",
        "-",
        "－",
        "−",
        "--",
        "–",
        "—",
        "——",
        "―",
        "一",
        "/",
        "／",
        "无",
    ],
)
def test_no_figure(text, indicator):
    assert read_figure(text, indicator) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("十二", "十二"),
        ("12件以上", "12件以上"),
        ("约12件", "约12件"),
        ("1_000", "1_000"),
        ("٣٤", "٣٤"),
        ("1e3", "1e3"),
        ("1E3", "1E3"),
        ("0x1F", "0x1F"),
        ("1²", "1²"),
        ("①", "①"),
        ("½", "½"),
        ("1 234", "1 234"),
        ("1　234", "1 234"),
        ("+5", "+5"),
        ("=5", "=5"),
        ("5%", "5%"),
        (".5", ".5"),
        ("5.", "5."),
        ("1.2.3", "1.2.3"),
        ("12。5", "12。5"),
        ("NaN", "NaN"),
        ("Infinity", "Infinity"),
        ("none", "none"),
        ("-abc", "-abc"),
        ("甲,乙", "甲,乙"),
        (
            "今年上半年本县共立案一百二十三件还有几件待查",
            "今年上半年本县共立案一百二十三件还有几件…",
        ),
    ],
)
def test_what_is_no_number_is_named_back(text, shown):
    assert refusal(text, COUNT) == f"“{shown}”{NO_COUNT}"
    assert refusal(text, AMOUNT) == f"“{shown}”{NO_AMOUNT}"


def test_the_sentence_names_the_cell_s_own_unit():
    assert refusal("很多", PEOPLE) == (
        "“很多”不是数字，此格应填以人次计的整数，例如 12；没有就留空。"
    )


@pytest.mark.parametrize("text", ["-1", "－1", "−1", "-0.5", "-1,000"])
def test_a_negative_figure(text):
    sentence = (
        f"“{text.translate({0xFF0D: '-', 0x2212: '-'})}”是负数，此格应填 0 或正数；没有就留空。"
    )
    assert refusal(text, COUNT) == sentence
    assert refusal(text, AMOUNT) == sentence


@pytest.mark.parametrize(
    "text", ["12,34", "1,2345", ",123", "123,", "1,,234", "1234,567", "1,234.5,6"]
)
def test_a_misplaced_thousands_separator(text):
    sentence = f"“{text}”的千位分隔符位置不对，请去掉逗号重新填写，例如 1234。"
    assert refusal(text, COUNT) == sentence
    assert refusal(text, AMOUNT) == sentence


@pytest.mark.parametrize("text", ["12.5", "12.01", "0.000001", "12.0000000001"])
def test_a_count_is_never_rounded(text):
    assert refusal(text, COUNT) == (
        f"“{text}”不是整数，此格应填以件计的整数，例如 12，不能有小数。"
    )


@pytest.mark.parametrize("text", ["0.0000001", "15.1234567", "1.0000000"])
def test_an_amount_has_at_most_six_places(text):
    assert refusal(text, AMOUNT) == (f"“{text}”的小数超过 6 位；单位是万元，0.000001 万元即 1 分。")


@pytest.mark.parametrize("text", ["1000000000", "1000000000000", "1,000,000,000", "1000000000.0"])
def test_a_figure_too_large(text):
    assert refusal(text, COUNT) == f"“{text}”太大，整数部分最多 9 位。"
    assert refusal(text, AMOUNT) == (
        f"“{text}”太大，整数部分最多 9 位，请核对是否把“元”当成了“万元”。"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1\u200b2", "1□2"),  # zero-width space
        ("1\u200d2", "1□2"),  # zero-width joiner
        ("\u202e12", "□12"),  # right-to-left override
        ("1\x002", "1□2"),
        ("1\n2", "1□2"),
        ("1\u00ad2", "1□2"),  # soft hyphen
    ],
)
def test_a_hidden_character_is_made_visible(text, shown):
    sentence = f"“{shown}”中夹有看不见的字符（以□表示），请清空此格后重新键入数字。"
    assert refusal(text, COUNT) == sentence
    assert refusal(text, AMOUNT) == sentence


def test_any_number_of_leading_zeros_is_read():
    """Python itself refuses to turn more than 4300 digits into an integer."""
    assert read_figure("0" * 5000 + "7", COUNT) == 7
    assert read_figure("0" * 5000 + "7.5", AMOUNT) == Decimal("7.5")


@given(st.text("0123456789.,-+/ eE_%甲无一—－０９，．²٣½\u3000\u200b\n", max_size=12))
def test_whatever_is_typed_is_a_figure_of_the_form_or_a_sentence(text):
    for indicator in (COUNT, AMOUNT):
        try:
            answer = read_figure(text, indicator)
        except FigureError as refused:
            answer = str(refused)
        assert answer is None or (
            answer.endswith("。") if isinstance(answer, str) else 0 <= answer < 10**9
        )
