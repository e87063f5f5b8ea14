"""One messy workbook and what must be found in it; how one is registered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.statistics.workbooks.reading.filled_form import (
    CASES,
    COLUMNS,
    FIGURES,
    UNIT,
    form,
    saved,
)


@dataclass(frozen=True)
class Case:
    """One workbook and what must be found in it; `refused` when there is no table to read."""

    make: Callable[[str], bytes]
    problems: list[tuple[str, str]]
    figures: dict
    refused: str = ""


def registering(kind: dict[str, Case]):
    """The decorator that puts a way of changing the form among those of this kind."""

    def messy(*problems: tuple[str, str], absent: Iterable[str] = (), refused: str = "", **changed):
        """Register a function that changes the filled-in form, or returns a file made of it.

        `absent` are the inputs whose figures cannot be taken, `changed` figures other than FIGURES.
        """

        def register(edit):
            def make(unit: str = UNIT) -> bytes:
                sheet = form(unit)
                return edit(sheet) or saved(sheet)

            figures = {name: value for name, value in FIGURES.items() if name not in set(absent)}
            kind[edit.__name__] = Case(make, list(problems), figures | changed, refused)
            return edit

        return register

    return messy


def column(key: str) -> list[str]:
    return [f"{category}-{key}" for category in CASES]


def row(category: str) -> list[str]:
    return [f"{category}-{key}" for key in COLUMNS]


def cells(addresses: str, code: str) -> list[tuple[str, str]]:
    """The same problem in several cells of the sheet 统计表."""
    return [(f"统计表!{cell}", code) for cell in addresses.split()]


AMOUNTS = ["value", "penalty", "recovered", "foreign_recovered"]
ALL_AMOUNTS = [name for key in AMOUNTS for name in column(key)]
