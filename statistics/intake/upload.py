"""A workbook that a browser sends: chosen by a person, or carried in the page that previews it."""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from unicodedata import category

from ..models import SourceWorkbook
from ..workbooks.gate.first_look import MAX_FILE
from ..workbooks.gate.refusals import Refused, in_mb, refused
from ..workbooks.reading.incoming import Reading, read_workbook

INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # controls, direction marks, halves, line ends
NO_NAME = "未命名的工作簿"


@dataclass(frozen=True)
class Upload:
    """A file's name, fit to be shown and stored, and its bytes."""

    name: str
    content: bytes  # at most one more than a file may have
    size: int  # of the whole file

    @classmethod
    def chosen(cls, file) -> "Upload":
        """From request.FILES; None stands for no file. Raises Refused."""
        if file is None:
            raise Refused("no_file", "尚未选择文件。请选中填好的工作簿，再点“上传并核对”。")
        return cls(clean_name(file.name or ""), file.read(MAX_FILE + 1), file.size)

    @classmethod
    def carried(cls, data: Mapping[str, str]) -> "Upload":
        """From the fields of the preview's form, which anyone may have changed. Raises Refused."""
        try:
            content = base64.b64decode(data.get("content", ""), validate=True)
        except (ValueError, binascii.Error):
            raise Refused("not_carried", "页面带回的文件不完整，请重新选择文件上传。") from None
        return cls(clean_name(data.get("name", "")), content, len(content))

    @property
    def as_text(self) -> str:
        """The bytes as base64, for a field of the page."""
        return base64.b64encode(self.content).decode()

    def read(self) -> Reading:
        """What the workbook says. Raises Refused."""
        try:
            return read_workbook(self.content, self.name)
        except Refused as refusal:
            if refusal.code != "too_large":
                raise
            # The gate saw only the beginning.
            raise refused("too_large", size=in_mb(self.size), limit=in_mb(MAX_FILE)) from None


def clean_name(name: str) -> str:
    """The file's own name: no folders, nothing that no one can see, no longer than is stored."""
    base = re.split(r"[/\\]", name)[-1]
    visible = "".join(char for char in base if category(char) not in INVISIBLE).strip()
    suffix = PurePosixPath(visible).suffix[:10]
    stem = visible.removesuffix(suffix)[: SourceWorkbook.LONGEST_NAME - len(suffix)]
    return f"{stem}{suffix}" if stem.strip(". ") else NO_NAME
