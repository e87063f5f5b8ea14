from .campaign import Campaign, Phase, ReportingPeriod, start_campaign
from .consolidation import Consolidation, Scope
from .edition import Edition
from .report import CaseRow, Report
from .rule_change import RuleChange
from .source import SourceWorkbook
from .status import Status
from .takeover import TakeOver, take_over

__all__ = [
    "Campaign",
    "CaseRow",
    "Consolidation",
    "Edition",
    "Phase",
    "Report",
    "ReportingPeriod",
    "RuleChange",
    "Scope",
    "SourceWorkbook",
    "Status",
    "TakeOver",
    "start_campaign",
    "take_over",
]
