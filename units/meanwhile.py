"""What somebody else changed while a form was open: kept where the form left it alone, else asked about."""

import json
from datetime import UTC, date, datetime

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import override

from .succession import day_in_words

OPENED_AT = (
    "opened_at"  # seconds; beside every form of the admin, see templates/admin/change_form.html
)
LOOKED_AT = 50  # entries of the log


class MeanwhileForm(forms.ModelForm):
    """A form that carries what it showed (initial-<name>) beside what is typed.

    A field that was left alone is what stands now. One that was changed here and, since the page was
    opened, by somebody else is refused with a sentence; what was typed stays, and saving once more
    takes it. Without initial-<name>, as from a program, a form is held against what stands now.
    """

    parent = None  # of a row below another form: whose changes are in the log

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        start = self.add_initial_prefix("")
        self.carries = self.is_bound and any(name.startswith(start) for name in self.data)
        if self.instance.pk is not None:
            for field in self.fields.values():
                field.show_hidden_initial = self.carries or not self.is_bound
        if self.carries:
            self.data = self.data.copy()

    @cached_property
    def changed_data(self) -> list[str]:
        """What was changed from what the page showed, and is not what stands now anyway."""
        return [name for name in super().changed_data if not self._stands(name, self[name].data)]

    @cached_property
    def _moved(self) -> list[str]:
        """What is not what the page showed any more."""
        if not self.carries or self.instance.pk is None:
            return []
        return [
            name
            for name, field in self.fields.items()
            if not field.disabled and not self._stands(name, self._shown(name))
        ]

    def _shown(self, name):
        return self._widget_data_value(
            self.fields[name].hidden_widget(), self[name].html_initial_name
        )

    def _stands(self, name, raw) -> bool:
        return not self.fields[name].has_changed(_plain(self[name].initial), _plain(raw))

    def _clean_fields(self):
        """Both lists are made first, of what was posted; then what stands takes its place."""
        self._overtaken = [name for name in self._moved if name in self.changed_data]
        for name in self._moved:
            self._put(self[name].html_initial_name, name)
            if name not in self._overtaken:
                self._put(self[name].html_name, name)
        super()._clean_fields()

    def _put(self, key: str, name: str) -> None:
        raw = self.fields[name].prepare_value(self[name].initial)
        texts = raw if isinstance(raw, list) else ["" if raw is None else raw]
        self.data.setlist(key, [str(text) for text in texts])

    def _clean_form(self):
        super()._clean_form()
        for name in self._overtaken:
            self.add_error(name, self._sentence(name))

    def _sentence(self, name: str) -> str:
        label, now = self.fields[name].label, _in_words(self.fields[name], self[name].initial)
        return (
            f"没有保存：您打开本页之后，{self._by_whom(name)}“{label}”改为{now}。"
            "您填的内容仍在此处，请核对；仍要照此保存的，请再次点击保存。"
        )

    def _by_whom(self, name: str) -> str:
        """系统管理员（sysadmin）于 6月30日 10:05 将, as far as the log has it; else 已有人将."""
        row, opened = self.parent or self.instance, self.data.get(OPENED_AT, "")
        if not (opened.isascii() and opened.isdecimal() and len(opened) < 12):
            return "已有人将"
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(row),
            object_id=row.pk,
            action_time__gte=datetime.fromtimestamp(int(opened), UTC),
        ).select_related("user")
        with override(None):  # the log has labels untranslated
            label = str(self.fields[name].label)
        for entry in entries.order_by("-action_time")[:LOOKED_AT]:
            if any(self._is_of(each, label) for each in _changes(entry)):
                at, by = timezone.localtime(entry.action_time), entry.user
                return f"{by.display_name}（{by.username}）于 {at.month}月{at.day}日 {at:%H:%M} 将"
        return "已有人将"

    def _is_of(self, change: dict, label: str) -> bool:
        """It is of this row and this field."""
        is_same_row = self.parent is None or change.get("object") == str(self.instance)
        return (
            is_same_row and ("object" in change) == bool(self.parent) and label in change["fields"]
        )


def _changes(entry: LogEntry) -> list[dict]:
    """{fields: labels}, with `object` for a row below the form."""
    try:
        told = json.loads(entry.change_message)
    except ValueError:
        return []
    return [each["changed"] for each in told if each.get("changed", {}).get("fields")]


def _plain(value):
    """Browsers send lines with \\r\\n, whatever is stored."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _in_words(field: forms.Field, value) -> str:
    """What stands there, as people write it, in quotation marks; 空白 where that is nothing."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        text = "、".join(map(str, value))
    elif isinstance(field, forms.ModelChoiceField):
        text = str(field.to_python(value) or "")
    elif isinstance(value, bool):
        text = "是" if value else "否"
    elif isinstance(value, date):
        text = day_in_words(value)
    else:
        text = str(dict(getattr(field, "choices", ())).get(value, "" if value is None else value))
    return f"“{text}”" if text else "空白"
