"""A table prepared for showing: every cell with its text, last period's figure and increment.

Serves the clerk's page, the city's review and the consolidated table, so that all three print the
same words. Templates only loop over it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from cases.categories import CaseCategory

from ..checks.findings import Finding
from ..checks.limits import Level
from ..checks.remarks import Remark
from ..form.figures import Figures, add, increment
from ..form.indicators import (
    ACTIONS,
    CATEGORY_NOTES,
    CELLS,
    COLUMNS,
    NOTES,
    Indicator,
    Kind,
    cell_name,
    label_of,
)
from ..form.normaliser import AMOUNT_PLACES, Figure, group, show, show_increment
from . import places
from .fitting import needs_own_line
from .marks import levels, said_of
from .places import Told


class Effect(StrEnum):
    """What taking a workbook over does to a cell (see preview.py)."""

    FILLED = "filled"
    CHANGED = "changed"
    CLEARED = "cleared"
    KEPT = "kept"  # what stands in the workbook is not taken

    @property
    def label(self) -> str:
        return {"filled": "新填", "changed": "更改", "cleared": "将清空", "kept": "未采用"}[self]


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What stands in one place of the table."""

    name: str
    label: str  # for screen readers: 商标侵权案件 · 立案（件）
    column: str  # the indicator's key
    heading: str  # and its printed label
    text: str  # the figure, or what was typed
    previous: str | None  # last period's cumulative figure; None when there is no last period
    beside: str  # the increment, +1,234; when increments are typed, the cumulative figure, 累计 10
    last_year: str | None = None  # the same quarter's of last year; None where it is not shown
    places: str = "0"  # decimals that it may have; text, as templates are slow with numbers
    unit: str = ""  # of what is counted: 件
    kind: str = Kind.FLOW.value  # or STOCK, which has no increment
    is_total: bool = False
    level: str = ""  # the gravest finding's level
    problem: str = ""  # why what was typed is no figure
    said: tuple[str, ...] = ()  # ids of the findings' sentences that name it
    remark: str = ""  # what the city asks when it gives the table back
    definition: str = ""  # the notice's, for headings that stand in the cell itself
    draft: str | None = None  # in a preview, what the draft holds, where that is worth saying
    effect: Effect | None = None  # in a preview

    @property
    def classes(self) -> str:
        """Of its box, in the style sheet's words."""
        total = "total" if self.is_total else ""
        unreadable = "unreadable" if self.problem else ""
        level = f"level-{self.level}" if self.level else ""
        remarked = "remarked" if self.remark else ""
        long = "long-previous" if needs_own_line(group(self.previous or "")) else ""
        marks = (total, unreadable, level, remarked, long, self.effect)
        return " ".join(filter(None, ("cell", *marks)))

    @property
    def is_invalid(self) -> bool:
        return bool(self.problem) or self.level == Level.MANDATORY

    @property
    def sign(self) -> str:
        """What an increment says: falls, same, or "" for one that adds."""
        if self.beside == "+0":
            return "same"
        return "falls" if self.beside.startswith("−") else ""

    @property
    def described_by(self) -> str:
        """The ids of the sentences about it, and of last period's figure (marks.js says the same)."""
        own = {
            "problem": self.problem,
            "remark": self.remark,
            "previous": self.previous is not None,
        }
        first, *others = [f"{self.name}-{part}" if said else "" for part, said in own.items()]
        return " ".join(filter(None, [first, *self.said, *others]))


@dataclass(frozen=True, slots=True)
class SheetRow:
    label: str
    definition: str
    cells: list[SheetCell]
    told: Told | None = None  # on a page where the row's findings stand under it


@dataclass(frozen=True, slots=True)
class Sheet:
    columns: tuple[Indicator, ...]
    actions: list[SheetCell]
    rows: list[SheetRow]
    totals: list[SheetCell]
    told_of_actions: Told | None = None
    told_of_totals: Told | None = None


def prepare(
    figures: Figures,
    previous: Figures | None = None,
    *,
    last_year: Figures | None = None,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    findings: Iterable[Finding] = (),
    remarks: Iterable[Remark] = (),
    by_increment: bool = False,
    is_draft: bool = False,
    told: Mapping[str, Told] = MappingProxyType({}),
) -> Sheet:
    """The whole table.

    `typed` texts stand in place of figures, `problems` are sentences, both by cell name.
    `told`, by place, is shown under the row that it is about.
    `by_increment` shows each cell as what is new since `previous`, the cumulative figure beside it.
    In a draft nothing is new in a blank: nobody has said yet that it is 0. So totals add up: last
    period's, and what is new, are the cumulative one.
    """
    findings = list(findings)
    marked, typed, problems = levels(findings), typed or {}, problems or {}
    said = said_of(findings)
    remarked = {remark.cell: remark.text for remark in remarks}

    def cell(name: str) -> SheetCell:
        indicator, last = CELLS[name].indicator, previous and previous[name]
        is_open = is_draft and figures[name] is None
        new = None if is_open else increment(figures[name], last, indicator)
        text, beside = _texts(indicator, figures[name], new, previous, by_increment)
        return SheetCell(
            name=name,
            label=label_of(name),
            column=indicator.key,
            heading=indicator.label,
            text=typed.get(name, text),
            previous=_earlier(previous, last),
            beside=beside,
            last_year=_earlier(last_year, last_year and last_year[name]),
            places=str(AMOUNT_PLACES if indicator.is_amount else 0),
            unit=indicator.unit,
            kind=indicator.kind.value,
            level=marked.get(name, ""),
            problem=problems.get(name, ""),
            said=tuple(said.get(name, ())),
            remark=remarked.get(name, ""),
            definition=indicator.definition,
        )

    return Sheet(
        columns=COLUMNS,
        actions=[cell(action.key) for action in ACTIONS],
        rows=[_row(category, cell, told.get(category)) for category in CaseCategory],
        totals=_totals(figures, previous, last_year, by_increment, is_draft, marked),
        told_of_actions=told.get(places.ACTIONS),
        told_of_totals=told.get(places.TOTAL),
    )


def previous_texts(previous: Figures) -> dict[str, str]:
    """Last period's figure by the name of its cell or total, as the table shows it."""
    totals = {f"total-{key}": show(figure) for key, figure in previous.totals.items()}
    return previous.as_text() | totals


def _row(category: CaseCategory, cell, told: Told | None) -> SheetRow:
    note = CATEGORY_NOTES.get(category)
    return SheetRow(
        label=category.label,
        definition=NOTES[note - 1] if note else "",
        cells=[cell(cell_name(category, column.key)) for column in COLUMNS],
        told=told,
    )


def _texts(indicator: Indicator, figure: Figure, new: Figure, previous, by_increment):
    """What stands in the cell and beside it."""
    if previous is None:
        return show(figure), ""
    if by_increment and indicator.kind is Kind.FLOW:
        return show(new), "" if figure is None else f"累计 {group(show(figure))}"
    return show(figure), group(show_increment(new))


def _totals(
    figures: Figures,
    previous: Figures | None,
    last_year: Figures | None,
    by_increment: bool,
    is_draft: bool,
    marked: Mapping[str, str],
) -> list[SheetCell]:
    carries = by_increment and is_draft
    totals = (figures.carried(previous) if carries else figures).totals
    last = previous.totals if previous else {}
    year_ago = last_year.totals if last_year else {}
    summed = figures.increments(previous, is_draft=is_draft) if by_increment else figures.cells

    def total(column: Indicator) -> SheetCell:
        names = [cell_name(category, column.key) for category in CaseCategory]
        # Before the first figure is in, 0 less the last total would look like a fall.
        is_begun = any(figures[name] is not None for name in names)
        beside = _beside_total(totals[column.key], last.get(column.key), by_increment)
        return SheetCell(
            name=f"total-{column.key}",
            label=label_of(column.key),
            column=column.key,
            heading=column.label,
            text=show(add(summed[name] for name in names)),
            previous=_earlier(previous, last.get(column.key)),
            beside=beside if is_begun else "",
            last_year=_earlier(last_year, year_ago.get(column.key)),
            is_total=True,
            level=marked.get(f"total-{column.key}", ""),
        )

    return [total(column) for column in COLUMNS]


def _beside_total(total: Figure, last: Figure, by_increment: bool) -> str:
    """Beside the sum of increments the cumulative one, else the increment; `last` None for none."""
    if last is None:
        return ""
    return f"累计 {group(show(total))}" if by_increment else group(show_increment(total - last))


def _earlier(table: Figures | None, figure: Figure) -> str | None:
    """What stands beside of an earlier table; None where there is none."""
    return None if table is None else show(figure)
