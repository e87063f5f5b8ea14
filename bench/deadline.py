"""The last day: hundreds of clerks type at once, on PostgreSQL behind gunicorn with four workers.

The clerks run on the same machine. Each saves every 1.7 s, as measured of the page while somebody
types; then once more with the pause that the page itself takes when the server is slow
(static/js/entry/table/pause.js).
"""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import Request, urlopen

from statistics import quantiles

from . import clerks
from .results import Results

WORKERS, SECONDS, EVERY = 4, 20, 1.7
SHARE, LONGEST = 5, 10  # as in pause.js: five times what the last answer took, ten seconds at most
BOUND = {500: 1000}  # milliseconds of p95, by how many clerks


def fixed(took: float) -> float:
    return max(0, EVERY - took)


def growing(took: float) -> float:
    return max(EVERY - took, min(LONGEST, SHARE * took))


def measure(results: Results, units: int) -> None:
    with _portal() as port:
        for number, pause in ((250, fixed), (500, fixed), (500, growing)):
            _measure(results, port, number, pause)


def _measure(results: Results, port: int, number: int, pause: Callable[[float], float]) -> None:
    typing = clerks.at_their_tables(number)
    began = perf_counter()
    asyncio.run(_type(typing, port, began + SECONDS, pause))
    passed = perf_counter() - began
    times = [1000 * each for clerk in typing for each in clerk.times]
    cuts, name = quantiles(times, n=100), f"{number} clerks, {pause.__name__} pause"
    limit = BOUND.get(number) if pause is fixed else None
    results.figure(f"{name}: saves a second", number, len(times) / passed, "")
    results.figure(f"{name}: p50", number, cuts[49], " ms")
    results.figure(f"{name}: p95", number, cuts[94], " ms", at_most=limit)
    results.figure(f"{name}: p99", number, cuts[98], " ms")
    failures = [failure for clerk in typing for failure in clerk.failures]
    for failure in failures[:3]:
        print(failure, file=sys.stderr)
    results.figure(f"{name}: errors", number, len(failures), "", at_most=0)
    results.figure(f"{name}: cells lost", number, _lost(typing), "", at_most=0)


async def _type(typing: list[clerks.Clerk], port: int, until: float, pause) -> None:
    await asyncio.gather(*(clerk.type_on(port, until, pause) for clerk in typing))


def _lost(typing: list[clerks.Clerk]) -> int:
    """Cells that hold something else than was acknowledged last."""
    now = clerks.stored()
    pairs = ((now[clerk.address.split("/")[2]], clerk.cells) for clerk in typing)
    return sum(kept[name] != said[name] for kept, said in pairs for name in said)


@contextmanager
def _portal() -> Iterator[int]:
    """Its port, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "gunicorn", "bench.wsgi", "--no-control-socket"),
        *("--workers", str(WORKERS), "--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
    ]
    server = subprocess.Popen(command, env=os.environ)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    healthy = Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": "testserver"})
    for _ in range(300):
        try:
            return urlopen(healthy).close()
        except URLError:
            sleep(0.1)
    raise TimeoutError("gunicorn has not started")
