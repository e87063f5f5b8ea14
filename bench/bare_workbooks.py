"""The same workbooks by openpyxl and psycopg2 alone, as a good script would write them.

Shared style objects, named once a workbook; the small sheet in openpyxl's ordinary mode, which is
the faster one there; the long ones in its write-only mode. The words around the figures are handed
in ready-made, nothing is checked, and text is written as it comes.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter

from cases.categories import CaseCategory
from statistics.form.indicators import (
    ACTION_KEYS,
    ACTIONS,
    CELLS,
    COLUMN_KEYS,
    COLUMNS,
    TOTAL_LABEL,
)
from statistics.models import Status
from statistics.workbooks import layout
from statistics.workbooks.writing.styles import STYLES

from .bare_consolidation import bare_cursor, bare_figure, members, only_added

UNIT_SUMS = f"""
    SELECT unit.name, {", ".join(f"report.{key}" for key in ACTION_KEYS)},
           {", ".join(f'sum(row."{key}")' for key in COLUMN_KEYS)}, edition.number
    FROM statistics_report AS report
    JOIN units_reportingunit AS unit ON unit.id = report.unit_id
    JOIN statistics_caserow AS row ON row.report_id = report.id
    LEFT JOIN (
        SELECT report_id, max(number) AS number FROM statistics_edition GROUP BY report_id
    ) AS edition ON edition.report_id = report.id
    WHERE report.period_id = %s AND report.status = 'approved'
    GROUP BY unit.id, report.id, edition.number ORDER BY unit.position, unit.code
"""
CASE_ROWS = f"""
    SELECT unit.name, row.category, {", ".join(f'row."{key}"' for key in COLUMN_KEYS)}
    FROM statistics_caserow AS row
    JOIN statistics_report AS report ON report.id = row.report_id
    JOIN units_reportingunit AS unit ON unit.id = report.unit_id
    WHERE report.period_id = %s AND report.status = 'approved'
    ORDER BY unit.position, unit.code, row.id
"""
COUNT_OR_AMOUNT = ["amount" if column.is_amount else "count" for column in COLUMNS]
LABELS = dict(CaseCategory.choices)
Value = tuple[object, str]  # what stands in a cell, and the name of its style


# --- The official sheet --------------------------------------------------------------------------


def _official_styles() -> dict[str, str]:
    """The style of each address of the grid."""
    styles = {layout.TITLE: "title", layout.UNIT_NAME: "left"}
    for row in range(1, layout.LAST_ROW + 1):
        usual = "note" if row in layout.NOTE_ROWS else "right"
        for letter in layout.LETTERS:
            usual = "heading" if row in layout.TABLE_ROWS else usual
            styles.setdefault(f"{letter}{row}", usual)
    for name, address in layout.FIGURES.items():
        styles[address] = "amount" if CELLS[name].indicator.is_amount else "count"
    addresses = zip(layout.TOTALS.values(), COUNT_OR_AMOUNT, strict=True)
    return styles | dict(addresses)


OFFICIAL_STYLES = _official_styles()


def write_official(head: Mapping[str, str], figures: Mapping) -> bytes:
    book = _named_styles(Workbook())
    sheet = book.active
    sheet.title = layout.SHEET_NAME
    for cells in layout.MERGED:
        sheet.merge_cells(cells)
    values = _official_values(head, figures)
    for address, style in OFFICIAL_STYLES.items():
        cell = sheet[address]
        if address in values:
            cell.value = values[address]
        cell.style = style
    _lay_official(sheet)
    return _saved(book)


def _official_values(head: Mapping[str, str], figures: Mapping) -> dict[str, object]:
    values = {**layout.HEADINGS, **layout.NOTES_BELOW, **head}
    values |= {address: figures[name] for name, address in layout.FIGURES.items()}
    for key, address in layout.TOTALS.items():
        values[address] = sum(figures[f"{category}-{key}"] or 0 for category in LABELS)
    return values


def _lay_official(sheet) -> None:
    for letter, width in layout.COLUMN_WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    for row, height in layout.ROW_HEIGHTS.items():
        sheet.row_dimensions[row].height = height
    sheet.print_area = layout.PRINT_AREA
    _lay_on_paper(sheet)


# --- The consolidated workbook -------------------------------------------------------------------


def write_consolidated(period, head: Mapping[str, str], lines: Iterable[Value]) -> bytes:
    """Official sheet, a row a unit, a row a unit and category, who reported."""
    book = _named_styles(Workbook(write_only=True))
    sums = only_added(period)
    _write_city_sheet(book.create_sheet("汇总表"), head, sums)
    indicators = [indicator.label for indicator in (*ACTIONS, *COLUMNS)]
    sheet = book.create_sheet("分单位汇总")
    _write_rows(sheet, ["报送单位", *indicators, "状态", "版本"], _unit_rows(period, sums))
    sheet = book.create_sheet("分类明细")
    headings = ["报送单位", "案件类别", *(column.label for column in COLUMNS)]
    _write_rows(sheet, headings, _category_rows(period))
    sheet = book.create_sheet("报送情况")
    headings = ["报送单位", "状态", "按时或逾期", "首次报送时间", "统计截止日", "计入版本"]
    _write_rows(sheet, headings, _standing_rows(period), lines)
    return _saved(book)


def _write_city_sheet(sheet, head: Mapping[str, str], sums: Mapping) -> None:
    _lay_official(sheet)
    for cells in layout.MERGED:
        sheet.merged_cells.add(cells)
    values = _official_values(head, sums)
    for row in range(1, layout.LAST_ROW + 1):
        addresses = [f"{letter}{row}" for letter in layout.LETTERS]
        _append(sheet, [(values.get(address), OFFICIAL_STYLES[address]) for address in addresses])


def _write_rows(
    sheet, headings: list[str], rows: Iterable[list[Value]], lines: Iterable[Value] = ()
):
    for column in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 12
    sheet.freeze_panes = "B2"
    _lay_on_paper(sheet)
    for row, line in enumerate(lines, 1):
        sheet.merged_cells.add(f"A{row}:F{row}")
        _append(sheet, [line])
    _append(sheet, [(heading, "heading") for heading in headings])
    for row in rows:
        _append(sheet, row)


def _append(sheet, row: list[Value]) -> None:
    cells = []
    for value, style in row:
        cell = WriteOnlyCell(sheet, value)
        cell.style = style
        cells.append(cell)
    sheet.append(cells)


def _unit_rows(period, sums: Mapping) -> Iterator[list[Value]]:
    styles = ["count"] * len(ACTION_KEYS) + COUNT_OR_AMOUNT
    cursor = bare_cursor()
    cursor.execute(UNIT_SUMS, [period.pk])
    for name, *row, edition in cursor:
        figures = row[: len(ACTION_KEYS)] + _figures(row[len(ACTION_KEYS) :])
        cells = zip(figures, styles, strict=True)
        yield [(name, "item"), *cells, ("已审核", "state"), (edition, "count")]
    values = _official_values({}, sums)
    totals = [sums[key] for key in ACTION_KEYS]
    totals += [values[address] for address in layout.TOTALS.values()]
    cells = zip(totals, styles, strict=True)
    yield [(TOTAL_LABEL, "heading"), *cells, (None, "state"), (None, "count")]


def _category_rows(period) -> Iterator[list[Value]]:
    cursor = bare_cursor()
    cursor.execute(CASE_ROWS, [period.pk])
    for name, category, *row in cursor:
        cells = zip(_figures(row), COUNT_OR_AMOUNT, strict=True)
        yield [(name, "item"), (LABELS[category], "item"), *cells]


def _standing_rows(period) -> Iterator[list[Value]]:
    day = period.ends_on
    cut_off = f"{day.year}年{day.month}月{day.day}日"
    for member in members(period, [], timezone.localdate()):
        _, name, _, status, submitted_at, is_late, _, _, edition, *_ = member
        yield [
            (name, "item"),
            (Status(status).label, "state"),
            ("逾期" if is_late else "按时", "state"),
            (timezone.make_naive(submitted_at), "time"),
            (cut_off, "state"),
            (edition, "count"),
        ]


def _figures(row: Iterable) -> list:
    return [bare_figure(key, figure) for key, figure in zip(COLUMN_KEYS, row, strict=True)]


# --- What both share -----------------------------------------------------------------------------


def _named_styles(book: Workbook) -> Workbook:
    for name, (font, border, alignment, number_format) in STYLES.items():
        style = NamedStyle(
            name, font=font, border=border, alignment=alignment, number_format=number_format
        )
        book.add_named_style(style)
    return book


def _lay_on_paper(sheet) -> None:
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
