"""What a unit was called before. Links and downloaded tables carry the code of their day, mailed
workbooks the name: both go on leading to the unit, so no other unit may ever take the code.
"""

import re

from django.core.exceptions import ValidationError

CALLED = {"code", "name", "short_name"}
SEPARATOR = "、"


def split(text: str) -> list[str]:
    """The names or codes of a list as people write it."""
    return [part for part in map(str.strip, re.split("[、，,；;]", text)) if part]


def joined(text: str, *more: str) -> str:
    """The list with what it does not hold yet added at its end; else exactly as it was written."""
    new = [each for each in dict.fromkeys(more) if each and each not in split(text)]
    return SEPARATOR.join([*([text] if text else []), *new])


def require_free_code(unit) -> None:
    """Raise ValidationError when another unit has, or once had, the code."""
    other = type(unit).objects.known_as(unit.code).exclude(pk=unit.pk).first()
    if other is None:
        return
    how = f"已由{other}使用" if other.code == unit.code else f"是{other}的曾用代码"
    raise ValidationError({"code": f"代码 {unit.code} {how}，请另选代码。"})


def keep(unit, fields):
    """Before `unit` is saved: keep its stored code and names as former ones where they change.

    `fields` are those to be saved, None for all; returned with the ones that this fills. Raises
    ValidationError when the code is not free.
    """
    if fields is not None and CALLED.isdisjoint(fields):
        return fields
    stored = type(unit).objects.select_for_update().filter(pk=unit.pk).first()
    if stored is None or stored.code != unit.code:
        require_free_code(unit)
    if stored is None:
        return fields
    unit.former_codes = SEPARATOR.join(_former_codes(stored, unit.code))
    if fields is not None and "other_names" not in fields:
        unit.other_names = stored.other_names
    unit.other_names = joined(unit.other_names, *_former_names(stored, unit))
    return fields and {*fields, "former_codes", "other_names"}


def _former_codes(stored, code: str) -> list[str]:
    """Oldest first; a code that the unit has again is no former one."""
    return [each for each in [*split(stored.former_codes), stored.code] if each != code]


def _former_names(stored, unit) -> list[str]:
    names = [(stored.name, unit.name), (stored.short_name, unit.short_name)]
    return [old for old, new in names if old != new]
