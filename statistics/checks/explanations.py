"""情况说明: what a clerk writes where a relation does not hold and the figures are right all the same.

Plain values, no models. A draft keeps whatever was written; whether it explains anything is said
here, for the page, for submit() and for the review alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from types import MappingProxyType

from django.db.models import TextChoices

from ..form.indicators import CELLS, COLUMNS, FLOWS, cells_of
from ..form.normaliser import FigureError, read_figure, show
from . import relations
from .findings import Finding, Table
from .hollow import hollowness
from .limits import Level

LONGEST = 300  # characters
PARTS = ("reason", "text", "right")  # what a clerk writes; inputs are named reason-<key>, …


class Reason(TextChoices):
    """说明类别: what kind of thing happened."""

    CARRIED_OVER = "carried_over", "含上年结转"
    RECLASSIFIED = "reclassified", "案由调整"
    WITHDRAWN = "withdrawn", "撤案"
    OVERTURNED = "overturned", "经复议、诉讼改变"
    CORRECTION = "correction", "更正上期"
    JOINT = "joint", "联合执法"
    LARGE = "large", "大案"
    NO_AMOUNT = "no_amount", "没有涉案金额"
    COMPLAINT = "complaint", "投诉举报、调解"
    NOTHING_NEW = "nothing_new", "本期无新增"
    OTHER = "other", "其他"


ONLY_FOR = {Reason.CORRECTION: "Q1", Reason.NOTHING_NEW: "Q4"}


def reasons_for(check: str) -> list[Reason]:
    """The kinds that a relation can be explained by."""
    return [reason for reason in Reason if ONLY_FOR.get(reason, check) == check]


@dataclass(frozen=True)
class Explanation:
    """What was written about one finding; the later fields are added when it is submitted."""

    reason: str = ""  # a Reason
    text: str = ""
    right: str = ""  # 更正上期: what last period's figure should have been
    old: str = ""  # 更正上期: what was reported then
    says: str = ""  # what stood there and what should have
    needs_reviewer: bool = False
    accepted_by: str = ""  # of an edition that approves; not stored here

    @property
    def label(self) -> str:
        return Reason(self.reason).label if self.reason in Reason.values else ""

    def __str__(self):
        return "，".join(part for part in (self.label, self.right, self.text) if part)

    @property
    def told(self) -> str:
        """As it is read once it was submitted: 更正上期（上期原报 12，应为 10）：…"""
        right = f"（上期原报 {self.old}，应为 {self.right}）" if self.right else ""
        text = f"：{self.text}" if self.text else ""
        return f"{self.label}{right}{text}"

    @property
    def typed(self) -> tuple[str, str, str]:
        """The clerk's own part, as far as it counts."""
        return self.reason, self.text, self.right if self.reason == Reason.CORRECTION else ""

    @property
    def is_blank(self) -> bool:
        return not (self.reason or self.text or self.right)

    def as_json(self) -> dict:
        return {key: value for key, value in asdict(self).items() if value}

    @classmethod
    def from_json(cls, stored: Mapping) -> "Explanation":
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in stored.items() if key in known})


NOTHING_NEW = {"Q4-actions": Explanation(Reason.NOTHING_NEW, "本期无新增")}


def parts_by_name(explained: Mapping[str, Explanation]) -> dict[str, str | None]:
    """What was written, by input name; None is blank."""
    return {
        f"{part}-{key}": getattr(each, part) or None
        for key, each in explained.items()
        for part in PARTS
    }


def with_parts(
    explained: Mapping[str, Explanation], parts: Mapping[str, str | None]
) -> dict[str, Explanation]:
    """The explanations with these inputs in place; of one that was submitted the frozen part goes."""
    found = dict(explained)
    for name, text in parts.items():
        part, _, key = name.partition("-")
        old = found.get(key, Explanation())
        typed = {each: getattr(old, each) for each in PARTS}
        found[key] = Explanation(**typed | {part: text or ""})
    return found


@dataclass(frozen=True)
class Answer:
    """A finding together with what was written about it."""

    finding: Finding
    explanation: Explanation
    refusal: str  # why that explains nothing yet; "" when it does, or need not
    old: str  # what the first cell held the period before
    last: Explanation | None  # of the same relation in the period before, to be confirmed anew
    is_last: bool = False  # that one stands here too: nothing is new in the figures

    @property
    def key(self) -> str:
        return self.finding.key

    @property
    def is_open(self) -> bool:
        """It stands in the way of a submission: it cannot be true, or is still to be explained."""
        return self.finding.level is Level.MANDATORY or bool(self.refusal)

    @property
    def state(self) -> str:
        """How far that is an explanation, in words."""
        reviewer = "这一条还须市局审核人认可。" if self.finding.needs_reviewer else ""
        told = "本期无新增，沿用上期说明，随表报送。" if self.is_last else "已说明，随表报送。"
        return f"{self.refusal or told}{reviewer}"

    @property
    def reasons(self) -> list[tuple[str, str]]:
        return [(reason.value, reason.label) for reason in reasons_for(self.finding.check)]

    @property
    def takes_right(self) -> bool:
        return ONLY_FOR[Reason.CORRECTION] == self.finding.check

    @property
    def _right(self) -> str:
        """As a figure is printed, whatever it was typed like."""
        return show(read_figure(self.explanation.right, CELLS[self.finding.cells[0]].indicator))

    def frozen(self) -> Explanation:
        """The explanation as an edition keeps it: with what it is about."""
        is_correction = self.explanation.reason == Reason.CORRECTION
        return replace(
            self.explanation,
            right=self._right if is_correction else "",
            old=self.old if is_correction else "",
            says=self.finding.statement,
            needs_reviewer=self.finding.needs_reviewer,
        )


@dataclass(frozen=True)
class Correction:
    """更正上期: a figure of the period before that was wrong when it was reported."""

    label: str
    old: str
    right: str
    reason: str

    def __str__(self):
        return f"{self.label}上期原报 {self.old}，应为 {self.right}（{self.reason}）"


def corrections(explained: Mapping[str, Explanation]) -> list[Correction]:
    """The corrections among a table's submitted explanations, in the order of the form."""
    found = {
        key.partition("-")[2]: each
        for key, each in explained.items()
        if each.reason == Reason.CORRECTION and each.says
    }
    return [
        Correction(cell.label, found[name].old, found[name].right, found[name].text)
        for name, cell in CELLS.items()
        if name in found
    ]


def is_key(text: str) -> bool:
    """Whether `text` names a relation and a cell of the form, as Finding.key does."""
    if text == "T3-cut_off_on":  # of the head the only one that the city may have explained
        return True
    check, _, cell = text.partition("-")
    is_total = cell in {f"total-{column.key}" for column in COLUMNS}
    return check in relations.IDS and (cell in CELLS or is_total)


def answers(
    table: Table,
    findings: Iterable[Finding],
    written: Mapping[str, Explanation],
    last: Mapping[str, Explanation],
    standing: Mapping[str, Explanation] = MappingProxyType({}),
) -> list[Answer]:
    """Each finding with its explanation; `last` are those that were submitted a period before.

    `standing` are those of them that still hold where all figures of a finding stand as they last did.
    """
    findings = list(findings)
    written = {key: each for key, each in written.items() if not each.is_blank}
    told = {each.key: written.get(each.key) or _carried(each, table, standing) for each in findings}
    return [
        Answer(
            finding,
            explanation := told[finding.key],
            _refusal(explanation, finding, table, told) if finding.is_to_explain else "",
            _old(finding, table),
            last.get(finding.key),
            is_last=finding.key in standing
            and finding.key not in written
            and not explanation.is_blank,
        )
        for finding in findings
    ]


def _old(finding: Finding, table: Table) -> str:
    name = finding.cells[0]
    return show(table.previous[name] or 0) if table.previous and name in CELLS else ""


def _carried(finding: Finding, table: Table, standing: Mapping[str, Explanation]) -> Explanation:
    """What explains a finding without being written: nothing is new in any figure that it is of."""
    if finding.check == "Q4":
        is_all = table.carried.issuperset(FLOWS)
        return NOTHING_NEW["Q4-actions"] if is_all else Explanation()
    told = standing.get(finding.key)
    if told is None or finding.check.startswith("Q"):  # those are about what is new
        return Explanation()
    figures = (name.removeprefix("total-") for name in finding.cells)
    is_all = all(table.carried.issuperset(cells_of(name)) for name in figures)
    return Explanation(told.reason, told.text) if is_all else Explanation()


# --- What is no explanation ----------------------------------------------------------------------


def _refusal(
    explanation: Explanation,
    finding: Finding,
    table: Table,
    written: Mapping[str, Explanation],
) -> str:
    if explanation.is_blank:
        return "请选择说明类别，写明情况。"
    if explanation.reason not in reasons_for(finding.check):
        return "请选择说明类别。"
    if explanation.reason == Reason.NOTHING_NEW:
        return ""
    wrong = explanation.reason == Reason.CORRECTION and _wrong_right(explanation, finding, table)
    return wrong or hollowness(explanation.text) or _copied(explanation.text, finding, written)


def _copied(text: str, finding: Finding, written: Mapping[str, Explanation]) -> str:
    """One sentence for several rows of a relation may be true; for another relation it is not."""
    for key, other in written.items():
        if other.text == text and key.partition("-")[0] != finding.check:
            return "与另一处的说明一字不差，请分别写明各是什么情况。"
    return ""


def _wrong_right(explanation: Explanation, finding: Finding, table: Table) -> str:
    """What keeps last period's figure from having been `right`."""
    name = finding.cells[0]
    now, old = table.figures[name] or 0, table.previous[name] or 0
    try:
        right = read_figure(explanation.right, CELLS[name].indicator)
    except FigureError as error:
        return f"上期应为：{error}"
    if right is None:
        return f"更正上期的，请填上期应为多少（上期原报 {show(old)}）。"
    if right == old:
        return f"上期应为 {show(right)}，与上期原报相同，没有更正。请改填，或另选说明类别。"
    if right > now:
        return f"上期应为 {show(right)}，仍大于本期累计 {show(now)}，请核对两个数。"
    return ""
