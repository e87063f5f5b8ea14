"""延期、免报: what the city allows one unit, and what the period's days then ask of its report."""

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from ..errors import ReasonMissing, WrongState
from .excuse_change import ExcuseChange
from .requirements import day_of, require_permission, require_unexcused, required_reason
from .steps import Steps

ALLOWS = "statistics.extend_report"  # 延期 and 免报 are one right
FOR_THE_RECORD = "请写明原因，以备日后查核。"


class Allowances(Steps):
    """The part of Report that knows its due day and its lock."""

    extended_until = models.DateField("延期至", null=True, blank=True)
    extension_reason = models.CharField("延期原因", max_length=500, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="批准延期",
    )

    excused_at = models.DateTimeField("免报时间", null=True, blank=True)
    excuse_reason = models.CharField("免报原因", max_length=500, blank=True)
    excused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="批准免报",
    )

    class Meta:
        abstract = True

    @property
    def due_on(self) -> date:
        return self.extended_until or self.period.due_on

    def is_locked(self, today: date | None = None) -> bool:
        """The period is locked, and no extension holds the lock off for this unit."""
        today = today or timezone.localdate()
        extended = self.extended_until is not None and today <= self.extended_until
        return self.period.is_locked(today) and not extended

    @property
    def is_excused(self) -> bool:
        """免报: no table is expected of the unit this time."""
        return self.excused_at is not None

    def is_late(self, today: date | None = None) -> bool:
        """First submitted after the day due then, or still not submitted past the day due now."""
        if self.is_excused:
            return False
        if self.first_submitted_at is not None:
            return timezone.localdate(self.first_submitted_at) > self.first_due_on
        return (today or timezone.localdate()) > self.due_on

    def days_left(self, today: date | None = None) -> int:
        """Whole days until the due day; negative when past."""
        return (self.due_on - (today or timezone.localdate())).days

    @transaction.atomic
    def extend(self, *, by, until, reason) -> None:
        """Grant this unit a later day (延期) to report by; it also holds off the period's lock."""
        require_permission(by, ALLOWS, "延期")
        self._lock()
        require_unexcused(self, "无需延期")
        if until <= self.period.due_on:
            raise ReasonMissing(f"延期日应晚于报送截止日 {day_of(self.period.due_on)}。")
        self.extended_until, self.extension_reason = until, required_reason(reason)
        self.extended_by = by
        self.save(update_fields=["extended_until", "extension_reason", "extended_by"])

    @property
    def is_excusable(self) -> bool:
        """Nothing that the unit reported stands, and it is expected to report."""
        return self.submission_id is None and not self.is_excused

    @transaction.atomic
    def excuse(self, *, by, reason, at=None) -> ExcuseChange:
        """Expect no table of this unit (免报), as when it ended after the period was opened.

        What was saved stays, and nothing more is taken in. No figure changes, so this and taking it
        back are possible after the lock too. Raises NotAllowed, ReasonMissing, or WrongState for a
        table that was reported: it is the unit's word, and stays.
        """
        require_permission(by, ALLOWS, "免报")
        self._lock()
        require_unexcused(self, "没有再次执行")
        if self.submission_id is not None:
            raise WrongState(f"{self.unit}已报送过{self.period}的统计表，不能免报。")
        reason = reason.strip().rstrip("。")  # stands in brackets everywhere
        return self._set_excuse(True, by, required_reason(reason, FOR_THE_RECORD), at)

    @transaction.atomic
    def take_back_excuse(self, *, by, reason, at=None) -> ExcuseChange:
        """Expect a table again (撤销免报), as it was saved before."""
        require_permission(by, ALLOWS, "撤销免报")
        self._lock()
        if not self.is_excused:
            raise WrongState(f"{self.unit}没有免报{self.period}的统计表，无需撤销。")
        return self._set_excuse(False, by, required_reason(reason, FOR_THE_RECORD), at)

    def _set_excuse(self, is_excused, by, reason, at) -> ExcuseChange:
        """No new version: what a clerk has on the screen is not stale, once it may be saved again."""
        change = ExcuseChange.record(
            report=self, is_excused=is_excused, reason=reason, by=by, at=at
        )
        now = (change.at, by, reason) if is_excused else (None, None, "")
        self.excused_at, self.excused_by, self.excuse_reason = now
        self.save(update_fields=["excused_at", "excused_by", "excuse_reason"])
        return change
