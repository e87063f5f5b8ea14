"""The first look at an uploaded file: what passes, whoever wrote it and whatever it is called."""

import io
from functools import partial
from zipfile import ZIP_STORED, ZipFile

import pytest

from statistics.workbooks.gate.first_look import Sort, inspect
from tests.statistics.workbooks.gate.hostile import (
    PAST_THE_GATE,
    containers,
    harmful,
    past_the_gate,
    unreadable,
)
from tests.statistics.workbooks.gate.hostile.containers import (
    MIB,
    SHEET,
    good,
    ole,
    packed,
    with_parts,
    xls,
)


@pytest.mark.parametrize(
    "name", ["统计表.xlsx", "统计表.xls", "统计表.et", "统计表", "", "~$统计表.xlsx", "\x00\ud800"]
)
def test_a_workbook_passes_whatever_it_is_called(name):
    assert inspect(good(), name) is Sort.XLSX


@pytest.mark.parametrize("name", ["统计表.xls", "统计表.et", "统计表.xlsx"])
def test_an_ole_workbook_passes_whatever_it_is_called(name):
    assert inspect(xls(), name) is Sort.XLS


@pytest.mark.parametrize(
    "data",
    [
        ole("Book"),  # Excel 95
        ole("WORKBOOK"),  # as some programs write it
        ole("Workbook", "MBD0018D4CE", "WordDocument"),  # with a Word document in a cell
        ole(
            "Workbook",
            stream=containers.BOF_97 + containers.WRITE_PROTECTED + b"\xe1\0\x02\0\xb0\x04",
        ),
        xls().ljust(2 * MIB, b"\0"),
    ],
    ids=["Excel 95", "upper case", "with a document in it", "write-protected", "2 MiB"],
)
def test_ole_workbooks_of_other_programs_pass(data):
    assert inspect(data, "统计表.xls") is Sort.XLS


def without_sizes_in_the_headers() -> bytes:
    """As written to a pipe: sizes and checksums come after each part."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError

        def tell(self):
            raise OSError

    target = Pipe()
    with ZipFile(io.BytesIO(good())) as source, ZipFile(target, "w") as archive:
        for entry in source.infolist():
            archive.writestr(entry, source.read(entry))
    return target.getvalue()


def of_two_mib() -> bytes:
    """As large as a file may be: with a picture that is not compressed."""
    smaller = with_parts({"xl/media/image1.png": b""}, ZIP_STORED)
    return with_parts({"xl/media/image1.png": bytes(2 * MIB - len(smaller))}, ZIP_STORED)


def of_24_mib_unpacked() -> bytes:
    others = sum(len(content) for name, content in containers.good_parts() if name != SHEET)
    filler = 24 * MIB - 12 * MIB - others
    return with_parts({SHEET: containers.part(SHEET).ljust(12 * MIB), "xl/a.xml": b" " * filler})


@pytest.mark.parametrize(
    "make",
    [
        partial(with_parts, {}, ZIP_STORED),
        partial(with_parts, {"xl/": b"", "xl/worksheets/": b""}),
        lambda: packed(dict(reversed(containers.good_parts()))),
        without_sizes_in_the_headers,
        lambda: b"junk\0before" + good(),
        lambda: good() + b"\r\n",
        of_two_mib,
        partial(
            with_parts, {SHEET: "<?xml version='1.0' encoding='UTF-16'?><a/>".encode("utf-16")}
        ),
        partial(with_parts, {"xl/media/image1.jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0<!DOCTYPE"}),
        partial(with_parts, {"xl/printerSettings1.bin": "打印机".encode("utf-16-le")}),
        partial(with_parts, {"xl/media/图片.png": b"\x89PNG"}),
        partial(past_the_gate.text, "http://purl.oclc.org/ooxml/ 见 &lt;!DOCTYPE&gt;"),
        lambda: unreadable.with_type(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
        ),
        partial(harmful.bomb, 12 * MIB),
        of_24_mib_unpacked,
        partial(
            with_parts, {f"xl/{at}.xml": b"" for at in range(300 - len(containers.good_parts()))}
        ),
    ],
    ids=[
        "not compressed",
        "packed again, with folders",
        "packed again, content types last",
        "written to a pipe",
        "junk before",
        "empty line after",
        "2 MiB",
        "UTF-16",
        "with a photograph",
        "with printer settings",
        "Chinese names inside",
        "text that speaks of forbidden things",
        "template",
        "a part of 12 MiB",
        "24 MiB unpacked",
        "300 parts",
    ],
)
def test_workbooks_of_other_programs_pass(make):
    assert inspect(make(), "统计表.xlsx") is Sort.XLSX


@pytest.mark.parametrize("key", PAST_THE_GATE)
def test_odd_contents_of_a_sound_package_pass(key):
    """They are the reader's business; the file stays small enough to be uploaded."""
    data = PAST_THE_GATE[key]()
    assert len(data) <= 2 * MIB
    assert inspect(data, "统计表.xlsx") is Sort.XLSX
