"""Campaigns, their phases and periods. A campaign is started by `manage.py start_campaign`.

What else the city does to them, such as opening a period, is added by whoever knows how.
"""

from django import forms
from django.contrib import admin

from units.editing import ChangedFieldsFormSet, RowForm
from units.listing import ListAdmin

from .models import Campaign, Phase, ReportingPeriod


class NeverAddedOrDeleted:
    """Superusers would be allowed to, and reports hang on these rows."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class PhaseInline(admin.StackedInline):
    """Phases are part of their campaign: who may change them may add and remove them."""

    model = Phase
    form = RowForm
    formset = ChangedFieldsFormSet
    extra = 1  # the next one is always there to fill in; no script has to add it
    media = forms.Media()
    formfield_overrides = ListAdmin.formfield_overrides

    def has_add_permission(self, request, obj):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


@admin.register(Campaign)
class CampaignAdmin(NeverAddedOrDeleted, ListAdmin):
    list_display = ["year", "document_number", "starts_on"]
    fields = ["year", "document_number", "starts_on"]
    readonly_fields = ["year"]
    inlines = [PhaseInline]


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


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(NeverAddedOrDeleted, ListAdmin):
    form = PeriodForm
    list_display = ["__str__", "opens_on", "due_on", "locks_on", "opened_at"]
    list_select_related = ["campaign"]
    fields = ["campaign", "quarter", "opens_on", "ends_on", "due_on", "locks_on", "opened_at"]
    readonly_fields = ["opened_at"]
