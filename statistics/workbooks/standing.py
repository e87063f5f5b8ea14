"""报送情况: which units the total covers, at which edition, and which are missing."""

from django.utils import timezone

from ..consolidation import Consolidated, Member
from .book import Pen, Sheet
from .lists import headings, lay_out

NAMES_LISTED = 40  # missing units named above the table, which names them all


def write_standing(sheet: Sheet, consolidated: Consolidated) -> None:
    """报送情况: what the total covers, in words, then every expected unit and how it stands."""
    widths = [46, 34, 14, 24, 12]
    lines = _summary(consolidated)
    lay_out(sheet, consolidated, widths, heading_row=len(lines) + 1, heading_height=22)
    sheet.merged_cells = [f"A{row}:E{row}" for row in range(1, len(lines) + 1)]
    pen = Pen(sheet)
    for row, (line, style) in enumerate(lines, 1):
        sheet.row_dimensions[row].height = _height(line, sum(widths), style)
        sheet.append([pen.text(line, style)])
    sheet.append(headings(pen, ["报送单位", "状态", "按时或逾期", "首次报送时间", "计入版本"]))
    for member in consolidated.members:
        at = member.first_submitted_at
        sheet.append(
            [
                pen.text(member.unit_name, "item"),
                pen.text(member.standing, "state"),
                pen.text(_timeliness(member), "state"),
                pen.time(timezone.make_naive(at) if at else None),
                pen.number(member.edition) if member.is_counted else pen.text("未计入", "state"),
            ]
        )


def _timeliness(member: Member) -> str:
    if member.is_late:
        return "逾期"
    return "按时" if member.first_submitted_at else "未到期"


def _summary(consolidated: Consolidated) -> list[tuple[str, str]]:
    """The lines above the table with their styles."""
    campaign = consolidated.period.campaign
    return [
        (f"{consolidated.period}知识产权执法数据报送情况", "title"),
        (f"依据文号：{campaign.document_number or '未填'}", "left"),
        (f"汇总口径：{consolidated.scope.label}", "left"),
        (_counts(consolidated), "left"),
        (_missing(consolidated.missing), "left"),
    ]


def _counts(consolidated: Consolidated) -> str:
    members = consolidated.members
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
    names = "、".join(member.unit_name for member in members[:NAMES_LISTED])
    rest = " 等，其余见下表" if len(members) > NAMES_LISTED else ""
    return f"本期数据未计入的单位（{len(members)} 个）：{names}{rest}。"


def _height(line: str, width: int, style: str) -> float:
    """Points that `line` takes in merged cells, which no program fits to their text by itself.

    A Chinese character of 11 points is about as wide as two characters of column width.
    """
    return 36 if style == "title" else 16 * (1 + 2 * len(line) // width) + 4
