"""manage.py import_workbooks: a folder of mailed workbooks becomes a period's drafts."""

import hashlib
import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from campaigns.start import start_campaign
from statistics.intake import batch
from statistics.intake.batch import import_files
from statistics.intake.folder import File
from statistics.management.commands.import_workbooks import Progress
from statistics.models import CaseRow, Edition, Report, SourceWorkbook
from statistics.workbooks.gate.first_look import Refused
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.intake import mailed
from units.models import User
from units.technical import command_line

pytestmark = pytest.mark.django_db
PERIOD = ("--year", "2021", "--quarter", "2")


@pytest.fixture
def period():
    return cast.open_period(units=[CHUANHUI, HUAIYANG, FUGOU])


@pytest.fixture
def report(period) -> Report:
    return cast.report(period)


@pytest.fixture
def table(report) -> bytes:
    """川汇区's workbook with 46 actions and 92 officers."""
    return mailed.attachment(report, {"actions": 46, "officers": 92})


def run(folder: Path, *options: str) -> list[str]:
    """What the command tells, line by line."""
    out = StringIO()
    call_command("import_workbooks", str(folder), *PERIOD, *options, stdout=out)
    return out.getvalue().splitlines()


def told(folder: Path, *options: str) -> list[tuple]:
    """Of each file: its name, its unit, what became of it, and the codes of its problems."""
    return [
        (file["file"], file["unit"], file["status"], [each["code"] for each in file["problems"]])
        for file in json.loads("\n".join(run(folder, "--json", *options)))
    ]


def sentences(folder: Path, *options: str) -> list[str]:
    """All problems, in the words that people read."""
    outcomes = json.loads("\n".join(run(folder, "--json", *options)))
    return [problem["message"] for file in outcomes for problem in file["problems"]]


def filled(report) -> dict:
    report = Report.objects.with_table().get(pk=report.pk)
    return {name: figure for name, figure in report.figures.cells.items() if figure is not None}


def stored() -> dict:
    """All that an import could leave behind."""
    counted = (SourceWorkbook, Edition, CaseRow, User, Group)
    reports = Report.objects.order_by("pk").values_list("pk", "version", "status", "source_id")
    return {"reports": list(reports)} | {model: model.objects.count() for model in counted}


# --- What is told --------------------------------------------------------------------------------


@pytest.fixture
def mixed(tmp_path, period, table) -> Path:
    """川汇区 as it should be, 淮阳区 with a part larger than the whole, and a picture."""
    files = {
        "川汇区.xlsx": table,
        "淮阳.xlsx": mailed.paper("淮阳区", {"actions": 3, "market_actions": 4}),
        "照片.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }
    return mailed.folder(tmp_path / "mixed", files)


LEFT = [
    "需处理  淮阳.xlsx  淮阳区市场监督管理局",
    "    统计表!G3  实体经济执法行动：现填 4 次，应不超过开展执法行动 3 次，多 1 次。"
    "前者是后者的一部分，请核对两格中填错的一个。",
    "不能导入  照片.xlsx",
    "    这是图片，读不出里面的数字，应上传 Excel 工作簿。"
    "请上传填数用的工作簿（*.xlsx），不要上传照片或截图。",
]


def test_a_line_for_each_file_its_problems_and_the_sum(mixed):
    assert run(mixed) == [
        "已导入  川汇区.xlsx  川汇区市场监督管理局",
        *LEFT,
        "已导入 1，需处理 1，不能导入 1",
    ]


def test_the_second_time_it_says_that_nothing_has_changed(mixed):
    run(mixed)
    assert run(mixed)[0] == "没有变化  川汇区.xlsx  川汇区市场监督管理局"


def test_a_dry_run_says_what_could_be_imported(mixed):
    assert run(mixed, "--dry-run") == [
        "可导入  川汇区.xlsx  川汇区市场监督管理局",
        *LEFT,
        "试运行，没有保存：可导入 1，需处理 1，不能导入 1",
    ]


def test_submitting_is_told_too(mixed):
    assert run(mixed, "--dry-run", "--submit")[0].startswith("可导入并代报  川汇区.xlsx")
    assert run(mixed, "--submit")[0].startswith("已导入并代报  川汇区.xlsx")


def test_json_for_programs(mixed):
    assert json.loads("\n".join(run(mixed, "--json"))) == [
        {"file": "川汇区.xlsx", "unit": "411602", "status": "imported", "problems": []},
        {
            "file": "淮阳.xlsx",
            "unit": "411603",
            "status": "needs_attention",
            "problems": [
                {
                    "code": "A1",
                    "message": LEFT[1].split("  ")[-1],
                    "sheet": "统计表",
                    "cell": "G3",
                    "found": "现填 4 次",
                    "expected": "应不超过开展执法行动 3 次",
                    "name": "market_actions",
                    "is_note": False,
                }
            ],
        },
        {
            "file": "照片.xlsx",
            "unit": None,
            "status": "refused",
            "problems": [
                {
                    "code": "image",
                    "message": LEFT[3].strip(),
                    "sheet": "",
                    "cell": "",
                    "found": "",
                    "expected": "",
                    "name": "",
                    "is_note": False,
                }
            ],
        },
    ]


def test_json_comes_an_element_a_line_in_plain_chinese(mixed):
    first, *elements, last = run(mixed, "--json")
    assert (first, last) == ("[", "]")
    assert [json.loads(element.removesuffix(","))["file"] for element in elements] == [
        "川汇区.xlsx", "淮阳.xlsx", "照片.xlsx"
    ]  # fmt: skip
    assert elements[0].startswith('{"file": "川汇区.xlsx"')


def test_what_no_one_can_see_in_a_name_is_shown(tmp_path, period, table):
    mailed.folder(tmp_path, {"川汇区\u202exslx.\x1b[2J.xlsx": table})
    assert run(tmp_path)[0] == "已导入  川汇区□xslx.□[2J.xlsx  川汇区市场监督管理局"


class Terminal(StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_and_wiped_off(mixed):
    out, screen = StringIO(), Terminal()
    call_command("import_workbooks", str(mixed), *PERIOD, "--json", stdout=out, stderr=screen)
    steps = screen.getvalue().split("\r")[1:]
    assert steps == [
        "读取 [##########--------------------] 1/3",
        "读取 [####################----------] 2/3",
        "读取 [##############################] 3/3",
        "\x1b[K",
    ]
    assert len(json.loads(out.getvalue())) == 3


def test_progress_is_silent_elsewhere():
    stream = StringIO()
    Progress(1, stream)()
    assert stream.getvalue() == ""


# --- What is stored ------------------------------------------------------------------------------


def test_the_figures_become_the_draft(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}))
    assert filled(report) == {"actions": 46, "officers": 92}
    report.refresh_from_db()
    assert (report.status, report.version, report.cut_off_on) == ("draft", 2, date(2021, 6, 30))


def test_the_file_is_kept_with_who_brought_it_in(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"县区/川汇区.xlsx": table}))
    source = SourceWorkbook.objects.get()
    assert (source.report, source.name) == (report, "县区/川汇区.xlsx")
    assert bytes(source.content) == table
    assert source.sha256 == hashlib.sha256(table).hexdigest()
    assert (source.on_behalf, source.taken_by) == (True, command_line())


@pytest.mark.parametrize("options", [(), ("--submit",), ("--submit", "--json")])
def test_a_dry_run_stores_nothing_at_all(mixed, options):
    before = stored()
    run(mixed, "--dry-run", *options)
    assert stored() == before


def test_a_dry_run_of_several_transactions_stores_nothing_either(mixed, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 1)
    mailed.folder(mixed, {"扶沟.xlsx": mailed.paper("扶沟县", {"actions": 1, "officers": 2})})
    before = stored()
    assert run(mixed, "--dry-run", "--submit")[-1] == (
        "试运行，没有保存：可导入 2，需处理 1，不能导入 1"
    )
    assert stored() == before


@pytest.mark.parametrize("option", [(), ("--submit",)])
def test_running_it_twice_changes_nothing(mixed, option):
    run(mixed, *option)
    before = stored()
    run(mixed, *option)
    run(mixed)
    assert stored() == before


def test_a_corrected_workbook_replaces_the_draft_and_both_are_kept(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}))
    corrected = mailed.attachment(report, {"actions": 47})
    assert told(mailed.folder(tmp_path, {"川汇区.xlsx": corrected})) == [
        ("川汇区.xlsx", CHUANHUI, "imported", [])
    ]
    assert filled(report) == {"actions": 47}
    assert SourceWorkbook.objects.count() == 2


def test_more_files_than_fit_in_a_transaction(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "AT_ONCE", 2)
    period = cast.open_period(units=city.counties(5))
    reports = list(period.reports.with_table())
    files = {f"{each.unit.code}.xlsx": mailed.attachment(each, {"actions": 9}) for each in reports}
    assert run(mailed.folder(tmp_path, files))[-1] == "已导入 5，需处理 0，不能导入 0"
    assert [filled(each) for each in reports] == [{"actions": 9}] * 5


# --- Whose it is ---------------------------------------------------------------------------------


def test_the_hidden_mark_tells_the_unit_whatever_the_file_is_called(tmp_path, period, table):
    mailed.folder(tmp_path, {"扶沟县.xlsx": table})
    assert told(tmp_path) == [("扶沟县.xlsx", CHUANHUI, "imported", [])]


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
        "看不出是哪个单位的表：报送单位写的是“某某县”，本期没有这个单位，文件名里也没有。"
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


# --- What is not taken ---------------------------------------------------------------------------


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


def test_what_the_unit_is_typing_is_never_overwritten(tmp_path, report, table):
    cast.fill(report, {"actions": 40, "officers": 3})
    before = stored()["reports"]
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    assert sentences(tmp_path, "--submit") == [
        "川汇区市场监督管理局正在填这张表（川汇区填报员保存过），与工作簿有 2 格不同，没有覆盖。"
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


# --- Submitting ----------------------------------------------------------------------------------


def test_submitting_leaves_an_edition_that_names_file_and_account(tmp_path, report, table):
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}), "--submit")
    report.refresh_from_db()
    edition = report.editions.get()
    assert (report.status, report.submitted_by) == ("submitted", command_line())
    assert (edition.event, edition.by) == ("submitted", command_line())
    assert edition.source == report.source == SourceWorkbook.objects.get()
    assert edition.content["on_behalf_by"] == "命令行导入"
    assert edition.content["workbook"] == hashlib.sha256(table).hexdigest()
    assert edition.content["blank_as_zero"] is True


def test_a_draft_that_was_imported_before_is_submitted_later(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path)
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")
    assert SourceWorkbook.objects.count() == 1


@pytest.mark.parametrize("step", ["returned", "withdrawn"])
def test_what_was_given_back_is_not_sent_again_unchanged(tmp_path, report, table, step):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    if step == "returned":
        cast.send_back(report)
    else:
        report.withdraw(by=cast.clerk(report.unit))
    before = stored()
    state = {"returned": "已退回", "withdrawn": "填报中"}[step]
    assert sentences(tmp_path, "--submit") == [
        f"川汇区市场监督管理局的统计表报送后被退回或撤回，现在是“{state}”，工作簿与那时相同，"
        "没有再次报送。请导入改正后的工作簿，或由填报单位自行报送。"
    ]
    assert stored() == before


def test_a_corrected_workbook_after_a_return_is_submitted(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    cast.send_back(report)
    mailed.folder(
        tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 50, "officers": 100})}
    )
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")
    assert [edition.event for edition in report.editions.all()] == [
        "submitted", "returned", "submitted"
    ]  # fmt: skip


def test_a_corrected_workbook_may_be_imported_first_and_submitted_later(tmp_path, report, table):
    mailed.folder(tmp_path, {"川汇区.xlsx": table})
    run(tmp_path, "--submit")
    report.refresh_from_db()
    cast.send_back(report)
    mailed.folder(
        tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 50, "officers": 100})}
    )
    run(tmp_path)
    assert run(tmp_path, "--submit")[0].startswith("已导入并代报")


# --- Folders and archives ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_an_archive(tmp_path, period, table, encoding):
    files = {
        "二季度/川汇区.xlsx": table,
        "二季度/县/扶沟县.xlsx": mailed.paper("", {"actions": 5}),
        "二季度/Thumbs.db": b"x",
        "__MACOSX/._川汇区.xlsx": b"x",
    }
    (tmp_path / "报送.zip").write_bytes(mailed.zipped(files, encoding=encoding))
    assert told(tmp_path / "报送.zip") == [
        ("二季度/县/扶沟县.xlsx", FUGOU, "imported", []),
        ("二季度/川汇区.xlsx", CHUANHUI, "imported", []),
    ]


def test_one_bad_file_never_stops_the_others(tmp_path, report, table, monkeypatch):
    def read(data, name, sandbox):
        if name == "2.xlsx":
            raise RuntimeError("a fault of ours")
        return read_workbook(data, name, sandbox)

    read_workbook = batch.read_workbook
    monkeypatch.setattr(batch, "read_workbook", read)
    files = {"1.xlsx": b"", "2.xlsx": table, "3.xlsx": table[:500], "4.xlsx": table}
    assert told(mailed.folder(tmp_path, files)) == [
        ("1.xlsx", None, "refused", ["empty"]),
        ("2.xlsx", None, "refused", ["not_read"]),
        ("3.xlsx", None, "refused", ["damaged"]),
        ("4.xlsx", CHUANHUI, "imported", []),
    ]


def test_a_damaged_entry_never_stops_the_others(tmp_path, report, table):
    archive = mailed.zipped({"a.xlsx": b"some text", "川汇区.xlsx": table})
    damaged = bytearray(archive)
    damaged[archive.index(b"a.xlsx") + 8] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(damaged)
    assert told(tmp_path / "a.zip") == [
        ("a.xlsx", None, "refused", ["entry_damaged"]),
        ("川汇区.xlsx", CHUANHUI, "imported", []),
    ]


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_file_that_is_changed_meanwhile(period, report, table, what):
    def second_reading():
        if what == "gone":
            raise Refused("unreadable_file", "读不了这个文件。")
        return table + b" "

    answers = iter([lambda: table, second_reading])
    files = [
        File("川汇区.xlsx", lambda: next(answers)()),
        File("扶沟县.xlsx", lambda: mailed.paper("扶沟县", {"actions": 5})),
    ]
    changed, other = import_files(files, period, by=cast.reviewer())
    assert [problem.message for problem in changed.problems] == [
        "文件在导入过程中被改动或移走，没有导入。请关闭该文件后再导入一次。"
    ]
    assert (changed.label, other.label) == ("需处理", "已导入")
    assert filled(report) == {}


def test_a_reading_that_is_given_up_stores_nothing(period, table):
    def give_up():
        raise Refused("late", "太久了。")

    reviewer = cast.reviewer()
    before = stored()
    files = [File(f"{number}.xlsx", lambda: table) for number in range(30)]
    with pytest.raises(Refused):
        list(import_files(files, period, by=reviewer, progress=give_up))
    assert stored() == before


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_workbooks", *arguments, stdout=StringIO())
    return str(refused.value)


@pytest.mark.parametrize("files", [{}, {".DS_Store": b"x", "__MACOSX/._a.xlsx": b"x"}])
@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_nothing_to_import(tmp_path, period, files, kind):
    place = tmp_path / kind
    place.mkdir() if kind == "folder" else place.write_bytes(mailed.zipped(files))
    if kind == "folder":
        mailed.folder(place, files)
    assert refusal(str(place), *PERIOD) == (
        f"“{place}”里没有文件。请给出存放工作簿的文件夹或 zip 压缩包。"
    )


def test_a_folder_that_is_not_there_and_an_archive_that_is_broken(tmp_path, period):
    assert refusal(f"{tmp_path}/nowhere", *PERIOD) == (
        f"找不到“{tmp_path}/nowhere”。请给出存放工作簿的文件夹或 zip 压缩包。"
    )
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    assert refusal(f"{tmp_path}/a.zip", *PERIOD) == (
        f"“{tmp_path}/a.zip”不是文件夹，也不是完好的 zip 压缩包。"
        "请给出存放工作簿的文件夹或 zip 压缩包。"
    )


@pytest.mark.parametrize(
    ("year", "quarter", "sentence"),
    [
        ("2021", "5", "没有“2021 5”这个报告期；请写年度和季度，例如 2021 2。"),
        ("今年", "2", "没有“今年 2”这个报告期；请写年度和季度，例如 2021 2。"),
        ("2020", "2", "没有这个报告期：2020年的专项行动还没有建立。"),
        ("2021", "3", "2021年三季度还没有开启，没有可以填入的统计表。"),
    ],
)
def test_a_period_that_nothing_can_be_imported_into(tmp_path, year, quarter, sentence):
    start_campaign(2021)
    assert refusal(str(tmp_path), "--year", year, "--quarter", quarter) == sentence
    assert not User.objects.exists()


# --- Under whose name ----------------------------------------------------------------------------


def test_an_account_of_the_section_may_be_named(tmp_path, report, table):
    reviewer = cast.reviewer()
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}), "--by", "city", "--submit")
    report.refresh_from_db()
    assert (report.saved_by, report.submitted_by) == (reviewer, reviewer)
    assert report.editions.get().content["on_behalf_by"] == "市局审核员"
    assert not User.objects.filter(username="command-line").exists()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("nobody", "没有账户“nobody”。"),
        ("", "没有账户“”。"),
        ("city", "账户“city”已停用。"),
        (
            "auditor",
            "账户“auditor”没有“代填统计表”的权限。请用知识产权保护科的账户，或不写 --by。",
        ),
        (
            "411602",
            "账户“411602”没有“代填统计表”的权限。请用知识产权保护科的账户，或不写 --by。",
        ),
    ],
)
def test_accounts_that_enter_nothing(mixed, username, sentence):
    cast.auditor(), cast.clerk(cast.unit()), cast.reviewer()
    User.objects.filter(username="city").update(is_active=False)
    before = stored()
    assert refusal(str(mixed), *PERIOD, "--by", username) == sentence
    assert stored() == before


def test_the_technical_account_is_made_once(mixed):
    run(mixed)
    run(mixed)
    account = User.objects.get(username="command-line")
    assert account.display_name == "命令行导入"
    assert [group.name for group in account.groups.all()] == ["批量导入"]
    assert account.get_all_permissions() == {"statistics.enter_on_behalf"}
    assert (account.unit, account.is_staff, account.is_superuser) == (None, False, False)
    assert account.has_usable_password() is False


def test_nobody_signs_in_with_it(mixed):
    run(mixed)
    for password in ("", "!", "command-line", User.objects.get().password):
        data = {"username": "command-line", "password": password}
        response = Client().post("/accounts/login/", data)
        assert response.status_code == 200
        assert response.wsgi_request.user.is_authenticated is False


def test_put_out_of_use_it_enters_nothing(mixed):
    command_line()
    User.objects.update(is_active=False)
    assert refusal(str(mixed), *PERIOD) == "账户“command-line”已停用。"


def test_the_accounts_of_the_admin_show_it(mixed):
    run(mixed)
    client, account = city.sign_in(cast.administrator()), command_line()
    assert "命令行导入" in client.get("/admin/units/user/?role=批量导入").content.decode()
    assert client.get(f"/admin/units/user/{account.pk}/change/").status_code == 200


@pytest.mark.parametrize("account", [cast.administrator, "superuser"])
def test_nobody_gives_it_a_password_or_another_role(mixed, account):
    run(mixed)
    by = account() if callable(account) else User.objects.create_superuser("root")
    client, technical = city.sign_in(by), command_line()
    address = f"/admin/units/user/{technical.pk}"
    data = {"username": "command-line", "role": "审计员", "is_active": "on", "unit": ""}
    passwords = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
    assert client.post(f"{address}/change/", data).status_code == 403
    assert client.post(f"{address}/password/", passwords).status_code == 403
    after = User.objects.get(pk=technical.pk)
    assert (after.password, after.is_staff) == (technical.password, False)


def test_people_are_not_given_its_role():
    client = city.sign_in(cast.administrator())
    page = html.read(client.get("/admin/units/user/add/"))
    assert [option["value"] for option in page.find("select", name="role").all("option")] == [
        "", "填报员", "知识产权保护科", "系统管理员", "审计员"
    ]  # fmt: skip


# --- Cost ----------------------------------------------------------------------------------------


def queries(folder: Path, number: int) -> Counter:
    """How often each kind of query is made for so many files, by its first three words."""
    period = cast.open_period(2021, 2, units=city.counties(number))
    reports = period.reports.with_table()
    files = {f"{each.unit.code}.xlsx": mailed.attachment(each, {"actions": 9}) for each in reports}
    mailed.folder(folder, files)
    command_line()
    with CaptureQueriesContext(connection) as captured:
        assert run(folder)[-1] == f"已导入 {number}，需处理 0，不能导入 0"
    kinds = (" ".join(query["sql"].split()[:3]) for query in captured.captured_queries)
    return Counter(kind.split(' "s')[0] if "SAVEPOINT" in kind else kind for kind in kinds)


# SQLite takes no more than 999 values at a time, so Django writes so many rows in a query.
AT_ONCE = {'INSERT INTO "statistics_caserow"': (8, 76), 'INSERT INTO "statistics_report"': (1, 37)}


@pytest.mark.parametrize("number", [20, 60])
def test_queries_do_not_grow_with_files(tmp_path, number):
    counted = queries(tmp_path, number)
    for kind, (rows, at_once) in AT_ONCE.items():
        batches = 1 if connection.vendor == "postgresql" else -(-rows * number // at_once)
        assert counted.pop(kind) == batches
    assert counted.total() == 14
