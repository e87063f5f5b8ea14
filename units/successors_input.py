"""The successors of a unit in its form: found by typing, among however many units there are."""

import re

from django import forms
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.html import format_html

from .models import ReportingUnit

SEPARATORS = r"[、，,；;\s]+"
LINE = (
    '<noscript><p class="help"><label>增加承继单位（代码、名称或简称，用顿号隔开）'
    '<input type="text" class="vTextField" name="{}" value="{}"></label></p></noscript>'
)


class SuccessorsInput(AutocompleteSelectMultiple):
    """Searches while one types; without scripts, units are written in a line, and chosen ones are
    let go in the list. No page carries all units there are."""

    written = ""  # what could not be found, to be put right

    @property
    def media(self):
        return super().media + forms.Media(
            js=[forms.Script("js/admin/successors.js", type="module")]
        )

    def render(self, name, *args, **options):
        line = format_html(LINE, _line(name), self.written)
        return super().render(name, *args, **options) + line

    def value_from_datadict(self, data, files, name):
        found, _ = _find(data.get(_line(name), ""))
        chosen = super().value_from_datadict(data, files, name) or []
        return [*chosen, *(str(unit.pk) for unit in found if str(unit.pk) not in chosen)]

    def require_found(self, data, name) -> None:
        """Raise ValidationError when something in the line is not exactly one unit."""
        _, lost = _find(data.get(_line(name), ""))
        if lost:
            self.written = "、".join(lost)
            raise ValidationError(
                f"找不到承继单位“{self.written}”，或同名的不止一个。请填写单位代码或全称。"
            )


def _line(name: str) -> str:
    return f"{name}-written"


def _find(text: str) -> tuple[list[ReportingUnit], list[str]]:
    """The units that are named in the line, and the words that name no unit or several."""
    words = [word for word in re.split(SEPARATORS, text.replace("\0", " ")) if word]
    if not words:
        return [], []
    named = Q(code__in=words) | Q(name__in=words) | Q(short_name__in=words)
    units = list(ReportingUnit.objects.filter(named))
    of = {word: [u for u in units if word in (u.code, u.name, u.short_name)] for word in words}
    found = [some[0] for some in of.values() if len(some) == 1]
    return found, [word for word, some in of.items() if len(some) != 1]
