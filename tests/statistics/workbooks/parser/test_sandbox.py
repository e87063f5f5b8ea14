"""The process that parses strangers' files: it may hang, swell or die, the portal does not."""

import io
import os
import re
import signal
from zipfile import ZipFile

import pytest
from openpyxl import Workbook

from statistics.workbooks.gate.first_look import Sort
from statistics.workbooks.gate.refusals import Refused
from statistics.workbooks.parser import cells, sandbox
from statistics.workbooks.parser.sandbox import RawBook, RawCell, RawSheet, Sandbox


@pytest.fixture
def reader():
    with Sandbox() as reader:
        yield reader


@pytest.fixture
def program(monkeypatch, tmp_path):
    """Lets a few lines of Python answer in place of cells.py."""

    def use(lines: str) -> None:
        path = tmp_path / "program.py"
        path.write_text(f"import sys\nsize = int(sys.stdin.buffer.readline().split()[1])\n{lines}")
        monkeypatch.setattr(sandbox, "PROGRAM", path)

    return use


def workbook(values: dict) -> bytes:
    book, target = Workbook(), io.BytesIO()
    for address, value in values.items():
        book.active[address] = value
    book.save(target)
    return target.getvalue()


def refusal(reader, data=b"data", sort=Sort.XLSX) -> str:
    with pytest.raises(Refused) as refused:
        reader.read(data, sort)
    return refused.value.code


# --- What comes back -----------------------------------------------------------------------------


def test_the_bare_cells_of_the_visible_sheets(reader):
    data = workbook({"A1": "立案（件）", "B1": 12, "C1": 15.54, "D1": True})
    assert reader.read(data, Sort.XLSX) == RawBook(
        "",
        [
            RawSheet(
                "Sheet",
                {
                    (1, 1): RawCell("text", "立案（件）"),
                    (1, 2): RawCell("number", "12", "General"),
                    (1, 3): RawCell("number", "15.54", "General"),
                    (1, 4): RawCell("boolean", "True"),
                },
            )
        ],
    )


def test_one_process_reads_file_after_file(reader):
    for number in (1, 2):
        data = workbook({"A1": number})
        (sheet,) = reader.read(data, Sort.XLSX).sheets
        assert sheet.cells == {(1, 1): RawCell("number", str(number), "General")}
    first = reader._process.pid
    assert refusal(reader, b"PK no zip") == "unreadable"
    reader.read(workbook({"A1": 1}), Sort.XLSX)
    assert reader._process.pid == first


def test_cells_without_addresses_stand_one_after_the_other(reader):
    """As some programs write them: blank ones count too, and a text may be in pieces."""
    row = (
        '<row r="3"><c r="B3" s="1"/><c t="inlineStr"><is><t>立案_x005F_1</t></is></c><c/>'
        "<c><v>12</v></c><c><f>A1</f></c>"
        '<c t="inlineStr"><is><r><t>结</t></r><r><t>案</t></r></is></c>'
        '<c t="inlineStr"><is><t/></is></c><c t="str"><f>""</f><v/></c><c><v>7</v></c>'
        "<c><is><t>9</t></is><v>8</v></c></row>"
    )
    data = io.BytesIO()
    with ZipFile(io.BytesIO(workbook({"A1": 1}))) as source, ZipFile(data, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = re.sub(rb"<row.*</row>", row.encode(), content)
            target.writestr(name, content)
    (sheet,) = reader.read(data.getvalue(), Sort.XLSX).sheets
    assert sheet.cells == {
        (3, 3): RawCell("text", "立案_1"),
        (3, 5): RawCell("number", "12", "General"),
        (3, 6): RawCell("formula", "=A1"),
        (3, 7): RawCell("text", "结案"),
        (3, 8): RawCell("text", ""),
        (3, 10): RawCell("number", "7", "General"),
        (3, 11): RawCell("number", "8", "General"),  # its type says where its value stands
    }


# --- What the file may do to its parser ----------------------------------------------------------


def test_a_parser_that_hangs_is_stopped(program):
    program("while True: pass")
    with Sandbox(seconds=0.5) as reader:
        assert refusal(reader) == "overloaded"


def test_a_parser_that_answers_in_drops_is_stopped(program):
    program(
        "import time\n"
        "for _ in range(100):\n"
        "    sys.stdout.write('000001000'); sys.stdout.flush(); time.sleep(0.1)\n"
    )
    with Sandbox(seconds=0.5) as reader:
        assert refusal(reader) == "overloaded"


def test_a_parser_that_does_not_listen_is_stopped(program):
    program("import time; time.sleep(60)")
    with Sandbox(seconds=0.5) as reader:
        assert refusal(reader, b"x" * 2 * 1024 * 1024) == "overloaded"


def test_a_parser_that_uses_up_its_processor_time_is_ended_by_the_kernel(program):
    program(
        f"sys.path.insert(0, {str(sandbox.PROGRAM.parent)!r})\n"
        "import cells\n"
        "cells._allow(0)\n"
        "while True: pass"
    )
    with Sandbox() as reader:
        assert refusal(reader) == "timeout"


def test_waiting_for_a_busy_processor_is_not_counted(program):
    program(
        f"sys.path.insert(0, {str(sandbox.PROGRAM.parent)!r})\n"
        "import cells, json, time\n"
        "cells._allow(0)\n"
        "time.sleep(1.5)\n"
        "answer = json.dumps({'fingerprint': '', 'sheets': []})\n"
        "sys.stdout.write('%09d%s' % (len(answer), answer))"
    )
    with Sandbox() as reader:
        assert reader.read(b"data", Sort.XLSX) == RawBook("", [])


def test_a_parser_that_dies_is_started_again_for_the_next_file(program, monkeypatch):
    program("import os; os.abort()")
    with Sandbox() as reader:
        assert refusal(reader) == "unreadable"
        monkeypatch.undo()
        assert reader.read(workbook({"A1": 1}), Sort.XLSX).sheets[0].name == "Sheet"


def test_a_process_killed_between_two_files_is_no_fault_of_the_next(reader):
    reader.read(workbook({"A1": 1}), Sort.XLSX)
    os.kill(reader._process.pid, signal.SIGKILL)
    reader._process.wait()
    assert reader.read(workbook({"A1": 2}), Sort.XLSX).sheets[0].name == "Sheet"


def test_an_answer_without_a_size_is_none(program):
    program("print('Traceback (most recent call last)', flush=True)")
    with Sandbox() as reader:
        assert refusal(reader) == "unreadable"


def test_half_an_answer_is_none(program):
    program("sys.stdout.write('000001000{'); sys.stdout.flush()")
    with Sandbox() as reader:
        assert refusal(reader) == "unreadable"


def test_memory_is_limited_by_the_kernel(program):
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({cells.MEMORY},) * 2)\n"
    program(limited + "x = bytearray(300 * 1024 * 1024)")
    with Sandbox() as reader:
        assert refusal(reader) == "unreadable"


def test_it_knows_no_secrets(program, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "very secret")
    program(
        "import json, os\n"
        "known = ' '.join(sorted(os.environ.keys() - {'LC_CTYPE'}))\n"  # Python's own
        "answer = json.dumps({'fingerprint': known, 'sheets': []})\n"
        "sys.stdout.write(f'{len(answer):09d}{answer}'); sys.stdout.flush()\n"
    )
    with Sandbox() as reader:
        assert reader.read(b"data", Sort.XLSX) == RawBook("OPENPYXL_DEFUSEDXML", [])


def test_nothing_runs_on_after_it(reader):
    reader.read(workbook({"A1": 1}), Sort.XLSX)
    process = reader._process
    reader.close()
    assert process.returncode == -signal.SIGKILL
    reader.close()  # twice is once
