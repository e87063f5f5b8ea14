"""The kinds of relations that a table's lines are held to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ...form.indicators import ACTION_KEYS, ACTIONS, CELLS, COLUMNS, TOTAL_LABEL, cell_name
from ...form.normaliser import show
from ..findings import Finding, Table, advice

TOTAL = "total"  # in place of a category: the 合计 row, whose cells are named total-<column>
Limits = dict[str, Decimal]  # a relation's, by name
INDICATORS = {indicator.key: indicator for indicator in (*ACTIONS, *COLUMNS)}


@dataclass(frozen=True)
class Line:
    """One category's figures, or the totals, together with the action figures, by key."""

    table: Table
    row: str = TOTAL

    def __getitem__(self, key: str) -> int | Decimal:
        if self.row == TOTAL and key not in ACTION_KEYS:
            return self.table.totals[key]
        return self.table.figures[self.name(key)] or 0

    def name(self, key: str) -> str:
        """The input's name."""
        return key if key in ACTION_KEYS else cell_name(self.row, key)

    def blank(self, key: str) -> str:
        """What a blank cell counts as, in words; "" for one that is filled in, and for totals."""
        name = self.name(key)
        if name in self.table.carried:
            return f" {self.amount(key)}（本期无新增）"
        is_blank = name in CELLS and self.table.figures[name] is None
        return "空白（按 0 计）" if is_blank else ""

    def label(self, key: str) -> str:
        if self.name(key) in CELLS:
            return CELLS[self.name(key)].label
        return f"{TOTAL_LABEL} · {INDICATORS[key].name}"

    def amount(self, key: str) -> str:
        return f"{show(self[key])} {INDICATORS[key].unit}"


@dataclass(frozen=True)
class Relation:
    """What all relations have: id, the rows it holds in, and what the clerk is to do.

    Look at something; and `excuse` is what to explain if it is true all the same, left out where it
    cannot be. Level and limits are the table's rules' to say.
    """

    check: str
    rows: tuple[str, ...]
    look: str
    excuse: str = ""
    needs_reviewer: bool = False

    def findings(self, table: Table) -> Iterator[Finding]:
        limits = table.rules.limits(self.check)
        for row in self.rows:
            yield from self.in_line(Line(table, row), limits)

    def in_line(self, line: Line, limits: Limits) -> Iterator[Finding]:
        raise NotImplementedError

    def _finding(self, line: Line, keys: tuple[str, ...], expected: str, difference: str = ""):
        level, blank = line.table.rules.level(self.check), line.blank(keys[0])
        return Finding(
            check=self.check,
            level=level,
            cells=tuple(line.name(key) for key in keys),
            title=line.label(keys[0]),
            found=f"现为{blank}" if blank else f"现填 {line.amount(keys[0])}",
            expected=expected,
            difference=difference,
            advice=advice(level, self.look, self.excuse) if self.excuse else f"{self.look}。",
            needs_reviewer=self.needs_reviewer,
        )


@dataclass(frozen=True, kw_only=True)
class AtMost(Relation):
    """A figure does not exceed another one of its line."""

    part: str
    whole: str

    def in_line(self, line: Line, limits: Limits) -> Iterator[Finding]:
        excess = line[self.part] - line[self.whole]
        if excess > 0:
            stands = line.blank(self.whole) or f" {line.amount(self.whole)}"
            expected = f"应不超过{INDICATORS[self.whole].name}{stands}"
            difference = f"多 {show(excess)} {INDICATORS[self.part].unit}"
            yield self._finding(line, (self.part, self.whole), expected, difference)


@dataclass(frozen=True, kw_only=True)
class Limited(Relation):
    """A figure keeps to a limit that is worked out from others of its line."""

    part: str
    others: tuple[str, ...]
    limit: Callable[..., int | Decimal]  # of the line and the relation's limits
    words: str  # how the limit is worked out, with places for the limits

    def _beyond(self, line: Line, limits: Limits, must: str, off: str) -> Finding:
        limit, unit = self.limit(line, **limits), INDICATORS[self.part].unit
        expected = f"{must}{_in_words(self.words, limits)}，即 {show(limit)} {unit}"
        difference = f"{off} {show(abs(line[self.part] - limit))} {unit}"
        return self._finding(line, (self.part, *self.others), expected, difference)


class NoMoreThan(Limited):
    """A figure stays within the limit."""

    def in_line(self, line: Line, limits: Limits) -> Iterator[Finding]:
        if line[self.part] > self.limit(line, **limits):
            yield self._beyond(line, limits, "应不超过", "多")


class NoLessThan(Limited):
    """A figure that is there reaches the limit."""

    def in_line(self, line: Line, limits: Limits) -> Iterator[Finding]:
        if 0 < line[self.part] < self.limit(line, **limits):
            yield self._beyond(line, limits, "应不少于", "少")


@dataclass(frozen=True, kw_only=True)
class Implies(Relation):
    """Where `when` is so, `then` is so too."""

    keys: tuple[str, ...]  # the first is the one to look at
    when: Callable[[Line], bool]
    then: Callable[..., bool]  # of the line and the relation's limits
    expected: str  # with places for the limits

    def in_line(self, line: Line, limits: Limits) -> Iterator[Finding]:
        if self.when(line) and not self.then(line, **limits):
            yield self._finding(line, self.keys, _in_words(self.expected, limits))


def _in_words(text: str, limits: Limits) -> str:
    """The text with the limits in force in their places."""
    return text.format_map({name: show(limit) for name, limit in limits.items()})
