"""How a report changes: saving a draft, and the transitions between its four states.

Every method takes the account as `by` and the instant as `at`, runs in one transaction, locks the
report's row, then looks again at the state it finds there, stamps who and when, and leaves an edition.
Each refuses with a ReportError that changes nothing.

    submit   draft, returned → submitted      by the unit
    withdraw submitted → draft                by the unit, until reviewed
    approve  submitted → approved             by the city
    send_back submitted → returned, reason    by the city
    reopen   approved → returned, reason      by the city
    unreturn returned → what it was before    by the city (taken_back.py)
    confirm_after_correction, reason          by the city; the state stays (after_correction.py)
"""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from ..checks.explanations import Explanation, Reason
from ..checks.remarks import read_remarks
from ..errors import NotAllowed, ReasonMissing, WrongState
from ..form.indicators import ACTION_KEYS
from .after_correction import AfterCorrection
from .edition import Edition, content_of, digest_of
from .requirements import (
    day_of,
    require_accepted,
    require_as_submitted,
    require_clerk,
    require_latest_edition,
    require_open_for_entry,
    require_permission,
    require_reworked,
    require_second_person,
    require_status,
    require_submittable,
    require_unlocked,
    require_version,
    required_reason,
)
from .status import Status
from .submission import Submission
from .taken_back import TakenBack

NOTHING_NEW = {"Q4-actions": Explanation(Reason.NOTHING_NEW, "本期无新增")}


class Workflow(TakenBack, AfterCorrection):
    """The part of Report that changes state; see the module's table.

    What must hold beforehand, requirements.py says; figures and rows are Report's.
    """

    class Meta:
        abstract = True

    # --- What can be asked of the present state --------------------------------------------------

    @property
    def is_editable(self) -> bool:
        """Figures may be written: not with the city, and the period not locked."""
        return self.status in {Status.DRAFT, Status.RETURNED} and not self.is_locked()

    @property
    def is_with_city(self) -> bool:
        """Reported and not given back: its figures are what the unit answers for."""
        return self.status in {Status.SUBMITTED, Status.APPROVED}

    @property
    def is_given_back(self) -> bool:
        """The city has returned it and waits for it: also when it was sent again and withdrawn."""
        return self.status in {Status.DRAFT, Status.RETURNED} and self.review_reason != ""

    @property
    def is_withdrawable(self) -> bool:
        """Waiting for review, and the period not locked."""
        return self.status == Status.SUBMITTED and not self.is_locked()

    @property
    def is_returnable(self) -> bool:
        """With the city, and the period not locked: the unit could correct it."""
        return self.is_with_city and not self.is_locked()

    def can_be_filled_by(self, user) -> bool:
        """`user` belongs to this unit and may fill in its reports (in whatever state)."""
        return self.unit_id == user.unit_id and user.has_perm("statistics.fill_report")

    # --- Saving ----------------------------------------------------------------------------------

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
        at=None,
    ) -> None:
        """Store what the clerk typed, read at `version`; None leaves those as they are.

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

    # --- Transitions -----------------------------------------------------------------------------

    @transaction.atomic
    def submit(
        self,
        *,
        by,
        version=None,
        blank_as_zero=False,
        zero_report=False,
        cut_off_on=None,
        at=None,
    ) -> Edition:
        """Report to the city; returns the new edition. Submitting twice leaves one edition.

        `version` is what the clerk saw; None submits the draft as it is stored. `cut_off_on` is
        the day that was shown, for a draft that has none stored. Raises
        NotSubmittable with every blocking finding, or with the one question that the clerk has to
        answer: are blanks zero, is an empty table a 零报告.
        """
        require_clerk(self, by)
        self._lock()
        if self.status == Status.SUBMITTED:
            return self.editions.last()
        require_open_for_entry(self)
        require_version(self, version if version is not None else self.version)
        self.filled_by = self.filled_by or by.get_full_name()[: self.LONGEST_NAME]
        self.cut_off_on = self.cut_off_on or cut_off_on
        return self._submit(by, at, blank_as_zero=blank_as_zero, zero_report=zero_report)

    @transaction.atomic
    def submit_on_behalf(self, *, by, at=None) -> Edition:
        """Report what the unit handed in as a workbook (代报), which the city has taken over.

        Blanks of the paper count as 0. An empty table is refused: only the unit can say that it has
        nothing to report.
        """
        require_permission(by, "statistics.enter_on_behalf", "代填统计表")
        self._lock()
        require_open_for_entry(self)
        if self.source is None or not self.source.on_behalf:
            raise WrongState("这张表不是由市局代填的，应由填报单位自己报送。")
        self.filled_by = self.filled_by or by.display_name[: self.LONGEST_NAME]
        return self._submit(by, at, blank_as_zero=True, zero_report=False)

    def _submit(self, by, at, *, blank_as_zero, zero_report) -> Edition:
        answers = self.answers(*self.around(), today=timezone.localdate(at))
        require_submittable(self, answers, blank_as_zero=blank_as_zero, zero_report=zero_report)
        explanations = {
            answer.key: answer.frozen().as_json()
            for answer in answers
            if answer.finding.is_to_explain
        }
        require_reworked(self, explanations)
        at = at or timezone.now()
        self.explanations = explanations
        self.is_zero_report = self.figures.is_empty
        self.blank_as_zero = bool(self.figures.blanks)
        self.status, self.status_since = Status.SUBMITTED, at
        content = content_of(self)
        kept = Submission.keep(self, by=by, at=at, digest=digest_of(content))
        self._stand(kept, self.submissions.standing().first())
        self._save()
        return self._record(Edition.Event.SUBMITTED, by, at, content=content)

    def _stand(self, submission, first) -> None:
        """What the unit answers for, and by which submission it is on time or late."""
        self.submission = submission
        self.submitted_at = submission and submission.at
        self.submitted_by = submission and submission.by
        self.first_submitted_at, self.first_due_on = first and first.at, first and first.due_on

    @transaction.atomic
    def withdraw(self, *, by, at=None) -> Edition:
        """Take a submitted table back to go on filling it in, as long as nobody has reviewed it.

        It was then never submitted: what counts is an earlier submission that stands, if any.
        """
        require_clerk(self, by)
        self._lock()
        require_status(self, Status.SUBMITTED, "撤回")
        require_unlocked(self)
        self.status, self.status_since = Status.DRAFT, at or timezone.now()
        withdrawn = self._record(Edition.Event.WITHDRAWN, by, self.status_since)
        standing = self.submissions.standing().select_related("by")
        self._stand(standing.last(), standing.first())
        self._save()
        return withdrawn

    @transaction.atomic
    def approve(self, *, by, edition, accepted=(), at=None) -> Edition:
        """Accept the table as it stands in the edition with number `edition`.

        `accepted` are the keys of the explanations that need the reviewer (FORM.md: "+ reviewer"),
        each accepted by `by`. Raises NotAccepted when one is missing.
        """
        self._lock_with_later()
        self._lock_for_review(by, Status.SUBMITTED, "审核通过", edition)
        require_second_person(self, by)
        require_as_submitted(self)
        require_accepted(self, accepted)
        self._unmark_if_reported_since()
        self.approved_submission = self.submission
        approval = self._decide(
            Status.APPROVED, Edition.Event.APPROVED, by, at, accepted=sorted(set(accepted))
        )
        self._mark_later(approval)
        return approval

    @transaction.atomic
    def send_back(self, *, by, edition, reason, remarks=(), at=None) -> Edition:
        """Return the table (退回) to its unit for correction, saying why.

        `remarks` are pairs of a cell, by name or printed label, and what is asked of it.
        """
        self._lock_for_review(by, Status.SUBMITTED, "退回", edition)
        require_unlocked(self)
        self._remark(remarks)
        return self._decide(
            Status.RETURNED, Edition.Event.RETURNED, by, at, required_reason(reason)
        )

    @transaction.atomic
    def reopen(self, *, by, edition, reason, remarks=(), at=None) -> Edition:
        """Give an approved table back (退回更正): the only way to change approved figures."""
        self._lock_for_review(by, Status.APPROVED, "退回更正", edition)
        require_unlocked(self)
        self._remark(remarks)
        return self._decide(
            Status.RETURNED, Edition.Event.REOPENED, by, at, required_reason(reason)
        )

    @transaction.atomic
    def extend(self, *, by, until, reason) -> None:
        """Grant this unit a later day (延期) to report by; it also holds off the period's lock."""
        require_permission(by, "statistics.extend_report", "延期")
        self._lock()
        if until <= self.period.due_on:
            raise ReasonMissing(f"延期日应晚于报送截止日 {day_of(self.period.due_on)}。")
        self.extended_until, self.extension_reason = until, required_reason(reason)
        self.extended_by = by
        self.save(update_fields=["extended_until", "extension_reason", "extended_by"])

    def _remark(self, remarks):
        found = read_remarks(remarks, self.figures)
        self.remarks, self.reply = [asdict(remark) for remark in found], ""
        self.returned_version = self.version + 1  # the one that this return will be

    # --- The steps they share --------------------------------------------------------------------

    def _lock(self):
        """Lock the row, then read it again and what belongs to it: memory may be stale.

        Comes with the workbook, which an edition names.
        """
        reports = type(self).objects
        reports.filter(pk=self.pk).lock()
        self.refresh_from_db(from_queryset=reports.with_place().with_source())

    def _lock_for_entry(self):
        """Lock the row; all else is read again only if somebody wrote it: each write is a version.

        Saving comes many times a minute, so what may change without one is asked for by name. The
        period's day alone is joined: who waits saves as if before that day was changed.
        """
        row = type(self).objects.filter(pk=self.pk).select_for_update(of=("self",))
        columns = row.values_list("version", "extended_until", "period__locks_on")
        version, self.extended_until, self.period.locks_on = columns.get()
        if version != self.version:
            self.refresh_from_db(from_queryset=type(self).objects.with_place())

    def _lock_for_review(self, by, status, action, edition):
        require_permission(by, "statistics.review_report", action)
        self._lock()
        require_status(self, status, action)
        require_latest_edition(self, edition, action)

    def _decide(self, status, event, by, at, reason="", accepted=()):
        at = at or timezone.now()
        self.status, self.status_since, self.review_reason = status, at, reason
        self.reviewed_at, self.reviewed_by = at, by
        self._save()
        return self._record(event, by, at, reason=reason, accepted=list(accepted))

    def _save(self, *names):
        """Store the named fields, or all of them; either way the table is another version."""
        self.version += 1
        self.save(update_fields=["version", *names] if names else None)

    def _record(self, event, by, at, *, content=None, reason="", accepted=()) -> Edition:
        """Leave an edition; what it says was reported is the last submission's, unless given."""
        last = self.editions.last()
        if content is None:
            content = self.editions.submitted().last().content
        edition = Edition(
            report=self,
            number=last.number + 1 if last else 1,
            event=event,
            content=content,
            digest=digest_of(content),
            submission=self.submission,
            at=at,
            by=by,
            by_account=by.username,
            by_name=by.display_name,
            reason=reason,
            remarked=self.remarks if event in Edition.GIVEN_BACK else [],
            accepted=list(accepted),
            source=self.source,
        )
        edition.event_digest = digest_of(edition.event_content)
        edition.save()
        return edition
