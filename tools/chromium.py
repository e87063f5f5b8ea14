"""The Chromium that browser tests and screenshots drive.

`python -m tools.chromium` sees to it that there is one; tools/system.py has installed this machine's
where it may.
"""

import subprocess
import sys

from tools import system

FLAGS = [
    "--no-sandbox",  # root has no sandbox, and the pages are our own
    "--disable-gpu",
    # Nothing is to leave this machine, nor to wait for an answer from outside.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch_options() -> dict:
    """What Playwright's `chromium.launch()` is to be given; without a path it uses its own."""
    return {"executable_path": system.browser(), "args": FLAGS}


def main() -> None:
    if system.browser():
        return
    # Downloads it the first time and is silent afterwards.
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(download).returncode != 0:
        sys.exit("There is no Chromium here, and none could be fetched: please install one.")


if __name__ == "__main__":
    main()
