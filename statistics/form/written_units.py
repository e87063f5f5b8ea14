"""A unit written after a number (12件): the cell's own is understood, any other is refused.

Units are never converted: whether 155400元 in a cell of 万元 is right is for a person to say.
"""

import re

from .indicators import Indicator

NUMBER_AND_UNIT = re.compile(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([^0-9.,\s]{1,6})")
SAME_UNIT = {"件": {"件", "起", "宗"}, "个": {"个", "家"}, "万元": {"万元", "万"}}
COUNTED = {"件", "起", "宗", "个", "家", "次", "人次", "人", "户"}
MONEY = re.compile(r"[十百千万亿]*[元圆块角分]|[十百千万亿]+")


def split_unit(text: str, indicator: Indicator) -> tuple[str, str]:
    """The number and the unit after it, if that is one at all; else all of the text, and "".

    `text` has its full-width forms folded already.
    """
    named = NUMBER_AND_UNIT.fullmatch(text)
    if named is None or not (is_same_unit(named[2], indicator) or is_unit(named[2])):
        return text, ""
    return named[1], named[2]


def is_same_unit(unit: str, indicator: Indicator) -> bool:
    return unit.removeprefix("人民币") in SAME_UNIT.get(indicator.unit, {indicator.unit})


def is_unit(text: str) -> bool:
    return text in COUNTED or is_money(text)


def is_money(text: str) -> bool:
    return MONEY.fullmatch(text.removeprefix("人民币")) is not None


def is_other_unit(unit: str, indicator: Indicator) -> bool:
    """A unit of something, and not the one that is due here."""
    return is_unit(unit) and not is_same_unit(unit, indicator)
