"""What was measured and what it must not exceed, as a table for people and as JSON for programs."""

import json
import os
import platform
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path

from .timing import Pair

FILE = Path(__file__).parent / "results.json"
HEAD = ("measured", "units", "ours", "theirs", "figure", "bound", "")


@dataclass(frozen=True)
class Line:
    """One measurement. `figure` is what the bound speaks of; `ok` is None where there is none."""

    name: str
    units: int
    ours: float | None
    theirs: float | None
    figure: float
    unit: str
    bound: str = ""
    ok: bool | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {None: "", True: "ok", False: "OVER"}[self.ok]
        figure = f"{_show(self.figure)}{self.unit}"
        return (
            self.name,
            f"{self.units:,}",
            _milliseconds(self.ours),
            _milliseconds(self.theirs),
            figure,
            self.bound,
            verdict,
        )


class Results:
    """The lines in the order in which they were measured."""

    def __init__(self):
        self.lines: list[Line] = []

    def faster(self, name: str, units: int, pair: Pair, *, at_least: float | None = None) -> None:
        """How many times as long the other way takes."""
        figure = pair.theirs / pair.ours
        bound = _bound("≥", at_least, "×")
        self._add(name, units, *pair, figure, "× faster", *bound, figure >= (at_least or 0))

    def slower(self, name: str, units: int, pair: Pair, *, at_most: float | None = None) -> None:
        """How many times as long as the bare way ours takes."""
        figure = pair.ours / pair.theirs
        self._add(
            name, units, *pair, figure, "×", *_bound("≤", at_most, "×"), _within(figure, at_most)
        )

    def figure(
        self, name: str, units: int, figure: float, unit: str, *, at_most: float | None = None
    ) -> None:
        bound = _bound("≤", at_most, unit)
        self._add(name, units, None, None, figure, unit, *bound, _within(figure, at_most))

    def queries(
        self, name: str, units: int, count: int, *, ours: float | None = None, at_most=None
    ) -> None:
        """A number of queries: at most so many, and the same as with fewer units."""
        before = self.find(name)
        bounds = [f"≤ {at_most}"] if at_most else []
        bounds += [f"as at {before.units}"] if before else []
        ok = _within(count, at_most) and (before is None or count == before.figure)
        self._add(name, units, ours, None, count, " queries", ", ".join(bounds), bool(bounds), ok)

    def find(self, name: str) -> Line | None:
        """The latest measurement of this name, that is, with fewer units."""
        return next((line for line in reversed(self.lines) if line.name == name), None)

    def _add(self, name, units, ours, theirs, figure, unit, bound, is_bound, ok) -> None:
        self.lines.append(
            Line(name, units, ours, theirs, figure, unit, bound, ok if is_bound else None)
        )

    @property
    def all_ok(self) -> bool:
        return not any(line.ok is False for line in self.lines)

    def write(self) -> None:
        machine = {"cores": os.cpu_count(), "python": platform.python_version()}
        content = {"machine": machine, "lines": [asdict(line) for line in self.lines]}
        FILE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def table(self) -> str:
        """All lines, by name, in columns."""
        names = list(dict.fromkeys(line.name for line in self.lines))
        lines = sorted(self.lines, key=lambda line: names.index(line.name))
        rows = [HEAD, *(line.cells for line in lines)]
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        return "\n".join(_aligned(row, widths) for row in rows)


def _bound(sign: str, limit: float | None, unit: str) -> tuple[str, bool]:
    return ("", False) if limit is None else (f"{sign} {_show(limit)}{unit}", True)


def _within(figure: float, at_most: float | None) -> bool:
    return at_most is None or figure <= at_most


def _show(figure: float) -> str:
    if isinstance(figure, int) or figure >= 100:
        return f"{figure:,.0f}"
    return f"{figure:.3g}"


def _milliseconds(time: float | None) -> str:
    return "" if time is None else f"{time:,.1f} ms"


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    """Names and bounds to the left, figures to the right."""
    cells = []
    for position, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - _width(cell))
        cells.append(space + cell if 1 <= position <= 4 else cell + space)
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
