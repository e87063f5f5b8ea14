"""Opening a reporting period: who is expected to report in it becomes rows."""

from django.db import transaction
from django.utils import timezone

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit

from .case_row import CaseRow
from .report import Report


@transaction.atomic
def open_period(period: ReportingPeriod, *, at=None) -> int:
    """Create a blank report for each unit valid on the opening day; returns how many are new.

    From then on the expected set is frozen: a unit that has not reported is a row, not an
    absence. Opening again adds nothing and changes nothing; reports that are there already, of a
    period that was set back by hand, stay as they are.
    """
    locked = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    if locked.opened_at is not None:
        period.opened_at = locked.opened_at
        return 0
    units = ReportingUnit.objects.valid_on(locked.opens_on)
    Report.objects.bulk_create(
        [Report(period=locked, unit=unit) for unit in units],
        ignore_conflicts=True,
    )
    new = locked.reports.filter(rows=None)  # every older one has its rows
    CaseRow.objects.bulk_create(row for report in new for row in CaseRow.blank_rows(report))
    period.opened_at = at or timezone.now()
    period.save(update_fields=["opened_at"])
    return len(new)
