"""延期、免报: what the city allows one unit, and what the period's days then ask of its report."""

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from ..errors import ReasonMissing
from .requirements import day_of, require_permission, required_reason
from .steps import Steps


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

    def is_late(self, today: date | None = None) -> bool:
        """First submitted after the day due then, or still not submitted past the day due now."""
        if self.first_submitted_at is not None:
            return timezone.localdate(self.first_submitted_at) > self.first_due_on
        return (today or timezone.localdate()) > self.due_on

    def days_left(self, today: date | None = None) -> int:
        """Whole days until the due day; negative when past."""
        return (self.due_on - (today or timezone.localdate())).days

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
