"""承继: a unit ends and others go on. Which ends are consistent; the act is ReportingUnit.end().

What was reported under the ended unit's name stays a part of the year, so who goes on has to be
somebody who was there the day after, and never, by whatever way, the unit itself.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import dateformat


def require_consistent(unit, on, into) -> None:
    """Raise ValidationError, by field, when `unit` cannot end `on` that day `into` these units.

    `on` None means that it goes on. The unit's own predecessors must still have somebody to go on;
    `unit.valid_from` is taken as it stands, so that a form can ask before it is stored.
    """
    _require_end(unit, on, into)
    _require_no_circle(unit, into)
    for successor in into:
        _require_goes_on(successor, successor.valid_from, successor.valid_to, unit, on)
    predecessors = unit.predecessors.exclude(valid_to=None) if unit.pk else []
    for predecessor in predecessors:
        _require_goes_on(unit, unit.valid_from, on, predecessor, predecessor.valid_to)


def day_in_words(day) -> str:
    return dateformat.format(day, "Y年n月j日")


def _require_end(unit, on, into) -> None:
    if into and on is None:
        raise ValidationError({"valid_to": "选了承继单位，请同时填写停用日期。"})
    if on and unit.valid_from and on < unit.valid_from:
        raise ValidationError({"valid_to": "停用日期不能早于启用日期。"})


def _require_no_circle(unit, into) -> None:
    if unit in into:
        raise ValidationError({"successors": f"{unit}不能并入自己，请另选承继单位。"})
    way = _way(type(unit).objects.succession_graph(), [each.pk for each in into], unit.pk)
    if way:
        names = type(unit).objects.in_bulk(way)
        told = " → ".join(str(names[pk]) for pk in [unit.pk, *way])
        raise ValidationError(
            {"successors": f"承继关系首尾相接：{told}。{unit}不能这样并入自己，请另选承继单位。"}
        )


def _way(graph: dict[int, list[int]], start: list[int], goal) -> list[int]:
    """The ids from one of `start` to `goal` along the graph; empty when there is no way."""
    ways, seen = [[pk] for pk in start], set(start)
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        new = [pk for pk in graph.get(way[-1], []) if pk not in seen]
        seen.update(new)
        ways += [[*way, pk] for pk in new]
    return []


def _require_goes_on(successor, begins, ends, ended, on) -> None:
    """`ended` has its last day `on`; the successor has to be there the day after."""
    advice = f"请核对两个单位的日期，或为{ended}另选承继单位。"
    whose = f"不能承继{day_in_words(on)}停用的{ended}"
    if ends and ends <= on:
        message = f"{successor}于{day_in_words(ends)}停用，{whose}。{advice}"
        raise ValidationError({"successors": message})
    if begins and begins > on + timedelta(days=1):
        message = f"{successor}自{day_in_words(begins)}起启用，晚于停用的次日，{whose}。{advice}"
        raise ValidationError({"successors": message})
