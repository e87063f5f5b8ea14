"""All tests, on all processors: `python -m tools.run_tests` is `make test`, `--fast` is `make test-fast`.

First everything on SQLite, the browser's tests among the others; then on PostgreSQL what touches a
database. The last line says what was not run, and why.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

PROCESSORS = os.cpu_count() or 1
COMMON = ["-n", str(PROCESSORS), "--dist", "worksteal"]
ALL = (
    # One more than there are processors: who drives a browser waits for it part of the time.
    ["--database", "sqlite", "--screenshot", "only-on-failure", "-n", str(PROCESSORS + 1)],
    ["--database", "postgresql", "-m", "not browser"],
)
FAST = (["--database", "sqlite", "-m", "not browser"],)


def run(options: list[str], notes: Path) -> int:
    command = [sys.executable, "-m", "pytest", *COMMON, *options]
    return subprocess.run(command, env=os.environ | {"NOT_RUN_NOTES": str(notes)}).returncode


def not_run(notes: Path) -> str:
    """How many tests were skipped, and why; "" where all were run."""
    reasons = Counter(notes.read_text(encoding="utf-8").splitlines())
    whys = "; ".join(f"{number} for this: {reason}" for reason, number in reasons.most_common())
    return f"NOT RUN: {reasons.total()} tests, {whys}" if reasons else ""


def main() -> None:
    runs = FAST if "--fast" in sys.argv[1:] else ALL
    with TemporaryDirectory(prefix="zkreport-") as folder:
        notes = Path(folder, "not-run")
        notes.touch()
        try:
            codes = [
                run(options, notes) for options in runs
            ]  # all of them, whatever the first says
        except KeyboardInterrupt:
            sys.exit(130)
        if said := not_run(notes):
            print(said)
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
