"""`make run`: says nothing before the portal answers, and touches no database but its own."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tools import demo

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken():
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def run(port: object) -> subprocess.CompletedProcess:
    environment = os.environ | {"PORT": str(port)}
    command = [sys.executable, "-m", "tools.demo"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)


def test_a_port_that_is_taken_is_told_before_anything_is_done(taken):
    done = run(taken)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"端口 {taken} 已被占用，没有启动。请换一个：make run PORT={taken + 1}\n"
        f"Port {taken} is in use, nothing was started; try: make run PORT={taken + 1}\n",
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "８０００"])
def test_what_is_no_port(port):
    done = run(port)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"PORT 应为 1 至 65535 的整数，现为“{port}”。 / PORT must be a number up to 65535.\n",
    )


def test_it_answers_with_data_of_its_own_whatever_is_configured(tmp_path, monkeypatch):
    others = tmp_path / "others.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{others}")
    monkeypatch.setenv("HTTPS", "1")
    monkeypatch.setenv("PORT", str(port := demo.free_port()))
    with demo.portal(tmp_path / "demo", port) as (address, said):
        assert address == f"http://127.0.0.1:{port}/"
        assert said.endswith(f"密码都是 zhoukou-demo-2021\n请用浏览器打开 {address}\n")
        page = urlopen(f"{address}accounts/login/").read().decode()
    assert "版本 0.1.0" in page
    assert (tmp_path / "demo/db.sqlite3").stat().st_size > 0
    assert not others.exists()
