"""What the city decides on a report: the words, the state it needs, the model's method.

The review page's buttons and the list's actions both read it here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from django import forms

from units.listing import DayInput

from ...models import Edition, Report, Status
from ...models.requirements import day_of

REMARK_LINES = 3  # to begin with
PERMISSION = "statistics.review_report"


@dataclass(frozen=True)
class Decision:
    name: str  # of the address, and of the list's action
    label: str
    done: str
    applies_to: Status
    takes: tuple[str, ...]  # what else the method takes, beside who and which edition
    method: Callable[..., Edition]
    needs_reason: bool = False
    is_possible: Callable[[Report], bool] = lambda report: True  # in that state

    def take(self, report: Report, *, by, edition: int | None, **said) -> Edition:
        """Decide on what stands in `edition`. Raises ReportError; then nothing has changed.

        `said` are the reason, the remarks at cells and the accepted explanations, as posted.
        """
        taken = {name: value for name, value in said.items() if name in self.takes}
        return self.method(report, by=by, edition=edition, **taken)

    def is_locked(self, report: Report) -> bool:
        """The period's lock alone stands against it."""
        return self.applies_to == report.status and self in GIVE_BACK and report.is_locked()


APPROVE = Decision(
    "approve", "审核通过", "已审核通过", Status.SUBMITTED, ("accepted",), Report.approve
)
RETURN = Decision(
    "return",
    "退回",
    "已退回",
    Status.SUBMITTED,
    ("reason", "remarks"),
    Report.send_back,
    needs_reason=True,
    is_possible=lambda report: report.is_returnable,
)
REOPEN = Decision(
    "reopen",
    "退回更正",
    "已退回更正",
    Status.APPROVED,
    ("reason", "remarks"),
    Report.reopen,
    needs_reason=True,
    is_possible=lambda report: report.is_returnable,
)
UNRETURN = Decision(
    "unreturn",
    "撤销退回",
    "已撤销退回",
    Status.RETURNED,
    ("reason",),
    Report.unreturn,
    is_possible=lambda report: report.is_as_returned,
)
GIVE_BACK = (RETURN, REOPEN)
FOR_MANY = (APPROVE, RETURN, REOPEN)
DECISIONS = (*FOR_MANY, UNRETURN)


def offered(report: Report, user) -> list[Decision]:
    """The decisions that `user` may take on `report` as it stands."""
    if not user.has_perm(PERMISSION):
        return []
    return [
        decision
        for decision in DECISIONS
        if decision.applies_to == report.status and decision.is_possible(report)
    ]


def withheld(report: Report, user) -> list[str]:
    """What `user` might look for in this state and is not offered, each with why."""
    if not user.has_perm(PERMISSION):
        return []
    said = [_locked(report)] if report.is_locked() and not report.is_excused else []
    if report.status == Status.RETURNED and not report.is_as_returned:
        said.append("退回之后填报单位已改动过这张表，不能再撤销退回，请等其重新报送后审核。")
    return said


def _locked(report: Report) -> str:
    locked = f"{report.period}已于 {day_of(report.period.locks_on)}锁定，"
    way_out = "确需更正的，请先在下面批准延期。"
    if report.status == Status.SUBMITTED:
        return f"{locked}可以审核通过，不能退回；{way_out}"
    if report.status == Status.APPROVED:
        return f"{locked}不能退回更正；{way_out}"
    return f"{locked}填报单位不能再填报；{way_out}"


class ReasonForm(forms.Form):
    """Why a table is given back; the clerk reads it. Whether there must be one, the model says."""

    reason = forms.CharField(
        label="原因",
        required=False,
        max_length=Report._meta.get_field("review_reason").max_length,
        widget=forms.Textarea({"rows": 3}),
        help_text="以便填报单位据此修改。",
    )

    @property
    def remarks(self) -> list[tuple[str, str]]:
        """(cell, text) of each line that was posted."""
        if not self.is_bound or not hasattr(self.data, "getlist"):
            return []
        lines = (self.data.getlist("remark-cell"), self.data.getlist("remark-text"))
        return list(zip_longest(*lines, fillvalue=""))

    @property
    def remark_lines(self) -> list[tuple[str, str]]:
        """What was written, and empty lines to write in."""
        written = [line for line in self.remarks if any(line)]
        return written + [("", "")] * max(REMARK_LINES - len(written), 1)


class ExtensionForm(forms.Form):
    """A later day to report by."""

    until = forms.DateField(label="延期至", widget=DayInput)
    reason = forms.CharField(
        label="延期原因",
        required=False,
        max_length=Report._meta.get_field("extension_reason").max_length,
    )
