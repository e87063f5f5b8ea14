"""Files on their way through the browser: as they were chosen, and as a page carries them back.

Nothing is stored in between, so whatever comes back is as good as new: it is counted, measured and
named here, and read and judged anew by batch.py.
"""

import binascii
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from ...errors import ReportError
from ...form.normaliser import reveal_hidden
from ...intake.folder import File, files_in_zip_bytes
from ...workbooks.gate.refusals import in_mb

MAX_FILES = 200
MAX_TOTAL = 6 * 1024 * 1024  # bytes; base64 adds a third


class UploadRefused(ReportError):
    """Nothing was taken from an upload as a whole."""

    status = 422


def chosen(uploads: list) -> list[File]:
    """The files that were chosen, or those in the one zip archive. Raises ReportError."""
    if not uploads:
        raise UploadRefused("没有选择文件。请选择各单位报来的工作簿，或者一个 zip 压缩包。")
    require_modest(len(uploads), sum(upload.size for upload in uploads))
    named = [(upload.name, upload.read()) for upload in uploads]
    if len(named) > 1 or not named[0][0].lower().endswith(".zip"):
        return list(_held(named))
    files = files_in_zip_bytes(named[0][1])
    if not files:
        raise UploadRefused("压缩包里没有文件。请把各单位报来的工作簿压缩后再上传。")
    require_modest(len(files))
    return [File(reveal_hidden(file.name), file.read) for file in files]


def carried(names: list[str], contents: list[str]) -> list[File]:
    """The files that a page has carried in base64, in its order. Raises ReportError."""
    try:
        named = [
            (name, b64decode(text, validate=True))
            for name, text in zip(names, contents, strict=True)
        ]
    except (binascii.Error, ValueError) as error:
        raise UploadRefused("页面带回的文件不完整，没有导入。请重新选择文件上传。") from error
    if not named:
        raise UploadRefused("页面没有带回文件，没有导入。请重新选择文件上传。")
    require_modest(len(named), sum(len(data) for _, data in named))
    return list(_held(named))


def require_modest(count: int, size: int = 0) -> None:
    """Raise unless as much can be taken at once; `size` in bytes."""
    if count > MAX_FILES or size > MAX_TOTAL:
        found = f"这次有 {count} 个，共 {in_mb(size)} MB" if size else f"这次有 {count} 个"
        raise UploadRefused(
            f"一次最多 {MAX_FILES} 个文件，共 {in_mb(MAX_TOTAL)} MB；{found}，没有导入。"
            "请分几次上传，或联系系统管理员批量导入。"
        )


def _held(named: Iterable[tuple[str, bytes]]) -> Iterator[File]:
    """Files in memory, no two of one name: from different folders they may well have the same."""
    known = set()
    for name, data in named:
        known.add(name := _unlike(known, reveal_hidden(name)))
        yield File(name, lambda data=data: data)


def _unlike(known: set[str], name: str) -> str:
    """a.xlsx; a（2）.xlsx when it is known."""
    path, number, different = PurePosixPath(name), 1, name
    while different in known:
        number += 1
        different = f"{path.stem}（{number}）{path.suffix}"
    return different
