"""The consolidated workbook's long sheets: a row a unit, and a row a unit and category."""

from collections.abc import Iterable, Iterator

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from ...errors import ReportError
from ...form.indicators import ACTION_KEYS, ACTIONS, COLUMN_KEYS, COLUMNS, TOTAL_LABEL, Indicator
from ...form.normaliser import Figure
from ...totals.breakdown import case_rows, unit_sums
from ...totals.consolidate import Consolidated
from .book import Pen, Sheet, lay_on_paper

MARGINS = {  # inches
    "left": 0.4,
    "right": 0.4,
    "top": 0.7,
    "bottom": 0.6,
    "header": 0.3,
    "footer": 0.3,
}
ROW_HEIGHT = 18  # points
COLUMN_WIDTHS = [12 if column.is_amount else 9 for column in COLUMNS]


class FiguresChanged(ReportError):
    """Reports were approved or given back while the workbook was being written."""

    def __init__(self):
        super().__init__("导出期间有统计表被审核或退回，各表数据会不一致，没有导出。请重新导出。")


def write_units(sheet: Sheet, consolidated: Consolidated) -> None:
    """分单位汇总: each counted unit's five action figures, eleven totals, status and edition."""
    indicators = (*ACTIONS, *COLUMNS)
    labels = ["报送单位", *(indicator.label for indicator in indicators), "状态", "版本"]
    lay_out(sheet, consolidated, [28, *[9] * len(ACTIONS), *COLUMN_WIDTHS, 22, 6])
    pen = Pen(sheet)
    sums = [0] * len(indicators)
    sheet.append(headings(pen, labels))
    for name, standing, edition, figures in _unit_lines(consolidated):
        _add(sums, figures)
        sheet.append(
            [
                pen.text(name, "item"),
                *_figure_cells(pen, figures, indicators),
                pen.text(standing, "state"),
                pen.number(edition) if edition else pen.blank("count"),
            ]
        )
    _require_same(sums, [*_action_sums(consolidated), *_column_sums(consolidated)])
    sheet.append(
        [
            pen.text(TOTAL_LABEL, "heading"),
            *_figure_cells(pen, sums, indicators),
            pen.blank("state"),
            pen.blank("count"),
        ]
    )


def _unit_lines(consolidated: Consolidated) -> Iterator[tuple]:
    """(name, standing, edition, figures) of each counted unit, and of units whose new figures are
    told together."""
    members = {member.counted_report_id: member for member in consolidated.counted}
    together = {heir for group in consolidated.told_together for heir in group.heirs}
    for line in unit_sums(consolidated.counting, consolidated.measure):
        if line.report_id is None:
            yield line.unit_name, "分立前后一并计算", None, line.actions + line.totals
        elif line.report_id in members:
            member = members.pop(line.report_id)
            yield line.unit_name, member.standing, member.edition, line.actions + line.totals
        else:
            raise FiguresChanged
    if {member.unit_id for member in members.values()} - together:
        raise FiguresChanged


def write_categories(sheet: Sheet, consolidated: Consolidated) -> None:
    """分类明细: each counted unit's eight categories, eleven figures each."""
    lay_out(sheet, consolidated, [32, 28, *COLUMN_WIDTHS], fixed_columns=2)
    pen = Pen(sheet)
    sums = [0] * len(COLUMNS)
    sheet.append(headings(pen, ["报送单位", "案件类别", *(column.label for column in COLUMNS)]))
    for line in case_rows(consolidated.counting, consolidated.measure):
        _add(sums, line.figures)
        sheet.append(
            [
                pen.text(line.unit_name, "item"),
                pen.text(line.label, "item"),
                *_figure_cells(pen, line.figures, COLUMNS),
            ]
        )
    _require_same(sums, _column_sums(consolidated))


# --- What the sheets share -----------------------------------------------------------------------


def lay_out(
    sheet: Sheet,
    consolidated: Consolidated,
    widths: Iterable[int],
    *,
    heading_row: int = 1,
    heading_height: int = 58,  # points: four lines
    fixed_columns: int = 1,
) -> None:
    """Columns, paper, what stays in sight; has to come before the first row is written."""
    sheet.row_dimensions[heading_row].height = heading_height
    sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = ROW_HEIGHT, True
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"{get_column_letter(fixed_columns + 1)}{heading_row + 1}"
    lay_on_paper(sheet, margins=MARGINS, pages_high=0)
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.oddHeader.left.text = f"{consolidated.period}知识产权执法数据{sheet.title}"
    measure = f"{consolidated.measure.label}  " if consolidated.is_new else ""
    sheet.oddHeader.right.text = f"{measure}汇总口径：{consolidated.scope.label}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def headings(pen: Pen, labels: Iterable[str]) -> list[Cell]:
    return [pen.text(label, "heading") for label in labels]


def _figure_cells(
    pen: Pen, figures: Iterable[Figure], indicators: Iterable[Indicator]
) -> Iterator[Cell]:
    return map(pen.figure, figures, indicators)


def _add(sums: list[Figure], figures: Iterable[Figure]) -> None:
    for position, figure in enumerate(figures):
        if figure is not None:
            sums[position] += figure


def _action_sums(consolidated: Consolidated) -> list[Figure]:
    return [consolidated.figures[key] for key in ACTION_KEYS]


def _column_sums(consolidated: Consolidated) -> list[Figure]:
    totals = consolidated.figures.totals
    return [totals[key] for key in COLUMN_KEYS]


def _require_same(sums: list[Figure], expected: list[Figure]) -> None:
    if sums != expected:
        raise FiguresChanged
