"""manage.py consolidate: the consolidated workbook of a period, written to a file."""

from errno import ENOSPC
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from campaigns.start import start_campaign
from statistics.errors import ReportError
from statistics.management.commands import consolidate as command
from tests import cast
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    """Second quarter: 川汇区 approved, 淮阳区 submitted, 扶沟县 only in the first quarter."""
    units = ["411602", "411603", "411621"]
    first = cast.report(cast.open_period(2021, 1, units), "411621")
    report(first, {"actions": 100, "trademark-filed": 50, "trademark-value": 1})
    cast.approve(first)
    second = cast.open_period(2021, 2, units)
    chuanhui, huaiyang = (cast.report(second, code) for code in ("411602", "411603"))
    report(chuanhui, {"actions": 46, "trademark-filed": 10, "other_patent-closed": 2})
    cast.approve(chuanhui)
    report(huaiyang, {"actions": 30, "trademark-filed": 4, "trademark-penalty": 3})
    return second


def report(table, figures):
    cast.fill(table, figures)
    cast.submit(table)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def consolidate(*arguments) -> list[str]:
    out = StringIO()
    call_command("consolidate", *arguments, stdout=out)
    return out.getvalue().splitlines()


def city_table(path):
    """Actions, 合计立案 and 合计结案 as they stand in the official layout."""
    sheet = openpyxl.load_workbook(path)["汇总表"]
    return sheet["C3"].value, sheet["B14"].value, sheet["C14"].value


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_approved_reports_are_written_to_the_current_directory(period, folder):
    assert consolidate("2021", "2") == [
        "2021年二季度（只汇总已审核）：应报 3 个单位，计入 1 个，沿用上期 0 个，未计入 2 个。",
        "  计入 川汇区市场监督管理局（已审核，第2版）",
        "  未计入 淮阳区市场监督管理局（已报送）",
        "  未计入 扶沟县市场监督管理局（未报送）",
        "合计：开展执法行动 46 次，立案 10 件，结案 2 件，涉案金额 0 万元，罚没款金额 0 万元。",
        "已写入 2021年二季度知识产权执法数据汇总表（只汇总已审核）.xlsx",
    ]
    assert names(folder) == ["2021年二季度知识产权执法数据汇总表（只汇总已审核）.xlsx"]
    assert city_table(folder / names(folder)[0]) == (46, 10, 2)


def test_submitted_reports_may_count_too(period, folder):
    lines = consolidate("2021", "2", "--scope", "submitted", "--output", "city.xlsx")
    assert lines == [
        "2021年二季度（含待审核）：应报 3 个单位，计入 2 个，沿用上期 0 个，未计入 1 个。",
        "  计入 川汇区市场监督管理局（已审核，第2版）",
        "  计入 淮阳区市场监督管理局（已报送，第1版）",
        "  未计入 扶沟县市场监督管理局（未报送）",
        "合计：开展执法行动 76 次，立案 14 件，结案 2 件，涉案金额 0 万元，罚没款金额 3 万元。",
        "已写入 city.xlsx",
    ]
    assert city_table(folder / "city.xlsx") == (76, 14, 2)


def test_the_last_approved_figures_may_stand_in(period, folder):
    lines = consolidate("2021", "2", "--scope", "carry", "--output", "city.xlsx")
    assert lines == [
        "2021年二季度（缺报沿用上期）：应报 3 个单位，计入 1 个，沿用上期 1 个，未计入 1 个。",
        "  计入 川汇区市场监督管理局（已审核，第2版）",
        "  未计入 淮阳区市场监督管理局（已报送）",
        "  沿用上期 扶沟县市场监督管理局（未报送，沿用一季度已审核数，第2版）",
        "合计：开展执法行动 146 次，立案 60 件，结案 2 件，涉案金额 1 万元，罚没款金额 0 万元。",
        "已写入 city.xlsx",
    ]
    assert city_table(folder / "city.xlsx") == (146, 60, 2)


def test_what_is_new_since_the_last_period(period, folder):
    chuanhui = cast.report(cast.open_period(2021, 1), "411602")
    report(chuanhui, {"actions": 40, "trademark-filed": 12})
    cast.approve(chuanhui)
    assert consolidate("2021", "2", "--measure", "new") == [
        "2021年二季度（只汇总已审核）：应报 3 个单位，计入 1 个，沿用上期 0 个，未计入 2 个。",
        "  计入 川汇区市场监督管理局（已审核，第2版）",
        "  未计入 淮阳区市场监督管理局（已报送）",
        "  未计入 扶沟县市场监督管理局（未报送）",
        "当期新增：开展执法行动 6 次，立案 -2 件，结案 2 件，涉案金额 0 万元，罚没款金额 0 万元。",
        "已写入 2021年二季度知识产权执法数据汇总表（当期新增，只汇总已审核）.xlsx",
    ]
    sheet = openpyxl.load_workbook(folder / names(folder)[0])["当期新增"]
    assert (sheet["C3"].value, sheet["B14"].value) == (6, -2)


def test_new_figures_of_more_than_one_quarter_are_said(period, folder):
    lines = consolidate("2021", "2", "--measure", "new", "--output", "city.xlsx")
    assert lines[4:6] == [
        "上一季度未计入汇总、本期新增含以前季度数据的单位：川汇区市场监督管理局。",
        "当期新增：开展执法行动 46 次，立案 10 件，结案 2 件，涉案金额 0 万元，罚没款金额 0 万元。",
    ]


def test_an_older_file_is_replaced_under_whoever_reads_it(period, folder):
    (folder / "city.xlsx").write_text("older")
    with (folder / "city.xlsx").open() as reader:
        consolidate("2021", "2", "--output", "city.xlsx")
        assert reader.read() == "older"
    assert city_table(folder / "city.xlsx") == (46, 10, 2)
    assert names(folder) == ["city.xlsx"]


# --- Refusals ------------------------------------------------------------------------------------


def refusal(*arguments) -> str:
    with pytest.raises(CommandError) as refused:
        consolidate(*arguments)
    return str(refused.value)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2021", "5"), "没有“2021 5”这个报告期；请写年度和季度，例如 2021 2。"),
        (("今年", "2"), "没有“今年 2”这个报告期；请写年度和季度，例如 2021 2。"),
        (("2020", "2"), "没有这个报告期：2020年的专项行动尚未建立。"),
        (("2021", "3"), "2021年三季度尚未开启，没有可供汇总的统计表。"),
        (("99999999999999", "1"), "没有这个报告期：99999999999999年的专项行动尚未建立。"),
    ],
)
def test_a_period_that_cannot_be_consolidated(folder, arguments, sentence):
    start_campaign(2021)
    assert refusal(*arguments) == sentence
    assert names(folder) == []


def test_a_folder_that_is_not_there(period):
    assert refusal("2021", "2", "--output", "nowhere/city.xlsx") == (
        "无法写入 nowhere/city.xlsx（No such file or directory）。请用 --output 换一个位置。"
    )


def test_a_failure_leaves_what_was_there_and_nothing_else(period, folder):
    (folder / "city.xlsx").mkdir()
    assert refusal("2021", "2", "--output", "city.xlsx") == (
        "无法写入 city.xlsx（Is a directory）。请用 --output 换一个位置。"
    )
    assert names(folder) == ["city.xlsx"]
    assert names(folder / "city.xlsx") == []


def test_a_full_disk_leaves_the_older_file(period, folder, monkeypatch):
    class FullDisk(BytesIO):
        def read(self, *size):
            raise OSError(ENOSPC, "No space left on device")

    (folder / "city.xlsx").write_text("older")
    monkeypatch.setattr(command, "write_consolidated", lambda table: FullDisk())
    assert refusal("2021", "2", "--output", "city.xlsx") == (
        "无法写入 city.xlsx（No space left on device）。请用 --output 换一个位置。"
    )
    assert names(folder) == ["city.xlsx"]
    assert (folder / "city.xlsx").read_text() == "older"


def test_figures_that_change_meanwhile_are_not_written(period, folder, monkeypatch):
    def changed(table):
        raise ReportError("请再导出一次。")

    monkeypatch.setattr(command, "write_consolidated", changed)
    assert refusal("2021", "2") == "请再导出一次。"
    assert names(folder) == []
