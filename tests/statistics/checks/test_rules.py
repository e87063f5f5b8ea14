"""What may be set of the relations, and what is made of what was stored or typed."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.checks.limits import Level, Limit
from statistics.checks.rules import DEFAULT, RULES, SETTINGS, Difference, Rules
from statistics.errors import RulesRefused


def level_texts():
    return st.sampled_from([level.value for level in Level])


def limit_texts(limit: Limit):
    numbers = st.decimals(limit.least, limit.most, places=limit.places)
    return numbers.map(lambda number: limit.write(number))


settings = st.fixed_dictionaries(
    {},
    optional={
        name: limit_texts(setting) if isinstance(setting, Limit) else level_texts()
        for name, setting in SETTINGS.items()
    },
)


def refused(texts: dict) -> dict[str, str]:
    with pytest.raises(RulesRefused) as caught:
        Rules.read(texts)
    return caught.value.problems


# --- The form's own ------------------------------------------------------------------------------


def test_the_levels_of_the_form():
    """FORM.md, line by line; with the head's three at the end."""
    words = {Level.MANDATORY: "强制", Level.EXPLAIN: "核实", Level.HINT: "提示"}
    assert {check: words[DEFAULT.level(check)] for check in RULES} == {
        "A1": "强制", "A2": "强制", "A3": "核实", "A4": "核实", "A5": "核实", "A6": "提示",
        "B1": "核实", "B2": "核实", "B3": "核实", "B4": "核实", "B6": "强制", "B7": "核实",
        "D1": "核实", "D2": "核实", "D3": "核实", "D4": "核实", "D5": "核实",
        "M1": "核实", "M2": "核实", "M3": "核实", "M4": "核实",
        "Q1": "核实", "Q3": "提示", "Q4": "核实", "Q5": "核实",
        "S1": "强制", "T1": "强制", "T2": "强制", "T3": "提示",
    }  # fmt: skip


def test_the_limits_of_the_form():
    limits = {name: one for name, one in SETTINGS.items() if isinstance(one, Limit)}
    assert {name: one.show(one.default) for name, one in limits.items()} == {
        "A4-per_action": "2 倍",
        "A6-change": "30%",
        "M2-per_value": "6 倍",
        "M2-per_case": "25 万元",
        "M3-per_case": "50 万元",
        "M4-per_value": "10 倍",
        "Q3-times": "5 倍",
        "Q3-cases": "10 件",
        "T3-days": "7 天",
    }
    assert all(one.read(one.write(one.default)) == one.default for one in limits.values())


def test_of_what_cannot_be_true_nothing_can_be_set():
    fixed = [check for check, rule in RULES.items() if not rule.settings]
    assert fixed == ["A1", "A2", "B6", "S1", "T1", "T2"]


def test_all_others_may_be_as_grave_as_the_city_wants():
    assert {f"{check}-level" for check, rule in RULES.items() if not rule.is_fixed} <= set(SETTINGS)
    for level in Level:
        assert Rules.of({"Q3-level": level.value}).level("Q3") is level


# --- Stored and typed ----------------------------------------------------------------------------


def test_what_is_set_counts_and_the_rest_is_the_default():
    rules = Rules.of({"M3-level": "hint", "M3-per_case": "80"}, version=4)
    assert (rules.level("M3"), rules.limit("M3", "per_case")) == (Level.HINT, Decimal(80))
    assert rules.limits("M2") == {"per_value": Decimal(6), "per_case": Decimal(25)}
    assert (rules.level("M2"), rules.version, DEFAULT.version) == (Level.EXPLAIN, 4, 1)


@given(settings)
def test_stored_rules_come_back_as_they_were(texts):
    rules = Rules.of(texts)
    assert Rules.of(rules.stored) == rules == Rules.read(texts) == Rules.read(rules.texts)
    assert {name: rules[name] for name in texts} == {
        name: SETTINGS[name].read(text) for name, text in texts.items()
    }
    assert rules.differences(rules) == []
    assert {one.check for one in rules.differences(DEFAULT)} == {
        name.partition("-")[0] for name in rules.stored
    }


def test_what_is_the_default_again_is_not_stored():
    assert Rules.read(DEFAULT.texts).stored == Rules.of({"M3-per_case": "50.0"}).stored == {}


NONSENSE = [
    None, [], "M3", 7, {"M3": {"level": "hint"}}, {"M3-level": None}, {"M3-level": ["hint"]},
    {"M3-per_case": 80}, {"M3-per_case": "99999"}, {"M3-per_case": "NaN"}, {"M3-level": "off"},
    {"A1-level": "hint"}, {"X9-level": "hint"}, {"M3-per_value": "2"}, {"": ""},
]  # fmt: skip


@pytest.mark.parametrize("stored", NONSENSE)
def test_whatever_is_stored_never_breaks_anything(stored):
    assert Rules.of(stored) == DEFAULT


def test_stored_nonsense_takes_nothing_else_with_it():
    assert Rules.of({"M3-level": "off", "D1-level": "hint"}).stored == {"D1-level": "hint"}


@given(st.dictionaries(st.one_of(st.text(), st.sampled_from([*SETTINGS])), st.text()))
def test_whatever_is_typed_is_a_rule_or_refused(texts):
    fit = Rules.of(texts)
    if all(name in SETTINGS and SETTINGS[name].write(fit[name]) == texts[name] for name in texts):
        assert Rules.read(texts) == fit
    else:
        with suppress(RulesRefused):  # or a number written in another way
            assert Rules.read(texts) == fit


# --- Numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [("80", "80"), (" ８０ ", "80"), ("８０．５", "80.5"), ("1,000", "1000"), ("0080", "80"),
     ("80.50", "80.5"), ("80.500000000", "80.5"), ("1", "1"), ("10000", "10000"), ("　80", "80")],
)  # fmt: skip
def test_numbers_are_read_as_everywhere(text, number):
    assert Rules.read({"M3-per_case": text}).limit("M3", "per_case") == Decimal(number)


RANGE = "应填 1 至 10000 万元，最多 2 位小数。请改填；默认值是 50 万元。"


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("", "没有填写"),
        (" ", "没有填写"),
        ("无", "“无”不是数字"),
        ("1e3", "“1e3”不是数字"),
        ("1_000", "“1_000”不是数字"),
        ("١٢", "“١٢”不是数字"),
        ("十", "“十”不是数字"),
        ("NaN", "“NaN”不是数字"),
        ("Infinity", "“Infinity”不是数字"),
        ("+5", "“+5”不是数字"),
        ("5.", "“5.”不是数字"),
        ("1,00", "“1,00”不是数字"),
        ("8\u200b0", "“8□0”不是数字"),
        ("8\0", "“8□”不是数字"),
        ("--5", "“--5”不是数字"),
        ("-5", "“-5”超出范围"),
        ("－５", "“-5”超出范围"),
        ("0", "“0”超出范围"),
        ("0.99", "“0.99”超出范围"),
        ("10000.01", "“10000.01”超出范围"),
        ("9" * 5000, f"“{'9' * 20}…”超出范围"),
        ("50.001", "“50.001”的小数超过 2 位"),
    ],
)
def test_numbers_that_are_refused(text, stands):
    assert refused({"M3-per_case": text}) == {"M3-per_case": f"{stands}，{RANGE}"}


def test_a_count_is_whole():
    assert refused({"Q3-cases": "2.5", "A6-change": "30.5"}) == {
        "Q3-cases": "“2.5”不是整数，应填 0 至 10000 件的整数。请改填；默认值是 10 件。",
        "A6-change": "“30.5”不是整数，应填 1 至 200%的整数。请改填；默认值是 30%。",
    }
    assert Rules.read({"Q3-cases": "12.0"}).stored == {"Q3-cases": "12"}


@pytest.mark.parametrize("name", [name for name in SETTINGS if "level" not in name])
def test_each_limit_has_two_ends(name):
    limit = SETTINGS[name]
    step = Decimal(1).scaleb(-limit.places)
    for end in (limit.least, limit.most):
        assert limit.read(str(end)) == end
    assert "超出范围" in refused({name: str(limit.most + step)})[name]
    assert "超出范围" in refused({name: str(limit.least - step)})[name]


# --- Levels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "stands"),
    [("", "没有选择级别"), ("off", "“off”不是审核级别"), ("MANDATORY", "“MANDATORY”不是审核级别")],
)
def test_levels_that_there_are_not(text, stands):
    problem = f"{stands}，请从强制性审核、核实性审核、提示中选一个。"
    assert refused({"D1-level": text}) == {"D1-level": problem}


def test_what_cannot_be_set():
    fixed = "A1 不成立就不可能属实，固定为强制性审核，不能设置。"
    assert refused({"A1-level": "hint", "X9-level": "hint", "D1-per_case": "5"}) == {
        "A1-level": fixed,
        "X9-level": "没有“X9-level”这项设置，请重新打开本页再试。",
        "D1-per_case": "没有“D1-per_case”这项设置，请重新打开本页再试。",
    }


def test_all_that_is_wrong_is_told_at_once():
    texts = {"M3-per_case": "0", "D1-level": "off", "A4-per_action": "3"}
    with pytest.raises(RulesRefused, match="有 2 项不能这样设置，请改正后再保存。") as caught:
        Rules.read(texts)
    assert set(caught.value.problems) == {"M3-per_case", "D1-level"}


# --- Differences ---------------------------------------------------------------------------------


def test_what_has_been_changed_in_the_order_of_the_form():
    old = Rules.of({"M3-per_case": "80", "Q1-level": "mandatory"})
    new = Rules.of({"M2-per_case": "30", "Q1-level": "hint"})
    assert new.differences(old) == [
        Difference("M2", "再加每案", "25 万元", "30 万元"),
        Difference("M3", "每案不超过", "80 万元", "50 万元"),
        Difference("Q1", "级别", "强制性审核", "提示"),
    ]
