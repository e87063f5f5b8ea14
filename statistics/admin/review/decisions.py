"""What the city decides on a report: the words, the state it needs, the model's method.

The review page's buttons and the list's actions both read it here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest

from django import forms

from units.listing import DayInput

from ...models import Edition, Report, Status

REMARK_LINES = 3  # to begin with
PERMISSION = "statistics.review_report"


@dataclass(frozen=True)
class Decision:
    name: str  # of the address, and of the list's action
    label: str
    done: str
    applies_to: Status
    needs_reason: bool
    method: Callable[..., Edition]

    def take(
        self, report: Report, *, by, edition: int | None, reason: str, remarks=(), accepted=()
    ) -> Edition:
        """Decide on what stands in `edition`. Raises ReportError; then nothing has changed.

        `remarks` at cells go with a reason; `accepted` explanations with an approval.
        """
        if self.needs_reason:
            return self.method(report, by=by, edition=edition, reason=reason, remarks=remarks)
        return self.method(report, by=by, edition=edition, accepted=accepted)


APPROVE = Decision("approve", "审核通过", "已审核通过", Status.SUBMITTED, False, Report.approve)
RETURN = Decision("return", "退回", "已退回", Status.SUBMITTED, True, Report.send_back)
REOPEN = Decision("reopen", "退回更正", "已退回更正", Status.APPROVED, True, Report.reopen)
DECISIONS = (APPROVE, RETURN, REOPEN)


def offered(report: Report, user) -> list[Decision]:
    """The decisions that `user` may take on `report` as it stands."""
    if not user.has_perm(PERMISSION):
        return []
    return [decision for decision in DECISIONS if decision.applies_to == report.status]


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


def edition_number(text: str | None) -> int | None:
    """The number of the edition that was seen; None, which no report has, for anything else."""
    text = text or ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
