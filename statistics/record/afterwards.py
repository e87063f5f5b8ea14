"""What became of a table later on: of the city's remarks, and of figures that were wrong."""

from dataclasses import dataclass

from campaigns.models import ReportingPeriod

from ..checks.explanations import Correction, corrections
from ..checks.remarks import FollowUp, follow_up
from ..models import Edition, Report
from ..models.edition import Change, changes, standing


def corrected_later(report: Report) -> list[tuple[ReportingPeriod, Correction]]:
    """更正上期: figures of this table that the next reported one of the year says were wrong."""
    later = Report.objects.reported().filter(
        unit=report.unit_id,
        period__campaign=report.period.campaign_id,
        period__quarter__gt=report.period.quarter,
    )
    next_one = later.select_related("period__campaign").order_by("period__quarter").first()
    if next_one is None:
        return []
    return [(next_one.period, each) for each in corrections(next_one.explained)]


def followed_up(report: Report, editions: list[Edition]) -> FollowUp | None:
    """What became of the last return's remarks; None when nothing was given back.

    `editions` are the report's own, in any order.
    """
    given_back = [each for each in standing(editions) if each.event in Edition.GIVEN_BACK]
    if not given_back:
        return None
    last = max(given_back, key=lambda edition: edition.number)
    return follow_up(last.remarks, last.figures, report.figures)


@dataclass(frozen=True)
class CorrectedBefore:
    """The correction of an earlier table that this one is marked with, and is to be held against."""

    approval: Edition
    changes: list[Change]  # of its flows
    is_of_another: bool = False  # of a unit that ended and is included

    @property
    def period(self) -> ReportingPeriod:
        return self.approval.report.period

    @property
    def name(self) -> str:
        """一季度; of a unit that ended 原××局一季度."""
        whose = f"原{self.approval.report.unit.name}" if self.is_of_another else ""
        return f"{whose}{self.period.get_quarter_display()}"


def corrected_before(report: Report) -> CorrectedBefore | None:
    """What the mark of `report` is about; None where there is none. Three queries.

    Changes are told against the version of the earlier table that was approved when this one was
    last reported, so that of two corrections in a row none is left out.
    """
    if not report.mark:
        return None
    people = ("by", "report__unit", "report__period__campaign")
    approval = Edition.objects.select_related(*people).get(pk=report.corrected_before_id)
    approved = Edition.objects.filter(report=approval.report_id, event=Edition.Event.APPROVED)
    before = approved.filter(number__lt=approval.number).order_by("number")
    old = _approved_before(list(before), report.editions.submitted().last()).figures
    flows = set(approval.figures.flow_changes(old))
    told = [each for each in changes(old, approval.figures) if each.cell in flows]
    return CorrectedBefore(approval, told, approval.report.unit_id != report.unit_id)


def _approved_before(approvals: list[Edition], submission: Edition) -> Edition:
    """The last one that was made before `submission`, or where it came first, the first of all."""
    known = [each for each in approvals if each.pk < submission.pk]
    return known[-1] if known else approvals[0]
