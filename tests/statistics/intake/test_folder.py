"""Which files a folder or a zip archive holds, and what can be read of each."""

import io
import os
import random
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

import pytest

from statistics.intake.folder import UnreadableFolder, files_in, files_in_zip_bytes
from statistics.workbooks.gate.first_look import MAX_FILE, Refused
from tests.statistics.intake import mailed


def contents(files) -> dict[str, bytes]:
    return {file.name: file.read() for file in files}


def names(files) -> list[str]:
    return [file.name for file in files]


def refusal(file) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        file.read()
    return refused.value.code, refused.value.message


# --- Folders -------------------------------------------------------------------------------------


def test_a_folder_with_folders_in_it(tmp_path):
    mailed.folder(tmp_path, {"川汇区.xlsx": b"1", "县/郸城.xls": b"2", "县/一/太康.et": b"3"})
    assert contents(files_in(tmp_path)) == {
        "川汇区.xlsx": b"1",
        "县/一/太康.et": b"3",
        "县/郸城.xls": b"2",
    }


LITTER = [
    ".DS_Store", "Thumbs.db", "县/thumbs.db", "Desktop.ini", "__MACOSX/._川汇区.xlsx",
    "县/._郸城.xlsx", ".git/config", ".~lock.川汇区.xlsx#",
]  # fmt: skip


def test_litter_is_passed_over_wherever_it_lies(tmp_path):
    files = dict.fromkeys(LITTER, b"x") | {"~$川汇区.xlsx": b"y"}
    assert names(files_in(mailed.folder(tmp_path, files))) == ["~$川汇区.xlsx"]
    assert names(files_in_zip_bytes(mailed.zipped(files))) == ["~$川汇区.xlsx"]


def test_an_empty_folder(tmp_path):
    (tmp_path / "empty").mkdir()
    assert files_in(tmp_path) == []


def test_only_the_beginning_of_a_large_file_is_read(tmp_path):
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(1024 * MAX_FILE)  # takes no room on the disk
    (file,) = files_in(tmp_path)
    assert len(file.read()) == MAX_FILE + 1


def test_names_that_an_older_archiver_left_in_gbk(tmp_path):
    """Unpacked on Linux, names made on Chinese Windows are bytes that are no UTF-8."""
    (tmp_path / os.fsdecode("川汇区.xlsx".encode("gbk"))).write_bytes(b"1")
    assert contents(files_in(tmp_path)) == {"川汇区.xlsx": b"1"}


def test_a_file_that_is_gone_or_may_not_be_read(tmp_path):
    (file,) = files_in(mailed.folder(tmp_path, {"川汇区.xlsx": b"1"}))
    (tmp_path / "川汇区.xlsx").unlink()
    assert refusal(file) == (
        "unreadable_file",
        "无法读取该文件（No such file or directory）。请检查它是否还在、能否打开，再导入一次。",
    )


@pytest.mark.parametrize("what", ["nothing", "a text", "an empty file", "half an archive"])
def test_what_is_neither_folder_nor_archive(tmp_path, what):
    path = tmp_path / "报送"
    made = {"a text": b"text", "an empty file": b"", "half an archive": mailed.zipped({"a": b"1"})}
    if what in made:
        path.write_bytes(made[what][: 50 if what == "half an archive" else None])
    sentence = {
        True: f"“{path}”不是文件夹，也不是完好的 zip 压缩包。请给出存放工作簿的文件夹或 zip 压缩包。",
        False: f"找不到“{path}”。请给出存放工作簿的文件夹或 zip 压缩包。",
    }
    with pytest.raises(UnreadableFolder) as refused:
        files_in(path)
    assert refused.value.message == sentence[what in made]


# --- Archives ------------------------------------------------------------------------------------

FILES = {"川汇区.xlsx": b"1", "县/郸城县 二季度.xls": b"2"}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8 unsaid"])
def test_names_in_an_archive_whoever_made_it(tmp_path, encoding):
    """Linux says that a name is UTF-8, Windows writes GBK, and Macs write UTF-8 without a word."""
    archive = mailed.zipped(FILES, encoding=encoding)
    assert contents(files_in_zip_bytes(archive)) == dict(sorted(FILES.items()))
    path = tmp_path / "报送.zip"
    path.write_bytes(archive)
    assert contents(files_in(path)) == dict(sorted(FILES.items()))


def test_nothing_is_written_whatever_the_names_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    archive = mailed.zipped({"../../out.xlsx": b"1", "/etc/out.xlsx": b"2", "C:\\out.xlsx": b"3"})
    assert names(files_in_zip_bytes(archive)) == ["../../out.xlsx", "/etc/out.xlsx", "C:\\out.xlsx"]
    assert list(tmp_path.iterdir()) == []


def test_two_entries_of_one_name_are_both_told():
    archive = mailed.zipped({"川汇区1.xlsx": b"1", "川汇区2.xlsx": b"2"})
    archive = archive.replace("川汇区2".encode(), "川汇区1".encode())
    files = files_in_zip_bytes(archive)
    assert [(file.name, file.read()) for file in files] == [
        ("川汇区1.xlsx", b"1"),
        ("川汇区1.xlsx", b"2"),
    ]


def test_an_entry_without_a_name():
    archive = mailed.zipped({"Zb": b"1"}).replace(b"Zb", b"\0b")
    assert contents(files_in_zip_bytes(archive)) == {"（没有名称）": b"1"}


def test_only_the_beginning_of_a_bomb_is_unpacked():
    archive = mailed.zipped({"bomb.xlsx": bytes(64 * MAX_FILE)})
    (file,) = files_in_zip_bytes(archive)
    assert len(file.read()) == MAX_FILE + 1


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_methods_that_unpack_without_end_are_refused(method):
    target = io.BytesIO()
    with ZipFile(target, "w", method) as archive:
        archive.writestr("bomb.xlsx", bytes(32 * MAX_FILE))
    (file,) = files_in_zip_bytes(target.getvalue())
    tracemalloc.start()
    assert refusal(file) == (
        "entry_compression",
        "这个文件用特殊方法压缩，无法读取。请重新压缩成普通的 zip，或解压后再导入。",
    )
    assert tracemalloc.get_traced_memory()[1] < MAX_FILE
    tracemalloc.stop()


def test_an_archive_with_a_password():
    archive = bytearray(mailed.zipped({"川汇区.xlsx": b"1"}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        archive[archive.index(signature) + flags] |= 1
    (file,) = files_in_zip_bytes(bytes(archive))
    assert refusal(file) == (
        "entry_encrypted",
        "压缩包设有密码，无法读取该文件。请取消密码，重新压缩成普通的 zip，或解压后再导入。",
    )


def test_one_damaged_entry_leaves_the_others():
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        archive.writestr(ZipInfo("damaged.xlsx"), b"good bytes")
        archive.writestr(ZipInfo("sound.xlsx"), b"other bytes")
    damaged, sound = files_in_zip_bytes(target.getvalue().replace(b"good", b"evil"))
    assert refusal(damaged) == (
        "entry_damaged",
        "这个文件在压缩包里已损坏。请重新压缩成普通的 zip，或解压后再导入。",
    )
    assert sound.read() == b"other bytes"


def test_an_archive_that_cannot_be_opened():
    with pytest.raises(UnreadableFolder) as refused:
        files_in_zip_bytes(b"no archive")
    assert refused.value.message == (
        "压缩包已损坏，无法打开。请重新压缩，或直接选择多个工作簿上传。"
    )


def test_whatever_is_damaged_there_is_a_sentence():
    archive, chance = mailed.zipped(FILES), random.Random(53)
    ends = set()
    for _ in range(2000):
        damaged = bytearray(archive)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        ends.add(sentence(bytes(damaged))[-1:])
    assert ends == {"", "。"}


def sentence(archive: bytes) -> str:
    """Why the archive or one of its files is not read, if that is so."""
    try:
        contents(files_in_zip_bytes(archive))
    except (UnreadableFolder, Refused) as refused:
        return refused.message
    return ""


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_several_threads_read_one_archive(tmp_path, place):
    files = {f"{number}.xlsx": os.urandom(5000) for number in range(200)}
    archive = mailed.zipped(files)
    (tmp_path / "all.zip").write_bytes(archive)
    entries = (
        files_in_zip_bytes(archive) if place == "memory" else files_in(Path(tmp_path, "all.zip"))
    )
    with ThreadPoolExecutor(8) as pool:
        read = dict(zip(names(entries), pool.map(lambda file: file.read(), entries), strict=True))
    assert read == files
