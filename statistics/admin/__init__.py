"""The section's pages, in Django admin: a folder a subject, a page a module.

`review/` one table and the list of them · `totals/` the city's table, issued and analysed ·
`mailed/` workbooks that came by mail · `campaign/` rules and opening. Imports all rooms below;
only `management/` stands beside it.
"""

from django.contrib import admin

from campaigns.models import Campaign, ReportingPeriod

from ..models import Edition, Report
from .campaign.campaign_admin import CampaignWithRules, PeriodThatOpens
from .review.edition_admin import EditionAdmin
from .review.report_admin import ReportAdmin

admin.site.register(Report, ReportAdmin)
admin.site.register(Edition, EditionAdmin)
# In place of the plain ones, which campaigns/admin.py registers first.
admin.site.unregister([Campaign, ReportingPeriod])
admin.site.register(Campaign, CampaignWithRules)
admin.site.register(ReportingPeriod, PeriodThatOpens)
