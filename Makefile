# Every target sets up what it needs, once, in .venv; docs/decisions/0002-test-environment.md.

PORT ?= 8000
PYTHON ?= python3
python := .venv/bin/python

# Whatever the shell says, each module is compiled once, not again in each of a hundred processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test test-fast lint format bench screenshots system packages postgresql chromium old-browsers

help:
	@echo "make run          the portal with demo data on http://127.0.0.1:$(PORT)"
	@echo "make test         all tests: on SQLite, on PostgreSQL, in browsers old and new"
	@echo "make test-fast    those that need neither PostgreSQL nor Chromium"
	@echo "make lint         what the tests cannot see: style, templates, migrations, deployment"
	@echo "make format       lay the code out as lint wants it"
	@echo "make bench        measure"
	@echo "make screenshots  pictures of the pages"

run: export PORT := $(PORT)
run:
	@tools/install requirements.txt
	@$(python) -m tools.demo

test: system packages postgresql chromium old-browsers
	@$(python) -m tools.run_tests

test-fast: packages
	@$(python) -m tools.run_tests --fast

# As in production, with a key that is made up anew each time and a database that is never there.
lint: export DEBUG := 0
lint: export SECRET_KEY := $(shell head -c 48 /dev/urandom | base64)
lint: export HTTPS := 1
lint: export ALLOWED_HOSTS := portal.example.org
lint: export DATABASE_URL := sqlite://:memory:
lint: packages
	@$(python) -m ruff check .
	@$(python) -m ruff format --check .
	@$(python) -m djlint templates --quiet --lint
	@$(python) -m tools.imports
	@$(python) manage.py makemigrations --check --dry-run
	@$(python) manage.py check --deploy --fail-level WARNING

format: packages
	@$(python) -m ruff check --fix .
	@$(python) -m ruff format .

bench: packages postgresql
	@$(python) -m bench

screenshots: system packages chromium
	@$(python) -m tools.screenshots

system:
	@$(PYTHON) tools/system.py

packages:
	@tools/install requirements-dev.txt

postgresql: packages
	@$(python) -m tools.postgres

chromium: packages
	@$(python) -m tools.chromium

old-browsers: packages
	@$(python) -m tools.old_browsers
