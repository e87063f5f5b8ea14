from .campaign import Campaign, Phase, ReportingPeriod, start_campaign
from .edition import Edition
from .report import CaseRow, Report
from .source import SourceWorkbook
from .status import Status
from .takeover import TakeOver, take_over

__all__ = [
    "Campaign",
    "CaseRow",
    "Edition",
    "Phase",
    "Report",
    "ReportingPeriod",
    "SourceWorkbook",
    "Status",
    "TakeOver",
    "start_campaign",
    "take_over",
]
