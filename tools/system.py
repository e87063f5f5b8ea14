"""What the tests need of the machine itself: `python3 tools/system.py`, before there is a .venv.

All that is missing is installed in one go where we may (as root, with apt), or named in one go.
Only Python's own modules are used here.
"""

from __future__ import annotations  # an older Python gets as far as being told

import ctypes.util
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
# The first is the same engine without a window system, and starts and draws far faster.
BROWSERS = (
    "chromium-headless-shell", "chromium", "chromium-browser",
    "google-chrome", "google-chrome-stable",
)  # fmt: skip


def browser() -> str | None:
    """The path of this machine's Chromium."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def firefox() -> str | None:
    """The path of this machine's Firefox."""
    return next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)


def has_venv() -> bool:
    """Debian keeps the part of venv that brings pip in a package of its own."""
    return importlib.util.find_spec("ensurepip") is not None


def has_chinese_font() -> bool:
    """Without one, Linux shows every 汉字 as an empty box; other systems bring theirs."""
    if sys.platform != "linux":
        return True
    if not shutil.which("fc-list"):
        return False
    return subprocess.run(["fc-list", ":lang=zh"], stdout=subprocess.PIPE).stdout != b""


def has_libatomic() -> bool:
    """Playwright brings a Node.js of its own, which needs it."""
    return sys.platform != "linux" or ctypes.util.find_library("atomic") is not None


def has_calc() -> bool:
    """LibreOffice is there, and its spreadsheet program with it."""
    office = shutil.which("soffice")
    if office is None or sys.platform != "linux":
        return office is not None
    return Path(office).resolve().with_name("libsclo.so").exists()


def has_poppler() -> bool:
    return shutil.which("pdftotext") is not None and shutil.which("pdftoppm") is not None


class Need(NamedTuple):
    packages: str  # as Debian calls them
    is_there: Callable[[], bool]
    what_for: str
    is_vital: bool = False  # nothing goes on without it


NEEDS = (
    Need("python3-venv", has_venv, "the virtual environment", is_vital=True),
    Need("libatomic1", has_libatomic, "Playwright, which drives the browser", is_vital=True),
    Need("fontconfig fonts-wqy-microhei", has_chinese_font, "Chinese on pages", is_vital=True),
    Need("chromium-headless-shell", lambda: browser() is not None, "the browser tests"),
    Need("firefox-esr", lambda: firefox() is not None, "the browser tests in Firefox"),
    Need("npm", lambda: shutil.which("npm") is not None, "the browser tests in old Chromiums"),
    Need("libreoffice-calc", has_calc, "workbooks that another program saved"),
    Need("poppler-utils", has_poppler, "what comes out on paper"),
)


def missing() -> list[Need]:
    return [need for need in NEEDS if not need.is_there()]


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - that it is newer is what is asked
        sys.exit("Python 3.11 or newer is needed; name it: make test PYTHON=python3.12")
    packages = [package for need in missing() for package in need.packages.split()]
    if not packages:
        return
    if subprocess.run([ROOT / "tools/apt-install", *packages]).returncode == 0:
        return
    still = missing()
    for need in still:
        print(f"  {need.packages}: {need.what_for}", file=sys.stderr)
    if any(need.is_vital for need in still):
        sys.exit("Nothing was run.")
    print("Going on without; the last line says what was not run.", file=sys.stderr)


if __name__ == "__main__":
    main()
