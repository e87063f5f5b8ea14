"""Figures on their way into a report: typed by the unit's clerk, repeated, or put in by the city."""

from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import models, transaction
from django.utils import timezone

from ..checks.explanations import (
    NOTHING_NEW,
    PARTS,
    Explanation,
    Reason,
    parts_by_name,
    with_parts,
)
from ..errors import NotAllowed, StaleVersion, WrongState
from ..form.indicators import ACTION_KEYS, CELLS
from ..form.merging import Merged, Typed, merge
from .requirements import require_clerk, require_open_for_entry, require_version, saved_meanwhile
from .status import Status
from .steps import Steps

HEAD = ("cut_off_on", "filled_by", "reply")  # what is typed above the table
WORKBOOK = "workbook"  # in `last_changes` everything that a workbook has: all cells, and the day


class Drafting(Steps):
    """The part of Report that stores a draft."""

    # Who changed an input of the draft last, and when: [account's id, seconds since 1970] by the
    # input's name, as it is written with every save. Empty when it is submitted: from then on the
    # versions tell.
    last_changes = models.JSONField("各项最近改动", default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def inputs(self) -> dict[str, object]:
        """What the draft holds, by the names of its inputs; None is blank.

        `included-<id>` is whether it has the figures of a unit that ended, by the unit's id.
        """
        head = {name: getattr(self, name) or None for name in HEAD}
        included = {f"included-{unit}": has for unit, has in self.included.items()}
        return {**self.figures.cells, **head, **included, **parts_by_name(self.explained)}

    @transaction.atomic
    def save_inputs(self, typed: Mapping[str, Typed], *, by, version, at=None) -> Merged:
        """Store, of what was typed at `version`, every input that nobody else has changed.

        `typed` is by the names of `inputs`. Those that clash are named in the answer, and stay as
        they are stored; nothing changed is never refused. Raises WrongState when the report is not
        open for entry.

        Saving comes many times a minute, so the report is taken as it was read a moment ago. If that
        is not what is stored, or somebody is to be asked, the row is locked and read once more.
        """
        require_clerk(self, by)
        at = at or timezone.now()
        merged = self._merge(typed, version)
        if merged.clashing or not self._put(merged.taken, by, at):
            merged = self._lock_and_put(typed, by, version, at)
        return merged

    def _lock_and_put(self, typed: Mapping[str, Typed], by, version: int, at) -> Merged:
        self._lock_for_entry()
        merged = self._merge(typed, version)
        self._put(merged.taken, by, at)
        return merged

    def _merge(self, typed: Mapping[str, Typed], version: int) -> Merged:
        merged = merge(self._due(typed), self.inputs, is_current=version == self.version)
        if merged.taken or merged.clashing:
            require_open_for_entry(self)
        return merged

    @transaction.atomic
    def save_draft(
        self,
        *,
        by,
        version,
        figures,
        cut_off_on,
        filled_by,
        explanations=None,
        reply=None,
        included=None,
        at=None,
    ) -> None:
        """Store a whole table, made at `version`; None leaves those as they are.

        `included` says of ended units, by id, whether the table has their figures; the others' answers stay.

        The same again is no change and never refused. Raises StaleVersion when the stored figures
        are newer than `version`, WrongState when the report is not open for entry.
        """
        require_clerk(self, by)
        values = {**figures.cells, "cut_off_on": cut_off_on, "filled_by": filled_by or None}
        if reply is not None:
            values["reply"] = reply or None
        if explanations is not None:
            values |= parts_by_name(dict.fromkeys(self.explained, Explanation()) | explanations)
        values |= {f"included-{unit}": has for unit, has in (included or {}).items()}
        typed = {name: Typed(value) for name, value in values.items()}
        if self._lock_and_put(typed, by, version, at or timezone.now()).clashing:
            raise StaleVersion(saved_meanwhile(self, by))

    def fill_in_by(self, *, increment: bool) -> None:
        """Remember that the draft is filled in by what is new, or by cumulative figures.

        It is how the page opens again and what blanks mean there: no figure, and so no version.
        """
        if increment == self.by_increment:
            return
        drafts = type(self).objects.filter(status__in=[Status.DRAFT, Status.RETURNED])
        drafts.filter(pk=self.pk).update(by_increment=increment)
        self.by_increment = increment

    def not_stored(self, typed: Mapping[str, Typed]) -> list[str]:
        """Which of the inputs are a change of what is stored now, by name."""
        merged = merge(self._due(typed), self.inputs, is_current=False)
        return [name for name in typed if name in merged.taken or name in merged.clashing]

    def _due(self, typed: Mapping[str, Typed]) -> dict[str, Typed]:
        """Without a reply that nobody waits for, and explanations that the submission dropped."""
        dropped = set() if self.is_given_back else {"reply"}
        if self.is_with_city:
            dropped |= {name for name in typed if _explains(name) and not self._was_reported(name)}
        return {name: each for name, each in typed.items() if name not in dropped}

    def _was_reported(self, name: str) -> bool:
        """The part of an explanation that counted: the right figure only of a correction."""
        part, _, key = name.partition("-")
        explained = self.explained.get(key)
        return explained is not None and (part != "right" or explained.reason == Reason.CORRECTION)

    def _put(self, taken: dict[str, object], by, at) -> bool:
        """Store these inputs; False, with nothing stored, if the row is not what was read of it."""
        if not taken:
            return True
        cells = {name: value for name, value in taken.items() if name in CELLS}
        change = _change(by, at)
        columns = self._columns(taken) | {
            "version": self.version + 1,
            "saved_at": at,
            "saved_by": by,
            "last_changes": self.last_changes | dict.fromkeys(taken, change),
        }
        # Its version, and what may change without another one; the period's day is that of the moment
        # when it was read.
        read = {name: getattr(self, name) for name in ("version", "excused_at", "extended_until")}
        if not type(self).objects.filter(pk=self.pk, **read).update(**columns):
            return False
        for name, value in columns.items():
            setattr(self, name, value)
        self.write_figures(self.figures.replace(cells), list(cells))
        return True

    def _columns(self, taken: dict[str, object]) -> dict[str, object]:
        """The same as columns of the report; case rows are apart."""
        columns = {name: taken[name] for name in ACTION_KEYS if name in taken}
        for name in HEAD:
            if name in taken:
                blank = self._meta.get_field(name).get_default()
                columns[name] = blank if taken[name] is None else taken[name]
        if answers := {n.partition("-")[2]: has for n, has in taken.items() if _answers(n)}:
            columns["included"] = self.included | answers
        if parts := {name: text for name, text in taken.items() if _explains(name)}:
            explained = with_parts(self.explained, parts).items()
            columns["explanations"] = {
                k: each.as_json() for k, each in explained if not each.is_blank
            }
        return columns

    @transaction.atomic
    def repeat_last(self, *, by, version, at=None) -> None:
        """本期无新增: put last period's cumulative figures in, and that as the explanation.

        Raises WrongState where there is no last period, or figures of this one are in already.
        """
        last = self.previous()
        if last is None:
            raise WrongState("本年度没有更早的报送，没有上期数可填。")
        if not self.figures.is_empty and self.figures != last.reported_figures:
            raise WrongState("表中已有与上期不同的数字，没有改动；本期有新增的，请照常填报。")
        self.save_draft(
            by=by,
            version=version,
            figures=last.reported_figures,
            cut_off_on=self.cut_off_on,
            filled_by=self.filled_by,
            explanations=self.explained | NOTHING_NEW,
            at=at,
        )

    def require_open_to(self, by, *, version) -> None:
        """Raise unless `by` may put figures in now, on top of `version`.

        Those are the unit's clerks, and the city on behalf of the unit (代填).
        """
        if not self.can_be_filled_by(by) and not by.has_perm("statistics.enter_on_behalf"):
            raise NotAllowed(f"只有{self.unit}的填报员可以填报这张表。")
        require_open_for_entry(self)
        require_version(self, version, by)

    def note_workbook(self, by, at) -> None:
        """Remember whose workbook every cell and the day come from now; stored with them."""
        kept = {
            name: change
            for name, change in self.last_changes.items()
            if name not in CELLS and name != "cut_off_on"
        }
        self.last_changes = kept | {WORKBOOK: _change(by, at)}

    def last_change(self, name: str) -> tuple[int, datetime] | None:
        """Who changed the input last, by id, and when; None if nobody since it was opened or submitted."""
        is_of_workbook = name in CELLS or name == "cut_off_on"
        change = self.last_changes.get(name)
        if change is None and is_of_workbook:
            change = self.last_changes.get(WORKBOOK)
        return change and (change[0], datetime.fromtimestamp(change[1], UTC))


def _change(by, at: datetime) -> list[int]:
    return [by.pk, int(at.timestamp())]


def _explains(name: str) -> bool:
    return name.partition("-")[0] in PARTS


def _answers(name: str) -> bool:
    return name.startswith("included-")
