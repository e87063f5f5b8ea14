"""The form for a unit in the admin: its end is asked of the same rules as the act itself."""

from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

from .meanwhile import MeanwhileForm
from .models import ReportingUnit
from .succession import require_consistent


class UnitForm(MeanwhileForm):
    class Meta:
        model = ReportingUnit
        fields = [
            "code", "name", "short_name", "other_names", "kind", "region_code", "position",
            "office_phone", "valid_from", "valid_to", "successors", "note",
        ]  # fmt: skip
        widgets = {"other_names": AdminTextInputWidget}

    @property
    def own_fields(self) -> list[str]:
        """What was changed and is saved with the row; the end is not."""
        return [name for name in self.changed_data if name not in {"valid_to", "successors"}]

    def clean_successors(self):
        self.fields["successors"].widget.require_found(self.data, self.add_prefix("successors"))
        return self.cleaned_data["successors"]

    def _post_clean(self):
        """After the model's own checks, when the instance is as it would be.

        Locked until the form is saved: what holds here, of codes and of ends, holds there.
        """
        ReportingUnit.objects.wait_for_succession()
        super()._post_clean()
        if self.errors:
            return
        try:
            cleaned = self.cleaned_data
            require_consistent(self.instance, cleaned["valid_to"], cleaned["successors"])
        except ValidationError as refusal:
            self.add_error(None, refusal)
