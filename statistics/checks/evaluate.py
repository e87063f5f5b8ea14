"""What must hold of a table: evaluates every relation. Plain values in, findings out; no models.

One evaluation serves the page, the model's submit(), the importer, the admin and the command. The
levels are two words the users know: 强制性审核 blocks, 核实性审核 blocks until it is explained (see
explanations.py).
"""

from . import relations
from .findings import Finding, Table
from .head import HEAD
from .limits import Level

__all__ = ["Finding", "Level", "Table", "blocking", "check"]


EVALUATED = (
    *HEAD,
    *(relation.findings for relation in (*relations.MANDATORY, *relations.TO_EXPLAIN)),
    *relations.OVER_TIME,
)
GRAVITY = list(Level)


def check(table: Table) -> list[Finding]:
    """All that does not hold, each fact once: the gravest first, and in the order of the form."""
    found = [
        finding
        for rule in EVALUATED
        for finding in rule(table)
        if table.unfilled.isdisjoint(finding.cells)
    ]
    return sorted(relations.once(table, found), key=lambda finding: GRAVITY.index(finding.level))


def blocking(findings: list[Finding]) -> list[Finding]:
    """Those that cannot be true; the figures have to be put right."""
    return [finding for finding in findings if finding.level is Level.MANDATORY]
