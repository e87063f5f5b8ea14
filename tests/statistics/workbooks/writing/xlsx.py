"""A workbook as it stands in its file, for comparing what was written with what was meant."""

import io
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def rows(sheet: Worksheet) -> list[list]:
    """Every cell's value, row by row; None for blank and covered cells."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def part(data: bytes, name: str) -> str:
    """The XML of one part of the file, as "xl/worksheets/sheet1.xml"."""
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def cells(data: bytes, sheet: int = 1) -> list[ElementTree.Element]:
    """The raw <c> elements of the sheet with this number, covered cells of merged ranges too."""
    return list(
        ElementTree.fromstring(part(data, f"xl/worksheets/sheet{sheet}.xml")).iter(f"{MAIN}c")
    )


def digits(data: bytes, sheet: int = 1) -> dict[str, str]:
    """What each number's cell holds literally, before any program turns it into floating point."""
    return {
        cell.get("r"): cell.findtext(f"{MAIN}v")
        for cell in cells(data, sheet)
        if cell.find(f"{MAIN}v") is not None
    }
