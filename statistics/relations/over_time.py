"""What must hold between a table and the earlier ones of its year; cumulative from 1 January."""

from collections.abc import Iterator
from decimal import Decimal

from ..figures import Figure, show
from ..findings import Finding, Level, Table
from ..indicators import CELLS, TOTAL_LABEL, Kind

FLOWS = [name for name, cell in CELLS.items() if cell.indicator.kind is Kind.FLOW]
MARKETS_CHANGE = Decimal("0.3")  # of last period's number
MANY_TIMES, MANY_CASES = 5, 10  # of the mean of earlier periods; 件


def a6_markets(table: Table) -> Iterator[Finding]:
    """A6: the number of markets is a stock; it may fall, but seldom by much."""
    if table.previous is None:
        return
    now, last = table.figures["key_markets"], table.previous["key_markets"]
    if last and abs((now or 0) - last) > MARKETS_CHANGE * last:
        yield _against_last(
            "A6",
            Level.HINT,
            "key_markets",
            now,
            last,
            expected=f"上期 {last} 个，变动一般不超过三成",
            advice="请核对市场数量。",
        )


def q1_falls(table: Table) -> Iterator[Finding]:
    """Q1: a cumulative figure is not less than the last existing period's."""
    if table.previous is None:
        return
    for name in FLOWS:
        now, last = table.figures[name], table.previous[name] or 0
        if (now or 0) < last:
            unit = CELLS[name].indicator.unit
            yield _against_last(
                "Q1",
                Level.EXPLAIN,
                name,
                now,
                last,
                expected=f"累计数应不少于上期 {show(last)} {unit}",
                advice="请核对本期数字；撤案、案由调整、复议诉讼改变或上期填错的，写明情况。",
                needs_reviewer=True,
            )


def q3_spike(table: Table) -> Iterator[Finding]:
    """Q3: far more new cases than in the earlier periods of the year."""
    if table.previous is None:
        return
    filed = [figures.totals["filed"] for figures in (*table.earlier, table.figures)]
    new = [now - last for last, now in zip([0, *filed], filed, strict=False)]
    mean = Decimal(sum(new[:-1])) / max(len(new) - 1, 1)
    if new[-1] > MANY_TIMES * mean and new[-1] > MANY_CASES:
        yield Finding(
            check="Q3",
            level=Level.HINT,
            cells=("total-filed",),
            title=f"{TOTAL_LABEL} · 立案",
            found=f"当期新增 {new[-1]} 件",
            expected=f"此前各期平均新增 {show(round(mean, 1))} 件",
            difference="",
            advice="开展专项行动的属正常，请核对。",
        )


def q4_unchanged(table: Table) -> Iterator[Finding]:
    """Q4: not every figure is the last period's again."""
    if table.previous is None or any(
        (table.figures[name] or 0) != (table.previous[name] or 0) for name in CELLS
    ):
        return
    yield Finding(
        check="Q4",
        level=Level.EXPLAIN,
        cells=("actions",),
        title="全表",
        found="与上期完全相同",
        expected="本期一般应有新增",
        difference="",
        advice="请核对是否误交了上期的表；本期确无新增的，写明情况。",
    )


def _against_last(
    check: str, level: Level, name: str, now: Figure, last: Figure, *, expected, advice, **more
) -> Finding:
    indicator = CELLS[name].indicator
    rise = (now or 0) - last
    stands = "现为空白（按 0 计）" if now is None else f"现填 {show(now)} {indicator.unit}"
    difference = f"{'多' if rise > 0 else '少'} {show(abs(rise))} {indicator.unit}"
    return Finding(
        check=check,
        level=level,
        cells=(name,),
        title=CELLS[name].label,
        found=stands,
        expected=expected,
        difference=difference,
        advice=advice,
        **more,
    )


OVER_TIME = (a6_markets, q1_falls, q3_spike, q4_unchanged)
