"""Made-up figures for trying the portal out, the same at every run. No database.

A year is imagined action by action and case by case and then added up; that is why the relations
of the form hold by themselves: nothing is closed before it is filed, no part exceeds its whole.
The magnitudes follow from Henan's published totals, about ten trademark cases a county and year.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, auto
from random import Random

from django.utils import timezone

from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import CELLS, cell_name
from ..form.normaliser import Figure

Event = tuple[int, dict[str, Figure]]  # the quarter in which it happens, what it adds to the cells

FEWEST_MARKETS, MOST_MARKETS = 7, 30  # 个; one more or less stays within 30 % of the least
CATEGORY_WEIGHTS = {  # mostly trademarks
    CaseCategory.TRADEMARK: 80,
    CaseCategory.GEOGRAPHICAL_INDICATION: 3,
    CaseCategory.OFFICIAL_SIGN: 2,
    CaseCategory.OTHER_TRADEMARK: 5,
    CaseCategory.COUNTERFEIT_PATENT: 7,
    CaseCategory.OTHER_PATENT: 3,
}
FLAG_CHANCES = {"ecommerce": 0.2, "key_market": 0.25, "rural_market": 0.3, "foreign": 0.05}


# --- Figures -------------------------------------------------------------------------------------


def figures(unit_code: str, year: int, quarter: int) -> Figures:
    """A unit's table at the end of a quarter: cumulative since 1 January, amounts in 万元."""
    chance = Random(f"{unit_code}/{year}")
    writes_zeros = chance.random() < 0.3  # the others leave the rows without cases blank
    cells = defaultdict(int, key_markets=_markets(chance)[quarter - 1])
    for happens_in, additions in (*_actions(chance), *_cases(chance)):
        if happens_in <= quarter:
            for name, figure in additions.items():
                cells[name] += figure
    filled = {None} | {CELLS[name].category for name in cells}
    zeros = {name: 0 for name, cell in CELLS.items() if writes_zeros or cell.category in filled}
    return Figures(zeros | cells)


def _markets(chance: Random) -> list[int]:
    """The number of key markets at the end of each quarter: a stock, which moves a little."""
    numbers = [chance.randint(FEWEST_MARKETS, MOST_MARKETS)]
    while len(numbers) < 4:
        moved = numbers[-1] + chance.choice((-1, 0, 0, 1))
        numbers.append(min(max(moved, FEWEST_MARKETS), MOST_MARKETS))
    return numbers


def _actions(chance: Random) -> Iterator[Event]:
    """20–120 actions a year, each by two to six people, a third of them in markets."""
    for quarter in _spread(chance, chance.randint(20, 120)):
        people = chance.randint(2, 6)
        additions = {"actions": 1, "officers": people}
        if chance.random() < 0.35:
            additions |= {"market_actions": 1, "market_officers": people}
        yield quarter, additions


def _cases(chance: Random) -> Iterator[Event]:
    """5–30 cases a year, none to two of which go to the police; 5–100 万元 in all."""
    number = chance.randint(5, 30)
    transferred = chance.sample(range(number), chance.choice((0, 0, 0, 1, 1, 2)))
    for case, quarter in enumerate(_spread(chance, number)):
        if case in transferred:
            yield _transfer(chance, quarter)
        else:
            yield from _case(chance, quarter)


def _transfer(chance: Random, quarter: int) -> Event:
    # From 5 万元 counterfeiting a trademark is a crime; the police close what they take over.
    amounts = {"filed": 1, "value": _amount(chance, 5, 10), "transferred": 1}
    return quarter, _in_row(CaseCategory.TRADEMARK, amounts)


def _case(chance: Random, quarter: int) -> Iterator[Event]:
    category = chance.choices([*CATEGORY_WEIGHTS], [*CATEGORY_WEIGHTS.values()])[0]
    value = _amount(chance, 1, 2.8)
    flags = {flag: 1 for flag, likely in FLAG_CHANCES.items() if chance.random() < likely}
    yield quarter, _in_row(category, {"filed": 1, "value": value, **flags})
    recovered = _share(chance, value, 10, 60) if chance.random() < 0.4 else Decimal(0)
    closing = {"closed": 1, "penalty": _share(chance, value, 20, 90), "recovered": recovered}
    if "foreign" in flags:
        closing["foreign_recovered"] = recovered
    # Some are closed a quarter or two later; what falls behind the fourth goes into the next year.
    yield quarter + chance.choice((0, 0, 1, 1, 2)), _in_row(category, closing)


def _spread(chance: Random, number: int) -> list[int]:
    """The quarters of `number` events that come about evenly over the year, in order."""
    return [1 + int(4 * (event + chance.random()) / number) for event in range(number)]


def _in_row(category: CaseCategory, additions: dict[str, Figure]) -> dict[str, Figure]:
    return {cell_name(category, column): figure for column, figure in additions.items()}


def _amount(chance: Random, least: float, most: float) -> Decimal:
    """万元, mostly to the hundred yuan, sometimes to the yuan."""
    places = chance.choice((2, 2, 2, 4))
    return round(Decimal(chance.uniform(least, most)), places)


def _share(chance: Random, value: Decimal, least: int, most: int) -> Decimal:
    """Between `least` and `most` percent of `value`, to the hundred yuan."""
    return (value * chance.randint(least, most) / 100).quantize(Decimal("0.01"))


# --- What happens to a report --------------------------------------------------------------------


def first_quarter(year: int) -> int:
    """The quarter with which the year's reporting begins: the 2021 notice is dated 8 April."""
    return 2 if year == 2021 else 1


class Step(Enum):
    """One thing that the clerk or the city does to a report."""

    BEGIN = auto()  # fill in a part and leave it
    FILL = auto()
    FILL_WITH_SLIP = auto()
    SUBMIT = auto()
    SEND_BACK = auto()
    APPROVE = auto()


Course = tuple[Step, ...]
BLANK: Course = ()
DRAFT: Course = (Step.BEGIN,)
SUBMITTED: Course = (Step.FILL, Step.SUBMIT)
APPROVED: Course = (*SUBMITTED, Step.APPROVE)
RETURNED: Course = (Step.FILL_WITH_SLIP, Step.SUBMIT, Step.SEND_BACK)
RESUBMITTED: Course = (*RETURNED, *SUBMITTED)

IN_PROGRESS = {  # 川汇区 (411602) is left blank for whoever tries the portal out
    "411602": BLANK,
    "411603": APPROVED,
    "411621": APPROVED,
    "411622": SUBMITTED,
    "411623": RESUBMITTED,
    "411624": APPROVED,
    "411625": DRAFT,
    "411627": RETURNED,
    "411628": APPROVED,
    "411681": SUBMITTED,
    "4116B1": BLANK,
    "4116B2": APPROVED,
    "4116B3": RETURNED,
    "4116Z1": BLANK,
}


def course(unit_code: str, last_day: date, today: date) -> Course:
    """How far a unit has come with the quarter that ends on `last_day`."""
    return APPROVED if last_day < today else IN_PROGRESS.get(unit_code, BLANK)


@dataclass(frozen=True)
class Slip:
    """A figure typed too large, and what the city writes when it returns the table."""

    cell: str
    excess: int
    reason: str


OFFICERS_SLIP = Slip("officers", 10, "出动执法人员比行动台账多 10 人次，请核对后重新报送。")
MARKETS_SLIP = Slip("key_markets", 1, "重点实体经济市场比名录多 1 个，请核对后重新报送。")


def slip(unit_code: str) -> Slip:
    return MARKETS_SLIP if unit_code == "4116B3" else OFFICERS_SLIP


def with_slip(table: Figures, slip: Slip) -> Figures:
    return table.replace({slip.cell: table[slip.cell] + slip.excess})


def begun(table: Figures) -> Figures:
    """The part that a clerk has filled in so far: the actions, and how many trademark cases."""
    names = ("actions", "officers", "market_actions", "market_officers", "trademark-filed")
    return Figures({name: table[name] for name in names})


# --- When ----------------------------------------------------------------------------------------

OFFICE_HOURS = (9, 10, 11, 15, 16, 17)


def moments(seed: str, count: int, opens_on: date, due_on: date, now: datetime) -> list[datetime]:
    """`count` instants in office hours, in order, by the day due and never after `now`.

    They lie in the last ten working days up to the day due or yesterday; where there is none yet,
    on the first days of a quarter, they are all `now`.
    """
    until = min(due_on, timezone.localdate(now) - timedelta(days=1))
    days = _working_days(opens_on, until)[-10:]
    if not days:
        return [now] * count
    minutes = [
        datetime.combine(day, time(hour, minute))
        for day in days
        for hour in OFFICE_HOURS
        for minute in range(60)
    ]
    return [timezone.make_aware(minute) for minute in sorted(Random(seed).sample(minutes, count))]


def _working_days(first_day: date, last_day: date) -> list[date]:
    days = (first_day + timedelta(days=n) for n in range((last_day - first_day).days + 1))
    return [day for day in days if day.weekday() < 5]
