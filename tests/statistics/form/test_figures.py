"""What a cell may hold: the one reader's good and bad inputs, and the arithmetic on top of it."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.figures import BLANK, Figures, add, increment
from statistics.form.indicators import CELLS
from statistics.form.normaliser import (
    FigureError,
    read_figure,
    read_increment,
    show,
    show_increment,
)

COUNT = CELLS["trademark-filed"].indicator  # 立案（件）
PEOPLE = CELLS["officers"].indicator  # 出动执法人员（人次）
AMOUNT = CELLS["trademark-value"].indicator  # 涉案金额（万元）
STOCK = CELLS["key_markets"].indicator  # 辖区重点实体经济市场数量（个）

NO_COUNT = "不是数字，此格应填以件计的整数，例如 12；没有就留空。"
NO_AMOUNT = "不是数字，此格应填以万元计的金额，例如 15.54；没有就留空。"

counts = st.integers(0, 999_999_999)
amounts = st.integers(0, 999_999_999_999_999).map(lambda fen: Decimal(fen).scaleb(-6))
tables = st.fixed_dictionaries(
    {},
    optional={
        name: st.none() | (amounts if cell.indicator.is_amount else counts)
        for name, cell in CELLS.items()
        if cell.category in {None, "trademark", "other_patent"}
    },
).map(Figures)


def refusal(text, indicator, reader=read_figure, *previous) -> str:
    with pytest.raises(FigureError) as refused:
        reader(text, indicator, *previous)
    return str(refused.value)


# --- Reading a figure ----------------------------------------------------------------------------


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
    ["", "  ", "\u3000", "\u200b", "-", "－", "--", "–", "—", "——", "―", "一", "/", "／", "无"],
)
def test_no_figure(text, indicator):
    assert read_figure(text, indicator) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc", "abc"),
        ("十二", "十二"),
        ("12件", "12件"),
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


@pytest.mark.parametrize("text", ["-1", "－1", "-0.5", "-1,000"])
def test_a_negative_figure(text):
    sentence = f"“{text.replace('－', '-')}”是负数，此格应填 0 或正数；没有就留空。"
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
    flows = [name for name in CELLS if name != "key_markets" and table[name] is not None]
    new = table.increments(previous)
    assert [name for name, figure in new.items() if figure is not None] == flows
    assert {name: (previous[name] or 0) + new[name] for name in flows} == {
        name: table[name] for name in flows
    }


# --- Showing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "text", "with_sign"),
    [
        (None, "", ""),
        (0, "0", "+0"),
        (4, "4", "+4"),
        (-2, "-2", "-2"),
        (1000000, "1000000", "+1000000"),
        (Decimal("0E-6"), "0", "+0"),
        (Decimal("1E+3"), "1000", "+1000"),
        (Decimal("1E-6"), "0.000001", "+0.000001"),
        (Decimal("100"), "100", "+100"),
        (Decimal("100.500000"), "100.5", "+100.5"),
        (Decimal("-0.50"), "-0.5", "-0.5"),
    ],
)
def test_a_figure_is_shown_as_people_write_it(figure, text, with_sign):
    assert (show(figure), show_increment(figure)) == (text, with_sign)


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
    assert (new["actions"], new["officers"]) == (-2, None)


def test_adding_leaves_blanks_out():
    assert add([1, None, 2]) == 3
    assert add([]) == add([None]) == 0
