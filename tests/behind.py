"""Rows altered behind the portal's back, whatever its models say to that."""

from django.db.models import QuerySet


def alter(rows: QuerySet, **values) -> None:
    """Exactly one row, in the database alone."""
    assert QuerySet.update(rows, **values) == 1
