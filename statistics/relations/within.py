"""What must hold within one table: ids, levels, thresholds and exceptions, as data."""

from cases.categories import CaseCategory

from ..findings import Level
from .kinds import INDICATORS, TOTAL, AtMost, Implies, Line, NoMoreThan

ALL_ROWS = tuple(CaseCategory)
WITH_TOTAL = (*ALL_ROWS, TOTAL)
ONCE = (TOTAL,)  # of the action figures or the totals
EXPLAIN = Level.EXPLAIN

SLIP = "请核对两格；确实如此的，写明情况。"
SAME_COUNT = "前者是后者的一部分，请核对两格中填错的一个。"
YUAN = "请核对是否把“元”当成了“万元”；确实如此的，写明案件情况，并由市局审核认可。"


def _cases(line: Line) -> int:
    """Cases at hand: filed this year, or carried over and closed."""
    return max(line["filed"], line["closed"])


def _no_amounts(line: Line) -> bool:
    return not (line["value"] or line["penalty"] or line["recovered"])


PER_CASE = 50  # 万元; published averages are 0.9 to 3.7
FINE_PER_VALUE, FINE_PER_CASE = 6, 25  # 万元; five times the turnover, or 250,000 yuan a case
RECOVERED_PER_VALUE = 10

MANDATORY = (
    AtMost("A1", Level.MANDATORY, ONCE, SAME_COUNT, part="market_actions", whole="actions"),
    AtMost("A2", Level.MANDATORY, ONCE, SAME_COUNT, part="market_officers", whole="officers"),
    AtMost(
        "B6", Level.MANDATORY, ALL_ROWS, SAME_COUNT, part="foreign_recovered", whole="recovered"
    ),
)


def _both_or_none(actions: str, officers: str) -> tuple[Implies, Implies]:
    """A3: people go out on actions, so both are 0 or neither is."""
    advice = "执法行动由执法人员开展，请核对两格；确实如此的，写明情况。"
    return tuple(
        Implies(
            "A3",
            EXPLAIN,
            ONCE,
            advice,
            keys=(there, missing),
            when=lambda line, there=there: line[there] > 0,
            then=lambda line, missing=missing: line[missing] > 0,
            expected=f"{INDICATORS[missing].name}应大于 0",
        )
        for there, missing in ((actions, officers), (officers, actions))
    )


TO_EXPLAIN = (
    *_both_or_none("actions", "officers"),
    *_both_or_none("market_actions", "market_officers"),
    Implies(
        "A4",
        EXPLAIN,
        ONCE,
        "每次行动不少于两名执法人员，请核对两格；由其他单位牵头联合执法的，写明情况。",
        keys=("officers", "actions"),
        when=lambda line: line["officers"] > 0,  # without anybody it is A3
        then=lambda line: line["officers"] >= 2 * line["actions"],
        expected="应不少于开展执法行动次数的 2 倍",
    ),
    Implies(
        "A5",
        EXPLAIN,
        ONCE,
        "有实体经济执法行动或市场案件，辖区应有重点市场；市场已关闭的，写明情况。",
        keys=("key_markets", "market_actions", "key_market"),
        when=lambda line: line["market_actions"] > 0 or line["key_market"] > 0,
        then=lambda line: line["key_markets"] > 0,
        expected="应大于 0",
    ),
    *(
        AtMost(check, EXPLAIN, WITH_TOTAL, SLIP, part=part, whole="filed")
        for check, part in (
            ("B1", "ecommerce"),
            ("B2", "key_market"),
            ("B3", "rural_market"),
            ("B4", "foreign"),
        )
    ),
    Implies(
        "B7",
        EXPLAIN,
        ALL_ROWS,
        "请核对两格；上年立案、本年挽回的，写明情况。",
        keys=("foreign_recovered", "foreign"),
        when=lambda line: line["foreign_recovered"] > 0,
        then=lambda line: line["foreign"] > 0,
        expected="外商投资企业被侵权案件应大于 0",
    ),
    AtMost(
        "D1",
        EXPLAIN,
        ALL_ROWS,
        "请核对两格；含上年结转的，写明件数。",
        part="closed",
        whole="filed",
    ),
    AtMost(
        "D2",
        EXPLAIN,
        ALL_ROWS,
        "请核对两格；含上年结转的，写明件数。",
        part="transferred",
        whole="filed",
    ),
    Implies(
        "D3",
        EXPLAIN,
        ALL_ROWS,
        "请核对立案、结案和金额；上年决定本年执行、调解等情况，请写明。",
        keys=("filed", "closed", "value", "penalty", "recovered"),
        when=lambda line: not line["filed"] and not line["closed"],
        then=_no_amounts,
        expected="立案、结案为 0 时，三项金额应为 0",
    ),
    Implies(
        "D4",
        EXPLAIN,
        ALL_ROWS,
        "请核对涉案金额；代理、标识类等没有金额的案件，写明情况。",
        keys=("value", "filed"),
        when=lambda line: line["filed"] > 0,
        then=lambda line: line["value"] > 0,
        expected="有立案时应大于 0",
    ),
    Implies(
        "D5",
        EXPLAIN,
        ONCE,
        "请核对执法行动次数；案件来自投诉举报的，写明情况。",
        keys=("actions", "filed"),
        when=lambda line: line["filed"] > 0,
        then=lambda line: line["actions"] > 0,
        expected="有立案时应大于 0",
    ),
    AtMost(
        "M1",
        EXPLAIN,
        ALL_ROWS,
        "罚款依法可达违法经营额的数倍，请核对两格；确实如此的，写明情况。",
        part="penalty",
        whole="value",
    ),
    NoMoreThan(
        "M2",
        EXPLAIN,
        ALL_ROWS,
        YUAN,
        needs_reviewer=True,
        part="penalty",
        others=("value", "filed", "closed"),
        limit=lambda line: FINE_PER_VALUE * line["value"] + FINE_PER_CASE * _cases(line),
        words=f"涉案金额的 {FINE_PER_VALUE} 倍加每案 {FINE_PER_CASE} 万元",
    ),
    *(
        NoMoreThan(
            "M3",
            EXPLAIN,
            ALL_ROWS,
            YUAN,
            needs_reviewer=True,
            part=part,
            others=("filed", "closed"),
            limit=lambda line: PER_CASE * _cases(line),
            words=f"每案 {PER_CASE} 万元",
        )
        for part in ("value", "penalty")
    ),
    NoMoreThan(
        "M4",
        EXPLAIN,
        ALL_ROWS,
        "请核对两格的单位和数量级；确实如此的，写明情况。",
        part="recovered",
        others=("value",),
        limit=lambda line: RECOVERED_PER_VALUE * line["value"],
        words=f"涉案金额的 {RECOVERED_PER_VALUE} 倍",
    ),
)
