"""Where what was typed and what is stored meanwhile are not the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from units.models import ReportingUnit

from ..checks.explanations import Explanation
from ..form.indicators import CELLS
from ..form.normaliser import show
from ..models import Report
from ..models.inclusion import input_name, question
from .inclusions import WORDS, value_of
from .labels import label, label_keys
from .table_form import HEAD, TableForm


@dataclass(frozen=True)
class Conflict:
    """An input where what was typed is not what is stored."""

    name: str
    label: str
    mine: str
    stored: str


def find_conflicts(
    form: TableForm, report: Report, asked: Iterable[ReportingUnit]
) -> list[Conflict]:
    """Each input that was typed differently from what `report` has stored; `asked` as on its page."""
    stored = {name: show(report.figures[name]) for name in form.typed}
    mine = {name: show(form.figures[name]) for name in form.typed}
    mine |= {name: form.typed[name] for name in form.problems if name in CELLS}
    for name in HEAD:
        if name in form.data:
            mine[name] = str(form.value(name) or "")
            stored[name] = str(getattr(report, name) or "")
    differing = [
        Conflict(name, label(name), mine[name], stored[name])
        for name in mine
        if mine[name] != stored[name]
    ]
    return differing + _of_inclusions(form, report, asked) + _of_explanations(form, report)


def _of_inclusions(form: TableForm, report: Report, asked) -> list[Conflict]:
    pairs = [
        (unit, value_of(form.included, unit), value_of(report.answered, unit)) for unit in asked
    ]
    return [
        Conflict(input_name(unit), question(unit), WORDS[mine], WORDS[stored])
        for unit, mine, stored in pairs
        if mine and mine != stored
    ]


def _of_explanations(form: TableForm, report: Report) -> list[Conflict]:
    stored, typed = report.explained, form.written
    return [
        Conflict(f"text-{key}", f"情况说明：{called}", str(typed[key]), str(stored.get(key, "")))
        for key, called in zip(typed, label_keys(typed), strict=True)
        if typed[key].typed != stored.get(key, Explanation()).typed
    ]
