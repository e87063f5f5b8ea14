"""All that the table page shows of one report to one account, as HTML or as the autosave's answer."""

from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property

from . import sheet
from .errors import NotSubmittable, ReportError, StaleVersion
from .figures import Figures, show
from .forms import HEAD, TableForm
from .indicators import CELLS, NOTES
from .models import Report


@dataclass(frozen=True)
class Conflict:
    """An input where what was typed is not what is stored."""

    name: str
    label: str
    mine: str
    stored: str


class TablePage:
    """The page before saving, after saving, or after a refusal."""

    def __init__(self, report: Report, user, *, data=None, by_increment=False, attempt="保存"):
        self.report, self.user, self.attempt = report, user, attempt
        self.can_fill = report.can_be_filled_by(user)
        self.form = TableForm(report, data, lambda: self.previous) if data is not None else None
        self.asks_increment = by_increment or (data is not None and self.form.by_increment)
        self.error: ReportError | None = None

    @cached_property
    def last(self) -> Report | None:
        """The report of the last existing period; a plain save has no need of it."""
        return self.report.previous()

    @property
    def previous(self) -> Figures | None:
        return self.last and self.last.figures

    @property
    def by_increment(self) -> bool:
        """Cells show what is new; without an earlier period everything is."""
        return self.asks_increment and self.previous is not None

    @property
    def editable(self) -> bool:
        return self.can_fill and self.report.is_editable

    @property
    def can_withdraw(self) -> bool:
        return self.can_fill and self.report.is_withdrawable

    @property
    def filled_by(self) -> str:
        """The stored name, or the clerk's own to begin with."""
        own = self.user.get_full_name()[: Report.LONGEST_NAME] if self.editable else ""
        return self.report.filled_by or own

    @property
    def head(self) -> dict[str, str]:
        """What stands in the inputs above the table, as texts."""
        day = self.report.cut_off_on
        stored = {"cut_off_on": day.isoformat() if day else "", "filled_by": self.filled_by}
        return stored | {name: text for name, text in self._still_typed().items() if name in HEAD}

    @property
    def problems(self) -> dict[str, str]:
        return self.form.problems if self.form else {}

    @property
    def notes(self) -> tuple[str, ...]:
        """The official notes (1)–(4), printed under the table."""
        return NOTES

    @cached_property
    def findings(self):
        return self.report.findings(filled_by=self.filled_by, previous=self.previous)

    @property
    def sheet(self) -> sheet.Sheet:
        return sheet.prepare(
            self.report.figures,
            self.previous,
            typed=self._still_typed(),
            problems=self.problems,
            findings=self.findings if self.editable else (),
            by_increment=self.by_increment,
        )

    @property
    def problem_list(self) -> list[tuple[str, str, str]]:
        """(input name, how it is called, sentence) of what could not be read."""
        return [(name, _label(name), sentence) for name, sentence in self.problems.items()]

    @property
    def question(self) -> NotSubmittable | None:
        """The one thing left to confirm before the table can be submitted."""
        asks = isinstance(self.error, NotSubmittable) and not self.error.findings
        return self.error if asks else None

    @property
    def conflicts(self) -> list[Conflict]:
        """After a refusal: each input typed differently from what is stored."""
        if not self.form or isinstance(self.error, NotSubmittable) or self.error is None:
            return []
        stored = {name: show(self.report.figures[name]) for name in self.form.typed}
        mine = {name: show(self.form.figures[name]) for name in self.form.typed}
        mine |= {name: self.form.typed[name] for name in self.problems if name in CELLS}
        for name in HEAD:
            if name in self.form.data:
                mine[name] = str(self.form.value(name) or "")
                stored[name] = str(getattr(self.report, name) or "")
        return [
            Conflict(name, _label(name), mine[name], stored[name])
            for name in mine
            if mine[name] != stored[name]
        ]

    def _still_typed(self) -> dict[str, str]:
        """Texts that stand in their cells again: all after a refusal, else the unreadable ones."""
        if not self.form or not self.editable:
            return {}
        typed = self.form.typed | {
            name: self.form.data[name] for name in HEAD if name in self.form.data
        }
        if self.error is not None and not isinstance(self.error, NotSubmittable):
            return typed
        return {name: typed[name] for name in self.problems if name in typed}

    # --- The autosave's answers ------------------------------------------------------------------

    def saved_answer(self) -> dict:
        return {
            "version": self.report.version,
            "saved_at": f"{timezone.localtime(self.report.saved_at):%H:%M}",
            "problems": self.problems,
            "levels": sheet.levels(self.findings),
            "findings": render_to_string("statistics/_findings.html", {"page": self}),
        }

    def refused_answer(self) -> dict:
        """`current` lets the browser see whether the newer table is its own, whose answer got lost."""
        answer = {"message": self.error.message, "version": self.report.version}
        if isinstance(self.error, StaleVersion):
            answer["current"] = self.report.figures.as_text() | {
                name: str(getattr(self.report, name) or "") for name in HEAD
            }
            answer["conflict"] = render_to_string("statistics/_conflict.html", {"page": self})
        return answer


def _label(name: str) -> str:
    others = {"cut_off_on": "统计截止日", "filled_by": "填报人"}
    return others[name] if name in others else CELLS[name].label
