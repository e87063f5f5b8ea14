"""The relations between figures (审核关系): what must hold, and what to do if it does not.

Each is a function of a Table that gives its findings; findings.py says what a blank counts as. `within`
holds a table to itself, `over_time` to the others of the year; `silencing` has which of them
speaks for which others; evaluate.py asks them all.
"""

from ..rules import RULES
from .over_time import OVER_TIME
from .silencing import SILENCES, once
from .within import MANDATORY, TO_EXPLAIN

__all__ = ["CHECKS", "IDS", "MANDATORY", "OVER_TIME", "SILENCES", "TO_EXPLAIN", "once"]

CHECKS = {check: rule.title for check, rule in RULES.items()}  # what holds, in the form's order
IDS = CHECKS.keys() - {"S1", "T1", "T2", "T3"}  # of the relations between figures
