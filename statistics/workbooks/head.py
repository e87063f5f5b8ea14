"""What the lines around the table say: whose it is, and which time it covers."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .labels import squeeze
from .sandbox import RawSheet

UNIT = re.compile(r"(?:报送|填报|上报)单位(?:名称)?(?:\(盖章\)|\(公章\))?[:：]?(.*)")
TIME = re.compile(r"(?:统计|数据|报告)(?:时间|期间|时段|区间|期)[:：]?(.*)")
TITLE = re.compile(r"([0-9]{4})年?度?.{0,20}(?:统计表|数据表)")
MONEY_UNIT = re.compile(r"\(?(?:金额)?单位[:：](.{1,6}?)\)?")
REACH = 6  # cells to the right of a bare label

DAY = re.compile(r"(?:([0-9]{4})[年./-])?([0-9]{1,2})[月./-]([0-9]{1,2})(?![0-9])[日号]?")
MONTHS = re.compile(r"([0-9]{4})年(?:0?1月?[-至~到—－]+)([0-9]{1,2})月(?:底|末|份)?")
NAMED = re.compile(
    r"([0-9]{4})年?度?(?:第?([一二三四1-4])季度|[Qq]([1-4])|(上半年)|前([二三23])季度|(全年))"
)
DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class Span:
    """The time that figures cover, as far as it is written: from, to, or only which quarter."""

    year: int
    starts_on: date | None = None
    ends_on: date | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What stands after a label, and where."""

    text: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Head:
    """The lines around the table; None for those that are not there or left open."""

    unit: Line | None
    time: Line | None
    title_year: int | None
    money_unit: Line | None  # 单位：元, said once for the whole sheet


def read_head(sheet: RawSheet) -> Head:
    lines = {at: squeeze(c.text) for at, c in sorted(sheet.cells.items()) if c.kind == "text"}
    titles = (TITLE.search(text) for text in lines.values() if len(text) < 60)
    years = [int(title.group(1)) for title in titles if title]
    return Head(
        unit=_line(sheet, lines, UNIT),
        time=_line(sheet, lines, TIME),
        title_year=years[0] if years else None,
        money_unit=_line(sheet, lines, MONEY_UNIT),
    )


def _line(sheet: RawSheet, lines: dict, pattern: re.Pattern) -> Line | None:
    for (row, column), text in lines.items():
        said = pattern.fullmatch(text)
        if said is None:
            continue
        if said.group(1):
            return Line(said.group(1), (row, column))
        beside = ((row, column + step) for step in range(1, REACH + 1))
        filled = (at for at in beside if at in sheet.cells)
        if at := next(filled, None):
            return Line(squeeze(sheet.cells[at].text), at)
    return None


def read_span(text: str) -> Span | None:
    """2021年1月1日至6月30日, 2021.1.1-2021.6.30, 2021年1-6月, 2021年上半年, 2021年第二季度.

    None when it says something else, or is left open.
    """
    squeezed = squeeze(text)
    return _months(squeezed) or _quarter(squeezed) or _days(squeezed)


def _months(text: str) -> Span | None:
    said = MONTHS.fullmatch(text)
    if said is None:
        return None
    year, month = map(int, said.groups())
    if not (1 <= month <= 12 and year):
        return None
    return _span(date(year, 1, 1), date(year, month, monthrange(year, month)[1]))


def _quarter(text: str) -> Span | None:
    said = NAMED.fullmatch(text)
    if said is None:
        return None
    year, quarter, letter, half, first, _ = said.groups()
    number = quarter or letter or first or ("2" if half else "4")
    return Span(int(year), quarter=DIGITS.get(number) or int(number))


def _days(text: str) -> Span | None:
    found = DAY.findall(text)
    if len(found) != 2 or not found[0][0]:
        return None
    (year, *first), (other_year, *last) = found
    try:
        start = date(int(year), *map(int, first))
        return _span(start, date(int(other_year or year), *map(int, last)))
    except ValueError:
        return None


def _span(start: date, end: date) -> Span:
    return Span(end.year, start, end, quarter=(end.month + 2) // 3)
