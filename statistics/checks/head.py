"""What must hold of the table's head: up to which day (统计截止日), and by whom (填报人)."""

from collections.abc import Iterator
from datetime import date, timedelta

from .findings import Finding, Table, advice
from .limits import Level
from .rules import Rules


def usual_cut_off(last_day: date, today: date, rules: Rules) -> date | None:
    """What the field is prefilled with: the period's last day, once a table could be up to it.

    That is when it has passed or is no further ahead than T3 lets it be; None before, when only the
    unit can say up to which day its figures go (FORM.md, What a cell holds).
    """
    return last_day if last_day <= _latest(today, rules) else None


def check_cut_off(table: Table) -> Iterator[Finding]:
    """T1: the notice wants the table before the quarter ends, so any day of the quarter will do."""
    day = table.cut_off_on
    if day is not None and table.first_day <= day <= table.last_day:
        return
    yield Finding(
        check="T1",
        level=Level.MANDATORY,
        cells=("cut_off_on",),
        title="统计截止日",
        found=f"现填 {_day(day)}" if day else "现为空白",
        expected=f"应在 {_day(table.first_day)}至{_day(table.last_day)}之间",
        difference="",
        advice="请填写本季度内数据统计到的那一天。",
    )


def check_filled_by(table: Table) -> Iterator[Finding]:
    """T2: every figure is traced to a named person."""
    if table.filled_by:
        return
    yield Finding(
        check="T2",
        level=Level.MANDATORY,
        cells=("filled_by",),
        title="填报人",
        found="现为空白",
        expected="应填写填报人姓名",
        difference="",
        advice="请填写实际填报此表的人。",
    )


def check_days_to_come(table: Table) -> Iterator[Finding]:
    """T3: a nominal period end is usual, but a table cannot state figures of days to come."""
    day, today = table.cut_off_on, table.today
    if day is None or today is None or day <= _latest(today, table.rules):
        return
    days, level = table.rules.limit("T3", "days"), table.rules.level("T3")
    yield Finding(
        check="T3",
        level=level,
        cells=("cut_off_on",),
        title="统计截止日",
        found=f"现填 {_day(day)}",
        expected=f"一般不晚于报送当日（{_day(today)}）之后 {days} 天",
        difference=f"晚 {(day - _latest(today, table.rules)).days} 天",
        advice=advice(level, "请核对数据实际统计到哪一天", "确实如此的，写明情况"),
    )


def _latest(today: date, rules: Rules) -> date:
    return today + timedelta(days=int(rules.limit("T3", "days")))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


HEAD = (check_cut_off, check_filled_by, check_days_to_come)
