"""Files out of npm's packages: what was pinned, or a sentence."""

import hashlib
import io
import subprocess
import tarfile
from pathlib import Path

import pytest

from tools import npm


def archive(content: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as file:
        entry = tarfile.TarInfo("package/bin/tool")
        entry.size = len(content)
        file.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


@pytest.fixture
def served(monkeypatch, tmp_path):
    """`served(content)`: npm answers with a package that holds it; None: it fails. Returns its digest."""

    def served(content: bytes | None) -> str:
        packed = archive(content or b"")

        def run(command, cwd, **options):
            assert command[1:] == ["pack", "--silent", "tool@1.0"]
            if content is not None:
                Path(cwd, "tool-1.0.tgz").write_bytes(packed)
            return subprocess.CompletedProcess(command, content is None, stderr="no network\n")

        monkeypatch.setattr(npm.subprocess, "run", run)
        return hashlib.sha256(packed).hexdigest()

    monkeypatch.setattr(npm, "KEPT", tmp_path)
    monkeypatch.setattr(npm.shutil, "which", lambda name: f"/usr/bin/{name}")
    return served


def test_a_file_is_taken_once_and_kept(served, tmp_path):
    package = npm.Package("tool", "1.0", served(b"as packed"))
    assert package.kept("tool") is None
    package.take("bin/tool", "tool", bytes.upper, mode=0o755)
    assert package.kept("tool") == tmp_path / "tool/1.0/tool"
    assert package.kept("tool").read_bytes() == b"AS PACKED"
    assert package.kept("tool").stat().st_mode & 0o777 == 0o755


def test_another_package_of_that_name_is_refused(served):
    served(b"another")
    package = npm.Package("tool", "1.0", "0" * 64)
    with pytest.raises(LookupError, match=r"^it is not what it was when it was pinned$"):
        package.take("bin/tool", "tool")
    assert package.kept("tool") is None


def test_npm_gets_no_answer(served):
    package = npm.Package("tool", "1.0", served(None))
    with pytest.raises(LookupError, match=r"^npm could not fetch it \(no network\)$"):
        package.take("bin/tool", "tool")


def test_there_is_no_npm(served, monkeypatch):
    package = npm.Package("tool", "1.0", served(b""))
    monkeypatch.setattr(npm.shutil, "which", lambda name: None)
    with pytest.raises(LookupError, match=r"^there is no npm here$"):
        package.take("bin/tool", "tool")
