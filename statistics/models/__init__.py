"""The rows: reports with their figures and editions, the rules in force, the issued totals.

States and transitions of a report are in `workflow`. Imports `form` and `checks`, and the apps below.
"""

from .case_row import CaseRow
from .edition import Edition
from .excuse_change import ExcuseChange
from .form_rules import FormRules, change_rules, rules_in_force
from .inclusion import Inclusion
from .issued_total import Consolidation, Scope
from .opening import UnitAdded, add_unit, open_period, units_to_add
from .report import Report
from .rule_change import RuleChange
from .source import SourceWorkbook
from .status import Status
from .submission import Submission, SubmittedRow
from .takeover import TakeOver, take_over

__all__ = [
    "CaseRow",
    "Consolidation",
    "Edition",
    "ExcuseChange",
    "FormRules",
    "Inclusion",
    "Report",
    "RuleChange",
    "Scope",
    "SourceWorkbook",
    "Status",
    "Submission",
    "SubmittedRow",
    "TakeOver",
    "UnitAdded",
    "add_unit",
    "change_rules",
    "open_period",
    "rules_in_force",
    "take_over",
    "units_to_add",
]
