"""Our app bears the name of a standard module; both halves must go on working (decision 0001).

Each half is also looked at in a fresh interpreter, where nothing has been imported yet.
"""

import importlib.util
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.db.backends.postgresql.psycopg_any import is_psycopg3

import statistics

ROOT = Path(__file__).resolve().parents[2]


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_standard_module_is_the_standard_one():
    assert statistics.fmean([1, 2, 6]) == 3.0
    assert ROOT not in Path(statistics.__file__).parents


def test_its_submodules_are_ours():
    import statistics.form.figures
    import statistics.models

    assert statistics.models.__file__ == str(ROOT / "statistics/models/__init__.py")
    assert statistics.form.figures.__file__ == str(ROOT / "statistics/form/figures.py")


def test_the_app_is_the_folder():
    config = apps.get_app_config("statistics")
    assert (config.path, config.verbose_name) == (str(ROOT / "statistics"), "统计报送")


def test_the_folder_has_no_init_file():
    """With one it would hide the standard module, which Django's SQLite backend imports."""
    assert (ROOT / "statistics/apps.py").exists()
    assert not (ROOT / "statistics/__init__.py").exists()


def test_even_without_the_project_the_folder_does_not_hide_the_standard_module():
    assert run("import statistics; print(statistics.fmean([1, 2, 6]))") == "3.0"


def test_the_project_lends_it_our_folder_whoever_comes_first():
    ours = "from statistics.form import normaliser; print(normaliser.show(12), statistics.fmean([1, 2, 6]))"
    assert run(f"import zkreport, statistics; {ours}") == "12 3.0"
    assert run(f"import statistics, zkreport; {ours}") == "12 3.0"


def test_the_driver_is_psycopg2_and_psycopg_3_is_not_installed():
    """Django would take psycopg 3 if it were there; one driver, pinned, in all environments."""
    assert not is_psycopg3
    assert importlib.util.find_spec("psycopg2") is not None
    assert importlib.util.find_spec("psycopg") is None
