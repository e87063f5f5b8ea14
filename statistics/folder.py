"""The files of a folder or a zip archive, one after the other."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from .errors import ReportError
from .workbooks.gate import MAX_FILE

UTF8_NAME = 0x800  # flag bit of an entry whose name is UTF-8
# What systems leave in folders by themselves; nobody sent it.
LITTER = {"thumbs.db", "desktop.ini"}


class UnreadableFolder(ReportError):
    """The folder or archive as a whole cannot be read."""

    status = 422


@dataclass(frozen=True)
class File:
    """A file by its name within the folder; `read` gives its first 2 MiB and a byte.

    That byte more tells the gate that the file is too large.
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
    except (BadZipFile, OSError, ValueError) as error:
        raise UnreadableFolder(
            f"“{path}”不是文件夹，也不是完好的 zip 压缩包。请给出存放工作簿的文件夹或 zip 压缩包。"
        ) from error


def _in_folder(folder: Path) -> list[File]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path: path.relative_to(folder).as_posix() for path in paths}
    return [
        File(name, lambda path=path: _start_of(path))
        for path, name in names.items()
        if not _is_litter(name)
    ]


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def files_in_zip(archive: ZipFile) -> list[File]:
    """The archive's files; nothing of it is ever written to disk, whatever its names say."""
    entries = {_name(entry): entry for entry in archive.infolist() if not entry.is_dir()}
    return [
        File(name, lambda entry=entry: _start_of_entry(archive, entry))
        for name, entry in sorted(entries.items())
        if not _is_litter(name)
    ]


def files_in_zip_bytes(data: bytes) -> list[File]:
    """As files_in_zip(). Raises UnreadableFolder."""
    try:
        return files_in_zip(ZipFile(io.BytesIO(data)))
    except (BadZipFile, ValueError) as error:
        raise UnreadableFolder(
            "压缩包已损坏，打不开。请重新压缩，或直接选择多个工作簿上传。"
        ) from error


def _start_of_entry(archive: ZipFile, entry: ZipInfo) -> bytes:
    with archive.open(entry) as file:
        return file.read(MAX_FILE + 1)


def _name(entry: ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so; zipfile takes them for CP437."""
    if entry.flag_bits & UTF8_NAME:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def _is_litter(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or parts[-1].lower() in LITTER
