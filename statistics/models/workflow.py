"""How a report changes: the transitions between its four states.

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

Figures are put in by drafting.py; allowances.py has what the city allows one unit: excuse, and
take_back_excuse, leave no edition but a row of their own, as nothing was reported.
"""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from ..checks.remarks import read_remarks
from ..errors import WrongState
from .after_correction import AfterCorrection
from .allowances import Allowances
from .blanks import Blanks, require_blanks_confirmed
from .drafting import Drafting
from .edition import Edition, content_of, digest_of
from .inclusion import Inclusion
from .requirements import (
    require_accepted,
    require_answered,
    require_as_submitted,
    require_clerk,
    require_not_included,
    require_open_for_entry,
    require_permission,
    require_reworked,
    require_second_person,
    require_status,
    require_still_asked,
    require_submittable,
    require_unlocked,
    require_version,
    required_reason,
)
from .status import Status
from .submission import Submission
from .taken_back import TakenBack


class Workflow(Drafting, Allowances, TakenBack, AfterCorrection):
    """The part of Report that changes state; see the module's table.

    What must hold beforehand, requirements.py says; figures and rows are Report's.
    """

    class Meta:
        abstract = True

    # --- What can be asked of the present state --------------------------------------------------

    @property
    def is_editable(self) -> bool:
        """Figures may be written: expected, not with the city, and the period not locked."""
        is_with_unit = self.status in {Status.DRAFT, Status.RETURNED}
        return is_with_unit and not self.is_excused and not self.is_locked()

    @property
    def status_in_words(self) -> str:
        """填报中, 已报送 … or 免报（原因）: how it stands, wherever that is told."""
        if self.is_excused:
            return f"免报（{self.excuse_reason}）"
        return self.get_status_display()

    @property
    def is_with_city(self) -> bool:
        """Reported and not given back: its figures are what the unit answers for."""
        return self.status in {Status.SUBMITTED, Status.APPROVED}

    @property
    def is_given_back(self) -> bool:
        """The city has returned it and waits for it: also when it was sent again and withdrawn."""
        return self.status in {Status.DRAFT, Status.RETURNED} and self.review_reason != ""

    def rework_awaited(self, today=None) -> str:
        """退回后未重报 3 天: whole days since the return that stands; "" unless it is given back.

        While it is, nothing else has been decided since: also where it was sent again and withdrawn.
        """
        if not self.is_given_back:
            return ""
        days = ((today or timezone.localdate()) - timezone.localdate(self.reviewed_at)).days
        return f"退回后未重报 {days} 天" if days > 0 else "今日退回，尚未重报"

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

    # --- Transitions -----------------------------------------------------------------------------

    @transaction.atomic
    def submit(
        self,
        *,
        by,
        version=None,
        by_increment=False,
        blank_as_zero=False,
        blank_as_previous=False,
        zero_report=False,
        cut_off_on=None,
        at=None,
    ) -> Edition:
        """Report to the city; returns the new edition. Submitting twice leaves one edition.

        `version` is what the clerk saw; None submits the draft as it is stored. `cut_off_on` is
        the day that was shown, for a draft that has none stored. `by_increment`: the clerk sees what
        is new in each cell; blanks.py has what a blank then means, and what is confirmed of it. Raises
        NotSubmittable with every blocking finding, or with the question that the clerk has to
        answer: are the figures of a unit that ended included (what that decides comes first), are
        blanks zero or nothing new, is an empty table a 零报告.
        """
        require_clerk(self, by)
        self._lock()
        if self.status == Status.SUBMITTED:
            return self.editions.last()
        require_open_for_entry(self)
        require_version(self, version if version is not None else self.version)
        self.filled_by = self.filled_by or by.get_full_name()[: self.LONGEST_NAME]
        self.cut_off_on = self.cut_off_on or cut_off_on
        known = self.look_around()
        asked = {each.pk for each in known.asked}
        self._answer({pk: has for pk, has in self.answered.items() if pk in asked})
        require_answered(self, known.asked)
        said = Blanks(by_increment, blank_as_zero, blank_as_previous, zero_report)
        return self._submit(by, at, known, said)

    @transaction.atomic
    def submit_on_behalf(self, *, by, at=None) -> Edition:
        """Report what the unit handed in as a workbook (代报), which the city has taken over.

        Blanks of the paper count as 0. An empty table is refused: only the unit can say that it has
        nothing to report, and also whether it has the figures of one that ended: that stays open.
        """
        require_permission(by, "statistics.enter_on_behalf", "代填统计表")
        self._lock()
        require_open_for_entry(self)
        if self.source is None or not self.source.on_behalf:
            raise WrongState("这张表不是由市局代填的，应由填报单位自己报送。")
        self.filled_by = self.filled_by or by.display_name[: self.LONGEST_NAME]
        self._answer({})
        return self._submit(by, at, self.look_around(), Blanks(as_zero=True))

    def _answer(self, answers: dict[int, bool]) -> None:
        self.included = {str(unit): has for unit, has in answers.items()}

    def _submit(self, by, at, known, said: Blanks) -> Edition:
        require_not_included(self)
        at = at or timezone.now()
        explanations = self._require_submittable(known, said, timezone.localdate(at))
        require_reworked(self, explanations)
        self.explanations, self.by_increment = explanations, False
        self.is_zero_report = self.figures.is_empty
        self.blank_as_zero = bool(self.figures.blanks)
        self.status, self.status_since = Status.SUBMITTED, at
        content = content_of(self)
        kept = Submission.keep(self, by=by, at=at, digest=digest_of(content))
        Inclusion.keep(kept, self.answered)
        self._stand(kept, self.submissions.standing().first())
        self._save()
        return self._record(Edition.Event.SUBMITTED, by, at, content=content)

    def _require_submittable(self, known, said: Blanks, today) -> dict:
        """What was explained, as it is reported; blanks that say nothing new are filled in."""
        earlier = known.earlier(self.answered)
        last = earlier[-1].reported_figures if earlier else None
        reported = said.reported(self.figures, last)
        carried = said.judged_as_carried(self.figures, last)
        answers = self.answers(
            earlier,
            known.later,
            figures=self.figures if carried else reported,
            by_increment=carried,
            today=today,
        )
        require_submittable(answers)
        require_blanks_confirmed(self.figures, last, said)
        if filled_in := reported.differences(self.figures):
            self.write_figures(reported, filled_in)
        return {
            answer.key: answer.frozen().as_json()
            for answer in answers
            if answer.finding.is_to_explain
        }

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
        require_still_asked(self)
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

    def _remark(self, remarks):
        found = read_remarks(remarks, self.figures)
        self.remarks, self.reply = [asdict(remark) for remark in found], ""
        self.returned_version = self.version + 1  # the one that this return will be
