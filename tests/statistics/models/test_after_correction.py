"""上期已更正，待复核: which tables a correction marks, and what takes the mark away."""

import pytest

from statistics.errors import NotAllowed, ReasonMissing, StaleEdition, WrongState
from statistics.models import Edition, Report
from statistics.record.verification import verify
from tests import cast
from tests.statistics.models.correcting import (
    approved,
    correct,
    figures,
    reopen,
    rework,
    stored,
    two_quarters,
)
from tests.statistics.models.states import refused
from tests.worlds import remembered

pytestmark = pytest.mark.django_db
MARK = "上期已更正，待复核"
REASON = "核对了二季度15件的案卷，均为新立"


def marks(*reports) -> list[str]:
    return [stored(report).mark for report in reports]


def confirm(report, *, by=None, edition=None, reason=REASON):
    return stored(report).confirm_after_correction(
        by=by or cast.reviewer(),
        edition=edition or report.editions.last().number,
        reason=reason,
        at=cast.in_time(report),
    )


@pytest.fixture
@remembered
def second():
    """The second quarter, marked: the first was corrected from 10 to 25."""
    first, second = two_quarters()
    correct(first, 25)
    return stored(second)


# --- What marks, and what does not ---------------------------------------------------------------


def test_a_correction_marks_the_later_table_when_it_is_approved():
    first, second = two_quarters()
    rework(first, 25)
    assert marks(first, second) == ["", ""]
    cast.approve(first)
    assert marks(first, second) == ["", MARK]
    assert stored(second).corrected_before == first.editions.last()


def test_a_lower_one_marks_too_though_no_relation_fails():
    first, second = two_quarters()
    correct(first, 5)
    assert stored(first).explained == {}
    assert marks(second) == [MARK]


@pytest.mark.parametrize(
    "changes",
    [{"key_markets": 12}, {"trademark-closed": 0}, {"trademark-recovered": None}],
    ids=["the stock", "zero for a blank", "nothing"],
)
def test_equal_flows_mark_nothing(changes):
    first, second = two_quarters()
    correct(first, 10, **changes)
    assert marks(second) == [""]


def test_nor_does_a_first_approval():
    two = cast.report(cast.open_period(quarter=1)), approved(2, 15)
    cast.fill(two[0], figures(5))
    cast.submit(two[0])
    cast.approve(two[0])
    assert marks(*two) == ["", ""]


def test_every_later_table_that_was_reported_is_marked():
    first, second = two_quarters()
    third, fourth = approved(3, 20), cast.report(cast.open_period(quarter=4))
    cast.fill(fourth, figures(30))
    neighbour, next_year = approved(2, 15, cast.HUAIYANG), cast.report(cast.open_period(2022))
    cast.fill(next_year, figures(15))
    cast.submit(next_year)
    correct(first, 12)
    assert marks(first, second, third, fourth) == ["", MARK, MARK, ""]
    assert marks(neighbour, next_year) == ["", ""]
    correct(second, 16)  # reported after the first was corrected
    assert marks(first, second, third, fourth) == ["", "", MARK, ""]
    assert stored(third).corrected_before == second.editions.last()


@pytest.mark.parametrize("state", ["waits for review", "is being corrected"])
def test_in_whatever_state_it_is(state):
    first, second = approved(1, 10), cast.report(cast.open_period())
    cast.fill(second, figures(15, actions=22))
    cast.submit(second)
    if state == "is being corrected":
        cast.send_back(second)
    correct(first, 12)
    assert marks(second) == [MARK]


def test_a_draft_being_typed_is_not_disturbed():
    first, second = two_quarters()
    reopen(second)
    before = stored(second)
    correct(first, 12)
    cast.fill(before, figures(16, actions=22))
    assert marks(second) == [MARK]


def test_one_that_was_reported_after_the_corrected_figures_has_looked_back_at_them():
    first, second = two_quarters()
    reopen(second)
    rework(first, 25)
    cast.fill(second, figures(30, actions=22))
    cast.submit(second)
    cast.approve(first)
    assert marks(second) == [""]


# --- What takes it away --------------------------------------------------------------------------


def test_the_reviewer_confirms_it_with_a_reason(second):
    before = Report.objects.filter(pk=second.pk).values().get()
    edition = confirm(second)
    assert marks(second) == [""]
    assert (edition.number, edition.event, edition.get_event_display(), edition.reason) == (
        3, "confirmed", "复核无误", REASON
    )  # fmt: skip
    assert (edition.by, edition.at, edition.accepted) == (
        cast.reviewer(), cast.in_time(second), []
    )  # fmt: skip
    assert edition.digest == second.editions.get(number=2).digest
    after = Report.objects.filter(pk=second.pk).values().get()
    changed = {key: value for key, value in after.items() if value != before[key]}
    assert changed == {"corrected_before_id": None, "version": before["version"] + 1}


def test_a_corrected_one_is_approved(second):
    rework(second, 30)
    assert marks(second) == [MARK]
    cast.approve(second)
    assert marks(second) == [""]


def test_one_that_was_reported_before_the_correction_stays_marked_when_it_is_approved():
    first, second = approved(1, 10), cast.report(cast.open_period())
    cast.fill(second, figures(15, actions=22))
    cast.submit(second)
    correct(first, 5)
    cast.approve(second)
    assert marks(second) == [MARK]
    confirm(second)
    assert marks(second) == [""]


def test_sending_it_back_is_not_enough(second):
    reopen(second)
    assert marks(second) == [MARK]


def test_a_correction_of_the_correction_marks_anew(second):
    confirm(second)
    first = Report.objects.with_table().get(unit=second.unit, period__quarter=1)
    correct(first, 12)
    assert marks(second) == [MARK]
    assert stored(second).corrected_before == first.editions.last()


def test_an_equal_approval_takes_no_mark_away(second):
    first = Report.objects.with_table().get(unit=second.unit, period__quarter=1)
    mark = second.corrected_before
    correct(first, 25, key_markets=10)
    assert stored(second).corrected_before == mark


def test_a_late_earlier_correction_is_not_forgotten_over_another():
    """The third quarter was reported between two corrections that are approved one after the other."""
    first, second = two_quarters()
    third = approved(3, 20)
    rework(second, 16)
    rework_of_third = stored(third)
    rework(rework_of_third, 21)  # knows of the 16
    rework(first, 12)  # but not of the 12
    cast.approve(first)
    cast.approve(second)
    cast.approve(third)
    assert marks(third) == [MARK]


# --- Confirming refused --------------------------------------------------------------------------


def test_without_a_mark_there_is_nothing_to_confirm():
    first, _ = two_quarters()
    assert refused(WrongState, confirm, first) == (
        "这张表没有“上期已更正，待复核”的标记，可能已经复核过，没有执行“复核无误”。"
    )


def test_twice(second):
    confirm(second)
    assert refused(WrongState, confirm, second).startswith("这张表没有“上期已更正，待复核”的标记")


def test_while_it_is_being_corrected(second):
    reopen(second)
    assert refused(WrongState, confirm, second) == (
        "这张表正在由填报单位更正，报送后随审核一并处理，不能复核无误。"
    )


@pytest.mark.parametrize("who", ["clerk", "auditor", "administrator"])
def test_by_somebody_else(second, who):
    by = cast.clerk(second.unit) if who == "clerk" else getattr(cast, who)()
    assert refused(NotAllowed, confirm, second, by=by) == "您的账户没有“复核无误”的权限。"


def test_by_who_reported_it(second):
    Report.objects.filter(pk=second.pk).update(submitted_by=cast.reviewer())
    assert refused(NotAllowed, confirm, second) == (
        "报送和审核应由两个人完成，您不能审核自己报送的表。"
    )


def test_a_version_that_is_not_the_latest(second):
    assert refused(StaleEdition, confirm, second, edition=1) == (
        "您查看的不是最新的第 2 版，没有执行“复核无误”。请查看最新版后再作决定。"
    )


@pytest.mark.parametrize("reason", ["", " \n"])
def test_without_a_reason(second, reason):
    assert refused(ReasonMissing, confirm, second, reason=reason) == (
        "请写明复核的依据，例如核对了哪些案卷、为什么本表不用更正。"
    )


def test_with_too_long_a_reason(second):
    sentence = "原因有 501 个字，最多 500 个，请精简。"
    assert refused(ReasonMissing, confirm, second, reason="很" * 501) == sentence


# --- What stays ----------------------------------------------------------------------------------


def test_the_record_is_proven_in_every_state(second):
    assert list(verify()) == []
    confirm(second)
    assert list(verify()) == []
    Report.objects.filter(pk=second.pk).update(status="submitted")
    assert [fault.message for fault in verify()] == [
        "川汇区市场监督管理局 2021年二季度：现为“已报送”，按最后的版本应为“已审核”。"
    ]


def test_a_submitted_one_stays_submitted():
    first, second = approved(1, 10), cast.report(cast.open_period())
    cast.fill(second, figures(15, actions=22))
    cast.submit(second)
    correct(first, 12)
    confirm(second)
    assert stored(second).status == "submitted"
    assert list(verify()) == []
    cast.approve(second)
    assert [each.event for each in second.editions.all()] == [
        Edition.Event.SUBMITTED, Edition.Event.CONFIRMED, Edition.Event.APPROVED
    ]  # fmt: skip
