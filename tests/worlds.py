"""Worlds that take long to build: built once through the real methods, then put back row by row."""

import pickle
from functools import wraps
from itertools import chain

from django.apps import apps
from django.db import connection, transaction

AT_ONCE = 300  # rows in one INSERT: SQLite takes 32,766 values

# What a world may find there already, and be built upon: units and accounts, under the keys that
# cast.py gives them in every test. The rest is what a flush of the database makes anew.
GROUND = (
    "SELECT * FROM units_reportingunit ORDER BY id",
    "SELECT id, username, last_name, unit_id, is_active, is_superuser FROM units_user ORDER BY id",
    "SELECT user_id, group_id FROM units_user_groups ORDER BY user_id, group_id",
    "SELECT MIN(id) FROM auth_permission",
    "SELECT MIN(id) FROM auth_group",
)


def remembered(build):
    """`build` fills a database in which no year has begun, and returns what a test begins with.

    Called again for another test, with the same arguments and upon the same units and accounts, the
    rows that it added are stored as they were, and a copy of what it returned is given out. Where a
    year has begun it simply builds; so it does if it changes rows that were there before.
    """
    memory = {}

    @wraps(build)
    def world(*args, **kwargs):
        with connection.cursor() as cursor:
            if _select(cursor, "SELECT 1 FROM campaigns_campaign LIMIT 1"):
                return build(*args, **kwargs)
            key = repr((args, kwargs, [_select(cursor, query) for query in GROUND]))
            if key in memory:
                return _put_back(cursor, *memory[key])
            before = _rows(cursor)
            made = build(*args, **kwargs)
            if (added := _added(before, _rows(cursor))) is not None:
                memory[key] = added, pickle.dumps(made)
            return made

    return world


def _put_back(cursor, statements, made):
    with transaction.atomic():  # in whatever order of tables
        for statement in statements:
            cursor.execute(*statement)
    return pickle.loads(made)


def _added(before: dict, after: dict) -> list[tuple] | None:
    """Statements that store the new rows; None when one that was there before is not as it was."""
    new = {}
    for table, rows in after.items():
        old = before[table]
        new[table] = [row for row in rows if row not in old]
        if len(new[table]) + len(old) != len(rows):
            return None
    return [*chain.from_iterable(_inserts(table, rows) for table, rows in new.items())]


def _rows(cursor) -> dict[str, list[tuple]]:
    """Each table's rows, as the database gives and takes them."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        found = _select(cursor, f'SELECT * FROM "{model._meta.db_table}"')
        columns = ", ".join(f'"{column[0]}"' for column in cursor.description)
        rows[f'"{model._meta.db_table}" ({columns})'] = found
    return rows


def _select(cursor, query: str) -> list[tuple]:
    cursor.execute(query)
    return cursor.fetchall()


def _inserts(table: str, rows: list[tuple]) -> list[tuple]:
    """Statements that store these rows, each with its values."""
    statements = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        places = ", ".join([f"({', '.join(['%s'] * len(some[0]))})"] * len(some))
        statements.append((f"INSERT INTO {table} VALUES {places}", [*chain.from_iterable(some)]))
    return statements
