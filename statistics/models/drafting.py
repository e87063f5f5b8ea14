"""Figures on their way into a report: typed by the unit's clerk, repeated, or put in by the city."""

from django.db import transaction
from django.utils import timezone

from ..checks.explanations import NOTHING_NEW
from ..errors import NotAllowed, WrongState
from ..form.indicators import ACTION_KEYS
from .requirements import require_clerk, require_open_for_entry, require_version
from .status import Status
from .steps import Steps


class Drafting(Steps):
    """The part of Report that stores a draft."""

    class Meta:
        abstract = True

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
        """Store what the clerk typed, read at `version`; None leaves those as they are.

        `included` says of ended units, by id, whether the table has their figures; the others' answers stay.

        Typing the same again is no change and never refused. Raises StaleVersion when the stored
        figures are newer than `version`, WrongState when the report is not open for entry.
        """
        require_clerk(self, by)
        self._lock_for_entry()
        typed = {"cut_off_on": cut_off_on, "filled_by": filled_by}
        if reply is not None and self.is_given_back:
            typed["reply"] = reply
        if explanations is not None:
            typed["explanations"] = self._still_frozen(explanations)
        if included is not None:
            typed["included"] = self.included | {str(unit): has for unit, has in included.items()}
        changed = figures.differences(self.figures)
        if not changed and all(getattr(self, name) == value for name, value in typed.items()):
            return
        require_open_for_entry(self)
        require_version(self, version)
        for name, value in typed.items():
            setattr(self, name, value)
        self.saved_at, self.saved_by = at or timezone.now(), by
        self.write_figures(figures, changed)
        actions = [name for name in changed if name in ACTION_KEYS]
        self._save("saved_at", "saved_by", *typed, *actions)

    def fill_in_by(self, *, increment: bool) -> None:
        """Remember that the draft is filled in by what is new, or by cumulative figures.

        It is how the page opens again and what blanks mean there: no figure, and so no version.
        """
        if increment == self.by_increment:
            return
        drafts = type(self).objects.filter(status__in=[Status.DRAFT, Status.RETURNED])
        drafts.filter(pk=self.pk).update(by_increment=increment)
        self.by_increment = increment

    def _still_frozen(self, explanations) -> dict:
        """As they are stored; one that is written as it was submitted stays as it was submitted.

        While the table is with the city, those that the submission dropped are no change.
        """
        old = self.explained
        return {
            key: (old[key] if key in old and old[key].typed == each.typed else each).as_json()
            for key, each in explanations.items()
            if not each.is_blank and (key in old or not self.is_with_city)
        }

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
        require_version(self, version)
