"""What verification finds."""

from dataclasses import dataclass

from django.db.models import Model


@dataclass(frozen=True)
class Fault:
    """A row that is not as the portal left it."""

    row: Model
    code: str
    message: str

    def as_json(self) -> dict:
        table = self.row._meta.db_table
        return {"table": table, "id": self.row.pk, "code": self.code, "message": self.message}

    def __str__(self):
        return f"{self.message}（{self.row._meta.db_table} 第 {self.row.pk} 行）"
