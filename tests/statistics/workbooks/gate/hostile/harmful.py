"""Packages made to do harm: sizes, names, overlaps, entities and encodings that lie."""

import codecs
import struct
import zlib
from collections.abc import Callable
from functools import partial
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED

from tests.statistics.workbooks.gate.hostile.containers import (
    BOOK,
    CHUNK,
    LINKS,
    MAIN,
    MIB,
    SHEET,
    STRINGS,
    TYPES,
    XML,
    declared,
    good,
    good_parts,
    packed,
    part,
    renamed,
    replaced,
    stated,
    with_parts,
    xls,
)


def bomb(size: int) -> bytes:
    """The good workbook with a sheet of `size` bytes, nearly all of them spaces."""
    return with_parts({SHEET: part(SHEET).ljust(size)})


def nested() -> bytes:
    """A part within a part: the directory lists both, and unpacks the inner one's bytes twice."""
    inner = packed({"xl/inner.xml": XML + b"<x/>"})
    header_and_content = inner[: inner.index(b"PK\x01\x02")]
    data = with_parts({"xl/outer.xml": header_and_content}, ZIP_STORED)
    start = data.index(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = bytearray(inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")])
    struct.pack_into("<I", entry, 42, data.index(header_and_content))
    directory = data[start:end] + entry
    count = data[:start].count(b"PK\x03\x04")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return data[:start] + directory + tail


def overlong() -> bytes:
    """The directory says that one part goes on into the next."""
    size = stated(good(), BOOK, "packed_size")
    return declared(good(), BOOK, packed_size=size + 200)


def garbled() -> bytes:
    """The first bytes of a part's packed content are no deflate stream."""
    data = bytearray(good())
    at = data.index(SHEET.encode()) + len(SHEET)
    data[at : at + 4] = b"\xff\xff\xff\xff"
    return bytes(data)


def followed_by_more() -> bytes:
    """After the end of a part's deflate stream, within its packed size, stands something else."""
    content = XML + b"<x/>"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(content) + packer.flush() + b"more"
    data = with_parts({"xl/extra.xml": stream}, ZIP_STORED)
    return declared(
        data, "xl/extra.xml", method=ZIP_DEFLATED, size=len(content), checksum=zlib.crc32(content)
    )


def cut_off(content: bytes = XML + b"<x/>") -> bytes:
    """The end of a part's deflate stream is missing; size and checksum are right."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)
    data = with_parts({"xl/extra.xml": stream}, ZIP_STORED)
    return declared(
        data, "xl/extra.xml", method=ZIP_DEFLATED, size=len(content), checksum=zlib.crc32(content)
    )


def hidden_end() -> bytes:
    """The directory declares a short part, with the checksum of that much; more is packed."""
    content = XML + b"<x/>"
    data = with_parts({"xl/extra.xml": content.ljust(5 * MIB)})
    return declared(data, "xl/extra.xml", size=len(content), checksum=zlib.crc32(content))


def entities(encoding: str) -> bytes:
    """A billion laughs, in this encoding."""
    lol = '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    text = f'<?xml version="1.0"?><!DOCTYPE s [{lol}]><sst xmlns="{MAIN}">&b;</sst>'
    return with_parts({STRINGS: mark + text.encode(encoding)})


def late_doctype(before: int) -> bytes:
    """A DOCTYPE behind this many bytes of comment; a short one is not compressed."""
    comment = b"<!--" + b"x" * before + b"-->"
    doctype = b'<!DOCTYPE s SYSTEM "file:///etc/passwd">'
    return with_parts(
        {STRINGS: comment + doctype + b"<sst/>"}, ZIP_STORED if before < MIB else ZIP_DEFLATED
    )


def declaring(encoding: str) -> bytes:
    """A part that is plain ASCII and claims another encoding, in which it means something else."""
    text = f'<?xml version="1.0" encoding="{encoding}"?><sst>+ADwAIQ-DOCTYPE</sst>'
    return with_parts({STRINGS: text.encode()})


HARMFUL: dict[str, tuple[str, Callable[[], bytes]]] = {
    "too_large": ("统计表.xlsx", lambda: good() + bytes(2 * MIB + 1 - len(good()))),
    "too_large:OLE": ("统计表.xls", lambda: xls().ljust(2 * MIB + 1, b"\0")),
    "too_large:unknown": ("统计表.xlsx", lambda: bytes(2 * MIB + 1)),
    "too_many_parts": (
        "统计表.xlsx",
        lambda: with_parts({f"xl/{at}.xml": b"" for at in range(301 - len(good_parts()))}),
    ),
    "part_too_large": ("统计表.xlsx", partial(bomb, 12 * MIB + 1)),
    "part_too_large:says so": (
        "统计表.xlsx",
        lambda: declared(good(), SHEET, size=12 * MIB + 1),
    ),
    "unpacks_too_large": (
        "统计表.xlsx",
        lambda: with_parts({f"xl/{at}.xml": b" " * 12 * MIB for at in "ab"}),
    ),
    "damaged": ("统计表.xlsx", lambda: good()[:-100]),
    "damaged:half": ("统计表.xlsx", lambda: good()[: len(good()) // 2]),
    "damaged:four bytes": ("统计表.xlsx", lambda: good()[:4]),
    "damaged:no deflate stream": ("统计表.xlsx", garbled),
    "damaged:deflate stream cut off": ("统计表.xlsx", cut_off),
    "damaged:later version of zip": (
        "统计表.xlsx",
        lambda: good().replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
    ),
    "damaged:junk that ends like a zip": ("统计表.xlsx", lambda: b"\0\1" * 50 + b"PK\5\6" * 9),
    "checksum": ("统计表.xlsx", lambda: declared(good(), SHEET, checksum=1)),
    "checksum:of a picture": (
        "统计表.xlsx",
        lambda: declared(with_parts({"xl/media/a.png": b"\x89PNG"}), "xl/media/a.png", checksum=1),
    ),
    "directory": ("统计表.xlsx", lambda: declared(good(), SHEET, offset=0x7FFFFFFF)),
    "directory:into another part": ("统计表.xlsx", lambda: declared(good(), SHEET, offset=0)),
    "directory:into a part's content": (
        "统计表.xlsx",
        lambda: declared(good(), SHEET, offset=good().index(SHEET.encode()) + 10),
    ),
    "directory:another name": (
        "统计表.xlsx",
        lambda: good().replace(SHEET.encode(), b"xl/worksheets/sheet9.xml", 1),
    ),
    "directory:last part goes on": (
        "统计表.xlsx",
        lambda: declared(good(), TYPES, packed_size=stated(good(), TYPES, "packed_size") + 9),
    ),
    "wrong_size:smaller": ("统计表.xlsx", lambda: declared(good(), SHEET, size=10)),
    "wrong_size:larger": ("统计表.xlsx", lambda: declared(good(), SHEET, size=100_000)),
    "wrong_size:hides its end": ("统计表.xlsx", hidden_end),
    "wrong_size:something follows": ("统计表.xlsx", followed_by_more),
    "overlapping": ("统计表.xlsx", overlong),
    "overlapping:one in another": ("统计表.xlsx", nested),
    "compression": ("统计表.xlsx", lambda: with_parts({}, ZIP_BZIP2)),
    "compression:LZMA": ("统计表.xlsx", lambda: with_parts({}, ZIP_LZMA)),
    "compression:unheard of": ("统计表.xlsx", lambda: declared(good(), SHEET, method=97)),
    "duplicate_names": ("统计表.xlsx", lambda: renamed("xl/worksheets/sheet9.xml", SHEET)),
    "duplicate_names:other case": (
        "统计表.xlsx",
        lambda: renamed("xl/worksheets/sheet9.xml", "xl/Worksheets/SHEET1.XML"),
    ),
    "duplicate_names:backslash": (
        "统计表.xlsx",
        lambda: renamed("xl/worksheets/sheet9.xml", "xl\\worksheets\\sheet1.xml"),
    ),
    "unsafe_name": ("统计表.xlsx", lambda: renamed("xl/evil.xml", "../evil.xml")),
    "unsafe_name:in the middle": ("统计表.xlsx", lambda: renamed("xl/__/a.xml", "xl/../a.xml")),
    "unsafe_name:absolute": ("统计表.xlsx", lambda: renamed("_etc/cron.d", "/etc/cron.d")),
    "unsafe_name:drive": ("统计表.xlsx", lambda: renamed("C_/evil.dll", "C:/evil.dll")),
    "unsafe_name:backslashes": ("统计表.xlsx", lambda: renamed("xl__evil.xml", "..\\..\\ev.xml")),
    "unsafe_name:share": ("统计表.xlsx", lambda: renamed("__server_share", "\\\\server\\share")),
    "unsafe_name:NUL": ("统计表.xlsx", lambda: renamed("xl/evil.xml_.png", "xl/evil.xml\0.png")),
    "unsafe_name:the same place": ("统计表.xlsx", lambda: renamed("__xl/a.xml", "./xl/a.xml")),
    "unsafe_name:twice the slash": ("统计表.xlsx", lambda: renamed("xl/_a.xml", "xl//a.xml")),
    "unsafe_name:empty": ("统计表.xlsx", lambda: with_parts({"": b""})),
    "doctype": ("统计表.xlsx", partial(entities, "utf-8")),
    "doctype:UTF-16, little-endian": ("统计表.xlsx", partial(entities, "utf-16-le")),
    "doctype:UTF-16, big-endian": ("统计表.xlsx", partial(entities, "utf-16-be")),
    "doctype:UTF-16 without a mark": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: "<!DOCTYPE s [<!ENTITY a ''>]><sst/>".encode("utf-16-le")}),
    ),
    "doctype:in the content types": (
        "统计表.xlsx",
        lambda: replaced(TYPES, b"<Types", b"<!DOCTYPE Types><Types"),
    ),
    "doctype:in relationships": ("统计表.xlsx", lambda: with_parts({LINKS: b"<!DOCTYPE r><r/>"})),
    "doctype:in a part that is not called XML": (
        "统计表.xlsx",
        lambda: with_parts({"xl/sheet.bin": b"\n<!DOCTYPE s SYSTEM 'http://example.org/'><s/>"}),
    ),
    "doctype:entity alone": ("统计表.xlsx", lambda: with_parts({STRINGS: b"<!ENTITY a ''>"})),
    "doctype:far behind": ("统计表.xlsx", partial(late_doctype, 3 * MIB)),
    "doctype:cut in two": ("统计表.xlsx", partial(late_doctype, CHUNK - len("<!---->") - 4)),
    "encoding": ("统计表.xlsx", lambda: with_parts({STRINGS: "<sst>立案</sst>".encode("gbk")})),
    "encoding:declared GBK": ("统计表.xlsx", partial(declaring, "GBK")),
    "encoding:declared UTF-7": ("统计表.xlsx", partial(declaring, "UTF-7")),
    "encoding:declaration without end": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: b'<?xml version="1.0"' + b" " * 9999 + b"?><sst/>"}),
    ),
    "encoding:UTF-32": ("统计表.xlsx", lambda: with_parts({STRINGS: "<sst/>".encode("utf-32")})),
    "encoding:NUL": ("统计表.xlsx", lambda: with_parts({STRINGS: b"<sst>\0</sst>"})),
    "encoding:last character cut off": (
        "统计表.xlsx",
        lambda: with_parts({STRINGS: "<sst/>案".encode()[:-1]}),
    ),
    "encoding:a picture called .xml": (
        "统计表.xlsx",
        lambda: with_parts({"xl/media/a.xml": b"\x89PNG\r\n"}),
    ),
    "encoding:a picture called .XML": (
        "统计表.xlsx",
        lambda: with_parts({"xl/media/a.XML": b"\x89PNG\r\n"}),
    ),
}
