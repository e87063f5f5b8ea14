"""What the machine lacks: installed in one go, or named in one go."""

import subprocess

import pytest

from tools import system


@pytest.fixture
def lacking(monkeypatch):
    """`lacking("chromium-headless-shell", …)`: these needs are not met, all others are; returns what apt was told."""

    def lacking(*packages: str, apt: int):
        asked = []

        def run(command, **options):
            asked.append([str(part) for part in command][1:])
            return subprocess.CompletedProcess(command, apt)

        needs = [
            need._replace(is_there=lambda need=need: need.packages not in packages)
            for need in system.NEEDS
        ]
        monkeypatch.setattr(system, "NEEDS", needs)
        monkeypatch.setattr(system.subprocess, "run", run)
        return asked

    return lacking


def test_everything_is_there(lacking, capsys):
    asked = lacking(apt=0)
    system.main()
    assert (asked, capsys.readouterr()) == ([], ("", ""))


def test_all_that_is_missing_is_installed_in_one_go(lacking):
    asked = lacking("chromium-headless-shell", "libreoffice-calc", "poppler-utils", apt=0)
    system.main()
    assert asked == [["chromium-headless-shell", "libreoffice-calc", "poppler-utils"]]


def test_what_cannot_be_installed_is_named_and_the_rest_goes_on(lacking, capsys):
    lacking("libreoffice-calc", "poppler-utils", apt=1)
    system.main()
    assert capsys.readouterr().err == (
        "  libreoffice-calc: workbooks that another program saved\n"
        "  poppler-utils: what comes out on paper\n"
        "Going on without; the last line says what was not run.\n"
    )


def test_without_what_is_vital_nothing_goes_on(lacking):
    lacking("python3-venv", "chromium-headless-shell", apt=1)
    with pytest.raises(SystemExit) as end:
        system.main()
    assert end.value.code == "Nothing was run."
