"""Run as a process of its own: a folder of official attachments added up, as a plain script does it.

Nothing is checked and nothing stored. Prints the sums by the cells' addresses, and how long it took
without starting Python and loading openpyxl.
"""

import json
import sys
from itertools import chain
from pathlib import Path
from time import perf_counter

from openpyxl import load_workbook

ACTIONS, CASES = "C3 E3 G3 I3 K3", "B6:L13"


def main() -> None:
    paths = sorted(Path(sys.argv[1]).iterdir())
    begun, sums = perf_counter(), {}
    for path in paths:
        sheet = load_workbook(path, data_only=True).active
        for cell in chain(map(sheet.__getitem__, ACTIONS.split()), *sheet[CASES]):
            sums[cell.coordinate] = sums.get(cell.coordinate, 0) + (cell.value or 0)
    milliseconds = (perf_counter() - begun) * 1000
    sums = {address: round(total, 6) for address, total in sums.items()}
    print(json.dumps({"milliseconds": milliseconds, "sums": sums}))


if __name__ == "__main__":
    main()
