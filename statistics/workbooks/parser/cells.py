"""Run as a process of its own: a workbook's bytes in, its bare cells out as JSON.

The only code that hands a stranger's file to a parser. A parser can hang, swallow all memory or
abort the whole process, so it runs here under limits that the kernel keeps, without secrets in its
environment and without Django; `sandbox` starts it and outlives it.

One request: a line `<sort> <size>`, then the file. One answer: nine digits of size, then the JSON

    {"fingerprint": text, "sheets": [{"name": text, "cells": [[row, column, kind, text, format]]}]}

with blank cells left out; or {"error": "encrypted" | "memory" | "unreadable"}, as in refusals.SENTENCES.
"""

import io
import json
import math
import re
import resource
import sys

SHEETS, ROWS, COLUMNS = 5, 200, 40  # the official table has 19 rows and 12 columns
LONGEST_TEXT = 500
MEMORY = 176 * 1024 * 1024  # bytes of address space
SECONDS = 4  # of processor time, a file; ours takes a hundredth of one
FINGERPRINT = "zkreport"  # the document property's name
FINGERPRINT_IN_XLS = re.compile(rb"zkreport:[0-9A-Za-z/:.,]{1,260}")

NUMBER = re.compile(r"[0-9.,()*\s]+")

# What stands in a cell: "number", "text", "date", "boolean", "error", or "formula" when nobody has
# calculated it.
KINDS = {"n": "number", "s": "text", "d": "date", "b": "boolean", "e": "error", "f": "formula"}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while request := sys.stdin.buffer.readline():
        sort, size = request.split()
        _allow(SECONDS)
        answer = json.dumps(_answer(sort.decode(), sys.stdin.buffer.read(int(size)))).encode()
        sys.stdout.buffer.write(b"%09d%b" % (len(answer), answer))
        sys.stdout.buffer.flush()


def _allow(seconds: int) -> None:
    """So much processor time from now on; then the kernel ends this process (SIGXCPU).

    Of the processor, not of the clock: on a busy machine a good file takes its time.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _answer(sort: str, data: bytes) -> dict:
    try:
        return read_xlsx(data) if sort == "xlsx" else read_xls(data)
    except MemoryError:
        return {"error": "memory"}
    except Exception as error:  # whatever a parser says of a broken file, the file is unreadable
        return {"error": "encrypted" if "password" in repr(error).lower() else "unreadable"}


def _sheet(name: str, cells) -> dict:
    return {"name": name[:LONGEST_TEXT], "cells": list(cells)}


# --- .xlsx ---------------------------------------------------------------------------------------


def read_xlsx(data: bytes) -> dict:
    """With openpyxl's own parts, but not its load_workbook().

    That one reads each sheet twice, and first every font, print area and property; what it dislikes
    there would make a good table unreadable. In ordinary mode it builds a million cells for a merge
    of a million rows; in read-only mode it believes the size that the sheet states, and cannot tell
    a blank cell from a formula that nobody has calculated.
    """
    from openpyxl.reader.excel import ExcelReader  # each sort loads its own parser only

    package = ExcelReader(io.BytesIO(data), rich_text=True)
    package.read_manifest()
    package.read_strings()
    formats = _number_formats(package)
    epoch, sheets = _visible_sheets(package)
    return {
        "fingerprint": _fingerprint(package)[:LONGEST_TEXT],
        "sheets": [
            _sheet(name, _xlsx_cells(package, path, formats, epoch))
            for name, path in sheets[:SHEETS]
        ],
    }


def _visible_sheets(package):
    """The day from which dates are counted, and the name and path of each visible sheet."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path
    from openpyxl.reader.excel import _find_workbook_part
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
    from openpyxl.xml.constants import REL_NS

    path = _find_workbook_part(package.package).PartName[1:]
    book = _root(package, path)
    parts = {each.id: each for each in get_dependents(package.archive, get_rels_path(path))}
    is_1904 = any(each.get("date1904") in ("1", "true") for each in book.iterfind("{*}workbookPr"))
    sheets = [
        (sheet.get("name"), part.target)
        for sheet in book.iterfind("{*}sheets/{*}sheet")
        if sheet.get("state", "visible") == "visible"
        and (part := parts.get(sheet.get(f"{{{REL_NS}}}id")))
        and part.Type.endswith("/worksheet")  # not a chart
        and part.target in package.valid_files
    ]
    return CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900, sheets


def _root(package, path: str):
    from openpyxl.xml.functions import fromstring

    return fromstring(package.archive.read(path))


def _fingerprint(package) -> str:
    if "docProps/custom.xml" not in package.valid_files:
        return ""
    properties = _root(package, "docProps/custom.xml").iterfind("{*}property")
    texts = ("".join(each.itertext()) for each in properties if each.get("name") == FINGERPRINT)
    return next(texts, "")


def _number_formats(package) -> list[str]:
    """The number format of each cell style, by the style's number."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    if "xl/styles.xml" not in package.valid_files:
        return ["General"]
    styles = _root(package, "xl/styles.xml")
    own = {
        each.get("numFmtId"): each.get("formatCode")
        for each in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    used = [each.get("numFmtId", "0") for each in styles.iterfind("{*}cellXfs/{*}xf")]
    return [own.get(number) or BUILTIN_FORMATS.get(int(number), "General") for number in used]


def _xlsx_cells(package, path: str, formats: list[str], epoch):
    with package.archive.open(path) as source:
        for number, row in _parser(package, source, formats, epoch).parse():
            if number > ROWS:
                break
            for cell in row:
                if cell["value"] is not None and cell["column"] <= COLUMNS:
                    yield _xlsx_cell(cell, formats)


def _parser(package, source, formats: list[str], epoch):
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.worksheet._reader import (
        DATA_TAG,
        FORMULA_TAG,
        INLINE_STRING,
        ROW_TAG,
        WorkSheetParser,
    )
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    plain_text = f"{{{SHEET_MAIN_NS}}}t"

    class Parser(WorkSheetParser):
        """openpyxl's own, for the rows alone; it also tells where nobody calculated a formula."""

        def parse(self):
            for _, element in iterparse(self.source):
                if element.tag == ROW_TAG:
                    yield self.parse_row(element)
                    element.clear()
                elif element.tag == DATA_TAG:
                    break

        def parse_cell(self, element):
            if not len(element):  # only lines and colours, as half of a sheet's cells
                return self.quick_cell(element)
            is_inline = element.get("t") == "inlineStr" and element[0].tag == INLINE_STRING
            if is_inline and (text := element[0].findtext(plain_text)):
                return self.quick_cell(element, text.replace("x005F_", ""))  # as openpyxl does
            cell = super().parse_cell(element)
            is_empty_text = element.get("t") == "str"  # =IF(A1="","",A1)
            if cell["value"] is None and not is_empty_text:
                formula = element.find(FORMULA_TAG)
                if formula is not None:
                    cell |= {"data_type": "f", "value": f"={formula.text or ''}"}
            return cell

        def quick_cell(self, element, text: str | None = None) -> dict:
            """What the ordinary way gives for a blank cell or a text in one piece."""
            row, column = self.row_counter, self.col_counter + 1
            if place := element.get("r"):
                row, column = coordinate_to_tuple(place)
            self.col_counter = column
            return {"row": row, "column": column, "value": text, "data_type": "s", "style_id": 0}

    return Parser(
        source,
        package.shared_strings,
        data_only=True,
        rich_text=True,
        epoch=epoch,
        date_formats={style for style, form in enumerate(formats) if is_date_format(form)},
        timedelta_formats={
            style for style, form in enumerate(formats) if is_timedelta_format(form)
        },
    )


def _xlsx_cell(cell: dict, formats: list[str]) -> list:
    kind = KINDS.get(cell["data_type"], "text")
    style = cell["style_id"]
    shown_as = formats[style] if kind == "number" and style < len(formats) else ""
    return [cell["row"], cell["column"], kind, _plain(cell["value"])[:LONGEST_TEXT], shown_as]


def _plain(value) -> str:
    """A number's footnote mark or struck digits are no part of it: 10 and a raised 2 is 10[2]."""
    text = str(value)
    if isinstance(value, list) and NUMBER.fullmatch(text):
        return "".join(f"[{run}]" if _is_apart(run) else str(run) for run in value)
    return text


def _is_apart(run) -> bool:
    font = getattr(run, "font", None)
    return font is not None and bool(font.strike or font.vertAlign in {"superscript", "subscript"})


# --- .xls and .et --------------------------------------------------------------------------------


def read_xls(data: bytes) -> dict:
    import xlrd

    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    sheets = [sheet for sheet in book.sheets() if sheet.visibility == 0]
    # xlrd reads no document properties; they stand in the file as plain bytes.
    fingerprint = FINGERPRINT_IN_XLS.search(data)
    return {
        "fingerprint": fingerprint.group().decode() if fingerprint else "",
        "sheets": [_sheet(sheet.name, _xls_cells(book, sheet)) for sheet in sheets[:SHEETS]],
    }


def _xls_cells(book, sheet):
    for row in range(min(sheet.nrows, ROWS)):
        for column in range(min(sheet.ncols, COLUMNS)):
            cell = sheet.cell(row, column)
            kind = XLS_KINDS.get(cell.ctype)
            if kind:
                shown_as = _xls_format(book, cell) if kind == "number" else ""
                text = _xls_text(book, cell)
                if _has_parts_apart(book, sheet, row, column) and NUMBER.fullmatch(text):
                    text = f"[{text}]"
                yield [row + 1, column + 1, kind, text[:LONGEST_TEXT], shown_as]


XLS_KINDS = {1: "text", 2: "number", 3: "date", 4: "boolean", 5: "error"}  # xlrd's XL_CELL_…


def _has_parts_apart(book, sheet, row, column) -> bool:
    runs = sheet.rich_text_runlist_map.get((row, column), ())
    fonts = [book.font_list[font] for _, font in runs]
    return any(font.struck_out or font.escapement for font in fonts)


def _xls_format(book, cell) -> str:
    style = book.xf_list[cell.xf_index]
    return book.format_map[style.format_key].format_str


def _xls_text(book, cell) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(cell.value, "#ERROR")
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return str(bool(cell.value))
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return str(xlrd.xldate_as_datetime(cell.value, book.datemode))
        except (ValueError, OverflowError):
            return str(cell.value)
    return str(cell.value)


if __name__ == "__main__":
    main()
