"""The Chromium that browser tests and screenshots drive, and a Chinese font for its pages.

`python -m tools.chromium` sees to it that both are there.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def installed() -> str | None:
    """The path of this machine's Chromium; None leaves it to Playwright to use its own."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def launch_options() -> dict:
    """What Playwright's `chromium.launch()` is to be given."""
    return {"executable_path": installed(), "args": FLAGS}


def has_chinese_font() -> bool:
    """Without one, Linux shows every 汉字 as an empty box; other systems bring theirs."""
    if sys.platform != "linux":
        return True
    if not shutil.which("fc-list"):
        return False
    return subprocess.run(["fc-list", ":lang=zh"], capture_output=True).stdout != b""


def driver_starts() -> bool:
    """Playwright brings a Node.js of its own, which needs a library that a bare Debian lacks."""
    node = Path(playwright.__file__).parent / "driver" / "node"
    return subprocess.run([node, "--version"], capture_output=True).returncode == 0


def missing_packages() -> list[str]:
    """What Debian calls the things that this machine lacks."""
    packages = [] if installed() else ["chromium"]
    packages += [] if has_chinese_font() else ["fontconfig", "fonts-wqy-microhei"]
    packages += [] if driver_starts() else ["libatomic1"]
    return packages


def main() -> None:
    missing = missing_packages()
    if missing and os.geteuid() == 0:
        subprocess.run(["tools/apt-install", *missing])
    if not driver_starts():
        sys.exit("Playwright does not start here: please install libatomic (Debian: libatomic1).")
    if not has_chinese_font():
        sys.exit("There is no Chinese font here: please install one, such as fonts-wqy-microhei.")
    if not installed():
        # Downloads it the first time and is silent afterwards.
        download = [sys.executable, "-m", "playwright", "install", "chromium"]
        if subprocess.run(download).returncode != 0:
            sys.exit("There is no Chromium here, and none could be fetched: please install one.")


if __name__ == "__main__":
    main()
