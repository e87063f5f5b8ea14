"""The city's total in hand-written SQL through psycopg2 alone, without Django.

`total` and `members` do what the portal does: they add what was submitted and approved, hold each of
these rows against the table that it was taken from, see that none is lost, and keep units that ended
in the year, as long as no successor's table has them. `only_added` adds up the tables as they stand,
and asks nothing.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from cases.categories import CaseCategory
from statistics.form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS, COLUMNS, cell_name

AMOUNTS = {column.key for column in COLUMNS if column.is_amount}
Cells = dict[str, int | Decimal]


def _columns(keys, template: str) -> str:
    return ", ".join(template.format(key) for key in keys)


def _differ(keys, kept: str, table: str) -> str:
    """How many rows do not hold the same."""
    pairs = (_columns(keys, f'{each}."{{}}"') for each in (kept, table))
    return "count(*) FILTER (WHERE ({}) IS DISTINCT FROM ({}))".format(*pairs)


# Units with an approved table of the year of whom none is expected from this period on: their last
# one, who goes on, whether flows and stock stay in, whether that is in doubt, and since when not.
# A successor that was merged in its turn is beyond this.
ENDED = """
    SELECT DISTINCT ON (last.unit_id) last.unit_id, last.id, last.approved_submission_id,
        coalesce(names, '{}'), gone IS NOT true, followed IS NOT true,
        gone IS NOT true AND doubtful IS true, since
    FROM statistics_report AS last
    JOIN campaigns_reportingperiod AS period ON period.id = last.period_id
    LEFT JOIN LATERAL (
        SELECT array_agg(unit.name ORDER BY position, code) AS names, max(since) AS since,
            bool_and(heir.id IS NOT NULL AND since IS NOT NULL) AS gone,
            bool_or(heir.id IS NOT NULL) AS followed,
            bool_or(heir.id IS NOT NULL AND answer.is_included IS NOT false) AS doubtful
        FROM units_reportingunit_successors AS link
        JOIN units_reportingunit AS unit ON unit.id = link.to_reportingunit_id
        LEFT JOIN statistics_report AS heir ON heir.unit_id = link.to_reportingunit_id
            AND heir.period_id = %(period)s AND heir.status = 'approved'
        LEFT JOIN statistics_inclusion AS answer ON answer.unit_id = link.from_reportingunit_id
            AND answer.submission_id = heir.approved_submission_id
        LEFT JOIN LATERAL (
            SELECT min(quarter) AS since FROM statistics_inclusion AS inclusion
            JOIN statistics_report AS report ON report.approved_submission_id = inclusion.submission_id
            JOIN campaigns_reportingperiod AS period ON period.id = report.period_id
            WHERE inclusion.unit_id = link.from_reportingunit_id AND is_included
                AND report.unit_id = link.to_reportingunit_id
                AND campaign_id = %(campaign)s AND quarter <= %(quarter)s
        ) AS inclusion ON true
        WHERE link.from_reportingunit_id = last.unit_id
    ) AS heirs ON true
    WHERE campaign_id = %(campaign)s AND quarter < %(quarter)s AND approved_submission_id IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM statistics_report AS own
            JOIN campaigns_reportingperiod AS period ON period.id = own.period_id
            JOIN units_reportingunit AS unit ON unit.id = own.unit_id
            WHERE own.unit_id = last.unit_id
                AND campaign_id = %(campaign)s AND quarter >= %(quarter)s AND excused_at IS NULL
                AND (own.submission_id IS NOT NULL OR valid_to IS NULL OR valid_to >= ends_on)
        )
    ORDER BY last.unit_id, quarter DESC
"""

COUNTED = """
    (period_id = %(period)s AND status = 'approved' AND excused_at IS NULL
     OR report.id = ANY(%(staying)s::bigint[]))
"""
SUM_OF_ACTIONS = f"""
    SELECT count(*), {_differ(ACTION_KEYS, "kept", "report")},
        {_columns(ACTION_KEYS[:-1], "sum(kept.{})")},
        sum(kept.key_markets) FILTER (WHERE kept.id <> ALL(%(without_stock)s::bigint[]))
    FROM statistics_report AS report
    JOIN statistics_submission AS kept ON kept.id = approved_submission_id
    WHERE {COUNTED}
"""
# Joined outwards, as a table may have lost rows.
SUM_OF_ROWS = f"""
    SELECT count(*), {_differ(COLUMN_KEYS, "kept", "live")}, kept.category,
        {_columns(COLUMN_KEYS, 'sum(kept."{}")')}
    FROM statistics_report AS report
    LEFT JOIN statistics_submittedrow AS kept ON kept.submission_id = approved_submission_id
    LEFT JOIN statistics_caserow AS live ON live.id = kept.row_id
    WHERE {COUNTED} GROUP BY kept.category
"""
MEMBERS = """
    SELECT unit.code, coalesce(kept.unit_name, unit.name), report.id, report.status,
        CASE WHEN NOT is_ended THEN report.first_submitted_at END,
        CASE WHEN is_ended THEN false WHEN report.first_submitted_at IS NULL
            THEN coalesce(report.extended_until, period.due_on) < %(today)s
            ELSE (report.first_submitted_at AT TIME ZONE 'Asia/Shanghai')::date
                 > report.first_due_on END,
        kept.report_id, CASE WHEN kept.id IS NOT NULL THEN period.quarter END, edition.number,
        report.unit_id, kept.cut_off_on, report.excuse_reason
    FROM (
        SELECT id, false AS is_ended FROM statistics_report
        WHERE period_id = %(period)s AND unit_id <> ALL(%(ended)s::bigint[])
        UNION ALL SELECT unnest(%(last)s::bigint[]), true
    ) AS member
    JOIN statistics_report AS report ON report.id = member.id
    JOIN campaigns_reportingperiod AS period ON period.id = report.period_id
    JOIN units_reportingunit AS unit ON unit.id = report.unit_id
    LEFT JOIN statistics_submission AS kept ON kept.id = report.approved_submission_id AND (
        CASE WHEN is_ended THEN report.id = ANY(%(staying)s::bigint[])
             ELSE report.status = 'approved' AND report.excused_at IS NULL END
    )
    LEFT JOIN (
        SELECT submission_id, max(number) AS number FROM statistics_edition
        WHERE event IN ('submitted', 'approved') GROUP BY submission_id
    ) AS edition ON edition.submission_id = kept.id
    ORDER BY unit.position, unit.code
"""

ONLY_ACTIONS = f"""
    SELECT {_columns(ACTION_KEYS, "sum({})")}
    FROM statistics_report WHERE period_id = %s AND status = 'approved'
"""
ONLY_ROWS = f"""
    SELECT category, {_columns(COLUMN_KEYS, 'sum("{}")')}
    FROM statistics_caserow JOIN statistics_report ON statistics_report.id = report_id
    WHERE period_id = %s AND status = 'approved' GROUP BY category
"""


class Ended(NamedTuple):
    unit: int
    report: int  # its last one
    submission: int
    successors: list[str]
    stays: bool
    stock_stays: bool
    is_doubtful: bool
    included_in: int | None


def ended(period) -> list[Ended]:
    cursor = bare_cursor()
    cursor.execute(
        ENDED,
        {"campaign": period.campaign_id, "period": period.pk, "quarter": period.quarter},
    )
    return list(map(Ended._make, cursor))


def total(period, ended: list[Ended]) -> Cells:
    """The 93 sums by input name; amounts, kept as whole 分, as Decimals in 万元."""
    staying = [each for each in ended if each.stays]
    values = {
        "period": period.pk,
        "staying": [each.report for each in staying],
        "without_stock": [each.submission for each in staying if not each.stock_stays],
    }
    cursor = bare_cursor()
    cursor.execute(SUM_OF_ACTIONS, values)
    tables, altered, *sums = cursor.fetchone()
    cursor.execute(SUM_OF_ROWS, values)
    rows = cursor.fetchall()
    assert not altered + sum(row[1] for row in rows)
    assert [row[0] for row in rows] == [tables] * len(CaseCategory)
    return _cells(sums, [row[2:] for row in rows])


def members(period, ended: list[Ended], today: date) -> list[tuple]:
    values = {
        "period": period.pk,
        "today": today,
        "ended": [each.unit for each in ended],
        "last": [each.report for each in ended],
        "staying": [each.report for each in ended if each.stays],
    }
    cursor = bare_cursor()
    cursor.execute(MEMBERS, values)
    return cursor.fetchall()


def only_added(period) -> Cells:
    cursor = bare_cursor()
    cursor.execute(ONLY_ACTIONS, [period.pk])
    actions = cursor.fetchone()
    cursor.execute(ONLY_ROWS, [period.pk])
    return _cells(actions, cursor.fetchall())


def _cells(actions, rows) -> Cells:
    sums = dict(zip(ACTION_KEYS, actions, strict=True))
    for category, *row in rows:
        for key, figure in zip(COLUMN_KEYS, row, strict=True):
            sums[cell_name(category, key)] = bare_figure(key, figure)
    return {name: sums[name] for name in CELLS}


def bare_cursor():
    """psycopg2's own cursor on the connection that Django uses too."""
    connection.ensure_connection()
    return connection.connection.cursor()


def bare_figure(key: str, figure):
    return Decimal(figure).scaleb(-6) if key in AMOUNTS else figure
