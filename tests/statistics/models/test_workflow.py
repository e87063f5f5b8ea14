"""Who may do what with a report in which state, and what a page is told of it."""

from itertools import product

import pytest
from django.db import transaction

from statistics.errors import (
    NotAllowed,
    NotSubmittable,
    ReasonMissing,
    ReportError,
    StaleEdition,
    StaleVersion,
    WrongState,
)
from statistics.models import Report
from tests import cast
from tests.statistics.models.states import STATES, TAKE, bring_to, everything, lock

pytestmark = pytest.mark.django_db


# --- Every action, in every state, by everybody --------------------------------------------------


PEOPLE = {
    "clerk": lambda: cast.clerk(cast.unit(cast.CHUANHUI)),
    "neighbour": lambda: cast.clerk(cast.unit(cast.HUAIYANG)),
    "reviewer": cast.reviewer,
    "auditor": cast.auditor,
    "administrator": cast.administrator,
    "without unit": cast.without_unit,
}
ALLOWED_TO = dict.fromkeys(["save_draft", "submit", "withdraw"], "clerk") | dict.fromkeys(
    ["approve", "send_back", "reopen", "unreturn", "extend"], "reviewer"
)
NOT_THE_CLERK = "只有川汇区市场监督管理局的填报员可以填报这张表。"
FORBIDDEN = {
    "save_draft": NOT_THE_CLERK,
    "submit": NOT_THE_CLERK,
    "withdraw": NOT_THE_CLERK,
    "approve": "您的账户没有“审核通过”的权限。",
    "send_back": "您的账户没有“退回”的权限。",
    "reopen": "您的账户没有“退回更正”的权限。",
    "unreturn": "您的账户没有“撤销退回”的权限。",
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
    ("submitted", "save_draft"): "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。",
    ("approved", "save_draft"): "这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。",
    ("approved", "submit"): "这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。",
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
    ("draft", "unreturn"): "这张表现在是“填报中”，不能撤销退回。",
    ("submitted", "unreturn"): "这张表现在是“已报送”，不能撤销退回。",
    ("approved", "unreturn"): "这张表现在是“已审核”，不能撤销退回。",
    # Corrected since; see test_taking_back.py for one that was not.
    (
        "returned",
        "unreturn",
    ): "退回之后川汇区市场监督管理局已改动过这张表，不能再撤销退回，请等其重新报送后审核。",
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
