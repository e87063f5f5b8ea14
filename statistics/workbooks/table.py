"""The figures of a table that was found: every cell read, every problem named at its place."""

from cases.categories import CaseCategory

from ..figures import Figure, add, show
from ..indicators import ACTIONS, CELLS, COLUMNS, TOTAL_LABEL, cell_name
from .actions import find_actions
from .find import Layout, Place
from .head import Head
from .problems import Problem, address
from .values import is_other_unit, read_value

INDICATORS = {indicator.key: indicator for indicator in (*ACTIONS, *COLUMNS)}
ACTION_NAMES = {action.key: action.name for action in ACTIONS}
COLUMN_NAMES = {column.key: column.name for column in COLUMNS}
CATEGORY_NAMES = dict(CaseCategory.choices)


class TableReader:
    """Reads the figures of one table, collecting every problem on the way."""

    def __init__(self, layout: Layout, head: Head):
        self.layout, self.head, self.sheet = layout, head, layout.sheet
        self.figures: dict[str, Figure] = {}
        self.typed: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._missing_labels()
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

    def _repeated(self, what, name, places):
        addresses = "、".join(address(place) for place in places)
        message = f"{what}“{name}”出现了 {len(places)} 次（{addresses}），无法确定取哪一处。请只保留一处。"
        self._add(Problem("repeated_label", message, found=name, expected="出现一次"), places[0])

    def _wrong_units(self):
        """A unit written at a label that is not the form's makes all its figures doubtful."""
        self.wrong = set()
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
            self._problem(key, candidates[0], Problem("several_figures", message))

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
        for key, place in self.layout.totals.items():
            cell = self.sheet.cells.get(place)
            names = [cell_name(category, key) for category in CaseCategory]
            if cell is None or any(name not in self.figures for name in names):
                continue
            indicator = INDICATORS[key]
            total, problem = read_value(cell, indicator)
            if problem and not problem.is_note:
                self._add(problem, place, f"total-{key}")
                continue
            self._compare(key, place, total, add(self.figures[name] for name in names))

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
        """Figures in rows or columns that are not the form's are passed over, and said so."""
        rows = [at.place[0] for at in self.layout.categories.values()]
        columns = [at.place[1] for at in self.layout.headings.values()]
        inside = range(min(rows), max(rows) + 1), range(min(columns), max(columns) + 1)
        passed_over = sorted(
            (row, column)
            for (row, column), cell in self.sheet.cells.items()
            if row in inside[0]
            and column in inside[1]
            and (row not in rows or column not in columns)
            and cell.kind == "number"
        )
        for place in _first_of_each(passed_over, rows):
            message = "此处有数字，但不在本表的类别和栏目之内，没有读取。"
            found = self.sheet.cells[place].text
            self._add(Problem("not_on_the_form", message, found=found, is_note=True), place)

    def _add(self, problem: Problem, place: Place | None = None, name: str = ""):
        self.problems.append(problem.at(self.sheet.name, place, name) if place else problem)


def _first_of_each(places: list[Place], rows: list[int]) -> list[Place]:
    """One place for each unknown row, and for each unknown column."""
    firsts: dict[tuple[str, int], Place] = {}
    for row, column in places:
        line = ("column", column) if row in rows else ("row", row)
        firsts.setdefault(line, (row, column))
    return list(firsts.values())
