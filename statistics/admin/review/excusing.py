"""免报 on the review page: the words, when it is offered, the model's method."""

from collections.abc import Callable
from dataclasses import dataclass

from ...models import ExcuseChange, Report
from ...models.allowances import ALLOWS
from .decisions import ReasonForm


@dataclass(frozen=True)
class ExcuseStep:
    name: str  # of the address
    label: str
    means: str
    done: str
    is_possible: Callable[[Report], bool]
    method: Callable[..., ExcuseChange]

    def form(self, data=None) -> ReasonForm:
        return ReasonForm(data, auto_id=f"{self.name}-%s")


EXCUSE_STEPS = (
    ExcuseStep(
        "excuse",
        "免报",
        "开启后停用、并入其他单位等本期不再报送的，可以免报：不计入应报单位，不算逾期，填报单位不能再"
        "填报，已保存的数字保留。原因向填报单位显示，并在报送情况中列明。",
        "已免报。",
        lambda report: report.is_excusable,
        Report.excuse,
    ),
    ExcuseStep(
        "unexcuse",
        "撤销免报",
        "撤销后该单位重新计入应报单位；已过报送截止日的显示为逾期，确需补报的请再批准延期。",
        "已撤销免报，请通知填报单位报送。",
        lambda report: report.is_excused,
        Report.take_back_excuse,
    ),
)


def excusing(report: Report, user, refusal) -> tuple | None:
    """(step, form) of what may be done now, with what was typed before it was refused."""
    if not user.has_perm(ALLOWS):
        return None
    for step in EXCUSE_STEPS:
        if step.is_possible(report):
            is_refused = refusal is not None and refusal.action == step.name
            return step, refusal.form if is_refused else step.form()
    return None
