"""Where the five action figures stand: to the right of their labels, as on the form, or below them."""

from dataclasses import dataclass

from ..indicators import CELLS
from .find import REACH, Layout, Place
from .labels import recognise, squeeze
from .sandbox import RawCell, RawSheet

DOWN = 2  # rows below a label, which may be merged over two


@dataclass(frozen=True, slots=True)
class ActionPlaces:
    """The place of each figure whose label was found; `doubtful` ones might as well be elsewhere."""

    figures: dict[str, Place]
    doubtful: dict[str, list[Place]]


def find_actions(layout: Layout) -> ActionPlaces:
    """One rule for all five: the side on which more of them have something."""
    right = {key: _right(layout.sheet, key, at.place) for key, at in layout.actions.items()}
    below = {key: _below(layout.sheet, at.place) for key, at in layout.actions.items()}
    is_below = _filled(below) > _filled(right)
    chosen, other = (below, right) if is_below else (right, below)
    is_undecided = _filled(below) == _filled(right) > 0
    figures, doubtful = {}, {}
    for key, heading in layout.actions.items():
        found = chosen[key]
        elsewhere = [at for at in other[key] if _has_digits(layout.sheet.cells[at])]
        if len(found) > 1 or (elsewhere and (is_undecided or not found)):
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


def _right(sheet: RawSheet, key: str, place: Place) -> list[Place]:
    """What stands between this label and the next one; a unit written in a cell of its own aside."""
    row, column = place
    found = []
    for at in ((row, column + step) for step in range(1, REACH + 1)):
        cell = sheet.cells.get(at)
        if _is_label(cell):
            break
        if cell and not (found and squeeze(cell.text).strip("()") == CELLS[key].indicator.unit):
            found.append(at)
    return found


def _below(sheet: RawSheet, place: Place) -> list[Place]:
    row, column = place
    for at in ((row + step, column) for step in range(1, DOWN + 1)):
        if cell := sheet.cells.get(at):
            return [] if _is_label(cell) else [at]
    return []


def _is_label(cell: RawCell | None) -> bool:
    return cell is not None and cell.kind == "text" and recognise(cell.text) is not None


def _has_digits(cell: RawCell) -> bool:
    return any(char.isdigit() for char in cell.text)
