"""The files of a folder or a zip archive, one after the other."""

import io
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ..errors import ReportError
from ..workbooks.gate.first_look import MAX_FILE
from ..workbooks.gate.package import BROKEN, IS_ENCRYPTED
from ..workbooks.gate.refusals import Refused

UTF8_NAME = 0x800  # flag bit of an entry whose name is UTF-8
# What systems leave in folders by themselves; nobody sent it.
LITTER = {"thumbs.db", "desktop.ini"}
PACK_AGAIN = "重新压缩成普通的 zip，或解压后再导入。"
NAMELESS = "（没有名称）"


class UnreadableFolder(ReportError):
    """The folder or archive as a whole cannot be read."""

    status = 422


@dataclass(frozen=True)
class File:
    """A file by its name within the folder; `read` gives its first 2 MiB and a byte.

    That byte more tells the gate that the file is too large. Raises Refused when there is no
    reading it.
    """

    name: str
    read: Callable[[], bytes]


def files_in(path: Path) -> list[File]:
    """The files below a folder or in a zip archive, by name. Raises UnreadableFolder."""
    if path.is_dir():
        return _in_folder(path)
    if not path.is_file():
        raise UnreadableFolder(f"找不到“{path}”。请给出存放工作簿的文件夹或 zip 压缩包。")
    try:
        return files_in_zip(ZipFile(path))
    except BROKEN as error:
        raise UnreadableFolder(
            f"“{path}”不是文件夹，也不是完好的 zip 压缩包。请给出存放工作簿的文件夹或 zip 压缩包。"
        ) from error


def _in_folder(folder: Path) -> list[File]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: _text(os.fsencode(path.relative_to(folder))) for path in paths}
    return [
        File(name, lambda path=path: _start_of(path))
        for path, name in names.items()
        if not _is_litter(name)
    ]


def _start_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        message = f"无法读取该文件（{error.strerror}）。请检查它是否还在、能否打开，再导入一次。"
        raise Refused("unreadable_file", message) from error


def files_in_zip(archive: ZipFile) -> list[File]:
    """The archive's files; nothing of it is ever written to disk, whatever its names say."""
    entries = [(_name(entry), entry) for entry in archive.infolist()]
    return [
        File(name, lambda entry=entry: _start_of_entry(archive, entry))
        for name, entry in sorted(entries, key=itemgetter(0))
        if not name.endswith("/") and not _is_litter(name)
    ]


def files_in_zip_bytes(data: bytes) -> list[File]:
    """As files_in_zip(). Raises UnreadableFolder."""
    try:
        return files_in_zip(ZipFile(io.BytesIO(data)))
    except BROKEN as error:
        raise UnreadableFolder(
            "压缩包已损坏，无法打开。请重新压缩，或直接选择多个工作簿上传。"
        ) from error


def _start_of_entry(archive: ZipFile, entry: ZipInfo) -> bytes:
    if entry.flag_bits & IS_ENCRYPTED:
        raise Refused(
            "entry_encrypted", f"压缩包设有密码，无法读取该文件。请取消密码，{PACK_AGAIN}"
        )
    # Of the other methods zipfile unpacks all that it has read at once: 2 MiB become 40 GiB.
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Refused("entry_compression", f"这个文件用特殊方法压缩，无法读取。请{PACK_AGAIN}")
    try:
        with archive.open(entry) as file:
            return file.read(MAX_FILE + 1)
    except BROKEN as error:
        raise Refused("entry_damaged", f"这个文件在压缩包里已损坏。请{PACK_AGAIN}") from error


def _name(entry: ZipInfo) -> str:
    """What does not say that it is UTF-8 may be any encoding; zipfile takes it for CP437."""
    if not entry.flag_bits & UTF8_NAME:
        return _text(entry.filename.encode("cp437")) or NAMELESS
    return entry.filename or NAMELESS


def _text(name: bytes) -> str:
    """Macs write UTF-8, Chinese Windows writes GBK; of the latter hardly anything is the former."""
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return name.decode(encoding)
    return name.decode("utf-8", "replace")


def _is_litter(name: str) -> bool:
    parts = [part for part in PurePosixPath(name).parts if part != ".."]
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or name.rpartition("/")[2].lower() in LITTER
