"""The rows and columns inside a table that are not the form's."""

from ...form.indicators import cell_name
from .find_table import Layout, Place
from .labels import squeeze


class Lines:
    """Tells the form's own rows and columns from those in between."""

    def __init__(self, layout: Layout):
        self.cells = layout.sheet.cells
        self.rows = {at.place[0]: key for key, at in layout.categories.items()}
        self.columns = {at.place[1]: key for key, at in layout.headings.items()}
        self.head_rows = range(min(at.place[0] for at in layout.headings.values()), min(self.rows))
        self.side_columns = range(1, min(self.columns))
        self.inside = _from_to(self.rows), _from_to(self.columns)

    def is_unknown(self, place: Place) -> bool:
        row, column = place
        is_inside = row in self.inside[0] and column in self.inside[1]
        return is_inside and not (row in self.rows and column in self.columns)

    def of(self, place: Place) -> tuple[str, int]:
        """The unknown row or column that the place is in."""
        row, column = place
        return ("column", column) if row in self.rows else ("row", row)

    def is_named(self, place: Place) -> bool:
        """Whether that row or column has words of its own: 其中：线上, 备注."""
        row, column = place
        if row in self.rows:
            name_cells = ((head, column) for head in self.head_rows)
        else:
            name_cells = ((row, side) for side in self.side_columns)
        found = (self.cells[at] for at in name_cells if at in self.cells)
        return any(cell.kind == "text" and squeeze(cell.text) for cell in found)

    def nearest_figure(self, place: Place) -> str:
        """The input name of the figure above or before the place."""
        row = max(row for row in self.rows if row <= place[0])
        column = max(column for column in self.columns if column <= place[1])
        return cell_name(self.rows[row], self.columns[column])


def _from_to(numbers: dict[int, str]) -> range:
    return range(min(numbers), max(numbers) + 1)
