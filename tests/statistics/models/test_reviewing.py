"""Deciding on a report: the edition that was seen, a reason, and a second person."""

import pytest
from django.contrib.auth.models import Group

from statistics.errors import NotAllowed, ReasonMissing, StaleEdition
from tests import cast
from tests.statistics.models.states import bring_to, latest, refused
from units.models import User

pytestmark = pytest.mark.django_db


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
        f"您查看的不是最新的第 {number} 版，没有执行“{label}”。请查看最新版后再作决定。"
    )
    decide(by=cast.reviewer(), edition=number, **why)


@pytest.mark.parametrize(("state", "action"), [("submitted", "send_back"), ("approved", "reopen")])
@pytest.mark.parametrize("reason", ["", " \n\u3000"])
def test_nothing_is_given_back_without_a_reason(report, state, action, reason):
    bring_to(report, state)
    options = {"by": cast.reviewer(), "edition": latest(report), "reason": reason}
    assert refused(ReasonMissing, getattr(report, action), **options) == (
        "请写明原因，以便填报单位据此修改。"
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
