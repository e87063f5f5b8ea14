"""Forms in the admin that write what was changed in them, and nothing else."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.forms import BaseInlineFormSet
from django.http import HttpResponseRedirect

from .meanwhile import MeanwhileForm


def changed_fields(form) -> list[str]:
    """The model's own fields that were changed in the form."""
    own = {field.name for field in form.instance._meta.concrete_fields}
    return [name for name in form.changed_data if name in own]


class EditingAdmin(admin.ModelAdmin):
    """Saves only the changed fields: others may have written the rest since the page was opened."""

    form = MeanwhileForm

    def save_model(self, request, obj, form, change):
        obj.save(update_fields=changed_fields(form) if change else None)

    def changeform_view(self, request, *args, **options):
        """Where two people store the same key, the form looks again and tells the second one.

        What it cannot tell, a message does; either way nothing of the second form is stored.
        """
        view = partial(super().changeform_view, request, *args, **options)
        if request.method == "POST":
            key = args[0] if args else options.get("object_id")
            view = partial(self._holding, key, view)
        try:
            return view()
        except (DatabaseError, ValidationError):  # the key is taken, or the row is gone
            if request.method != "POST":
                raise
            return self._look_again(request, view)

    @transaction.atomic
    def _holding(self, key, view):
        if key and key.isascii() and key.isdecimal() and len(key) < 19:
            self.hold(key)
        return view()

    def hold(self, key: str) -> None:
        """Lock the row first: what the form is held against is what it will be written over."""
        rows = self.model._default_manager.filter(pk=key)
        list(rows.select_for_update(no_key=True).values_list("pk"))

    def _look_again(self, request, view):
        try:
            return view()
        except (IntegrityError, ValidationError):
            messages.error(request, "没有保存：所填内容与已有的数据冲突。请核对后重新填写。")
            return HttpResponseRedirect(request.get_full_path())


class RowForm(MeanwhileForm):
    """A row below a form. Keys that it shares with its parent count too: Django leaves them out."""

    def validate_unique(self):
        super().validate_unique()
        try:
            self.instance.validate_constraints(exclude=self._get_validation_exclusions())
        except ValidationError as errors:
            self._update_errors(errors)


class ChangedFieldsFormSet(BaseInlineFormSet):
    """Rows below a form, each stored like a form of its own."""

    def _construct_form(self, i, **options):
        form = super()._construct_form(i, **options)
        form.parent = self.instance
        return form

    def save_existing(self, form, obj, commit=True):
        if commit:
            obj.save(update_fields=changed_fields(form))
        return obj
