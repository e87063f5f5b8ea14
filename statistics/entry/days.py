"""Days and moments as people write them: the year only where it is not this one."""

from datetime import date, datetime

from django.utils import timezone


def day_text(day: date | None, today: date | None = None) -> str:
    """6月30日, or 2021年6月30日 in any other year than `today`'s; "" for None."""
    if day is None:
        return ""
    year = "" if day.year == (today or timezone.localdate()).year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def moment_text(at: datetime | None, today: date | None = None) -> str:
    """The same with the hour and minute in Zhoukou: 6月30日 09:05."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{day_text(local.date(), today)} {local:%H:%M}"
