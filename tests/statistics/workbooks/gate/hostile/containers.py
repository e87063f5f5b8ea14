"""Zip packages and OLE2 compound files: a sound one of each, and what spoils them."""

import io
import struct
from collections.abc import Mapping
from functools import cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

MIB = 1024 * 1024
CHUNK = 64 * 1024  # what the gate looks at in one go, where a part is not compressed
SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
STYLES, STRINGS, LINKS = "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# --- Packages ------------------------------------------------------------------------------------


@cache
def good() -> bytes:
    """A small sound workbook with text and numbers."""
    book = Workbook()
    book.active.title = "统计表"
    book.active.append(["2021年知识产权执法数据统计表", None, 46, 15.54])
    book.active.merge_cells("A2:C2")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@cache
def good_parts() -> tuple[tuple[str, bytes], ...]:
    """Name and content of each part of the good workbook, in its order."""
    with ZipFile(io.BytesIO(good())) as archive:
        return tuple((name, archive.read(name)) for name in archive.namelist())


def part(name: str) -> bytes:
    """This part of the good workbook."""
    return dict(good_parts())[name]


def packed(parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """A zip file of these parts; the same parts give the same bytes."""
    target = io.BytesIO()
    with ZipFile(target, "w", method, compresslevel=9) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name)
            entry.compress_type = method
            archive.writestr(entry, content)
    return target.getvalue()


def with_parts(changes: Mapping[str, bytes | None], method: int = ZIP_DEFLATED) -> bytes:
    """The good workbook with some parts changed, added or (None) left out."""
    parts = dict(good_parts()) | dict(changes)
    kept = {name: content for name, content in parts.items() if content is not None}
    return packed(kept, method)


def replaced(name: str, old: bytes, new: bytes) -> bytes:
    """The good workbook, one passage of one part rewritten."""
    before = part(name)
    assert old in before
    return with_parts({name: before.replace(old, new)})


def renamed(old: str, new: str) -> bytes:
    """The good workbook with one more part, called `new`: zipfile itself would not write it."""
    assert len(old) == len(new)
    data = with_parts({old: XML + b"<x/>"})
    assert data.count(old.encode()) == 2  # its own header and the directory
    return data.replace(old.encode(), new.encode())


# Where a field stands in an entry of the directory, and how it is written.
FIELDS = {
    "flags": (8, "<H"),
    "method": (10, "<H"),
    "checksum": (16, "<I"),
    "packed_size": (20, "<I"),
    "size": (24, "<I"),
    "offset": (42, "<I"),
}
DIRECTORY_ENTRY = 46  # bytes, then the name


def declared(data: bytes, name: str, **fields: int) -> bytes:
    """The zip file, its directory saying something else about one part."""
    entry = data.rindex(name.encode()) - DIRECTORY_ENTRY
    assert data[entry : entry + 4] == b"PK\x01\x02"
    changed = bytearray(data)
    for field, value in fields.items():
        position, form = FIELDS[field]
        struct.pack_into(form, changed, entry + position, value)
    return bytes(changed)


def stated(data: bytes, name: str, field: str) -> int:
    """What the directory says about one part."""
    position, form = FIELDS[field]
    entry = data.rindex(name.encode()) - DIRECTORY_ENTRY
    return struct.unpack_from(form, data, entry + position)[0]


def typed(content_type: str, name: str) -> bytes:
    """A package whose main part has this content type."""
    types = f'<Types><Override PartName="/{name}" ContentType="{content_type}"/></Types>'
    return packed({TYPES: XML + types.encode(), name: XML + b"<x/>"})


# --- OLE2 compound files -------------------------------------------------------------------------


def ole(*names: str, stream: bytes = b"") -> bytes:
    """As much of a compound file as the gate looks at: header, one stream, directory of names."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + b"\x3e\0\x03\0\xfe\xff\x09\0"
    entries = b"".join(map(_ole_entry, ("Root Entry", *names)))
    return header.ljust(512, b"\xff") + stream.ljust(1024, b"\0") + entries.ljust(1024, b"\0")


def _ole_entry(name: str) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return (encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded))).ljust(128, b"\0")


BOF_97 = b"\x09\x08\x10\0\0\x06\x05\0\xbb\x0d\xcc\x07\n\0\0\0\x06\x03\0\0"
BOF_95 = b"\x09\x08\x08\0\0\x05\x05\0" + bytes(4)
WRITE_PROTECTED = b"\x86\0\0\0"
PASSWORD = b"\x2f\0\x36\0" + bytes(0x36)


def xls() -> bytes:
    """What the gate takes for an .xls; no reader would get far."""
    return ole("Workbook", "\x05SummaryInformation", stream=BOF_97 + b"\xe1\0\x02\0\xb0\x04")
