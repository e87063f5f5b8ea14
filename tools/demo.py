"""The portal with made-up data, on this machine alone: `python -m tools.demo` is `make run`.

The database is the demo's own, in the folder demo/; a .env or DATABASE_URL of this checkout is not
looked at. Nothing is said before the portal answers, and nothing of Django's at all.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

FOLDER = Path(__file__).parent.parent / "demo"
HOST = "127.0.0.1"
GUNICORN = (sys.executable, "-m", "gunicorn", "zkreport.wsgi", "--no-control-socket",
            "--threads", "8", "--log-level", "warning")  # fmt: skip
PATIENCE = 60  # seconds for the server to answer


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        return server.getsockname()[1]


@contextmanager
def portal(folder: Path, port: int) -> Iterator[tuple[str, str]]:
    """The portal on `port` until the block is left; yields its address and load_demo's words.

    Raises RuntimeError with what the program said where it does not come up.
    """
    folder.mkdir(exist_ok=True)
    environment = os.environ | {"DEMO": str(folder)}
    _manage(environment, "migrate", "--verbosity", "0")
    said = _manage(environment, "load_demo")
    server = subprocess.Popen(
        [*GUNICORN, "--bind", f"{HOST}:{port}"],
        env=environment,
        start_new_session=True,  # Ctrl+C is ours to answer
    )
    try:
        address = f"http://{HOST}:{port}/"
        _wait_for(address, server)
        yield address, said
    finally:
        server.terminate()
        server.wait()


def _manage(environment: dict[str, str], *command: str) -> str:
    arguments = [sys.executable, "manage.py", *command]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return done.stdout


def _wait_for(address: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            urlopen(f"{address}healthz").close()
        except URLError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The portal does not answer; what it said is above.")


def main() -> None:
    port = os.environ.get("PORT", "8000")
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65536):
        sys.exit(
            f"PORT 应为 1 至 65535 的整数，现为“{port}”。 / PORT must be a number up to 65535."
        )
    if not is_free(int(port)):
        other = int(port) % 65535 + 1
        sys.exit(
            f"端口 {port} 已被占用，没有启动。请换一个：make run PORT={other}\n"
            f"Port {port} is in use, nothing was started; try: make run PORT={other}"
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with portal(FOLDER, int(port)) as (address, said):
            print(said, end="")
            print("换一个端口：make run PORT=8001　　停止：Ctrl+C")
            print(
                f"The demo answers at {address} - sign in as 411602 (a clerk) or city (the section); "
                "another port: make run PORT=8001; stop: Ctrl+C",
                flush=True,
            )
            signal.pause()
    except RuntimeError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
