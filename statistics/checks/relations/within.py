"""What must hold within one table: ids, cells and exceptions, as data. rules.py has the limits."""

from cases.categories import CaseCategory

from .kinds import INDICATORS, TOTAL, AtMost, Implies, Line, NoLessThan, NoMoreThan

ALL_ROWS = tuple(CaseCategory)
WITH_TOTAL = (*ALL_ROWS, TOTAL)
ONCE = (TOTAL,)  # of the action figures or the totals

BOTH, SO_IT_IS = "请核对两格", "确实如此的，写明情况"
CARRIED_OVER = "含上年结转的，写明件数"
SAME_COUNT = "前者是后者的一部分，请核对两格中填错的一个"
YUAN = "请核对是否把“元”当成了“万元”"
HUGE_CASE = "确实如此的，写明案件情况，并由市局审核认可"


def _cases(line: Line) -> int:
    """Cases at hand: filed this year, or carried over and closed."""
    return max(line["filed"], line["closed"])


def _no_amounts(line: Line) -> bool:
    return not (line["value"] or line["penalty"] or line["recovered"])


MANDATORY = (
    AtMost("A1", ONCE, SAME_COUNT, part="market_actions", whole="actions"),
    AtMost("A2", ONCE, SAME_COUNT, part="market_officers", whole="officers"),
    AtMost("B6", ALL_ROWS, SAME_COUNT, part="foreign_recovered", whole="recovered"),
)


def _both_or_none(actions: str, officers: str) -> tuple[Implies, Implies]:
    """A3: people go out on actions, so both are 0 or neither is."""
    return tuple(
        Implies(
            "A3",
            ONCE,
            "执法行动由执法人员开展，请核对两格",
            SO_IT_IS,
            keys=(there, missing),
            when=lambda line, there=there: line[there] > 0,
            then=lambda line, missing=missing: line[missing] > 0,
            expected=f"{INDICATORS[missing].name}应大于 0",
        )
        for there, missing in ((actions, officers), (officers, actions))
    )


TO_EXPLAIN = (  # or whatever the city has made of them
    *_both_or_none("actions", "officers"),
    *_both_or_none("market_actions", "market_officers"),
    NoLessThan(  # without anybody it is A3
        "A4",
        ONCE,
        "执法人员一般不会更少，请核对两格",
        "由其他单位牵头联合执法的，写明情况",
        part="officers",
        others=("actions",),
        limit=lambda line, per_action: per_action * line["actions"],
        words="开展执法行动次数的 {per_action} 倍",
    ),
    Implies(
        "A5",
        ONCE,
        "有实体经济执法行动或市场案件，辖区应有重点市场",
        "市场已关闭的，写明情况",
        keys=("key_markets", "market_actions", "key_market"),
        when=lambda line: line["market_actions"] > 0 or line["key_market"] > 0,
        then=lambda line: line["key_markets"] > 0,
        expected="应大于 0",
    ),
    *(
        AtMost(check, WITH_TOTAL, BOTH, SO_IT_IS, part=part, whole="filed")
        for check, part in (
            ("B1", "ecommerce"),
            ("B2", "key_market"),
            ("B3", "rural_market"),
            ("B4", "foreign"),
        )
    ),
    Implies(
        "B7",
        ALL_ROWS,
        BOTH,
        "上年立案、本年挽回的，写明情况",
        keys=("foreign_recovered", "foreign"),
        when=lambda line: line["foreign_recovered"] > 0,
        then=lambda line: line["foreign"] > 0,
        expected="外商投资企业被侵权案件应大于 0",
    ),
    AtMost("D1", ALL_ROWS, BOTH, CARRIED_OVER, part="closed", whole="filed"),
    AtMost("D2", ALL_ROWS, BOTH, CARRIED_OVER, part="transferred", whole="filed"),
    Implies(
        "D3",
        ALL_ROWS,
        "请核对立案、结案和金额",
        "上年决定本年执行、调解等情况，请写明",
        keys=("filed", "closed", "value", "penalty", "recovered"),
        when=lambda line: not line["filed"] and not line["closed"],
        then=_no_amounts,
        expected="立案、结案为 0 时，三项金额应为 0",
    ),
    Implies(
        "D4",
        ALL_ROWS,
        "请核对涉案金额",
        "代理、标识类等没有金额的案件，写明情况",
        keys=("value", "filed"),
        when=lambda line: line["filed"] > 0,
        then=lambda line: line["value"] > 0,
        expected="有立案时应大于 0",
    ),
    Implies(
        "D5",
        ONCE,
        "请核对执法行动次数",
        "案件来自投诉举报的，写明情况",
        keys=("actions", "filed"),
        when=lambda line: line["filed"] > 0,
        then=lambda line: line["actions"] > 0,
        expected="有立案时应大于 0",
    ),
    AtMost(
        "M1",
        ALL_ROWS,
        "罚款依法可达违法经营额的数倍，请核对两格",
        SO_IT_IS,
        part="penalty",
        whole="value",
    ),
    NoMoreThan(
        "M2",
        ALL_ROWS,
        YUAN,
        HUGE_CASE,
        needs_reviewer=True,
        part="penalty",
        others=("value", "filed", "closed"),
        limit=lambda line, per_value, per_case: per_value * line["value"] + per_case * _cases(line),
        words="涉案金额的 {per_value} 倍加每案 {per_case} 万元",
    ),
    *(
        NoMoreThan(
            "M3",
            ALL_ROWS,
            YUAN,
            HUGE_CASE,
            needs_reviewer=True,
            part=part,
            others=("filed", "closed"),
            limit=lambda line, per_case: per_case * _cases(line),
            words="每案 {per_case} 万元",
        )
        for part in ("value", "penalty")
    ),
    NoMoreThan(
        "M4",
        ALL_ROWS,
        "请核对两格的单位和数量级",
        SO_IT_IS,
        part="recovered",
        others=("value",),
        limit=lambda line, per_value: per_value * line["value"],
        words="涉案金额的 {per_value} 倍",
    ),
)
