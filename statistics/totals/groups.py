"""New figures unit by unit, where units have merged or split since the tables they are measured from.

What was one unit's before counts beside the heir's own; where several go on, their increment is told
for the group and never shared out (FORM.md, *The year's units*).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import reduce

from .counting import Counting, Group

NOBODY = {"report_id": None, "quarter": None, "edition_id": None}


def told_together(
    counting: Counting, lines: Iterable, earlier: Iterable, plus: Callable, since: Callable
) -> Iterator:
    """What is new in each of `lines`, and behind them in each group of units that split.

    A line's `key` begins with its unit. `plus` adds two lines up, `since` takes an earlier one off.
    The units of a group have no line of their own.
    """
    alone, together = _by_heir(counting.groups)
    before, of_groups = _by_key(earlier, alone, plus), defaultdict(list)
    for line in lines:
        if line.unit_id in together:
            of_groups[together[line.unit_id].heirs, line.key[1:]].append(line)
        else:
            yield since(line, before[line.key]) if line.key in before else line
    for (heirs, rest), some in of_groups.items():
        group = together[heirs[0]]
        units = (*group.heirs, *(each.unit.pk for each in group.units))
        then = [before[unit, *rest] for unit in units if (unit, *rest) in before]
        whole = _of_all(group, reduce(plus, some), [line.unit_name for line in some])
        yield since(whole, reduce(plus, then)) if then else whole


def _by_heir(groups: list[Group]) -> tuple[dict[int, int], dict[int, Group]]:
    """The one heir of each unit that merged; the group of each unit that a split left."""
    alone, together = {}, {}
    for group in groups:
        if len(group.heirs) == 1:
            alone |= {each.unit.pk: group.heirs[0] for each in group.units}
        else:
            together |= dict.fromkeys(group.heirs, group)
    return alone, together


def _by_key(earlier: Iterable, alone: dict[int, int], plus: Callable) -> dict[tuple, object]:
    """Earlier lines, those of units that merged added to their heir's."""
    found = {}
    for line in earlier:
        moved = replace(line, unit_id=alone.get(line.unit_id, line.unit_id))
        found[moved.key] = plus(found[moved.key], moved) if moved.key in found else moved
    return found


def _of_all(group: Group, line, names: list[str]):
    """One line for several: nobody's report, and all their names."""
    ended = "、".join(each.unit.name for each in group.units)
    nobody = {field.name: NOBODY[field.name] for field in fields(line) if field.name in NOBODY}
    return replace(line, unit_name=f"{'、'.join(names)}（合计，含原{ended}）", **nobody)
