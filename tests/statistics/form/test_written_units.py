"""A unit written after a number is read alike on the page and in a workbook, and both say so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.form.indicators import INDICATORS
from statistics.form.normaliser import (
    FigureError,
    OtherUnit,
    read_figure,
    read_increment,
    unit_note,
)
from statistics.workbooks.parser.sandbox import RawCell
from statistics.workbooks.reading.values import read_value

CASES, TIMES, PEOPLE = INDICATORS["filed"], INDICATORS["actions"], INDICATORS["officers"]
MARKETS, MONEY = INDICATORS["key_markets"], INDICATORS["value"]
UNITS = ("件", "起", "宗", "次", "人次", "人", "个", "家", "户", "万元", "万", "元", "千元", "亿元")


def on_the_page(text, indicator):
    """(figure, note), or the refusal."""
    try:
        return read_figure(text, indicator), unit_note(text, indicator)
    except FigureError as error:
        return str(error)


def in_a_workbook(text, indicator):
    figure, problem = read_value(RawCell("text", text), indicator)
    if problem is None or problem.is_note:
        return figure, problem.message if problem else ""
    return problem.message.replace("只填数字后再上传。", "只填数字。")


@pytest.mark.parametrize(
    ("text", "indicator", "figure", "unit"),
    [
        ("12件", CASES, 12, "件"),
        ("12 起", CASES, 12, "起"),
        ("１２件", CASES, 12, "件"),
        ("1,234件", CASES, 1234, "件"),
        ("46次", TIMES, 46, "次"),
        ("152人次", PEOPLE, 152, "人次"),
        ("12个", MARKETS, 12, "个"),
        ("3.5万元", MONEY, Decimal("3.5"), "万元"),
        ("3.5万", MONEY, Decimal("3.5"), "万"),
        ("3.5人民币万元", MONEY, Decimal("3.5"), "人民币万元"),
    ],
)
def test_the_cells_own_unit_is_understood_and_noted(text, indicator, figure, unit):
    shown = text.replace("１２", "12")
    note = f"“{shown}”的数字后写有单位“{unit}”，已读作 {figure}。"
    assert on_the_page(text, indicator) == in_a_workbook(text, indicator) == (figure, note)


@pytest.mark.parametrize(
    ("text", "indicator", "due"),
    [
        ("155400元", MONEY, "万元"),
        ("155,400 元", MONEY, "万元"),
        ("5千元", MONEY, "万元"),
        ("0.5亿元", MONEY, "万元"),
        ("12件", MONEY, "万元"),
        ("3万元", CASES, "件"),
        ("152人", PEOPLE, "人次"),
        ("46人次", TIMES, "次"),
        ("46次", PEOPLE, "人次"),
        ("12件", MARKETS, "个"),
    ],
)
def test_another_unit_is_refused_and_never_converted(text, indicator, due):
    number = text.replace(" ", "")
    unit = number.lstrip("0123456789,.")
    sentence = f"“{text}”写的单位是“{unit}”，此格的单位是{due}。请换算成{due}，只填数字。"
    assert on_the_page(text, indicator) == in_a_workbook(text, indicator) == sentence
    with pytest.raises(OtherUnit):
        read_figure(text, indicator)


@pytest.mark.parametrize("text", ["12", "", "无", "—", "1,234", "12.0"])
def test_a_number_alone_needs_no_note(text):
    assert unit_note(text, CASES) == ""


def test_an_increment_is_noted_with_its_sign():
    assert read_increment("+4件", CASES, 10) == 14
    assert unit_note("+4件", CASES) == "“+4件”的数字后写有单位“件”，已读作 +4。"
    assert read_increment("-4件", CASES, 10) == 6
    assert unit_note("-4件", CASES) == "“-4件”的数字后写有单位“件”，已读作 -4。"


def test_a_unit_makes_no_bad_number_good():
    assert on_the_page("-3件", CASES) == "“-3”是负数，此格应填 0 或正数；没有就留空。"
    assert on_the_page("1,23件", CASES).startswith("“1,23”的千位分隔符位置不对")
    assert on_the_page("12.5件", CASES).startswith("“12.5”不是整数")


TEXTS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "-", "+", "约", " "]),
    st.sampled_from(["12", "12.0", "3.5", "1,234", "1,23", "0", "１２", "1234567890", ""]),
    st.sampled_from(["", " ", "\u3000", "\u200b"]),
    st.sampled_from(["", "人民币元", "人民币万元", "美元", "%", *UNITS]),
)


@given(TEXTS | st.text("0123456789.,-+ 件次人个万元千亿家约\u3000\u200b", max_size=8))
def test_page_and_importer_answer_alike(text):
    for indicator in (CASES, TIMES, PEOPLE, MARKETS, MONEY):
        page, workbook = on_the_page(text, indicator), in_a_workbook(text, indicator)
        assert page == workbook
        is_yuan = text.strip().endswith("元") and not text.strip().endswith("万元")
        assert not is_yuan or isinstance(page, str)
