"""The dashboard over three full years, beside a loop over the reports that adds up the same figures."""

from collections import defaultdict

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from campaigns.models import ReportingPeriod
from campaigns.start import start_campaign
from statistics.form.figures import Figures
from statistics.form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS
from statistics.form.normaliser import Figure
from statistics.models import Report
from statistics.totals.analysis import HEADLINES, PERIODS_SHOWN, UNITS_SHOWN, dashboard

from . import data
from .browser import Browser, count_queries
from .results import Results
from .timing import race

YEARS, FIGURE, QUERIES = (2018, 2019, 2020), "value", 4
COLUMNS = [key for key in HEADLINES if key in COLUMN_KEYS]
PAGE = f"/admin/statistics/dashboard/?period={YEARS[-1]}q4&figure={FIGURE}"


def measure(results: Results, units: int) -> None:
    """Comes last: the years that it adds stay."""
    periods = _three_years()
    data.settle()
    ours = dashboard(periods[-1], FIGURE)
    assert _told(ours) == _add_up(periods)
    with CaptureQueriesContext(connection) as queries:
        dashboard(periods[-1], FIGURE)
    count = len(queries)
    city, name = Browser(data.REVIEWER), f"dashboard, {len(periods)} periods"
    results.queries(f"{name}: queries for its figures", units, count, at_most=QUERIES)
    results.queries(f"{name}: queries", units, count_queries(lambda: city.see(PAGE)))
    pair = race(lambda: city.see(PAGE), lambda: _add_up(periods), least=2, warm_up=False)
    results.faster(f"{name}, page / a loop over the reports", units, pair, at_least=10)


def _told(board) -> tuple[dict, dict, list]:
    """What _add_up() finds, as the dashboard has it."""
    trend = {point.period.pk: point.cumulative for point in board.trend}
    shares = {share.category: share.figure for share in board.shares}
    return trend, shares, [(line.report_id, line.cumulative, line.new) for line in board.units]


def _add_up(periods: list[ReportingPeriod]) -> tuple[dict, dict, list]:
    """The same by the ORM alone, with the rows prefetched, as one would write it first.

    Only the chosen figure is handed back, but the headlines are added up too, as the page has them.
    """
    sums, shares, units = defaultdict(int), defaultdict(int), defaultdict(dict)
    for period in periods:
        for report in period.reports.approved().prefetch_related("rows"):
            sums[period.pk, "actions"] += report.actions
            for row in report.rows.all():
                for key in COLUMNS:
                    sums[period.pk, key] += getattr(row, key)
                if period == periods[-1]:
                    shares[row.category] += getattr(row, FIGURE)
            if period in periods[-2:]:
                figure = sum(getattr(row, FIGURE) for row in report.rows.all())
                units[period][report.unit_id] = (report.pk, figure)
    before, now = (units[period] for period in periods[-2:])
    lines = [(pk, figure, figure - before[unit][1]) for unit, (pk, figure) in now.items()]
    trend = {period.pk: sums[period.pk, FIGURE] for period in periods}
    return trend, dict(shares), sorted(lines, key=lambda line: -line[1])[:UNITS_SHOWN]


@transaction.atomic
def _three_years() -> list[ReportingPeriod]:
    """The first quarter's approved tables once more for each quarter of three earlier years."""
    tables = list(data.period(1).reports.with_table().select_related("submitted_by"))
    periods = [period for year in YEARS for period in _opened(year)]
    for period in periods:
        _copy(tables, period)
    assert len(periods) == PERIODS_SHOWN
    return periods


def _opened(year: int) -> list[ReportingPeriod]:
    periods = start_campaign(year).periods
    periods.update(opened_at=data.REPORTED_AT)
    return list(periods.select_related("campaign").order_by("quarter"))


def _copy(tables: list[Report], period: ReportingPeriod) -> None:
    """Each quarter has as many times the first one's figures, so that every unit differs."""
    copies = [_copied(table, period) for table in tables]
    data.store(copies)
    data.submit(copies)


def _copied(table: Report, period: ReportingPeriod) -> Report:
    kept = ("unit", "filled_by", "saved_at", "saved_by_id", "submitted_at", "submitted_by")
    kept += ("reviewed_at", "reviewed_by_id")
    values = {name: getattr(table, name) for name in kept}
    copy = Report(period=period, cut_off_on=period.ends_on, **values)
    copy.figures = Figures({name: _grown(name, table, period) for name in CELLS})
    return copy


def _grown(name: str, table: Report, period: ReportingPeriod) -> Figure:
    is_scaled = name == "actions" or name not in ACTION_KEYS
    return table.figures[name] * (period.quarter if is_scaled else 1)
