"""The old Chromiums that browser tests drive; `python -m tools.old_browsers` sees to it that they are there.

Builds for a cloud's functions, packed into npm packages: the one place where they still are to be had.
The table of how old each feature is comes the same way (tools/floor).
"""

import platform
import sys
from collections.abc import Callable
from pathlib import Path

import brotli

from tools.floor import ages
from tools.npm import Package

BUILDS = {
    79: Package(
        "chrome-aws-lambda",
        "2.0.2",
        "287fd9947ca8e8256a1d8fcdea588d133632787d890f3137eef635f9a1809eac",
    ),
    80: Package(
        "chrome-aws-lambda",
        "2.1.1",
        "94f8953cd47c3fbd9d0ba8f50d2e5aa4e8136ca52b37e2babcc12e43018ade77",
    ),
    83: Package(
        "chrome-aws-lambda",
        "3.1.1",
        "f33e7655eb479c0a916adbc3d35333350f6e852dbff90b65274b471b9548b3c1",
    ),
}
FILE = "chromium"
RUN_HERE = (sys.platform, platform.machine()) == ("linux", "x86_64")  # there are no others


def chromium(version: int) -> Path | None:
    """Where the Chromium of that version is; None where it could not be fetched, or would not run."""
    return BUILDS[version].kept(FILE) if RUN_HERE else None


def fetch(version: int) -> None:
    """Raises LookupError with a sentence."""
    BUILDS[version].take("bin/chromium.br", FILE, brotli.decompress, mode=0o755)


def _missing() -> list[tuple[str, Callable[[], object]]]:
    builds = [
        (f"Chromium {version}", lambda version=version: fetch(version))
        for version in BUILDS
        if RUN_HERE and chromium(version) is None
    ]
    return builds if ages.is_here() else [("the table of features' ages", ages.fetch), *builds]


def main() -> None:
    for name, get in _missing():
        print(f"Fetching {name} …", flush=True)
        try:
            get()
        except LookupError as error:
            print(f"Without {name}: {error}. The last line says what was not run.", file=sys.stderr)


if __name__ == "__main__":
    main()
