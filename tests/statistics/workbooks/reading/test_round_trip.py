"""What the portal writes it reads back the same, also after other programs saved it again."""

import io
import random
import shutil
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.packaging.custom import StringProperty

from statistics.form.figures import BLANK, Figures
from statistics.form.indicators import CELLS
from statistics.form.normaliser import show
from statistics.workbooks.contents import Head
from statistics.workbooks.fingerprint import PROPERTY, Fingerprint
from statistics.workbooks.parser.sandbox import Sandbox
from statistics.workbooks.reading.head import Span
from statistics.workbooks.reading.incoming import Reading, read_workbook
from statistics.workbooks.writing.book import add_sheet, new_book, save
from statistics.workbooks.writing.official_sheet import write_official
from statistics.workbooks.writing.outgoing import write_attachment
from tests import cast
from tests.statistics.form.any_table import tables
from tests.statistics.workbooks.reading.messy import MESSY

NAME = "川汇区市场监督管理局"
FIRST, LAST = date(2021, 1, 1), date(2021, 6, 30)


def mark(figures: Figures) -> Fingerprint:
    return Fingerprint("2021", "411602", 2021, 2, tuple(map(show, figures.totals.values())))


def attachment(
    figures: Figures, *, cut_off_on: date | None = LAST, to_be_filled: bool = False
) -> bytes:
    """The official attachment as write_attachment() makes it, without a report behind it."""
    target = io.BytesIO()
    head = Head("2021年知识产权执法数据统计表", NAME, FIRST, cut_off_on, None)
    with new_book() as book:
        book.custom_doc_props.append(StringProperty(name=PROPERTY, value=str(mark(figures))))
        write_official(add_sheet(book, "统计表"), head, figures, to_be_filled=to_be_filled)
        save(book, target, at=datetime(2021, 6, 28, tzinfo=UTC))
    return target.getvalue()


def saved_again(data: bytes) -> bytes:
    """As a program of somebody's own would change it."""
    target = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(target)
    return target.getvalue()


def whole(figures: Figures) -> Reading:
    """The reading of an attachment with these figures, all that it must be."""
    return Reading(
        figures=dict(figures.cells),
        problems=[],
        sheet="统计表",
        unit_name=NAME,
        span=Span(2021, FIRST, LAST, quarter=2),
        year=2021,
        fingerprint=mark(figures),
        typed={},
        places=PLACES,
    )


PLACES = {"actions": "C3", "officers": "E3", "market_actions": "G3", "market_officers": "I3"}
PLACES |= {"key_markets": "K3"}
PLACES |= {
    name: f"{'BCDEFGHIJKL'[at % 11]}{6 + at // 11}"
    for at, name in enumerate(name for name, cell in CELLS.items() if cell.category)
}


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as sandbox:
        yield sandbox


# --- As written ----------------------------------------------------------------------------------


@given(figures=tables, to_be_filled=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_table_is_read_back_as_it_was_written(sandbox, figures, to_be_filled):
    data = attachment(figures, to_be_filled=to_be_filled)
    assert read_workbook(data, "统计表.xlsx", sandbox) == whole(figures)


@given(figures=tables)
@settings(max_examples=15, deadline=None)
def test_it_may_be_saved_again_by_another_program(sandbox, figures):
    data = saved_again(attachment(figures))
    assert read_workbook(data, "统计表.xlsx", sandbox) == whole(figures)


def test_the_largest_figures_with_totals_of_more_digits_than_a_number_holds(sandbox):
    largest = {True: Decimal("999999999.999999"), False: 999999999}
    figures = Figures({name: largest[cell.indicator.is_amount] for name, cell in CELLS.items()})
    assert figures.totals["value"] == Decimal("7999999999.999992")
    assert read_workbook(attachment(figures), "统计表.xlsx", sandbox) == whole(figures)


def test_blanks_stay_blank_and_zeros_zero(sandbox):
    zeros = Figures(dict.fromkeys(CELLS, 0))
    empty = attachment(BLANK, to_be_filled=True)
    assert read_workbook(empty, "统计表.xlsx", sandbox) == whole(BLANK)
    assert read_workbook(attachment(zeros), "统计表.xlsx", sandbox) == whole(zeros)


def test_a_time_left_open_is_nothing_to_complain_of(sandbox):
    reading = read_workbook(attachment(BLANK, cut_off_on=None), "统计表.xlsx", sandbox)
    assert (reading.problems, reading.span, reading.year) == ([], None, 2021)


def typed_into(data: bytes, cells: dict) -> bytes:
    """The workbook filled in with openpyxl, which calculates nothing."""
    book, target = load_workbook(io.BytesIO(data)), io.BytesIO()
    for address, value in cells.items():
        book.active[address] = value
    book.save(target)
    return target.getvalue()


def read_typed(sandbox, cells: dict) -> tuple[dict, list]:
    """What is read from 10 and 3 cases filed, exported and then typed over."""
    exported = Figures({"trademark-filed": 10, "other_patent-filed": 3})
    data = typed_into(attachment(exported, to_be_filled=True), cells)
    reading = read_workbook(data, "统计表.xlsx", sandbox)
    figures = {name: figure for name, figure in reading.figures.items() if figure is not None}
    return figures, [(problem.place, problem.code) for problem in reading.problems]


def test_totals_that_did_not_follow_the_figures_are_noted(sandbox):
    figures, problems = read_typed(sandbox, {"B6": 12, "C6": 7})
    assert figures == {"trademark-filed": 12, "other_patent-filed": 3, "trademark-closed": 7}
    notes = [(f"统计表!{letter}14", "total_not_updated") for letter in "BC"]
    assert [problem for problem in problems if problem in notes] == notes


def test_a_total_that_somebody_typed_must_be_right(sandbox):
    figures, problems = read_typed(sandbox, {"B6": 12, "B14": 14})
    assert figures == {}
    assert ("统计表!B14", "S1") in problems


@pytest.mark.django_db
def test_the_attachment_of_a_report_is_read_back(sandbox):
    report = cast.report(cast.open_period(2021, 2))
    cast.fill(report, {"actions": 46, "trademark-value": Decimal("15.54"), "other_patent-filed": 0})
    data = write_attachment(cast.report(report.period))
    assert read_workbook(data, "统计表.xlsx", sandbox) == whole(report.figures)


# --- Through LibreOffice -------------------------------------------------------------------------


def some_tables() -> dict[str, Figures]:
    """Tables of every magnitude, the same each time."""
    made_up = random.Random(2021)

    def figure(cell):
        size = 10 ** made_up.randint(1, 15)
        if made_up.random() < 0.15:
            return None
        if cell.indicator.is_amount:
            fen = made_up.randrange(size)
            return Decimal(fen).scaleb(-made_up.randint(2, 6)) % 10**9
        return made_up.randrange(min(size, 10**9))

    return {
        f"table-{number}": Figures({name: figure(cell) for name, cell in CELLS.items()})
        for number in range(8)
    }


TABLES = some_tables() | {
    "blank": BLANK,
    "zeros": Figures(dict.fromkeys(CELLS, 0)),
    "one-fen": Figures(
        {
            name: Decimal("0.000001") if cell.indicator.is_amount else 1
            for name, cell in CELLS.items()
        }
    ),
    "largest": Figures(
        {
            name: Decimal("999999999.999999") if cell.indicator.is_amount else 999999999
            for name, cell in CELLS.items()
        }
    ),
}
# LibreOffice calculates TEXT(9,0) anew, and takes WPS's G/通用格式 for words.
REARRANGED = [
    name
    for name, case in MESSY.items()
    if not case.problems
    and not case.refused
    and name not in {"figures_as_formulas", "number_formats_that_hide_nothing"}
]

# Nor does it leave formulas uncalculated, or take an ISO date for one.
WITH_PROBLEMS = [
    name
    for name, case in MESSY.items()
    if case.problems
    and not case.refused
    and not {"formula_not_calculated", "total_not_updated"} & {code for _, code in case.problems}
    and name != "dates_for_numbers"
]


class Office:
    """LibreOffice without its windows; one call converts many files."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.program = shutil.which("soffice")

    def convert(self, source: str, kind: str, into: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        files = sorted(map(str, (self.folder / source).iterdir()))
        command = [self.program, profile, "--headless", "--convert-to", kind]
        command += ["--outdir", str(self.folder / into), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> Path:
    """A folder of folders: the tables in each format."""
    office = Office(tmp_path_factory.mktemp("office"))
    if office.program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    (office.folder / "written").mkdir()
    for name, figures in TABLES.items():
        (office.folder / f"written/{name}.xlsx").write_bytes(attachment(figures, to_be_filled=True))
    office.convert("written", "xlsx", "xlsx")
    office.convert("written", "ods", "ods")
    office.convert("ods", "xlsx", "ods-xlsx")
    for name in [*REARRANGED, *WITH_PROBLEMS]:
        (office.folder / f"written/{name}.xlsx").write_bytes(MESSY[name].make(NAME))
    office.convert("written", "xls:MS Excel 97", "xls")
    return office.folder


@pytest.mark.parametrize("folder", ["xlsx", "xls", "ods-xlsx"])
@pytest.mark.parametrize("name", TABLES)
def test_libreoffice_may_save_it_again_in_any_format(sandbox, converted, folder, name):
    path = converted / folder / f"{name}.{folder.removeprefix('ods-')}"
    reading = read_workbook(path.read_bytes(), path.name, sandbox)
    assert reading == whole(TABLES[name])


@pytest.mark.parametrize("name", REARRANGED)
def test_a_rearranged_table_is_read_from_an_old_workbook_too(sandbox, converted, name):
    path = converted / "xls" / f"{name}.xls"
    reading = read_workbook(path.read_bytes(), path.name, sandbox)
    assert (reading.figures, reading.problems) == (MESSY[name].figures, [])


@pytest.mark.parametrize("name", WITH_PROBLEMS)
def test_the_same_problems_are_found_in_an_old_workbook(sandbox, converted, name):
    path = converted / "xls" / f"{name}.xls"
    reading = read_workbook(path.read_bytes(), path.name, sandbox)
    assert reading.figures == MESSY[name].figures
    found = [(problem.place, problem.code) for problem in reading.problems]
    assert sorted(found) == sorted(MESSY[name].problems)
