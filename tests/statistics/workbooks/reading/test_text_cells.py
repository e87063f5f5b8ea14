"""A cell that holds a text or something else: what is read, what is noted, what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.workbooks.parser.sandbox import RawCell
from statistics.workbooks.reading.values import read_value
from tests.statistics.workbooks.reading.one_cell import (
    AMOUNT,
    COUNT,
    MARKETS,
    PEOPLE,
    TIMES,
    read_text,
)

# --- Text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "indicator", "figure"),
    [
        *(("12", COUNT, 12), ("１２", COUNT, 12), ("12.0", COUNT, 12), ("1,234", COUNT, 1234)),
        *((" 12\n", COUNT, 12), ("\u00a012\u3000", COUNT, 12), ("012", COUNT, 12)),
        ("1，234.56", AMOUNT, Decimal("1234.56")),
        ("１５．５４", AMOUNT, Decimal("15.54")),
        *((mark, COUNT, None) for mark in ["", " ", "-", "--", "—", "——", "–", "－", "一", "/"]),
        *((mark, AMOUNT, None) for mark in ["无", "／", " 无 ", "\u3000", "\u00a0"]),
    ],
)
def test_text_is_read_as_on_the_page(text, indicator, figure):
    assert read_text(text, indicator) == figure


@pytest.mark.parametrize(
    ("text", "indicator", "figure"),
    [
        *(("12件", COUNT, 12), ("12 起", COUNT, 12), ("12宗", COUNT, 12), ("12.0 件", COUNT, 12)),
        *(("46次", TIMES, 46), ("152 人次", PEOPLE, 152), ("12个", MARKETS, 12)),
        *(("12 家", MARKETS, 12), ("1,234件", COUNT, 1234), ("１２件", COUNT, 12)),
        *(("3.5万元", AMOUNT, Decimal("3.5")), ("3.5 万", AMOUNT, Decimal("3.5"))),
        *(("3.5人民币万元", AMOUNT, Decimal("3.5")), ("0万元", AMOUNT, Decimal("0"))),
    ],
)
def test_the_unit_that_is_due_may_stand_behind_and_is_noted(text, indicator, figure):
    assert read_text(text, indicator) == (figure, "unit_after_number")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        *(("20,000元", AMOUNT), ("0.5亿元", AMOUNT), ("15.54元", AMOUNT), ("5千", AMOUNT)),
        *(("12件", AMOUNT), ("3.5万元", COUNT), ("3万", COUNT), ("152人", PEOPLE)),
        *(
            ("46人次", TIMES),
            ("152次", PEOPLE),
            ("12人", COUNT),
            ("-3件", AMOUNT),
            ("1,23件", AMOUNT),
            ("200 块", AMOUNT),
        ),
    ],
)
def test_another_unit_behind_is_refused(text, indicator):
    assert read_text(text, indicator) == "wrong_unit"


@pytest.mark.parametrize("indicator", [COUNT, AMOUNT], ids=["count", "amount"])
@pytest.mark.parametrize(
    "text",
    [
        *("约20", "20余", "近20", "20左右", ">20", "二十", "五", "壹", "零", "十二件", "若干"),
        *("1,23", "12,5", "1,2345", "1 234", "12 3", "1.2.3", "1。5", "15．5．4", "1;2", "12、3"),
        *("1O", "l2", "1e3", "0x1F", "1_000", "٣", "²", "10²", "⑫", "½", "+12", "12-", "--12"),
        *("10+2", "10/9", "3-5", "10（其中2件）", "10\n9", "12%", "12％", "(12)", "=12", "#12"),
        *("￥15.54", "¥15", "15.54（万元）", "RMB 15", "3万美元", "12件以上", "12个案件", "5/万元"),
        *("暂无", "没有", "未统计", "见备注", "N/A", "true", "是", "√", "*", ".", ",", "件"),
        *("-3", "-0.5", "－10", "12.5.件", "1\u200b2", "1234567890", "NaN"),
    ],
)
def test_any_other_text_is_refused(text, indicator):
    assert read_text(text, indicator) == "not_a_figure"


def test_full_width_signs_are_read_like_their_half_width_ones():
    assert read_text("12．5", COUNT) == "not_a_figure"
    assert read_text("12．5", AMOUNT) == Decimal("12.5")


@given(st.text(max_size=12))
@settings(max_examples=300)
def test_no_text_breaks_the_reader(text):
    for indicator in (COUNT, AMOUNT):
        figure, problem = read_value(RawCell("text", text), indicator)
        assert figure is None or any(map(str.isdigit, text))
        assert problem is None or (problem.is_note, figure is None) in {
            (True, False),
            (False, True),
        }


# --- What is neither -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "code", "message"),
    [
        (
            RawCell("formula", "=SUM(B6:B13)"),
            "formula_not_calculated",
            "公式“=SUM(B6:B13)”未计算，没有结果。请用 Excel 或 WPS 打开后保存，再上传。",
        ),
        (
            RawCell("error", "#DIV/0!"),
            "error_value",
            "公式出错，显示为“#DIV/0!”。请改正公式或直接填数字。",
        ),
        (
            RawCell("date", "2021-03-05 00:00:00"),
            "date",
            "是日期“2021-03-05”，不是数字。可能是键入 3-5、3/5 之类时被表格软件改成了日期，"
            "请把格式改为“常规”后重新填写。",
        ),
        (
            RawCell("date", "12:30:00"),
            "date",
            "是日期“12:30:00”，不是数字。可能是键入 3-5、3/5 之类时被表格软件改成了日期，"
            "请把格式改为“常规”后重新填写。",
        ),
        (
            RawCell("boolean", "True"),
            "not_a_figure",
            "“TRUE”是逻辑值，不是数字。请改填数字；没有就留空。",
        ),
    ],
    ids=["formula", "error", "date", "time", "boolean"],
)
def test_other_kinds_of_cells_are_named_for_what_they_are(cell, code, message):
    figure, problem = read_value(cell, COUNT)
    assert (figure, problem.code, problem.message) == (None, code, message)
    assert (problem.found, problem.expected) == (cell.text, "以件计的整数，例如 12")
    assert problem.is_note is False


# --- What is said --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "indicator", "said"),
    [
        (
            RawCell("number", "155400.0", '0.00"元"'),
            AMOUNT,
            (
                "number_format",
                '单元格格式为“0.00"元"”，显示的数与存储的数 155400 可能不同。'
                "请把单元格格式改为“常规”，核对后再上传；此格应填以万元计的金额，例如 15.54。",
                *("155400", "以万元计的金额，例如 15.54", False),
            ),
        ),
        (
            RawCell("text", "0.5亿元"),
            AMOUNT,
            (
                "wrong_unit",
                "“0.5亿元”写的单位是“亿元”，此格的单位是万元。请换算成万元，只填数字后再上传。",
                *("0.5亿元", "以万元计的金额，例如 15.54", False),
            ),
        ),
        (
            RawCell("text", " 12 起"),
            COUNT,
            (
                "unit_after_number",
                "“12 起”的数字后写有单位“起”，已读作 12。",
                *("12 起", "12", True),
            ),
        ),
        (
            RawCell("number", "1e+309"),
            AMOUNT,
            (
                "not_a_figure",
                "“10000000000000000000…”太大，整数部分最多 9 位，请核对是否把“元”当成了“万元”。",
                *(f"1{'0' * 309}", "以万元计的金额，例如 15.54", False),
            ),
        ),
        (
            RawCell("number", "15.1234567"),
            AMOUNT,
            (
                "not_a_figure",
                "“15.1234567”的小数超过 6 位；单位是万元，0.000001 万元即 1 分。",
                *("15.1234567", "以万元计的金额，例如 15.54", False),
            ),
        ),
    ],
    ids=["format", "unit", "note", "large", "fine"],
)
def test_a_problem_says_what_stands_there_and_what_to_do(cell, indicator, said):
    _, problem = read_value(cell, indicator)
    assert said == (
        problem.code,
        problem.message,
        problem.found,
        problem.expected,
        problem.is_note,
    )
