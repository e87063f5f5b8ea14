"""The workbook of an issued total, opened again: its number, 当期新增, 更正说明; the same bytes ever after."""

from datetime import date

import pytest
from django.db import transaction

from statistics.models import Consolidation
from statistics.totals.consolidate import Scope
from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin.totals.issuing import approved, corrected, issued, reopened
from tests.statistics.workbooks.writing import xlsx
from tests.worlds import remembered
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db

UNITS = [CHUANHUI, HUAIYANG, FUGOU]
NAMES = ["川汇区市场监督管理局", "淮阳区市场监督管理局", "扶沟县市场监督管理局"]
FIRST, SECOND = (cast.moment(date(2021, 7, day)) for day in (5, 12))
_ = None


@remembered
def three_units():
    """川汇区 and 淮阳区 are approved, 扶沟县 has nothing; 川汇区 had figures in the first quarter."""
    approved(cast.open_period(2021, 1, UNITS), CHUANHUI, {"actions": 20, "trademark-filed": 4})
    period = cast.open_period(2021, 2, UNITS)
    approved(period, CHUANHUI, {"actions": 46, "trademark-filed": 10, "trademark-value": 15})
    approved(period, HUAIYANG, {"actions": 30, "officers": 0, "other_patent-filed": 2})
    return period


@pytest.fixture
def period():
    return three_units()


@pytest.fixture
@remembered
def two():
    """川汇区 corrects, 淮阳区 was given its table back, 扶沟县 came in: issued again."""
    period = three_units()
    first = issued(period, at=FIRST)
    figures = {"actions": 47, "trademark-filed": 9, "other_patent-closed": 1}
    corrected(cast.report(period), figures)
    reopened(cast.report(period, HUAIYANG))
    approved(period, FUGOU, {"actions": 29, "trademark-value": 15})
    return first, issued(period, note="川汇区更正立案数，扶沟县补报", at=SECOND)


def rows(total, sheet) -> list[list]:
    return xlsx.rows(xlsx.read(bytes(total.workbook))[sheet])


def test_the_sheets(two):
    first, second = (xlsx.read(bytes(total.workbook)).sheetnames for total in two)
    assert first == ["汇总表", "分单位汇总", "分类明细", "报送情况", "当期新增"]
    assert second == [*first, "更正说明"]


def test_the_official_table_is_dated_and_otherwise_as_ever(two):
    table = rows(two[0], "汇总表")
    assert table[0][0] == "2021年知识产权执法数据统计表"
    assert table[1][::6] == ["报送单位：周口市市场监督管理局", "统计时间：2021年1月1日至6月30日"]
    assert table[2][2] == 76
    assert table[13][:4] == ["合计", 12, 0, 15]
    assert table[14] == ["报送时间：2021年7月5日", *[_] * 11]
    assert len(table) == 19


def test_what_is_new_stands_on_a_sheet_of_its_own(two):
    table = rows(two[0], "当期新增")
    assert table[1][6] == "统计时间：2021年4月1日至6月30日"
    assert (table[2][2], table[13][1], table[14][0]) == (56, 8, "报送时间：2021年7月5日")


def test_the_standing_says_which_one_it_is(two):
    first, second = two
    assert [row[0] for row in rows(first, "报送情况")[4:9]] == [
        "本期数据未计入的单位（1 个）：扶沟县市场监督管理局。",
        "编号：2021-2-1，第1号",
        "发布：2021年7月5日 10:00，市局审核员",
        f"内容摘要（SHA-256）：{first.digest}",
        "报送单位",
    ]
    assert [row[0] for row in rows(second, "报送情况")[5:9]] == [
        "编号：2021-2-2，第2号（更正件）",
        "发布：2021年7月12日 10:00，市局审核员",
        f"内容摘要（SHA-256）：{second.digest}",
        "更正原因：川汇区更正立案数，扶沟县补报",
    ]


def test_what_was_corrected(two):
    sheet = rows(two[1], "更正说明")
    assert [row[0] for row in sheet[:6]] == [
        "2021年二季度知识产权执法数据汇总表更正说明",
        "本件：2021-2-2，2021年7月12日 10:00发布",
        "更正：2021-2-1，2021年7月5日 10:00发布",
        "更正原因：川汇区更正立案数，扶沟县补报",
        "汇总口径：只汇总已审核，没有改变。",
        "全市数据有 5 项变动，计入的单位有 3 个变动。",
    ]
    assert sheet[6:] == [
        ["单位", "项目", "原", "现", "差额"],
        ["全市", "商标侵权案件 · 立案（件）", 10, 9, -1],
        ["全市", "其他专利案件 · 立案（件）", 2, 0, -2],
        ["全市", "其他专利案件 · 结案（件）", 0, 1, 1],
        ["全市", "合计 · 立案（件）", 12, 9, -3],
        ["全市", "合计 · 结案（件）", 0, 1, 1],
        [NAMES[0], "计入版本", "第2版", "第5版", _],
        [NAMES[0], "开展执法行动（次）", 46, 47, 1],
        [NAMES[0], "商标侵权案件 · 立案（件）", 10, 9, -1],
        [NAMES[0], "商标侵权案件 · 涉案金额（万元）", 15, _, -15],
        [NAMES[0], "其他专利案件 · 结案（件）", _, 1, 1],
        [NAMES[1], "计入版本", "第2版", "未计入（已退回）", _],
        [NAMES[1], "开展执法行动（次）", 30, _, -30],
        [NAMES[1], "其他专利案件 · 立案（件）", 2, _, -2],
        [NAMES[2], "计入版本", "未计入（未报送）", "第2版", _],
        [NAMES[2], "开展执法行动（次）", _, 29, 29],
        [NAMES[2], "商标侵权案件 · 涉案金额（万元）", _, 15, 15],
    ]


def test_the_units_changes_add_up_to_the_city_s(two):
    """46 + 30 was 76, and 47 + 29 is 76: nothing of the city's changed there, and it is not listed."""
    lines = [row for row in rows(two[1], "更正说明")[7:] if row[1] != "计入版本"]
    for label in {row[1] for row in lines if not row[1].startswith("合计")}:
        city = sum(row[4] for row in lines if row[:2] == ["全市", label])
        assert city == sum(row[4] for row in lines if row[1] == label and row[0] != "全市")


def test_a_correction_in_another_scope_says_so(period):
    issued(period, at=FIRST)
    total = issued(period, Scope.CARRY, note="改为沿用上期的口径", at=SECOND)
    sheet = rows(total, "更正说明")
    assert [row[0] for row in sheet[4:6]] == [
        "汇总口径：原为“只汇总已审核”，现为“缺报沿用上期”。",
        "全市数据有 0 项变动，计入的单位有 0 个变动。",
    ]
    assert len(sheet) == 7


def test_a_unit_that_was_carried_and_then_came_in(period):
    approved(cast.open_period(2021, 1, UNITS), FUGOU, {"actions": 3})
    issued(period, Scope.CARRY, at=FIRST)
    approved(period, FUGOU, {"actions": 8})
    sheet = rows(issued(period, Scope.CARRY, note="扶沟县补报", at=SECOND), "更正说明")
    assert sheet[7:] == [
        ["全市", "开展执法行动（次）", 79, 84, 5],
        [NAMES[2], "计入版本", "沿用一季度第2版", "第2版", _],
        [NAMES[2], "开展执法行动（次）", 3, 8, 5],
    ]


def test_a_name_or_a_reason_like_a_formula_stays_text(period):
    unit = cast.unit(CHUANHUI)
    unit.name = "=1+1局"
    unit.save()
    issued(period, at=FIRST)
    corrected(cast.report(period), {"actions": 47})
    total = issued(period, note='=HYPERLINK("x")', at=SECOND)
    book = xlsx.read(bytes(total.workbook))
    for sheet in book:
        assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert rows(total, "更正说明")[3][0] == '更正原因：=HYPERLINK("x")'


def test_the_same_bytes_whatever_happens_later(two):
    first, _ = two
    before = bytes(first.workbook)
    approved(cast.open_period(2020, 2, UNITS))
    ReportingUnit.objects.update(name="改了名的局")
    reopened(cast.report(first.period))
    stored = Consolidation.objects.get(pk=first.pk)
    assert bytes(stored.workbook) == before
    assert stored.is_workbook_intact


def test_equal_totals_at_one_moment_give_equal_bytes(period):
    """Nothing in the file depends on the run: no clock, no order of a set."""
    workbooks = []
    for _number in range(2):
        with transaction.atomic():
            workbooks.append(bytes(issued(period, at=FIRST).workbook))
            transaction.set_rollback(True)
    assert workbooks[0] == workbooks[1]


def test_the_year_comparison_is_part_of_it(period):
    approved(cast.open_period(2020, 2, UNITS), CHUANHUI, {"actions": 40})
    total = issued(period, at=FIRST)
    assert rows(total, "同期比较")[4] == ["执法行动数据", "开展执法行动（次）", 76, 40, 36, 0.9]
