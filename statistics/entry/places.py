"""Where on the table page something is told: at the row of the cell that it is about.

The page and the answer to a save both go through the places in the page's order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cases.categories import CaseCategory

from ..checks.explanations import PARTS, Answer, is_key
from ..checks.limits import Level
from ..form.indicators import CELLS
from .labels import label_keys
from .posted_explanations import key_of

HEAD, ACTIONS, TOTAL = "head", "actions", "total"  # and in between a place for each category
PLACES = (HEAD, ACTIONS, *CaseCategory.values, TOTAL)

Sentence = tuple[str, str, str]  # input name, how it is called, what is said about it


@dataclass
class Told:
    """What is told at one place: texts that could not be read, or were read as something else than
    typed; what does not hold, each with its explanation; what need not be explained any more."""

    place: str
    problems: list[Sentence] = field(default_factory=list)
    readings: list[Sentence] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    unneeded: list[str] = field(default_factory=list)

    def __bool__(self):
        return bool(self.problems or self.readings or self.answers or self.unneeded)

    @property
    def open(self) -> list[tuple[int, str]]:
        """What stands in the way of a submission: how grave it is, 0 the gravest, and the id of its link."""
        unread = [(0, f"problem-{name}") for name, _, _ in self.problems]
        found = [
            (1 if each.finding.level is Level.MANDATORY else 2, f"finding-{each.key}")
            for each in self.answers
            if each.is_open
        ]
        return unread + found


def place_of(name: str) -> str:
    """Where an input is; an explanation is where the cell is that it is about."""
    part = name.partition("-")[0]
    if part in PARTS and is_key(key_of(name)):
        return place_of(key_of(key_of(name)))
    if name in CELLS:
        return CELLS[name].category or ACTIONS
    return TOTAL if part == TOTAL else HEAD


def tell(
    *,
    problems: Iterable[Sentence] = (),
    readings: Iterable[Sentence] = (),
    answers: Iterable[Answer] = (),
    unneeded: Iterable[str] = (),
) -> Mapping[str, Told]:
    """All of it by place; `unneeded` are the keys of explanations."""
    told = {place: Told(place) for place in PLACES}
    for problem in problems:
        told[place_of(problem[0])].problems.append(problem)
    for reading in readings:
        told[place_of(reading[0])].readings.append(reading)
    for answer in answers:
        told[place_of(answer.finding.cells[0])].answers.append(answer)
    for key in unneeded:
        told[place_of(key_of(key))].unneeded += label_keys([key])
    return told
