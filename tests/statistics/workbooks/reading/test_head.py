"""What the lines around the table say: 报送单位, 统计时间, the title's year, the unit of money."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.workbooks.parser.sandbox import RawBook, RawCell, RawSheet
from statistics.workbooks.reading.head import Head, Line, Span, read_head, read_span
from statistics.workbooks.reading.incoming import read_book
from statistics.workbooks.reading.labels import squeeze
from tests.statistics.workbooks.reading.filled_form import CASES, CATEGORIES, HEADINGS

NAME = "川汇区市场监督管理局"
TITLE = "2021年知识产权执法数据统计表"


def sheet(rows: list[list]) -> RawSheet:
    cells = {
        (row, column): RawCell("text", text)
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts, 1)
        if text is not None
    }
    return RawSheet("统计表", cells)


def head(*rows: list) -> Head:
    return read_head(sheet(list(rows)))


def unit(*texts) -> str | None:
    line = head([TITLE], list(texts)).unit
    return line and line.text


def time(*texts) -> str | None:
    line = head([TITLE], list(texts)).time
    return line and line.text


def money(*texts) -> str | None:
    line = head([TITLE], list(texts)).money_unit
    return line and line.text


# --- The whole head ------------------------------------------------------------------------------


def test_the_lines_of_the_form():
    rows = [
        [TITLE],
        [f"报送单位：{NAME}", *[None] * 5, "统计时间：2021年1月1日至6月30日"],
        ["执法行动数据"],
        ["报送时间：2021年6月28日"],
    ]
    assert head(*rows) == Head(
        unit=Line(NAME, (2, 1)),
        time=Line("2021年1月1日至6月30日", (2, 7)),
        title_year=2021,
        money_unit=None,
    )


def test_several_lines_in_one_cell():
    text = f"报送单位：{NAME}（盖章）     统计时间：2021年1月1日至6月30日     金额单位：万元"
    assert head([TITLE], [text]) == Head(
        unit=Line(f"{NAME}(盖章)", (2, 1)),
        time=Line("2021年1月1日至6月30日", (2, 1)),
        title_year=2021,
        money_unit=Line("万元", (2, 1)),
    )


def test_nothing_is_made_up_where_nothing_is_said():
    assert head(["知识产权执法数据统计表"], ["报送时间：2021年6月28日"]) == Head(
        None, None, None, None
    )


# --- 报送单位 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        *([f"报送单位：{NAME}"], [f"报送单位:{NAME}"], [f"报 送 单 位 ：  {NAME}"]),
        *([f"填报单位：{NAME}"], [f"上报单位：{NAME}"], [f"填表单位：{NAME}"]),
        *([f"单位名称：{NAME}"], [f"单位：{NAME}"], [f"报送单位名称：{NAME}"]),
        *([f"报送单位（盖章）：{NAME}"], [f"填报单位（公章）：{NAME}"], [f"报送单位{NAME}"]),
        *(["报送单位：", NAME], ["报送单位", None, None, NAME], ["填报单位（盖章）", NAME]),
        *(["报送单位：", " ", NAME], [f"报送单位：{NAME}", "单位：万元"]),
        *([f"单位：件、万元   报送单位：{NAME}"], ["单位：万元", f"单位：{NAME}"]),
        [f"报送单位：{NAME}\n报送时间：2021年6月28日"],
    ],
    ids=lambda texts: "|".join(map(str, texts)),
)
def test_the_unit_is_read_after_its_label(texts):
    assert unit(*texts) == NAME


@pytest.mark.parametrize(
    "texts",
    [
        *(["报送单位："], ["报送单位：", *[None] * 5, "统计时间：2021年1月1日至6月30日"]),
        *(
            ["报送单位：     统计时间：2021年1月1日至6月30日"],
            ["单位：万元"],
            ["单位：件、人次、元"],
        ),
        *(
            ["填报单位负责人：某某"],
            ["单位负责人：某某"],
            ["计量单位：件"],
            ["涉案金额（单位：元）"],
        ),
    ],
    ids=lambda texts: "|".join(map(str, texts)),
)
def test_a_line_left_open_or_another_one_names_no_unit(texts):
    assert unit(*texts) is None


# --- 统计时间 ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "texts",
    [
        *(["统计时间：2021年1-6月"], ["统计期间:2021年1－6月"], ["统 计 时 间 ： 2021年1-6月"]),
        *(["数据时间：2021年1-6月"], ["报告期：2021年1-6月"], ["统计时段：2021年1-6月"]),
        *(["统计时间", "2021年1-6月"], ["统计时间：", None, "2021年1-6月"]),
        [f"报送单位：{NAME} 统计时间 2021年1-6月 报送时间：2021年6月28日"],
    ],
    ids=lambda texts: "|".join(map(str, texts)),
)
def test_the_time_is_read_after_its_label(texts):
    assert time(*texts) == "2021年1-6月"


@pytest.mark.parametrize(
    "text", ["统计时间：", "报送时间：2021年6月28日", "填报日期：2021年6月28日"]
)
def test_a_reporting_date_is_no_time_covered(text):
    assert time(text) is None


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("2021年第一季度知识产权执法数据统计表", "2021年第一季度"),
        ("2021年1-3月知识产权执法数据统计表", "2021年1-3月"),
        ("附件：2021年上半年知识产权执法数据统计表", "2021年上半年"),
        ("2021年度知识产权执法数据统计表", None),
        ("知识产权执法数据统计表", None),
    ],
)
def test_a_title_may_say_the_time_where_no_line_does(title, said):
    line = head([title], [f"报送单位：{NAME}"]).time
    assert (line and line.text) == said


def test_the_line_counts_more_than_the_title():
    rows = [["2021年第一季度知识产权执法数据统计表"], ["统计时间：2021年1-6月"]]
    assert head(*rows).time == Line("2021年1-6月", (2, 1))


FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        *("2021年1月1日至6月30日", "2021年1月1日至2021年6月30日", "2021年01月01日—06月30日"),
        *("2021.1.1-2021.6.30", "2021.1.1-6.30", "2021/1/1—6/30", "2021-01-01至2021-06-30"),
        *(
            "２０２１年１月１日～６月３０日",
            "2021 年 1 月 1 日 至 6 月 30 日",
            "2021年1月1号到6月30号",
        ),
        *("2021年1-6月", "2021年1—6月", "2021年1–6月", "2021年1月至6月", "2021年01月-06月份"),
        *("2021年1月到6月底", "2021年1～6月"),
    ],
)
def test_a_span_of_days_or_months(text):
    assert read_span(text) == Span(2021, FIRST, LAST, quarter=2)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2021年1月1日至6月25日", Span(2021, FIRST, date(2021, 6, 25), 2)),
        ("2021年1月1日至3月31日", Span(2021, FIRST, date(2021, 3, 31), 1)),
        ("2021年4月1日至6月30日", Span(2021, date(2021, 4, 1), LAST, 2)),
        ("2021年4-6月", Span(2021, date(2021, 4, 1), LAST, 2)),
        ("2020年12月1日至2021年6月30日", Span(2021, date(2020, 12, 1), LAST, 2)),
        ("2020年1-12月", Span(2020, date(2020, 1, 1), date(2020, 12, 31), 4)),
        ("2024年1-2月", Span(2024, date(2024, 1, 1), date(2024, 2, 29), 1)),
    ],
)
def test_any_other_span_is_read_as_it_stands(text, span):
    assert read_span(text) == span


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        *(("2021年一季度", 1), ("2021年第一季度", 1), ("2021年1季度", 1), ("2021年Q1", 1)),
        *(("2021年第二季度", 2), ("2021Q2", 2), ("2021年上半年", 2), ("2021年度上半年", 2)),
        *(("2021年前二季度", 2), ("2021年前三季度", 3), ("2021年三季度", 3)),
        *(("2021年第四季度", 4), ("2021年全年", 4), ("2021年度全年", 4)),
    ],
)
def test_a_quarter_by_its_name(text, quarter):
    assert read_span(text) == Span(2021, quarter=quarter)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "至", "2021年1月1日至    月    日", "    年  月  日", "2021年", "2021年度"),
        *("6月30日", "1-6月", "上半年", "二季度", "2021年6月", "截至2021年6月30日", "2021年1月1日"),
        *("2021年2月30日至6月31日", "2021年1月1日至6月31日", "2021年13月1日至14月1日"),
        *("2021年6月30日至1月1日", "2021年6-1月", "2021年0-6月", "2021年5季度", "0000年1-6月"),
        *("2021年1月1日至3月31日、4月1日至6月30日", "今年以来", "本季度", "abc", "2021.1-2021.6"),
    ],
)
def test_what_is_left_open_or_unclear_is_no_span(text):
    assert read_span(text) is None


@given(
    st.text("0123456789年月日至-—.第一二三四季度上半全前QH ", max_size=24) | st.text(max_size=24)
)
@settings(max_examples=500)
def test_no_text_breaks_the_reader(text):
    span = read_span(text)
    assert span is None or (span.quarter in {1, 2, 3, 4} and str(span.year) in squeeze(text))


# --- The title -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (TITLE, 2021),
        ("２０２１年度知识产权执法数据统计表", 2021),
        ("2 0 2 1 年 知 识 产 权 执 法 数 据 统 计 表", 2021),
        ("周口市2020年知识产权执法数据统计表（附件）", 2020),
        ("知识产权执法数据统计表", None),
        ("周市监办〔2021〕53号", None),
    ],
)
def test_the_year_of_the_title(title, year):
    assert head([title]).title_year == year


# --- 单位：元 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        *((["单位：元"], "元"), (["（单位：元）"], "元"), (["金额单位：元"], "元")),
        *((["计量单位：件、元"], "元"), (["单位：次、人次、个、件、元"], "元")),
        *((["注：金额单位为元。"], "元"), (["单位（千元）"], "千元"), (["货币单位:亿元"], "亿元")),
        *(([f"单位：{NAME}", "单位：元"], "元"), (["单位：万元"], "万元"), (["金额：元"], "元")),
        *((["单位：人民币元"], "人民币元"), (["单位：件和万元"], "万元")),
        *(([f"单位：{NAME}"], None), (["单位：件"], None), (["涉案金额（单位：元）"], None)),
        *((["金额：12万元"], None), (["报送单位：元和区局"], None)),
    ],
    ids=lambda value: "|".join(value) if isinstance(value, list) else value,
)
def test_the_unit_of_money_said_once_for_the_sheet(texts, said):
    assert money(*texts) == said


# --- Together with the table ---------------------------------------------------------------------


def reading(*head_rows: list):
    figures = [["案件数据", *HEADINGS], *([label, *CASES[key]] for label, key in LABELLED)]
    texts = [[None if text is None else str(text) for text in row] for row in figures]
    return read_book(RawBook("", [sheet([*map(list, head_rows), *texts])]))


LABELLED = list(zip(CATEGORIES, CASES, strict=True))


def test_a_reading_says_whose_table_it_is_and_of_which_time():
    found = reading([TITLE], [f"报送单位：{NAME}", "统计时间：2020年1-6月"])
    assert (found.unit_name, found.year) == (NAME, 2020)
    assert found.span == Span(2020, date(2020, 1, 1), date(2020, 6, 30), 2)


def test_the_year_is_the_titles_where_no_time_is_said():
    found = reading([TITLE], ["统计时间："])
    assert (found.unit_name, found.year, found.span) == ("", 2021, None)


def test_an_unclear_time_is_noted_and_not_used():
    found = reading(["统计时间：截至2021年6月"])
    notes = [(note.code, note.place, note.found) for note in found.notes]
    assert notes == [("time_unclear", "统计表!A1", "截至2021年6月")]
    assert (found.span, found.year) == (None, None)
