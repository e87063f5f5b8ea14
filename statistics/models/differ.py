"""A condition on a row: some of its columns do not hold the same as others; NULL is a value."""

from django.db.models import BooleanField, F, Func


class Differ(Func):
    """Differ({"filed": "row__filed", …}): true where any pair is not the same, blank or not."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, pairs: dict[str, str]):
        super().__init__(*map(F, pairs), *map(F, pairs.values()))

    def _compile(self, compiler, row: str, differ: str):
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        half, params = len(parts) // 2, [param for _, some in parts for param in some]
        texts = [", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:])]
        return f"({row}({texts[0]}) {differ} {row}({texts[1]}))", params

    def as_sql(self, compiler, connection, **options):
        return self._compile(compiler, "ROW", "IS DISTINCT FROM")

    def as_sqlite(self, compiler, connection, **options):
        return self._compile(compiler, "", "IS NOT")
