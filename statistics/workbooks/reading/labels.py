"""The form's words as clerks write them: which heading or row is meant by a text.

Spaces, line breaks, the shape of brackets, numbering and small endings do not matter; the unit in
brackets does, because a column headed 元 must never be read as 万元.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cases.categories import CaseCategory

from ...form.indicators import ACTIONS, COLUMNS, TOTAL_LABEL
from ...form.written_units import is_unit

ACTION, COLUMN, CATEGORY, TOTAL = "action", "column", "category", "total"

# Other words for the same, beside those of the form: the national form's, and common short ones.
ALIASES = {
    (ACTION, "key_markets"): ["重点实体经济市场数量"],
    (COLUMN, "value"): ["案值", "涉案货值"],
    (COLUMN, "penalty"): ["罚没款", "罚没金额"],
    (COLUMN, "recovered"): ["挽回损失"],
    (COLUMN, "transferred"): ["移送司法机关", "移送司法"],
    (COLUMN, "ecommerce"): ["电子商务领域", "电商"],
    (COLUMN, "foreign"): ["外资企业被侵权"],
    (COLUMN, "foreign_recovered"): ["挽回外资企业经济损失"],
    (CATEGORY, "trademark"): ["侵犯商标权", "侵犯商标专用权"],
    (TOTAL, TOTAL_LABEL): ["总计", "总合计"],
}
ENDINGS = ("案件", "件数", "次数", "人次", "数量", "数额", "总数", "数", "件", "次", "个", "万元")
SPACE = re.compile(r"[\s\u200b\ufeff]+")
NUMBERING = re.compile(r"(\([0-9一二三四五六七八九十]+\)|[0-9一二三四五六七八九十]+[、.)])")
WITH_UNIT = re.compile(r"(.+?)[(\[【〔](?:单位:?)?([^()\[\]]+)[)\]】〕]")
REMARK = re.compile(r"累计|数量|(?:见?注)?[0-9]")  # in brackets, and still the same figure
PUNCTUATION = re.compile(r"[、,。.:;*·/\"'《》“”-]")


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the form; `key` is an indicator's, a category's, or 合计."""

    kind: str
    key: str
    unit: str = ""  # as written in brackets, if at all


@lru_cache(maxsize=500)  # the same words stand in thousands of files
def squeeze(text: str) -> str:
    """The text without spaces and line breaks, full-width forms folded."""
    return SPACE.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=500)
def recognise(text: str) -> Label | None:
    """The form's word that `text` is, or None."""
    squeezed = squeeze(text)
    if len(squeezed) > 40:  # notes and sentences
        return None
    squeezed = NUMBERING.sub("", squeezed, count=1) if NUMBERING.match(squeezed) else squeezed
    named = WITH_UNIT.fullmatch(squeezed)
    name, unit = named.groups() if named else (squeezed, "")
    unit = unit.replace("/", "").removesuffix("数")  # 人/次, 件数
    if unit and not is_unit(unit):
        if not REMARK.fullmatch(unit):
            return None  # 立案（去年同期） is another figure
        unit = ""
    for spelling in _spellings(_bare(name)):
        if spelling in WORDS:
            kind, key = WORDS[spelling]
            return Label(kind, key, unit)
    return None


def _bare(name: str) -> str:
    name = PUNCTUATION.sub("", name)
    name = re.sub("[及与]", "和", name)
    return name.replace("实体经济", "实体").replace("实体市场", "实体")


def _spellings(name: str) -> Iterator[str]:
    """The name, then without its ending: 立案件数 is 立案, 农村市场 is 农村市场案件."""
    yield name
    for ending in ENDINGS:
        if name.endswith(ending):
            yield from _spellings(name.removesuffix(ending))


def _words() -> dict[str, tuple[str, str]]:
    names = {
        **{(ACTION, action.key): action.name for action in ACTIONS},
        **{(COLUMN, column.key): column.name for column in COLUMNS},
        **{(CATEGORY, category.value): category.label for category in CaseCategory},
        (TOTAL, TOTAL_LABEL): TOTAL_LABEL,
    }
    return {
        spelling: word
        for word, name in names.items()
        for alias in (name, *ALIASES.get(word, []))
        for spelling in _spellings(_bare(alias))
        if len(spelling) > 1
    }


WORDS = _words()
