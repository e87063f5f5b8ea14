"""A condition on a query's values that asks that query once, however the database plans."""

from django.db.models import BooleanField, Func, Subquery


class IsOneOf(Func):
    """Whether a field holds one of the values that a query gives: IsOneOf("pk", reports.values("pk")).

    `IN (SELECT …)` leaves PostgreSQL free to ask the inner query again for every row outside. It does
    so where it takes a table for empty, as one that was just restored or whose rows are mostly dead,
    and then thirty reports took minutes. An array is made once.
    """

    output_field = BooleanField()
    template = "%(expressions)s"
    arg_joiner = " IN "

    def __init__(self, field: str, values):
        super().__init__(field, Subquery(values.order_by()))

    def as_postgresql(self, compiler, connection, **options):
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s)",
            arg_joiner=" = ANY(ARRAY",
            **options,
        )
