"""是否已含: asked before the successor's table is reported, kept with it, in effect with its approval."""

import pytest
from django.db import connection

from statistics.errors import NotSubmittable, WrongState
from statistics.models import Inclusion, Report
from statistics.models.edition import changes
from statistics.record.afterwards import corrected_before
from tests import cast
from tests.statistics.merging import NAME, QUESTION, end, filled, heir, merged, reported, reviewed
from tests.statistics.models.correcting import approved, correct, figures
from tests.statistics.models.states import refused

pytestmark = pytest.mark.django_db
CODE = cast.HUAIYANG


def submit(report):
    cast.explain(report)
    return report.submit(by=cast.clerk(report.unit), blank_as_zero=True)


def answers(report) -> list[tuple]:
    kept = Inclusion.objects.filter(submission=report.submission)
    return [(each.unit.code, each.is_included, str(each)) for each in kept]


def previous(report) -> int:
    report.refresh_from_db()
    return report.previous().reported_figures["trademark-filed"]


# --- Asked and kept ------------------------------------------------------------------------------


def test_it_cannot_be_reported_without_the_answer():
    merged()
    report = filled()
    assert refused(NotSubmittable, submit, report) == f"请先回答：{QUESTION}"
    with pytest.raises(NotSubmittable) as refusal:
        submit(report)
    assert refusal.value.questions == [(NAME, QUESTION)]


@pytest.mark.parametrize("included", [True, False])
def test_the_answer_is_kept_with_what_is_reported(included):
    merged()
    report = reported(*[CODE] * included)
    told = "已含" if included else "未含"
    said = f"{told}原淮阳区市场监督管理局的累计数"
    assert answers(report) == [(CODE, included, said)]
    edition = report.editions.get()
    content = {CODE: {"name": "淮阳区市场监督管理局", "included": included}}
    assert (edition.content["included"], edition.inclusions) == (content, [said])
    cast.approve(report)  # what was submitted: nothing was altered


def test_where_nothing_is_asked_nothing_is_kept():
    merged()
    first = cast.report(cast.open_period(quarter=1))
    assert "included" not in first.editions.first().content
    assert Inclusion.objects.count() == 0


def test_an_answer_that_nobody_asks_for_any_more_is_dropped():
    merged()
    report = filled()
    cast.answer(report, [CODE])
    end(on=None, into=())  # the merger was a mistake
    submit(report)
    assert (answers(report), Report.objects.get(pk=report.pk).included) == ([], {})


def test_entered_on_behalf_it_stays_unanswered():
    merged()
    report = filled()
    cast.answer(report, [CODE])
    cast.submit_on_behalf(report, {"actions": 60, "officers": 160})
    assert answers(report) == []


@pytest.mark.parametrize("give_back", ["withdraw", "send_back"])
def test_given_back_it_keeps_the_former_answer(give_back):
    merged()
    report = reported(CODE)
    if give_back == "withdraw":
        report.withdraw(by=cast.clerk(report.unit))
    else:
        cast.send_back(report)
    (unit,) = report.look_around().asked
    assert report.answered == {unit.pk: True}


def test_another_answer_is_a_change_of_what_was_given_back():
    merged()
    report = reported()
    cast.send_back(report)
    cast.answer(report, [CODE])
    submit(report)
    first, second = report.editions.submitted()
    assert (changes(first.figures, second.figures), answers(report)[0][1]) == ([], True)


def test_a_unit_renamed_afterwards_keeps_the_name_of_the_day_and_breaks_no_digest():
    merged()
    report = reported(CODE)
    unit = cast.unit(CODE)
    unit.code, unit.name = "411699", "淮阳新区市场监督管理局"
    unit.save()
    cast.approve(report)
    assert report.editions.last().inclusions == ["已含原淮阳区市场监督管理局的累计数"]


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        ("update statistics_report set included = '{}'", "并入的回答与第1版不同"),
        ("delete from statistics_inclusion", "汇总所依据的并入回答与第1版不同"),
    ],
)
def test_an_answer_altered_behind_the_portal_is_not_approved(alter, sentence):
    merged()
    report = reported(CODE)
    with connection.cursor() as cursor:
        cursor.execute(alter)
    assert sentence in refused(WrongState, cast.approve, report)


# --- In effect -----------------------------------------------------------------------------------


def test_from_the_approval_on_it_is_not_asked_again():
    merged()
    report = reported(CODE)
    assert [each.code for each in heir(3).look_around().asked] == [CODE]
    cast.approve(report)
    assert heir(3).look_around().asked == []
    assert (previous(heir(2)), previous(heir(3))) == (17, 20)


def test_no_is_asked_again_next_period():
    merged()
    reviewed(filed=12)
    assert [each.code for each in heir(3).look_around().asked] == [CODE]
    third = filled(25, quarter=3)
    assert previous(third) == 12
    cast.answer(third, [CODE])
    assert previous(third) == 19


def test_what_is_less_than_both_together_has_to_be_explained():
    merged()
    report = filled(16)
    cast.answer(report, [CODE])
    found = [each.finding.statement for each in report.answers(*report.around()) if each.refusal]
    assert found == ["商标侵权案件 · 立案：现填 16 件，累计数应不少于上期 17 件，少 1 件"]


def test_nothing_new_puts_both_together_in():
    merged()
    report = heir()
    cast.answer(report, [CODE])
    report.repeat_last(by=cast.clerk(report.unit), version=report.version)
    assert (report.figures["trademark-filed"], report.figures["key_markets"]) == (17, 18)


@pytest.mark.parametrize("with_merger", [True, False])
def test_what_a_merger_costs(with_merger, django_assert_num_queries):
    """Two as ever; three for the ways, the units and the answers."""
    if with_merger:
        merged()
    report = heir()
    with django_assert_num_queries(5 if with_merger else 1):
        report.look_around()


@pytest.mark.parametrize("excused", [False, True])
def test_one_that_ends_on_the_last_day_reports_that_quarter_itself_unless_it_is_excused(excused):
    second = cast.open_period(quarter=2)
    approved(1, 10)
    approved(1, 7, CODE)
    end(on=second.ends_on)
    if excused:
        city = cast.reviewer()
        excuse = {"excused_at": cast.moment(second.ends_on), "excuse_reason": "已并入川汇区"}
        second.reports.filter(unit__code=CODE).update(**excuse, excused_by=city)
    asked = [[each.code for each in heir(quarter).look_around().asked] for quarter in (2, 3)]
    assert asked == [[CODE] * excused, [CODE]]


# --- The ended unit reports itself all the same -----------------------------------------------------


def opened_before_the_end():
    """The period was opened for both, and 淮阳区 is at work on its own table of it."""
    second = cast.open_period(quarter=2)
    approved(1, 10)
    approved(1, 7, CODE)
    end()
    own = cast.report(second, CODE)
    cast.fill(own, figures(9, actions=23))
    return own


def test_what_an_approved_table_has_is_not_reported_a_second_time():
    own = opened_before_the_end()
    reviewed(CODE)
    assert refused(WrongState, cast.submit, own) == (
        "川汇区市场监督管理局 2021年二季度的统计表（已审核）已含原淮阳区市场监督管理局的累计数，不能再单独报送，"
        "以免重复计入。确需单独报送的，请联系市局先将川汇区市场监督管理局的统计表退回更正。"
    )


def test_an_inclusion_is_not_recorded_of_a_unit_that_has_reported_meanwhile():
    own = opened_before_the_end()
    report = reported(CODE)
    cast.submit(own)
    assert refused(WrongState, cast.approve, report) == (
        "报送之后情况有变，“已含原淮阳区市场监督管理局的累计数”的回答不再成立（原单位又自行报送，或承继关系已更正），"
        "不能审核通过。请退回，由填报单位核对后重新报送。"
    )
    cast.send_back(report)
    assert report.look_around().asked == []


# --- An earlier table of the ended unit is corrected ------------------------------------------------


@pytest.mark.parametrize(("included", "marked"), [([CODE], True), ([], False)])
def test_a_correction_of_the_ended_unit_s_table_marks_those_that_include_it(included, marked):
    merged()
    reviewed(*included)
    third = reviewed(filed=25, quarter=3)
    assert [each.mark != "" for each in (heir(1), heir(2), heir(3))] == [False] * 3
    first = cast.report(cast.open_period(quarter=1), CODE)
    correct(first, 9)
    assert [each.mark != "" for each in (heir(1), heir(2), heir(3))] == [False, marked, marked]
    assert third.mark == ""  # as it was read before
    if marked:
        told = corrected_before(heir(2))
        assert (told.name, [(each.old, each.new) for each in told.changes]) == (
            "原淮阳区市场监督管理局一季度",
            [("7", "9")],
        )
