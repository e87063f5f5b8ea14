"""The city's consolidated workbook: four sheets, added up by hand for three units."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet import _writer as openpyxl_writer

from statistics.checks.explanations import Explanation
from statistics.totals.consolidate import Scope, consolidate
from statistics.workbooks.writing import standing_sheet
from statistics.workbooks.writing.list_sheets import FiguresChanged
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast
from tests.statistics.workbooks.writing import xlsx

CHUANHUI, HUAIYANG, FUGOU = cast.CHUANHUI, cast.HUAIYANG, cast.FUGOU
NAMES = ["川汇区市场监督管理局", "淮阳区市场监督管理局", "扶沟县市场监督管理局"]
_ = None


def report_of(period, code, figures, *, at=None, approved=True):
    report = cast.report(period, code)
    cast.fill(report, figures)
    cast.submit(report, at=at)
    if approved:
        cast.approve(report)


@pytest.fixture
def period(db):
    """Second quarter: 川汇 approved, 淮阳 nothing but in the first quarter, 扶沟 late and waiting."""
    units = [CHUANHUI, HUAIYANG, FUGOU]
    first, second = (cast.open_period(2021, quarter, units) for quarter in (1, 2))
    report_of(first, CHUANHUI, {"actions": 1, "trademark-filed": 1})
    report_of(
        first, HUAIYANG, {"actions": 7, "trademark-filed": 3, "trademark-value": Decimal("1.5")}
    )
    report_of(
        second,
        CHUANHUI,
        {
            "actions": 20,
            "officers": 45,
            "key_markets": 6,
            "trademark-filed": 5,
            "trademark-value": Decimal("0.000001"),
            "other_patent-filed": 2,
            "other_patent-recovered": Decimal("10.25"),
            "other_patent-foreign_recovered": Decimal("0.25"),
        },
        at=cast.moment(date(2021, 6, 28), hour=15),
    )
    report_of(
        second,
        FUGOU,
        {"actions": 4, "officers": 8, "trademark-filed": 100},
        at=cast.moment(date(2021, 7, 2), hour=9),
        approved=False,
    )
    return second


def workbook(period, scope) -> bytes:
    with write_consolidated(consolidate(period, scope)) as file:
        return file.read()


def sheet(period, scope, name):
    return xlsx.read(workbook(period, scope))[name]


def test_four_sheets(period):
    assert xlsx.read(workbook(period, Scope.CARRY)).sheetnames == [
        "汇总表",
        "分单位汇总",
        "分类明细",
        "报送情况",
    ]


def test_the_official_table_of_the_city(period):
    rows = xlsx.rows(sheet(period, Scope.CARRY, "汇总表"))
    assert rows[:3] == [
        ["2021年知识产权执法数据统计表", _, _, _, _, _, _, _, _, _, _, _],
        [
            *("报送单位：周口市市场监督管理局", _, _, _, _, _),
            *("统计时间：2021年1月1日至6月30日", _, _, _, _, _),
        ],
        [
            *("执法行动数据", "开展执法行动（次）", 27, "出动执法人员（人次）", 45),
            *("实体经济执法行动（次）", 0, "实体经济出动执法人员（人次）", 0),
            *("辖区重点实体经济市场数量（个）", 6, _),
        ],
    ]
    assert rows[5:15] == [
        ["商标侵权案件", 8, 0, 1.500001, 0, 0, 0, 0, 0, 0, 0, 0],
        ["地理标志案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["官方标志、特殊标志和奥林匹克标志案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["商标代理案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["其他商标案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["假冒专利案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["专利代理案件", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        ["其他专利案件", 2, 0, 0, 0, 10.25, 0, 0, 0, 0, 0, 0.25],
        ["合计", 10, 0, 1.500001, 0, 10.25, 0, 0, 0, 0, 0, 0.25],
        ["报送时间：    年  月  日", _, _, _, _, _, _, _, _, _, _, _],
    ]


UNIT_HEADINGS = [
    "报送单位",
    "开展执法行动（次）",
    "出动执法人员（人次）",
    "实体经济执法行动（次）",
    "实体经济出动执法人员（人次）",
    "辖区重点实体经济市场数量（个）",
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
    "状态",
    "版本",
]
CHUANHUI_LINE = [
    *(NAMES[0], 20, 45, _, _, 6),
    *(7, 0, 0.000001, 0, 10.25, 0, 0, 0, 0, 0, 0.25),
    *("已审核", 2),
]


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        (
            Scope.APPROVED,
            [
                CHUANHUI_LINE,
                ["合计", 20, 45, 0, 0, 6, 7, 0, 0.000001, 0, 10.25, 0, 0, 0, 0, 0, 0.25, _, _],
            ],
        ),
        (
            Scope.SUBMITTED,
            [
                CHUANHUI_LINE,
                [NAMES[2], 4, 8, _, _, _, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "已报送", 1],
                ["合计", 24, 53, 0, 0, 6, 107, 0, 0.000001, 0, 10.25, 0, 0, 0, 0, 0, 0.25, _, _],
            ],
        ),
        (
            Scope.CARRY,
            [
                CHUANHUI_LINE,
                [
                    *(NAMES[1], 7, _, _, _, _, 3, 0, 1.5, 0, 0, 0, 0, 0, 0, 0, 0),
                    *("未报送，沿用一季度已审核数", 2),
                ],
                ["合计", 27, 45, 0, 0, 6, 10, 0, 1.500001, 0, 10.25, 0, 0, 0, 0, 0, 0.25, _, _],
            ],
        ),
    ],
)
def test_a_row_a_unit_and_their_sum(period, scope, lines):
    assert xlsx.rows(sheet(period, scope, "分单位汇总")) == [UNIT_HEADINGS, *lines]


def test_a_row_a_unit_and_category(period):
    blank = [_] * 11
    assert xlsx.rows(sheet(period, Scope.CARRY, "分类明细")) == [
        ["报送单位", "案件类别", *UNIT_HEADINGS[6:17]],
        [NAMES[0], "商标侵权案件", 5, _, 0.000001, _, _, _, _, _, _, _, _],
        [NAMES[0], "地理标志案件", *blank],
        [NAMES[0], "官方标志、特殊标志和奥林匹克标志案件", *blank],
        [NAMES[0], "商标代理案件", *blank],
        [NAMES[0], "其他商标案件", *blank],
        [NAMES[0], "假冒专利案件", *blank],
        [NAMES[0], "专利代理案件", *blank],
        [NAMES[0], "其他专利案件", 2, _, _, _, 10.25, _, _, _, _, _, 0.25],
        [NAMES[1], "商标侵权案件", 3, _, 1.5, _, _, _, _, _, _, _, _],
        [NAMES[1], "地理标志案件", *blank],
        [NAMES[1], "官方标志、特殊标志和奥林匹克标志案件", *blank],
        [NAMES[1], "商标代理案件", *blank],
        [NAMES[1], "其他商标案件", *blank],
        [NAMES[1], "假冒专利案件", *blank],
        [NAMES[1], "专利代理案件", *blank],
        [NAMES[1], "其他专利案件", *blank],
    ]


def test_who_has_reported(period):
    assert xlsx.rows(sheet(period, Scope.CARRY, "报送情况")) == [
        ["2021年二季度知识产权执法数据报送情况", _, _, _, _],
        ["依据文号：周市监办〔2021〕53号", _, _, _, _],
        ["汇总口径：缺报沿用上期", _, _, _, _],
        [
            "应报送 3 个单位：已报送 2 个（按时 1 个，逾期 1 个），未报送 1 个。"
            "计入汇总 2 个，其中沿用上期 1 个。",
            *(_, _, _, _),
        ],
        [
            "本期数据未计入的单位（2 个）：淮阳区市场监督管理局、扶沟县市场监督管理局。",
            *(_, _, _, _),
        ],
        ["报送单位", "状态", "按时或逾期", "首次报送时间", "计入版本"],
        [NAMES[0], "已审核", "按时", datetime(2021, 6, 28, 15), 2],
        [NAMES[1], "未报送，沿用一季度已审核数", "逾期", _, 2],
        [NAMES[2], "已报送", "逾期", datetime(2021, 7, 2, 9), "未计入"],
    ]


def test_a_period_that_is_not_due_yet_and_a_campaign_without_a_number(db):
    period = cast.open_period(2999, 1, [CHUANHUI])
    period.campaign.document_number = ""
    rows = xlsx.rows(sheet(period, Scope.APPROVED, "报送情况"))
    assert rows[1] == ["依据文号：未填", _, _, _, _]
    assert rows[6:] == [[NAMES[0], "未报送", "未到期", _, "未计入"]]


def test_all_units_are_in(period):
    cast.approve(cast.report(period, FUGOU))
    report_of(period, HUAIYANG, {})
    line = xlsx.rows(sheet(period, Scope.APPROVED, "报送情况"))[4][0]
    assert line == "各单位本期数据均已计入。"


def test_a_long_list_of_missing_units_is_cut(period, monkeypatch):
    monkeypatch.setattr(standing_sheet, "NAMES_LISTED", 1)
    line = xlsx.rows(sheet(period, Scope.CARRY, "报送情况"))[4][0]
    assert line == "本期数据未计入的单位（2 个）：淮阳区市场监督管理局 等，其余见下表。"


def test_nobody_has_reported(db):
    data = workbook(cast.open_period(2021, 2), Scope.APPROVED)
    book = xlsx.read(data)
    assert xlsx.rows(book["分单位汇总"]) == [UNIT_HEADINGS, ["合计", *[0] * 16, _, _]]
    assert len(xlsx.rows(book["分类明细"])) == 1


# --- Names that would be something else ----------------------------------------------------------


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "＋1", "－1", "＠A"]
)
def test_a_unit_whose_name_begins_like_a_formula(period, start):
    unit = cast.unit(CHUANHUI)
    unit.name = f"{start}局"
    unit.save()
    data = workbook(period, Scope.APPROVED)
    places = [("分单位汇总", "A2"), ("分类明细", "A2"), ("报送情况", "A7")]
    for number, (name, address) in enumerate(places, 2):
        cell = xlsx.read(data)[name][address]
        assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{start}局", "s", True)
        assert "<f>" not in xlsx.part(data, f"xl/worksheets/sheet{number}.xml")


def test_a_unit_named_like_an_error(period):
    unit = cast.unit(CHUANHUI)
    unit.name = "#N/A"
    unit.save()
    cell = sheet(period, Scope.APPROVED, "分单位汇总")["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("#N/A", "s", False)


# --- Paper ---------------------------------------------------------------------------------------


def test_the_long_sheets_are_ready_for_the_printer(period):
    book = xlsx.read(workbook(period, Scope.CARRY))
    settings = {
        sheet.title: (
            sheet.freeze_panes,
            sheet.print_title_rows,
            (sheet.page_setup.paperSize, sheet.page_setup.orientation),
            (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight),
            sheet.oddHeader.right.text,
        )
        for sheet in book.worksheets[1:]
    }
    paper = ((9, "landscape"), (True, 0), "汇总口径：缺报沿用上期")
    assert settings == {
        "分单位汇总": ("B2", "$1:$1", *paper),
        "分类明细": ("C2", "$1:$1", *paper),
        "报送情况": ("B7", "$6:$6", *paper),
    }


def test_nothing_shows_as_hashes(period):
    """Every number and date shrinks to its column rather than turn into ####."""
    book = xlsx.read(workbook(period, Scope.CARRY))
    numbers = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and cell.data_type != "s"
    ]
    assert len(numbers) == 104 + 44 + 7 + 4  # sheet by sheet
    assert all(cell.alignment.shrink_to_fit for cell in numbers)


def test_number_formats(period):
    sheet_ = sheet(period, Scope.CARRY, "分单位汇总")
    assert [cell.number_format for cell in sheet_[2]] == [
        "General",
        *["0"] * 7,
        *["0.00####"] * 3,
        *["0"] * 5,
        *("0.00####", "General", "0"),
    ]
    assert sheet(period, Scope.CARRY, "报送情况")["D7"].number_format == 'yyyy"年"m"月"d"日" hh:mm'


# --- The file ------------------------------------------------------------------------------------


def test_the_same_figures_give_the_same_bytes(period):
    assert workbook(period, Scope.CARRY) == workbook(period, Scope.CARRY)


def test_figures_that_change_while_writing_are_not_written(period):
    consolidated = consolidate(period, Scope.APPROVED)
    before = set(openpyxl_writer.ALL_TEMP_FILES)
    cast.approve(cast.report(period, FUGOU))
    with pytest.raises(FiguresChanged) as refusal:
        write_consolidated(consolidated)
    assert refusal.value.status == 409
    assert refusal.value.message == (
        "导出的同时有统计表刚审核或退回，各张表会对不上，没有导出。请再导出一次。"
    )
    left = [path for path in openpyxl_writer.ALL_TEMP_FILES if path not in before]
    assert [path for path in left if Path(path).exists()] == []


@pytest.mark.parametrize("count", [2, 40])
def test_four_queries_for_any_number_of_units(db, count, django_assert_num_queries):
    period = cast.open_period(2021, 2, [f"5{number:05}" for number in range(count)])
    for report in period.reports.with_table():
        cast.fill(report, {"actions": 1, "trademark-filed": 1})
        cast.submit(report)
        cast.approve(report)
    consolidated = consolidate(period, Scope.APPROVED)
    with django_assert_num_queries(4), write_consolidated(consolidated) as file:
        rows = xlsx.rows(xlsx.read(file.read())["分单位汇总"])
    assert (len(rows), rows[-1][1]) == (count + 2, count)


def test_a_correction_of_last_period_is_told_in_the_standing(db):
    cast.fill(first := cast.report(cast.open_period(quarter=1)), {"actions": 20, "officers": 40})
    cast.submit(first)
    cast.fill(report := cast.report(cast.open_period()), {"actions": 19, "officers": 40})
    report.save_draft(
        by=cast.clerk(report.unit),
        version=report.version,
        figures=report.figures,
        cut_off_on=report.cut_off_on,
        filled_by=report.filled_by,
        explanations={"Q1-actions": Explanation("correction", "上期把两次检查重复计算", "18")},
    )
    cast.submit(report)
    consolidated = consolidate(report.period, Scope.SUBMITTED)
    with write_consolidated(consolidated) as file:
        lines = [row[0] for row in xlsx.rows(xlsx.read(file.read())["报送情况"])]
    assert lines[5] == (
        "更正上期：川汇区市场监督管理局，开展执法行动上期原报 20，应为 18（上期把两次检查重复计算）"
    )
