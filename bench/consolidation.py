"""Adding all units up, beside hand-written SQL and beside a script over mailed workbooks."""

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from operator import attrgetter

from django.utils import timezone
from openpyxl import load_workbook

from campaigns.models import ReportingPeriod
from statistics.totals.consolidate import Consolidated, Scope, consolidate, sums
from statistics.totals.counting import Counting
from statistics.workbooks import layout
from statistics.workbooks.writing.outgoing import write_attachment

from . import bare_consolidation, data
from .results import Results
from .timing import race

MERGERS = 200
MEMBER_COLUMNS = attrgetter(
    "unit_code",
    "unit_name",
    "own_report_id",
    "status",
    "first_submitted_at",
    "is_late",
    "counted_report_id",
    "counted_quarter",
    "edition",
    "unit_id",
    "cut_off_on",
    "excuse",
)


def measure(results: Results, units: int) -> None:
    """Beside SQL that does as much; and beside SQL that only adds up the tables as they stand."""
    period = data.period()
    _beside_bare(results, units, "consolidation", period)

    def only_added():
        return bare_consolidation.only_added(period)

    assert only_added() == sums(Counting(period, Scope.APPROVED)).cells
    added = race(lambda: sums(Counting(period, Scope.APPROVED)), only_added, seconds=5)
    results.slower("consolidation, sums / SQL that only adds", units, added)


def measure_mergers(results: Results, units: int) -> None:
    with data.merged(MERGERS) as period:
        _beside_bare(results, units, f"consolidation, {MERGERS} mergers", period)
    data.settle()


def _beside_bare(results: Results, units: int, name: str, period: ReportingPeriod) -> None:
    def our_total():
        return sums(Counting(period, Scope.APPROVED)).cells

    def our_table():
        return consolidate(period, Scope.APPROVED)

    def bare_total():
        return bare_consolidation.total(period, bare_consolidation.ended(period))

    def bare_table():
        ended = bare_consolidation.ended(period)
        everyone = bare_consolidation.members(period, ended, timezone.localdate())
        return bare_consolidation.total(period, ended), everyone

    ours, (cells, everyone) = our_table(), bare_table()
    assert (ours.figures.cells, list(map(MEMBER_COLUMNS, ours.members))) == (cells, everyone)
    assert set(_ended(ours)) == set(map(_facts, bare_consolidation.ended(period)))
    pair = race(our_total, bare_total, seconds=5)
    results.slower(f"{name}, sums / bare SQL", units, pair, at_most=1.5)
    pair = race(our_table, bare_table, seconds=5)
    results.slower(f"{name}, with members / bare SQL", units, pair, at_most=1.5)


def _ended(table: Consolidated) -> Iterator[tuple]:
    for each in table.counting.year.ended:
        names = tuple(unit.name for unit in each.successors)
        yield (
            each.table.report,
            names,
            each.stays,
            each.stock_stays,
            each.is_doubtful,
            each.included_in,
        )


def _facts(ended: bare_consolidation.Ended) -> tuple:
    _, report, _, names, *facts = ended
    return report, tuple(names), *facts


def measure_mailed(results: Results, units: int) -> None:
    """As it is done where there is no portal: a workbook from each unit, and a script."""
    period = data.period()
    files = _mailed(period)
    assert _add_up(files) == sums(Counting(period, Scope.APPROVED)).cells
    pair = race(lambda: consolidate(period), lambda: _add_up(files), seconds=2)
    results.faster("consolidation, beside a script over workbooks", units, pair)


def _mailed(period: ReportingPeriod) -> list[bytes]:
    return [write_attachment(report) for report in period.reports.with_table()]


def _add_up(files: list[bytes]) -> dict[str, Decimal]:
    sums = dict.fromkeys(layout.FIGURES, Decimal(0))
    for file in files:
        sheet = load_workbook(BytesIO(file))[layout.SHEET_NAME]
        for name, address in layout.FIGURES.items():
            sums[name] += Decimal(str(sheet[address].value or 0))
    return sums
