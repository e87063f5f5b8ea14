from .campaign import Campaign, Phase, ReportingPeriod, start_campaign
from .consolidation import Consolidation, Scope
from .edition import Edition
from .report import CaseRow, Report
from .source import SourceWorkbook
from .takeover import TakeOver, take_over
from .workflow import Status

__all__ = [
    "Campaign",
    "CaseRow",
    "Consolidation",
    "Edition",
    "Phase",
    "Report",
    "ReportingPeriod",
    "Scope",
    "SourceWorkbook",
    "Status",
    "TakeOver",
    "start_campaign",
    "take_over",
]
