"""New figures unit by unit, where units have merged or split since the tables they are measured from.

What was one unit's before counts beside the heir's own; where several go on, their increment is told
for the group and never shared out (FORM.md, *The year's units*).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace

from .counting import Counting, Group


def told_together(
    counting: Counting, lines: Iterable, before: dict, plus: Callable, since: Callable
) -> Iterator:
    """What is new in each of `lines`, and behind them in each group of units that split.

    `before` has earlier lines by unit, or by unit and category; `plus` adds two lines up, `since`
    takes an earlier one off. Lines of a group's units are left blank.
    """
    alone, together = _by_heir(counting.groups)
    before = _with_those_included(before, alone, plus)
    sums = defaultdict(list)
    for line in lines:
        then = before.get(_key(line))
        if line.unit_id in together:
            sums[_key(line, together[line.unit_id])].append((line, then))
        else:
            yield since(line, then) if then else line
    for group in counting.groups:
        if len(group.heirs) > 1:
            yield from _of_group(group, sums, before, plus, since)


def _by_heir(groups: list[Group]) -> tuple[dict[int, int], dict[int, Group]]:
    """The one heir of each unit that merged; the group of each unit that a split left."""
    alone, together = {}, {}
    for group in groups:
        if len(group.heirs) == 1:
            alone |= {each.unit.pk: group.heirs[0] for each in group.units}
        else:
            together |= dict.fromkeys(group.heirs, group)
    return alone, together


def _with_those_included(before: dict, alone: dict[int, int], plus) -> dict:
    """Earlier lines, those of units that merged added to their heir's."""
    found = {}
    for key, line in before.items():
        unit = alone.get(line.unit_id, line.unit_id)
        heir = (unit, *key[1:]) if isinstance(key, tuple) else unit
        found[heir] = plus(found[heir], line) if heir in found else replace(line, unit_id=unit)
    return found


def _key(line, group: Group | None = None):
    """As `before` has it: the unit, or the unit and the category."""
    unit = group.heirs[0] if group else line.unit_id
    return (unit, line.category) if hasattr(line, "category") else unit


def _of_group(group: Group, sums, before, plus, since) -> Iterator:
    """The units of a split, blank, and what is new in all of them together."""
    for key in [key for key in sums if _unit(key) == group.heirs[0]]:
        lines, earlier = [line for line, _ in sums[key]], [then for _, then in sums[key] if then]
        for each in group.units:
            then = before.get((each.unit.pk, *key[1:]) if isinstance(key, tuple) else each.unit.pk)
            earlier += [then] if then else []
        whole = _named(_sum(lines, plus), group, [line.unit_name for line in lines])
        yield since(whole, _sum(earlier, plus)) if earlier else whole


def _unit(key) -> int:
    return key[0] if isinstance(key, tuple) else key


def _sum(lines: list, plus):
    whole, *others = lines
    for other in others:
        whole = plus(whole, other)
    return whole


def _named(line, group: Group, names: list[str]):
    """One table for several: nobody's report, and all their names."""
    ended = "、".join(each.unit.name for each in group.units)
    nobody = {"report_id": None, "quarter": None, "edition_id": None}
    has = {field.name for field in fields(line)}
    return replace(
        line,
        unit_name=f"{'、'.join(names)}（合计，含原{ended}）",
        **{name: value for name, value in nobody.items() if name in has},
    )
