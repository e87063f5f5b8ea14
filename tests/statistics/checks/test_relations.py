"""Every relation of the form: once broken, once kept, and as grave as the rules say (FORM.md)."""

from datetime import date
from decimal import Decimal

import pytest

from statistics.checks.evaluate import blocking, check
from statistics.checks.findings import Table
from statistics.checks.limits import Level
from statistics.checks.relations import CHECKS
from statistics.checks.rules import DEFAULT, RULES, Rules
from statistics.form.figures import Figures

SECOND_QUARTER = {
    "cut_off_on": date(2021, 6, 25),
    "first_day": date(2021, 4, 1),
    "last_day": date(2021, 6, 30),
    "filled_by": "填报员甲",
}
# A table that gives no cause for anything.
SOUND = {
    "actions": 46,
    "officers": 152,
    "market_actions": 12,
    "market_officers": 40,
    "key_markets": 9,
    "trademark-filed": 10,
    "trademark-closed": 9,
    "trademark-value": Decimal("15.54"),
    "trademark-penalty": 12,
    "trademark-recovered": 3,
    "trademark-transferred": 1,
    "trademark-ecommerce": 2,
    "trademark-key_market": 3,
    "trademark-rural_market": 4,
    "trademark-foreign": 1,
    "trademark-foreign_recovered": 1,
}


def table(changes: dict, *earlier: dict, rules: Rules = DEFAULT) -> Table:
    """SOUND with these changes; `earlier` are the tables of earlier quarters, the oldest first."""
    before = tuple(Figures(figures) for figures in earlier)
    return Table(
        figures=Figures(SOUND | changes),
        previous=before[-1] if before else None,
        earlier=before,
        rules=rules,
        **SECOND_QUARTER,
    )


def found(changes: dict, *earlier: dict, rules: Rules = DEFAULT) -> list[tuple[str, str]]:
    return [(each.check, each.cells[0]) for each in check(table(changes, *earlier, rules=rules))]


def test_a_sound_table_gives_no_cause():
    assert check(table({})) == []


BROKEN_AND_KEPT = [
    ("A1", {"market_actions": 47, "market_officers": 94}, {"market_actions": 46}),
    ("A2", {"market_officers": 153}, {"market_officers": 152}),
    ("A3", {"market_officers": 0}, {"market_officers": 1}),
    ("A3", {"market_actions": 0}, {"market_actions": 1}),
    ("A4", {"officers": 91}, {"officers": 92}),
    ("A5", {"key_markets": 0}, {"key_markets": 1}),
    ("B6", {"trademark-recovered": Decimal("0.99")}, {"trademark-recovered": 1}),
    ("B7", {"trademark-foreign": None}, {"trademark-foreign": 1}),
    ("D1", {"trademark-closed": 11}, {"trademark-closed": 10}),
    ("D2", {"trademark-transferred": 11}, {"trademark-transferred": 10}),
    ("D3", {"patent_agency-recovered": 1, "patent_agency-value": 1}, {"patent_agency-closed": 0}),
    ("D4", {"patent_agency-filed": 1}, {"patent_agency-filed": 1, "patent_agency-value": 1}),
    ("M1", {"trademark-penalty": Decimal("15.55")}, {"trademark-penalty": Decimal("15.54")}),
    ("M4", {"trademark-recovered": Decimal("155.41")}, {"trademark-recovered": Decimal("155.4")}),
]


@pytest.mark.parametrize(("relation", "broken", "kept"), BROKEN_AND_KEPT)
def test_a_relation_within_a_table(relation, broken, kept):
    assert relation in {check for check, _ in found(broken)}
    assert found(kept) == []


# --- Every one of them ---------------------------------------------------------------------------

NOBODY = dict.fromkeys(["actions", "officers", "market_actions", "market_officers"], 0)
FIRST = SOUND | {"actions": 40}
FEW = {"trademark-filed": 2, "trademark-value": 1}
EVERY = {relation: (broken, kept, ()) for relation, broken, kept in BROKEN_AND_KEPT} | {
    "B1": ({"trademark-ecommerce": 11}, {"trademark-ecommerce": 10}, ()),
    "B2": ({"trademark-key_market": 11}, {"trademark-key_market": 10}, ()),
    "B3": ({"trademark-rural_market": 11}, {"trademark-rural_market": 10}, ()),
    "B4": ({"trademark-foreign": 11}, {"trademark-foreign": 10}, ()),
    "D5": (NOBODY, NOBODY | {"actions": 1, "officers": 2}, ()),
    "M2": ({"trademark-penalty": 344}, {"trademark-penalty": 343}, ()),
    "M3": ({"trademark-value": 501}, {"trademark-value": 500}, ()),
    "A6": ({"key_markets": 6}, {"key_markets": 7}, (FIRST,)),
    "Q1": ({"trademark-filed": 9}, {"trademark-filed": 10}, (FIRST,)),
    "Q3": ({"trademark-filed": 13}, {"trademark-filed": 12}, (FEW,)),
    "Q4": ({}, {"actions": 47}, (SOUND,)),
}
# Of a workbook, of the table's head, and of later tables: ../workbooks/reading/test_reading.py,
# test_checks.py, test_cut_off.py, test_relations_forward.py.
OTHERS = {"S1", "T1", "T2", "T3", "Q5"}


def test_every_relation_has_its_case():
    assert EVERY.keys() | OTHERS == CHECKS.keys() == RULES.keys()


@pytest.mark.parametrize("relation", EVERY)
def test_every_relation_broken_and_kept(relation):
    broken, kept, earlier = EVERY[relation]
    assert relation in {check for check, _ in found(broken, *earlier)}
    assert relation not in {check for check, _ in found(kept, *earlier)}


ADVICE_ENDS = {Level.MANDATORY: "，改正后才能报送。", Level.EXPLAIN: ("写明情况。", "写明件数。",
               "请写明。", "市局审核认可。"), Level.HINT: "。"}  # fmt: skip


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("relation", [each for each in EVERY if not RULES[each].is_fixed])
def test_each_is_as_grave_as_the_rules_say(relation, level):
    broken, _, earlier = EVERY[relation]
    odd = table(broken, *earlier, rules=Rules.of({f"{relation}-level": level}))
    told = [each for each in check(odd) if each.check == relation]
    assert {each.level for each in told} == {level}
    assert all(each.advice.endswith(ADVICE_ENDS[level]) for each in told)
    assert ("写明" in told[0].advice) == (level is Level.EXPLAIN)
    blocks = relation in {each.check for each in blocking(check(odd))}
    assert blocks == (level is Level.MANDATORY)


@pytest.mark.parametrize("relation", ["A1", "A2", "B6"])
@pytest.mark.parametrize("level", ["explain", "hint"])
def test_what_cannot_be_true_stays_mandatory_whatever_is_stored(relation, level):
    broken, _, _ = EVERY[relation]
    odd = table(broken, rules=Rules.of({f"{relation}-level": level}))
    assert relation in {each.check for each in blocking(check(odd))}


# One more and one less than the limit, where the default would say the opposite in one of both.
LIMITS = [
    ("A4-per_action", "3", {"officers": 137}, {"officers": 138}, (), "开展执法行动次数的 3 倍"),
    ("A4-per_action", "1.5", {"officers": 68}, {"officers": 69}, (), "次数的 1.5 倍"),
    ("A6-change", "50", {"key_markets": 4}, {"key_markets": 5}, (FIRST,), "不超过 50%"),
    ("M2-per_value", "2", {"trademark-penalty": 282}, {"trademark-penalty": 281}, (),
     "涉案金额的 2 倍加每案 25 万元，即 281.08 万元"),
    ("M2-per_case", "0.5", {"trademark-penalty": 99}, {"trademark-penalty": 98}, (),
     "涉案金额的 6 倍加每案 0.5 万元，即 98.24 万元"),
    ("M3-per_case", "80", {"trademark-value": 801}, {"trademark-value": 800}, (),
     "每案 80 万元，即 800 万元"),
    ("M4-per_value", "2", {"trademark-recovered": 32}, {"trademark-recovered": 31}, (),
     "涉案金额的 2 倍，即 31.08 万元"),
    ("Q3-times", "7", {"trademark-filed": 17}, {"trademark-filed": 16}, (FEW,),
     "平均新增 2 件的 7 倍，或者不超过 10 件"),
    ("Q3-cases", "20", {"trademark-filed": 23}, {"trademark-filed": 22}, (FEW,),
     "平均新增 2 件的 5 倍，或者不超过 20 件"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "limit", "broken", "kept", "earlier", "words"), LIMITS)
def test_the_limits_are_the_rules(name, limit, broken, kept, earlier, words):
    rules, relation = Rules.of({name: limit}), name.partition("-")[0]
    [told] = [
        each for each in check(table(broken, *earlier, rules=rules)) if each.check == relation
    ]
    assert words in told.expected
    assert relation not in {check for check, _ in found(kept, *earlier, rules=rules)}


def test_every_limit_has_such_a_case():
    limits = {f"{check}-{name}" for check, rule in RULES.items() for name in rule.limits}
    assert {case[0] for case in LIMITS} | {"T3-days"} == limits  # test_cut_off.py


# --- Some more closely ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relation", "column"),
    [("B1", "ecommerce"), ("B2", "key_market"), ("B3", "rural_market"), ("B4", "foreign")],
)
def test_b1_to_b4_in_each_row_and_in_the_total(relation, column):
    assert found({f"trademark-{column}": 10}) == []
    assert found({f"trademark-{column}": 11}) == [
        (relation, f"trademark-{column}"),
        (relation, f"total-{column}"),
    ]
    other_row = {"other_patent-filed": 5, "other_patent-value": 1}
    assert found({f"trademark-{column}": 11} | other_row) == [(relation, f"trademark-{column}")]


def test_one_case_may_sit_in_all_four_columns():
    columns = ("ecommerce", "key_market", "rural_market", "foreign")
    assert found({f"trademark-{column}": 10 for column in columns}) == []


def test_d5_cases_without_any_action():
    still = dict.fromkeys(["actions", "officers", "market_actions", "market_officers"], 0)
    assert found(still) == [("D5", "actions")]
    assert found(still | {"actions": 1, "officers": 2}) == []


def test_m2_a_fine_above_the_legal_ceiling_needs_the_reviewer_too():
    at_most = {"trademark-value": 10, "trademark-penalty": 310}  # 6 × 10 + 25 × 10
    assert found(at_most) == [("M1", "trademark-penalty")]
    above = check(table(at_most | {"trademark-penalty": Decimal("310.01")}))
    assert [(each.check, each.needs_reviewer) for each in above] == [("M1", False), ("M2", True)]
    assert above[1].message == (
        "商标侵权案件 · 罚没款金额：现填 310.01 万元，"
        "应不超过涉案金额的 6 倍加每案 25 万元，即 310 万元，多 0.01 万元。"
        "请核对是否把“元”当成了“万元”；确实如此的，写明案件情况，并由市局审核认可。"
    )


def test_m3_more_than_half_a_million_yuan_a_case():
    assert found({"trademark-value": 500}) == []
    assert found({"trademark-value": Decimal("500.01")}) == [("M3", "trademark-value")]
    slip = {"trademark-value": 5000, "trademark-penalty": 501}
    assert found(slip) == [("M3", "trademark-value"), ("M3", "trademark-penalty")]


# --- Against earlier periods ---------------------------------------------------------------------


@pytest.mark.parametrize("markets", [6, 7, 9, 11])
def test_a6_a_stock_may_change_by_less_than_a_third(markets):
    last = SOUND | {"actions": 40}
    expected = [("A6", "key_markets")] if markets == 6 else []
    assert found({"key_markets": markets}, last) == expected


def test_q1_a_cumulative_figure_falls():
    last = SOUND | {"actions": 40, "trademark-value": 16}
    [fall] = check(table({"key_markets": 8}, last))
    assert (fall.check, fall.level, fall.cells) == ("Q1", Level.EXPLAIN, ("trademark-value",))
    assert fall.needs_reviewer
    assert fall.message == (
        "商标侵权案件 · 涉案金额：现填 15.54 万元，累计数应不少于上期 16 万元，少 0.46 万元。"
        "请核对本期数字；撤案、案由调整、经复议或诉讼改变，或者上期填报有误的，写明情况。"
    )


def test_q1_a_blank_counts_as_zero_and_is_called_so():
    [fall] = check(table({"trademark-transferred": None}, SOUND | {"actions": 40}))
    assert (fall.check, fall.cells) == ("Q1", ("trademark-transferred",))
    assert (fall.found, fall.difference) == ("现为空白（按 0 计）", "少 1 件")


def test_q3_says_from_where_on_it_is_many():
    [spike] = check(table({"trademark-filed": 13}, FEW | {"trademark-closed": 2}))
    assert spike.message == (
        "合计 · 立案：当期新增 11 件，一般不超过此前各期平均新增 2 件的 5 倍，或者不超过 10 件。"
        "请核对立案。"
    )


@pytest.mark.parametrize(("filed", "fires"), [(14, False), (15, True)])
def test_q3_many_more_new_cases_than_before(filed, fires):
    first = {"trademark-filed": 2, "trademark-value": 1}
    second = {"trademark-filed": 4, "trademark-value": 1}
    now = {"trademark-filed": filed}
    assert (("Q3", "total-filed") in found(now, first, second)) is fires


def test_q3_a_first_quarter_has_nothing_to_be_compared_with():
    assert found({"trademark-filed": 60}) == []


def test_q4_the_same_as_last_time():
    assert found({}, SOUND) == [("Q4", "actions")]
    assert found({"actions": 47}, SOUND) == []


# --- Which of them block -------------------------------------------------------------------------


def test_what_is_to_be_explained_does_not_block_by_itself():
    odd = table({"trademark-closed": 11}, SOUND)
    assert blocking(check(odd)) == []
    assert [each.level for each in check(odd)] == [Level.EXPLAIN]
