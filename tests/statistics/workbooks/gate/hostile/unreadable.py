"""Workbooks that cannot be read: encrypted, of another format, damaged."""

from collections.abc import Callable

from tests.statistics.workbooks.gate.hostile.containers import (
    BOF_95,
    BOF_97,
    BOOK,
    MAIN,
    PASSWORD,
    SHEET,
    TYPES,
    WRITE_PROTECTED,
    XML,
    declared,
    good,
    ole,
    part,
    replaced,
    typed,
    with_parts,
)


def with_type(content_type: str) -> bytes:
    """The good workbook whose workbook part has another content type."""
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return replaced(TYPES, plain, content_type.encode())


def strict() -> bytes:
    """The workbook part as Excel's "Strict Open XML" has it."""
    return part(BOOK).replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")


UNREADABLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "encrypted": ("统计表.xlsx", lambda: ole("EncryptionInfo", "EncryptedPackage")),
    "encrypted:.xls": ("统计表.xls", lambda: ole("Workbook", stream=BOF_97 + PASSWORD)),
    "encrypted:.xls, write-protected": (
        "统计表.xls",
        lambda: ole("Workbook", stream=BOF_97 + WRITE_PROTECTED + PASSWORD),
    ),
    "encrypted:.xls of Excel 95": ("统计表.xls", lambda: ole("Book", stream=BOF_95 + PASSWORD)),
    "zip_encrypted": ("统计表.xlsx", lambda: declared(good(), SHEET, flags=0x1)),
    "zip_encrypted:strongly": ("统计表.xlsx", lambda: declared(good(), SHEET, flags=0x41)),
    "drm": ("统计表.xlsx", lambda: b"%TSD-Header-###%" + bytes(4096)),
    "drm:E-SafeNet": ("统计表.xlsx", lambda: b"b\x14#e\x88\0\x10\0E-SafeNet\0\0\0LOCK" + bytes(99)),
    "drm:E-SafeNet, older": ("统计表.xlsx", lambda: b"\n\x02\0\x01E-SafeNet\0\0\0" + bytes(99)),
    "xlsb": (
        "统计表.xlsb",
        lambda: typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "xl/workbook.bin"),
    ),
    "strict": ("统计表.xlsx", lambda: with_parts({BOOK: strict()})),
    "strict:with a prefix": (
        "统计表.xlsx",
        lambda: with_parts(
            {BOOK: b'<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'}
        ),
    ),
    "strict:workbook elsewhere": (
        "统计表.xlsx",
        lambda: with_parts({BOOK: None, "book/main.xml": strict()}),
    ),
    "macros": ("统计表.xlsm", lambda: with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})),
    "macros:in another folder": ("统计表.xlsx", lambda: with_parts({"a/b/VBAPROJECT.BIN": b""})),
    "macros:.xlsm": (
        "统计表.xlsm",
        lambda: with_type("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "macros:.xltm": (
        "统计表.xltm",
        lambda: with_type("application/vnd.ms-excel.template.macroEnabled.main+xml"),
    ),
    "macros:project under another name": (
        "统计表.xlsx",
        lambda: replaced(
            TYPES,
            b"</Types>",
            b'<Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
            b"</Types>",
        ),
    ),
    "macros:Excel 4": ("统计表.xlsx", lambda: with_parts({"xl/macrosheets/sheet1.xml": XML})),
    "macros:.xls": ("统计表.xls", lambda: ole("Workbook", "_VBA_PROJECT_CUR", "VBA")),
}
