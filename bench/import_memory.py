"""Run as a process of its own: what importing a folder of workbooks takes, as JSON in KiB."""

import json
import sys
from pathlib import Path

from . import environment
from .memory import peak


def main() -> None:
    environment.set_up()
    from statistics.intake.batch import import_files  # models need Django's set-up
    from statistics.intake.folder import files_in
    from units import technical

    from . import data

    period, account = data.period(data.IMPORTED), technical.command_line()
    before = peak()
    for outcome in import_files(files_in(Path(sys.argv[1])), period, by=account):
        assert outcome.is_new
    print(json.dumps({"before": before, "peak": peak()}))


if __name__ == "__main__":
    main()
