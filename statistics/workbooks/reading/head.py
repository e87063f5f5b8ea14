"""What the lines around the table say: whose it is, and which time it covers."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...form.written_units import is_money, is_unit
from ..parser.sandbox import RawSheet
from .labels import recognise, squeeze

UNIT = re.compile(
    r"(?:(?:报送|填报|上报|填表)单位(?:名称)?|单位名称|单位(?=:))(?!负责|领导|意见|联系|电话)"
    r"(?:\([^()]*\))*:?(.*)"
)
TIME = re.compile(r"(?:统计|数据|报告)(?:时间|期间|时段|区间|期):?(.*)")
LEFT_OPEN = re.compile(r"(?<![0-9])月日|至$")  # as on the empty form
# Where the next line begins when several are written in one cell.
BEGINNING = re.compile(
    r"(?=(?:报送|填报|上报|填表)单位|\(?(?:金额|计量|货币)单位:|统计(?:时间|期间|时段|区间)"
    r"|(?<!报送|填报|上报|填表|金额|计量|货币)\(?单位(?:名称)?:"
    r"|(?:数据|报告|报送|填报|上报|填表)(?:时间|日期|期间|时段|区间|期):)"
)
TITLE = re.compile(r"([0-9]{4})年?度?.{0,20}(?:统计表|数据表)")
MONEY_UNIT = re.compile(r"(?<!报送|填报|上报|填表)(?:单位[:为(]|金额[:为])\(?([^()。;]{1,20})")
LISTED = re.compile("[、,/和及]")
REACH = 6  # cells to the right of a bare label

DAY = re.compile(r"(?:([0-9]{4})[年./-])?([0-9]{1,2})[月./-]([0-9]{1,2})(?![0-9])[日号]?")
MONTHS = re.compile(r"([0-9]{4})年([0-9]{1,2})月?[-至~到—–]+([0-9]{1,2})月(?:底|末|份)?")
NAMED = re.compile(
    r"([0-9]{4})年?度?(?:第?([一二三四1-4])季度|[Qq]([1-4])|(上半年)|前([二三23])季度|(全年))"
)
TIME_IN_TITLE = re.compile(f"{NAMED.pattern}|{MONTHS.pattern}")
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
    lines = list(_lines(sheet))
    titles = [line for line in lines if len(line.text) < 60 and TITLE.search(line.text)]
    years = [int(TITLE.search(title.text).group(1)) for title in titles]
    return Head(
        unit=_line(sheet, lines, UNIT),
        time=_time(sheet, lines) or _time_in(titles),
        title_year=years[0] if years else None,
        money_unit=_money_unit(lines),
    )


def _lines(sheet: RawSheet) -> Iterator[Line]:
    """What is written around the table; one cell may hold several lines of it."""
    for place, cell in sorted(sheet.cells.items()):
        if cell.kind == "text" and recognise(cell.text) is None:
            for text in filter(None, BEGINNING.split(squeeze(cell.text))):
                yield Line(text, place)


def _line(sheet: RawSheet, lines: list[Line], pattern: re.Pattern) -> Line | None:
    for line in lines:
        said = pattern.fullmatch(line.text)
        if said is None or any(map(is_unit, LISTED.split(said.group(1)))):  # 单位：万元
            continue
        if said.group(1):
            return Line(said.group(1), line.place)
        if beside := _beside(sheet, line.place):
            return beside
    return None


def _beside(sheet: RawSheet, place: tuple[int, int]) -> Line | None:
    """What stands to the right of a bare label, unless it is the next line."""
    row, column = place
    for at in ((row, column + step) for step in range(1, REACH + 1)):
        if text := squeeze(sheet.cells[at].text) if at in sheet.cells else "":
            return None if BEGINNING.match(text) else Line(text, at)
    return None


def _time(sheet: RawSheet, lines: list[Line]) -> Line | None:
    said = _line(sheet, lines, TIME)
    return None if said is None or LEFT_OPEN.search(said.text) else said


def _time_in(titles: list[Line]) -> Line | None:
    """2021年第一季度知识产权执法数据统计表, where no other line says which time it is."""
    for title in titles:
        if said := TIME_IN_TITLE.search(title.text):
            return Line(said.group(), title.place)
    return None


def _money_unit(lines: list[Line]) -> Line | None:
    for line in lines:
        for said in MONEY_UNIT.finditer(line.text):
            for unit in filter(is_money, LISTED.split(said.group(1))):
                return Line(unit, line.place)
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
    year, first, last = map(int, said.groups())
    if not (1 <= first <= last <= 12 and year):
        return None
    return _span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


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
        end = date(int(other_year or year), *map(int, last))
    except ValueError:
        return None
    return _span(start, end) if start <= end else None


def _span(start: date, end: date) -> Span:
    return Span(end.year, start, end, quarter=(end.month + 2) // 3)
