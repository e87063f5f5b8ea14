"""manage.py import_workbooks: what is not taken, and why."""

from datetime import date

import pytest

from statistics.models import SourceWorkbook
from tests import cast
from tests.cast import CHUANHUI
from tests.statistics.intake import mailed
from tests.statistics.management.importing import filled, run, sentences, stored, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("ends_on", "found"), [(date(2021, 3, 31), "2021年一季度"), (date(2021, 9, 25), "2021年三季度")]
)
def test_a_workbook_of_another_quarter(tmp_path, period, ends_on, found):
    other = mailed.paper("川汇区", {"actions": 1}, cut_off_on=ends_on)
    mailed.folder(tmp_path, {"川汇区.xlsx": other})
    before = stored()["reports"]
    assert told(tmp_path) == [("川汇区.xlsx", CHUANHUI, "refused", ["other_period"])]
    assert sentences(tmp_path) == [
        f"工作簿是{found}的统计表，不是2021年二季度的。请核对是否选错了文件或报告期。"
    ]
    assert stored()["reports"] == before


def test_a_cell_that_is_no_figure(tmp_path, period, table):
    doubtful = mailed.written_over(table, {"C3": "约46"})
    mailed.folder(tmp_path, {"川汇区.xlsx": doubtful})
    assert run(tmp_path) == [
        "需处理  川汇区.xlsx  川汇区市场监督管理局",
        "    统计表!C3  “约46”不是数字，此格应填以次计的整数，例如 12；没有就留空。",
        "已导入 0，需处理 1，不能导入 0",
    ]
    assert SourceWorkbook.objects.count() == 0


def test_what_follows_from_an_unread_cell_is_no_problem_of_its_own(tmp_path, report):
    doubtful = mailed.attachment(report, {"actions": 46, "market_actions": 3})
    mailed.folder(tmp_path, {"川汇区.xlsx": mailed.written_over(doubtful, {"C3": "约46"})})
    assert told(tmp_path) == [("川汇区.xlsx", CHUANHUI, "needs_attention", ["not_a_figure"])]


def test_a_submitted_report_is_left_alone_and_said_so(tmp_path, report):
    cast.fill(report, {"actions": 40})
    cast.submit(report)
    before = stored()["reports"]
    mailed.folder(tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 46})})
    assert sentences(tmp_path, "--submit") == [
        "川汇区市场监督管理局的统计表现在是“已报送”，没有改动。确需更正的，请先退回，再导入。"
    ]
    assert stored()["reports"] == before


def test_a_locked_period(tmp_path, report, table):
    report.period.locks_on = date(2021, 7, 15)
    report.period.save()
    assert sentences(mailed.folder(tmp_path, {"川汇区.xlsx": table})) == [
        "2021年二季度已锁定，川汇区市场监督管理局的统计表没有改动。确需补报的，请先批准延期。"
    ]
    assert filled(report) == {}


def test_an_excused_unit(tmp_path, report, table):
    report.excuse(by=cast.reviewer(), reason="并入淮阳区局")
    assert sentences(mailed.folder(tmp_path, {"川汇区.xlsx": table}), "--submit") == [
        "川汇区市场监督管理局本期已免报（并入淮阳区局），没有导入。确需报送的，请先撤销免报，再导入。"
    ]
    assert filled(report) == {}


def test_what_the_unit_is_typing_is_never_overwritten(tmp_path, report, table):
    cast.fill(report, {"actions": 40, "officers": 3})
    before = stored()["reports"]
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    assert sentences(tmp_path, "--submit") == [
        "川汇区市场监督管理局正在填报此表（川汇区填报员保存过），与工作簿有 2 格不同，没有覆盖。"
        "请与填报单位核对，由其自行修改或导入。"
    ]
    assert stored()["reports"] == before


def test_what_the_unit_typed_alike_stays_its_own(tmp_path, report, table):
    cast.fill(report, {"actions": 46, "officers": 92}, cut_off_on=date(2021, 6, 25))
    before = stored()["reports"]
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    assert run(tmp_path, "--submit") == [
        "没有变化  川汇区.xlsx  川汇区市场监督管理局",
        "    川汇区市场监督管理局已自行填报，数字与工作簿相同，没有改动，由其自行报送。",
        "已导入 1，需处理 0，不能导入 0",
    ]
    assert stored()["reports"] == before


def test_an_empty_table_is_neither_imported_nor_submitted(tmp_path, report):
    mailed.folder(tmp_path, {"川汇区.xlsx": mailed.attachment(report, {})})
    before = stored()["reports"]
    assert told(tmp_path, "--submit") == [
        ("川汇区.xlsx", CHUANHUI, "needs_attention", ["no_figures"])
    ]
    assert stored()["reports"] == before


def test_a_lock_file_of_excel(tmp_path, period):
    mailed.folder(tmp_path, {"~$川汇区.xlsx": bytes(165)})
    assert told(tmp_path) == [("~$川汇区.xlsx", CHUANHUI, "refused", ["lock_file"])]
