"""Figures for the section and the leadership: over time, by category, by unit. No HTTP.

The database adds: four queries, whatever the number of units and periods; a few more where a unit
ended in one of the years, or a table is not what was submitted.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory

from ..form.figures import add
from ..form.indicators import COLUMN_KEYS, INDICATORS, Indicator, Kind, cell_name
from ..form.normaliser import Figure
from .breakdown import behind_both, news
from .city_trend import Point, Sums, points, sums_over_time
from .consolidate import Scope
from .counting import Counting
from .read_years import read_years

# Not 缺报沿用上期: which report stands in for a unit differs from period to period.
SCOPES = (Scope.APPROVED, Scope.SUBMITTED)
HEADLINES = ("filed", "closed", "value", "penalty", "actions")
PERIODS_SHOWN, UNITS_SHOWN = 12, 20
EARLIER = 3  # so many may precede the first one shown in its own year: its increment needs them


@dataclass(frozen=True, slots=True)
class Headline:
    indicator: Indicator
    cumulative: Figure
    new: Figure
    last_year: Figure  # at the end of the same quarter; None when nothing was counted then


@dataclass(frozen=True, slots=True)
class Share:
    """A category's part of a column; `percent` has one decimal, None when the whole is 0."""

    category: CaseCategory
    figure: Figure
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitLine:
    """`new` is what the unit added since its own last counted table of the year."""

    name: str
    short_name: str
    report_id: int
    cumulative: Figure
    new: Figure


@dataclass(frozen=True, slots=True)
class Rest:
    """All counted units that have no line of their own."""

    units: int
    cumulative: Figure
    new: Figure


@dataclass(frozen=True)
class Dashboard:
    """One figure, seen three ways, and the headlines of the period."""

    period: ReportingPeriod
    periods: list[ReportingPeriod]  # all that are open, the oldest first
    indicator: Indicator
    headlines: list[Headline]
    trend: list[Point]  # the oldest first; `period` is the last
    shares: list[Share]  # empty for action figures, which know no categories
    units: list[UnitLine]
    rest: Rest | None

    @property
    def now(self) -> Point:
        return self.trend[-1]

    @property
    def is_complete(self) -> bool:
        """Every expected unit counts in every period shown, so that periods compare."""
        return all(point.counted == point.expected for point in self.trend)


def dashboard(period: ReportingPeriod, key: str, scope: Scope = Scope.APPROVED) -> Dashboard:
    """What is shown of `period` and the action figure or column `key`; KeyError for others."""
    indicator, periods = INDICATORS[key], _opened()
    until = [each for each in periods if _time(each) <= _time(period)]
    looked_at = until[-PERIODS_SHOWN - EARLIER :]
    years = read_years(looked_at, scope)
    sums, altered = sums_over_time(looked_at, scope, {key, *HEADLINES}, years)
    trend = points(sums, indicator)
    units, rest = _units(Counting(period, scope, years[period.pk], altered), indicator)
    return Dashboard(
        period=period,
        periods=periods,
        indicator=indicator,
        headlines=[_headline(sums, INDICATORS[headline]) for headline in HEADLINES],
        trend=trend[-PERIODS_SHOWN:],
        shares=_shares(sums[-1], key) if key in COLUMN_KEYS else [],
        units=units,
        rest=rest,
    )


def _opened() -> list[ReportingPeriod]:
    """All opened periods, each with the number of tables that are `expected` in it."""
    expected = Count("reports", filter=Q(reports__excused_at=None))
    periods = ReportingPeriod.objects.opened().select_related("campaign")
    return list(periods.annotate(expected=expected).order_by("campaign__year", "quarter"))


def _time(period: ReportingPeriod) -> tuple[int, int]:
    return period.year, period.quarter


# --- Over time -----------------------------------------------------------------------------------


def _headline(sums: list[Sums], indicator: Indicator) -> Headline:
    *earlier, now = points(sums, indicator)
    year, quarter = _time(now.period)
    same_quarter = [point for point in earlier if _time(point.period) == (year - 1, quarter)]
    last_year = same_quarter[0].cumulative if same_quarter else None
    return Headline(indicator, now.cumulative, now.new, last_year)


# --- By category ---------------------------------------------------------------------------------


def _shares(sums: Sums, key: str) -> list[Share]:
    whole = sums.total(key)
    figures = {
        category: sums.figures.get(cell_name(category, key)) or 0 for category in CaseCategory
    }
    return [
        Share(category, figure, _percent(figure, whole)) for category, figure in figures.items()
    ]


def _percent(part: Figure, whole: Figure) -> Decimal | None:
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.1"), ROUND_HALF_UP)


# --- By unit -------------------------------------------------------------------------------------


def _units(counting: Counting, indicator: Indicator) -> tuple[list[UnitLine], Rest | None]:
    """The units with the largest figures, and all others as one line; one query."""
    key = indicator.key
    parts, earlier = behind_both(counting, key)
    new = {part.unit_id: part.figure for part in news(counting, parts, earlier, key)}
    shown, others = parts[:UNITS_SHOWN], parts[UNITS_SHOWN:]
    has_new = indicator.kind is Kind.FLOW
    lines = [
        UnitLine(
            part.unit_name,
            part.short_name,
            part.report_id,
            part.figure,
            new.get(part.unit_id) if has_new and part.report_id else None,
        )
        for part in shown
    ]
    return lines, _rest(others, new if has_new else None)


def _rest(others: list, new: dict | None) -> Rest | None:
    if not others:
        return None
    increments = None if new is None else add(new.get(part.unit_id) for part in others)
    return Rest(len(others), add(part.figure for part in others), increments)
