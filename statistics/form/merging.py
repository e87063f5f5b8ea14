"""What two people typed into one table, put together input by input. Knows no Django.

Values are compared as they are stored; None is blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass

UNSAID = object()  # nobody says what an input was changed from


@dataclass(frozen=True, slots=True)
class Typed:
    """What an input is to hold, and what it was changed from."""

    value: object
    was: object = UNSAID
    is_offered: bool = False  # the page put it there where nothing was stored; nobody typed it


@dataclass(frozen=True, slots=True)
class Merged:
    taken: dict[str, object]  # what is to be stored, by name
    clashing: list[str]  # changed here, and meanwhile elsewhere to something else
    is_current: bool  # nobody has saved since the page was made


def merge(typed: Mapping[str, Typed], stored: Mapping[str, object], *, is_current: bool) -> Merged:
    """An input is taken if what is stored is still what it was changed from; if it says nothing of
    that, when the whole table `is_current`. One that was left alone, or holds what is stored already,
    is no change. Names that are not in `stored` are blank.
    """
    taken, clashing = {}, []
    for name, each in typed.items():
        now = stored.get(name)
        if each.value in (now, each.was) or (each.is_offered and now is not None):
            continue
        if each.was == now or (each.was is UNSAID and is_current):
            taken[name] = each.value
        else:
            clashing.append(name)
    return Merged(taken, clashing, is_current)
