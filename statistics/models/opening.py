"""Opening a reporting period: who is expected to report in it becomes rows. A unit added later."""

from django.db import models, transaction
from django.utils import timezone

from campaigns.models import ReportingPeriod
from units.acts import Act
from units.models import ReportingUnit

from ..errors import WrongState
from .case_row import CaseRow
from .report import Report
from .requirements import day_of, require_permission, required_reason

ADDS = "campaigns.change_reportingperiod"  # who opens a period adds to it


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


class UnitAdded(Act):
    """增加报送单位: a unit was added to a period that had been opened without it."""

    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="units_added", verbose_name="报告期"
    )
    unit = models.ForeignKey(
        ReportingUnit, models.PROTECT, related_name="+", verbose_name="报送单位"
    )
    unit_code = models.CharField("当时的单位代码", max_length=12)
    unit_name = models.CharField("当时的单位名称", max_length=60)
    reason = models.CharField("原因", max_length=500)

    class Meta(Act.Meta):
        verbose_name = verbose_name_plural = "增加报送单位记录"

    def __str__(self):
        return f"增加{self.unit_name}（{self.unit_code}）"


def units_to_add(period: ReportingPeriod):
    """Units that are there on the quarter's last day and have no table of it.

    One that ended before is not expected to report any more, whenever the period was opened.
    """
    there = ReportingUnit.objects.valid_on(period.ends_on)
    return there.exclude(pk__in=period.reports.order_by().values("unit"))


@transaction.atomic
def add_unit(period: ReportingPeriod, unit: ReportingUnit, *, by, reason, at=None) -> Report:
    """Expect a table of `unit` too, in a period that is open; returns the blank report.

    Raises NotAllowed, ReasonMissing, or WrongState with a sentence, and changes nothing, before the
    period is open, for a unit that is not there at the quarter's end, and where it has a table.
    """
    require_permission(by, ADDS, "增加报送单位")
    locked = ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    unit = ReportingUnit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    _require_addable(locked, unit)
    reason = required_reason(reason, "请写明增加的原因，例如依据的文件，以备日后查核。")
    report = Report.objects.create(period=locked, unit=unit)
    CaseRow.objects.bulk_create(CaseRow.blank_rows(report))
    called = {"unit_code": unit.code, "unit_name": unit.name}
    UnitAdded.record(period=locked, unit=unit, **called, reason=reason, by=by, at=at)
    return report


def _require_addable(period: ReportingPeriod, unit: ReportingUnit) -> None:
    if period.opened_at is None:
        raise WrongState(f"{period}尚未开启，开启时按开启日在用的单位确定，无需单独增加。")
    if period.reports.filter(unit=unit).exists():
        raise WrongState(f"{unit}已有{period}的统计表，没有重复增加。")
    if unit.valid_to and unit.valid_to < period.ends_on:
        raise WrongState(
            f"{unit}于 {day_of(unit.valid_to)}停用，早于本期最后一日，不能加入{period}。"
        )
    if unit.valid_from and unit.valid_from > period.ends_on:
        raise WrongState(
            f"{unit}自 {day_of(unit.valid_from)}起启用，晚于本期最后一日，不能加入{period}。"
        )
