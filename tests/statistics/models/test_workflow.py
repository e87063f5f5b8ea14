"""Who may do what with a report in which state, and what each step leaves behind."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.checks.evaluate import blocking
from statistics.errors import (
    NotAllowed,
    NotSubmittable,
    ReasonMissing,
    ReportError,
    StaleEdition,
    StaleVersion,
    WrongState,
)
from statistics.form.figures import Figures
from statistics.form.indicators import CELLS
from statistics.models import CaseRow, Edition, Report
from tests import cast
from units.models import User

pytestmark = pytest.mark.django_db

FIGURES = {
    "actions": 46,
    "officers": 120,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
}
STATES = ["draft", "submitted", "returned", "approved"]


@pytest.fixture
def report() -> Report:
    """川汇区's table of the second quarter of 2021, filled in."""
    report = cast.report(cast.open_period())
    cast.fill(report, FIGURES, at=cast.moment(date(2021, 6, 21)))
    return report


def bring_to(report, state) -> None:
    if state != "draft":
        cast.submit(report)
    if state == "returned":
        cast.send_back(report)
        cast.fill(report, {"actions": 48, "officers": 96})  # what was given back is reworked
    if state == "approved":
        cast.approve(report)


def latest(report) -> int:
    return report.editions.order_by("number").values_list("number", flat=True).last() or 0


def everything() -> list:
    models = (Report, CaseRow, Edition)
    return [list(model.objects.order_by("pk").values()) for model in models]


def refused(error: type[ReportError], step, *args, **options) -> str:
    """The sentence; nothing at all has changed."""
    before = everything()
    with pytest.raises(error) as refusal:
        step(*args, **options)
    assert everything() == before
    return refusal.value.message


# --- Every action, in every state, by everybody --------------------------------------------------

TAKE = {
    "save_draft": lambda report, by: report.save_draft(
        by=by,
        version=report.version,
        figures=Figures({"actions": 50}),
        cut_off_on=date(2021, 6, 25),
        filled_by="填报员乙",
    ),
    "submit": lambda report, by: report.submit(by=by, blank_as_zero=True),
    "withdraw": lambda report, by: report.withdraw(by=by),
    "approve": lambda report, by: report.approve(by=by, edition=latest(report)),
    "send_back": lambda report, by: report.send_back(by=by, edition=latest(report), reason="有误"),
    "reopen": lambda report, by: report.reopen(by=by, edition=latest(report), reason="更正"),
    "extend": lambda report, by: report.extend(by=by, until=date(2021, 7, 5), reason="故障"),
}
PEOPLE = {
    "clerk": lambda: cast.clerk(cast.unit(cast.CHUANHUI)),
    "neighbour": lambda: cast.clerk(cast.unit(cast.HUAIYANG)),
    "reviewer": cast.reviewer,
    "auditor": cast.auditor,
    "administrator": cast.administrator,
    "without unit": cast.without_unit,
}
ALLOWED_TO = dict.fromkeys(["save_draft", "submit", "withdraw"], "clerk") | dict.fromkeys(
    ["approve", "send_back", "reopen", "extend"], "reviewer"
)
NOT_THE_CLERK = "只有川汇区市场监督管理局的填报员可以填报这张表。"
FORBIDDEN = {
    "save_draft": NOT_THE_CLERK,
    "submit": NOT_THE_CLERK,
    "withdraw": NOT_THE_CLERK,
    "approve": "您的账户没有“审核通过”的权限。",
    "send_back": "您的账户没有“退回”的权限。",
    "reopen": "您的账户没有“退回更正”的权限。",
    "extend": "您的账户没有“延期”的权限。",
}
LEADS_TO = {  # (state, action): the state after it; what is not here is refused
    ("draft", "save_draft"): "draft",
    ("returned", "save_draft"): "returned",
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "submit"): "submitted",  # a double click; see below
    ("submitted", "withdraw"): "draft",
    ("submitted", "approve"): "approved",
    ("submitted", "send_back"): "returned",
    ("approved", "reopen"): "returned",
    ("draft", "extend"): "draft",
    ("submitted", "extend"): "submitted",
    ("returned", "extend"): "returned",
    ("approved", "extend"): "approved",
}
WRONG = {
    ("submitted", "save_draft"): "这张表现在是“已报送”，不能再填。需要修改请先撤回。",
    ("approved", "save_draft"): "这张表现在是“已审核”，不能再填。需要更正请联系市局退回。",
    ("approved", "submit"): "这张表现在是“已审核”，不能再填。需要更正请联系市局退回。",
    ("draft", "withdraw"): "这张表现在是“填报中”，不能撤回。",
    ("returned", "withdraw"): "这张表现在是“已退回”，不能撤回。",
    ("approved", "withdraw"): "这张表现在是“已审核”，不能撤回。",
    ("draft", "approve"): "这张表现在是“填报中”，不能审核通过。",
    ("returned", "approve"): "这张表现在是“已退回”，不能审核通过。",
    ("approved", "approve"): "这张表现在是“已审核”，不能审核通过。",
    ("draft", "send_back"): "这张表现在是“填报中”，不能退回。",
    ("returned", "send_back"): "这张表现在是“已退回”，不能退回。",
    ("approved", "send_back"): "这张表现在是“已审核”，不能退回。",
    ("draft", "reopen"): "这张表现在是“填报中”，不能退回更正。",
    ("submitted", "reopen"): "这张表现在是“已报送”，不能退回更正。",
    ("returned", "reopen"): "这张表现在是“已退回”，不能退回更正。",
}


def expected(state, action, who):
    if who != ALLOWED_TO[action]:
        return NotAllowed, FORBIDDEN[action]
    if (state, action) in LEADS_TO:
        return LEADS_TO[state, action]
    return WrongState, WRONG[state, action]


def outcome(report, action, by, before):
    """The state it led to, or the refusal, which must have changed nothing. Undone afterwards."""
    with transaction.atomic():
        try:
            TAKE[action](report, by)
            return Report.objects.get(pk=report.pk).status
        except ReportError as refusal:
            assert everything() == before
            return type(refusal), refusal.message
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize(("state", "action"), list(product(STATES, TAKE)))
def test_only_the_listed_steps_succeed(report, state, action):
    bring_to(report, state)
    people = {who: account() for who, account in PEOPLE.items()}
    before = everything()
    outcomes = {
        who: outcome(Report.objects.with_table().get(pk=report.pk), action, by, before)
        for who, by in people.items()
    }
    assert outcomes == {who: expected(state, action, who) for who in PEOPLE}


def test_the_table_above_is_complete():
    assert LEADS_TO.keys() | WRONG.keys() == set(product(STATES, TAKE))
    assert not LEADS_TO.keys() & WRONG.keys()


# --- What each step stamps -----------------------------------------------------------------------

STAMPS = (
    "status",
    "saved_at",
    "saved_by__username",
    "first_submitted_at",
    "submitted_at",
    "submitted_by__username",
    "reviewed_at",
    "reviewed_by__username",
    "review_reason",
)


def stamps(report) -> tuple:
    return Report.objects.values_list(*STAMPS).get(pk=report.pk)


def test_who_and_when_are_stamped_and_the_first_submission_stays(report):
    saved, first, back, saved_again, second, accepted, reopened = [
        cast.moment(date(2021, 6, day)) for day in (21, 22, 23, 24, 25, 26, 27)
    ]
    clerk = (saved, "411602")
    assert stamps(report) == ("draft", *clerk, None, None, None, None, None, "")
    cast.submit(report, at=first)
    assert stamps(report) == ("submitted", *clerk, first, first, "411602", None, None, "")
    cast.send_back(report, reason=" 请核对立案数\n", at=back)
    returned = (back, "city", "请核对立案数")
    assert stamps(report) == ("returned", *clerk, first, first, "411602", *returned)
    cast.fill(report, FIGURES | {"trademark-filed": 9}, at=saved_again)
    clerk = (saved_again, "411602")
    assert stamps(report) == ("returned", *clerk, first, first, "411602", *returned)
    cast.submit(report, at=second)
    assert stamps(report) == ("submitted", *clerk, first, second, "411602", *returned)
    cast.approve(report, at=accepted)
    assert stamps(report) == ("approved", *clerk, first, second, "411602", accepted, "city", "")
    report.reopen(by=cast.reviewer(), edition=4, reason="省局更正", at=reopened)
    assert stamps(report) == (
        *("returned", *clerk, first, second, "411602"),
        *(reopened, "city", "省局更正"),
    )


def test_the_instant_is_now_unless_it_is_given(report):
    before = timezone.now()
    edition = report.submit(by=cast.clerk(report.unit), blank_as_zero=True)
    assert before <= edition.at == report.submitted_at == report.first_submitted_at
    assert edition.at <= timezone.now()


def test_the_page_says_since_when_the_report_is_what_it_is(report):
    assert report.status_since is None
    cast.submit(report, at=cast.moment(date(2021, 6, 22)))
    assert report.status_since == cast.moment(date(2021, 6, 22))
    cast.approve(report, at=cast.moment(date(2021, 6, 23)))
    assert report.status_since == cast.moment(date(2021, 6, 23))


def test_a_withdrawn_draft_is_one_since_its_withdrawal(report):
    cast.submit(report, at=cast.moment(date(2021, 6, 22)))
    report.withdraw(by=cast.clerk(report.unit), at=cast.moment(date(2021, 6, 24)))
    cast.fill(report, {"actions": 9}, at=cast.moment(date(2021, 6, 25)))
    assert report.status_since == cast.moment(date(2021, 6, 24))


# --- What each step leaves in the editions -------------------------------------------------------


def test_every_step_leaves_an_edition(report):
    clerk, reviewer = cast.clerk(report.unit), cast.reviewer()
    days = [cast.moment(date(2021, 6, day)) for day in range(22, 30)]
    cast.submit(report, at=days[0])
    report.withdraw(by=clerk, at=days[1])
    cast.submit(report, at=days[2])
    cast.send_back(report, at=days[3])
    cast.fill(report, FIGURES | {"trademark-filed": 9})
    cast.submit(report, at=days[4])
    cast.approve(report, at=days[5])
    report.reopen(by=reviewer, edition=6, reason=" 省局更正 ", at=days[6])
    told = [
        (
            one.number,
            one.event,
            one.at,
            one.by,
            one.reason,
            one.content["figures"]["trademark-filed"],
        )
        for one in report.editions.select_related("by")
    ]
    assert told == [
        (1, "submitted", days[0], clerk, "", "10"),
        (2, "withdrawn", days[1], clerk, "", "10"),
        (3, "submitted", days[2], clerk, "", "10"),
        (4, "returned", days[3], reviewer, "请核对立案数", "10"),
        (5, "submitted", days[4], clerk, "", "9"),
        (6, "approved", days[5], reviewer, "", "9"),
        (7, "reopened", days[6], reviewer, "省局更正", "9"),
    ]


def test_an_edition_keeps_the_whole_table(report):
    edition = cast.submit(report)
    edition = Edition.objects.get(pk=edition.pk)
    assert edition.content == {
        "unit": "411602",
        "year": 2021,
        "quarter": 2,
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
        "zero_report": False,
        "blank_as_zero": True,
        "figures": dict.fromkeys(CELLS, "")
        | {
            "actions": "46",
            "officers": "120",
            "trademark-filed": "10",
            "trademark-value": "15.54",
        },
    }
    assert edition.figures == Figures(FIGURES)
    assert str(edition) == "第1版 报送"


def test_a_double_click_leaves_one_edition(report):
    clerk = cast.clerk(report.unit)
    twice = Report.objects.with_table().get(pk=report.pk)
    first = report.submit(by=clerk, version=2, blank_as_zero=True)
    before = everything()
    assert twice.submit(by=clerk, version=2, blank_as_zero=True) == first
    assert everything() == before
    assert report.editions.count() == 1


def test_neither_a_draft_nor_an_extension_leaves_an_edition(report):
    report.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="系统故障")
    assert report.editions.count() == 0


# --- Review: the edition that was seen, and a second person --------------------------------------


@pytest.mark.parametrize(
    ("state", "action", "label"),
    [
        ("submitted", "approve", "审核通过"),
        ("submitted", "send_back", "退回"),
        ("approved", "reopen", "退回更正"),
    ],
)
@pytest.mark.parametrize("seen", ["the one before", "one to come", None])
def test_a_decision_on_any_but_the_latest_edition_is_refused(report, state, action, label, seen):
    cast.submit(report)
    report.withdraw(by=cast.clerk(report.unit))
    bring_to(report, state)
    number = latest(report)
    edition = {"the one before": number - 1, "one to come": number + 1}.get(seen)
    why = {} if action == "approve" else {"reason": "有误"}
    decide = getattr(report, action)
    assert refused(StaleEdition, decide, by=cast.reviewer(), edition=edition, **why) == (
        f"您看的不是最新的第 {number} 版，没有执行“{label}”。请看过最新版再定。"
    )
    decide(by=cast.reviewer(), edition=number, **why)


@pytest.mark.parametrize(("state", "action"), [("submitted", "send_back"), ("approved", "reopen")])
@pytest.mark.parametrize("reason", ["", " \n\u3000"])
def test_nothing_is_given_back_without_a_reason(report, state, action, reason):
    bring_to(report, state)
    options = {"by": cast.reviewer(), "edition": latest(report), "reason": reason}
    assert refused(ReasonMissing, getattr(report, action), **options) == (
        "请写明原因，填报单位要靠它知道改什么。"
    )


def test_reporting_and_approving_take_two_persons(report):
    both = cast.clerk(report.unit)
    cast.reviewer()
    both.groups.add(Group.objects.get(name="知识产权保护科"))
    both = User.objects.get(pk=both.pk)
    report.submit(by=both, blank_as_zero=True)
    assert refused(NotAllowed, report.approve, by=both, edition=1) == (
        "报送和审核应由两个人完成，您不能审核自己报送的表。"
    )
    assert report.approve(by=cast.reviewer(), edition=1).number == 2


# --- Submitting: what blocks, and the one question -----------------------------------------------


def blank_report() -> Report:
    return cast.report(cast.open_period(2021, 3))


def submit(report, **confirmed) -> Edition:
    return report.submit(by=cast.clerk(report.unit), **confirmed)


def question(report, **confirmed) -> tuple:
    """(sentence, findings, blanks, zero_report) of a refused submission; nothing has changed."""
    before = everything()
    with pytest.raises(NotSubmittable) as refusal:
        submit(report, **confirmed)
    assert everything() == before
    error = refusal.value
    return error.message, error.findings, error.blanks, error.zero_report


ZERO_REPORT = ("表中一个数字也没有。本期确实没有数据的，请确认为零报告。", [], 0, True)


def test_an_empty_table_has_to_be_confirmed_as_a_zero_report():
    report = blank_report()
    assert question(report) == ZERO_REPORT
    assert question(report, blank_as_zero=True) == ZERO_REPORT
    submit(report, zero_report=True)
    assert (report.is_zero_report, report.blank_as_zero) == (True, True)


def test_blanks_have_to_be_confirmed_as_zeros(report):
    assert question(report) == ("还有 89 个空白格，要按 0 报送吗？", [], 89, False)
    submit(report, blank_as_zero=True)
    assert (report.is_zero_report, report.blank_as_zero) == (False, True)


def test_confirming_a_zero_report_does_not_confirm_the_blanks_of_a_table_with_figures(report):
    """A colleague has typed figures since the page asked; that question is another one."""
    assert question(report, zero_report=True) == (
        "还有 89 个空白格，要按 0 报送吗？",
        [],
        89,
        False,
    )


def test_a_table_without_blanks_is_submitted_without_a_question():
    report = blank_report()
    cast.fill(report, dict.fromkeys(CELLS, 0))
    submit(report)
    assert (report.is_zero_report, report.blank_as_zero) == (False, False)


def test_the_answers_are_those_of_the_last_submission():
    report = blank_report()
    submit(report, zero_report=True)
    report.withdraw(by=cast.clerk(report.unit))
    cast.fill(report, dict.fromkeys(CELLS, 0))
    content = submit(report).content
    assert (content["zero_report"], content["blank_as_zero"]) == (False, False)


def test_what_cannot_be_true_comes_before_any_question(report):
    cast.fill(report, {"market_actions": 1, "market_officers": 1}, cut_off_on=date(2021, 7, 1))
    findings = report.findings()
    assert [finding.check for finding in findings] == ["T1", "A1", "A2", "A5"]
    findings = blocking(findings)
    sentence = "有 3 处不能成立，改正后再报送。"
    assert question(report) == (sentence, findings, 0, False)
    assert question(report, blank_as_zero=True, zero_report=True) == (sentence, findings, 0, False)


def test_who_submits_is_who_filled_it_in_when_no_name_was_typed():
    report = blank_report()
    clerk = cast.clerk(report.unit)
    clerk.last_name, clerk.first_name = "张", "三"
    report.submit(by=clerk, zero_report=True)
    assert report.filled_by == "张三"


def test_an_account_without_a_name_has_to_type_one():
    report = blank_report()
    clerk = cast.clerk(report.unit)
    clerk.last_name = ""
    with pytest.raises(NotSubmittable) as refusal:
        report.submit(by=clerk, zero_report=True)
    assert [finding.check for finding in refusal.value.findings] == ["T2"]


def test_a_submission_of_a_version_that_is_no_longer_stored_is_refused(report):
    seen = report.version
    cast.fill(report, FIGURES | {"actions": 47}, at=cast.moment(date(2021, 6, 22), 14))
    sentence = refused(StaleVersion, submit, report, version=seen, blank_as_zero=True)
    assert sentence == (
        "您打开本页之后，川汇区填报员于 14:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert submit(report, version=report.version, blank_as_zero=True).number == 1


# --- Lock and extension --------------------------------------------------------------------------

LOCKED = (
    "2021年二季度已于 2021年7月15日锁定，不能再改；确需更正的，由市局知识产权保护科批准延期后再改。"
)


def lock(report, on=date(2021, 7, 15)) -> None:
    ReportingPeriod.objects.filter(pk=report.period_id).update(locks_on=on)


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("draft", "save_draft"),
        ("returned", "save_draft"),
        ("draft", "submit"),
        ("returned", "submit"),
        ("submitted", "withdraw"),
    ],
)
def test_a_locked_period_takes_no_more_entries(report, state, action):
    bring_to(report, state)
    lock(report)
    assert refused(WrongState, TAKE[action], report, cast.clerk(report.unit)) == LOCKED


@pytest.mark.parametrize(("state", "action"), [("submitted", "send_back"), ("approved", "reopen")])
def test_nothing_is_given_back_in_a_locked_period(report, state, action):
    """The unit could not correct it. The period's own help says so: 自这一天起不能再填报或退回。"""
    bring_to(report, state)
    lock(report)
    assert refused(WrongState, TAKE[action], report, cast.reviewer()) == LOCKED


def test_what_was_reported_in_time_is_still_approved_after_the_lock(report):
    cast.submit(report)
    lock(report)
    assert cast.approve(report).event == "approved"


def test_a_lock_that_lies_ahead_changes_nothing(report):
    lock(report, on=date(2999, 1, 1))
    assert cast.submit(report).event == "submitted"


def test_an_extension_holds_the_lock_off_for_this_unit_alone(report):
    lock(report)
    today = timezone.localdate()
    report.extend(by=cast.reviewer(), until=today, reason="系统故障")
    cast.fill(report, {"actions": 47})
    cast.submit(report)
    assert report.status == "submitted"
    neighbour = cast.report(report.period, cast.HUAIYANG)
    assert refused(WrongState, cast.submit, neighbour) == LOCKED


def test_an_extension_says_until_when_why_and_by_whom(report):
    reviewer = cast.reviewer()
    report.extend(by=reviewer, until=date(2021, 7, 5), reason=" 系统故障 ")
    stored = Report.objects.get(pk=report.pk)
    assert (stored.extended_until, stored.extension_reason, stored.extended_by) == (
        date(2021, 7, 5),
        "系统故障",
        reviewer,
    )
    assert stored.status == "draft"


def test_an_extension_ends_after_the_due_day_and_has_a_reason(report):
    def extend(until, reason):
        return refused(ReasonMissing, report.extend, by=cast.reviewer(), until=until, reason=reason)

    too_early = "延期日应晚于报送截止日 2021年6月30日。"
    assert extend(date(2021, 6, 30), "系统故障") == too_early
    assert extend(date(2021, 7, 1), " ") == "请写明原因，填报单位要靠它知道改什么。"


def test_an_extension_does_not_get_in_the_way_of_a_clerk_who_is_typing(report):
    """It changes no figure, so what was read before it is not stale."""
    page = Report.objects.with_table().get(pk=report.pk)
    report.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="系统故障")
    cast.fill(page, FIGURES | {"actions": 47})
    stored = cast.report(report.period)
    assert (stored.figures["actions"], stored.extended_until) == (47, date(2021, 7, 5))


# --- The answers a page gives --------------------------------------------------------------------


REFUSALS = [WrongState, StaleVersion, StaleEdition, NotAllowed, ReasonMissing, NotSubmittable]


def test_each_refusal_has_its_http_status():
    assert {error.__name__: error.status for error in REFUSALS} == {
        "WrongState": 409,
        "StaleVersion": 409,
        "StaleEdition": 409,
        "NotAllowed": 403,
        "ReasonMissing": 422,
        "NotSubmittable": 422,
    }


def test_a_report_says_whether_it_can_be_filled_in_or_withdrawn(report):
    def answers():
        one = Report.objects.get(pk=report.pk)
        return one.status, one.is_editable, one.is_withdrawable

    told = [answers()]
    for step in (cast.submit, cast.send_back, cast.submit, cast.approve):
        step(report)
        told.append(answers())
    assert told == [
        ("draft", True, False),
        ("submitted", False, True),
        ("returned", True, False),
        ("submitted", False, True),
        ("approved", False, False),
    ]


@pytest.mark.parametrize("state", STATES)
def test_in_a_locked_period_it_can_be_neither(report, state):
    bring_to(report, state)
    lock(report)
    one = Report.objects.get(pk=report.pk)
    assert (one.is_editable, one.is_withdrawable) == (False, False)
