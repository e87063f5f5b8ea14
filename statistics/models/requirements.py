"""What must hold before a report may change: each refuses with a ReportError that says why."""

from django.utils import timezone

from ..checks.evaluate import blocking
from ..checks.hollow import hollowness
from ..errors import (
    NotAccepted,
    NotAllowed,
    NotReworked,
    NotSubmittable,
    ReasonMissing,
    StaleEdition,
    StaleVersion,
    WrongState,
)
from .as_submitted import alterations, kept_alterations
from .edition import Edition, content_of, restated, standing
from .inclusion import input_name, question
from .status import Status

LONGEST_REASON = Edition._meta.get_field("reason").max_length
FOR_THE_UNIT = "请写明原因，以便填报单位据此修改。"


# --- Of the account ------------------------------------------------------------------------------


def require_permission(by, permission: str, action: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(f"您的账户没有“{action}”的权限。")


def require_clerk(report, by) -> None:
    if not report.can_be_filled_by(by):
        raise NotAllowed(f"只有{report.unit}的填报员可以填报这张表。")


def require_second_person(report, by) -> None:
    if by.pk == report.submitted_by_id:
        raise NotAllowed("报送和审核应由两个人完成，您不能审核自己报送的表。")


# --- Of the report's state -----------------------------------------------------------------------


def require_status(report, status: Status, action: str) -> None:
    if report.status != status:
        raise WrongState(f"这张表现在是“{report.status_in_words}”，不能{action}。")


def require_unlocked(report) -> None:
    if report.is_locked():
        raise WrongState(
            f"{report.period}已于 {day_of(report.period.locks_on)}锁定，不能再改；"
            "确需更正的，由市局知识产权保护科批准延期后再改。"
        )


def require_unexcused(report, outcome: str) -> None:
    if report.is_excused:
        raise WrongState(
            f"{report.unit}{report.period}已免报（原因：{report.excuse_reason}），{outcome}。"
        )


def require_open_for_entry(report) -> None:
    if report.is_excused:
        raise WrongState(
            f"{report.unit}{report.period}已免报，原因：{report.excuse_reason}。"
            "本期无需填报；如需报送，请联系市局知识产权保护科撤销免报。"
        )
    require_unlocked(report)
    if not report.is_editable:
        raise WrongState(
            f"这张表现在是“{report.get_status_display()}”，不能继续填报。"
            + (
                "需要修改请先撤回。"
                if report.status == Status.SUBMITTED
                else "需要更正请联系市局退回。"
            )
        )


def require_as_returned(report) -> None:
    if not report.is_as_returned:
        raise WrongState(
            f"退回之后{report.unit}已改动过这张表，不能再撤销退回，请等其重新报送后审核。"
        )


def require_version(report, version: int, by) -> None:
    if version != report.version:
        raise StaleVersion(saved_meanwhile(report, by))


def saved_meanwhile(report, by) -> str:
    """What the account `by` is told when the table is not what its page showed any more."""
    return f"您打开本页之后，{_last_saved(report, by)}。您填的内容没有覆盖它，请核对两边的数字。"


def _last_saved(report, by) -> str:
    if report.saved_by is None:
        return "这张表有了变化"
    at = timezone.localtime(report.saved_at)
    day = "" if at.date() == timezone.localdate() else f"{day_of(at)} "
    who = "您在另一窗口" if report.saved_by == by else report.saved_by.display_name
    return f"{who}于 {day}{at:%H:%M} 保存过这张表"


# --- Of a submission -----------------------------------------------------------------------------


def require_submittable(answers) -> None:
    """Nothing is found that cannot be true, or that is unusual and not explained."""
    wrong = blocking([answer.finding for answer in answers])
    if wrong:
        raise NotSubmittable(
            f"有 {len(wrong)} 处强制性审核未通过，请改正后再报送。", findings=wrong
        )
    unexplained = [answer.finding for answer in answers if answer.refusal]
    if unexplained:
        raise NotSubmittable(
            f"有 {len(unexplained)} 处需要核实：数字有误的请改正，属实的请在该处说明情况。",
            findings=unexplained,
        )


def require_answered(report, asked) -> None:
    """Whether the table has the figures of each of these ended units has been said."""
    unanswered = [each for each in asked if each.pk not in report.answered]
    if unanswered:
        questions = [(input_name(each), question(each)) for each in unanswered]
        sentences = "".join(sentence for _, sentence in questions)
        raise NotSubmittable(f"请先回答：{sentences}", questions=questions)


def require_not_included(report) -> None:
    """A unit that ended reports nothing itself once an approved table of the quarter has its figures."""
    if report.unit.valid_to is None:
        return
    has_it = type(report).objects.filter(
        period__campaign=report.period.campaign_id,
        period__quarter__lte=report.period.quarter,
        approved_submission__inclusions__unit=report.unit_id,
        approved_submission__inclusions__is_included=True,
    )
    other = has_it.with_place().first()
    if other is not None:
        raise WrongState(
            f"{other}的统计表（已审核）已含原{report.unit}的累计数，不能再单独报送，以免重复计入。"
            f"确需单独报送的，请联系市局先将{other.unit}的统计表退回更正。"
        )


def require_reworked(report, explanations: dict) -> None:
    """What was given back is not reported again as it was; `explanations` are to be submitted."""
    if not report.is_given_back or is_reworked(report, explanations):
        return
    nothing = "退回之后这张表没有任何改动。"
    if report.reply and (hollow := hollowness(report.reply, "答复市局")):
        raise NotReworked(f"{nothing}{hollow}")
    if not report.reply:
        raise NotReworked(f"{nothing}请按退回原因改正；数字确实无误的，在“答复市局”中写明理由。")


def is_reworked(report, explanations: dict) -> bool:
    events = Edition.GIVEN_BACK | Edition.TAKES_BACK
    given_back = standing(report.editions.filter(event__in=events).order_by("number"))[-1]
    now = content_of(report) | {"explanations": explanations}
    return restated(now) != restated(given_back.content)


# --- Of a decision -------------------------------------------------------------------------------


def require_as_submitted(report, action="审核通过", way_out="请退回，") -> None:
    """Nobody approves, nor counts again, a figure that is not what was submitted."""
    submitted = report.editions.submitted().select_related("submission").last()
    found = list(alterations(report, submitted)) or list(kept_alterations(submitted))
    if found:
        raise WrongState(
            f"这张表与报送版本不符，不能{action}：{''.join(sentence for _, sentence in found[:3])}"
            f"{way_out}由填报单位核对后重新报送，并告知系统管理员。"
        )


def require_still_asked(report) -> None:
    """An inclusion is recorded only of a unit that is over: it may have reported itself meanwhile."""
    if not any(report.answered.values()):
        return
    asked = {each.pk for each in report.look_around().asked}
    if any(has for unit, has in report.answered.items() if unit not in asked):
        raise WrongState(
            f"报送之后情况有变，“{'；'.join(report.answers_said)}”的回答不再成立（原单位又自行报送，或承继关系"
            "已更正），不能审核通过。请退回，由填报单位核对后重新报送。"
        )


def require_latest_edition(report, edition: int | None, action: str) -> None:
    """`edition` is the number of what the reviewer saw."""
    latest = report.editions.last().number
    if edition != latest:
        raise StaleEdition(
            f"您查看的不是最新的第 {latest} 版，没有执行“{action}”。请查看最新版后再作决定。"
        )


def require_accepted(report, accepted) -> None:
    """Every explanation that needs the reviewer was accepted, and nothing that is not there."""
    needed = {key: each for key, each in report.explained.items() if each.needs_reviewer}
    if not set(accepted) <= set(needed):
        raise NotAccepted("认可的说明不在这张表中，没有执行。请刷新本页后再审核。")
    missing = [each for key, each in needed.items() if key not in accepted]
    if missing:
        raise NotAccepted(
            f"有 {len(missing)} 条情况说明须由审核人认可。"
            f"请逐条核对后勾选：{'；'.join(each.says for each in missing[:3])}。"
        )
    _require_explained(report, needed)


def _require_explained(report, explained) -> None:
    """The rules, or the year's other tables, may have changed since this one was submitted."""
    unexplained = [
        answer.finding.statement
        for answer in report.answers(*report.around())
        if answer.finding.is_to_explain
        and answer.finding.needs_reviewer
        and answer.key not in explained
    ]
    if unexplained:
        raise NotAccepted(
            f"报送之后情况有变，有 {len(unexplained)} 处须由填报单位说明，请退回补充说明："
            f"{'；'.join(unexplained[:3])}。"
        )


def required_reason(reason: str, missing: str = FOR_THE_UNIT) -> str:
    """The reason without space around it; ReasonMissing says `missing`, or that it is too long."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(missing)
    if len(reason) > LONGEST_REASON:
        raise ReasonMissing(f"原因有 {len(reason)} 个字，最多 {LONGEST_REASON} 个，请精简。")
    return reason


def optional_reason(reason: str) -> str:
    """The same where none has to be given."""
    return required_reason(reason) if reason.strip() else ""


def day_of(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
