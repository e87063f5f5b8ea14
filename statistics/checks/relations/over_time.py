"""What must hold between a table and the others of its year; cumulative from 1 January."""

from collections.abc import Iterator
from decimal import Decimal

from ...form.indicators import CELLS, FLOWS, TOTAL_LABEL
from ...form.normaliser import Figure, show
from ..findings import Finding, LaterTable, Table, advice


def a6_markets(table: Table) -> Iterator[Finding]:
    """A6: the number of markets is a stock; it may fall, but seldom by much."""
    if table.previous is None:
        return
    now, last = table.figures["key_markets"], table.previous["key_markets"]
    change = table.rules.limit("A6", "change")
    if last and 100 * abs((now or 0) - last) > change * last:
        yield _against_last(
            table,
            "A6",
            "key_markets",
            expected=f"上期 {last} 个，变动一般不超过 {show(change)}%",
            look="请核对市场数量",
            excuse="市场确有新设或关闭的，写明情况",
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
                table,
                "Q1",
                name,
                expected=f"累计数应不少于上期 {show(last)} {unit}",
                look="请核对本期数字",
                excuse="撤案、案由调整、经复议或诉讼改变，或者上期填报有误的，写明情况",
                needs_reviewer=True,
            )


def q3_spike(table: Table) -> Iterator[Finding]:
    """Q3: far more new cases than in the earlier periods of the year."""
    if not table.earlier:
        return
    filed = [figures.totals["filed"] for figures in (*table.earlier, table.figures)]
    *before, new = [now - last for last, now in zip([0, *filed], filed, strict=False)]
    mean = Decimal(sum(before)) / len(before)
    times, cases = (table.rules.limit("Q3", name) for name in ("times", "cases"))
    if new > times * mean and new > cases:
        level = table.rules.level("Q3")
        yield Finding(
            check="Q3",
            level=level,
            cells=("total-filed",),
            title=f"{TOTAL_LABEL} · 立案",
            found=f"当期新增 {new} 件",
            expected=(
                f"一般不超过此前各期平均新增 {show(round(mean, 1))} 件的 {show(times)} 倍，"
                f"或者不超过 {show(cases)} 件"
            ),
            difference="",
            advice=advice(level, "请核对立案", "开展专项行动等情况，请写明"),
        )


def q4_unchanged(table: Table) -> Iterator[Finding]:
    """Q4: not every figure is the last period's again."""
    if table.previous is None or any(
        (table.figures[name] or 0) != (table.previous[name] or 0) for name in CELLS
    ):
        return
    level = table.rules.level("Q4")
    yield Finding(
        check="Q4",
        level=level,
        cells=("actions",),
        title="全表",
        found="与上期完全相同",
        expected="本期一般应有新增",
        difference="",
        advice=advice(level, "请核对是否误交了上期的表", "本期确无新增的，写明情况"),
    )


def q5_exceeds_later(table: Table) -> Iterator[Finding]:
    """Q5: no later reported table of the year falls below this one: Q1 seen from the other side.

    One finding a cell, which names the first later table that does. A fall that the later table
    was itself asked about (Q1) is not asked about again.
    """
    for name in FLOWS:
        lower = (each for each in table.later if _exceeds(table.figures[name], each, name))
        if first := next(lower, None):
            yield _against_later(table, first, name)


def _exceeds(now: Figure, later: LaterTable, name: str) -> bool:
    known = later.held_against
    return (now or 0) > max(later.figures[name] or 0, (known and known[name]) or 0)


def _against_later(table: Table, later: LaterTable, name: str) -> Finding:
    level, now, then = table.rules.level("Q5"), table.figures[name], later.figures[name] or 0
    return Finding(
        check="Q5",
        level=level,
        cells=(name,),
        title=CELLS[name].label,
        found=f"{later.name}（{later.state}）{show(then)} < {table.name} {show(now)}",
        expected="以后各期的累计数应不少于本期",
        difference=f"少 {show(now - then)} {CELLS[name].indicator.unit}",
        advice=advice(level, "请核对本期数字", "本期属实，以后各期须更正或另有原因的，写明情况"),
        needs_reviewer=True,
    )


def _against_last(
    table: Table, check: str, name: str, *, expected: str, look: str, excuse: str, **more
) -> Finding:
    indicator, level = CELLS[name].indicator, table.rules.level(check)
    now, last = table.figures[name], table.previous[name] or 0
    rise = (now or 0) - last
    return Finding(
        check=check,
        level=level,
        cells=(name,),
        title=CELLS[name].label,
        found="现为空白（按 0 计）" if now is None else f"现填 {show(now)} {indicator.unit}",
        expected=expected,
        difference=f"{'多' if rise > 0 else '少'} {show(abs(rise))} {indicator.unit}",
        advice=advice(level, look, excuse),
        **more,
    )


OVER_TIME = (a6_markets, q1_falls, q3_spike, q4_unchanged, q5_exceeds_later)
