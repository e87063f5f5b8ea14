"""The portal as in production, on a private PostgreSQL server that is gone afterwards."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import django
from django.contrib import admin
from django.core.management import call_command

from tools.postgres import private_server

STATIC_ROOT = "BENCH_STATIC_ROOT"  # tells bench.wsgi where they are


@contextmanager
def portal() -> Iterator[None]:
    """Django set up on an empty database, static files collected as a deployment does."""
    with private_server() as database_url, TemporaryDirectory(prefix="zkreport-") as static_root:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "zkreport.settings",
            "DATABASE_URL": database_url,
            "SECRET_KEY": secrets.token_hex(32),
            "DEBUG": "0",  # with it, Django keeps every query
            "HTTPS": "0",
            "ALLOWED_HOSTS": "testserver",
            STATIC_ROOT: static_root,
        }
        set_up(static_root)
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield


def set_up(static_root: str | None = None) -> None:
    """Start Django in this process; child processes of the benchmark do it without static files."""
    from django.conf import settings  # its environment has only just been laid out

    settings.STATIC_ROOT = static_root
    settings.ROOT_URLCONF = "bench.urls"
    settings.TEMPLATES = [*settings.TEMPLATES, _stock_templates()]
    django.setup()


def _stock_templates() -> dict:
    """A second template engine, which has Django's admin and nothing of the portal's own.

    The portal overrides admin/base_site.html. Under the name templates/admin/… only this engine
    finds a page, and what that page extends and includes comes from this engine too.
    """
    from django.conf import settings

    folder = admin.__path__[0]
    options = settings.TEMPLATES[0]["OPTIONS"]
    return settings.TEMPLATES[0] | {
        "NAME": "stock",
        "DIRS": [folder, f"{folder}/templates"],
        "OPTIONS": options,
    }
