"""Relations that must hold within a table (审核关系). Plain values in, findings out; no models.

One evaluation serves the page, the model's submit() and the admin. The levels are two words the
users know: 强制性审核 blocks, 核实性审核 asks for an explanation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.categories import CaseCategory

from .figures import Figures, show
from .indicators import CELLS, cell_name


class Level(StrEnum):
    MANDATORY = "mandatory"  # 强制性审核: cannot be true, blocks submission
    EXPLAIN = "explain"  # 核实性审核: unusual, must be explained in writing
    HINT = "hint"  # 提示: never blocks

    @property
    def label(self) -> str:
        return {"mandatory": "强制性审核", "explain": "核实性审核", "hint": "提示"}[self]


@dataclass(frozen=True)
class Finding:
    """One relation that does not hold.

    `cells` are input names, the first being the one to look at; the texts say what stands there
    (`found`), what must hold (`expected`), by how much it fails (`difference`) and what to do
    (`advice`).
    """

    check: str
    level: Level
    cells: tuple[str, ...]
    title: str
    found: str
    expected: str
    difference: str
    advice: str

    @property
    def message(self) -> str:
        difference = f"，{self.difference}" if self.difference else ""
        return f"{self.title}：{self.found}，{self.expected}{difference}。{self.advice}"


@dataclass(frozen=True)
class Table:
    """All that the relations look at."""

    figures: Figures
    cut_off_on: date | None
    first_day: date  # of the quarter
    last_day: date
    filled_by: str
    previous: Figures | None = None  # the last existing period's, of the same year


@dataclass(frozen=True)
class PartOf:
    """A figure that is counted within another one of the same row, so cannot exceed it."""

    check: str
    part: str
    whole: str
    advice: str
    level: Level = Level.MANDATORY

    def findings(self, table: Table) -> Iterator[Finding]:
        for part, whole in self._pairs():
            if _value(table, part) > _value(table, whole):
                yield self._finding(table, part, whole)

    def _pairs(self) -> list[tuple[str, str]]:
        if self.part in CELLS:
            return [(self.part, self.whole)]
        return [(cell_name(row, self.part), cell_name(row, self.whole)) for row in CaseCategory]

    def _finding(self, table: Table, part: str, whole: str) -> Finding:
        unit = CELLS[part].indicator.unit
        excess = _value(table, part) - _value(table, whole)
        stands = "空白（按 0 计）" if table.figures[whole] is None else f" {_amount(table, whole)}"
        return Finding(
            check=self.check,
            level=self.level,
            cells=(part, whole),
            title=CELLS[part].label,
            found=f"现填 {_amount(table, part)}",
            expected=f"应不超过{CELLS[whole].indicator.name}{stands}",
            difference=f"多 {show(excess)} {unit}",
            advice=self.advice,
        )


def _value(table: Table, name: str):
    return table.figures[name] or 0


def _amount(table: Table, name: str) -> str:
    return f"{show(_value(table, name))} {CELLS[name].indicator.unit}"


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


_SAME_COUNT = "前者是后者的一部分，请核对两格中填错的一个。"
RELATIONS = (
    PartOf("A1", "market_actions", "actions", _SAME_COUNT),
    PartOf("A2", "market_officers", "officers", _SAME_COUNT),
    PartOf("B6", "foreign_recovered", "recovered", _SAME_COUNT),
)
CHECKS = (check_cut_off, check_filled_by, *(relation.findings for relation in RELATIONS))


def check(table: Table) -> list[Finding]:
    """Every relation that does not hold, in the order of the form."""
    return [finding for rule in CHECKS for finding in rule(table)]


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that forbid submission."""
    return [finding for finding in findings if finding.level is Level.MANDATORY]
