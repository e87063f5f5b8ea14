"""The environment that the tests run in, laid out before Django reads its settings.

pytest-django configures Django before it comes to any conftest.py, so pyproject.toml loads this
plugin early (`-p tests.environment`). docs/decisions/0002-test-environment.md says why.
"""

import os
import secrets
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tools import chromium, postgres

# Helpers fail as tests do: with both sides of what was asserted.
pytest.register_assert_rewrite(
    "tests.browser", "tests.campaigns", "tests.statistics", "tests.units", "tests.zkreport"
)
database = pytest.StashKey[str]()


def pytest_addoption(parser):
    parser.getgroup("zkreport").addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="run the tests on a SQLite file (default) or on a private PostgreSQL server",
    )


@pytest.hookimpl(wrapper=True)  # wrappers come first, so also before pytest-django
def pytest_load_initial_conftests(early_config):
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    try:
        if early_config.known_args_namespace.database == "postgresql":
            url = stack.enter_context(postgres.private_server())
            binaries = postgres.find_binaries()
            early_config.stash[database] = f"PostgreSQL {postgres.version(binaries)} of {binaries}"
        else:
            folder = stack.enter_context(TemporaryDirectory(prefix="zkreport-"))
            url = f"sqlite:///{folder}/zkreport.sqlite3"
            early_config.stash[database] = f"SQLite {sqlite3.sqlite_version}"
    except (LookupError, RuntimeError, OSError) as error:
        raise pytest.UsageError(str(error)) from None

    os.environ |= {
        "DATABASE_URL": url,
        "SECRET_KEY": secrets.token_hex(32),
        "DEBUG": "0",
        "HTTPS": "0",
        # Playwright keeps an event loop in the thread that the tests run in.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }
    result = yield
    _adjust_settings()
    return result


def _adjust_settings():
    from django.conf import settings  # its environment has only just been laid out

    main = settings.DATABASES["default"]
    if main["ENGINE"].endswith("sqlite3"):
        # A file: the live server's threads lock one another out of a database in shared memory.
        main.setdefault("TEST", {})["NAME"] = f"{Path(main['NAME']).parent}/test.sqlite3"
    # The real hasher is slow on purpose, and the cast signs in before nearly every test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The real storage knows files only by what collectstatic wrote.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def pytest_report_header(config):
    return [
        f"database: {config.stash[database]}",
        f"browser: {chromium.installed() or 'the Chromium that Playwright brought'}",
    ]
