"""This period beside the same one of last year. No HTTP, no workbooks."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from campaigns.models import ReportingPeriod
from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import ACTIONS, COLUMNS, TOTAL_LABEL, Indicator, cell_name
from .consolidate import Consolidated, sums
from .counting import Counting

ACTIONS_LABEL = "执法行动数据"
ONE_PLACE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of both years."""

    indicator: Indicator
    this: int | Decimal
    last: int | Decimal

    @property
    def difference(self) -> int | Decimal:
        return self.this - self.last

    @property
    def percent(self) -> Decimal | None:
        """The change in per cent, with one decimal; None where there is nothing to divide by."""
        if self.last <= 0:  # what is new in a quarter may be negative: no base for a percentage
            return None
        share = Decimal(self.difference) * 100 / Decimal(self.last)
        return share.quantize(ONE_PLACE, ROUND_HALF_UP)


@dataclass(frozen=True)
class Comparison:
    """The city's table of a period, and last year's of the same quarter, scope and measure."""

    this: Consolidated
    last_period: ReportingPeriod
    last_figures: Figures
    last_counted: int  # units

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The five action figures, the eleven totals, then each category's eleven columns."""
        this, last = self.this.figures, self.last_figures
        sums, sums_then = this.totals, last.totals
        return [
            (ACTIONS_LABEL, [Line(each, this[each.key], last[each.key]) for each in ACTIONS]),
            (TOTAL_LABEL, [Line(each, sums[each.key], sums_then[each.key]) for each in COLUMNS]),
            *((category.label, self._lines(category)) for category in CaseCategory),
        ]

    def _lines(self, category: CaseCategory) -> list[Line]:
        names = {cell_name(category, column.key): column for column in COLUMNS}
        this, last = self.this.figures, self.last_figures
        return [Line(column, this[name], last[name]) for name, column in names.items()]


def compare(table: Consolidated) -> Comparison | None:
    """`table` beside last year's; None when last year has no counted report of that quarter."""
    period, scope = table.period, table.scope
    periods = ReportingPeriod.objects.opened().select_related("campaign")
    then = periods.filter(campaign__year=period.year - 1, quarter=period.quarter).first()
    counting = then and Counting(then, scope)
    counted = counting.added.tables if counting else 0
    if not counted:
        return None
    return Comparison(table, then, sums(counting, table.measure), counted)
