"""Two people at the same moment: one wins, the other is told, nothing is lost or doubled.

Each step is held up for a moment right after it has locked the row and looked at it. Without the
lock the other one would look at the same state in that moment, and both would win.
"""

import hashlib
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, ReportingPeriod
from campaigns.start import start_campaign
from statistics.admin.totals.freeze_total import _hold, issue
from statistics.errors import StaleEdition, StaleVersion, WrongState
from statistics.form.figures import Figures
from statistics.form.merging import Typed
from statistics.models import CaseRow, Report, Scope, SourceWorkbook, open_period, take_over
from statistics.record.verification import verify
from tests import cast
from tests.statistics.models.same_moment import (
    at_once,
    colleague,
    one_refusal,
    slowly,
    while_it_waits,
)
from tests.statistics.models.taking_over import FILE, entry
from units.models import ReportingUnitQuerySet

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report() -> Report:
    report = cast.report(cast.open_period(units=[cast.CHUANHUI]))
    cast.clerk(report.unit)  # before the threads look for the account, each for itself
    return report


@pytest.fixture(autouse=True)
def _hold_up(monkeypatch):
    """After the row is locked: Report's in _lock(), the period's before it asks for the units."""
    for owner, name in [(Report, "_lock"), (ReportingUnitQuerySet, "valid_on")]:
        monkeypatch.setattr(owner, name, slowly(getattr(owner, name)))


def opened(report) -> Report:
    """As another tab or another account has it before them."""
    return Report.objects.with_table().get(pk=report.pk)


def events(report) -> list[tuple[int, str]]:
    return list(report.editions.order_by("number").values_list("number", "event"))


def test_two_reviewers_approve_the_same_report(report):
    cast.submit(report)
    one, other = opened(report), opened(report)
    reviewers = cast.reviewer(), colleague()
    results = at_once(
        lambda: one.approve(by=reviewers[0], edition=1),
        lambda: other.approve(by=reviewers[1], edition=1),
    )
    refusal = one_refusal(results)
    assert (type(refusal), refusal.message) == (
        WrongState,
        "这张表现在是“已审核”，不能审核通过。",
    )
    assert (opened(report).status, events(report)) == (
        "approved",
        [(1, "submitted"), (2, "approved")],
    )


def test_one_approves_while_the_other_sends_back(report):
    cast.submit(report)
    one, other = opened(report), opened(report)
    reviewers = cast.reviewer(), colleague()
    results = at_once(
        lambda: one.approve(by=reviewers[0], edition=1),
        lambda: other.send_back(by=reviewers[1], edition=1, reason="有误"),
    )
    sentence = one_refusal(results).message
    assert (opened(report).status, sentence, events(report)[1:]) in [
        ("approved", "这张表现在是“已审核”，不能退回。", [(2, "approved")]),
        ("returned", "这张表现在是“已退回”，不能审核通过。", [(2, "returned")]),
    ]


def test_the_city_approves_while_the_unit_withdraws(report):
    cast.submit(report)
    one, other = opened(report), opened(report)
    reviewer, clerk = cast.reviewer(), cast.clerk(report.unit)
    results = at_once(lambda: one.approve(by=reviewer, edition=1), lambda: other.withdraw(by=clerk))
    sentence = one_refusal(results).message
    assert (opened(report).status, sentence, events(report)[1:]) in [
        ("approved", "这张表现在是“已审核”，不能撤回。", [(2, "approved")]),
        ("draft", "这张表现在是“填报中”，不能审核通过。", [(2, "withdrawn")]),
    ]


def test_the_city_approves_while_the_unit_replaces_what_it_saw(report):
    """Withdrawn, corrected and reported again: the approval is of the old edition or refused."""
    cast.submit(report)
    one, other = opened(report), opened(report)
    reviewer, clerk = cast.reviewer(), cast.clerk(report.unit)

    def correct():
        other.withdraw(by=clerk)
        cast.fill(other, {"actions": 47, "officers": 94})
        return other.submit(by=clerk, blank_as_zero=True)

    results = at_once(correct, lambda: one.approve(by=reviewer, edition=1))
    refusal = one_refusal(results)
    assert isinstance(refusal, WrongState | StaleEdition)
    assert (opened(report).status, opened(report).figures["actions"], events(report)[1:]) in [
        ("approved", None, [(2, "approved")]),
        ("submitted", 47, [(2, "withdrawn"), (3, "submitted")]),
    ]


def test_one_tab_submits_while_the_other_saves(report):
    cast.fill(report, {"actions": 46, "officers": 92})
    submitting, saving = opened(report), opened(report)
    clerk = cast.clerk(report.unit)
    results = at_once(
        lambda: submitting.submit(by=clerk, version=2, blank_as_zero=True),
        lambda: cast.fill(saving, {"actions": 47}),
    )
    refusal, now = one_refusal(results), opened(report)
    assert (type(refusal), now.status, now.figures["actions"], events(report)) in [
        (WrongState, "submitted", 46, [(1, "submitted")]),
        (StaleVersion, "draft", 47, []),
    ]


def test_two_tabs_save_at_the_same_moment(report):
    """The table is one of the two, from the first cell to the last, and never a mixture."""
    tables = [dict.fromkeys(["actions", "trademark-filed", "other_patent-closed"], 1)]
    tables += [dict.fromkeys(["actions", "trademark-filed", "counterfeit_patent-closed"], 2)]
    one, other = opened(report), opened(report)
    results = at_once(lambda: cast.fill(one, tables[0]), lambda: cast.fill(other, tables[1]))
    refusal, now = one_refusal(results), opened(report)
    assert type(refusal) is StaleVersion
    assert refusal.message == (
        f"您打开本页之后，您在另一窗口于 {timezone.localtime(now.saved_at):%H:%M} "
        "保存过这张表。您填的内容没有覆盖它，请核对两边的数字。"
    )
    winner = results.index(None)
    assert (now.version, now.figures) == (2, Figures(tables[winner]))


def type_in(report, was=None, **figures):
    typed = {name: Typed(figure, was) for name, figure in figures.items()}
    return report.save_inputs(typed, by=cast.clerk(report.unit), version=1)


def test_two_tabs_save_other_cells_at_the_same_moment(report, monkeypatch):
    """Each has read the table before the other one wrote; both are stored, in two versions."""
    monkeypatch.setattr(Report, "_merge", slowly(Report._merge))
    one, other = opened(report), opened(report)
    results = at_once(
        lambda: type_in(one, **{"actions": 46, "trademark-filed": 10}),
        lambda: type_in(other, **{"officers": 92, "trademark-closed": 9}),
    )
    now = opened(report)
    assert [merged.clashing for merged in results] == [[], []]
    assert now.version == 3
    figures = {"actions": 46, "officers": 92, "trademark-filed": 10, "trademark-closed": 9}
    assert now.figures == Figures(figures)
    assert now.last_changes.keys() == figures.keys()


def test_two_tabs_save_one_cell_at_the_same_moment(report, monkeypatch):
    monkeypatch.setattr(Report, "_merge", slowly(Report._merge))
    one, other = opened(report), opened(report)
    results = at_once(lambda: type_in(one, actions=46), lambda: type_in(other, actions=47))
    assert sorted(len(merged.clashing) for merged in results) == [0, 1]
    (winner,) = [merged.taken["actions"] for merged in results if merged.taken]
    assert (opened(report).version, opened(report).figures["actions"]) == (2, winner)


@pytest.mark.parametrize(
    "step",
    [
        lambda report: cast.submit(report),
        lambda report: report.excuse(by=cast.reviewer(), reason="并入淮阳区局"),
    ],
    ids=["submitted", "excused"],
)
def test_a_cell_that_waits_for_what_closes_the_table_is_refused(report, step):
    page, other = opened(report), opened(report)
    cast.reviewer()
    refusal = while_it_waits(lambda: step(other), lambda: type_in(page, actions=46))
    assert (type(refusal), opened(report).figures["actions"]) == (WrongState, None)


def test_a_double_click_submits_once(report):
    clerk, shown = cast.clerk(report.unit), report.period.ends_on
    one, other = opened(report), opened(report)
    first, second = at_once(
        lambda: one.submit(by=clerk, zero_report=True, cut_off_on=shown),
        lambda: other.submit(by=clerk, zero_report=True, cut_off_on=shown),
    )
    assert first == second
    assert events(report) == [(1, "submitted")]
    assert opened(report).version == 2


def test_a_period_that_two_people_open_at_once_has_each_unit_s_report_once(report):
    period = start_campaign(2021).periods.get(quarter=3)
    mine = [ReportingPeriod.objects.get(pk=period.pk) for _ in range(2)]
    assert sorted(at_once(*(partial(open_period, one) for one in mine))) == [0, 1]
    assert mine[0].opened_at == mine[1].opened_at
    assert Report.objects.filter(period=period).count() == 1
    assert CaseRow.objects.filter(report__period=period).count() == 8
    assert Report.objects.get(period=period).version == 1


def test_a_correction_approved_while_the_later_table_is_reported_again(report):
    """One after the other: what is there before the approval is not marked by it, what comes after
    stays marked until it is approved itself."""
    first, second = cast.report(cast.open_period(quarter=1, units=[cast.CHUANHUI])), report
    for table in (first, second):
        cast.fill(table, {"actions": 20 + table.period.quarter, "officers": 60})
        cast.submit(table)
        cast.approve(table)
    for table in (first, second):
        table.reopen(by=cast.reviewer(), edition=2, reason="更正")
        cast.fill(table, {"actions": 20 + table.period.quarter, "officers": 59})
    cast.submit(first)
    one, other = opened(first), opened(second)
    approval, submission = at_once(
        lambda: one.approve(
            by=cast.reviewer(), edition=4, accepted=list(one.explained), at=cast.in_time(one)
        ),
        lambda: cast.submit(other),
    )
    assert (approval.event, submission.event) == ("approved", "submitted")
    assert (opened(second).mark == "") == (submission.pk < approval.pk)
    cast.approve(opened(second))
    assert opened(second).mark == ""


def test_approving_and_issuing_at_once_never_wait_in_a_circle(report):
    """The second quarter was opened first: the later table, locked too, has the lower number."""
    first, second = cast.report(cast.open_period(quarter=1, units=[cast.CHUANHUI])), report
    assert second.pk < first.pk
    cast.fill(first, {"actions": 21, "officers": 60})
    cast.submit(first)
    one, reviewers = opened(first), (cast.reviewer(), colleague())
    approval, refusal = at_once(
        lambda: one.approve(by=reviewers[0], edition=1),
        lambda: issue(second.period, Scope.APPROVED, by=reviewers[1], seen=""),
    )
    assert (approval.event, type(refusal)) == ("approved", WrongState)  # nothing to issue yet


# --- Whoever waits for a row sees what belongs to it as it is then -------------------------------


def workbook(report):
    """川汇区's figures by mail, to be taken over by the city."""
    return entry(report, {"actions": 46, "officers": 92})


def test_a_submission_that_waits_for_an_import_names_its_workbook(report):
    clerk, reviewer = cast.clerk(report.unit), cast.reviewer()
    mine = opened(report)
    edition = while_it_waits(
        lambda: take_over([workbook(report)], by=reviewer),
        lambda: mine.submit(by=clerk, blank_as_zero=True),
    )
    assert edition.figures["actions"] == 46
    assert (edition.source, edition.content["workbook"], edition.content["on_behalf_by"]) == (
        SourceWorkbook.objects.get(),
        hashlib.sha256(FILE).hexdigest(),
        "市局审核员",
    )
    assert list(verify()) == []


def test_an_import_that_waits_for_an_import_sees_its_workbook(report):
    """The same file twice at the same moment is kept once: the second changes nothing."""
    reviewer = cast.reviewer()
    entries = [workbook(report)]
    refusals = while_it_waits(
        lambda: take_over(entries, by=reviewer), lambda: take_over(entries, by=reviewer)
    )
    assert (refusals, SourceWorkbook.objects.count(), opened(report).version) == ({}, 1, 2)


def test_a_submission_that_waits_takes_the_period_as_it_is_then(report):
    """Whoever holds the row also moves the lock: the one that waits is refused by the new day."""
    clerk, mine = cast.clerk(report.unit), opened(report)

    def lock_the_period():
        Report.objects.filter(pk=report.pk).lock()
        ReportingPeriod.objects.filter(pk=report.period_id).update(locks_on=date(2021, 7, 10))

    refusal = while_it_waits(lock_the_period, lambda: mine.submit(by=clerk, zero_report=True))
    assert (type(refusal), events(report)) == (WrongState, [])


def test_a_total_that_waits_is_of_the_campaign_as_it_is_then(report):
    cast.submit(report)
    cast.approve(report)
    period = ReportingPeriod.objects.get(pk=report.period_id)

    def rename_the_campaign():
        ReportingPeriod.objects.select_for_update().get(pk=period.pk)
        Campaign.objects.update(document_number="周市监办〔2021〕54号")

    held = while_it_waits(rename_the_campaign, transaction.atomic(lambda: _hold(period)))
    assert held.campaign.document_number == "周市监办〔2021〕54号"


# --- 免报 ----------------------------------------------------------------------------------------


def excuse(report):
    return report.excuse(by=cast.reviewer(), reason="并入淮阳区局")


def test_two_of_the_section_excuse_the_same_unit(report):
    one, other = opened(report), opened(report)
    cast.reviewer()
    refusal = one_refusal(at_once(lambda: excuse(one), lambda: excuse(other)))
    assert refusal.message == (
        "川汇区市场监督管理局2021年二季度已免报（原因：并入淮阳区局），没有再次执行。"
    )
    assert report.excuse_changes.count() == 1


@pytest.mark.parametrize("step", [cast.submit, lambda page: cast.fill(page, {"actions": 50})])
def test_it_is_excused_while_the_clerk_saves_or_reports(report, step):
    """What began before it waits, and is then refused; nothing is half done."""
    page, other = opened(report), opened(report)
    cast.reviewer()
    refusal = while_it_waits(lambda: excuse(other), lambda: step(page))
    assert refusal.message.startswith(
        "川汇区市场监督管理局2021年二季度已免报，原因：并入淮阳区局。"
    )
    now = opened(report)
    assert (now.is_excused, now.figures.is_empty, events(now)) == (True, True, [])


def test_it_is_reported_while_it_is_to_be_excused(report):
    page, other = opened(report), opened(report)
    cast.reviewer()
    refusal = while_it_waits(lambda: cast.submit(page), lambda: excuse(other))
    assert refusal.message == "川汇区市场监督管理局已报送过2021年二季度的统计表，不能免报。"
    assert (opened(report).status, report.excuse_changes.count()) == ("submitted", 0)
