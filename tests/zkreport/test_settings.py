"""Settings as the environment gives them, each in a fresh interpreter with an environment of its own.

It runs a copy of the project package alone, so that no .env and no database of the working copy
is read or written.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NO_KEY = "zkreport: set SECRET_KEY to a long random text of your own (or DEBUG=1 to try out).\n"
KEY = "k" * 60


@pytest.fixture
def project(tmp_path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "zkreport", tmp_path / "zkreport", ignore=ignored)
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments], cwd=project, env=environment, capture_output=True, text=True
    )


def setting(project: Path, expression: str, **environment: str) -> str:
    code = f"from zkreport import settings; print({expression})"
    result = run(project, "-c", code, **environment)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.strip()


# --- The key -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "change-me"},
        {"SECRET_KEY": "development-only-not-a-secret"},
        {"SECRET_KEY": "change-me", "DEBUG": "0"},
    ],
    ids=["missing", "empty", "sample", "development", "debug-off"],
)
def test_without_a_key_of_ones_own_it_does_not_start_and_says_one_sentence(project, environment):
    result = run(project, "manage.py", "check", **environment)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", NO_KEY)


def test_neither_does_the_server(project):
    result = run(project, "-c", "import zkreport.wsgi")
    assert (result.returncode, result.stdout, result.stderr) == (1, "", NO_KEY)


def test_a_key_of_ones_own_will_do(project):
    assert setting(project, "(settings.SECRET_KEY, settings.DEBUG)", SECRET_KEY=KEY) == (
        f"('{KEY}', False)"
    )


def test_to_try_out_no_key_is_needed(project):
    assert setting(project, "(settings.SECRET_KEY, settings.DEBUG)", DEBUG="1") == (
        "('development-only-not-a-secret', True)"
    )


def test_the_key_may_stand_in_a_file(project):
    (project / ".env").write_text(f"SECRET_KEY={KEY}\n")
    assert setting(project, "settings.SECRET_KEY") == KEY
    assert setting(project, "settings.SECRET_KEY", SECRET_KEY="x" * 60) == "x" * 60


# --- Database and files --------------------------------------------------------------------------


def test_the_database_is_a_file_beside_manage_py(project):
    name = setting(project, "settings.DATABASES['default']['NAME']", SECRET_KEY=KEY)
    assert name == str(project / "db.sqlite3")
    assert not Path(name).exists()


def test_a_server_is_named_by_its_address(project):
    shown = (
        "[settings.DATABASES['default'][key] for key in ('ENGINE', 'HOST', 'PORT', 'NAME', 'USER')]"
    )
    url = "postgres://portal:secret@db.example.org:5433/zkreport"
    assert setting(project, shown, SECRET_KEY=KEY, DATABASE_URL=url) == (
        "['django.db.backends.postgresql', 'db.example.org', 5433, 'zkreport', 'portal']"
    )


def test_uploads_lie_beside_manage_py_or_where_one_wants(project, tmp_path):
    shown = "str(settings.MEDIA_ROOT)"
    assert setting(project, shown, SECRET_KEY=KEY) == str(project / "media")
    assert setting(project, shown, SECRET_KEY=KEY, MEDIA_ROOT="/srv/media") == "/srv/media"


# --- The network ---------------------------------------------------------------------------------


def test_hosts_are_this_machine_or_as_named(project):
    shown = "settings.ALLOWED_HOSTS"
    assert setting(project, shown, SECRET_KEY=KEY) == "['127.0.0.1', 'localhost']"
    assert setting(project, shown, SECRET_KEY=KEY, ALLOWED_HOSTS="a.example,b.example") == (
        "['a.example', 'b.example']"
    )


def test_behind_a_proxy_that_ends_tls_everything_is_secure(project):
    shown = (
        "[getattr(settings, name) for name in ('SECURE_SSL_REDIRECT', 'SESSION_COOKIE_SECURE',"
        " 'CSRF_COOKIE_SECURE', 'SECURE_HSTS_SECONDS')]"
    )
    assert setting(project, shown, SECRET_KEY=KEY, HTTPS="1") == "[True, True, True, 31536000]"
    assert setting(project, "hasattr(settings, 'SECURE_SSL_REDIRECT')", SECRET_KEY=KEY) == "False"


# --- The demo ------------------------------------------------------------------------------------


def test_the_demo_has_a_database_of_its_own_whatever_is_configured_here(project):
    (project / ".env").write_text("DATABASE_URL=sqlite:////elsewhere/of-the-env\nHTTPS=1\n")
    elsewhere = {
        "DATABASE_URL": "sqlite:////elsewhere/of-the-shell",
        "ALLOWED_HOSTS": "example.org",
    }
    shown = setting(
        project,
        "(settings.DATABASES['default']['NAME'], str(settings.MEDIA_ROOT), settings.DEBUG,"
        " settings.HTTPS, settings.ALLOWED_HOSTS)",
        DEMO="demo",
        **elsewhere,
    )
    assert shown == str(
        (f"{project}/demo/db.sqlite3", f"{project}/demo/media", True, False,
         ["127.0.0.1", "localhost"])
    )  # fmt: skip
