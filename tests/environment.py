"""The environment that the tests run in, laid out before Django reads its settings.

pytest-django configures Django before it comes to any conftest.py, so pyproject.toml loads this
plugin early (`-p tests.environment`). docs/decisions/0002-test-environment.md says why.
"""

import gc
import os
import secrets
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tools import postgres, system

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
    if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker has it all from the process above it
        _lay_out(early_config)
    result = yield
    _adjust_settings()
    return result


def _lay_out(early_config):
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
        "DEMO": "",
        "HTTPS": "0",
        # Playwright keeps an event loop in the thread that the tests run in.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


def _adjust_settings():
    from django.conf import settings  # its environment has only just been laid out

    main = settings.DATABASES["default"]
    if main["ENGINE"].endswith("sqlite3"):
        # A file: the live server's threads lock one another out of a database in shared memory.
        main.setdefault("TEST", {})["NAME"] = f"{Path(main['NAME']).parent}/test.sqlite3"
        # It is thrown away in the end, so nothing has to reach the disk.
        main["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
    # The real hasher is slow on purpose, and the cast signs in before nearly every test.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The real storage knows files only by what collectstatic wrote.
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def pytest_report_header(config):
    if "PYTEST_XDIST_WORKER" in os.environ:
        return []  # the process above has said it
    return [
        f"database: {config.stash[database]}",
        f"browser: {system.browser() or 'the Chromium that Playwright brought'}",
    ]


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches a database: the rest has run on SQLite already."""
    if config.option.database == "postgresql":
        others = [item for item in items if not _touches_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _touches_database(item)]


def pytest_collection_finish():
    """What is imported and collected by now stays: nobody need look through it for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _touches_database(item) -> bool:
    needs = {"db", "transactional_db", "live_server"}
    return item.get_closest_marker("django_db") is not None or bool(needs & {*item.fixturenames})


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """Leave word of what was not run for tools/run_tests.py, which says so in its last line."""
    if notes := os.environ.get("NOT_RUN_NOTES"):
        with open(notes, "a", encoding="utf-8") as file:
            for report in terminalreporter.stats.get("skipped", ()):
                file.write(f"{report.longrepr[2].removeprefix('Skipped: ')}\n")
