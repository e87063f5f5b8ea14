"""One fact is explained once: which relation speaks for which others of its row (FORM.md)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.checks.evaluate import check
from statistics.checks.findings import Table
from statistics.checks.relations import SILENCES
from statistics.checks.rules import DEFAULT, Rules
from statistics.form.figures import Figures

ACTIVE = {"actions": 9, "officers": 18}  # so that D5 has nothing to say


def table(row: dict, category="trademark", rules: Rules = DEFAULT, **more) -> Table:
    cells = {f"{category}-{column}": figure for column, figure in row.items()}
    return Table(
        figures=Figures(ACTIVE | cells | more),
        cut_off_on=date(2021, 6, 25),
        first_day=date(2021, 4, 1),
        last_day=date(2021, 6, 30),
        filled_by="填报员甲",
        rules=rules,
    )


def asked(row: dict, **more) -> list[tuple[str, str, bool]]:
    """(relation, column to look at, whether the reviewer accepts it too)."""
    return [
        (each.check, each.cells[0].partition("-")[2], each.needs_reviewer)
        for each in check(table(row, **more))
    ]


def test_who_silences_whom():
    assert {"D3": {"M1", "M2", "M3", "M4"}, "D4": {"M1", "M4"}, "B7": set()} == SILENCES


# --- D3: no case of this year --------------------------------------------------------------------


def test_a_fine_decided_last_year_is_one_fact_and_the_reviewer_accepts_it():
    assert asked({"penalty": 5}) == [("D3", "filed", True)]


def test_mediation_is_one_fact_of_the_clerk_alone():
    assert asked({"recovered": 8}) == [("D3", "filed", False)]


def test_the_one_sentence_names_the_amounts_it_speaks_for():
    [fact] = check(table({"penalty": 5, "recovered": 8}))
    assert fact.message == (
        "商标侵权案件 · 立案：现为空白（按 0 计），立案、结案为 0 时，三项金额应为 0，"
        "罚没款金额现填 5 万元、挽回经济损失现填 8 万元。"
        "请核对立案、结案和金额；上年决定本年执行、调解等情况，请写明。"
    )


def test_an_amount_in_another_row_is_another_fact():
    both = table({"penalty": 5}, **{"other_patent-penalty": Decimal(6), "other_patent-filed": 0})
    assert [each.key for each in check(both)] == ["D3-trademark-filed", "D3-other_patent-filed"]


# --- D4: cases without any turnover --------------------------------------------------------------


def test_a_case_without_turnover_is_one_fact():
    assert asked({"filed": 3, "penalty": 5, "recovered": 2}) == [("D4", "value", False)]


def test_d4_does_not_speak_for_the_legal_ceiling():
    assert asked({"filed": 1, "penalty": 26}) == [("D4", "value", False), ("M2", "penalty", True)]


def test_b7_silences_nothing():
    found = asked({"filed": 1, "recovered": 4, "foreign_recovered": 4})
    assert found == [("B7", "foreign_recovered", False), ("D4", "value", False)]
    found = asked({"filed": 1, "value": 1, "recovered": 11, "foreign_recovered": 4})
    assert found == [("B7", "foreign_recovered", False), ("M4", "recovered", False)]


# --- 元 typed as 万元 ----------------------------------------------------------------------------


def test_a_slip_always_shows():
    """立案 3, 罚没款 50000, 涉案金额 left blank."""
    assert asked({"filed": 3, "penalty": 50000}) == [
        ("D4", "value", False),
        ("M1", "penalty", False),
        ("M2", "penalty", True),
        ("M3", "penalty", True),
    ]


@pytest.mark.parametrize(("penalty", "others"), [("50", []), ("50.01", ["M1", "M2", "M3"])])
def test_an_amount_over_the_limit_for_one_case_is_never_silenced(penalty, others):
    found = check(table({"penalty": Decimal(penalty)}))
    assert [each.check for each in found] == ["D3", *others]


def test_that_limit_is_the_citys():
    lower = Rules.of({"M3-per_case": "4"})
    found = check(table({"penalty": 5}, rules=lower))
    assert [each.check for each in found] == ["D3", "M1", "M2", "M3"]


# --- Levels that the city has changed ------------------------------------------------------------


def test_a_hint_speaks_for_nothing_that_is_to_be_explained():
    """Else nobody would be asked at all."""
    found = check(table({"penalty": 5}, rules=Rules.of({"D3-level": "hint"})))
    assert [each.check for each in found] == ["M1", "M2", "M3", "D3"]


def test_what_blocks_is_not_silenced_by_what_only_asks():
    found = check(table({"penalty": 5}, rules=Rules.of({"M1-level": "mandatory"})))
    assert [(each.check, each.needs_reviewer) for each in found] == [("M1", False), ("D3", True)]


def test_what_would_only_hint_hands_no_acceptance_over():
    hints = Rules.of({"M2-level": "hint", "M3-level": "hint"})
    assert [
        (each.check, each.needs_reviewer) for each in check(table({"penalty": 5}, rules=hints))
    ] == [("D3", False)]


# --- The law, written once more in plain Python --------------------------------------------------

COUNTS = st.sampled_from([None, 0, 1, 2, 3])
AMOUNTS = st.sampled_from(
    [None, *map(Decimal, ("0", "0.5", "1", "5", "10", "25.01", "50", "50.01", "150.01", "50000"))]
)
ROWS = st.fixed_dictionaries(
    {"filed": COUNTS, "closed": COUNTS, "value": AMOUNTS, "penalty": AMOUNTS, "recovered": AMOUNTS}
)


def by_the_law(row: dict) -> set[tuple[str, str, bool]]:
    filed, closed, value, penalty, recovered = (
        row[key] or 0 for key in ("filed", "closed", "value", "penalty", "recovered")
    )
    cases = filed if filed > closed else closed
    too_large = {
        ("M1", "penalty"): penalty > value,
        ("M2", "penalty"): penalty > 6 * value + 25 * cases,
        ("M3", "value"): value > 50 * cases,
        ("M3", "penalty"): penalty > 50 * cases,
        ("M4", "recovered"): recovered > 10 * value,
    }
    firing = {each for each, fires in too_large.items() if fires}
    kept = {(check, key) for check, key in firing if (row[key] or 0) > 50}
    if filed == closed == 0 and (value or penalty or recovered):
        hidden = firing - kept
        accepts = any(check in ("M2", "M3") for check, _ in hidden)
        told = {("D3", "filed", accepts)}
    elif filed and not value:
        hidden = {each for each in firing - kept if each[0] in ("M1", "M4")}
        told = {("D4", "value", False)}
    else:
        hidden, told = set(), set()
    return told | {(check, key, check in ("M2", "M3")) for check, key in firing - hidden}


@given(ROWS)
def test_every_row_is_asked_by_the_law(row):
    assert {each for each in asked(row) if each[0] != "D1"} == by_the_law(row)
