"""What a relation says when it does not hold, and what relations look at. Plain values, no models."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..form.figures import Figures
from .limits import Level
from .rules import DEFAULT, Rules


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
    needs_reviewer: bool = False  # to be accepted by the reviewer as well, by name

    @property
    def key(self) -> str:
        """Names it among a table's findings: no relation fails twice at the same first cell."""
        return f"{self.check}-{self.cells[0]}"

    @property
    def is_to_explain(self) -> bool:
        return self.level is Level.EXPLAIN

    @property
    def fault(self) -> str:
        """What stands there, what should, and by how much it fails."""
        difference = f"，{self.difference}" if self.difference else ""
        return f"{self.found}，{self.expected}{difference}"

    @property
    def statement(self) -> str:
        """The fault with its name, without what to do."""
        return f"{self.title}：{self.fault}"

    @property
    def message(self) -> str:
        return f"{self.statement}。{self.advice}"


def advice(level: Level, look: str, excuse: str) -> str:
    """What to do: look at the cells, and only where an explanation will do, give it."""
    if level is Level.MANDATORY:
        return f"{look}，改正后才能报送。"
    return f"{look}；{excuse}。" if level is Level.EXPLAIN else f"{look}。"


@dataclass(frozen=True)
class LaterTable:
    """A later reported table of the year, as far as the relations look at it."""

    name: str  # of its period: 四季度
    state: str  # in words: 已审核
    figures: Figures  # what the unit answers for
    held_against: Figures | None = None  # what this table had reported when that one was reported


@dataclass(frozen=True)
class Table:
    """All that the relations look at; a blank counts as 0.

    Of a draft that is filled in by increments, in which a blank says that nothing is new, `figures`
    has what those come to: `carried` are the cells that stand as they last did, `unfilled` the stocks
    that are still to be filled in. Nothing is found out about them before that.
    """

    figures: Figures
    cut_off_on: date | None
    first_day: date  # of the quarter
    last_day: date
    filled_by: str
    previous: Figures | None = None  # the last existing period's, of the same year
    earlier: tuple[Figures, ...] = ()  # all earlier periods' of the year, the last one last
    later: tuple[LaterTable, ...] = ()  # those of later periods of the year, the next one first
    name: str = "本期"  # of its own period: 三季度
    rules: Rules = DEFAULT  # the campaign's
    carried: frozenset[str] = frozenset()
    unfilled: frozenset[str] = frozenset()
    today: date | None = None  # on which it is judged: when it is submitted; None for no day

    @cached_property
    def totals(self) -> dict:
        """The 合计 row, by column."""
        return self.figures.totals
