"""Run as a process of its own: what writing the consolidated workbook takes, as JSON in KiB."""

import json
from pathlib import Path

from . import environment


def main() -> None:
    environment.set_up()
    from statistics.totals.consolidate import consolidate  # models need Django's set-up
    from statistics.workbooks.writing.outgoing import write_attachment, write_consolidated

    from . import data

    period = data.period()
    write_attachment(period.reports.with_table().first())  # loads what any workbook needs
    before = peak()
    with write_consolidated(consolidate(period)) as file:
        file.seek(0, 2)
        print(json.dumps({"before": before, "peak": peak(), "file": file.tell() // 1024}))


def peak() -> int:
    """The most memory that this process has held so far, in KiB.

    From the kernel, because tracemalloc sees nothing of what libpq takes; and not from getrusage,
    which begins with the peak of the process that started this one.
    """
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


if __name__ == "__main__":
    main()
