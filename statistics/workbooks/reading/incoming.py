"""Workbooks that come in: from a file's bytes to the figures of the official table.

reading = read_workbook(data, "川汇区.xlsx")
reading.figures, reading.problems

The path of a file: `gate` (bytes alone) → `sandbox` (bare cells, parsed in a process of its own) →
`find` and `actions` (where the table stands) → `table` and `values` (what stands there). Nothing here
knows whose report it is; statistics/intake/ does.
"""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from ...form.indicators import COLUMN_KEYS
from ...form.normaliser import Figure
from ..fingerprint import Fingerprint
from ..gate.first_look import inspect
from ..gate.refusals import refused
from ..parser.sandbox import RawBook, RawSheet, Sandbox
from .find_table import Layout, find
from .head import Head, Span, read_head, read_span
from .problems import Problem
from .table import TableReader


@dataclass(frozen=True)
class Reading:
    """What a workbook says.

    `figures` are those read beyond doubt, by input name; a cell with a problem is not among them.
    `typed` is what stands in the cells with a problem, `places` the address of each cell that was
    looked at, both by input name.
    """

    figures: dict[str, Figure]
    problems: list[Problem]
    sheet: str
    unit_name: str  # as written after 报送单位
    span: Span | None  # as written after 统计时间
    year: int | None  # of the span, or else of the title
    fingerprint: Fingerprint | None
    typed: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        """Why something was not taken."""
        return [problem for problem in self.problems if not problem.is_note]

    @property
    def notes(self) -> list[Problem]:
        """What was taken, and how it was read."""
        return [problem for problem in self.problems if problem.is_note]


def read_workbook(data: bytes, name: str, sandbox: Sandbox | None = None) -> Reading:
    """Read a file of any origin. Raises Refused with a sentence when it holds no table to read.

    `sandbox` is one to use again for many files; without it the file gets its own.
    """
    with nullcontext(sandbox) if sandbox else Sandbox() as reader:
        begin_reading(data, name, reader)
        return read_book(reader.finish())


def begin_reading(data: bytes, name: str, sandbox: Sandbox) -> None:
    """Let a file past the gate and hand it over; read_book(sandbox.finish()) is the rest of it."""
    sandbox.begin(data, inspect(data, name))


def read_book(book: RawBook) -> Reading:
    layout = _only_table([find(sheet) for sheet in book.sheets])
    sheet, head = layout.sheet, read_head(layout.sheet)
    mark = Fingerprint.parse(book.fingerprint)
    exported = dict(zip(COLUMN_KEYS, mark.totals, strict=False)) if mark else {}
    reader = TableReader(layout, head, exported)
    span = head.time and read_span(head.time.text)
    return Reading(
        figures=reader.figures,
        problems=[*_unclear_time(sheet, head, span), *reader.problems],
        sheet=sheet.name,
        unit_name=head.unit.text if head.unit else "",
        span=span,
        year=span.year if span else head.title_year,
        fingerprint=mark,
        typed=reader.typed,
        places=reader.places,
    )


def _only_table(layouts: list[Layout]) -> Layout:
    tables = [layout for layout in layouts if layout.is_table]
    if not tables:
        raise refused("no_table", sheets=_named(layouts))
    if len(tables) > 1 or tables[0].tables > 1:
        raise refused("several_tables", sheets=_named(tables))
    return tables[0]


def _named(layouts: list[Layout]) -> str:
    return "、".join(f"工作表“{layout.sheet.name}”" for layout in layouts) or "工作簿"


def _unclear_time(sheet: RawSheet, head: Head, span: Span | None) -> Iterator[Problem]:
    if head.time and span is None and any(char.isdigit() for char in head.time.text[5:]):
        yield Problem(
            "time_unclear",
            f"统计时间“{head.time.text}”无法识别，未采用。统计截止日请在填报页上核对。",
            found=head.time.text,
            expected="例如 2021年1月1日至6月30日",
            is_note=True,
        ).at(sheet.name, head.time.place, "cut_off_on")
