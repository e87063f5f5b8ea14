"""Clerks who type at once: each sends one changed cell after the other and waits for its answer.

As light as can be, for it runs on the machine that it measures: plain HTTP, a connection a save.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from random import random
from time import perf_counter
from urllib.parse import urlencode

from statistics.form.indicators import COLUMNS, cell_name
from statistics.form.normaliser import show
from statistics.models import CaseRow

from . import data
from .browser import Browser

ROW = "trademark"
COUNTS = [column.key for column in COLUMNS if not column.is_amount]
TOKEN = "t" * 32
HEAD = (
    "POST {address} HTTP/1.1\r\nHost: testserver\r\nConnection: close\r\n"
    "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Cookie: sessionid={session}; csrftoken={token}\r\nX-CSRFToken: {token}\r\n"
    "Content-Length: {length}\r\n\r\n"
)


@dataclass
class Clerk:
    """One at a table: what the page holds, and what came of its saves."""

    address: str
    session: str
    version: int
    cells: dict[str, str]  # as the server has acknowledged them
    findings: str = ""
    times: list[float] = field(default_factory=list)  # seconds from sending to the whole answer
    failures: list[str] = field(default_factory=list)

    async def type_on(self, port: int, until: float, pause: Callable[[float], float]) -> None:
        """One save after the other; `pause` gives the seconds from an answer to the next."""
        await asyncio.sleep(random() * pause(0))  # nobody begins with the others
        for name in cycle(self.cells):
            if perf_counter() > until:
                return
            began = perf_counter()
            await self._save(port, name, str(int(self.cells[name]) + 1))
            self.times.append(perf_counter() - began)
            await asyncio.sleep(pause(self.times[-1]))

    async def _save(self, port: int, name: str, text: str) -> None:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(self._request(name, text))
            answer = await reader.read()
            writer.close()
        except OSError as error:
            self.failures.append(repr(error))
        else:
            self._hear(name, text, answer)

    def _request(self, name: str, text: str) -> bytes:
        fields = {"version": self.version, "entry": "cumulative", "findings": self.findings}
        body = urlencode(fields | {name: text, f"was-{name}": self.cells[name]})
        values = {"address": self.address, "session": self.session, "token": TOKEN}
        return (HEAD.format(length=len(body), **values) + body).encode()

    def _hear(self, name: str, text: str, answer: bytes) -> None:
        head, _, body = answer.partition(b"\r\n\r\n")
        if b" 200 " not in head[:16]:
            self.failures.append(answer[:200].decode(errors="replace"))
            return
        said = json.loads(body)
        self.version, self.cells[name] = said["version"], text
        self.findings = said.get("findings_key", self.findings)


def at_their_tables(number: int) -> list[Clerk]:
    """The first units' clerks, signed in, each before the draft of the open quarter."""
    codes = [data.code(place) for place in range(1, number + 1)]
    versions = dict(data.period(data.LATEST).reports.values_list("unit__code", "version"))
    figures = stored()
    return [
        Clerk(
            f"/reports/{code}/{data.YEAR}/q{data.LATEST}/",
            Browser(code).cookies["sessionid"].value,
            versions[code],
            figures[code],
        )
        for code in codes
    ]


def stored() -> dict[str, dict[str, str]]:
    """What the database holds of the row that they type in, by unit and cell."""
    rows = CaseRow.objects.filter(report__period=data.period(data.LATEST), category=ROW)
    return {
        code: {cell_name(ROW, key): show(each) for key, each in zip(COUNTS, row, strict=True)}
        for code, *row in rows.values_list("report__unit__code", *COUNTS)
    }
