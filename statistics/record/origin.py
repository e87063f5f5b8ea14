"""Where a table's figures came from, for showing."""

from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def changed(self) -> int:
        """How many cells were changed by hand since; one query where `source` came without them."""
        return len(self.figures.differences(self.source.figures))
