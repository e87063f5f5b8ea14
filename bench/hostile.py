"""Files made to hurt whoever opens them: how long the answer takes, and how much memory.

Run as a process of its own it reads every one, and prints the worst as JSON: seconds, and KiB of
the portal's process and of the one that parses, together.
"""

import json
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

from . import environment
from .memory import peak
from .results import Results

SECONDS = 5
MEMORY = 300  # MiB


def measure(results: Results, units: int) -> None:
    command = [sys.executable, "-m", "bench.hostile"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    worst = json.loads(answer)
    name = f"{worst['files']} hostile files, the longest answer"
    results.figure(name, units, worst["seconds"], " s", at_most=SECONDS)
    name = "hostile files, the most memory"
    results.figure(name, units, worst["memory"] / 1024, " MiB", at_most=MEMORY)


def main() -> None:
    environment.set_up()
    from statistics.workbooks.gate.refusals import Refused
    from statistics.workbooks.reading.incoming import read_workbook  # needs Django's set-up
    from tests.statistics.workbooks.gate.hostile import HOSTILE, PAST_THE_GATE

    named = {**HOSTILE, **{key: (f"{key}.xlsx", make) for key, make in PAST_THE_GATE.items()}}
    seconds = memory = 0
    for name, make in named.values():
        data = make()
        forget_peak()  # that of making the file
        begun = time.perf_counter()
        with suppress(Refused):
            read_workbook(data, name)
        seconds = max(seconds, time.perf_counter() - begun)
        memory = max(memory, peak() + getrusage(RUSAGE_CHILDREN).ru_maxrss)
    print(json.dumps({"files": len(named), "seconds": seconds, "memory": memory}))


def forget_peak() -> None:
    """Let VmHWM begin anew with what is held now (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


if __name__ == "__main__":
    main()
