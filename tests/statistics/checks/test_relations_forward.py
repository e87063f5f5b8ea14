"""Q5: what is corrected stays at or below every later reported table of its year."""

from datetime import date

import pytest

from statistics.checks.evaluate import blocking, check
from statistics.checks.findings import LaterTable, Table
from statistics.checks.limits import Level
from statistics.checks.rules import DEFAULT, RULES, Rules
from statistics.form.figures import Figures

SOUND = {"actions": 40, "officers": 100, "trademark-filed": 300, "trademark-value": 900}


def table(*later: LaterTable, rules: Rules = DEFAULT, **changes) -> Table:
    """A third quarter with these later tables."""
    return Table(
        figures=Figures(SOUND | changes),
        cut_off_on=date(2021, 9, 25),
        first_day=date(2021, 7, 1),
        last_day=date(2021, 9, 30),
        filled_by="填报员甲",
        later=later,
        name="三季度",
        rules=rules,
    )


def fourth(state="已审核", against: dict | None = None, **changes) -> LaterTable:
    return LaterTable("四季度", state, Figures(SOUND | changes), against and Figures(against))


LOWER = fourth(**{"trademark-filed": 60})


def found(*later: LaterTable, **changes) -> list[tuple[str, str]]:
    return [(each.check, each.cells[0]) for each in check(table(*later, **changes))]


def test_a_later_table_that_is_lower():
    [finding] = check(table(LOWER))
    assert (finding.check, finding.level, finding.cells, finding.needs_reviewer) == (
        "Q5", Level.EXPLAIN, ("trademark-filed",), True
    )  # fmt: skip
    assert finding.message == (
        "商标侵权案件 · 立案：四季度（已审核）60 < 三季度 300，以后各期的累计数应不少于本期，"
        "少 240 件。请核对本期数字；本期属实，以后各期须更正或另有原因的，写明情况。"
    )


def test_equal_or_higher_is_as_it_should_be():
    assert found(fourth()) == []
    assert found(fourth(**{"trademark-filed": 301})) == []


def test_without_a_later_table_there_is_nothing_to_say():
    assert found() == []


def test_a_blank_counts_as_zero_on_both_sides():
    blank = fourth(**{"trademark-value": None})
    [finding] = check(table(blank))
    assert finding.found == "四季度（已审核）0 < 三季度 900"
    assert found(fourth(**{"trademark-recovered": 0}), **{"trademark-recovered": None}) == []
    assert found(fourth(**{"trademark-recovered": None}), **{"trademark-recovered": 0}) == []


def test_each_cell_once_against_the_first_that_is_lower():
    third = LaterTable("三季度", "更正中", Figures(SOUND | {"trademark-filed": 299}))
    lowest = fourth(**{"trademark-filed": 1, "actions": 39})
    told = check(table(third, lowest))
    assert [(each.cells[0], each.found) for each in told] == [
        ("actions", "四季度（已审核）39 < 三季度 40"),
        ("trademark-filed", "三季度（更正中）299 < 三季度 300"),
    ]


def test_the_stock_is_never_held_to_it():
    assert found(fourth(key_markets=1), key_markets=9) == []


@pytest.mark.parametrize(("known", "asks"), [(300, False), (299, True), (None, True)])
def test_a_fall_that_the_later_table_was_asked_about_is_not_asked_about_again(known, asks):
    """It was explained there as Q1, against the very figure; one fact, one explanation."""
    later = fourth(against=SOUND | {"trademark-filed": known}, **{"trademark-filed": 60})
    assert found(later) == ([("Q5", "trademark-filed")] if asks else [])


def test_it_is_one_of_the_rules_and_can_be_set():
    assert RULES["Q5"].title == "以后各期的累计数不少于本期"
    assert list(RULES)[list(RULES).index("Q4") + 1] == "Q5"
    strict = check(table(LOWER, rules=Rules.of({"Q5-level": "mandatory"})))
    assert [each.check for each in blocking(strict)] == ["Q5"]
    assert strict[0].advice == "请核对本期数字，改正后才能报送。"
    [hint] = check(table(LOWER, rules=Rules.of({"Q5-level": "hint"})))
    assert (hint.level, hint.advice) == (Level.HINT, "请核对本期数字。")
