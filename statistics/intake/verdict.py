"""What becomes of one workbook among many: taken, left for somebody to look at, or refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath

from units.models import ReportingUnit

from ..checks.evaluate import blocking
from ..checks.findings import Finding
from ..form.indicators import CELLS
from ..models import Report
from ..workbooks.reading.problems import Problem
from .offer import Offer


class Verdict(StrEnum):
    IMPORTED = "imported"  # its figures are the report's draft
    NEEDS_ATTENTION = "needs_attention"  # a table, but somebody has to look; nothing was stored
    REFUSED = "refused"  # no table of this form, unit and period; nothing was stored

    @property
    def label(self) -> str:
        return {"imported": "已导入", "needs_attention": "需处理", "refused": "不能导入"}[self]


@dataclass
class Outcome:
    """What became of one file."""

    file: str
    unit: ReportingUnit | None
    status: Verdict = Verdict.IMPORTED
    problems: list[Problem] = field(default_factory=list)
    changes: int = 0  # cells that it gives another figure
    is_new: bool = False  # the draft was changed by it
    is_submitted: bool = False  # and reported to the city

    def add(self, problem: Problem, status: Verdict = Verdict.NEEDS_ATTENTION) -> None:
        """A reason not to take the file; the gravest one decides."""
        self.problems.append(problem)
        if self.status is not Verdict.REFUSED:
            self.status = status

    @property
    def label(self) -> str:
        if self.is_submitted:
            return "已导入并代报"
        return self.status.label if self.status != Verdict.IMPORTED or self.is_new else "没有变化"

    def as_json(self) -> dict:
        return {
            "file": self.file,
            "unit": self.unit and self.unit.code,
            "status": self.status.value,
            "problems": [problem.as_json() for problem in self.problems],
        }


def judge(
    offer: Offer, outcome: Outcome, *, rivals: list[str], is_known: bool, is_typed_since: bool
) -> None:
    """Put every reason against taking `offer` into `outcome`.

    `rivals` are other files of the same unit; `is_known` when the very same file was taken before
    and nothing changed since; `is_typed_since` when the draft holds figures of the unit's own that
    are kept nowhere else.
    """
    reading, report = offer.reading, offer.report
    outcome.problems += reading.notes
    if offer.contradictions:
        for problem in offer.contradictions:
            outcome.add(problem, Verdict.REFUSED)
        return
    for problem in (*reading.errors, *_blocking(offer)):
        outcome.add(problem)
    for problem in _uncertain(offer, outcome.file):
        outcome.add(problem)
    if rivals:
        outcome.add(_two_files(report, outcome.file, rivals))
    if offer.figures.is_empty and not reading.errors:
        outcome.add(_no_figures())
    if is_known:
        return
    if not report.is_editable:
        outcome.add(_not_editable(report))
    elif is_typed_since and offer.changed:
        outcome.add(_typed_since(report, offer))
    elif is_typed_since:
        outcome.problems.append(_typed_the_same(report))


def unit_unknown(written: str) -> Problem:
    said = f"报送单位写的是“{written}”，本期没有这个单位" if written else "表中没有写报送单位"
    return Problem(
        "unit_unknown",
        f"无法识别报送单位：{said}，文件名里也没有。"
        "请在表中写明报送单位，或把单位名称写进文件名，再导入。",
        found=written,
        expected="本期应报单位的名称",
    )


def _uncertain(offer: Offer, file: str) -> Iterator[Problem]:
    """Words that do not fit, though they contradict nothing; a mark leaves no doubt."""
    reading, unit = offer.reading, offer.report.unit
    if reading.fingerprint is not None:
        return
    if reading.unit_name and offer.names.find(reading.unit_name) is None:
        message = (
            f"报送单位写的是“{reading.unit_name}”，本期没有这个单位；文件名写的是{unit}。"
            "请核对是哪个单位的表，改正后再导入。"
        )
        yield Problem("unit_uncertain", message, found=reading.unit_name, expected=unit.name)
    named = offer.names.find_within(PurePosixPath(file).stem)
    if named is not None and named != unit:
        message = (
            f"文件名写的是{named}，表中的报送单位是{unit}。请核对是哪个单位的表，改正后再导入。"
        )
        yield Problem("unit_uncertain", message, found=named.name, expected=unit.name)
    if any(note.code == "time_unclear" for note in reading.notes):
        message = f"统计时间无法识别，不能确定是否为{offer.report.period}的统计表。请改正后再导入。"
        yield Problem("time_uncertain", message, expected=str(offer.report.period))


def _blocking(offer: Offer) -> list[Problem]:
    """What cannot be true; but not of cells that could not be read, whose problem says enough."""
    unread = CELLS.keys() - offer.reading.figures.keys()
    findings = blocking(offer.findings(filled_by="导入"))
    return [_from_finding(each, offer) for each in findings if unread.isdisjoint(each.cells)]


def _from_finding(finding: Finding, offer: Offer) -> Problem:
    name = finding.cells[0]
    cell = offer.reading.places.get(name, "")
    return Problem(
        finding.check,
        finding.message,
        sheet=offer.reading.sheet if cell else "",
        cell=cell,
        found=finding.found,
        expected=finding.expected,
        name=name,
    )


def _two_files(report: Report, file: str, rivals: list[str]) -> Problem:
    others = "、".join(f"“{name}”" for name in rivals)
    message = (
        f"“{file}”和{others}都是{report.unit}的，无法确定取哪一个，都没有导入。请只留下一个再导入。"
    )
    return Problem("two_files", message, found=others, expected="一个单位一个文件")


def _no_figures() -> Problem:
    return Problem(
        "no_figures",
        "表中一个数字也没有，没有导入。确实没有数据的，请由填报单位在系统中确认零报告。",
        expected="至少一个数字",
    )


def _not_editable(report: Report) -> Problem:
    state = report.status_in_words
    if report.is_excused:
        message = f"{report.unit}本期已{state}，没有导入。确需报送的，请先撤销免报，再导入。"
        return Problem("excused", message, found=state, expected="未免报")
    if report.is_with_city:
        message = f"{report.unit}的统计表现在是“{state}”，没有改动。确需更正的，请先退回，再导入。"
        return Problem("already_submitted", message, found=state, expected="填报中或已退回")
    message = f"{report.period}已锁定，{report.unit}的统计表没有改动。确需补报的，请先批准延期。"
    return Problem("locked", message, found="已锁定", expected="未锁定，或已批准延期")


def given_back(report: Report) -> Problem:
    state = report.get_status_display()
    message = (
        f"{report.unit}的统计表报送后被退回或撤回，现在是“{state}”，工作簿与那时相同，没有再次报送。"
        "请导入改正后的工作簿，或由填报单位自行报送。"
    )
    return Problem("given_back", message, found=state, expected="改正后的工作簿")


def _typed_the_same(report: Report) -> Problem:
    message = f"{report.unit}已自行填报，数字与工作簿相同，没有改动，由其自行报送。"
    return Problem("typed_already", message, is_note=True)


def _typed_since(report: Report, offer: Offer) -> Problem:
    who = report.saved_by.display_name if report.saved_by else "填报单位"
    message = (
        f"{report.unit}正在填报此表（{who}保存过），与工作簿有 {len(offer.changed)} 格不同，没有覆盖。"
        "请与填报单位核对，由其自行修改或导入。"
    )
    return Problem("draft_in_progress", message, expected="空白的表，或此前导入、报送过的数字")
