"""What has to be known of a total beside its figures, in sentences; page, issue and workbook say the same."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from .consolidate import Consolidated, Member


def notes(table: Consolidated, today: date | None = None) -> list[str]:
    """Units that ended or were excused, what may count twice, what was left out, and odd days."""
    return [*_units(table), *_altered(table), *_days(table, today or timezone.localdate())]


def _units(table: Consolidated) -> Iterator[str]:
    if doubtful := table.doubtful:
        yield (
            f"可能重复计入（{len(doubtful)} 个）：{_named(doubtful)}。"
            "承继单位尚未说明其统计表是否已含这些单位的累计数，请核实后再使用。"
        )
    if others := [each for each in table.ended if not (each.ended and each.ended.is_doubtful)]:
        yield f"本期不再单独报送的单位（{len(others)} 个）：{_named(others)}。"
    for group in table.told_together:
        ended = "、".join(each.unit.name for each in group.units)
        yield f"原{ended}分立，各承继单位的当期新增一并计算，不分摊。"


def _altered(table: Consolidated) -> Iterator[str]:
    if altered := [each for each in table.members if each.is_altered]:
        names = "、".join(each.unit_name for each in altered)
        yield (
            f"与报送版本不符，未计入（{len(altered)} 个）：{names}。"
            "保存的数字未经报送程序被改动，请告知系统管理员。"
        )


def _days(table: Consolidated, today: date) -> Iterator[str]:
    """A total goes to the latest of its members' cut-off days; where they differ, that is told."""
    days = table.cut_offs
    if len(days) > 1:
        yield f"各单位统计截止日不一，最早 {_day(days[0])}，最晚 {_day(days[-1])}，详见报送情况。"
    if late := [each for each in table.counted if each.cut_off_on and each.cut_off_on > today]:
        names = "、".join(f"{each.unit_name}（{_day(each.cut_off_on)}）" for each in late)
        yield f"统计截止日晚于今天的单位（{len(late)} 个）：{names}。"


def _named(members: list[Member]) -> str:
    return "、".join(f"{each.unit_name}（{each.standing}）" for each in members)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
