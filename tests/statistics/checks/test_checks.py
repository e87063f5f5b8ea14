"""The relations within a table (FORM.md): each once broken, once kept, once at its boundary."""

from datetime import date
from decimal import Decimal

import pytest

from statistics.checks.evaluate import blocking, check
from statistics.checks.findings import Finding, Table
from statistics.checks.limits import Level
from statistics.form.figures import Figures


def findings(figures=None, **values) -> list[Finding]:
    """What cannot be true in a second quarter's table with just these figures, else in order."""
    defaults = {
        "figures": Figures(figures or {}),
        "cut_off_on": date(2021, 6, 25),
        "first_day": date(2021, 4, 1),
        "last_day": date(2021, 6, 30),
        "filled_by": "填报员甲",
    }
    return blocking(check(Table(**defaults | values)))


def places(figures=None, **values) -> list[tuple[str, str]]:
    return [(finding.check, finding.cells[0]) for finding in findings(figures, **values)]


def test_a_blank_table_breaks_no_relation():
    assert findings() == []


# --- A1 实体经济执法行动 ≤ 开展执法行动 ---------------------------------------------------------


def test_a1_market_actions_are_part_of_the_actions():
    [finding] = findings({"actions": 46, "market_actions": 48})
    assert finding == Finding(
        check="A1",
        level=Level.MANDATORY,
        cells=("market_actions", "actions"),
        title="实体经济执法行动",
        found="现填 48 次",
        expected="应不超过开展执法行动 46 次",
        difference="多 2 次",
        advice="前者是后者的一部分，请核对两格中填错的一个。",
    )
    assert finding.message == (
        "实体经济执法行动：现填 48 次，应不超过开展执法行动 46 次，多 2 次。"
        "前者是后者的一部分，请核对两格中填错的一个。"
    )


@pytest.mark.parametrize("part", [0, 45, 46, None])
def test_a1_holds_up_to_equality(part):
    assert findings({"actions": 46, "market_actions": part}) == []


def test_a1_counts_a_blank_as_zero_and_says_so():
    [finding] = findings({"market_actions": 1})
    assert finding.message == (
        "实体经济执法行动：现填 1 次，应不超过开展执法行动空白（按 0 计），多 1 次。"
        "前者是后者的一部分，请核对两格中填错的一个。"
    )
    assert findings({"market_actions": 0}) == []


def test_a1_tells_a_typed_zero_from_a_blank():
    [finding] = findings({"actions": 0, "market_actions": 1})
    assert finding.expected == "应不超过开展执法行动 0 次"


# --- A2 实体经济出动执法人员 ≤ 出动执法人员 -----------------------------------------------------


def test_a2_market_officers_are_part_of_the_officers():
    assert findings({"officers": 120, "market_officers": 150}) == [
        Finding(
            check="A2",
            level=Level.MANDATORY,
            cells=("market_officers", "officers"),
            title="实体经济出动执法人员",
            found="现填 150 人次",
            expected="应不超过出动执法人员 120 人次",
            difference="多 30 人次",
            advice="前者是后者的一部分，请核对两格中填错的一个。",
        )
    ]


@pytest.mark.parametrize("part", [0, 119, 120, None])
def test_a2_holds_up_to_equality(part):
    assert findings({"officers": 120, "market_officers": part}) == []


def test_a2_counts_a_blank_as_zero():
    assert places({"market_officers": 1}) == [("A2", "market_officers")]
    assert findings({"market_officers": 0}) == []


# --- B6 挽回外商投资企业经济损失 ≤ 挽回经济损失, in each row ------------------------------------


def test_b6_what_foreign_firms_got_back_is_part_of_what_was_recovered():
    assert findings(
        {
            "trademark-recovered": Decimal("15.5"),
            "trademark-foreign_recovered": Decimal("15.540000"),
        }
    ) == [
        Finding(
            check="B6",
            level=Level.MANDATORY,
            cells=("trademark-foreign_recovered", "trademark-recovered"),
            title="商标侵权案件 · 挽回外商投资企业经济损失",
            found="现填 15.54 万元",
            expected="应不超过挽回经济损失 15.5 万元",
            difference="多 0.04 万元",
            advice="前者是后者的一部分，请核对两格中填错的一个。",
        )
    ]


@pytest.mark.parametrize("part", ["0", "15.499999", "15.500000"])
def test_b6_holds_up_to_equality(part):
    recovered = {"trademark-recovered": Decimal("15.5")}
    assert findings(recovered | {"trademark-foreign_recovered": Decimal(part)}) == []


def test_b6_fails_by_one_fen():
    [finding] = findings(
        {
            "trademark-recovered": Decimal("15.5"),
            "trademark-foreign_recovered": Decimal("15.500001"),
        }
    )
    assert finding.difference == "多 0.000001 万元"


def test_b6_looks_at_each_row_by_itself():
    assert places(
        {
            "trademark-recovered": Decimal(100),
            "other_patent-foreign_recovered": Decimal(1),
            "patent_agency-foreign_recovered": Decimal(0),
        }
    ) == [("B6", "other_patent-foreign_recovered")]


# --- T1 统计截止日 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (None, "现为空白"),
        (date(2021, 3, 31), "现填 2021年3月31日"),
        (date(2021, 7, 1), "现填 2021年7月1日"),
        (date(2020, 6, 25), "现填 2020年6月25日"),
    ],
)
def test_t1_the_cut_off_day_lies_in_the_quarter(day, found):
    assert findings(cut_off_on=day) == [
        Finding(
            check="T1",
            level=Level.MANDATORY,
            cells=("cut_off_on",),
            title="统计截止日",
            found=found,
            expected="应在 2021年4月1日至2021年6月30日之间",
            difference="",
            advice="请填写本季度内数据统计到的那一天。",
        )
    ]


@pytest.mark.parametrize("day", [date(2021, 4, 1), date(2021, 6, 25), date(2021, 6, 30)])
def test_t1_any_day_of_the_quarter_will_do(day):
    assert findings(cut_off_on=day) == []


# --- T2 填报人 -----------------------------------------------------------------------------------


def test_t2_somebody_filled_it_in():
    [finding] = findings(filled_by="")
    assert finding == Finding(
        check="T2",
        level=Level.MANDATORY,
        cells=("filled_by",),
        title="填报人",
        found="现为空白",
        expected="应填写填报人姓名",
        difference="",
        advice="请填写实际填报此表的人。",
    )
    assert finding.message == "填报人：现为空白，应填写填报人姓名。请填写实际填报此表的人。"


# --- Several at once -----------------------------------------------------------------------------


def test_all_that_does_not_hold_is_told_at_once_in_the_table_s_order():
    found = findings(
        {
            "market_actions": 1,
            "officers": 1,
            "market_officers": 2,
            "other_patent-foreign_recovered": Decimal(1),
            "trademark-foreign_recovered": Decimal(1),
        },
        cut_off_on=None,
        filled_by="",
    )
    assert [(finding.check, finding.cells[0]) for finding in found] == [
        ("T1", "cut_off_on"),
        ("T2", "filled_by"),
        ("A1", "market_actions"),
        ("A2", "market_officers"),
        ("B6", "trademark-foreign_recovered"),
        ("B6", "other_patent-foreign_recovered"),
    ]
    assert blocking(found) == found


def test_only_the_mandatory_ones_block():
    [mandatory] = findings(filled_by="")
    others = [
        Finding("X", level, ("actions",), "", "", "", "", "")
        for level in (Level.EXPLAIN, Level.HINT)
    ]
    assert blocking([others[0], mandatory, others[1]]) == [mandatory]


def test_the_levels_have_the_words_that_the_users_know():
    assert {level.value: level.label for level in Level} == {
        "mandatory": "强制性审核",
        "explain": "核实性审核",
        "hint": "提示",
    }


def test_one_case_may_be_counted_in_all_four_fields_at_once():
    """The national note 2 allows it, so no relation may add them up against 立案."""
    one = dict.fromkeys(["filed", "ecommerce", "key_market", "rural_market", "foreign"], 1)
    assert findings({f"trademark-{key}": figure for key, figure in one.items()}) == []
