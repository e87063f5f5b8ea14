"""Workbooks as units mail them to the city, and folders and archives full of them.

folder = mailed.folder(tmp_path, {"川汇区.xlsx": mailed.attachment(report, {"actions": 46})})
"""

import io
from copy import copy
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import load_workbook

from statistics.form.figures import Figures
from statistics.models import Report
from statistics.workbooks.contents import Head
from statistics.workbooks.writing.book import add_sheet, new_book, save
from statistics.workbooks.writing.official_sheet import write_official
from statistics.workbooks.writing.outgoing import write_attachment
from tests import cast


def attachment(report: Report, figures: dict, *, cut_off_on: date | None = None) -> bytes:
    """The table as downloaded, with its hidden mark, filled in outside the portal."""
    filled = copy(report)
    filled.figures = Figures(figures)
    filled.cut_off_on = cut_off_on or report.period.ends_on
    return write_attachment(filled)


def paper(unit_name: str, figures: dict, *, cut_off_on: date | None = date(2021, 6, 30)) -> bytes:
    """The form in the same layout without a mark, as it goes round by mail; 2021."""
    head = Head(
        title="2021年知识产权执法数据统计表",
        unit_name=unit_name,
        starts_on=date(2021, 1, 1),
        cut_off_on=cut_off_on,
        reported_on=None,
    )
    target = io.BytesIO()
    with new_book() as book:
        write_official(add_sheet(book, "统计表"), head, Figures(figures))
        save(book, target, at=cast.moment(date(2021, 6, 28)))
    return target.getvalue()


def written_over(data: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with these cells typed over."""
    book, target = load_workbook(io.BytesIO(data)), io.BytesIO()
    for address, value in cells.items():
        book.worksheets[0][address] = value
    book.save(target)
    return target.getvalue()


def folder(path: Path, files: dict[str, bytes]) -> Path:
    """A folder, with folders in it where a name has steps."""
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def zipped(files: dict[str, bytes], *, encoding: str = "utf-8") -> bytes:
    """A zip archive. In "gbk" as Chinese Windows makes it, in "utf-8 unsaid" as Macs do."""
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in files.items():
            entry = ZipInfo(name) if encoding == "utf-8" else _Unsaid(name, encoding.split()[0])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return target.getvalue()


class _Unsaid(ZipInfo):
    """An entry that does not say how its name is encoded."""

    def __init__(self, name: str, encoding: str):
        super().__init__(name)
        self.encoding = encoding

    def _encodeFilenameFlags(self):
        return self.filename.encode(self.encoding), self.flag_bits
