"""A report before the relations: what it answers for, what of it does not hold, what was said of that."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from ..checks import explanations
from ..checks.evaluate import check
from ..checks.explanations import Answer, Explanation
from ..checks.findings import Finding, LaterTable, Table
from ..checks.head import usual_cut_off
from ..checks.rules import Rules
from ..form.figures import Figures
from .form_rules import rules_in_force


class Checked(models.Model):
    """The part of Report that is held against the relations."""

    class Meta:
        abstract = True

    @cached_property
    def reported_figures(self) -> Figures:
        """What the unit answers for: while it is being corrected, what it last reported."""
        return self.figures if self.is_with_city else self.submission.figures

    @property
    def explained(self) -> dict[str, Explanation]:
        """What was written about relations that do not hold, by Finding.key."""
        return {key: Explanation.from_json(each) for key, each in self.explanations.items()}

    def answers(self, earlier: list, later: list, *, written=None, **about_to_be) -> list[Answer]:
        """All that does not hold in the table as it stands, each with what was written about it.

        `earlier` and `later` are those of around(); `written` and what table() takes are about to
        be stored.
        """
        before = [each.reported_figures for each in earlier]
        table = self.table(before, [each.as_later for each in later], **about_to_be)
        written = self.explained if written is None else written
        last = earlier[-1].explained if earlier else {}
        last = {key: each for key, each in last.items() if each.says}  # what was submitted
        standing = {} if not earlier or earlier[-1].included else last
        return explanations.answers(table, check(table), written, last, standing)

    def findings(
        self, earlier: list[Figures] = (), later: list[LaterTable] = (), **about_to_be
    ) -> list[Finding]:
        """All that does not hold, the gravest first.

        `earlier` and `later` are the unit's other reported tables of the year, the oldest first.
        """
        return check(self.table(earlier, later, **about_to_be))

    def table(
        self,
        earlier: list[Figures] = (),
        later: list[LaterTable] = (),
        *,
        figures=None,
        cut_off_on=None,
        filled_by=None,
        by_increment=None,
        today=None,
    ) -> Table:
        """What the relations look at; the named values in place of those that are stored.

        `by_increment`: a blank says that nothing is new, which needs a table before; None: as the draft
        is filled in. It is judged as of `today`; while the city has it, that is the day it was submitted.
        """
        figures, previous = figures or self.figures, earlier[-1] if earlier else None
        by_increment = self.by_increment if by_increment is None else by_increment
        carries = by_increment and previous is not None
        return Table(
            figures=figures.carried(previous) if carries else figures,
            carried=frozenset(figures.blank_flows if carries else ()),
            unfilled=frozenset(figures.blank_stocks if carries else ()),
            cut_off_on=cut_off_on or self.cut_off_on,
            first_day=self.period.first_day,
            last_day=self.period.ends_on,
            filled_by=filled_by or self.filled_by,
            previous=previous,
            earlier=tuple(earlier),
            later=tuple(later),
            name=self.period.get_quarter_display(),
            rules=self.rules,
            today=today or timezone.localdate(self.submitted_at if self.is_with_city else None),
        )

    def usual_cut_off(self, today: date | None = None) -> date | None:
        """The 统计截止日 to begin with, where the unit has stated none; None: it is asked for."""
        today = today or timezone.localdate()
        return usual_cut_off(self.period.ends_on, today, self.rules)

    @property
    def rules(self) -> Rules:
        """The rules in force in this year's form."""
        return rules_in_force(self.period.campaign)

    @property
    def has_newer_rules(self) -> bool:
        """The city has changed the rules since this was submitted; a query if they ever were."""
        if self.rules.version == 1 or self.submitted_at is None:
            return False
        return self.period.campaign.rule_changes.filter(at__gt=self.submitted_at).exists()
