"""One fact is explained once: which relation, where it does not hold, silences which others of its row.

A row with nothing but a fine says that no case of this year belongs to it (D3); that the fine has no
turnover to be measured against (M1 to M3) is the same fact. FORM.md has the law.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...form.indicators import CELLS
from ..findings import Finding, Table
from ..limits import Level

SILENCES = {
    "D3": {"M1", "M2", "M3", "M4"},  # no case: nothing to measure an amount against
    "D4": {"M1", "M4"},  # no turnover to measure against; M2 and M3 count cases too
    "B7": set(),  # money recovered and no case of a foreign owner stands for itself
}
GRAVITY = list(Level)


def once(table: Table, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that another one of the same row speaks for.

    A root takes over that the reviewer has to accept what it silences. Nothing is silenced by what
    is less grave than itself, nor any amount over M3's limit for one case: it may be a slip.
    """
    findings = list(findings)
    roots = [each for each in findings if SILENCES.get(each.check)]
    silent = {
        root.key: [each for each in findings if _silences(root, each, table)] for root in roots
    }
    silenced = {each.key for some in silent.values() for each in some}
    for each in findings:
        if each.key not in silenced:
            yield _speaking_for(each, silent.get(each.key, []))


def _silences(root: Finding, other: Finding, table: Table) -> bool:
    return (
        other.check in SILENCES[root.check]
        and _row(root) == _row(other)
        and GRAVITY.index(root.level) <= GRAVITY.index(other.level)
        and not _may_be_a_slip(other, table)
    )


def _row(finding: Finding):
    name = finding.cells[0]
    return CELLS[name].category if name in CELLS else None


def _may_be_a_slip(finding: Finding, table: Table) -> bool:
    """元 typed as 万元, as it would look: the amount that it tells of is too large for one case."""
    amount = table.figures[finding.cells[0]] or 0
    return amount > table.rules.limit("M3", "per_case")


def _speaking_for(root: Finding, silent: list[Finding]) -> Finding:
    """The root says which amounts it speaks for; a hint asks nobody, so it hands nothing over."""
    if not silent:
        return root
    amounts = dict.fromkeys(f"{_column(each)}{each.found}" for each in silent)
    return replace(
        root,
        difference="、".join(amounts),
        needs_reviewer=any(each.needs_reviewer and each.is_to_explain for each in silent),
    )


def _column(finding: Finding) -> str:
    return CELLS[finding.cells[0]].indicator.name
