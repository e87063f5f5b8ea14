"""Submitting a report: what blocks it, and the one question."""

from datetime import date

import pytest

from statistics.checks.evaluate import blocking
from statistics.errors import NotSubmittable, StaleVersion
from statistics.form.indicators import CELLS
from statistics.models import Edition, Report
from tests import cast
from tests.statistics.models.states import FIGURES, everything, refused

pytestmark = pytest.mark.django_db


def blank_report() -> Report:
    return cast.report(cast.open_period(2021, 3))


def submit(report, **confirmed) -> Edition:
    """As from the page, which shows the last day where none is stored."""
    shown = report.period.ends_on
    return report.submit(by=cast.clerk(report.unit), cut_off_on=shown, **confirmed)


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
    assert question(report) == ("尚有 89 个空白格，是否按 0 报送？", [], 89, False)
    submit(report, blank_as_zero=True)
    assert (report.is_zero_report, report.blank_as_zero) == (False, True)


def test_confirming_a_zero_report_does_not_confirm_the_blanks_of_a_table_with_figures(report):
    """A colleague has typed figures since the page asked; that question is another one."""
    assert question(report, zero_report=True) == (
        "尚有 89 个空白格，是否按 0 报送？",
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
    sentence = "有 3 处强制性审核未通过，请改正后再报送。"
    assert question(report) == (sentence, findings, 0, False)
    assert question(report, blank_as_zero=True, zero_report=True) == (sentence, findings, 0, False)


def test_who_submits_is_who_filled_it_in_when_no_name_was_typed():
    report = blank_report()
    clerk = cast.clerk(report.unit)
    clerk.last_name, clerk.first_name = "张", "三"
    submit(report, zero_report=True)
    assert report.filled_by == "张三"


def test_an_account_without_a_name_has_to_type_one():
    report = blank_report()
    clerk = cast.clerk(report.unit)
    clerk.last_name = ""
    with pytest.raises(NotSubmittable) as refusal:
        submit(report, zero_report=True)
    assert [finding.check for finding in refusal.value.findings] == ["T2"]


def test_the_day_that_was_shown_is_the_table_s_where_none_was_stored():
    report = blank_report()
    assert submit(report, zero_report=True).content["cut_off_on"] == "2021-09-30"
    assert Report.objects.get(pk=report.pk).cut_off_on == date(2021, 9, 30)


def test_a_stored_day_is_not_touched_by_the_one_that_was_shown(report):
    cast.fill(report, FIGURES, cut_off_on=date(2021, 6, 25))
    assert submit(report, blank_as_zero=True).content["cut_off_on"] == "2021-06-25"


def test_no_day_is_made_up():
    report = blank_report()
    with pytest.raises(NotSubmittable) as refusal:
        report.submit(by=cast.clerk(report.unit), zero_report=True)
    assert [finding.message for finding in refusal.value.findings] == [
        "统计截止日：现为空白，应在 2021年7月1日至2021年9月30日之间。请填写本季度内数据统计到的那一天。"
    ]
    assert Report.objects.get(pk=report.pk).cut_off_on is None


def test_a_submission_of_a_version_that_is_no_longer_stored_is_refused(report):
    seen = report.version
    cast.fill(report, FIGURES | {"actions": 47}, at=cast.moment(date(2021, 6, 22), 14))
    sentence = refused(StaleVersion, submit, report, version=seen, blank_as_zero=True)
    assert sentence == (
        "您打开本页之后，您在另一窗口于 2021年6月22日 14:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert submit(report, version=report.version, blank_as_zero=True).number == 1
