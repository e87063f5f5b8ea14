"""Where a table's figures came from, for showing."""

from dataclasses import dataclass
from functools import cached_property

from django.template.defaultfilters import date
from django.utils import timezone

from ..form.figures import Figures
from ..models import SourceWorkbook


@dataclass(frozen=True)
class Origin:
    """The workbook that was taken over last, and the table as it stands since."""

    source: SourceWorkbook
    figures: Figures

    @classmethod
    def of(cls, table) -> "Origin | None":
        """Of a report or an edition; None when its figures were typed."""
        return cls(table.source, table.figures) if table.source else None

    @property
    def taken(self) -> str:
        """Who took the workbook over, and when, in words."""
        on_behalf = "市局代填，" if self.source.on_behalf else ""
        at = date(timezone.localtime(self.source.taken_at), "n月j日 H:i")
        return f"{on_behalf}{at}，{self.source.taken_by.display_name}"

    @cached_property
    def changed(self) -> int:
        """How many cells were changed by hand since; one query where `source` came without them."""
        return len(self.figures.differences(self.source.figures))
