"""Campaigns, their phases and periods. A campaign is started by `manage.py start_campaign`."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from units.listing import ListAdmin

from ..models import Phase, ReportingPeriod
from . import rules


class NeverAddedOrDeleted:
    """Superusers would be allowed to, and reports hang on these rows."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PhaseInline(admin.StackedInline):
    """Phases are part of their campaign: who may change them may add and remove them."""

    model = Phase
    extra = 1  # the next one is always there to fill in; no script has to add it
    media = forms.Media()
    formfield_overrides = ListAdmin.formfield_overrides

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


@admin.display(description="审核规则")
def form_rules(campaign):
    address = reverse("admin:statistics_campaign_rules", args=[campaign.pk])
    return format_html('<a href="{}">第 {} 版</a>', address, campaign.form_version)


class CampaignAdmin(NeverAddedOrDeleted, ListAdmin):
    list_display = ["year", "document_number", "starts_on", form_rules]
    fields = ["year", "document_number", "starts_on"]
    readonly_fields = ["year"]
    inlines = [PhaseInline]

    def save_model(self, request, obj, form, change):
        """Only what the form shows: the rules may have been changed since it was read."""
        obj.save(update_fields=form.changed_data)

    def get_urls(self):
        view = self.admin_site.admin_view(rules.page)
        name = "statistics_campaign_rules"
        return [path("<int:campaign_id>/rules/", view, name=name), *super().get_urls()]


class PeriodForm(forms.ModelForm):
    """Fixed fields are disabled, not left out: the model's checks then see the whole row."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fixed = ["campaign", "quarter", "ends_on"]
        if self.instance.opened_at:
            fixed.append("opens_on")  # the day that settled which units are expected
        for name in fixed:
            if name in self.fields:
                self.fields[name].disabled = True


class ReportingPeriodAdmin(NeverAddedOrDeleted, ListAdmin):
    form = PeriodForm
    list_display = ["__str__", "opens_on", "due_on", "locks_on", "opened_at"]
    list_select_related = ["campaign"]
    fields = ["campaign", "quarter", "opens_on", "ends_on", "due_on", "locks_on", "opened_at"]
    readonly_fields = ["opened_at"]
    actions = ["open_periods"]

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
        template = "admin/statistics/reportingperiod/confirm.html"
        return TemplateResponse(request, template, context)


def _sentence(period: ReportingPeriod, *, was_open: bool) -> str:
    expected = period.open()
    if was_open:
        return f"{period}：早已开启，没有改动。"
    return f"{period}：已开启，{expected} 个单位应报送。"
