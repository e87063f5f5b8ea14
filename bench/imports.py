"""Workbooks that come in: a folder of them beside a plain script, and one on the clerk's page.

Ours looks at each file's bytes, parses it in a process apart, finds and checks the table, compares
it with the draft, and stores figures and file. The script opens each with openpyxl and adds up.
"""

import gc
import gzip
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from campaigns.models import ReportingPeriod
from statistics import median
from statistics.form.indicators import ACTION_KEYS, COLUMN_KEYS, cell_name
from statistics.intake.batch import import_files
from statistics.intake.folder import files_in
from statistics.intake.verdict import Verdict
from statistics.workbooks import layout
from statistics.workbooks.writing.outgoing import write_attachment
from units import technical

from . import data
from .bare_consolidation import bare_cursor, bare_figure
from .browser import Browser, count_queries
from .results import Results
from .timing import Pair, race

FASTER = 3  # times as fast as the script, at 2,844 files
STEADY = 1.5  # times as long a file may take among 2,844 as among 200; squared growth: 14
GROWTH = 16  # MiB that 2,844 files may take more than 200: mostly the list of units and files
SUMS_OF_ACTIONS = f"""
    SELECT {", ".join(f"sum({key})" for key in ACTION_KEYS)}
    FROM statistics_report WHERE period_id = %s AND source_id IS NOT NULL
"""
SUMS_OF_ROWS = f"""
    SELECT category, {", ".join(f'sum("{key}")' for key in COLUMN_KEYS)}
    FROM statistics_caserow JOIN statistics_report AS report ON report.id = report_id
    WHERE period_id = %s AND source_id IS NOT NULL GROUP BY category
"""
Sums = dict[str, int | Decimal]


# --- A folder ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Round:
    """Milliseconds: importing into blank drafts, importing the same again, and the script."""

    first: float
    processor: float  # of the first import, its parsers included
    again: float
    script: float


def measure_folder(results: Results, units: int) -> None:
    with TemporaryDirectory(prefix="zkreport-") as name:
        folder = Path(name)
        sums = _write_workbooks(folder)
        rounds = [_round(folder, sums) for _ in range(3 if units < 1000 else 1)]
        _speed(results, units, rounds)
        if units >= 200:
            _growth(results, units, median(each.processor for each in rounds) / units)
            _memory(results, units, folder)


def _write_workbooks(folder: Path) -> Sums:
    """A full official attachment of each unit; returns the 93 sums by name."""
    sums = dict.fromkeys(layout.FIGURES, 0)
    with data.blank_drafts() as period:
        for report in period.reports.with_table():
            report.figures = data.full_table(report.unit.code)
            (folder / f"{report.unit}.xlsx").write_bytes(write_attachment(report))
            sums = {name: total + report.figures[name] for name, total in sums.items()}
    return sums


def _round(folder: Path, sums: Sums) -> Round:
    """One import, the same again, and the script; all of them come to the same sums."""
    with data.blank_drafts() as period:
        first, processor = _import(folder, period, is_new=True)
        assert _stored(period) == sums
        again, _ = _import(folder, period, is_new=False)
        assert _stored(period) == sums
    return Round(first, processor, again, _script(folder, sums))


def _import(folder: Path, period: ReportingPeriod, *, is_new: bool) -> tuple[float, float]:
    """Milliseconds, and those of the processors; every file has to be taken as expected."""
    account = technical.command_line()
    gc.collect()
    begun, spent = perf_counter(), _processor()
    outcomes = list(import_files(files_in(folder), period, by=account))
    times = (perf_counter() - begun) * 1000, (_processor() - spent) * 1000
    expected = {(Verdict.IMPORTED, is_new)}
    assert {(outcome.status, outcome.is_new) for outcome in outcomes} == expected
    return times


def _processor() -> float:
    """Seconds, of this process and of its children that have ended: the parsers are among them."""
    return sum(os.times()[:4])


def _stored(period: ReportingPeriod) -> Sums:
    """The 93 sums by name over what was imported; amounts, kept as whole 分, in 万元."""
    cursor = bare_cursor()
    cursor.execute(SUMS_OF_ACTIONS, [period.pk])
    sums = dict(zip(ACTION_KEYS, cursor.fetchone(), strict=True))
    cursor.execute(SUMS_OF_ROWS, [period.pk])
    for category, *row in cursor:
        for key, figure in zip(COLUMN_KEYS, row, strict=True):
            sums[cell_name(category, key)] = bare_figure(key, figure)
    return sums


def _script(folder: Path, sums: Sums) -> float:
    """What plain_script.py says it took, without defusedxml, as our own parsers go.

    With it, as openpyxl's documentation asks for where files come from others, it takes a tenth more.
    """
    answer = _run("bench.plain_script", folder, OPENPYXL_DEFUSEDXML="False")
    totals = {address: Decimal(str(total)) for address, total in answer["sums"].items()}
    assert {name: totals[address] for name, address in layout.FIGURES.items()} == sums
    return answer["milliseconds"]


def _run(module: str, folder: Path, **environment: str) -> dict:
    """What another process prints as JSON."""
    command = [sys.executable, "-m", module, folder]
    environment = os.environ | environment
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment)
    return json.loads(done.stdout)


def _speed(results: Results, units: int, rounds: list[Round]) -> None:
    first = median(each.first for each in rounds)
    script = median(each.script for each in rounds)
    at_least = FASTER if units > 1000 else None
    name = "import of a folder, beside a plain script"
    results.faster(name, units, Pair(first, script), at_least=at_least)
    again = median(each.again for each in rounds)
    results.slower("the same import again / for the first time", units, Pair(again, first))


def _growth(results: Results, units: int, spent: float) -> None:
    name = "import of a folder, processor time a file"
    before = results.find(name)
    limit = before.figure * STEADY if before else None
    results.figure(name, units, spent, " ms", at_most=limit)


def _memory(results: Results, units: int, folder: Path) -> None:
    """The importing process's peak above what it held before; each parser has a limit of its own."""
    with data.blank_drafts():
        kibibytes = _run("bench.import_memory", folder)
    taken = (kibibytes["peak"] - kibibytes["before"]) / 1024
    name = "import of a folder, memory taken"
    before = results.find(name)
    limit = before.figure + GROWTH if before else None
    results.figure(name, units, taken, " MiB", at_most=limit)


# --- One workbook --------------------------------------------------------------------------------


def measure_page(results: Results, units: int) -> None:
    """What a clerk waits for, beside opening the same file in the portal's own process."""
    code = data.code(1)
    clerk, address = Browser(code), f"/reports/{code}/{data.YEAR}/q{data.IMPORTED}/import/"
    with data.blank_drafts() as period:
        report = period.reports.with_table().get(unit__code=code)
        report.figures = data.full_table(code)
        workbook = write_attachment(report)

        def ours():
            upload = {"workbook": SimpleUploadedFile("统计表.xlsx", workbook)}
            return clerk.post(address, upload).content

        def theirs():
            load_workbook(BytesIO(workbook), data_only=True)

        assert "填入后有 93 格变化" in gzip.decompress(ours()).decode()
        pair = race(ours, theirs)
        results.slower("import page, preview / opening it with openpyxl", units, pair)
        results.queries("import page, preview: queries", units, count_queries(ours))
