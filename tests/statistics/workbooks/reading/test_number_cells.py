"""One cell of somebody's workbook as a figure: what is read, what is noted, what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.indicators import CELLS
from statistics.workbooks.parser.sandbox import RawCell
from statistics.workbooks.reading.values import is_other_unit, is_stored_as, read_value

COUNT = CELLS["trademark-filed"].indicator  # 立案（件）
TIMES = CELLS["actions"].indicator  # 开展执法行动（次）
PEOPLE = CELLS["officers"].indicator  # 出动执法人员（人次）
AMOUNT = CELLS["trademark-value"].indicator  # 涉案金额（万元）
MARKETS = CELLS["key_markets"].indicator  # 辖区重点实体经济市场数量（个）


def read(text, indicator, number_format="General"):
    """The figure of a number's cell, or the code of the problem."""
    figure, problem = read_value(RawCell("number", text, number_format), indicator)
    return problem.code if problem else figure


def read_text(text, indicator):
    """The figure of a text's cell with the code of the note, if there is one; or the problem's."""
    figure, problem = read_value(RawCell("text", text), indicator)
    if problem is None:
        return figure
    return (figure, problem.code) if problem.is_note else problem.code


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
@settings(max_examples=200, deadline=None)
def test_every_amount_survives_as_floating_point(fen):
    amount = Decimal(fen).scaleb(-6)
    assert read(str(float(amount)), AMOUNT) == amount
    assert read(f"{float(amount):.17g}", AMOUNT) == amount


@given(st.floats(allow_nan=True, allow_infinity=True))
@settings(max_examples=300, deadline=None)
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
@settings(max_examples=300, deadline=None)
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
