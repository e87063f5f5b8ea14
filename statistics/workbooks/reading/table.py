"""The figures of a table that was found: every cell read, every problem named at its place."""

import re
from dataclasses import replace

from cases.categories import CaseCategory

from ...form.figures import add
from ...form.indicators import ACTIONS, CELLS, COLUMNS, TOTAL_LABEL, cell_name
from ...form.normaliser import Figure, show
from ...form.written_units import is_other_unit
from ..parser.sandbox import RawCell
from .find_actions import find_actions
from .find_table import Layout, Place
from .head import Head
from .labels import squeeze
from .lines import Lines
from .problems import Problem, address
from .values import is_stored_as, read_value

INDICATORS = {indicator.key: indicator for indicator in (*ACTIONS, *COLUMNS)}
ACTION_NAMES = {action.key: action.name for action in ACTIONS}
COLUMN_NAMES = {column.key: column.name for column in COLUMNS}
CATEGORY_NAMES = dict(CaseCategory.choices)
OTHER_FIGURES = re.compile(
    r"\(?(?:本期|本季度?|当期|当季|单季|上年|去年|上期)(?:新增|同期|数据?|数字)*\)?"
)


class TableReader:
    """Reads the figures of one table, collecting every problem on the way.

    `exported` are the totals that the portal wrote into it, as texts by column.
    """

    def __init__(self, layout: Layout, head: Head, exported: dict[str, str]):
        self.layout, self.head, self.sheet = layout, head, layout.sheet
        self.exported = exported
        self.figures: dict[str, Figure] = {}
        self.typed: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._missing_labels()
        self._words_of_other_figures()
        self._split_columns()
        self._wrong_units()
        self._read_actions()
        self._read_cases()
        self._compare_totals()
        self._unknown_rows_and_columns()

    # --- Labels ----------------------------------------------------------------------------------

    def _missing_labels(self):
        groups = (
            ("missing_action", "执法行动数据", self.layout.actions, ACTION_NAMES),
            ("missing_column", "栏目", self.layout.headings, COLUMN_NAMES),
            ("missing_category", "案件类别", self.layout.categories, CATEGORY_NAMES),
        )
        for code, what, found, names in groups:
            for key, name in names.items():
                if key in self.layout.repeated:
                    self._repeated(what, name, self.layout.repeated[key])
                elif key not in found:
                    self._missing(code, what, name)

    def _missing(self, code, what, name):
        self._add(
            Problem(
                code,
                f"{what}“{name}”没有找到，没有读取。请恢复表中原有的名称后再上传。",
                sheet=self.sheet.name,
                expected=name,
            )
        )

    def _words_of_other_figures(self):
        """本期新增 or 上年同期 above the headings says that the table is not the cumulative one."""
        first_row = min(at.place[0] for at in self.layout.headings.values())
        for place, cell in sorted(self.sheet.cells.items()):
            words = squeeze(cell.text)
            if place[0] < first_row and cell.kind == "text" and OTHER_FIGURES.fullmatch(words):
                message = (
                    f"表中写有“{cell.text}”，本表应填 1 月 1 日起的累计数。"
                    "请核对数字；确是累计数的，删去这几个字后再上传。"
                )
                problem = Problem("not_cumulative", message, found=cell.text, expected="累计数")
                self._add(problem, place)

    def _split_columns(self):
        """Other words below a heading, such as 本期新增, say that it is not the form's figure."""
        for key, place in self.layout.split.items():
            name, words = COLUMN_NAMES[key], self.sheet.cells[place].text
            message = (
                f"“{name}”下面另写有“{words}”，无法确定是不是本表要的数字，这一栏没有读取。"
                "请每个栏目只留一列，填写累计数。"
            )
            self._add(Problem("split_column", message, found=words, expected=name), place)

    def _repeated(self, what, name, places):
        addresses = "、".join(address(place) for place in places)
        message = f"{what}“{name}”出现了 {len(places)} 次（{addresses}），无法确定取哪一处。请只保留一处。"
        self._add(Problem("repeated_label", message, found=name, expected="出现一次"), places[0])

    def _wrong_units(self):
        """A unit written at a label that is not the form's makes all its figures doubtful."""
        self.wrong = set(self.layout.split)
        said = self.head.money_unit
        for key, heading in {**self.layout.actions, **self.layout.headings}.items():
            indicator = INDICATORS[key]
            unit, place = heading.unit, heading.place
            if not unit and indicator.is_amount and said:
                unit, place = said.text, said.place
            if not is_other_unit(unit, indicator):
                continue
            self.wrong.add(key)
            message = (
                f"“{indicator.name}”写的单位是“{unit}”，应为“{indicator.unit}”，这一栏没有读取。"
                f"请把数字换算成{indicator.unit}，并改正单位后再上传。"
            )
            self._add(Problem("wrong_unit", message, found=unit, expected=indicator.unit), place)

    # --- Figures ---------------------------------------------------------------------------------

    def _read_actions(self):
        places = find_actions(self.layout)
        for key, place in places.figures.items():
            self._read(key, place)
        for key, candidates in places.doubtful.items():
            stands = "、".join(address(at) for at in candidates)
            message = (
                f"“{INDICATORS[key].name}”的数字可能在 {stands} 中的任一处，无法确定，没有读取。"
                "请把数字填在名称右边的一格。"
            )
            found = "、".join(self.sheet.cells[at].text for at in candidates)
            problem = Problem(
                "several_figures", message, found=found, expected="名称旁边只有一个数字"
            )
            self._problem(key, candidates[0], problem)

    def _read_cases(self):
        for name, place in self.layout.figures.items():
            self._read(name, place)

    def _read(self, name: str, place: Place):
        indicator = CELLS[name].indicator
        self.places[name] = address(place)
        if indicator.key in self.wrong:
            return
        cell = self.sheet.cells.get(place)
        figure, problem = read_value(cell, indicator) if cell else (None, None)
        if problem is None or problem.is_note:
            self.figures[name] = figure
        if problem:
            self._problem(name, place, problem)

    def _problem(self, name: str, place: Place, problem: Problem):
        if not problem.is_note:
            self.typed[name] = self.sheet.cells[place].text
        self._add(problem, place, name)

    # --- The total row: S1 of FORM, 强制性审核 ---------------------------------------------------

    def _compare_totals(self):
        """A typed 合计 that is not the sum of its rows leaves the whole column in doubt."""
        for key, place in self.layout.totals:
            cell = self.sheet.cells.get(place)
            names = [cell_name(category, key) for category in CaseCategory]
            if cell is None or any(name not in self.figures for name in names):
                continue
            sum_of_rows = add(self.figures[name] for name in names)
            if is_stored_as(cell, sum_of_rows) or (cell.kind == "formula" and not sum_of_rows):
                continue
            total, problem = read_value(cell, INDICATORS[key])
            if cell.kind == "formula" or show(total) == self.exported.get(key):
                self._add(_not_added_up(cell.text, sum_of_rows), place, f"total-{key}")
                continue
            if problem and not problem.is_note:
                self._add(problem, place, f"total-{key}")
                continue
            self._compare(key, place, total, sum_of_rows)

    def _compare(self, key, place, total, sum_of_rows):
        if total is None or total == sum_of_rows:
            return
        unit = INDICATORS[key].unit
        message = (
            f"“{INDICATORS[key].name}”的{TOTAL_LABEL}为 {show(total)} {unit}，"
            f"各类别相加为 {show(sum_of_rows)} {unit}，差额 {show(total - sum_of_rows)} {unit}。"
            f"请核对{TOTAL_LABEL}和各类别的数字，改正后再上传。"
        )
        problem = Problem("S1", message, found=show(total), expected=show(sum_of_rows))
        self._add(problem, place, f"total-{key}")
        for category in CaseCategory:
            name = cell_name(category, key)
            self.typed[name] = show(self.figures.pop(name))

    # --- What was not asked for ------------------------------------------------------------------

    def _unknown_rows_and_columns(self):
        """Numbers outside the form's rows and columns are passed over and said so.

        Those in a row or column without a name leave the figure above or before them in doubt.
        """
        lines = Lines(self.layout)
        unknown = filter(lines.is_unknown, sorted(self.sheet.cells))
        said = set()
        for place in (at for at in unknown if _is_number(self.sheet.cells[at])):
            name = "" if lines.is_named(place) else lines.nearest_figure(place)
            self._drop(name)
            if (line := lines.of(place)) not in said:
                said.add(line)
                problem = _unnamed(name) if name else _passed_over()
                self._add(replace(problem, found=self.sheet.cells[place].text), place, name)

    def _drop(self, name: str):
        if name in self.figures:
            self.typed[name] = show(self.figures.pop(name))

    def _add(self, problem: Problem, place: Place | None = None, name: str = ""):
        self.problems.append(problem.at(self.sheet.name, place, name) if place else problem)


def _is_number(cell: RawCell) -> bool:
    return cell.kind == "number" or squeeze(cell.text).replace(".", "").isdigit()


def _not_added_up(text: str, sum_of_rows: Figure) -> Problem:
    """Nobody typed this total: it is a formula without a result, or still as it was downloaded."""
    message = f"{TOTAL_LABEL}“{text}”没有随各类别更新，已按各类别相加得 {show(sum_of_rows)}。"
    return Problem(
        "total_not_updated", message, found=text, expected=show(sum_of_rows), is_note=True
    )


def _passed_over() -> Problem:
    message = "此处有数字，但不在本表的类别和栏目之内，没有读取。"
    return Problem("not_on_the_form", message, is_note=True)


def _unnamed(name: str) -> Problem:
    message = (
        f"此处的数字没有名称，无法确定它和“{CELLS[name].label}”哪一个该取，都没有读取。"
        "请删去多出的行或列，每格只留一个数字。"
    )
    return Problem("unnamed_figure", message, expected="每个类别、每个栏目一个数字")
