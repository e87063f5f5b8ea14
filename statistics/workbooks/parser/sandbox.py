"""A process of its own for reading workbooks, with limits on its time and memory.

with Sandbox() as sandbox:
    book = sandbox.read(data, Sort.XLSX)

See docs/decisions/0009-workbooks-in.md for why no parser runs in the portal's own process.
"""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from ..gate.first_look import Sort
from ..gate.refusals import refused

PROGRAM = Path(__file__).with_name("cells.py")
# No secrets. The gate has refused every DOCTYPE, so openpyxl may use the parser in C instead of
# defusedxml's in Python, which takes half as long again.
ENVIRONMENT = {"OPENPYXL_DEFUSEDXML": "False"}
SIZE = 9  # digits in front of each answer, as cells.py writes them
SECONDS = 30  # of the clock: the processor's own limit, in cells.py, comes first unless it is busy


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
        self._line: socket.socket | None = None  # to and from the process
        self._until = 0.0  # when patience with the present file ends
        self._failure: dict | None = None  # of handing it over

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._line.close()
            self._process = self._line = None

    def read(self, data: bytes, sort: Sort) -> RawBook:
        """The workbook's bare cells. Raises Refused, whatever the file does to its parser."""
        self.begin(data, sort)
        return self.finish()

    def begin(self, data: bytes, sort: Sort) -> None:
        """Hand a file over, to be parsed while its sender does something else; finish() comes next.

        One limit on the clock over it all: the process may refuse to listen, or answer in drops.
        """
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process, self._line = _start()
        self._until = monotonic() + self.seconds
        self._line.settimeout(self.seconds)
        request = b"%s %d\n%b" % (sort.encode(), len(data), data)
        self._failure = self._attempt(lambda: self._line.sendall(request))

    def finish(self) -> RawBook:
        """What came of the file handed over last. Raises Refused as read() does."""
        answer = self._failure or self._attempt(self._answer)
        if "error" in answer:
            raise refused(answer["error"])
        return RawBook(answer["fingerprint"], [_sheet(sheet) for sheet in answer["sheets"]])

    def _attempt(self, step: Callable[[], dict | None]) -> dict | None:
        try:
            answer = step()
        except TimeoutError:
            answer = {"error": "overloaded"}
        except OSError:  # it died of the file
            answer = {"error": "timeout" if self._has_used_up_its_time() else "unreadable"}
        except ValueError:
            answer = {"error": "unreadable"}
        else:
            # After "memory" what it holds by then it may never let go.
            if answer is None or answer.get("error") != "memory":
                return answer
        self.close()
        return answer

    def _has_used_up_its_time(self) -> bool:
        """The kernel has ended it for that; its end of the line closes a moment before it is over."""
        try:
            return self._process.wait(timeout=1) == -signal.SIGXCPU
        except subprocess.TimeoutExpired:
            return False

    def _answer(self) -> dict:
        size = self._receive(SIZE)
        return json.loads(self._receive(int(size)))

    def _receive(self, size: int) -> bytes:
        received = b""
        while len(received) < size:
            self._line.settimeout(max(self._until - monotonic(), 0.001))  # 0 would mean not to wait
            some = self._line.recv(size - len(received))
            if not some:
                raise ConnectionError("the process has ended")
            received += some
        return received


def _start() -> tuple[subprocess.Popen, socket.socket]:
    ours, its = socket.socketpair()
    with its:
        process = subprocess.Popen(
            [sys.executable, "-I", PROGRAM],
            stdin=its,
            stdout=its,
            stderr=subprocess.DEVNULL,
            env=ENVIRONMENT,
        )
    return process, ours


def _sheet(sheet: dict) -> RawSheet:
    cells = {(row, column): RawCell(*rest) for row, column, *rest in sheet["cells"]}
    return RawSheet(sheet["name"], cells)
