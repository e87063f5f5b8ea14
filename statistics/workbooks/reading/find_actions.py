"""Where the five action figures stand: to the right of their labels, as on the form, or below them."""

from dataclasses import dataclass

from ...form.written_units import is_unit
from ..parser.sandbox import RawCell, RawSheet
from .find_table import REACH, Layout, Place
from .labels import recognise, squeeze

DOWN = 2  # rows below a label
NEAR = 2  # cells away from a label, which may be merged over two


@dataclass(frozen=True, slots=True)
class ActionPlaces:
    """The place of each figure whose label was found; `doubtful` ones might as well be elsewhere."""

    figures: dict[str, Place]
    doubtful: dict[str, list[Place]]


def find_actions(layout: Layout) -> ActionPlaces:
    """One rule for all five: the side on which more of them have something."""
    right = {key: _right(layout.sheet, at.place) for key, at in layout.actions.items()}
    below = {key: _below(layout.sheet, at.place) for key, at in layout.actions.items()}
    is_below = _filled(below) > _filled(right)
    chosen, other = (below, right) if is_below else (right, below)
    is_undecided = _filled(below) == _filled(right) > 0
    # Where one figure has a rival beside it, a gap is no merged label but a figure left open.
    reach = 1 if any(len(places) > 1 for places in chosen.values()) else NEAR
    figures, doubtful = {}, {}
    for key, heading in layout.actions.items():
        found = chosen[key]
        elsewhere = [at for at in other[key] if _may_be_figure(layout.sheet.cells[at])]
        is_far = found and _distance(heading.place, found[0]) > reach
        if len(found) > 1 or is_far or (elsewhere and (is_undecided or not found)):
            doubtful[key] = [*found, *elsewhere]
        elif found:
            figures[key] = found[0]
        else:
            figures[key] = _beside(heading.place, is_below)
    return ActionPlaces(figures, doubtful)


def _filled(side: dict[str, list[Place]]) -> int:
    return sum(bool(places) for places in side.values())


def _beside(place: Place, is_below: bool) -> Place:
    row, column = place
    return (row + 1, column) if is_below else (row, column + 1)


def _right(sheet: RawSheet, place: Place) -> list[Place]:
    row, column = place
    return _candidates(sheet, [(row, column + step) for step in range(1, REACH + 1)])


def _below(sheet: RawSheet, place: Place) -> list[Place]:
    row, column = place
    return _candidates(sheet, [(row + step, column) for step in range(1, DOWN + 1)])


def _candidates(sheet: RawSheet, places: list[Place]) -> list[Place]:
    """Up to the next label: what stands near, and whatever else may be a figure.

    A unit written in a cell of its own does not count.
    """
    found = []
    for step, at in enumerate(places, 1):
        cell = sheet.cells.get(at)
        if _is_label(cell):
            break
        if cell is None or _is_aside(squeeze(cell.text).strip("()")):
            continue
        if _may_be_figure(cell) or (step <= NEAR and not found):
            found.append(at)
    return found


def _distance(label: Place, figure: Place) -> int:
    return figure[0] - label[0] + figure[1] - label[1]


def _is_label(cell: RawCell | None) -> bool:
    return cell is not None and cell.kind == "text" and recognise(cell.text) is not None


def _is_aside(words: str) -> bool:
    return not words or is_unit(words)


def _may_be_figure(cell: RawCell) -> bool:
    return cell.kind != "text" or any(char.isdigit() for char in cell.text)
