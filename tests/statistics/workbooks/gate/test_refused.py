"""The first look at an uploaded file: what each one is taken for, and what the clerk reads."""

import io
from functools import partial
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from statistics.errors import ReportError
from statistics.workbooks.gate.first_look import Refused, Sort, inspect
from statistics.workbooks.gate.refusals import SENTENCES, in_mb
from tests.statistics.workbooks.gate import hostile
from tests.statistics.workbooks.gate.hostile import (
    HOSTILE,
    MIB,
    PAST_THE_GATE,
    SHEET,
    good,
    ole,
    packed,
    with_parts,
    xls,
)

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。"
COPY_OVER = "请把表格复制到 Excel 或 WPS 表格里，另存为“Excel 工作簿（*.xlsx）”后再上传。"
UNPACK = "应上传单个 Excel 工作簿。请先解压，再上传里面的工作簿（*.xlsx）。"
NEW_BOOK = "请把统计表单独复制到一个新工作簿里，另存为“Excel 工作簿（*.xlsx）”后再上传。"
ANOTHER_COPY = (
    "请换一份完好的文件；如果还能用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再上传。"
)

READ = {  # by code, what the clerk reads
    "empty": f"文件是空的（0 字节），里面没有表。{SAVE_AS}",
    "lock_file": (
        "这是打开工作簿时自动生成的临时文件（名称以“~$”开头），里面没有数据。"
        "请上传工作簿本身，即名称里没有“~$”的那个文件。"
    ),
    "pdf": (
        "这是 PDF 文件，应上传 Excel 工作簿。"
        "请上传填数用的工作簿（*.xlsx），不要上传打印或扫描成的 PDF。"
    ),
    "ofd": (
        "这是 OFD 版式文件，应上传 Excel 工作簿。请上传填数用的工作簿（*.xlsx），不要上传 OFD。"
    ),
    "image": (
        "这是图片，读不出里面的数字，应上传 Excel 工作簿。"
        "请上传填数用的工作簿（*.xlsx），不要上传照片或截图。"
    ),
    "html": f"这是网页文件，只是名称像 Excel 工作簿。{SAVE_AS}",
    "xml_spreadsheet": f"这是“XML 表格 2003”文件，只是名称像 Excel 工作簿。{SAVE_AS}",
    "text": f"这是文本文件（如 CSV、TXT），不是 Excel 工作簿。{SAVE_AS}",
    "rtf": f"这是 RTF 文档，不是 Excel 工作簿。{COPY_OVER}",
    "word": f"这是 Word 或 WPS 文字的文档，不是 Excel 工作簿。{COPY_OVER}",
    "slides": f"这是演示文稿（PPT），不是 Excel 工作簿。{COPY_OVER}",
    "ods": f"这是 OpenDocument 表格（*.ods），不是 Excel 工作簿。{SAVE_AS}",
    "odf": f"这是 OpenDocument 文档（如 *.odt），不是 Excel 工作簿。{COPY_OVER}",
    "rar": f"这是 RAR 压缩包，{UNPACK}",
    "7z": f"这是 7z 压缩包，{UNPACK}",
    "gz": f"这是 gz 压缩包，{UNPACK}",
    "archive": f"这是 zip 压缩包，{UNPACK}",
    "no_workbook": f"这个文件里没有工作簿，或者文件不完整。{SAVE_AS}",
    "unknown": f"认不出这是什么文件，应上传 Excel 工作簿。{SAVE_AS}",
    "encrypted": (
        "工作簿设有打开密码，读不出里面的数字。"
        "请用 Excel 或 WPS 打开，取消密码，另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "zip_encrypted": f"文件里有加了密的部分，正常的工作簿没有。{SAVE_AS}",
    "drm": "文件被本单位的文档加密软件加了密，读不出里面的数字。请先用该软件解密，再上传。",
    "xlsb": f"这是 Excel 二进制工作簿（*.xlsb），本系统读不了。{SAVE_AS}",
    "strict": (
        "这是“Strict Open XML 电子表格”，本系统读不了。请用 Excel 或 WPS 打开，另存时"
        "类型选“Excel 工作簿（*.xlsx）”，不要选带“Strict”的，再上传。"
    ),
    "macros": (
        "工作簿里有宏，本系统不收带宏的文件。请用 Excel 或 WPS 打开，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。另存时会提示宏不能保留，选“是”即可。"
    ),
    "too_large": (
        "文件有 2.1 MB，最多 2 MB。请删去图片和用不着的工作表，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "too_many_parts": (
        "文件内部有 301 个部分，最多 300 个。请只留下统计表所在的工作表，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。"
    ),
    "part_too_large": f"文件里有一个部分解开后有 12.1 MB，最多 12 MB。{NEW_BOOK}",
    "unpacks_too_large": f"文件解开后共有 24.1 MB，最多 24 MB。{NEW_BOOK}",
    "damaged": f"文件不完整或已损坏，可能没有下载完，或复制时中断了。{ANOTHER_COPY}",
    "checksum": f"文件已损坏：里面的内容与校验码不符。{ANOTHER_COPY}",
    "directory": f"文件已损坏：里面的目录与内容对不上。{ANOTHER_COPY}",
    "wrong_size": f"文件里有一个部分的实际大小与所写的不符，正常的工作簿没有。{SAVE_AS}",
    "overlapping": f"文件里有互相重叠的部分，正常的工作簿没有。{SAVE_AS}",
    "compression": f"文件里有用特殊方法压缩的部分，正常的工作簿没有。{SAVE_AS}",
    "duplicate_names": f"文件里有两个同名的部分，正常的工作簿没有。{SAVE_AS}",
    "unsafe_name": f"文件里有指向别处的路径（如“..”），正常的工作簿没有。{SAVE_AS}",
    "doctype": f"文件里有 DOCTYPE 或 ENTITY 声明，正常的工作簿没有。{SAVE_AS}",
    "encoding": f"文件里有既不是 UTF-8 也不是 UTF-16 编码的部分，正常的工作簿没有。{SAVE_AS}",
}


def refusal(data: bytes, name: str = "统计表.xlsx") -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        inspect(data, name)
    return refused.value.code, refused.value.message


# --- What passes ---------------------------------------------------------------------------------


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
        ole("Workbook", stream=hostile.BOF_97 + hostile.WRITE_PROTECTED + b"\xe1\0\x02\0\xb0\x04"),
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
    others = sum(len(content) for name, content in hostile.good_parts() if name != SHEET)
    filler = 24 * MIB - 12 * MIB - others
    return with_parts({SHEET: hostile.part(SHEET).ljust(12 * MIB), "xl/a.xml": b" " * filler})


@pytest.mark.parametrize(
    "make",
    [
        partial(with_parts, {}, ZIP_STORED),
        partial(with_parts, {"xl/": b"", "xl/worksheets/": b""}),
        lambda: packed(dict(reversed(hostile.good_parts()))),
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
        partial(hostile.text, "http://purl.oclc.org/ooxml/ 见 &lt;!DOCTYPE&gt;"),
        lambda: hostile.with_type(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
        ),
        partial(hostile.bomb, 12 * MIB),
        of_24_mib_unpacked,
        partial(with_parts, {f"xl/{at}.xml": b"" for at in range(300 - len(hostile.good_parts()))}),
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


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("key", HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_sentence(key):
    name, make = HOSTILE[key]
    code = key.partition(":")[0]
    assert refusal(make(), name) == (code, READ[code])


@pytest.mark.parametrize("key", [key for key in HOSTILE if not key.startswith("lock_file")])
def test_the_name_makes_no_difference(key):
    _, make = HOSTILE[key]
    code = key.partition(":")[0]
    assert refusal(make(), "统计表.et") == (code, READ[code])


AFTERWARDS = {"unreadable", "timeout", "memory", "no_table", "several_tables"}  # test_sandbox.py …


def test_every_code_has_a_file_and_a_sentence():
    codes = {key.partition(":")[0] for key in HOSTILE}
    assert codes == set(READ) == set(SENTENCES) - AFTERWARDS
    assert len(set(READ.values())) == len(READ)


def test_a_refusal_is_a_report_error_that_answers_422():
    refused = Refused("pdf", "这是 PDF 文件。")
    assert isinstance(refused, ReportError)
    assert (refused.status, refused.code, refused.message, str(refused)) == (
        422,
        "pdf",
        "这是 PDF 文件。",
        "这是 PDF 文件。",
    )


@pytest.mark.parametrize("sixtieths", range(1, 60))
def test_a_workbook_cut_off_early_is_damaged(sixtieths):
    data = good()[: sixtieths * len(good()) // 60]
    assert refusal(data) == ("damaged", READ["damaged"])


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0"),
        (1, "0.1"),
        (2 * MIB, "2"),
        (2 * MIB + 1, "2.1"),
        (20 * MIB, "20"),
        (20 * MIB - 1, "20"),
        (2**64 - 1, "17592186044416"),
    ],
)
def test_a_size_is_never_rounded_down(size, shown):
    assert in_mb(size) == shown


# --- Laws ----------------------------------------------------------------------------------------


def answer(data: bytes) -> str:
    """The sort or the code; any other exception than Refused fails the test."""
    try:
        return inspect(data, "统计表.xlsx")
    except Refused as refused:
        return refused.code


def require_answer(data: bytes) -> None:
    """It is refused with a known code, or zipfile, and so openpyxl, can read all of it."""
    found = answer(data)
    if found is Sort.XLSX:
        with ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
    else:
        assert found is Sort.XLS or found in READ


BEGINNINGS = [
    b"",
    b"PK\3\4",
    b"PK\5\6",
    hostile.ole()[:8],
    b"<",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"BM",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.sampled_from([b"", good()[-22:]]))
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_refused(beginning, middle, end):
    assert answer(beginning + middle + end) in READ


SEEDS = [
    good(),
    with_parts({}, ZIP_STORED),
    xls(),
    hostile.nested(),
    hostile.open_document("spreadsheet"),
    hostile.XML_2003.encode("utf-16"),
]
# Signatures, sizes that stand for "see the zip64 field", and such fields.
TROUBLE = [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"\0" * 4, b"\xff" * 4]
TROUBLE += [
    b"\1\0\x18\0" + b"\xff" * 24,
    b"\1\0\x08\0\0\0\0\0\0\0\0\0",
    b"\x75\x70\x09\0\1\0\0\0\0",
]
# From the end, where the directory stands, or from the beginning.
changes = st.tuples(
    st.integers(-1200, 1200), st.binary(min_size=1, max_size=3) | st.sampled_from(TROUBLE)
)


@given(st.sampled_from(SEEDS), st.lists(changes, min_size=1, max_size=6))
@example(good(), [(-1, b"\xff"), (-6, b"\xff\xff\xff\xff")])  # the directory outside the file
@settings(max_examples=200, deadline=None)
def test_a_changed_file_is_read_or_refused(seed, places):
    data = bytearray(seed)
    for at, new in places:
        at %= len(data)
        data[at : at + len(new)] = new
    require_answer(bytes(data))


@given(st.sampled_from(SEEDS), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=200, deadline=None)
def test_a_piece_of_a_file_is_read_or_refused(seed, start, end):
    require_answer(seed[int(start * len(seed)) : int(end * len(seed))])


@given(st.text(max_size=20))
@settings(max_examples=50, deadline=None)
def test_no_name_changes_what_a_file_is(name):
    assert inspect(good(), name) is Sort.XLSX
