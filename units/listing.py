"""Lists in the admin that answer every address, however odd, with a page and not with an error."""

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList, ChangeListSearchForm
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import models

from .editing import EditingAdmin

LONGEST_SEARCH = 60  # every word becomes a condition, and a thousand are too many for a database


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")  # what browsers want, not what people read


class ChoiceFilter(admin.SimpleListFilter):
    """A filter that knows all its values; with any other the list starts afresh, unfiltered."""

    def value(self):
        value = super().value()
        if value is not None and value not in {str(key) for key, _ in self.lookup_choices}:
            raise IncorrectLookupParameters
        return value


class _SearchForm(ChangeListSearchForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        words = forms.CharField(required=False, strip=False, max_length=LONGEST_SEARCH)
        self.fields[SEARCH_VAR] = words


class _ChangeList(ChangeList):
    search_form_class = _SearchForm


class ListAdmin(EditingAdmin):
    """All filters are ChoiceFilters: no lookup that stands in an address reaches the database."""

    # The browser's own calendar: Django's writes inline styles, which our policy forbids.
    formfield_overrides = {models.DateField: {"widget": DayInput}}
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = list_per_page = 100

    def lookup_allowed(self, lookup, value, request):
        return lookup in {known.parameter_name for known in self.list_filter}

    def formfield_for_dbfield(self, db_field, request, **options):
        field = super().formfield_for_dbfield(db_field, request, **options)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget  # a plain choice, without pop-up windows
        return field

    def get_search_results(self, request, queryset, search_term):
        """Asked by the list, whose form has looked at the term, and by the autocomplete."""
        if "\0" in search_term or len(search_term) > LONGEST_SEARCH:
            raise BadRequest("a search that no database takes")
        return super().get_search_results(request, queryset, search_term)

    def get_changelist(self, request, **options):
        return _ChangeList

    def response_action(self, request, queryset):
        if not all(map(_is_key, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise SuspiciousOperation("selected rows that cannot exist")
        return super().response_action(request, queryset)


class ReadOnlyAdmin(ListAdmin):
    """Rows that nobody adds, changes or deletes here, superusers included."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
