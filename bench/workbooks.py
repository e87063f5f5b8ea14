"""The workbooks, beside the same cells and styles by openpyxl alone; time and memory a unit."""

import json
import subprocess
import sys
from io import BytesIO

from django.utils import timezone
from openpyxl import load_workbook
from openpyxl.cell import MergedCell

from statistics.form import indicators
from statistics.models import Report
from statistics.totals.consolidate import consolidate
from statistics.workbooks.contents import Head
from statistics.workbooks.writing.book import AUTHOR
from statistics.workbooks.writing.outgoing import write_attachment, write_consolidated

from . import bare_workbooks, data
from .results import Results
from .timing import processor_time, race

STYLE_PARTS = ("font", "border", "alignment", "number_format")
LINES_ABOVE = 5  # of 报送情况
STEADY = 1.5  # times as long a unit may take in a country as in a province; squared growth: 14
MEMORY = 16  # MiB that the workbook of a country may take


def measure_official(results: Results, units: int) -> None:
    report = Report.objects.with_table().get(period=data.period(), unit__code=data.code(1))
    head = _head(report.period, report.unit.name, report.cut_off_on, report.submitted_at)
    figures = report.figures.cells

    def ours():
        vars(report).pop("figures", None)  # each download puts them together from the rows
        return write_attachment(report)

    def bare():
        return bare_workbooks.write_official(head, figures)

    _require_same(ours(), bare())
    results.slower("official attachment / bare openpyxl", units, race(ours, bare), at_most=1.5)


def measure_consolidated(results: Results, units: int) -> None:
    period = data.period()
    head = _head(period, AUTHOR, period.ends_on, None)
    workbook, spent = processor_time(lambda: _consolidated(period))
    lines = _lines_above(workbook)

    def bare():
        return bare_workbooks.write_consolidated(period, head, lines)

    if units < 1000:
        _require_same(workbook, bare())
    pair = race(lambda: _consolidated(period), bare, seconds=2, warm_up=False)
    results.slower("consolidated workbook / bare openpyxl", units, pair, at_most=1.5)
    _growth(results, units, spent / units)


def measure_memory(results: Results, units: int) -> None:
    """The peak above what the process held before, in a process of its own."""
    command = [sys.executable, "-m", "bench.memory"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    kibibytes = json.loads(answer)
    taken = (kibibytes["peak"] - kibibytes["before"]) / 1024
    name = "consolidated workbook, memory taken"
    results.figure(name, units, taken, " MiB", at_most=MEMORY)


def _growth(results: Results, units: int, spent: float) -> None:
    """Compared from 200 units on: among 14 the sheets' own words weigh most."""
    name = "consolidated workbook, processor time a unit"
    before = results.find(name)
    limit = before.figure * STEADY if before and before.units >= 200 else None
    results.figure(name, units, spent, " ms", at_most=limit)


def _consolidated(period) -> bytes:
    return write_consolidated(consolidate(period)).read()


def _head(period, unit_name, cut_off_on, reported_at) -> dict[str, str]:
    head = Head(
        title=indicators.title(period.year),
        unit_name=unit_name,
        starts_on=period.campaign.starts_on,
        cut_off_on=cut_off_on,
        reported_on=reported_at and timezone.localdate(reported_at),
    )
    return head.lines


def _lines_above(workbook: bytes) -> list[tuple[str, str]]:
    sheet = load_workbook(BytesIO(workbook), read_only=True)["报送情况"]
    rows = sheet.iter_rows(max_row=LINES_ABOVE, max_col=1, values_only=True)
    return [(text, "left" if row else "title") for row, (text,) in enumerate(rows)]


def _require_same(ours: bytes, theirs: bytes) -> None:
    """Every cell holds the same and looks the same."""
    one, other = (load_workbook(BytesIO(file)) for file in (ours, theirs))
    assert one.sheetnames == other.sheetnames
    for sheet in one:
        for row in sheet:
            for cell in row:
                twin = other[sheet.title][cell.coordinate]
                assert _content(cell) == _content(twin), f"{sheet.title} {cell.coordinate} differs"


def _content(cell) -> tuple:
    if isinstance(cell, MergedCell):  # openpyxl reads nothing of covered cells
        return ()
    # openpyxl hands styles out in wrappers that equal nothing, but show all that they hold.
    return (cell.value, *(repr(getattr(cell, part)) for part in STYLE_PARTS))
