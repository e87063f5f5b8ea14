"""manage.py import_workbooks: whose a workbook is, and two of one unit."""

import pytest

from statistics.intake import batch
from statistics.models import Report
from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.intake import mailed
from tests.statistics.management.importing import sentences, stored, told

pytestmark = pytest.mark.django_db


def test_the_hidden_mark_tells_the_unit_whatever_the_file_is_called(tmp_path, period, table):
    mailed.folder(tmp_path, {"扶沟县.xlsx": table})
    assert told(tmp_path) == [("扶沟县.xlsx", CHUANHUI, "imported", [])]


def test_a_table_downloaded_under_the_former_code_is_the_unit_s(tmp_path, period, table):
    unit = cast.unit(CHUANHUI)
    unit.code, unit.name, unit.short_name = "411699", "沙颍区市场监督管理局", "沙颍区"
    unit.save()
    paper = mailed.paper("川汇区市场监督管理局", {"actions": 1})
    mailed.folder(tmp_path, {"统计表.xlsx": table})
    assert told(tmp_path) == [("统计表.xlsx", "411699", "imported", [])]
    mailed.folder(tmp_path, {"川汇区.xlsx": paper})
    two = [("川汇区.xlsx", "411699", "needs_attention", ["two_files"])]
    assert told(tmp_path) == [*two, ("统计表.xlsx", "411699", "needs_attention", ["two_files"])]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("川汇区市场监督管理局", CHUANHUI),
        ("川汇区", CHUANHUI),
        ("淮阳县", HUAIYANG),
        ("河南省淮阳县市场监管局（盖章）", HUAIYANG),
        ("扶沟", FUGOU),
    ],
)
def test_the_line_of_the_form_tells_the_unit(tmp_path, period, name, code):
    mailed.folder(tmp_path, {"统计表.xlsx": mailed.paper(name, {"actions": 1})})
    assert told(tmp_path) == [("统计表.xlsx", code, "imported", [])]


@pytest.mark.parametrize("name", ["扶沟县二季度.xlsx", "报送/411621 2021.xlsx", "扶沟局.xlsx"])
def test_the_file_s_name_tells_the_unit_when_the_form_does_not(tmp_path, period, name):
    mailed.folder(tmp_path, {name: mailed.paper("", {"actions": 1})})
    assert told(tmp_path) == [(name, FUGOU, "imported", [])]


def test_nothing_tells_the_unit(tmp_path, period):
    mailed.folder(tmp_path, {"统计表.xlsx": mailed.paper("某某县", {"actions": 1})})
    assert told(tmp_path) == [("统计表.xlsx", None, "needs_attention", ["unit_unknown"])]
    assert sentences(tmp_path) == [
        "无法识别报送单位：报送单位写的是“某某县”，本期没有这个单位，文件名里也没有。"
        "请在表中写明报送单位，或把单位名称写进文件名，再导入。"
    ]


def test_a_unit_that_is_not_expected_this_quarter(tmp_path, table):
    cast.open_period(units=[CHUANHUI])
    Report.objects.all().delete()
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    assert told(tmp_path) == [("川汇区.xlsx", None, "needs_attention", ["not_expected"])]


def test_mark_and_words_name_different_units(tmp_path, period, table):
    other = mailed.written_over(table, {"A2": "报送单位：淮阳区市场监督管理局"})
    mailed.folder(tmp_path, {"淮阳区.xlsx": other})
    assert told(tmp_path) == [("淮阳区.xlsx", CHUANHUI, "refused", ["other_unit"])]
    assert stored()["reports"] == [(report.pk, 1, "draft", None) for report in period.reports.all()]


def test_two_files_of_one_unit_are_both_named_and_neither_is_taken(tmp_path, period, table):
    again = mailed.paper("川汇区", {"actions": 47})
    mailed.folder(tmp_path, {"川汇区.xlsx": table, "补报/川汇区.xlsx": again})
    before = stored()
    assert sentences(tmp_path, "--submit") == [
        "“川汇区.xlsx”和“补报/川汇区.xlsx”都是川汇区市场监督管理局的，无法确定取哪一个，都没有导入。"
        "请只留下一个再导入。",
        "“补报/川汇区.xlsx”和“川汇区.xlsx”都是川汇区市场监督管理局的，无法确定取哪一个，都没有导入。"
        "请只留下一个再导入。",
    ]
    assert stored()["reports"] == before["reports"]


def test_two_files_of_one_unit_far_from_each_other(tmp_path, period, table, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 1)
    mailed.folder(tmp_path, {"a.xlsx": table, "b.xlsx": table})
    assert told(tmp_path) == [
        ("a.xlsx", CHUANHUI, "needs_attention", ["two_files"]),
        ("b.xlsx", CHUANHUI, "needs_attention", ["two_files"]),
    ]


def test_two_entries_of_one_name_are_two_files(tmp_path, period, table):
    archive = mailed.zipped({"川汇区1.xlsx": table, "川汇区2.xlsx": table})
    (tmp_path / "a.zip").write_bytes(archive.replace("川汇区2".encode(), "川汇区1".encode()))
    assert (
        told(tmp_path / "a.zip")
        == [("川汇区1.xlsx", CHUANHUI, "needs_attention", ["two_files"])] * 2
    )


def test_last_quarter_s_file_of_the_unit_is_no_second_one(tmp_path, period, table):
    first = cast.report(cast.open_period(quarter=1))
    files = {"一季度.xlsx": mailed.attachment(first, {"actions": 9}), "二季度.xlsx": table}
    assert told(mailed.folder(tmp_path, files)) == [
        ("一季度.xlsx", CHUANHUI, "refused", ["other_period"]),
        ("二季度.xlsx", CHUANHUI, "imported", []),
    ]
