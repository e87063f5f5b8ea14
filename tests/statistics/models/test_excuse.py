"""免报: no table is expected of a unit any more; granted and taken back with a reason that is kept."""

from datetime import date

import pytest

from statistics.errors import NotAllowed, ReasonMissing, WrongState
from statistics.models import ExcuseChange, Report, take_over
from tests import cast
from tests.campaigns.periods import refused_by_the_database
from tests.statistics.models.states import FIGURES, TAKE, bring_to, lock, refused
from tests.statistics.models.taking_over import entry

pytestmark = pytest.mark.django_db
ENDED, AT = "机构改革，职能并入淮阳区局", cast.moment(date(2021, 6, 25))
EXCUSED = f"川汇区市场监督管理局2021年二季度已免报（原因：{ENDED}），"
NOT_OPEN = (
    f"川汇区市场监督管理局2021年二季度已免报，原因：{ENDED}。"
    "本期无需填报；如需报送，请联系市局知识产权保护科撤销免报。"
)


def excuse(report, reason=ENDED, **options):
    return report.excuse(by=cast.reviewer(), reason=reason, **options)


def take_back(report, reason="仍需单独报送", **options):
    return report.take_back_excuse(by=cast.reviewer(), reason=reason, **options)


def stored(report) -> Report:
    return Report.objects.with_table().get(pk=report.pk)


def test_it_says_when_by_whom_and_why_and_keeps_the_draft(report):
    version = report.version
    excuse(report, f" {ENDED}。 ", at=AT)
    now = stored(report)
    assert (now.excused_at, now.excused_by, now.excuse_reason) == (AT, cast.reviewer(), ENDED)
    assert (now.is_excused, now.status, now.status_in_words) == (True, "draft", f"免报（{ENDED}）")
    assert (now.figures["actions"], now.version, now.is_editable) == (46, version, False)


def test_it_is_taken_back_and_the_clerk_goes_on_where_the_page_was(report):
    page = stored(report)
    excuse(report)
    take_back(report)
    now = stored(report)
    assert (now.excused_at, now.excused_by, now.excuse_reason) == (None, None, "")
    assert now.status_in_words == "填报中"
    cast.fill(page, FIGURES | {"actions": 47})
    assert cast.submit(stored(report)).event == "submitted"


def test_each_act_is_kept_for_good_in_the_names_of_its_day(report):
    excuse(report, at=AT)
    take_back(report, at=cast.moment(date(2021, 6, 26)))
    by = cast.reviewer()
    by.last_name = "改名"
    by.save()
    kept = [(str(each), each.reason, each.at.day, each.by_account, each.by_name)
            for each in report.excuse_changes.all()]  # fmt: skip
    assert kept == [
        ("免报", ENDED, 25, "city", "市局审核员"),
        ("撤销免报", "仍需单独报送", 26, "city", "市局审核员"),
    ]
    with pytest.raises(TypeError):
        ExcuseChange.objects.update(reason="x")


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [(" 　", "请写明原因，以备日后查核。"), ("长" * 501, "原因有 501 个字，最多 500 个，请精简。")],
)
def test_it_has_a_reason(report, reason, sentence):
    assert refused(ReasonMissing, excuse, report, reason) == sentence
    excuse(report)
    assert refused(ReasonMissing, take_back, report, reason) == sentence
    assert report.excuse_changes.count() == 1


@pytest.mark.parametrize("state", ["submitted", "returned", "approved", "withdrawn later"])
def test_what_was_reported_is_not_excused(report, state):
    if state == "withdrawn later":  # the first submission stands
        bring_to(report, "returned")
        cast.submit(report)
        report.withdraw(by=cast.clerk(report.unit))
    else:
        bring_to(report, state)
    sentence = "川汇区市场监督管理局已报送过2021年二季度的统计表，不能免报。"
    assert (report.is_excusable, refused(WrongState, excuse, report)) == (False, sentence)
    with refused_by_the_database():
        Report.objects.filter(pk=report.pk).update(
            excused_at=AT, excused_by=cast.reviewer(), excuse_reason=ENDED
        )


def test_a_submission_that_was_withdrawn_never_counted(report):
    cast.submit(report)
    report.withdraw(by=cast.clerk(report.unit))
    assert str(excuse(report)) == "免报"


@pytest.mark.parametrize("step", ["save_draft", "submit"])
def test_the_clerk_s_page_takes_nothing_in(report, step):
    page = stored(report)
    excuse(report)
    assert refused(WrongState, TAKE[step], page, cast.clerk(report.unit)) == NOT_OPEN


@pytest.mark.parametrize("account", [cast.reviewer, lambda: cast.clerk(cast.unit())])
def test_nor_does_a_workbook_s_take_over(report, account):
    taking_over = entry(report, {"actions": 50})
    excuse(report)
    assert [each.message for each in take_over([taking_over], by=account()).values()] == [NOT_OPEN]
    assert refused(WrongState, report.submit_on_behalf, by=cast.reviewer()) == NOT_OPEN
    assert stored(report).figures["actions"] == 46


def test_twice_is_once(report):
    page = stored(report)
    excuse(report)
    assert refused(WrongState, excuse, page) == f"{EXCUSED}没有再次执行。"
    assert refused(WrongState, page.extend, by=cast.reviewer(), until=date(2021, 7, 5),
                   reason="x") == f"{EXCUSED}无需延期。"  # fmt: skip
    take_back(report)
    sentence = "川汇区市场监督管理局没有免报2021年二季度的统计表，无需撤销。"
    assert refused(WrongState, take_back, page) == sentence


def test_after_the_lock_too_as_no_figure_changes(report):
    lock(report)
    excuse(report)
    assert not stored(report).is_late()
    take_back(report)
    assert stored(report).is_late()


@pytest.mark.parametrize("account", [cast.auditor, lambda: cast.clerk(cast.unit())])
def test_it_is_the_section_s(report, account):
    def attempt(act):
        return refused(NotAllowed, act, by=account(), reason=ENDED)

    assert attempt(report.excuse) == "您的账户没有“免报”的权限。"
    excuse(report)
    assert attempt(report.take_back_excuse) == "您的账户没有“撤销免报”的权限。"


def test_what_is_excused_is_neither_expected_nor_late(report):
    reports = report.period.reports
    assert (reports.late().count(), reports.expected().count()) == (2, 2)
    excuse(report)
    assert [each.unit.code for each in reports.late()] == [cast.HUAIYANG]
    assert [each.unit.code for each in reports.expected()] == [cast.HUAIYANG]
    assert [each.unit.code for each in reports.excused()] == [cast.CHUANHUI]
