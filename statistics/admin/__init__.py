"""The city's side of the reports: registered with the project's admin site."""

from django.contrib import admin

from ..models import Campaign, Edition, Report, ReportingPeriod
from . import board, consolidation
from .campaign import CampaignAdmin, ReportingPeriodAdmin
from .edition import EditionAdmin
from .report import ReportAdmin

__all__ = ["board", "consolidation"]

admin.site.register(Report, ReportAdmin)
admin.site.register(Campaign, CampaignAdmin)
admin.site.register(ReportingPeriod, ReportingPeriodAdmin)
admin.site.register(Edition, EditionAdmin)
