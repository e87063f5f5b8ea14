"""Submitted tables added up, and in the same pass held against the tables they were taken from.

Everything is joined outwards from the reports, so that each row is gone through once, however the
database plans. A table has one row in each category: its action figures are in every category's line
once, and where a category has fewer rows than another, a row is missing.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from cases.categories import CaseCategory

from ..form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS, Kind, cell_name
from ..form.normaliser import Figure
from ..models.differ import Differ
from .year_units import COUNTED, POINTER

STOCKS = {name for name, cell in CELLS.items() if cell.indicator.kind is Kind.STOCK}


@dataclass(frozen=True, slots=True)
class Added:
    """What some tables add up to."""

    tables: int
    figures: dict[str, Figure]  # by input name; None where all are blank
    is_as_submitted: bool


NOTHING = Added(0, {}, True)


def add_up_unaltered(reports, scope, *by: str, **what) -> tuple[dict[tuple, Added], set[int]]:
    """add_up() without the tables that are not what was submitted, and the ids of these.

    One query; two more only where there are any.
    """
    found = add_up(reports, scope, *by, **what)
    if all(each.is_as_submitted for each in found.values()):
        return found, set()
    altered = _altered(reports, scope)
    return add_up(reports.exclude(pk__in=altered), scope, *by, **what), altered


def add_up(
    reports,
    scope,
    *by: str,
    actions: Collection[str] = ACTION_KEYS,
    columns: Collection[str] = COLUMN_KEYS,
    without_stock: Collection[int] = (),
) -> dict[tuple, Added]:
    """What the submissions of `reports` that `scope` looks at add up to; one query.

    One sum for each combination of the report's fields `by`. The stocks of the reports
    `without_stock`, by id, are left out: they belong to another unit by now.
    """
    pointer = POINTER[scope]
    belongs = ~Q(pk__in=without_stock) if without_stock else None
    sums = {
        key: Sum(f"{pointer}__{key}", filter=belongs if key in STOCKS else None) for key in actions
    }
    sums |= {key: Sum(f"{pointer}__rows__{key}") for key in columns}
    lines = _compared(reports, scope, *by, f"{pointer}__rows__category").annotate(
        **{f"total_{key}": sum_ for key, sum_ in sums.items()}
    )
    found = defaultdict(list)
    for line in lines:
        found[line[: len(by)]].append(line[len(by) :])
    return {key: _added(some, actions, columns) for key, some in found.items()}


def _added(lines: list[tuple], actions, columns) -> Added:
    figures, split = {}, len(actions)
    for category, _, _, *sums in lines:
        figures |= zip(actions, sums[:split], strict=True)
        names = [cell_name(category, key) for key in columns]
        figures |= zip(names, sums[split:], strict=True)
    tables = {category: rows for category, rows, _, *_ in lines}
    is_whole = tables.keys() == {*CaseCategory} and len({*tables.values()}) == 1
    return Added(max(tables.values()), figures, is_whole and not any(line[2] for line in lines))


def _altered(reports, scope) -> set[int]:
    """Ids of those whose submission is not, cell by cell, what the table holds."""
    lines = _compared(reports, scope, "pk")
    differ = lines.filter(Q(differing__gt=0) | Q(stored__lt=len(CaseCategory)))
    return {report for report, *_ in differ}


def _compared(reports, scope, *by: str):
    """(*by, rows, differing rows). A table that is being corrected may differ."""
    pointer = POINTER[scope]
    differs = Q(Differ({key: f"{pointer}__{key}" for key in ACTION_KEYS})) | Q(
        Differ({f"{pointer}__rows__{key}": f"{pointer}__rows__row__{key}" for key in COLUMN_KEYS})
    )
    counts = Q(status__in=COUNTED[scope]) & differs
    grouped = reports.order_by().values_list(*by)  # before annotate(): what is grouped by
    return grouped.annotate(stored=Count("pk"), differing=Count("pk", filter=counts))
