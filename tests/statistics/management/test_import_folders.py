"""manage.py import_workbooks: folders, archives, and files that spoil them."""

import pytest

from campaigns.start import start_campaign
from statistics.intake import batch
from statistics.intake.batch import import_files
from statistics.intake.folder import File
from statistics.workbooks.gate.first_look import Refused
from tests import cast
from tests.cast import CHUANHUI, FUGOU
from tests.statistics.intake import mailed
from tests.statistics.management.importing import PERIOD, filled, refusal, stored, told
from units.models import User

pytestmark = pytest.mark.django_db


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
    def begin(data, name, sandbox):
        if name == "2.xlsx":
            raise RuntimeError("a fault of ours")
        begin_reading(data, name, sandbox)

    begin_reading = batch.begin_reading
    monkeypatch.setattr(batch, "begin_reading", begin)
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
        ("2020", "2", "没有这个报告期：2020年的专项行动尚未建立。"),
        ("2021", "3", "2021年三季度尚未开启，没有可供填入的统计表。"),
    ],
)
def test_a_period_that_nothing_can_be_imported_into(tmp_path, year, quarter, sentence):
    start_campaign(2021)
    assert refusal(str(tmp_path), "--year", year, "--quarter", quarter) == sentence
    assert not User.objects.exists()
