"""Which unit is meant: what a clerk writes after 报送单位, or calls a workbook that is mailed.

A place has few names, its bureau is called by many. So a name is taken apart,

    河南省周口市 + 市场监督管理局 + 经济开发区 + 分局
    region         city bureau      place        office

and only the place is looked up; whether and how the others are written makes no difference, as long
as the region is the unit's own. What fits no rule here goes into the unit's 其他名称.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from .former import split
from .models import ReportingUnit

# GB/T 2260: the first two digits of a region's code. Cities are learnt from their branches' names.
PROVINCES = {
    "北京市": "11", "天津市": "12", "河北省": "13", "山西省": "14", "内蒙古自治区": "15",
    "辽宁省": "21", "吉林省": "22", "黑龙江省": "23",
    "上海市": "31", "江苏省": "32", "浙江省": "33", "安徽省": "34", "福建省": "35", "江西省": "36",
    "山东省": "37", "河南省": "41", "湖北省": "42", "湖南省": "43", "广东省": "44",
    "广西壮族自治区": "45", "海南省": "46", "重庆市": "50", "四川省": "51", "贵州省": "52",
    "云南省": "53", "西藏自治区": "54", "陕西省": "61", "甘肃省": "62", "青海省": "63",
    "宁夏回族自治区": "64", "新疆维吾尔自治区": "65",
}  # fmt: skip
LEVEL = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区)\Z")

# Not 工商局, 质监局 or 食药监局: until 2018 each was a part of what the one bureau is now.
MARKET = r"市场(?:监督(?:管理)?|监管)?"
OFFICE = re.compile(rf"(?:(?:{MARKET}|市监)?分?局)?(?:[加盖签公印]*章处?)*\Z")
CITY_BUREAU = re.compile(rf"\A市?(?:{MARKET}局?|市监局|局)")
OF_A_CITY = re.compile(rf"(?P<city>.+?){MARKET}局?(?P<own>.+)")
ENFORCEMENT = re.compile(r"综合行政执法|综合执法|行政执法")
LONGEST = 120  # of a whole name with region and seal; a cell may hold 32,767 characters
HAN = re.compile(r"[\u4e00-\u9fff]+")
LOOSE_SPACE = re.compile(r"(?<![0-9A-Z])\s+|\s+(?![0-9A-Z])")  # not the one in 411602 2021


class UnitNames:
    """Finds units by what people call them; built once for many questions.

    Knows full, short and other names, codes and former codes of the units it is given. A name that several of
    them bear finds none, unless a region or a code beside it decides: a wrong unit is worse than
    asking.
    """

    def __init__(self, units: Iterable[ReportingUnit]):
        self._units = {unit.code: unit for unit in units}
        self._codes = defaultdict(set)  # by place and by code
        self._short = defaultdict(set)  # by a county's place without 区, 县 or 市
        self._regions = {}  # the leading digits by name
        for name, digits in PROVINCES.items():
            self._add_region(name, digits)
        for unit in self._units.values():
            self._add(unit)
        self._sizes = sorted({len(name) for name in [*self._codes, *self._regions]}, reverse=True)
        self._region_sizes = {len(name) for name in self._regions}

    def find(self, text: str) -> ReportingUnit | None:
        """The unit whose name or code is the whole text; None when unknown or ambiguous."""
        return self._only(self._read(_fold(text)))

    def find_within(self, text: str) -> ReportingUnit | None:
        """The one unit that all names and codes within the text fit; None when there is none.

        A name inside a longer one does not count (沈丘县 in 新沈丘县), nor a code inside a longer
        number. 扶沟 without its 县 counts only where it stands alone (扶沟2021.xlsx, 扶沟局.xlsx): of
        many a county (公安县, 合作市) that is a common word.
        """
        names, rest = self._take_out(_squeeze(text))
        regions = [self._regions[name] for name in names if name not in self._codes]
        named = [self._codes[name] for name in names if name in self._codes]
        named += filter(None, map(self._read, HAN.findall(rest)))
        meant = set.intersection(*named) if named else set()
        return self._only({code for code in meant if all(self._is_in(code, r) for r in regions)})

    def _add(self, unit: ReportingUnit) -> None:
        for code in unit.codes:
            self._codes[code].add(unit.code)
        for name in filter(None, map(_fold, _names(unit))):
            place = OFFICE.sub("", name)
            if of_a_city := OF_A_CITY.fullmatch(place):
                place = of_a_city["own"]
                self._add_region(of_a_city["city"], _region(unit)[:4])
            if len(place) > 1:
                self._codes[place].add(unit.code)
            if unit.kind == unit.Kind.COUNTY and len(place) > 2 and place[-1] in "区县市旗":
                self._short[place[:-1]].add(unit.code)

    def _add_region(self, name: str, digits: str) -> None:
        """First come, first served: a branch of 北京市 does not make it 1100."""
        self._regions.setdefault(name, digits)
        self._regions.setdefault(LEVEL.sub("", name), digits)

    def _read(self, name: str, region: str = "") -> set[str]:
        """Codes of the units in the region that the whole name, folded, may mean."""
        if len(name) > LONGEST:
            return set()
        place = CITY_BUREAU.sub("", OFFICE.sub("", name))
        codes = self._codes.get(place, set()) | self._short.get(place, set())
        found = {code for code in codes if self._is_in(code, region)}
        for size in self._region_sizes:
            inner = self._regions.get(name[:size], "")
            if inner.startswith(region) and inner != region:
                found |= self._read(name[size:], inner)
        return found

    def _take_out(self, text: str) -> tuple[list[str], str]:
        """Names of units and regions in the text, the longest first, and what is left of it."""
        names = []
        for size in self._sizes:
            for start in range(len(text) - size + 1):
                end = start + size
                name = text[start:end]
                if (name in self._codes or name in self._regions) and not _is_cut(text, start, end):
                    names.append(name)
                    text = text[:start] + " " * size + text[end:]
        return names, text

    def _is_in(self, code: str, region: str) -> bool:
        return _region(self._units[code]).startswith(region)

    def _only(self, codes: set[str]) -> ReportingUnit | None:
        return self._units[codes.pop()] if len(codes) == 1 else None


def _names(unit: ReportingUnit) -> Iterator[str]:
    yield from (unit.name, unit.short_name, *split(unit.other_names))


def _region(unit: ReportingUnit) -> str:
    return unit.region_code or unit.code


def _fold(text: str) -> str:
    """Letters, digits and characters alone, the full-width made plain: （川汇 区） is 川汇区."""
    plain = normalize("NFKC", text).upper()
    return ENFORCEMENT.sub("执法", "".join(char for char in plain if char.isalnum()))


def _squeeze(text: str) -> str:
    """The same, with all that sets one name apart from the next left in place."""
    plain = normalize("NFKC", text).upper()
    visible = "".join(char for char in plain if category(char) != "Cf")
    return LOOSE_SPACE.sub("", visible)


def _is_cut(text: str, start: int, end: int) -> bool:
    """Whether a longer number, or a longer word of Latin letters, goes on past either end."""
    return _same_word(text[start - 1 : start + 1]) or _same_word(text[end - 1 : end + 1])


def _same_word(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and (pair.isdigit() or pair.isalpha())
