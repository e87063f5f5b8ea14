"""Where the official table stands in a sheet that somebody has rearranged: found by its labels.

Rows and columns count from 1. Nothing here reads a figure.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.categories import CaseCategory

from ...form.indicators import ACTION_KEYS, COLUMN_KEYS, cell_name
from ...form.written_units import is_unit
from ..parser.sandbox import RawSheet
from .labels import ACTION, CATEGORY, COLUMN, TOTAL, Label, recognise, squeeze

Place = tuple[int, int]

BAND = 3  # rows that the headings may be spread over
COLUMN_NUMBER = re.compile(r"第?[0-9甲乙丙丁栏次列()=+-]*")  # 3, 第3栏, 3=1+2
ENOUGH_COLUMNS, ENOUGH_CATEGORIES = 6, 4  # to say that this is the table, with parts missing
REACH = 6  # cells to the right of a label in which its figure is looked for


@dataclass(frozen=True, slots=True)
class Heading:
    """A label of the form where it stands; `unit` as written there."""

    place: Place
    unit: str = ""


@dataclass(frozen=True)
class Layout:
    """Where things stand in one sheet; whatever was not found is left out."""

    sheet: RawSheet
    headings: dict[str, Heading] = field(default_factory=dict)  # of columns, by key
    categories: dict[str, Heading] = field(default_factory=dict)
    actions: dict[str, Heading] = field(default_factory=dict)
    total_rows: tuple[int, ...] = ()
    split: dict[str, Place] = field(default_factory=dict)  # columns with other words below them
    repeated: dict[str, list[Place]] = field(default_factory=dict)  # keys that stand twice
    tables: int = 1  # how many tables of this form the sheet holds

    @property
    def is_table(self) -> bool:
        """Enough of the form stands here to take it for the table."""
        known = self.headings.keys() | self.categories.keys() | self.repeated.keys()
        columns, categories = known & set(COLUMN_KEYS), known & set(CaseCategory.values)
        return len(columns) >= ENOUGH_COLUMNS and len(categories) >= ENOUGH_CATEGORIES

    @property
    def figures(self) -> dict[str, Place]:
        """The places of the case figures, by input name."""
        return {
            cell_name(category, key): (row.place[0], heading.place[1])
            for category, row in self.categories.items()
            for key, heading in self.headings.items()
        }

    @property
    def totals(self) -> list[tuple[str, Place]]:
        """Key and place of each total; a sheet may have more than one row of them."""
        columns = [(key, at.place[1]) for key, at in self.headings.items()]
        return [(key, (row, column)) for row in self.total_rows for key, column in columns]


def find(sheet: RawSheet) -> Layout:
    """The table in this sheet, as far as its labels are there."""
    labels = _labels(sheet)
    bands = _bands(place[0] for place, label in labels.items() if label.kind == COLUMN)
    band = _fullest(bands, labels)
    headings, repeated = _by_key(
        {at: label for at, label in labels.items() if label.kind == COLUMN and at[0] in band}
    )
    below = {at: label for at, label in labels.items() if at[0] > band.start}
    side = _commonest(at[1] for at, label in below.items() if label.kind == CATEGORY)
    rows = {at: label for at, label in below.items() if at[1] == side}
    categories, twice = _by_key({at: label for at, label in rows.items() if label.kind == CATEGORY})
    total_rows = _total_rows(below, headings)
    headings, split = _with_words_below(
        sheet, headings, [*total_rows, *(at.place[0] for at in categories.values())]
    )
    actions, again = _by_key({at: label for at, label in labels.items() if label.kind == ACTION})
    actions = {key: _with_unit_aside(sheet, label) for key, label in actions.items()}
    return Layout(
        sheet=sheet,
        headings=_in_order(headings, COLUMN_KEYS),
        categories=_in_order(categories, CaseCategory.values),
        actions=_in_order(actions, ACTION_KEYS),
        total_rows=total_rows,
        split=split,
        repeated=repeated | twice | again,
        tables=_tables(bands, labels, repeated, twice),
    )


def _with_words_below(
    sheet: RawSheet, headings: dict[str, Heading], rows: Iterable[int]
) -> tuple[dict[str, Heading], dict[str, Place]]:
    """The headings with units that stand in a row of their own, and what else stands above `rows`.

    Words such as 本期新增 make the column another figure. Numbers of columns do not matter.
    """
    first_row = min(rows, default=0)
    found, split = {}, {}
    for key, heading in headings.items():
        row, column = heading.place
        for at in ((below, column) for below in range(row + 1, first_row)):
            cell = sheet.cells.get(at)
            words = squeeze(cell.text).strip("()") if cell and cell.kind == "text" else ""
            if is_unit(words) and heading.unit in {"", words}:
                heading = Heading(heading.place, words)
            elif not COLUMN_NUMBER.fullmatch(words):
                split[key] = at
        found[key] = heading
    return found, split


def _with_unit_aside(sheet: RawSheet, label: Heading) -> Heading:
    """开展执法行动 | 46 | 次: the unit may stand in a cell of its own."""
    row, column = label.place
    for at in ((row, column + step) for step in range(1, 4)):
        words = squeeze(sheet.cells[at].text).strip("()") if at in sheet.cells else ""
        if recognise(words):
            break
        if not label.unit and is_unit(words):
            return Heading(label.place, words)
    return label


def _total_rows(below: dict[Place, Label], headings: dict[str, Heading]) -> tuple[int, ...]:
    """合计 stands in the categories' column, or in one before it (序号)."""
    first_column = min((at.place[1] for at in headings.values()), default=0)
    found = (at for at, label in below.items() if label.kind == TOTAL and at[1] < first_column)
    return tuple(row for row, _ in found)


def _tables(bands: list[range], labels: dict[Place, Label], columns: dict, categories: dict) -> int:
    """How many tables: below one another, or with repeated columns or categories side by side."""
    if len(columns) >= ENOUGH_COLUMNS or len(categories) >= ENOUGH_CATEGORIES:
        return 2
    return sum(len(_columns(band, labels)) >= ENOUGH_COLUMNS for band in bands)


def _labels(sheet: RawSheet) -> dict[Place, Label]:
    recognised = {at: recognise(c.text) for at, c in sheet.cells.items() if c.kind == "text"}
    return {at: label for at, label in sorted(recognised.items()) if label}


def _bands(rows: Iterable[int]) -> list[range]:
    """Groups of rows close together that hold column headings, from the top."""
    bands: list[range] = []
    for row in sorted(set(rows)):
        if not bands or row not in bands[-1]:
            bands.append(range(row, row + BAND))
    return bands


def _columns(band: range, labels: dict[Place, Label]) -> set[str]:
    return {label.key for at, label in labels.items() if label.kind == COLUMN and at[0] in band}


def _fullest(bands: list[range], labels: dict[Place, Label]) -> range:
    return max(bands, key=lambda band: len(_columns(band, labels)), default=range(0))


def _by_key(labels: dict[Place, Label]) -> tuple[dict[str, Heading], dict[str, list[Place]]]:
    """Those that stand once, and the places of those that stand more than once."""
    places = defaultdict(list)
    for at, label in labels.items():
        places[label.key].append(Heading(at, label.unit))
    once = {key: at[0] for key, at in places.items() if len(at) == 1}
    return once, {key: [each.place for each in at] for key, at in places.items() if len(at) > 1}


def _commonest(columns: Iterable[int]) -> int:
    columns = list(columns)
    return max(sorted(set(columns)), key=columns.count, default=0)


def _in_order(found: dict[str, Heading], keys: Iterable[str]) -> dict[str, Heading]:
    return {key: found[key] for key in keys if key in found}
