"""The city's consolidated workbook: four sheets, added up by hand for three units."""

from datetime import datetime

import pytest

from statistics.checks.explanations import Explanation
from statistics.totals.consolidate import Scope, consolidate
from statistics.workbooks.writing import standing_sheet
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast
from tests.statistics.workbooks.writing import xlsx
from tests.statistics.workbooks.writing.consolidated import (
    CHUANHUI,
    FUGOU,
    HUAIYANG,
    NAMES,
    report_of,
    sheet,
    three_units,
    workbook,
)


@pytest.fixture
def period(db):
    return three_units()


_ = None


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
        ["2021年二季度知识产权执法数据报送情况", _, _, _, _, _],
        ["依据文号：周市监办〔2021〕53号", _, _, _, _, _],
        ["汇总口径：缺报沿用上期", _, _, _, _, _],
        [
            "应报送 3 个单位：已报送 2 个（按时 1 个，逾期 1 个），未报送 1 个。"
            "计入汇总 2 个，其中沿用上期 1 个。",
            *(_, _, _, _, _),
        ],
        [
            "本期数据未计入的单位（2 个）：淮阳区市场监督管理局、扶沟县市场监督管理局。",
            *(_, _, _, _, _),
        ],
        ["报送单位", "状态", "按时或逾期", "首次报送时间", "统计截止日", "计入版本"],
        [NAMES[0], "已审核", "按时", datetime(2021, 6, 28, 15), "2021年6月30日", 2],
        [NAMES[1], "未报送，沿用一季度已审核数", "逾期", _, "2021年3月31日", 2],
        [NAMES[2], "已报送", "逾期", datetime(2021, 7, 2, 9), _, "未计入"],
    ]


def test_a_period_that_is_not_due_yet_and_a_campaign_without_a_number(db):
    period = cast.open_period(2999, 1, [CHUANHUI])
    period.campaign.document_number = ""
    rows = xlsx.rows(sheet(period, Scope.APPROVED, "报送情况"))
    assert rows[1] == ["依据文号：未填", _, _, _, _, _]
    assert rows[6:] == [[NAMES[0], "未报送", "未到期", _, _, "未计入"]]


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
