"""What must hold of a table: evaluates every relation. Plain values in, findings out; no models.

One evaluation serves the page, the model's submit(), the importer, the admin and the command. The
levels are two words the users know: 强制性审核 blocks, 核实性审核 blocks until it is explained (see
explanations.py).
"""

from collections.abc import Iterator
from datetime import date

from . import relations
from .findings import Finding, Table
from .limits import Level

__all__ = ["Finding", "Level", "Table", "blocking", "check"]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def check_cut_off(table: Table) -> Iterator[Finding]:
    """The notice wants the table before the quarter ends, so any day of the quarter will do."""
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
    """Every figure is traced to a named person."""
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


EVALUATED = (
    check_cut_off,
    check_filled_by,
    *(relation.findings for relation in (*relations.MANDATORY, *relations.TO_EXPLAIN)),
    *relations.OVER_TIME,
)
GRAVITY = list(Level)


def check(table: Table) -> list[Finding]:
    """All that does not hold, each fact once: the gravest first, and in the order of the form."""
    found = [finding for rule in EVALUATED for finding in rule(table)]
    return sorted(relations.once(table, found), key=lambda finding: GRAVITY.index(finding.level))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that cannot be true; the figures have to be put right."""
    return [finding for finding in findings if finding.level is Level.MANDATORY]
