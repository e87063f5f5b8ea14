"""A block of cells from the clipboard, read like a workbook: its own labels say where figures go.

block = read_block(text)
pasted = PartReader(block, row="trademark", column="filed").pasted
pasted.texts, pasted.problems

A block without any label of the form goes where the caret is; that is the page's to do. Figures stay
texts here: the page knows whether they are cumulative or what is new, and marks what is none.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cases.categories import CaseCategory

from ...form.indicators import ACTIONS, COLUMN_KEYS, COLUMNS, cell_name
from ...form.written_units import is_other_unit
from ..parser.cells import COLUMNS as WIDEST
from ..parser.cells import LONGEST_TEXT
from ..parser.cells import ROWS as LONGEST
from ..parser.sandbox import RawCell, RawSheet
from .find_actions import find_actions
from .find_table import Heading, Layout, Place, find
from .labels import squeeze
from .table import ACTION_NAMES, CATEGORY_NAMES, COLUMN_NAMES, OTHER_FIGURES

CASES_FIRST = COLUMN_KEYS[0]
INDICATORS = {indicator.key: indicator for indicator in (*ACTIONS, *COLUMNS)}
NAMES = {**ACTION_NAMES, **COLUMN_NAMES, **CATEGORY_NAMES}


@dataclass
class Pasted:
    """What of a block has a place: texts by input name, blank ones too; and why others have none."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Block:
    """What was copied: as the one sheet of a workbook, blank cells left out, and how wide it was."""

    sheet: RawSheet
    width: int

    @cached_property
    def layout(self) -> Layout:
        return find(self.sheet)

    @property
    def is_labelled(self) -> bool:
        """Whether any word of the form stands in it."""
        found = self.layout
        return any((found.headings, found.categories, found.actions, found.repeated, found.split))


def read_block(text: str) -> Block:
    """Rows ended by line breaks, cells by tabs, quoted where they hold either.

    As far as row 200 and column 40, as of a workbook.
    """
    lines = [line[:WIDEST] for line in csv.reader(text.splitlines(keepends=True), delimiter="\t")]
    cells = {
        (row, column): RawCell("text", words[:LONGEST_TEXT])
        for row, line in enumerate(lines[:LONGEST], 1)
        for column, words in enumerate(line, 1)
        if words.strip()
    }
    return Block(RawSheet("", cells), max(map(len, lines), default=0))


class PartReader:
    """Places the figures of a part of the table: some columns, some categories, action figures.

    `row` and `column` say where the caret is, by category and column; "" for the action figures. They
    matter only where the block has headings and no categories, or categories and no headings.
    """

    def __init__(self, block: Block, row: str, column: str):
        self.layout, self.cells, self.width = block.layout, block.sheet.cells, block.width
        self.row, self.column = row, column
        self.pasted = Pasted()
        if self._says_other_figures() or self._repeats():
            return
        self._place_actions()
        self._place_cases()
        self._name_wrong_units()

    def _say(self, sentence: str) -> None:
        self.pasted.problems.append(sentence)

    # --- Why nothing is placed ---------------------------------------------------------------------

    def _says_other_figures(self) -> bool:
        """本期新增 or 上年同期 beside the labels: the page cannot know how it is meant."""
        said = [
            cell.text for cell in self.cells.values() if OTHER_FIGURES.fullmatch(squeeze(cell.text))
        ]
        if said:
            self._say(
                f"粘贴的内容中写有“{said[0].strip()}”，无法确定是不是本表要的数字，没有填入。"
                "请只复制要填的数字，再粘贴。"
            )
        return bool(said)

    def _repeats(self) -> bool:
        for key in self.layout.repeated:
            self._say(f"粘贴的内容中“{NAMES[key]}”不止一处，无法确定以哪一处为准，没有填入。")
        return bool(self.layout.repeated)

    # --- Action figures ----------------------------------------------------------------------------

    def _place_actions(self) -> None:
        places = find_actions(self.layout)
        for key, place in places.figures.items():
            self._put(key, place)
        for key in places.doubtful:
            self._say(f"“{NAMES[key]}”旁边不止一个数字，无法确定取哪一个，没有填入。请逐格填写。")

    # --- Case figures ------------------------------------------------------------------------------

    def _place_cases(self) -> None:
        rows, columns = self._rows(), self._columns()
        if not (rows and columns):
            return
        for row, category in rows.items():
            for column, key in columns.items():
                self._put(cell_name(category, key), (row, column))
        self._name_the_rest(rows, columns)
        if self.layout.total_rows:
            self._say("合计由系统计算，没有填入。")

    def _rows(self) -> dict[int, str]:
        """The category of each row: by its label, or from the caret's down."""
        if self.layout.categories:
            return {at.place[0]: key for key, at in self.layout.categories.items()}
        if not self.layout.headings:
            return {}
        side = min(at.place[1] for at in self.layout.headings.values())
        below = [row for row in self._lines_below_headings() if row not in self.layout.total_rows]
        if any(self._words(row, column) for row in below for column in range(1, side)):
            self._say("粘贴的各行有名称，但不是本表的案件类别，没有填入。请改用本表的类别名称。")
            return {}
        if not self.row:
            self._say("粘贴的内容没有案件类别，请把光标放在案件数据中要填的第一行，再粘贴。")
            return {}
        left = CaseCategory.values[CaseCategory.values.index(self.row) :]
        if len(below) > len(left):
            self._say(f"有 {len(below) - len(left)} 行超出表格，没有填入。")
        return dict(zip(below, left, strict=False))

    def _lines_below_headings(self) -> list[int]:
        last = max(at.place[0] for at in self.layout.headings.values())
        columns = {at.place[1] for at in self.layout.headings.values()}
        return sorted({row for row, column in self.cells if row > last and column in columns})

    def _columns(self) -> dict[int, str]:
        """The key of each column: by its heading, or in the form's order behind the categories."""
        if self.layout.headings:
            return {at.place[1]: key for key, at in self.layout.headings.items()}
        if not self.layout.categories:
            return {}
        side = max(at.place[1] for at in self.layout.categories.values())
        width = self.width - side
        if width < len(COLUMN_KEYS) and self.column != CASES_FIRST:
            self._say(
                "粘贴的内容没有栏目名称，无法确定是哪几栏，没有填入。请连同表头一起复制；"
                f"从“{NAMES[CASES_FIRST]}”栏开始的，请把光标放在该栏，再粘贴。"
            )
            return {}
        return dict(zip(range(side + 1, side + 1 + width), COLUMN_KEYS, strict=False))

    def _name_the_rest(self, rows: dict[int, str], columns: dict[int, str]) -> None:
        """Lines that hold figures and have no place."""
        first = min(rows)
        known = {*rows, *self.layout.total_rows}
        filled = [at for at in self.cells if self._holds_figure(at) and at[1] >= min(columns)]
        strange = {row for row, _ in filled if row not in known and row >= first} - self._actions()
        if strange and self.layout.categories:
            self._say(f"有 {len(strange)} 行不是本表的案件类别，没有填入。")
        beside = {column for row, column in filled if row in rows and column not in columns}
        split = {place[1] for place in self.layout.split.values()}
        if wide := beside - split:
            self._say(f"有 {len(wide)} 列不是本表的栏目，没有填入。")
        for key in self.layout.split:
            self._say(f"“{NAMES[key]}”下面另有说明，无法确定是不是本表要的数字，没有填入。")

    def _actions(self) -> set[int]:
        return {at.place[0] for at in self.layout.actions.values()}

    # --- Cells -------------------------------------------------------------------------------------

    def _put(self, name: str, place: Place) -> None:
        self.pasted.texts[name] = self.cells[place].text if place in self.cells else ""

    def _words(self, row: int, column: int) -> str:
        return squeeze(self.cells[row, column].text) if (row, column) in self.cells else ""

    def _holds_figure(self, place: Place) -> bool:
        return any(char.isdigit() for char in self.cells[place].text)

    def _name_wrong_units(self) -> None:
        """Figures headed （元） are no 万元: they are left out, and the heading is named."""
        labels = {**self.layout.headings, **self.layout.actions}
        for key, unit in _wrong_units(labels):
            indicator = INDICATORS[key]
            for name in [name for name in self.pasted.texts if name.rpartition("-")[2] == key]:
                del self.pasted.texts[name]
            self._say(
                f"“{indicator.name}”写的单位是“{unit}”，应为“{indicator.unit}”，没有填入。"
                f"请换算成{indicator.unit}后再粘贴。"
            )


def _wrong_units(labels: dict[str, Heading]) -> Iterator[tuple[str, str]]:
    for key, heading in labels.items():
        if is_other_unit(heading.unit, INDICATORS[key]):
            yield key, heading.unit
