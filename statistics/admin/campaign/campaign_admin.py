"""What figures add to the campaign's pages: 审核规则, 开启 of a period, and units added to it later."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from campaigns.admin import CampaignAdmin, ReportingPeriodAdmin
from campaigns.models import ReportingPeriod

from ...models import open_period, rules_in_force
from . import add_unit, rules_page


@admin.display(description="审核规则")
def form_rules(campaign):
    address = reverse("admin:campaigns_campaign_rules", args=[campaign.pk])
    return format_html('<a href="{}">第 {} 版</a>', address, rules_in_force(campaign).version)


class CampaignWithRules(CampaignAdmin):
    list_display = [*CampaignAdmin.list_display, form_rules]
    list_select_related = ["form_rules"]

    def get_urls(self):
        view = self.admin_site.admin_view(rules_page.page)
        name = "campaigns_campaign_rules"
        return [path("<int:campaign_id>/rules/", view, name=name), *super().get_urls()]


class PeriodThatOpens(ReportingPeriodAdmin):
    actions = ["open_periods"]

    def get_urls(self):
        view = self.admin_site.admin_view(add_unit.page)
        address, name = "<int:period_id>/add/<int:unit_id>/", "campaigns_reportingperiod_add_unit"
        return [path(address, view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, *args, **options):
        context |= add_unit.offered(context.get("original"), request.user)
        return super().render_change_form(request, context, *args, **options)

    @admin.action(description="开启所选的报告期", permissions=["change"])
    def open_periods(self, request, queryset):
        if request.POST.get("post") != "yes":
            return self._confirm(request, queryset)
        for period in queryset:
            messages.success(request, _sentence(period, was_open=bool(period.opened_at)))
        return None  # back to the list

    def _confirm(self, request, periods):
        context = self.admin_site.each_context(request) | {
            "title": "开启报告期：请确认",
            "opts": self.opts,
            "periods": periods,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        template = "statistics/admin/campaign/confirm_opening.html"
        return TemplateResponse(request, template, context)


def _sentence(period: ReportingPeriod, *, was_open: bool) -> str:
    expected = open_period(period)
    if was_open:
        return f"{period}：此前已开启，未作改动。"
    return f"{period}：已开启，{expected} 个单位应报送。"
