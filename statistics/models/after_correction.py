"""上期已更正，待复核: what a correction leaves on the later tables of its year, until it is dealt with.

An earlier table approved anew with other flows, higher or lower, marks every later reported one of
the unit and year that was not held against them yet; that of a unit that ended also those of others
that include it. The mark goes when the reviewer confirms the
table with a reason, or approves one that was reported after the correction. A marked table counts.
"""

from django.db import models, transaction
from django.utils import timezone

from units.models import ReportingUnit

from ..errors import WrongState
from .answering import lineages_of
from .edition import Edition
from .lineage import onward
from .requirements import (
    require_latest_edition,
    require_permission,
    require_second_person,
    required_reason,
)
from .steps import Steps

MARK = "上期已更正，待复核"
CONFIRM = "复核无误"


class AfterCorrection(Steps):
    """The part of Report that is marked by corrections of earlier tables."""

    corrected_before = models.ForeignKey(
        "statistics.Edition",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=MARK,
        help_text="审核通过了上期更正数的版本；已复核的为空。",
    )

    class Meta:
        abstract = True

    @property
    def mark(self) -> str:
        """上期已更正，待复核, or "" for a table that needs no second look."""
        return MARK if self.corrected_before_id else ""

    @property
    def is_confirmable(self) -> bool:
        """Marked, and with the city; one that is being corrected comes to be reviewed anyway."""
        return self.mark != "" and self.is_with_city

    @transaction.atomic
    def confirm_after_correction(self, *, by, edition, reason, at=None) -> Edition:
        """Say that the table is right although an earlier one was corrected (复核无误).

        The state stays; `edition` is what the reviewer saw. Raises WrongState for a table that is
        not marked or is being corrected, NotAllowed, StaleEdition, ReasonMissing.
        """
        require_permission(by, "statistics.review_report", CONFIRM)
        self._lock()
        require_confirmable(self)
        require_second_person(self, by)
        require_latest_edition(self, edition, CONFIRM)
        reason = required_reason(
            reason, "请写明复核的依据，例如核对了哪些案卷、为什么本表不用更正。"
        )
        self.corrected_before = None
        self._save("corrected_before")
        return self._record(Edition.Event.CONFIRMED, by, at or timezone.now(), reason=reason)

    # --- Steps of an approval ----------------------------------------------------------------------

    def _lock_with_later(self) -> None:
        """Lock this and the later tables of the year that it may mark, by key in one order.

        Issuing and taking over lock in that order too, so that nobody waits in a circle.
        """
        periods = self.period.campaign.periods.filter(quarter__gte=self.period.quarter)
        units = {self.unit_id, *self._onward()}
        type(self).objects.filter(unit__in=units, period__in=periods).lock()

    def _onward(self) -> set[int]:
        """The units that this one went into, and these in turn; no query while it goes on."""
        if self.unit.valid_to is None:
            return set()
        return onward(ReportingUnit.objects.succession_graph(), self.unit_id)

    def _unmark_if_reported_since(self) -> None:
        """What was reported after the correction had been approved was held against it."""
        if self.mark and self._last_submission().pk > self.corrected_before_id:
            self.corrected_before = None

    def _mark_later(self, approval: Edition) -> None:
        """Mark the later tables if `approval` accepts other flows than the last one did.

        Not those that were reported after the corrected figures had been: their own relations have
        looked back at these.
        """
        approvals = self.editions.filter(event=Edition.Event.APPROVED, number__lt=approval.number)
        before = approvals.last()
        if before is None or not approval.figures.flow_changes(before.figures):
            return
        corrected = self._last_submission()
        later = [*self.later(), *self._later_that_include_it()]
        marked = [each.pk for each in later if each._last_submission().pk < corrected.pk]
        type(self).objects.filter(pk__in=marked).update(corrected_before=approval)

    def _later_that_include_it(self) -> list:
        """Others' reported tables after this one that have its unit's figures."""
        units = self._onward()
        if not units:
            return []
        later = (
            type(self)
            .objects.reported()
            .with_place()
            .filter(
                unit__in=units,
                period__campaign=self.period.campaign_id,
                period__quarter__gt=self.period.quarter,
            )
        )
        known = lineages_of(list(later))
        return [each for each in later if known[each.pk].includes(self.unit_id)]

    def _last_submission(self) -> Edition:
        return self.editions.submitted().last()


def require_confirmable(report) -> None:
    if not report.mark:
        raise WrongState(f"这张表没有“{MARK}”的标记，可能已经复核过，没有执行“{CONFIRM}”。")
    if not report.is_with_city:
        raise WrongState(f"这张表正在由填报单位更正，报送后随审核一并处理，不能{CONFIRM}。")
