"""The relations between figures (审核关系): what must hold, and what to do if it does not.

Each is a function of a Table that gives its findings; a blank counts as 0 in all of them. `within`
holds a table to itself, `over_time` to the earlier ones of the year; checks.py evaluates them.
"""

from .over_time import OVER_TIME
from .within import MANDATORY, TO_EXPLAIN

__all__ = ["IDS", "MANDATORY", "OVER_TIME", "TO_EXPLAIN"]

IDS = {relation.check for relation in (*MANDATORY, *TO_EXPLAIN)} | {"A6", "Q1", "Q3", "Q4"}
