from .campaign import Campaign, Phase, ReportingPeriod, start_campaign
from .edition import Edition
from .report import CaseRow, Report
from .workflow import Status

__all__ = [
    "Campaign",
    "CaseRow",
    "Edition",
    "Phase",
    "Report",
    "ReportingPeriod",
    "Status",
    "start_campaign",
]
