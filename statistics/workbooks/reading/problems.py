"""What is wrong in a workbook, said so that its sender finds the place and knows what to do."""

from dataclasses import asdict, dataclass, replace

from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a workbook that was not taken, or, as a note, taken but worth a look.

    `code` is for programs; `message` for people: what stands there, what is expected, what to do.
    `name` is the input on the table page that it is about, if there is one.
    """

    code: str
    message: str
    sheet: str = ""
    cell: str = ""  # C5
    found: str = ""
    expected: str = ""
    name: str = ""
    is_note: bool = False

    def at(self, sheet: str, place: tuple[int, int], name: str = "") -> "Problem":
        """The same problem with its place."""
        return replace(self, sheet=sheet, cell=address(place), name=name)

    @property
    def place(self) -> str:
        """统计表!C5, or nothing when it is about the workbook as a whole."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def as_json(self) -> dict:
        return asdict(self)


def address(place: tuple[int, int]) -> str:
    row, column = place
    return f"{get_column_letter(column)}{row}"
