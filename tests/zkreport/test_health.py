"""What the operating side asks: /healthz, is the process alive; /readyz, can it work."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from zkreport import views

MIGRATIONS = "migrations are not applied"
DATABASE = "the database cannot be reached"
STORAGE = "the file storage cannot be written"


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def ask(url: str) -> tuple[int, dict]:
    response = Client().get(url)
    assert response["content-type"] == "application/json"
    return response.status_code, response.json()


def test_alive_without_a_database():
    """No mark: pytest-django lets this test reach none."""
    assert ask("/healthz") == (200, {"status": "ok"})


def take_back_the_last_migration(app: str):
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app=app).latest("id")
    recorder.record_unapplied(app, last.name)


@pytest.mark.django_db
def test_ready():
    assert ask("/readyz") == (200, {"status": "ok", "version": "0.1.0"})


@pytest.mark.django_db
def test_asking_leaves_nothing_behind(storage):
    for _ in range(3):
        ask("/readyz")
    assert list(storage.iterdir()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("app", ["statistics", "units"])
def test_a_migration_that_is_not_applied(app):
    take_back_the_last_migration(app)
    assert ask("/readyz") == (
        503,
        {"status": "unavailable", "version": "0.1.0", "problems": [MIGRATIONS]},
    )


@pytest.mark.django_db
def test_a_folder_that_cannot_be_written(storage):
    storage.write_text("a file where the folder should be")
    assert ask("/readyz") == (
        503,
        {"status": "unavailable", "version": "0.1.0", "problems": [STORAGE]},
    )


def test_a_database_that_cannot_be_reached(monkeypatch):
    def refuse(connection):
        raise DatabaseError("could not connect to server db.internal, user zkreport")

    monkeypatch.setattr(views, "MigrationExecutor", refuse)
    assert ask("/readyz") == (
        503,
        {"status": "unavailable", "version": "0.1.0", "problems": [DATABASE]},
    )


@pytest.mark.django_db
def test_all_that_is_wrong_is_named(storage):
    storage.write_text("a file where the folder should be")
    take_back_the_last_migration("units")
    assert ask("/readyz") == (
        503,
        {"status": "unavailable", "version": "0.1.0", "problems": [MIGRATIONS, STORAGE]},
    )


@pytest.mark.parametrize("url", ["/healthz/", "/readyz/", "/health"])
@pytest.mark.django_db
def test_there_are_no_other_addresses(client, url):
    assert client.get(url).status_code == 404
