"""A table of figures as a plain value: added up, compared, written as text. Knows no Django.

Blank is not zero: a blank cell is None, prints blank, and adds as 0 (FORM: "What a cell holds").
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from cases.categories import CaseCategory

from .indicators import CELLS, COLUMNS, FLOWS, Indicator, Kind, cell_name
from .normaliser import Figure, read_figure, show


@dataclass(frozen=True)
class Figures:
    """A table's 93 figures by input name; a name that is left out is blank."""

    cells: Mapping[str, Figure]

    def __post_init__(self):
        unknown = self.cells.keys() - CELLS.keys()
        if unknown:
            raise KeyError(f"not cells of the form: {sorted(unknown)}")
        object.__setattr__(self, "cells", {name: self.cells.get(name) for name in CELLS})

    def __getitem__(self, name: str) -> Figure:
        return self.cells[name]

    @property
    def is_empty(self) -> bool:
        return all(figure is None for figure in self.cells.values())

    @property
    def blanks(self) -> list[str]:
        return [name for name, figure in self.cells.items() if figure is None]

    @property
    def blank_flows(self) -> list[str]:
        return [name for name in FLOWS if self.cells[name] is None]

    @property
    def blank_stocks(self) -> list[str]:
        return [name for name in self.blanks if CELLS[name].indicator.kind is Kind.STOCK]

    def carried(self, previous: "Figures | None") -> "Figures":
        """The table as it is where a blank says that nothing is new: each blank flow stands as it last
        did, at 0 if nothing stood there or there is no earlier period. A blank stock stays blank."""
        return self.replace({name: (previous and previous[name]) or 0 for name in self.blank_flows})

    @cached_property
    def totals(self) -> dict[str, int | Decimal]:
        """The 合计 row: each column over the eight categories, blanks added as 0."""
        return {
            column.key: add(
                self.cells[cell_name(category, column.key)] for category in CaseCategory
            )
            for column in COLUMNS
        }

    def of(self, name: str) -> Figure:
        """One cell, or a column's 合计 by the column's key alone. KeyError for others."""
        return self.cells[name] if name in self.cells else self.totals[name]

    def replace(self, changes: Mapping[str, Figure]) -> "Figures":
        return Figures({**self.cells, **changes})

    def plus(self, other: "Figures") -> "Figures":
        """Both together, cell by cell, flows and stock; blank where both are."""
        both = {name: (self.cells[name], other.cells[name]) for name in CELLS}
        return Figures(
            {name: None if pair == (None, None) else add(pair) for name, pair in both.items()}
        )

    def differences(self, other: "Figures") -> list[str]:
        """Names of the cells that do not hold the same; blank differs from 0."""
        return [name for name in CELLS if self.cells[name] != other.cells[name]]

    def flow_changes(self, other: "Figures") -> list[str]:
        """Names of the flows that come to another figure; here a blank is 0, as it was reported."""
        return [
            name
            for name in self.differences(other)
            if name in FLOWS and (self.cells[name] or 0) != (other.cells[name] or 0)
        ]

    def increments(self, previous: "Figures | None", *, is_draft=False) -> dict[str, Figure]:
        """当期新增 by name: this cumulative figure minus the last; see increment().

        With no earlier period the whole cumulative figure is new. In a draft nobody has said yet
        that a blank is 0: nothing is told of it.
        """
        return {
            name: None
            if is_draft and self.cells[name] is None
            else increment(self.cells[name], previous and previous[name], cell.indicator)
            for name, cell in CELLS.items()
        }

    def as_text(self) -> dict[str, str]:
        """Each figure as text, blank as "": the canonical form that editions keep."""
        return {name: show(figure) for name, figure in self.cells.items()}

    @classmethod
    def from_text(cls, texts: Mapping[str, str]) -> "Figures":
        """The inverse of as_text()."""
        return cls({name: read_figure(text, CELLS[name].indicator) for name, text in texts.items()})


def add(figures: Iterable[Figure]) -> int | Decimal:
    """Sum with blanks as 0."""
    return sum(figure for figure in figures if figure is not None)


def increment(figure: Figure, previous: Figure, indicator: Indicator) -> Figure:
    """What is new since `previous`, negative after a correction; None for a stock.

    A blank that was reported is a confirmed 0, and so is an earlier one; None where both are blank.
    """
    if indicator.kind is Kind.STOCK or (figure is None and previous is None):
        return None
    return (figure or 0) - (previous or 0)


BLANK = Figures({})
