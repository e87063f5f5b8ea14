"""报送情况: which units the total covers, at which edition, and which are missing."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from ...models import Consolidation
from ...models.after_correction import MARK
from ...totals.breakdown import corrections
from ...totals.consolidate import Consolidated, Member
from ...totals.marked import marked
from ...totals.notes import notes
from .book import Pen, Sheet
from .list_sheets import headings, lay_out

NEW_MEANS = (
    "当期新增，即本期累计减同一单位本年上一次计入的累计；更正后可能为负。市场数量是时点数，不相减。"
)
HEADINGS = ["报送单位", "状态", "按时或逾期", "首次报送时间", "统计截止日", "计入版本"]
NAMES_LISTED = 40  # missing units named above the table, which names them all


def write_standing(
    sheet: Sheet, consolidated: Consolidated, issued: Consolidation | None = None
) -> None:
    """报送情况: what the total covers, in words, then every expected unit and how it stands.

    Of an `issued` total also its number, by whom and when, and the digest: the official sheet takes
    no other line.
    """
    pen = Pen(sheet)
    lines = [
        *_summary(consolidated),
        *_corrections(consolidated),
        *_marked(consolidated),
        *(_issue(issued) if issued else ()),
    ]
    write_lines(sheet, pen, consolidated, lines, [46, 40, 14, 24, 14, 12])
    sheet.append(headings(pen, HEADINGS))
    for member in consolidated.members:
        at = member.first_submitted_at
        sheet.append(
            [
                pen.text(member.unit_name, "item"),
                pen.text(member.standing, "state"),
                pen.text(member.timeliness, "state"),
                pen.time(timezone.make_naive(at) if at else None),
                pen.text(_day(member.cut_off_on), "state"),
                pen.number(member.edition) if member.is_counted else pen.text("未计入", "state"),
            ]
        )


def write_lines(
    sheet: Sheet,
    pen: Pen,
    consolidated: Consolidated,
    lines: list[tuple[str, str]],
    widths: list[int],
) -> None:
    """Lay a sheet out with `lines` of text and their styles above its table."""
    lay_out(sheet, consolidated, widths, heading_row=len(lines) + 1, heading_height=22)
    last = "ABCDEFGH"[len(widths) - 1]
    sheet.merged_cells = [f"A{row}:{last}{row}" for row in range(1, len(lines) + 1)]
    for row, (line, style) in enumerate(lines, 1):
        sheet.row_dimensions[row].height = _height(line, sum(widths), style)
        sheet.append([pen.text(line, style)])


def _summary(consolidated: Consolidated) -> list[tuple[str, str]]:
    """The lines above the table with their styles."""
    campaign = consolidated.period.campaign
    return [
        (f"{consolidated.period}知识产权执法数据报送情况", "title"),
        (f"依据文号：{campaign.document_number or '未填'}", "left"),
        (f"汇总口径：{consolidated.scope.label}", "left"),
        *((line, "left") for line in _measure(consolidated)),
        (_counts(consolidated), "left"),
        (_missing(consolidated.missing), "left"),
        *((line, "left") for line in notes(consolidated)),
    ]


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _corrections(consolidated: Consolidated) -> Iterator[tuple[str, str]]:
    """更正上期: nothing earlier was rewritten, so it is told where the total is told."""
    for unit_name, correction in corrections(consolidated.counting):
        yield f"更正上期：{unit_name}，{correction}", "left"


def _marked(consolidated: Consolidated) -> Iterator[tuple[str, str]]:
    """Those whose earlier tables were corrected and that nobody has looked at again; they count."""
    if members := marked(consolidated):
        yield f"{MARK}的单位（{len(members)} 个）：{_names(members)}。", "left"


def _measure(consolidated: Consolidated) -> Iterator[str]:
    """What 当期新增 is, and where it is not of this quarter alone."""
    if not consolidated.is_new:
        return
    yield f"数据口径：{NEW_MEANS}"
    if wider := consolidated.wider:
        yield f"上一季度未计入汇总、本期新增含以前季度数据的单位（{len(wider)} 个）：{_names(wider)}。"


def _issue(issued: Consolidation) -> Iterator[tuple[str, str]]:
    """The lines that an issued total is known by, years later."""
    yield f"编号：{issued.printed_number}，{issued.title.replace(' ', '')}", "left"
    yield f"发布：{moment(issued.issued_at)}，{issued.issued_by_name}", "left"
    yield f"内容摘要（SHA-256）：{issued.digest}", "left"
    if issued.note:
        yield f"{'更正原因' if issued.is_correction else '说明'}：{issued.note}", "left"


def moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


def _counts(consolidated: Consolidated) -> str:
    members = consolidated.expected
    reported = [member for member in members if member.first_submitted_at]
    late = sum(member.is_late for member in reported)
    carried = sum(member.is_carried for member in members)
    return (
        f"应报送 {len(members)} 个单位：已报送 {len(reported)} 个"
        f"（按时 {len(reported) - late} 个，逾期 {late} 个），未报送 {len(members) - len(reported)} 个。"
        f"计入汇总 {len(consolidated.counted)} 个，其中沿用上期 {carried} 个。"
    )


def _missing(members: list[Member]) -> str:
    if not members:
        return "各单位本期数据均已计入。"
    return f"本期数据未计入的单位（{len(members)} 个）：{_names(members)}。"


def _names(members: Sequence[Member]) -> str:
    names = "、".join(member.unit_name for member in members[:NAMES_LISTED])
    return f"{names} 等，其余见下表" if len(members) > NAMES_LISTED else names


def _height(line: str, width: int, style: str) -> float:
    """Points that `line` takes in merged cells, which no program fits to their text by itself.

    A Chinese character of 11 points is about as wide as two characters of column width.
    """
    return 36 if style == "title" else 16 * (1 + 2 * len(line) // width) + 4
