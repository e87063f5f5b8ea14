"""Until when a table is to be reported, in words."""

from datetime import date

from ..models import Report
from .days import day_text


def deadline(report: Report, today: date | None = None) -> str:
    """6月30日截止（已延期），还有 3 天. The days count only until the table is first reported."""
    if report.is_excused:
        return "无需报送"
    day, extended = report.due_on, "（已延期）" if report.extended_until else ""
    is_awaited = report.is_editable and not report.first_submitted_at
    left = f"，{time_left(report.days_left(today))}" if is_awaited else ""
    return f"{day_text(day, today)}截止{extended}{left}"


def time_left(days: int) -> str:
    """`days` until the due day; negative when past."""
    if days > 0:
        return f"还有 {days} 天"
    return "已过截止日" if days else "今日到期"
