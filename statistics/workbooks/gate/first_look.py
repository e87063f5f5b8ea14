"""The first look at an uploaded file, before any parser sees it: what is it, and is it safe?

A file is sorted by its bytes, never by its name. What is no workbook, is damaged, or is made to
hurt whoever opens it, is refused with a sentence; refusals.py has them all, signatures.py tells
foreign files, package.py and parts.py go through an .xlsx.
"""

import re
from enum import StrEnum

from .package import require_workbook
from .refusals import Refused, in_mb, refused
from .signatures import OLE, ZIP, ZIP_END, foreign_kind

__all__ = ["MAX_FILE", "Refused", "Sort", "inspect"]

MAX_FILE = 2 * 1024 * 1024  # bytes


class Sort(StrEnum):
    """Which reader can open the file."""

    XLSX = "xlsx"  # a zip of XML parts, also a new WPS .et
    XLS = "xls"  # an OLE2 compound file: .xls, and the old WPS .et


def inspect(data: bytes, name: str) -> Sort:
    """The sort of workbook these bytes are. `name` is what the browser said, any text.

    Raises Refused, and nothing else whatever the bytes are. What passes may still be no table,
    and its XML may still be deep, wide or wrong: a reader needs limits of its own.
    """
    if _is_lock_file(data, name):
        raise refused("lock_file")
    if not data:
        raise refused("empty")
    is_container = data.startswith((OLE, *ZIP))
    if not is_container and (kind := foreign_kind(data)):
        raise refused(kind)
    if len(data) > MAX_FILE:
        raise refused("too_large", size=in_mb(len(data)), limit=in_mb(MAX_FILE))
    if data.startswith(OLE):
        _require_workbook_stream(data)
        return Sort.XLS
    if not is_container and ZIP_END not in data[-65_557:]:  # may end with a long comment
        raise refused("unknown")
    require_workbook(data)
    return Sort.XLSX


def _is_lock_file(data: bytes, name: str) -> bool:
    """Excel's says only who has the workbook open: the name twice, filled up with spaces."""
    base_name = re.split(r"[/\\]", name)[-1]
    if base_name.startswith(("~$", ".~lock.")) and len(data) < 1024:
        return True
    return len(data) == 165 and 0 < data[0] <= 54 and data[-2:] == b" \0"


# --- OLE2 compound files -------------------------------------------------------------------------

STREAMS = ("Workbook", "WORKBOOK", "Book", "BOOK")
# The stream's first record, BOF of Excel 97 or 95, and then FILEPASS at once or after WRITEPROT.
PASSWORD = re.compile(
    rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL
)


def _require_workbook_stream(data: bytes) -> None:
    """Only the directory's names are looked for; the structure is the reader's business."""
    if not any(_has_entry(data, name) for name in STREAMS):
        raise refused(_kind_of_document(data))
    if PASSWORD.search(data):
        raise refused("encrypted")
    if _has_entry(data, "_VBA_PROJECT_CUR"):
        raise refused("macros")


def _kind_of_document(data: bytes) -> str:
    if _has_entry(data, "EncryptedPackage"):
        return "encrypted"
    if _has_entry(data, "WordDocument"):
        return "word"
    return "slides" if _has_entry(data, "PowerPoint Document") else "no_workbook"


def _has_entry(data: bytes, name: str) -> bool:
    """Whether the directory has this name: entries take 128 bytes and end the name with NUL."""
    entry = name.encode("utf-16-le") + b"\0\0"
    at = data.find(entry)
    while at >= 0:
        if at % 128 == 0 and data[at + 64 : at + 66] == len(entry).to_bytes(2, "little"):
            return True
        at = data.find(entry, at + 1)
    return False
