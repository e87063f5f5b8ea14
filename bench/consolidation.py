"""Adding all units up, beside the same in bare SQL and beside a script over mailed workbooks."""

from decimal import Decimal
from io import BytesIO
from operator import attrgetter

from django.db import connection
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.models import ReportingPeriod
from statistics.form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS, COLUMNS, cell_name
from statistics.totals.consolidate import Scope, consolidate, sums
from statistics.totals.counting import Counting
from statistics.workbooks import layout
from statistics.workbooks.writing.outgoing import write_attachment

from . import data
from .results import Results
from .timing import race

SUM_OF_ACTIONS = f"""
    SELECT {", ".join(f"sum({key})" for key in ACTION_KEYS)}
    FROM statistics_report WHERE period_id = %s AND status = 'approved'
"""
SUM_OF_ROWS = f"""
    SELECT category, {", ".join(f'sum("{key}")' for key in COLUMN_KEYS)}
    FROM statistics_caserow JOIN statistics_report ON statistics_report.id = report_id
    WHERE period_id = %s AND status = 'approved' GROUP BY category
"""
MEMBERS = """
    SELECT unit.code, unit.name, report.id, report.status, report.first_submitted_at,
           CASE WHEN report.first_submitted_at IS NULL
                THEN coalesce(report.extended_until, period.due_on) < %(today)s
                ELSE (report.first_submitted_at AT TIME ZONE 'Asia/Shanghai')::date
                     > coalesce(report.extended_until, period.due_on) END,
           CASE WHEN report.status = 'approved' THEN report.id END,
           CASE WHEN report.status = 'approved' THEN period.quarter END, edition.number
    FROM statistics_report AS report
    JOIN campaigns_reportingperiod AS period ON period.id = report.period_id
    JOIN units_reportingunit AS unit ON unit.id = report.unit_id
    LEFT JOIN (
        SELECT report_id, max(number) AS number FROM statistics_edition GROUP BY report_id
    ) AS edition ON report.status = 'approved' AND edition.report_id = report.id
    WHERE report.period_id = %(period)s ORDER BY unit.position, unit.code
"""
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
)
AMOUNTS = {column.key for column in COLUMNS if column.is_amount}


def measure(results: Results, units: int) -> None:
    period = data.period()

    def our_total():
        return sums(Counting(period, Scope.APPROVED)).cells

    def our_table():
        return consolidate(period, Scope.APPROVED)

    def bare_table():
        return bare_total(period.pk), bare_members(period.pk)

    assert our_total() == bare_total(period.pk)
    assert list(map(MEMBER_COLUMNS, our_table().members)) == bare_members(period.pk)
    added = race(our_total, lambda: bare_total(period.pk), seconds=5)
    results.slower("consolidation, sums / bare SQL", units, added, at_most=1.5)
    table = race(our_table, bare_table, seconds=5)
    results.slower("consolidation, with members / bare SQL", units, table, at_most=1.5)


def bare_total(period_id: int) -> dict[str, int | Decimal]:
    """The 93 sums by the same names; amounts, kept as whole 分, as Decimals in 万元."""
    cursor = bare_cursor()
    cursor.execute(SUM_OF_ACTIONS, [period_id])
    sums = dict(zip(ACTION_KEYS, cursor.fetchone(), strict=True))
    cursor.execute(SUM_OF_ROWS, [period_id])
    for category, *row in cursor:
        for key, figure in zip(COLUMN_KEYS, row, strict=True):
            sums[cell_name(category, key)] = bare_figure(key, figure)
    return {name: sums[name] for name in CELLS}


def bare_members(period_id: int) -> list[tuple]:
    cursor = bare_cursor()
    cursor.execute(MEMBERS, {"period": period_id, "today": timezone.localdate()})
    return cursor.fetchall()


def bare_cursor():
    """psycopg2's own cursor on the connection that Django uses too."""
    connection.ensure_connection()
    return connection.connection.cursor()


def bare_figure(key: str, figure):
    return Decimal(figure).scaleb(-6) if key in AMOUNTS else figure


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
