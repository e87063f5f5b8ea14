"""A process of its own for reading workbooks, with limits on its time and memory.

with Sandbox() as sandbox:
    book = sandbox.read(data, Sort.XLSX)

See docs/decisions/0009-workbooks-in.md for why no parser runs in the portal's own process.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from .gate import Sort
from .refusals import refused

PROGRAM = Path(__file__).with_name("cells.py")
# No secrets. The gate has refused every DOCTYPE, so openpyxl may use the parser in C instead of
# defusedxml's in Python, which takes half as long again.
ENVIRONMENT = {"OPENPYXL_DEFUSEDXML": "False"}
SECONDS = 4  # a file; ours takes a hundredth of one


@dataclass(frozen=True, slots=True)
class RawCell:
    """What stands in a cell, as the file has it; `kind` as in cells.KINDS."""

    kind: str
    text: str
    number_format: str = ""


@dataclass(frozen=True, slots=True)
class RawSheet:
    name: str
    cells: dict[tuple[int, int], RawCell]  # by row and column, from 1; blank ones are left out


@dataclass(frozen=True, slots=True)
class RawBook:
    """The visible sheets, each as far as row 200 and column 40."""

    fingerprint: str
    sheets: list[RawSheet]


class Sandbox:
    """Reads one file after the other; starts its process when it is first needed.

    Not for several threads at once.
    """

    def __init__(self, seconds: float = SECONDS):
        self.seconds = seconds
        self._process: subprocess.Popen | None = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def read(self, data: bytes, sort: Sort) -> RawBook:
        """The workbook's bare cells. Raises Refused, whatever the file does to its parser."""
        answer = self._ask(b"%s %d\n%b" % (sort.encode(), len(data), data))
        if "error" in answer:
            raise refused(answer["error"])
        return RawBook(answer["fingerprint"], [_sheet(sheet) for sheet in answer["sheets"]])

    def _ask(self, request: bytes) -> dict:
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = _start()
        process = self._process
        timer = Timer(self.seconds, process.kill)
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            size = process.stdout.readline()
            answer = json.loads(process.stdout.read(int(size)))
            if answer.get("error") == "memory":
                self.close()  # what it holds by now, it may never let go
        except (OSError, ValueError):  # it was killed, or died of the file
            answer = {"error": "unreadable" if timer.is_alive() else "timeout"}
            self.close()
        finally:
            timer.cancel()
        return answer


def _start() -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-I", PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
    )


def _sheet(sheet: dict) -> RawSheet:
    cells = {(row, column): RawCell(*rest) for row, column, *rest in sheet["cells"]}
    return RawSheet(sheet["name"], cells)
