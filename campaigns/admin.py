"""Campaigns, their phases and periods. A campaign is started by `manage.py start_campaign`.

What else the city does to them, such as opening a period, is added by whoever knows how.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

from units.editing import ChangedFieldsFormSet, RowForm
from units.listing import ListAdmin
from units.meanwhile import MeanwhileForm

from .models import Campaign, DueDayChange, Phase, ReportingPeriod


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


class PeriodForm(MeanwhileForm):
    """Fixed fields are disabled, not left out: the model's checks then see the whole row."""

    reason = forms.CharField(
        label="改动原因",
        required=False,
        widget=AdminTextInputWidget,
        help_text="报告期开启后改动报送截止日的，须写明原因；已报送的表是否按时，不因此改变。",
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        fixed = ["campaign", "quarter", "ends_on"]
        if self.instance.opened_at:
            fixed.append("opens_on")  # the day that settled which units are expected
        for name in fixed:
            if name in self.fields:
                self.fields[name].disabled = True

    def _post_clean(self):
        """Locked first: somebody may be opening the period, or moving its days, right now."""
        super()._post_clean()
        locked = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
        self.moves_due_day = locked.opened_at is not None and "due_on" in self.changed_data
        if self.moves_due_day and not self.errors:
            try:
                DueDayChange.required_reason(self.cleaned_data["reason"])
            except ValidationError as refusal:
                self.add_error(None, refusal)


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(NeverAddedOrDeleted, ListAdmin):
    form = PeriodForm
    list_display = ["__str__", "opens_on", "due_on", "locks_on", "opened_at"]
    list_select_related = ["campaign"]
    fields = [
        "campaign", "quarter", "opens_on", "ends_on", "due_on", "reason", "locks_on", "opened_at",
    ]  # fmt: skip
    readonly_fields = ["opened_at"]

    def get_fields(self, request, obj=None):
        shown = super().get_fields(request, obj)
        if self.has_change_permission(request, obj):
            return shown
        return [name for name in shown if name != "reason"]  # is asked, not kept with the period

    def save_model(self, request, obj, form, change):
        """Only what the form shows and the account changed."""
        changed = [name for name in form.changed_data if name != "reason"]
        if form.moves_due_day:
            others = [name for name in changed if name != "due_on"]
            reason = form.cleaned_data["reason"]
            obj.move_due_day(to=obj.due_on, by=request.user, reason=reason, also=others)
        else:
            obj.save(update_fields=changed)
