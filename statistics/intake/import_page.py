"""All that the import page shows: before a file was chosen, what it would change, what was refused."""

from dataclasses import dataclass, replace
from functools import cached_property

from units.models import ReportingUnit
from units.names import UnitNames

from ..checks.evaluate import blocking
from ..checks.findings import Finding
from ..entry.sheet import Sheet
from ..errors import NotAllowed, ReportError
from ..form.indicators import CELLS, COLUMNS, TOTAL_LABEL
from ..models import Report, take_over
from ..workbooks.gate.refusals import Refused
from ..workbooks.reading.problems import Problem
from .offer import Offer
from .preview import preview, untaken
from .upload import Upload

LABELS = {
    **{name: cell.label for name, cell in CELLS.items()},
    **{f"total-{column.key}": f"{TOTAL_LABEL} · {column.name}" for column in COLUMNS},
    "cut_off_on": "统计截止日",
}


class NotConfirmed(ReportError):
    """The workbook does not say whose it is, and the person has not said so either."""

    status = 422


@dataclass(frozen=True)
class Line:
    """A problem or a note as it is listed: where, what it is about, and what to do."""

    place: str
    target: str  # the element of the page that it is about, or ""
    label: str
    sentence: str


class ImportPage:
    """The way of one workbook into one draft; nothing is stored before take_over().

    `upload` is the file once there is one, `offer` what it would change once it could be read.
    """

    def __init__(self, report: Report, user):
        self.report, self.user = report, user
        self.upload: Upload | None = None
        self.offer: Offer | None = None
        self.error: ReportError | None = None

    # --- What is done ----------------------------------------------------------------------------

    def require_clerk(self) -> None:
        """Raise NotAllowed for all but the unit's clerks: the city has a page of its own."""
        if not self.report.can_be_filled_by(self.user):
            raise NotAllowed(f"只有{self.report.unit}的填报员可以在这里导入。")

    def require_open(self) -> None:
        """Raise WrongState unless the draft may be written now."""
        self.report.require_open_to(self.user, version=self.report.version)

    def look_at(self, upload: Upload) -> None:
        """Read the file and compare it with the draft as it is now.

        Raises Refused when it cannot be read, or says itself that it is another table.
        """
        self.upload = upload
        units = ReportingUnit.objects.filter(reports__period=self.report.period)
        earlier, later = self.report.around()
        offer = Offer(
            self.report,
            upload.read(),
            UnitNames(units),
            tuple(each.reported_figures for each in earlier),
            tuple(each.as_later for each in later),
        )
        if against := offer.contradictions:
            raise Refused(against[0].code, "".join(problem.message for problem in against))
        self.offer = offer

    def take_over(self, *, version: int, is_confirmed: bool) -> None:
        """Put the figures into the draft that was seen at `version`, and keep the file.

        Raises ReportError; then nothing was stored.
        """
        if not (self.offer.is_certain or is_confirmed):
            raise NotConfirmed("请先核对单位和报告期，在页面下方勾选确认，再填入。")
        entry = self.offer.entry(self.upload.name, self.upload.content, version=version)
        if refusals := take_over([entry], by=self.user):
            raise refusals[self.report.pk]

    def refuse(self, error: ReportError, report: Report) -> None:
        """Show what was refused, beside the draft as `report` now has it."""
        self.error, self.report = error, report
        if self.offer:
            self.offer = replace(self.offer, report=report)

    # --- What is shown ---------------------------------------------------------------------------

    @property
    def status(self) -> int:
        return self.error.status if self.error else 200

    @property
    def editable(self) -> bool:
        return self.report.can_be_filled_by(self.user) and self.report.is_editable

    @property
    def can_take_over(self) -> bool:
        return self.editable and (self.changed > 0 or self.is_cut_off_changed)

    @property
    def needs_confirmation(self) -> bool:
        """The workbook does not say whose it is, and of when; then the person has to."""
        return self.can_take_over and not self.offer.is_certain

    @property
    def changed(self) -> int:
        """How many cells would hold something else."""
        return len(self.offer.changed)

    @property
    def cleared(self) -> int:
        return len(self.offer.cleared)

    @cached_property
    def untaken(self) -> int:
        return len(untaken(self.offer))

    @property
    def is_cut_off_changed(self) -> bool:
        return self.offer.cut_off_on != self.report.cut_off_on

    @property
    def filled_by(self) -> str:
        return self.report.filled_by or self.user.get_full_name()[: Report.LONGEST_NAME]

    @property
    def sheet(self) -> Sheet:
        return preview(self.offer, filled_by=self.filled_by)

    @property
    def findings(self) -> list[Finding]:
        """What cannot be true; what is to be explained has its place on the table's page."""
        return blocking(self._all_findings)

    @property
    def to_explain(self) -> int:
        """How many places will have to be explained."""
        return sum(finding.is_to_explain for finding in self._all_findings)

    @cached_property
    def _all_findings(self) -> list[Finding]:
        return self.offer.findings(filled_by=self.filled_by)

    @property
    def problems(self) -> list[Line]:
        return [_line(problem) for problem in self.offer.reading.errors]

    @property
    def notes(self) -> list[Line]:
        return [_line(problem) for problem in self.offer.reading.notes]

    @property
    def time_read(self) -> str:
        """The 统计时间 that the workbook was understood to have; "" when it has none."""
        span = self.offer.reading.span
        if span is None:
            return ""
        if span.ends_on is None:
            return f"{span.year}年{self.report.period.QUARTER_NAMES[span.quarter]}"
        return f"{_day(span.starts_on)}至{_day(span.ends_on)}"

    @property
    def summary(self) -> str:
        """What taking over would do, and what is left to do first."""
        sentences = [self._would_change()]
        if self.untaken:
            sentences.append(f"{self.untaken} 格有问题，未采用（保留现有数字）。")
        if self.problems:
            sentences.append("建议按表下的说明改正工作簿，再上传一次。")
        if self.needs_confirmation:
            sentences.append("无法从工作簿识别报送单位和报告期，请核对后在页面下方勾选确认。")
        return "".join(sentences)

    def _would_change(self) -> str:
        if self.changed:
            cleared = f"，其中 {self.cleared} 格将清空" if self.cleared else ""
            return f"填入后有 {self.changed} 格变化{cleared}。"
        if self.is_cut_off_changed:
            return "数字与表中现有的相同，只有统计截止日要改。"
        return "无需填入：读取的数字与表中现有的相同。"

    @property
    def button(self) -> str:
        if not self.changed:
            return "填入统计截止日"
        return f"{'只填入没有问题的' if self.problems else '填入'} {self.changed} 格"

    @property
    def done(self) -> str:
        """What is said after a take-over."""
        if not self.changed:
            return f"《{self.upload.name}》中的数字已经在表中。请核对后报送。"
        left = f"，{self.untaken} 格有问题，未采用" if self.untaken else ""
        return f"已从《{self.upload.name}》填入 {self.changed} 格{left}。请核对后报送。"


def _line(problem: Problem) -> Line:
    label = LABELS.get(problem.name, "")
    return Line(problem.place, problem.name if label else "", label, problem.message)


def _day(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
