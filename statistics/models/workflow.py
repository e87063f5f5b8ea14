"""How a report changes: saving a draft, and the transitions between its four states.

Every method takes the account as `by` and the instant as `at`, runs in one transaction, locks the
report's row, looks again at the state it finds there, stamps who and when, and leaves an edition.
Each refuses with a ReportError that changes nothing.

    submit   draft, returned → submitted      by the unit
    withdraw submitted → draft                by the unit, until reviewed
    approve  submitted → approved             by the city
    send_back submitted → returned, reason    by the city
    reopen   approved → returned, reason      by the city
"""

from django.db import models, transaction
from django.utils import timezone

from ..checks import blocking
from ..errors import (
    NotAllowed,
    NotSubmittable,
    ReasonMissing,
    StaleEdition,
    StaleVersion,
    WrongState,
)
from .edition import Edition, content_of, digest_of

LONGEST_REASON = Edition._meta.get_field("reason").max_length


class Status(models.TextChoices):
    DRAFT = "draft", "填报中"
    SUBMITTED = "submitted", "已报送"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审核"


class Workflow(models.Model):
    """The part of Report that changes state; see the module's table."""

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
    def is_withdrawable(self) -> bool:
        """Waiting for review, and the period not locked."""
        return self.status == Status.SUBMITTED and not self.is_locked()

    def can_be_filled_by(self, user) -> bool:
        """`user` belongs to this unit and may fill in its reports (in whatever state)."""
        return self.unit_id == user.unit_id and user.has_perm("statistics.fill_report")

    # --- Saving ----------------------------------------------------------------------------------

    @transaction.atomic
    def save_draft(self, *, by, version, figures, cut_off_on, filled_by, at=None) -> None:
        """Store what the clerk typed, read at `version`.

        Typing the same again is no change and never refused. Raises StaleVersion when the stored
        figures are newer than `version`, WrongState when the report is not open for entry.
        """
        self._require_clerk(by)
        self.refresh_from_db(from_queryset=type(self).objects.locked())
        typed = {"cut_off_on": cut_off_on, "filled_by": filled_by}
        changed = figures.differences(self.figures)
        if not changed and all(getattr(self, name) == value for name, value in typed.items()):
            return
        self._require_open_for_entry()
        self._require_version(version)
        for name, value in typed.items():
            setattr(self, name, value)
        self.saved_at, self.saved_by = at or timezone.now(), by
        self.write_figures(figures, changed)
        self._save()

    def require_open_to(self, by, *, version) -> None:
        """Raise unless `by` may put figures in now, on top of `version`.

        Those are the unit's clerks, and the city on behalf of the unit (代填).
        """
        if not self.can_be_filled_by(by) and not by.has_perm("statistics.enter_on_behalf"):
            raise NotAllowed(f"只有{self.unit}的填报员可以填报这张表。")
        self._require_open_for_entry()
        self._require_version(version)

    # --- Transitions -----------------------------------------------------------------------------

    @transaction.atomic
    def submit(
        self, *, by, version=None, blank_as_zero=False, zero_report=False, at=None
    ) -> Edition:
        """Report to the city; returns the new edition. Submitting twice leaves one edition.

        `version` is what the clerk saw; None submits the draft as it is stored. Raises
        NotSubmittable with every blocking finding, or with the one question that the clerk has to
        answer: are blanks zero, is an empty table a 零报告.
        """
        self._require_clerk(by)
        self._lock()
        if self.status == Status.SUBMITTED:
            return self.editions.last()
        self._require_open_for_entry()
        self._require_version(version if version is not None else self.version)
        self.filled_by = self.filled_by or by.get_full_name()[: self.LONGEST_NAME]
        return self._submit(by, at, blank_as_zero=blank_as_zero, zero_report=zero_report)

    @transaction.atomic
    def submit_on_behalf(self, *, by, at=None) -> Edition:
        """Report what the unit handed in as a workbook (代报), which the city has taken over.

        Blanks of the paper count as 0. An empty table is refused: only the unit can say that it has
        nothing to report.
        """
        _require(by, "statistics.enter_on_behalf", "代填统计表")
        self._lock()
        self._require_open_for_entry()
        if self.source is None or not self.source.on_behalf:
            raise WrongState("这张表不是由市局代填的，应由填报单位自己报送。")
        self.filled_by = self.filled_by or by.display_name[: self.LONGEST_NAME]
        return self._submit(by, at, blank_as_zero=True, zero_report=False)

    def _submit(self, by, at, *, blank_as_zero, zero_report) -> Edition:
        self._require_submittable(blank_as_zero=blank_as_zero, zero_report=zero_report)
        at = at or timezone.now()
        self.is_zero_report = self.figures.is_empty
        self.blank_as_zero = bool(self.figures.blanks)
        self.status, self.status_since = Status.SUBMITTED, at
        self.submitted_at, self.submitted_by = at, by
        self.first_submitted_at = self.first_submitted_at or at
        self._save()
        return self._record(Edition.Event.SUBMITTED, by, at)

    @transaction.atomic
    def withdraw(self, *, by, at=None) -> Edition:
        """Take a submitted table back to go on filling it in, as long as nobody has reviewed it."""
        self._require_clerk(by)
        self._lock()
        self._require_status(Status.SUBMITTED, "撤回")
        self._require_unlocked()
        self.status, self.status_since = Status.DRAFT, at or timezone.now()
        self._save()
        return self._record(Edition.Event.WITHDRAWN, by, self.status_since)

    @transaction.atomic
    def approve(self, *, by, edition, at=None) -> Edition:
        """Accept the table as it stands in the edition with number `edition`."""
        self._lock_for_review(by, Status.SUBMITTED, "审核通过", edition)
        self._require_second_person(by)
        return self._decide(Status.APPROVED, Edition.Event.APPROVED, by, at)

    @transaction.atomic
    def send_back(self, *, by, edition, reason, at=None) -> Edition:
        """Return the table (退回) to its unit for correction, saying why."""
        self._lock_for_review(by, Status.SUBMITTED, "退回", edition)
        self._require_unlocked()
        return self._decide(Status.RETURNED, Edition.Event.RETURNED, by, at, _required(reason))

    @transaction.atomic
    def reopen(self, *, by, edition, reason, at=None) -> Edition:
        """Give an approved table back (退回更正): the only way to change approved figures."""
        self._lock_for_review(by, Status.APPROVED, "退回更正", edition)
        self._require_unlocked()
        return self._decide(Status.RETURNED, Edition.Event.REOPENED, by, at, _required(reason))

    @transaction.atomic
    def extend(self, *, by, until, reason) -> None:
        """Grant this unit a later day (延期) to report by; it also holds off the period's lock."""
        _require(by, "statistics.extend_report", "延期")
        self._lock()
        if until <= self.period.due_on:
            raise ReasonMissing(f"延期日应晚于报送截止日 {_day(self.period.due_on)}。")
        self.extended_until, self.extension_reason = until, _required(reason)
        self.extended_by = by
        self.save(update_fields=["extended_until", "extension_reason", "extended_by"])

    # --- The steps they share --------------------------------------------------------------------

    def _lock(self):
        """Read the row again, locked until the transaction ends: memory may be stale.

        Comes with the workbook, which an edition names.
        """
        self.refresh_from_db(from_queryset=type(self).objects.locked().with_source())

    def _lock_for_review(self, by, status, action, edition):
        _require(by, "statistics.review_report", action)
        self._lock()
        self._require_status(status, action)
        latest = self.editions.last().number
        if edition != latest:
            raise StaleEdition(
                f"您看的不是最新的第 {latest} 版，没有执行“{action}”。请看过最新版再定。"
            )

    def _decide(self, status, event, by, at, reason=""):
        at = at or timezone.now()
        self.status, self.status_since, self.review_reason = status, at, reason
        self.reviewed_at, self.reviewed_by = at, by
        self._save()
        return self._record(event, by, at, reason=reason)

    def _save(self):
        self.version += 1
        self.save()

    def _record(self, event, by, at, *, reason=""):
        content = content_of(self)
        last = self.editions.last()
        return self.editions.create(
            number=last.number + 1 if last else 1,
            event=event,
            content=content,
            digest=digest_of(content),
            at=at,
            by=by,
            reason=reason,
            source=self.source,
        )

    def _last_saved(self):
        if self.saved_by is None:
            return "这张表有了变化"
        at = timezone.localtime(self.saved_at)
        return f"{self.saved_by.display_name}于 {at:%H:%M} 保存过这张表"

    # --- What must hold --------------------------------------------------------------------------

    def _require_clerk(self, by):
        if not self.can_be_filled_by(by):
            raise NotAllowed(f"只有{self.unit}的填报员可以填报这张表。")

    def _require_status(self, status, action):
        if self.status != status:
            raise WrongState(f"这张表现在是“{self.get_status_display()}”，不能{action}。")

    def _require_unlocked(self):
        if self.is_locked():
            raise WrongState(
                f"{self.period}已于 {_day(self.period.locks_on)}锁定，不能再改；"
                "确需更正的，由市局知识产权保护科批准延期后再改。"
            )

    def _require_version(self, version):
        if version != self.version:
            raise StaleVersion(
                f"您打开本页之后，{self._last_saved()}。您填的内容没有覆盖它，请核对两边的数字。"
            )

    def _require_open_for_entry(self):
        self._require_unlocked()
        if not self.is_editable:
            raise WrongState(
                f"这张表现在是“{self.get_status_display()}”，不能再填。"
                + (
                    "需要修改请先撤回。"
                    if self.status == Status.SUBMITTED
                    else "需要更正请联系市局退回。"
                )
            )

    def _require_second_person(self, by):
        if by.pk == self.submitted_by_id:
            raise NotAllowed("报送和审核应由两个人完成，您不能审核自己报送的表。")

    def _require_submittable(self, *, blank_as_zero, zero_report):
        findings = blocking(self.findings())
        if findings:
            raise NotSubmittable(
                f"有 {len(findings)} 处不能成立，改正后再报送。", findings=findings
            )
        if self.figures.is_empty and not zero_report:
            raise NotSubmittable(
                "表中一个数字也没有。本期确实没有数据的，请确认为零报告。", zero_report=True
            )
        blanks = len(self.figures.blanks)
        if blanks and not blank_as_zero and not self.figures.is_empty:
            raise NotSubmittable(f"还有 {blanks} 个空白格，要按 0 报送吗？", blanks=blanks)


def _require(by, permission, action):
    if not by.has_perm(permission):
        raise NotAllowed(f"您的账户没有“{action}”的权限。")


def _required(reason):
    reason = reason.strip()
    if not reason:
        raise ReasonMissing("请写明原因，填报单位要靠它知道改什么。")
    if len(reason) > LONGEST_REASON:
        raise ReasonMissing(f"原因有 {len(reason)} 个字，最多 {LONGEST_REASON} 个，请写得短一些。")
    return reason


def _day(day):
    return f"{day.year}年{day.month}月{day.day}日"
