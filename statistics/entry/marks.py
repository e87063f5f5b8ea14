"""Marks on inputs: the gravest level of what is found there, and which sentences are about them.

static/js/entry/table/marks.js marks alike when the answer to a save arrives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..checks.findings import Finding
from ..checks.limits import Level


@dataclass(frozen=True, slots=True)
class Mark:
    """Of an input above the table; cells have theirs in SheetCell."""

    level: str = ""
    is_unread: bool = False  # what was typed cannot be taken
    described_by: str = ""  # ids of sentences

    @property
    def classes(self) -> str:
        level = f"level-{self.level}" if self.level else ""
        return " ".join(filter(None, ["unreadable" if self.is_unread else "", level]))

    @property
    def is_invalid(self) -> bool:
        return self.is_unread or self.level == Level.MANDATORY


def levels(findings: Iterable[Finding]) -> dict[str, str]:
    """The gravest level by cell name; every cell that a finding names is marked."""
    findings, marked = list(findings), {}
    for level in (Level.HINT, Level.EXPLAIN, Level.MANDATORY):
        for finding in findings:
            if finding.level is level:
                marked |= dict.fromkeys(finding.cells, level.value)
    return marked


def said_of(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """The ids of the findings' sentences (_told.html) by the name of each cell that they name."""
    said: dict[str, list[str]] = {}
    for finding in findings:
        for name in dict.fromkeys(finding.cells):
            said.setdefault(name, []).append(f"says-{finding.key}")
    return said


def of_head(
    names: Iterable[str], problems: Mapping[str, str], findings: Iterable[Finding]
) -> dict[str, Mark]:
    """Marks by input name; `problems` are the sentences about what could not be read."""
    findings = list(findings)
    level, said = levels(findings), said_of(findings)
    return {
        name: Mark(
            level.get(name, ""),
            name in problems,
            " ".join([f"says-{name}"] * (name in problems) + said.get(name, [])),
        )
        for name in names
    }
