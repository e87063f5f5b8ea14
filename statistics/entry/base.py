"""What a page was built on: the stored table as texts by input name, carried along and posted back.

A page that is posted whole carries it in one hidden input, `was`, as JSON without the blanks; beside
any input `was-<name>` says the same of that one. After a conflict `decide-<name>` says what becomes of
it: `stored`, or `mine:` and the text of the other side that was seen.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from units.models import ReportingUnit

from ..checks.explanations import parts_by_name
from ..form.indicators import CELLS
from ..form.merging import UNSAID
from ..form.normaliser import read_figure, show
from ..form.prose import plain_text
from ..models import Report
from ..models.drafting import HEAD
from ..models.inclusion import input_name
from .inclusions import ANSWERS, value_of

WAS, DECIDE = "was", "decide"
STORED, MINE = "stored", "mine:"
NEVER = object()  # a text that is no value of its input: nothing stored is that


def stored_texts(report: Report, asked: Iterable[ReportingUnit]) -> dict[str, str]:
    """What is stored, as the page posts it; blanks are left out. `asked` as on its page."""
    texts = (
        {name: show(figure) for name, figure in report.figures.cells.items()}
        | {name: str(getattr(report, name) or "") for name in HEAD}
        | {input_name(unit): value_of(report.answered, unit) for unit in asked}
        | parts_by_name(report.explained)
    )
    return {name: text for name, text in texts.items() if text}


def without_decided(data: Mapping[str, str]) -> Mapping[str, str]:
    """What was posted, but for the inputs where what is stored was chosen."""
    given_up = {
        name.partition("-")[2]
        for name in data
        if name.startswith(f"{DECIDE}-") and data[name] == STORED
    }
    return {name: data[name] for name in data if name not in given_up} if given_up else data


class Base:
    """The base that was posted."""

    def __init__(self, data: Mapping[str, str]):
        self._data = data

    @cached_property
    def whole(self) -> dict[str, str] | None:
        """Of the whole page, blanks left out; None where it was not posted, or not readable."""
        try:
            texts = json.loads(self._data.get(WAS, ""))
        except ValueError:
            return None
        is_map = isinstance(texts, dict) and all(isinstance(each, str) for each in texts.values())
        return texts if is_map else None

    def text(self, name: str) -> str | None:
        """What the input was changed from; None where nobody says."""
        decided = self._data.get(f"{DECIDE}-{name}", "")
        if decided.startswith(MINE):
            return decided.removeprefix(MINE)
        if f"{WAS}-{name}" in self._data:
            return self._data[f"{WAS}-{name}"]
        return None if self.whole is None else self.whole.get(name, "")

    def value(self, name: str):
        """The same as a value; UNSAID, or NEVER, where it is none."""
        text = self.text(name)
        return UNSAID if text is None else _read(name, text)


def _read(name: str, text: str):
    try:
        if name in CELLS:
            return read_figure(text, CELLS[name].indicator)
        if name == "cut_off_on":
            return date.fromisoformat(text) if text else None
    except ValueError:  # a FigureError is one
        return NEVER
    if name == "filled_by":
        return text.strip(" \t\u3000") or None
    if name.startswith("included-"):
        return ANSWERS.get(text)
    return plain_text(text) or None


def text_of(name: str, value) -> str:
    """The inverse: a value as the page posts it."""
    if name in CELLS:
        return show(value)
    if isinstance(value, bool):
        return next(text for text, has in ANSWERS.items() if has is value)
    return str(value or "")
