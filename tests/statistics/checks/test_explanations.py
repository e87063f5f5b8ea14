"""情况说明: what explains a finding, and what is refused as no explanation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.checks.evaluate import check
from statistics.checks.explanations import (
    Correction,
    Explanation,
    Reason,
    answers,
    corrections,
    is_key,
    reasons_for,
)
from statistics.checks.findings import Table
from statistics.form.figures import Figures
from statistics.form.indicators import CELLS, Kind

ASK = "请选择说明类别，写明情况。"


def refusals(figures: dict, written: dict | None = None, previous: dict | None = None) -> dict:
    """What each explained finding is still asked, by its key."""
    table = Table(
        Figures(figures),
        date(2021, 6, 25),
        date(2021, 4, 1),
        date(2021, 6, 30),
        "填报员甲",
        previous=None if previous is None else Figures(previous),
    )
    found = answers(table, check(table), written or {}, {})
    return {answer.key: answer.refusal for answer in found if answer.finding.is_to_explain}


CARRIED = {"trademark-filed": 1, "trademark-closed": 3, "trademark-value": 9, "actions": 2}
CARRIED |= {"officers": 4}
D1 = "D1-trademark-closed"


def refusal(text: str, reason: str = Reason.CARRIED_OVER) -> str:
    return refusals(CARRIED, {D1: Explanation(reason, text)})[D1]


# --- What counts ---------------------------------------------------------------------------------


def test_a_finding_asks_for_an_explanation():
    assert refusals(CARRIED) == {D1: ASK}


@pytest.mark.parametrize(
    "text",
    ["含上年结转2件", "2020年立案的2件本年结案", "上年立案二件，今年办结", "其中 2 件系去年立案"],
)
def test_a_sentence_that_says_why_is_one(text):
    assert refusal(text) == ""


def test_a_kind_alone_is_none_and_a_text_alone_is_none():
    assert refusal("") == "情况说明尚未填写，至少写 6 个字：什么原因，涉及几件或多少金额。"
    assert refusal("含上年结转2件", reason="") == "请选择说明类别。"


@pytest.mark.parametrize("reason", ["made_up", Reason.CORRECTION, Reason.NOTHING_NEW])
def test_a_kind_of_another_relation_is_none(reason):
    assert refusal("含上年结转2件", reason=reason) == "请选择说明类别。"


# --- What is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"), [("无", 1), ("属实", 2), ("核实无误", 4), ("上年结转。！", 4)]
)
def test_fewer_than_six_characters_are_too_few(text, count):
    assert refusal(text) == (
        f"情况说明只写了 {count} 个字，至少写 6 个字：什么原因，涉及几件或多少金额。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "经核实数据无误",
        "经核对，以上情况属实",
        "数据真实准确，确认无误。",
        "以上数字均已核实，没有问题",
        "按实际情况如实填报",
        "无无无无无无无",
        "123456",
        "见上级文件要求",
    ],
)
def test_that_all_is_well_is_no_reason(text):
    assert refusal(text) == f"“{text}”未说明原因，请写明是什么情况，例如“含上年结转 2 件”。"


@pytest.mark.parametrize(
    "text", ["结转结转结转", "上年上年上年上年", "啊啊啊啊啊啊", "案件案案件件案"]
)
def test_the_same_characters_again_and_again_are_no_reason(text):
    assert refusal(text) == f"“{text}”是同样的字重复，请写明是什么情况，例如“含上年结转 2 件”。"


def test_the_sentence_of_another_relation_is_no_reason():
    figures = CARRIED | {"trademark-transferred": 2}
    same = Explanation(Reason.CARRIED_OVER, "含上年结转2件")
    copied = "与另一处的说明一字不差，请分别写明各是什么情况。"
    assert refusals(figures, {D1: same, "D2-trademark-transferred": same}) == {
        D1: copied,
        "D2-trademark-transferred": copied,
    }


def test_one_sentence_may_hold_for_several_rows_of_a_relation():
    figures = CARRIED | {"other_patent-filed": 1, "other_patent-closed": 2, "other_patent-value": 1}
    same = Explanation(Reason.CARRIED_OVER, "均为上年结转案件")
    assert refusals(figures, {D1: same, "D1-other_patent-closed": same}) == {
        D1: "",
        "D1-other_patent-closed": "",
    }


# --- 更正上期 ------------------------------------------------------------------------------------

Q1 = "Q1-trademark-filed"


def correction(right: str, text: str = "上期把行政指导计为立案") -> str:
    now = {"trademark-filed": 3, "trademark-value": 9, "actions": 2, "officers": 4}
    written = {Q1: Explanation(Reason.CORRECTION, text, right)}
    return refusals(now, written, now | {"trademark-filed": 5})[Q1]


@pytest.mark.parametrize("right", ["3", "２", "0", " 1 "])
def test_a_correction_names_what_last_period_should_have_been(right):
    assert correction(right) == ""


@pytest.mark.parametrize(
    ("right", "sentence"),
    [
        ("", "更正上期的，请填上期应为多少（上期原报 5）。"),
        ("5", "上期应为 5，与上期原报相同，没有更正。请改填，或另选说明类别。"),
        ("4", "上期应为 4，仍大于本期累计 3，请核对两个数。"),
        ("三", "上期应为：“三”不是数字，此格应填以件计的整数，例如 12；没有就留空。"),
        ("-1", "上期应为：“-1”是负数，此格应填 0 或正数；没有就留空。"),
    ],
)
def test_a_correction_that_corrects_nothing(right, sentence):
    assert correction(right) == sentence


def test_a_correction_says_why_as_well():
    assert correction("3", "属实") == (
        "情况说明只写了 2 个字，至少写 6 个字：什么原因，涉及几件或多少金额。"
    )


def test_corrections_are_told_in_the_order_of_the_form():
    frozen = {"reason": Reason.CORRECTION, "text": "上期多计", "says": "现填…"}
    explained = {
        "Q1-other_patent-closed": Explanation(**frozen, old="2", right="1"),
        "Q1-actions": Explanation(**frozen, old="9", right="8"),
        D1: Explanation(Reason.CARRIED_OVER, "含上年结转2件", says="现填…"),
    }
    assert corrections(explained) == [
        Correction("开展执法行动", "9", "8", "上期多计"),
        Correction("其他专利案件 · 结案", "2", "1", "上期多计"),
    ]
    assert str(corrections(explained)[0]) == "开展执法行动上期原报 9，应为 8（上期多计）"


# --- 本期无新增 ----------------------------------------------------------------------------------


def test_nothing_new_needs_no_words():
    same = {"actions": 2, "officers": 4}
    written = {"Q4-actions": Explanation(Reason.NOTHING_NEW)}
    assert refusals(same, {}, same) == {"Q4-actions": ASK}
    assert refusals(same, written, same) == {"Q4-actions": ""}


# --- Kinds, keys, storing ------------------------------------------------------------------------


def test_the_kinds_that_a_relation_offers():
    assert [reason.label for reason in reasons_for("D1")] == [
        *("含上年结转", "案由调整", "撤案", "经复议、诉讼改变", "联合执法", "大案"),
        *("没有涉案金额", "投诉举报、调解", "其他"),
    ]
    assert set(reasons_for("Q1")) - set(reasons_for("D1")) == {Reason.CORRECTION}
    assert set(reasons_for("Q4")) - set(reasons_for("D1")) == {Reason.NOTHING_NEW}


@pytest.mark.parametrize("key", [D1, "Q1-actions", "B1-total-ecommerce", "Q3-total-filed"])
def test_a_relation_and_a_cell_make_a_key(key):
    assert is_key(key)


@pytest.mark.parametrize(
    "key", ["", "D1", "D1-", "X9-actions", "D1-nothing", "D1-total-x", "-actions"]
)
def test_anything_else_is_no_key(key):
    assert not is_key(key)


figures = st.dictionaries(st.sampled_from(list(CELLS)), st.integers(0, 99), max_size=40)


@given(figures, figures)
def test_no_two_findings_have_one_key(now, before):
    first, last = date(2021, 4, 1), date(2021, 6, 30)
    found = check(Table(Figures(now), last, first, last, "甲", Figures(before), (Figures(before),)))
    keys = [finding.key for finding in found]
    assert len(keys) == len(set(keys))
    assert all(is_key(key) for key in keys)


@given(figures, figures)
def test_every_fall_is_asked_about_and_nothing_else_of_its_kind(now, before):
    fell = {
        f"Q1-{name}"
        for name, figure in before.items()
        if CELLS[name].indicator.kind is Kind.FLOW and now.get(name, 0) < figure
    }
    assert {key for key in refusals(now, {}, before) if key.startswith("Q1")} == fell


explained = st.builds(Explanation, st.sampled_from(Reason.values), st.text(), st.text(), st.text())


@given(explained)
def test_what_is_stored_is_what_is_read_again(explanation):
    assert Explanation.from_json(explanation.as_json()) == explanation
