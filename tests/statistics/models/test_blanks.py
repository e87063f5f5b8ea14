"""Submitting a table with blanks: what they mean in each way of filling in, and what is asked of them."""

from decimal import Decimal

import pytest

from statistics.errors import NotSubmittable
from statistics.form.figures import Figures
from statistics.form.indicators import CELLS, FLOWS
from statistics.models import Edition, Report
from tests import cast
from tests.statistics.models.states import FIGURES, everything

pytestmark = pytest.mark.django_db

FIRST_QUARTER = {
    "actions": 20,
    "officers": 60,
    "key_markets": 7,
    "trademark-filed": 4,
    "trademark-closed": 0,
    "trademark-value": Decimal("3.5"),
}
STOCK = "辖区重点实体经济市场数量是截止日的实有数，不沿用上期（上期 7 个），请填写；没有的填 0。"
ZERO = "其中 82 格上期也为空白，按 0 报送。"


@pytest.fixture
def second():
    """The second quarter, blank, after a first one that was reported."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, FIRST_QUARTER)
    cast.submit(first)
    return cast.report(cast.open_period())


def submit(report, **said) -> Edition:
    return report.submit(by=cast.clerk(report.unit), cut_off_on=report.period.ends_on, **said)


def asked(report, **said) -> tuple:
    """(sentence, blanks, carries, questions) of a refused submission; nothing has changed."""
    before = everything()
    with pytest.raises(NotSubmittable) as refusal:
        submit(report, **said)
    assert everything() == before
    error = refusal.value
    assert error.findings == []
    return error.message, error.blanks, error.carries, error.questions


def stored(report) -> dict:
    return dict(Report.objects.get(pk=report.pk).figures.cells)


# --- Increments: a blank says that nothing is new ------------------------------------------------


def test_one_question_covers_all_blanks(second):
    cast.fill(second, {"actions": 22, "officers": 64, "trademark-filed": 5, "key_markets": 7})
    question = f"89 格空白：本期无新增，沿用上期累计？其中 {89 - 2} 格上期也为空白，按 0 报送。"
    assert asked(second, by_increment=True) == (question, 89, True, [])
    edition = submit(second, by_increment=True, blank_as_previous=True)
    assert stored(second) == dict.fromkeys(CELLS, 0) | FIRST_QUARTER | {
        "actions": 22,
        "officers": 64,
        "trademark-filed": 5,
    }
    assert edition.figures.cells == stored(second)
    assert (second.blank_as_zero, second.is_zero_report) == (False, False)
    assert second.submission.figures == Figures(stored(second))


def test_a_blank_is_not_found_to_have_fallen(second):
    cast.fill(second, {"actions": 22, "officers": 64, "key_markets": 7})
    answers = second.answers(*second.around(), by_increment=True)
    assert [answer.key for answer in answers] == []
    fallen = [answer.key for answer in second.answers(*second.around())]
    assert fallen == ["Q1-trademark-filed", "Q1-trademark-value"]


def test_a_blank_stock_is_asked_for_by_itself(second):
    cast.fill(second, {"actions": 22, "officers": 64})
    question, blanks, carries, questions = asked(second, by_increment=True)
    assert (
        question
        == f"90 格空白：本期无新增，沿用上期累计？其中 87 格上期也为空白，按 0 报送。{STOCK}"
    )
    assert (blanks, carries, questions) == (90, True, [("key_markets", STOCK)])
    again = asked(second, by_increment=True, blank_as_previous=True)
    assert again == (STOCK, 90, True, [("key_markets", STOCK)])


def test_a_table_without_any_other_blank_still_asks_for_the_stock(second):
    cast.fill(second, dict.fromkeys(FLOWS, 60))
    cast.explain(second)
    assert asked(second, by_increment=True)[:3] == (STOCK, 0, True)


def test_the_stock_may_be_said_to_be_zero(second):
    cast.fill(second, {"actions": 22, "officers": 64})
    submit(second, by_increment=True, blank_as_previous=True, blank_as_zero=True)
    assert (stored(second)["key_markets"], stored(second)["trademark-filed"]) == (None, 4)
    assert second.blank_as_zero is True


def test_nothing_typed_is_nothing_new_and_needs_no_other_explanation(second):
    cast.fill(second, {"key_markets": 7})
    question, *_ = asked(second, by_increment=True)
    assert question.startswith("92 格空白：本期无新增，沿用上期累计？")
    edition = submit(second, by_increment=True, blank_as_previous=True)
    assert [(each.reason, each.text) for each in edition.explained] == [
        ("nothing_new", "本期无新增")
    ]
    assert second.is_zero_report is False


def test_zeros_that_were_typed_are_explained_as_ever(second):
    """Somebody said of one cell that nothing is new in it; that is not said of the table."""
    cast.fill(second, {"key_markets": 7, "actions": 20})
    with pytest.raises(NotSubmittable) as refusal:
        submit(second, by_increment=True, blank_as_previous=True)
    assert [each.key for each in refusal.value.findings] == ["Q4-actions"]


def test_findings_come_first_and_say_what_a_blank_counts_as(second):
    cast.fill(second, {"actions": 40, "key_markets": 7})
    with pytest.raises(NotSubmittable) as refusal:
        submit(second, by_increment=True)
    assert [each.statement for each in refusal.value.findings] == [
        "出动执法人员：现为 60 人次（本期无新增），应不少于开展执法行动次数的 2 倍，即 80 人次，少 20 人次"
    ]


def test_what_explained_the_same_figures_last_time_explains_them_again(second):
    """涉案金额 0.2 without a case: nothing is new there, and so nothing is to be written."""
    first = cast.report(cast.open_period(quarter=1))
    first.withdraw(by=cast.clerk(first.unit))
    cast.fill(first, FIRST_QUARTER | {"official_sign-value": Decimal("0.2")})
    cast.submit(first)
    cast.fill(second, {"actions": 22, "officers": 64, "trademark-filed": 5, "key_markets": 7})
    [answer] = second.answers(*second.around(), by_increment=True)
    assert (answer.key, answer.state, answer.explanation.text) == (
        "D3-official_sign-filed",
        "本期无新增，沿用上期说明，随表报送。这一条还须市局审核人认可。",
        "D3-official_sign-filed系联合执法中的特殊情形",
    )
    edition = submit(second, by_increment=True, blank_as_previous=True)
    assert [(each.text, each.says) for each in edition.explained] == [
        (
            "D3-official_sign-filed系联合执法中的特殊情形",
            "官方标志、特殊标志和奥林匹克标志案件 · 立案：现为 0 件（本期无新增），"
            "立案、结案为 0 时，三项金额应为 0，涉案金额现为 0.2 万元（本期无新增）",
        )
    ]


def test_where_anything_is_new_it_is_explained_anew(second):
    first = cast.report(cast.open_period(quarter=1))
    first.withdraw(by=cast.clerk(first.unit))
    cast.fill(first, FIRST_QUARTER | {"official_sign-value": Decimal("0.2")})
    cast.submit(first)
    typed = {"actions": 22, "officers": 64, "official_sign-value": Decimal("0.3"), "key_markets": 7}
    cast.fill(second, typed)
    [answer] = second.answers(*second.around(), by_increment=True)
    assert (answer.key, answer.refusal) == (
        "D3-official_sign-filed",
        "请选择说明类别，写明情况。",
    )


def test_blank_as_zero_means_zero_among_increments_too(second):
    cast.fill(second, {"actions": 22, "officers": 64, "key_markets": 7})
    with pytest.raises(NotSubmittable) as refusal:
        submit(second, by_increment=True, blank_as_zero=True)
    assert [each.key for each in refusal.value.findings] == [
        "Q1-trademark-filed",
        "Q1-trademark-value",
    ]
    cast.explain(second)
    submit(second, by_increment=True, blank_as_zero=True)
    assert (stored(second)["trademark-filed"], second.blank_as_zero) == (None, True)


def test_a_confirmed_zero_report_is_one_among_increments_too(second):
    """Nothing at all since January, though the first quarter said otherwise."""
    with pytest.raises(NotSubmittable) as refusal:
        submit(second, by_increment=True, zero_report=True)
    assert "Q1-actions" in [each.key for each in refusal.value.findings]


# --- Without an earlier period, and cumulative figures -------------------------------------------


def test_without_an_earlier_period_a_blank_is_zero(report):
    assert asked(report, by_increment=True) == ("尚有 89 个空白格，是否按 0 报送？", 89, False, [])
    submit(report, by_increment=True, blank_as_previous=True, blank_as_zero=True)
    kept = stored(report)
    assert kept == dict.fromkeys(CELLS, 0) | FIGURES | {"key_markets": None}


def test_among_cumulative_figures_a_blank_is_zero_whatever_stood_there(second):
    cast.fill(second, {"actions": 22, "officers": 64})
    cast.explain(second)
    assert asked(second) == ("尚有 91 个空白格，是否按 0 报送？", 91, False, [])


# --- Given back ----------------------------------------------------------------------------------


def test_blanks_that_are_carried_on_are_a_change_of_a_table_that_was_given_back(second):
    cast.fill(second, {"actions": 22, "officers": 64, "key_markets": 7})
    cast.submit(second)
    cast.send_back(second)
    edition = submit(second, by_increment=True, blank_as_previous=True)
    assert (edition.number, edition.figures["trademark-filed"]) == (3, 4)


def test_what_was_reported_is_shown_as_it_was_reported_when_it_comes_back(second):
    cast.fill(second, {"actions": 22, "officers": 64, "key_markets": 7})
    second.fill_in_by(increment=True)
    submit(second, by_increment=True, blank_as_previous=True)
    second.withdraw(by=cast.clerk(second.unit))
    assert Report.objects.get(pk=second.pk).by_increment is False


def test_how_it_is_filled_in_is_no_version(second):
    second.fill_in_by(increment=True)
    again = Report.objects.get(pk=second.pk)
    assert (again.by_increment, again.version) == (True, 1)
    again.fill_in_by(increment=False)
    cast.fill(again, {"actions": 20})
    cast.submit(again)
    again.fill_in_by(increment=True)  # by who still has the page open
    assert Report.objects.get(pk=second.pk).by_increment is False


@pytest.mark.parametrize("typed", [1, 60])
def test_carrying_on_takes_the_same_queries_however_many_blanks(
    second, typed, django_assert_num_queries
):
    cast.fill(second, dict.fromkeys(FLOWS[4 : 4 + typed], 60) | {"key_markets": 7})
    cast.explain(second)
    with django_assert_num_queries(14):
        submit(second, by_increment=True, blank_as_previous=True)
