"""The unit's official attachment: cell by cell as the paper form of 周市监办〔2021〕53号."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.figures import BLANK, Figures
from statistics.form.indicators import CELLS
from statistics.workbooks import layout
from tests import cast
from tests.statistics.workbooks.writing import xlsx
from tests.statistics.workbooks.writing.attachments import FILLED_IN, attachment, official

NOTES = [
    "(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。",
    "(2) 挽回经济损失：指侵权行为被查处后，权利人避免受到的直接和间接损失，以及通过调解或诉讼获得的赔偿。",
    "(3) 电商领域案件：指按照有关知识产权法律法规对电商平台经营者或平台内经营者给予行政处罚的案件。",
    "(4) 其他专利案件：指由市场监管部门作出的对专利侵权行为责令立即停止侵权、没收侵权产品等处理(处罚)的案件。",
]
CATEGORIES = [
    "trademark",
    "geographical_indication",
    "official_sign",
    "trademark_agency",
    "other_trademark",
    "counterfeit_patent",
    "patent_agency",
    "other_patent",
]
COLUMNS = [
    *("filed", "closed", "value", "penalty", "recovered", "transferred"),
    *("ecommerce", "key_market", "rural_market", "foreign", "foreign_recovered"),
]


def test_the_whole_sheet(draft):
    cast.fill(draft, FILLED_IN, cut_off_on=date(2021, 6, 25))
    cast.submit(draft, at=cast.moment(date(2021, 6, 28)))
    book = xlsx.read(attachment(draft))

    _ = None
    assert book.sheetnames == ["统计表"]
    assert xlsx.rows(book["统计表"]) == [
        ["2021年知识产权执法数据统计表", _, _, _, _, _, _, _, _, _, _, _],
        [
            *("报送单位：川汇区市场监督管理局", _, _, _, _, _),
            *("统计时间：2021年1月1日至6月25日", _, _, _, _, _),
        ],
        [
            "执法行动数据",
            *("开展执法行动（次）", 46),
            *("出动执法人员（人次）", 152),
            *("实体经济执法行动（次）", 18),
            *("实体经济出动执法人员（人次）", 61),
            *("辖区重点实体经济市场数量（个）", 12, _),
        ],
        [
            "案件数据",
            "立案（件）",
            "结案（件）",
            "涉案金额（万元）",
            "罚没款金额（万元）",
            "挽回经济损失（万元）",
            "移送司法机关案件（件）",
            "电商领域案件（件）",
            "重点实体经济市场案件（件）",
            "农村市场案件（件）",
            "外商投资企业被侵权案件（件）",
            "挽回外商投资企业经济损失（万元）",
        ],
        [_, _, _, _, _, _, _, _, _, _, _, _],
        ["商标侵权案件", 10, 9, 15.54, 16.83, 8, 1, 4, 3, 2, 1, 0.000001],
        ["地理标志案件", 0, _, _, _, _, _, _, _, _, _, _],
        ["官方标志、特殊标志和奥林匹克标志案件", _, _, _, _, 5.19, _, _, _, _, _, _],
        ["商标代理案件", _, _, _, _, _, _, _, _, _, _, _],
        ["其他商标案件", _, _, _, _, _, _, _, _, _, _, _],
        ["假冒专利案件", _, _, _, 123456789.123456, _, _, _, _, _, _, _],
        ["专利代理案件", _, _, _, _, _, _, _, _, _, _, _],
        ["其他专利案件", 2, _, _, _, 0.5, _, _, _, _, _, 0.5],
        ["合计", 12, 9, 15.54, 123456805.953456, 13.69, 1, 4, 3, 2, 1, 0.500001],
        ["报送时间：2021年6月28日", _, _, _, _, _, _, _, _, _, _, _],
        *([note, _, _, _, _, _, _, _, _, _, _, _] for note in NOTES),
    ]


def test_every_figure_has_the_address_of_the_paper_form():
    expected = {"actions": "C3", "officers": "E3", "market_actions": "G3"}
    expected |= {"market_officers": "I3", "key_markets": "K3"}
    for row, category in enumerate(CATEGORIES, 6):
        for letter, column in zip("BCDEFGHIJKL", COLUMNS, strict=True):
            expected[f"{category}-{column}"] = f"{letter}{row}"
    assert expected == layout.FIGURES


def test_the_totals_stand_in_row_14():
    assert list(layout.TOTALS.items()) == [
        ("filed", "B14"),
        ("closed", "C14"),
        ("value", "D14"),
        ("penalty", "E14"),
        ("recovered", "F14"),
        ("transferred", "G14"),
        ("ecommerce", "H14"),
        ("key_market", "I14"),
        ("rural_market", "J14"),
        ("foreign", "K14"),
        ("foreign_recovered", "L14"),
    ]


# --- The lines that change -----------------------------------------------------------------------


def test_a_draft_leaves_the_reporting_date_open(draft):
    assert xlsx.read(attachment(draft)).active["A15"].value == "报送时间：    年  月  日"


def test_a_table_that_was_given_back_leaves_the_reporting_date_open(draft):
    cast.submit(draft)
    cast.send_back(draft)
    assert xlsx.read(attachment(draft)).active["A15"].value == "报送时间：    年  月  日"


def test_an_approved_table_keeps_its_reporting_date(draft):
    cast.submit(draft, at=cast.moment(date(2021, 6, 28)))
    cast.approve(draft, at=cast.moment(date(2021, 7, 5)))
    assert xlsx.read(attachment(draft)).active["A15"].value == "报送时间：2021年6月28日"


def test_the_reporting_date_is_zhoukous(draft):
    cast.submit(draft, at=datetime(2021, 6, 28, 16, 30, tzinfo=UTC))  # half past midnight there
    assert xlsx.read(attachment(draft)).active["A15"].value == "报送时间：2021年6月29日"


@pytest.mark.parametrize(
    ("starts_on", "cut_off_on", "line"),
    [
        (date(2021, 1, 1), date(2021, 12, 31), "统计时间：2021年1月1日至12月31日"),
        (date(2020, 12, 1), date(2021, 6, 30), "统计时间：2020年12月1日至2021年6月30日"),
        (date(2021, 1, 1), None, "统计时间：2021年1月1日至    月    日"),
    ],
)
def test_the_time_covered(starts_on, cut_off_on, line):
    data = official(starts_on=starts_on, cut_off_on=cut_off_on)
    assert xlsx.read(data).active["G2"].value == line


# --- Figures -------------------------------------------------------------------------------------


counts = st.none() | st.integers(0, 999_999_999)
amounts = st.none() | st.decimals(0, Decimal("999999999.999999"), places=6)
tables = st.fixed_dictionaries(
    {name: amounts if cell.indicator.is_amount else counts for name, cell in CELLS.items()}
).map(Figures)


@given(tables)
@settings(max_examples=40)
def test_what_was_written_is_read_back_exactly(figures):
    digits = xlsx.digits(official(figures))
    read = {name: digits.get(address, "") for name, address in layout.FIGURES.items()}
    assert Figures.from_text(read) == figures
    totals = {key: Decimal(digits[address]) for key, address in layout.TOTALS.items()}
    assert totals == figures.totals


def test_amounts_are_written_with_their_own_digits(draft):
    cast.fill(draft, FILLED_IN)
    digits = xlsx.digits(attachment(draft))
    written = {address: digits[address] for address in ("D6", "F6", "L6", "F8", "E11", "E14")}
    assert written == {
        "D6": "15.54",
        "F6": "8",
        "L6": "0.000001",
        "F8": "5.19",
        "E11": "123456789.123456",
        "E14": "123456805.953456",
    }


def test_a_blank_table_has_no_figure_but_its_totals():
    assert xlsx.digits(official(BLANK)) == dict.fromkeys(
        ["B14", "C14", "D14", "E14", "F14", "G14", "H14", "I14", "J14", "K14", "L14"], "0"
    )


def test_number_formats():
    sheet = xlsx.read(official()).active
    formats = [[cell.number_format for cell in sheet[row]] for row in (3, 6, 13, 14)]
    figures = ["General", "0", "0", "0.00####", "0.00####", "0.00####"]
    figures += ["0", "0", "0", "0", "0", "0.00####"]
    actions = ["General", "General", *["0", "General"] * 4, "0"]
    assert [formats[0][:11], *formats[1:]] == [actions, figures, figures, figures]
