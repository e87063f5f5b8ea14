"""撤销退回: a mistaken return taken back, as long as the unit has not touched the table."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from statistics import migrations
from statistics.errors import NotAllowed, ReasonMissing, StaleEdition, WrongState
from statistics.models import Report, TakeOver, take_over
from statistics.models.requirements import is_reworked
from statistics.record.afterwards import followed_up
from statistics.record.verification import is_proven, submission_of, verify
from statistics.totals.consolidate import Scope, consolidate
from tests import cast
from tests.statistics.models.states import FIGURES, latest, lock, refused

pytestmark = pytest.mark.django_db

AT = cast.moment(date(2021, 7, 1))
TOUCHED = "退回之后川汇区市场监督管理局已改动过这张表，不能再撤销退回，请等其重新报送后审核。"
REVIEW = ("status", "reviewed_at", "reviewed_by_id", "review_reason", "remarks", "reply")


def take_back(report, **options):
    return report.unreturn(
        **{"by": cast.reviewer(), "edition": latest(report), "reason": "", "at": AT} | options
    )


def reopen(report, reason="更正立案数"):
    return report.reopen(
        by=cast.reviewer(), edition=latest(report), reason=reason, at=cast.in_time(report)
    )


def review_of(report) -> dict:
    return Report.objects.values(*REVIEW).get(pk=report.pk)


def events(report) -> list[str]:
    return list(report.editions.order_by("number").values_list("event", flat=True))


# --- It goes through -----------------------------------------------------------------------------


def test_a_return_taken_back_leaves_the_table_submitted(report):
    submitted = cast.submit(report)
    before = review_of(report)
    cast.send_back(report, remarks=[("actions", "请核对")])
    edition = take_back(report, reason=" 误退 ")
    assert review_of(report) == before
    assert Report.objects.get(pk=report.pk).status_since == AT
    assert (edition.number, edition.event, edition.at, edition.by, edition.reason) == (
        3, "unreturned", AT, cast.reviewer(), "误退"
    )  # fmt: skip
    assert (str(edition), edition.digest) == ("第3版 撤销退回", submitted.digest)


def test_a_reopening_taken_back_leaves_it_approved_by_whom_it_was(report):
    cast.submit(report)
    approved = cast.approve(report)
    before = review_of(report)
    reopen(report)
    edition = take_back(report, by=cast.reviewer())
    assert review_of(report) == before
    assert (edition.event, edition.reason, edition.digest) == ("unreopened", "", approved.digest)
    assert events(report) == ["submitted", "approved", "reopened", "unreopened"]


def test_no_reason_is_needed_and_none_too_long(report):
    cast.submit(report)
    cast.send_back(report)
    assert refused(ReasonMissing, take_back, report, reason="误" * 501) == (
        "原因有 501 个字，最多 500 个，请精简。"
    )
    assert take_back(report, reason=" \n").reason == ""


def test_an_earlier_return_stands_with_its_remarks_and_the_unit_s_reply(report):
    """Given back, corrected, reported with a reply: then given back once more by mistake."""
    cast.submit(report)
    cast.send_back(report, reason="请核对立案数", remarks=[("trademark-filed", "与台账不符")])
    cast.submit(report)
    before = review_of(report)
    assert (before["review_reason"], before["reply"]) == ("请核对立案数", "数字以处罚文书为准")
    cast.send_back(report, reason="点错了")
    take_back(report)
    assert review_of(report) == before


def test_it_may_be_returned_taken_back_and_decided_again(report):
    cast.submit(report)
    for _ in range(2):
        cast.send_back(report)
        take_back(report)
    cast.approve(report)
    assert events(report) == [
        "submitted", *["returned", "unreturned"] * 2, "approved",
    ]  # fmt: skip
    assert list(verify()) == []


def test_it_is_possible_after_the_lock_as_approving_is(report):
    cast.submit(report)
    cast.send_back(report)
    lock(report)
    assert take_back(report).event == "unreturned"
    assert cast.approve(report).event == "approved"


# --- What relies on it ---------------------------------------------------------------------------


@pytest.mark.parametrize("is_approved", [False, True])
def test_verification_knows_it_and_the_receipt_stands(report, is_approved):
    cast.submit(report)
    if is_approved:
        cast.approve(report)
        reopen(report)
    else:
        cast.send_back(report)
    take_back(report)
    assert list(verify()) == []
    stored = cast.report(report.period)
    assert is_proven(stored, submission_of(stored))


def test_verification_finds_a_status_that_it_does_not_lead_to(report):
    cast.submit(report)
    cast.send_back(report)
    take_back(report)
    Report.objects.filter(pk=report.pk).update(status="draft")
    assert [fault.code for fault in verify()] == ["status"]


def test_the_city_s_total_counts_it_again(report):
    cast.submit(report)
    cast.approve(report)
    before = consolidate(report.period, Scope.APPROVED).figures
    reopen(report)
    take_back(report)
    assert consolidate(report.period, Scope.APPROVED).figures == before
    assert before["actions"] == 46


def test_a_return_taken_back_asks_nothing_of_the_unit(report):
    """Withdrawn by the unit itself, and reported as it was: nobody wants a reply."""
    cast.submit(report)
    cast.send_back(report)
    take_back(report)
    clerk = cast.clerk(report.unit)
    report.withdraw(by=clerk)
    assert not report.is_given_back
    assert report.submit(by=clerk, blank_as_zero=True).event == "submitted"


def test_the_return_before_it_still_does(report):
    cast.submit(report)
    cast.send_back(report, remarks=[("actions", "请核对")])
    cast.fill(report, FIGURES | {"actions": 47})
    cast.submit(report)
    cast.send_back(report, reason="点错了", remarks=[("officers", "不该有")])
    take_back(report)
    report.withdraw(by=cast.clerk(report.unit))
    assert is_reworked(report, report.explanations)  # against the first return
    assert [each.cell for each in followed_up(report, report.editions.all()).changed] == ["actions"]


# --- It is refused -------------------------------------------------------------------------------


def test_not_once_the_unit_has_saved(report):
    cast.submit(report)
    cast.send_back(report)
    cast.fill(report, FIGURES | {"actions": 47})
    assert refused(WrongState, take_back, report) == TOUCHED


def test_not_even_when_it_put_back_what_stood_there(report):
    cast.submit(report)
    cast.send_back(report)
    cast.fill(report, FIGURES | {"actions": 47})
    cast.fill(report, FIGURES)
    assert refused(WrongState, take_back, report) == TOUCHED


def test_not_once_a_workbook_was_taken_over(report):
    cast.submit(report)
    cast.send_back(report)
    entry = TakeOver(
        report.pk, report.version, report.figures, report.cut_off_on, "川汇区.xlsx", b"the file"
    )
    assert take_over([entry], by=cast.clerk(report.unit)) == {}
    assert refused(WrongState, take_back, cast.report(report.period)) == TOUCHED


def test_not_by_a_page_that_was_opened_before_the_unit_saved(report):
    cast.submit(report)
    cast.send_back(report)
    page = cast.report(report.period)
    cast.fill(report, FIGURES | {"actions": 47})
    assert page.is_as_returned
    assert refused(WrongState, take_back, page) == TOUCHED


def test_not_once_it_was_reported_again(report):
    cast.submit(report)
    cast.send_back(report)
    cast.submit(report)
    assert refused(WrongState, take_back, report) == "这张表现在是“已报送”，不能撤销退回。"


def test_not_twice(report):
    cast.submit(report)
    cast.send_back(report)
    take_back(report)
    assert refused(WrongState, take_back, report) == "这张表现在是“已报送”，不能撤销退回。"


@pytest.mark.parametrize("seen", [None, 1, 3])
def test_not_by_another_edition(report, seen):
    cast.submit(report)
    cast.send_back(report)
    assert refused(StaleEdition, take_back, report, edition=seen) == (
        "您查看的不是最新的第 2 版，没有执行“撤销退回”。请查看最新版后再作决定。"
    )


@pytest.mark.parametrize("account", [cast.auditor, cast.administrator])
def test_not_by_anybody_else(report, account):
    cast.submit(report)
    cast.send_back(report)
    assert refused(NotAllowed, take_back, report, by=account()) == (
        "您的账户没有“撤销退回”的权限。"
    )


@pytest.mark.parametrize("is_approved", [False, True])
def test_not_when_a_figure_was_altered_behind_the_portal_s_back(report, is_approved):
    """It would be submitted, or count, without anybody having reported it."""
    cast.submit(report)
    if is_approved:
        cast.approve(report)
        reopen(report)
    else:
        cast.send_back(report)
    Report.objects.filter(pk=report.pk).update(actions=47)
    assert refused(WrongState, take_back, cast.report(report.period)) == (
        "这张表与报送版本不符，不能撤销退回："
        "开展执法行动现为“47”，第1版是“46”，未经报送程序被改动。"
        "应由填报单位核对后重新报送，并告知系统管理员。"
    )


# --- Tables that were returned before there was such a thing -------------------------------------


def test_the_migration_marks_those_that_nobody_has_saved_since(report):
    cast.submit(report)
    neighbour = cast.report(report.period, cast.HUAIYANG)
    cast.submit(neighbour)
    for one in (report, neighbour):
        cast.send_back(one)
    cast.fill(neighbour, {"actions": 1})
    Report.objects.update(returned_version=None)
    [file] = Path(migrations.__file__).parent.glob("*_taking_back_a_return.py")
    migration = import_module(f"statistics.migrations.{file.stem}")
    migration.returned_and_untouched(apps, connection.schema_editor())
    told = Report.objects.order_by("unit__position")
    assert [one.is_as_returned for one in told] == [True, False]
