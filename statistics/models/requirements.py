"""What must hold before a report may change: each refuses with a ReportError that says why."""

from ..checks import blocking
from ..errors import (
    NotAccepted,
    NotAllowed,
    NotReworked,
    NotSubmittable,
    ReasonMissing,
    StaleVersion,
    WrongState,
)
from ..explanations import hollowness
from .edition import Edition, content_of, restated
from .examined import Examined
from .status import Status

LONGEST_REASON = Edition._meta.get_field("reason").max_length


class Requirements(Examined):
    """The part of Report that refuses."""

    class Meta:
        abstract = True

    def _require_clerk(self, by):
        if not self.can_be_filled_by(by):
            raise NotAllowed(f"只有{self.unit}的填报员可以填报这张表。")

    def _require_status(self, status, action):
        if self.status != status:
            raise WrongState(f"这张表现在是“{self.get_status_display()}”，不能{action}。")

    def _require_unlocked(self):
        if self.is_locked():
            raise WrongState(
                f"{self.period}已于 {day_of(self.period.locks_on)}锁定，不能再改；"
                "确需更正的，由市局知识产权保护科批准延期后再改。"
            )

    def _require_version(self, version):
        if version != self.version:
            raise StaleVersion(
                f"您打开本页之后，{self._last_saved()}。您填的内容没有覆盖它，请核对两边的数字。"
            )

    def _require_open_for_entry(self):
        self._require_unlocked()
        if not self.is_editable:
            raise WrongState(
                f"这张表现在是“{self.get_status_display()}”，不能再填。"
                + (
                    "需要修改请先撤回。"
                    if self.status == Status.SUBMITTED
                    else "需要更正请联系市局退回。"
                )
            )

    def _require_second_person(self, by):
        if by.pk == self.submitted_by_id:
            raise NotAllowed("报送和审核应由两个人完成，您不能审核自己报送的表。")

    def _require_submittable(self, answers, *, blank_as_zero, zero_report):
        wrong = blocking([answer.finding for answer in answers])
        if wrong:
            raise NotSubmittable(f"有 {len(wrong)} 处不能成立，改正后再报送。", findings=wrong)
        unexplained = [answer.finding for answer in answers if answer.refusal]
        if unexplained:
            raise NotSubmittable(
                f"有 {len(unexplained)} 处需要核实：数字有误的请改正，属实的请在该处说明情况。",
                findings=unexplained,
            )
        if self.figures.is_empty and not zero_report:
            raise NotSubmittable(
                "表中一个数字也没有。本期确实没有数据的，请确认为零报告。", zero_report=True
            )
        blanks = len(self.figures.blanks)
        if blanks and not blank_as_zero and not self.figures.is_empty:
            raise NotSubmittable(f"还有 {blanks} 个空白格，要按 0 报送吗？", blanks=blanks)

    def _require_reworked(self, explanations):
        """What was given back is not reported again as it was."""
        if not self.is_given_back or self._is_reworked(explanations):
            return
        nothing = "退回之后这张表没有任何改动。"
        if self.reply and (hollow := hollowness(self.reply, "答复市局")):
            raise NotReworked(f"{nothing}{hollow}")
        if not self.reply:
            raise NotReworked(
                f"{nothing}请按退回原因改正；数字确实无误的，在“答复市局”中写明理由。"
            )

    def _is_reworked(self, explanations):
        given_back = self.editions.filter(event__in=Edition.GIVEN_BACK).last()
        now = content_of(self) | {"explanations": explanations}
        return restated(now) != restated(given_back.content)

    def _require_accepted(self, accepted):
        """Every explanation that needs the reviewer was accepted, and nothing that is not there."""
        needed = {key: each for key, each in self.explained.items() if each.needs_reviewer}
        if not set(accepted) <= set(needed):
            raise NotAccepted("认可的说明不在这张表中，没有执行。请刷新本页后再审核。")
        missing = [each for key, each in needed.items() if key not in accepted]
        if missing:
            raise NotAccepted(
                f"有 {len(missing)} 条情况说明须由审核人认可。"
                f"请逐条核对后勾选：{'；'.join(each.says for each in missing[:3])}。"
            )
        self._require_explained(needed)

    def _require_explained(self, explained):
        """The rules, or last period's table, may have changed since this one was submitted."""
        unexplained = [
            answer.finding.statement
            for answer in self.answers(list(self.earlier()))
            if answer.finding.is_to_explain
            and answer.finding.needs_reviewer
            and answer.key not in explained
        ]
        if unexplained:
            raise NotAccepted(
                f"报送之后情况有变，有 {len(unexplained)} 处须由填报单位说明，请退回补充说明："
                f"{'；'.join(unexplained[:3])}。"
            )


def require(by, permission, action):
    if not by.has_perm(permission):
        raise NotAllowed(f"您的账户没有“{action}”的权限。")


def required(reason):
    reason = reason.strip()
    if not reason:
        raise ReasonMissing("请写明原因，填报单位要靠它知道改什么。")
    if len(reason) > LONGEST_REASON:
        raise ReasonMissing(f"原因有 {len(reason)} 个字，最多 {LONGEST_REASON} 个，请写得短一些。")
    return reason


def day_of(day):
    return f"{day.year}年{day.month}月{day.day}日"
