"""What does not hold in a report, what was written about it, and what became of what was asked."""

from django.db import models
from django.utils.functional import cached_property

from .. import checks, explanations
from ..explanations import Answer, Correction, Explanation
from ..figures import Figures
from ..remarks import FollowUp, follow_up
from .campaign import ReportingPeriod
from .edition import Edition


class Examined(models.Model):
    """The part of Report that answers for its figures."""

    class Meta:
        abstract = True

    @cached_property
    def reported_figures(self) -> Figures:
        """What the unit answers for: while it is being corrected, what was last reported."""
        if self.is_with_city:
            return self.figures
        return self.editions.submitted().last().figures

    @property
    def explained(self) -> dict[str, Explanation]:
        """What was written about relations that do not hold, by Finding.key."""
        return {key: Explanation.from_json(each) for key, each in self.explanations.items()}

    def answers(self, earlier: list, *, filled_by=None, written=None) -> list[Answer]:
        """All that does not hold in the table as it stands, each with what was written about it.

        `earlier` are those of earlier(); `filled_by` and `written` are about to be stored.
        """
        table = self.table([each.reported_figures for each in earlier], filled_by=filled_by)
        written = self.explained if written is None else written
        last = earlier[-1].explained if earlier else {}
        last = {key: each for key, each in last.items() if each.says}  # what was submitted
        return explanations.answers(table, checks.check(table), written, last)

    def findings(self, earlier: list[Figures] = (), **about_to_be) -> list[checks.Finding]:
        """All that does not hold, the gravest first.

        `earlier` are the unit's reported tables of the year before this period, the oldest first.
        """
        return checks.check(self.table(earlier, **about_to_be))

    def table(
        self, earlier: list[Figures] = (), *, figures=None, cut_off_on=None, filled_by=None
    ) -> checks.Table:
        """What the relations look at; the named values in place of those that are stored."""
        return checks.Table(
            figures=figures or self.figures,
            cut_off_on=cut_off_on or self.cut_off_on,
            first_day=self.period.first_day,
            last_day=self.period.ends_on,
            filled_by=filled_by or self.filled_by,
            previous=earlier[-1] if earlier else None,
            earlier=tuple(earlier),
            rules=self.period.campaign.form_rules,
        )

    @property
    def has_newer_rules(self) -> bool:
        """The city has changed the rules since this was submitted; a query if they ever were."""
        campaign = self.period.campaign
        if campaign.form_version == 1 or self.submitted_at is None:
            return False
        return campaign.rule_changes.filter(at__gt=self.submitted_at).exists()

    def corrected_later(self) -> list[tuple[ReportingPeriod, Correction]]:
        """更正上期: figures of this table that the next reported one of the year says were wrong."""
        reported = type(self).objects.reported()
        later = reported.filter(
            unit=self.unit_id,
            period__campaign=self.period.campaign_id,
            period__quarter__gt=self.period.quarter,
        )
        next_one = later.select_related("period__campaign").order_by("period__quarter").first()
        if next_one is None:
            return []
        return [(next_one.period, each) for each in explanations.corrections(next_one.explained)]

    def follow_up(self, editions: list[Edition]) -> FollowUp | None:
        """What became of the last return's remarks; None when nothing was given back.

        `editions` are the report's own, in any order.
        """
        given_back = [each for each in editions if each.event in Edition.GIVEN_BACK]
        if not given_back:
            return None
        last = max(given_back, key=lambda edition: edition.number)
        return follow_up(last.remarks, last.figures, self.figures)


def recall_reported(reports: list[Examined]) -> None:
    """Put reported_figures in place for many; one query, and none when all are with the city."""
    others = {report.pk: report for report in reports if not report.is_with_city}
    if not others:
        return
    for edition in Edition.objects.submitted().filter(report__in=others).order_by("number"):
        others[edition.report_id].reported_figures = edition.figures  # the latest one stays
