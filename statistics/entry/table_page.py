"""All that the table page shows of one report to one account."""

import json
from collections.abc import Mapping
from datetime import date as day

from django.template.defaultfilters import date
from django.utils import timezone
from django.utils.functional import cached_property

from units.kept_copies import copy_key

from ..checks.explanations import Answer, Explanation
from ..checks.findings import Finding
from ..checks.limits import Level
from ..checks.remarks import Remark
from ..errors import Clash, NotReworked, NotSubmittable, ReportError, Unseen
from ..form.figures import Figures
from ..models import Report, Status
from ..models.blanks import Blanks
from ..models.drafting import HEAD
from ..models.lineage import Earlier
from ..models.year_around import Around
from . import marks, sheet
from .base import stored_texts
from .conflicts import Conflict, find_conflicts, find_unseen, label
from .days import moment_text
from .deadline import deadline
from .inclusions import MEASURED, Asked, asked, measured, measured_from
from .left_over import LeftOver
from .places import Told, tell
from .refusal import Kind, Refusal
from .table_form import TableForm

SUBMIT = "报送"
UNKNOWN = "?"  # of an undecided conflict whose base nobody said: no input ever held that
SAVED = (NotSubmittable, NotReworked)  # refusals before which everything typed was stored


class TablePage:
    """The page before saving, after saving, or after a refusal."""

    def __init__(
        self,
        report: Report,
        user,
        *,
        data=None,
        by_increment: bool | None = None,
        checked=False,
        attempt="保存",
        left: LeftOver | None = None,
        today=None,
    ):
        """`data` was posted, or `left` for this page by a refusal; `by_increment` None: as the draft is
        filled in."""
        self.report, self.user, self.attempt = report, user, left.attempt if left else attempt
        self.today = today or timezone.localdate()
        self.can_fill = report.can_be_filled_by(user)
        self.left, self.is_led_back = left, left is not None
        self.form = None
        data = left.texts if left else data
        if data is not None:
            last, asked = self._last_as_shown, lambda: self.known.asked
            self.form = TableForm(report, data, last, asked, self.offered)
        if by_increment is None:
            remembered = self.editable and report.by_increment
            by_increment = remembered if self.form is None else self.form.by_increment
        self.asks_increment = by_increment
        self.asks_check = checked or (data is not None and data.get("checked") == "on")
        self.shows_last_year = False
        self.error: ReportError | None = None

    @cached_property
    def known(self) -> Around:
        """The year's tables around this one; a plain save has no need of them."""
        return self.report.look_around()

    @cached_property
    def around(self) -> tuple[list[Earlier], list[Report]]:
        """What it is held against by the answers that are stored, and the tables after it. Not to be
        looked at before the answers that were posted are in."""
        return self.known.earlier(self.report.answered), self.known.later

    @property
    def last(self) -> Earlier | None:
        """The last existing period."""
        return (self.around[0] or [None])[-1]

    def _last_as_shown(self) -> Earlier | None:
        """The same as the page had it on which the form was filled in: increments are new since that."""
        shown = self.report.answered
        if MEASURED in self.form.data:
            shown = measured_from(self.form.data[MEASURED], self.known.asked)
        return (self.known.earlier(shown) or [None])[-1]

    @property
    def previous(self) -> Figures | None:
        return self.last and self.last.reported_figures

    @cached_property
    def last_year(self) -> Figures | None:
        """What was reported of the same quarter a year ago; two queries, none where it is not shown."""
        return self.report.same_quarter_last_year() if self.shows_last_year else None

    @property
    def last_year_name(self) -> str:
        period = self.report.period
        return f"{period.year - 1}年{period.get_quarter_display()}"

    @property
    def by_increment(self) -> bool:
        """Cells show what is new; without an earlier period everything is."""
        return self.asks_increment and self.previous is not None

    @property
    def blanks(self) -> Blanks:
        """What was said of them, so far; 沿用上期累计 of the 上期 that they now stand for, or not at all."""
        data = self.form.data if self.form else {}
        is_carried = self.asks_increment and data.get("blank_as_previous") == "on"
        return Blanks(
            self.asks_increment,
            as_zero=data.get("blank_as_zero") == "on",
            as_previous=is_carried and data.get(MEASURED, self.measured) == self.measured,
            zero_report=data.get("zero_report") == "on",
        )

    @property
    def entry(self) -> TableForm.Entry:
        return TableForm.Entry.INCREMENT if self.by_increment else TableForm.Entry.CUMULATIVE

    @property
    def entries(self) -> list[TableForm.Entry]:
        """The ways of filling in that it can be switched to."""
        return list(TableForm.Entry)

    @property
    def deadline(self) -> str:
        return deadline(self.report, self.today)

    @property
    def reported(self) -> str:
        """Who reported it and when, and since when it is approved; "" before it was reported."""
        report = self.report
        if report.submitted_at is None:
            return ""
        at = moment_text(report.submitted_at, self.today)
        zero = "（零报告）" if report.is_zero_report else ""
        reviewed = ""
        if report.status == Status.APPROVED:
            reviewed = f"，{moment_text(report.reviewed_at, self.today)} 审核通过"
        return f"{report.submitted_by.display_name} 于 {at} 报送{zero}{reviewed}"

    @property
    def editable(self) -> bool:
        return self.can_fill and self.report.is_editable

    @property
    def can_withdraw(self) -> bool:
        return self.can_fill and self.report.is_withdrawable

    @property
    def offered(self) -> dict[str, str | day | None]:
        """What stands in the head to begin with, where nothing is stored: the clerk's own name, the
        usual day."""
        if not self.editable:
            return {"filled_by": "", "cut_off_on": None}
        own = self.user.get_full_name()[: Report.LONGEST_NAME]
        return {"filled_by": own, "cut_off_on": self.report.usual_cut_off(self.today)}

    @property
    def filled_by(self) -> str:
        """The stored name, or the one that is offered."""
        return self.report.filled_by or self.offered["filled_by"]

    @property
    def cut_off_on(self) -> day | None:
        """The stored day, or the one that is offered, unless something else was typed."""
        is_typed = self.form is not None and "cut_off_on" in self.form.data
        if self.report.cut_off_on or is_typed:
            return self.report.cut_off_on
        return self.offered["cut_off_on"]

    @property
    def cut_off_text(self) -> str:
        """The day in words, for whoever only reads."""
        return date(self.cut_off_on, "n月j日") or "（未填）"

    @property
    def head(self) -> dict[str, str]:
        """What stands in the inputs above the table, as texts."""
        day = self.cut_off_on
        stored = {
            "cut_off_on": day.isoformat() if day else "",
            "filled_by": self.filled_by,
            "reply": self.report.reply,
        }
        return stored | {name: text for name, text in self._still_typed.items() if name in HEAD}

    @property
    def head_marks(self) -> dict[str, marks.Mark]:
        """Of the same inputs, by name."""
        return marks.of_head(HEAD, self.problems, self.findings)

    @property
    def problems(self) -> dict[str, str]:
        return self.form.problems if self.form else {}

    @cached_property
    def answers(self) -> list[Answer]:
        """What does not hold, each with what was written about it, as far as it is worth saying.

        Nobody is told what is missing in cells that are still to be filled in, until they ask to
        submit.
        """
        return [answer for answer in self._all_answers if self.is_checked or self._is_due(answer)]

    @cached_property
    def _all_answers(self) -> list[Answer]:
        return self.report.answers(
            *self.around,
            written=self._written,
            filled_by=self.filled_by,
            cut_off_on=self.cut_off_on,
            by_increment=self.editable
            and self.blanks.judged_as_carried(self.report.figures, self.previous),
            today=self._judged_on,
        )

    @property
    def _judged_on(self) -> day | None:
        """None while the city has it: what counts is when it was submitted."""
        return None if self.report.is_with_city else self.today

    def _is_due(self, answer: Answer) -> bool:
        figures, finding = self.report.figures, answer.finding
        if finding.cells == ("cut_off_on",) and self.cut_off_on is None:
            return False
        rests_on_blank = any(
            figures[name] is None for name in finding.cells if name in figures.cells
        )
        is_written = not self._written.get(answer.key, Explanation()).is_blank
        return finding.level is Level.MANDATORY or is_written or not rests_on_blank

    @property
    def is_checked(self) -> bool:
        """The clerk has asked to submit, now or before."""
        return self.is_asked_for or self.report.is_given_back

    @property
    def is_asked_for(self) -> bool:
        return self.asks_check or self.attempt == SUBMIT

    @property
    def findings(self) -> list[Finding]:
        return [answer.finding for answer in self.answers]

    @cached_property
    def told(self) -> Mapping[str, Told]:
        """What is told of the draft, by the place where it stands."""
        return tell(
            problems=[(name, label(name), sentence) for name, sentence in self.problems.items()],
            readings=self.readings,
            answers=self.answers,
            unneeded=self._unneeded,
        )

    @property
    def open(self) -> list[tuple[int, str]]:
        """What stands in the way of a submission, in the page's order (Told.open)."""
        return [each for told in self.told.values() for each in told.open]

    @property
    def led_to(self) -> str:
        """The id at which the page begins that a refusal led to; "" where it begins at its top."""
        is_blocked = self.refusal is not None and self.refusal.kind == Kind.FINDINGS
        if not self.open or not self.is_led_back:
            return ""
        return self.gravest if is_blocked or not self.refusal else ""

    @property
    def gravest(self) -> str:
        """The id of the first of the gravest among what is open."""
        return min(self.open, key=lambda each: each[0], default=(0, ""))[1]

    @property
    def _unneeded(self) -> list[str]:
        """Keys of what was explained though everything holds there."""
        firing, written = {answer.key for answer in self._all_answers}, self._written
        return [key for key, each in written.items() if key not in firing and not each.is_blank]

    @property
    def _written(self) -> dict[str, Explanation]:
        """The explanations with what was typed and could not be stored."""
        return self.form.written(self._still_typed) if self.form else self.report.explained

    @property
    def is_with_nothing_new(self) -> bool:
        """Nothing was filled in yet, so that last period's figures can stand again."""
        return self.last is not None and self.report.figures.is_empty

    @cached_property
    def remarks(self) -> list[Remark]:
        """What the city remarked at single cells, while the unit is to answer it."""
        if not self.report.is_given_back:
            return []
        return [Remark(**each) for each in self.report.remarks]

    @property
    def explanations(self) -> list[Explanation]:
        """Those that were submitted, for whoever only reads."""
        if self.editable:
            return []
        return [each for each in self.report.explained.values() if each.says]

    @property
    def sheet(self) -> sheet.Sheet:
        return sheet.prepare(
            self.report.figures,
            self.previous,
            last_year=self.last_year,
            typed=self._still_typed,
            problems=self.problems,
            findings=self.findings if self.editable else (),
            remarks=self.remarks,
            by_increment=self.by_increment,
            is_draft=not self.report.is_with_city,
            told=self.told if self.editable else {},
        )

    @property
    def readings(self) -> list[tuple[str, str, str]]:
        """(input name, how it is called, sentence) of what was read as something else than typed."""
        read = self.form.readings if self.form else {}
        return [(name, label(name), sentence) for name, sentence in read.items()]

    @property
    def refusal(self) -> Refusal | None:
        """Of this request, or of the one that led here."""
        if self.error is not None:
            return Refusal.of(self.error)
        return self.left and self.left.refusal

    @property
    def is_clash(self) -> bool:
        """All was saved but the conflicts."""
        return isinstance(self.error, Clash)

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """After a refusal: each input that was changed here and is stored differently."""
        if not self.form or isinstance(self.error, SAVED) or self.error is None:
            return []
        return find_conflicts(self.form, self.report, self.known.asked, self.user)

    @cached_property
    def unseen(self) -> list[Conflict]:
        """What was changed elsewhere, and the clerk had not before them when they submitted."""
        merged = self.form and self.form.merged
        if merged is None or merged.is_current or not self.editable:
            return []
        return find_unseen(self.form, self.report, self.known.asked, self.user)

    def require_seen(self) -> None:
        """Raise Unseen unless the page that was posted held what is stored."""
        if self.unseen:
            raise Unseen(len(self.unseen))

    @property
    def base(self) -> str:
        """What the page is built on, for it to hand back; an undecided conflict keeps its own."""
        texts = stored_texts(self.report, self.known.asked)
        undecided = {each.name: self.form.base.text(each.name) for each in self.conflicts}
        known = {name: UNKNOWN if text is None else text for name, text in undecided.items()}
        return json.dumps(texts | known, ensure_ascii=False, separators=(",", ":"))

    @property
    def inclusions(self) -> list[Asked]:
        """What is asked of units that ended, with the answers so far."""
        if not self.editable:
            return []
        return asked(self.known.lineage, self.report.answered, self._still_typed)

    @property
    def copy_key(self) -> str:
        """What this account's browser locks up unsaved texts with."""
        return copy_key(self.user)

    @property
    def measured(self) -> str:
        """Whose figures are in 上期 by these answers; see inclusions.py."""
        return measured(self.report.answered, self.known.asked)

    @cached_property
    def _still_typed(self) -> dict[str, str]:
        """What was typed and could not be stored, by input name: it stands in its input again."""
        if not self.form or not self.editable:
            return {}
        left = [*self.problems, *(each.name for each in self.conflicts)]
        return {name: self.form.data[name] for name in left if name in self.form.data}
