"""Issuing the city's total: what is frozen, what is refused, and two people at the same moment."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from statistics.admin.totals import freeze_total
from statistics.admin.totals.freeze_total import issue
from statistics.errors import NotAllowed, ReasonMissing, StaleTotal, WrongState
from statistics.form.figures import Figures
from statistics.models import Consolidation, Report
from statistics.models.edition import digest_of
from statistics.models.issued_total import sha256_of
from statistics.totals.consolidate import Scope
from statistics.totals.revision import content_of
from tests import cast
from tests.cast import HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import (
    CHANGED,
    approved,
    corrected,
    corrected_and_back,
    issued,
    seen,
)
from tests.statistics.models.same_moment import at_once, colleague, one_refusal, slowly
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    """川汇区 is approved, 淮阳区 waits for review."""
    period = cast.open_period()
    approved(period)
    huaiyang = cast.report(period, HUAIYANG)
    cast.fill(huaiyang, {"actions": 20, "trademark-filed": 4})
    cast.submit(huaiyang)
    return period


# --- What is frozen ------------------------------------------------------------------------------


def test_what_an_issued_total_keeps(period):
    at = cast.moment(date(2021, 7, 5))
    total = issued(period, note="报省局", at=at)
    chuanhui = cast.report(period)
    assert (total.number, total.printed_number, total.title) == (1, "2021-2-1", "第 1 号")
    assert (total.scope, total.note, total.corrects) == ("approved", "报省局", None)
    assert (total.issued_at, total.issued_by) == (at, cast.reviewer())
    assert total.figures == Figures(
        dict.fromkeys(chuanhui.figures.cells, 0) | {"actions": 46, "trademark-filed": 10}
    )
    assert total.members == [
        {
            "unit": "411602",
            "unit_id": chuanhui.unit_id,
            "name": "川汇区市场监督管理局",
            "standing": "已审核",
            "timeliness": "按时",
            "first_submitted_at": "2021-06-28T02:00:00+00:00",
            "report": chuanhui.pk,
            "quarter": 2,
            "edition": 2,
            "digest": chuanhui.editions.get(number=2).digest,
            "carried": False,
            "cut_off_on": "2021-06-30",
            "without_stock": False,
            "doubtful": False,
            "marked": False,
            "excuse": "",
        },
        {
            "unit": "411603",
            "unit_id": cast.unit(HUAIYANG).pk,
            "name": "淮阳区市场监督管理局",
            "standing": "已报送",
            "timeliness": "按时",
            "first_submitted_at": "2021-06-28T02:00:00+00:00",
            "report": None,
            "quarter": None,
            "edition": None,
            "digest": "",
            "carried": False,
            "cut_off_on": "",
            "without_stock": False,
            "doubtful": False,
            "marked": False,
            "excuse": "",
        },
    ]
    assert total.digest == digest_of(total.content)
    assert total.workbook_sha256 == sha256_of(total.workbook)
    stored = Consolidation.objects.get()
    assert (stored.content, bytes(stored.workbook)) == (total.content, total.workbook)
    assert (stored.is_intact, stored.is_workbook_intact) == (True, True)


def test_a_second_one_corrects_the_first(period):
    first = issued(period)
    corrected(cast.report(period), CHANGED)
    second = issued(period, note="川汇区更正立案数")
    assert (second.number, second.printed_number, second.title) == (
        2,
        "2021-2-2",
        "第 2 号（更正件）",
    )
    assert (second.corrects, first.correction, second.note) == (first, second, "川汇区更正立案数")
    assert [total.figures["actions"] for total in Consolidation.objects.order_by("number")] == [
        46,
        47,
    ]


def test_each_period_counts_for_itself(period):
    issued(period)
    third = cast.open_period(quarter=3)
    approved(third)
    assert issued(third).printed_number == "2021-3-1"


def test_the_same_figures_of_another_scope_are_a_correction(period):
    issued(period)
    total = issued(period, Scope.CARRY, note="改为沿用上期的口径")
    assert (total.number, total.scope) == (2, "carry")


def test_sums_may_have_more_digits_than_a_cell(period):
    corrected(cast.report(period), {"actions": 999_999_999})
    cast.approve(cast.report(period, HUAIYANG))
    issued(period)
    assert Consolidation.objects.get().figures["actions"] == 1_000_000_019


def test_an_issued_total_is_never_changed(period):
    total = issued(period)
    totals = Consolidation.objects.all()
    for attempt in (
        total.save,
        total.delete,
        totals.delete,
        lambda: totals.update(note="别的"),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert Consolidation.objects.get().note == ""


@pytest.mark.parametrize(
    "values",
    [
        {"number": 1, "corrects": None},  # the number is taken
        {"number": 2, "corrects": None, "note": "更正"},
        {"number": 1, "corrects": "first", "note": "更正"},
        {"number": 2, "corrects": "first", "note": ""},
    ],
)
def test_the_database_keeps_the_numbers_in_order(period, values):
    first = issued(period)
    values = {name: first if value == "first" else value for name, value in values.items()}
    same = {"scope": "approved", "content": {}, "digest": "", "workbook": b""}
    same |= {"issued_at": first.issued_at, "issued_by": first.issued_by}
    with pytest.raises(IntegrityError), transaction.atomic():
        Consolidation.objects.create(period=period, **same, **values)


# --- What is refused -----------------------------------------------------------------------------


def refused(kind, period, scope=Scope.APPROVED, **options) -> str:
    before = list(Consolidation.objects.values_list("pk", flat=True))
    options = {"by": cast.reviewer(), "seen": seen(period, scope)} | options
    with pytest.raises(kind) as refusal:
        issue(period, scope, **options)
    assert list(Consolidation.objects.values_list("pk", flat=True)) == before
    return refusal.value.message


@pytest.mark.parametrize(
    "account", [cast.auditor, cast.administrator, lambda: cast.clerk(cast.unit())]
)
def test_only_the_section_issues(period, account):
    message = refused(NotAllowed, period, by=account())
    assert message == "您的账户没有“发布汇总表”的权限。"


def test_nothing_counts_yet():
    assert refused(WrongState, cast.open_period()) == (
        "尚无统计表计入汇总，暂无可发布的数据。请先审核各单位报送的统计表。"
    )


def test_nothing_has_changed(period):
    issued(period)
    message = "现有数据与已发布的第 1 号完全一致，无需更正，未再发布。"
    assert refused(WrongState, period, note="再来一次") == message
    corrected_and_back(period)
    assert refused(WrongState, period, note="再来一次") == message


def test_an_approval_of_what_counted_already_is_no_change(period):
    issued(period, Scope.SUBMITTED)
    cast.approve(cast.report(period, HUAIYANG))
    assert refused(WrongState, period, Scope.SUBMITTED, note="已审核").startswith("现有数据与")


@pytest.mark.parametrize("note", ["", "  \n"])
def test_a_correction_without_a_reason(period, note):
    issued(period)
    corrected(cast.report(period), CHANGED)
    assert refused(ReasonMissing, period, note=note) == (
        "这一期已发布过第 1 号，再发布就是更正件。请写明更正原因。"
    )


def test_a_note_that_is_too_long(period):
    assert refused(ReasonMissing, period, note="字" * 501) == (
        "说明有 501 个字，最多 500 个，请精简。"
    )
    assert issued(period, note="字" * 500).note == "字" * 500


def test_a_total_that_is_no_longer_the_one_that_was_seen(period):
    then = seen(period)
    cast.approve(cast.report(period, HUAIYANG))
    assert refused(StaleTotal, period, seen=then) == (
        "您打开本页之后，有统计表被审核、退回或改动，汇总内容已有变化，没有发布。"
        "请核对以下最新数据，再重新发布。"
    )
    assert refused(StaleTotal, period, seen="").startswith("您打开本页之后")


# --- Two people at the same moment ---------------------------------------------------------------


@pytest.fixture
def held_up(monkeypatch):
    """Once the rows are locked and added up: without the locks the other one would go on."""
    monkeypatch.setattr(freeze_total, "content_of", slowly(content_of))


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_issue_at_once(held_up):
    period = cast.open_period()
    approved(period)
    then, both = seen(period), (cast.reviewer(), colleague())
    results = at_once(
        *(lambda by=by: issue(period, Scope.APPROVED, by=by, seen=then) for by in both)
    )
    assert type(one_refusal(results)) is WrongState
    assert list(Consolidation.objects.values_list("number", flat=True)) == [1]


@pytest.mark.django_db(transaction=True)
def test_one_issues_while_the_other_gives_a_table_back(held_up):
    """What is issued is wholly of before; or it is refused, for it is not what was seen."""
    period = cast.open_period()
    report = approved(period)
    approved(period, HUAIYANG, {"actions": 20})
    then, reviewers = seen(period), (cast.reviewer(), colleague())
    other = Report.objects.get(pk=report.pk)
    results = at_once(
        lambda: issue(period, Scope.APPROVED, by=reviewers[0], seen=then),
        lambda: other.reopen(by=reviewers[1], edition=2, reason="更正立案数"),
    )
    if isinstance(results[0], Consolidation):
        assert (results[0].digest, results[0].figures["actions"]) == (then, 66)
    else:
        assert type(results[0]) is StaleTotal
    assert cast.report(period).status == "returned"


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [2, 30])
def test_queries_do_not_grow_with_units(number):
    period = city.approved_counties(number, (2021, 2))
    then, reviewer = seen(period), cast.reviewer()
    reviewer.has_perm("statistics.issue_consolidation")
    with CaptureQueriesContext(connection) as captured:
        issue(period, Scope.APPROVED, by=reviewer, seen=then)
    assert len(captured) == 22
