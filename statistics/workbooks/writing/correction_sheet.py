"""更正说明: what a total that is issued again says otherwise, and which units are the cause."""

from collections.abc import Iterator

from openpyxl.cell import Cell

from ...form.figures import add
from ...form.indicators import CELLS
from ...form.normaliser import read_figure
from ...models import Consolidation
from ...models.edition import Change
from ...totals.consolidate import Consolidated
from ...totals.revision import MemberChange, Revision
from .book import Pen, Sheet
from .list_sheets import headings
from .standing_sheet import moment, write_lines

WIDTHS = [46, 56, 22, 22, 16]
CITY = "全市"


def write_correction(
    sheet: Sheet, consolidated: Consolidated, issued: Consolidation, correction: Revision
) -> None:
    """The city's figures that changed, then each unit that changed with its editions and cells."""
    pen = Pen(sheet)
    write_lines(sheet, pen, consolidated, list(_summary(issued, correction)), WIDTHS)
    sheet.append(headings(pen, ["单位", "项目", "原", "现", "差额"]))
    for change in correction.figures:
        name = f"{change.label}（{change.indicator.unit}）"
        figures = (change.old, change.new, change.difference)
        cells = (pen.figure(figure, change.indicator) for figure in figures)
        sheet.append([pen.text(CITY, "item"), pen.text(name, "item"), *cells])
    for member in correction.members:
        for row in _member(pen, member):
            sheet.append(row)


def _member(pen: Pen, member: MemberChange) -> Iterator[list[Cell]]:
    unit = pen.text(member.unit_name, "item")
    editions = (pen.text(text, "state") for text in (member.old, member.new))
    yield [unit, pen.text("计入版本", "item"), *editions, pen.blank("state")]
    for change in member.cells:
        yield [pen.text(member.unit_name, "item"), *_cells(pen, change)]


def _cells(pen: Pen, change: Change) -> list[Cell]:
    """A blank cell stays blank, and counts as 0 in the difference."""
    indicator = CELLS[change.cell].indicator
    old, new = (read_figure(text, indicator) for text in (change.old, change.new))
    label = pen.text(f"{change.label}（{indicator.unit}）", "item")
    figures = (old, new, add([new]) - add([old]))
    return [label, *(pen.figure(figure, indicator) for figure in figures)]


def _summary(issued: Consolidation, correction: Revision) -> Iterator[tuple[str, str]]:
    corrected = issued.corrects
    yield f"{issued.period}知识产权执法数据汇总表更正说明", "title"
    yield f"本件：{issued.printed_number}，{moment(issued.issued_at)}发布", "left"
    yield f"更正：{corrected.printed_number}，{moment(corrected.issued_at)}发布", "left"
    yield f"更正原因：{issued.note}", "left"
    if correction.is_other_scope:
        old, new = correction.old_scope.label, correction.new_scope.label
        yield f"汇总口径：原为“{old}”，现为“{new}”。", "left"
    else:
        yield f"汇总口径：{correction.new_scope.label}，没有改变。", "left"
    yield (
        (
            f"全市数据有 {len(correction.figures)} 项变动，"
            f"计入的单位有 {len(correction.members)} 个变动。"
        ),
        "left",
    )
