"""What somebody else, or another window, changed while a page was open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from units.models import ReportingUnit, User

from ..checks.explanations import PARTS, Reason, is_key
from ..form.indicators import CELLS
from ..models import Report
from ..models.inclusion import input_name, question
from .base import MINE, STORED, stored_texts, text_of
from .days import moment_text
from .inclusions import WORDS
from .labels import HEAD_LABELS, label_keys
from .posted_explanations import key_of
from .table_form import TableForm

PART_LABELS = {"reason": "说明类别", "text": "情况说明", "right": "上期应为"}


@dataclass(frozen=True)
class Conflict:
    """An input that holds something else in the system than on the page.

    Texts are as the page posts them; `by` is a display name, "" if nobody knows.
    """

    name: str
    label: str
    stored: str
    yours: str
    by: str = ""
    at: datetime | None = None
    is_own: bool = False  # changed by the same account, in another window

    @property
    def when(self) -> str:
        """您在另一窗口 09:00, 张三 6月25日 09:00; the day where it is not today."""
        if self.at is None:
            return ""
        at, today = timezone.localtime(self.at), timezone.localdate()
        who = "您在另一窗口" if self.is_own else self.by
        return f"{who} {at:%H:%M}" if at.date() == today else f"{who} {moment_text(at, today)}"

    @property
    def stored_in_words(self) -> str:
        return _in_words(self.name, self.stored)

    @property
    def yours_in_words(self) -> str:
        return _in_words(self.name, self.yours)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(value, label) of what can be decided; see base.py."""
        return [(STORED, "采用系统中的"), (f"{MINE}{self.stored}", "保留我填的")]

    def as_json(self) -> dict[str, str]:
        at = self.at.isoformat() if self.at else ""
        return {
            "name": self.name,
            "stored": self.stored,
            "yours": self.yours,
            "by": self.by,
            "at": at,
        }


def find_conflicts(
    form: TableForm, report: Report, asked: list[ReportingUnit], user
) -> list[Conflict]:
    """Each input that was changed on the page to something else than `report` holds."""
    texts = {name: text_of(name, value) for name, value in form.values.items()}
    differing = [form.page_name(name) for name in report.not_stored(form.inputs)]
    return _told({name: texts[name] for name in differing}, report, asked, user)


def find_unseen(
    form: TableForm, report: Report, asked: list[ReportingUnit], user
) -> list[Conflict]:
    """Each input that was changed elsewhere since the page was made, and left alone on it."""
    unseen = form.unseen(stored_texts(report, asked))
    return _told(dict.fromkeys(unseen, ""), report, asked, user)


def _told(yours: dict[str, str], report: Report, asked, user) -> list[Conflict]:
    """With who and when: one query, and none if nothing is told."""
    units = {input_name(unit): unit for unit in asked}
    stored = stored_texts(report, asked)
    changes = {
        name: report.last_change(f"included-{units[name].pk}" if name in units else name)
        for name in yours
    }
    people = User.objects.in_bulk({change[0] for change in changes.values() if change})
    return [
        Conflict(
            name,
            question(units[name]) if name in units else label(name),
            stored.get(name, ""),
            text,
            *_change(changes[name], people, user),
        )
        for name, text in yours.items()
    ]


def _change(change: tuple[int, datetime] | None, people: dict[int, User], user):
    """by, at, is_own"""
    if change is None or change[0] not in people:
        return ()
    by = people[change[0]]
    return by.display_name, change[1], by == user


def label(name: str) -> str:
    """How an input is called where it stands alone."""
    if name in CELLS:
        return CELLS[name].label
    part = name.partition("-")[0]
    if part in PARTS and is_key(key_of(name)):
        return f"{PART_LABELS[part]}：{label_keys([key_of(name)])[0]}"
    if part in PARTS:
        return PART_LABELS[part]
    return HEAD_LABELS.get(name, name)


def changed_by(names: Iterable[str], report: Report, asked, user) -> dict[str, str]:
    """Who changed each of these last and when, in words, as far as it is known."""
    told = _told(dict.fromkeys(names, ""), report, asked, user)
    return {each.name: each.when for each in told if each.when}


def _in_words(name: str, text: str) -> str:
    if name.startswith("included-"):
        return WORDS[text]
    if name.startswith("reason-") and text in Reason.values:
        return Reason(text).label
    return text
