# Every target sets up what it needs, once, in .venv; docs/decisions/0002-test-environment.md.

PORT ?= 8000
python := .venv/bin/python
pytest := $(python) -m pytest

.PHONY: help run test lint format bench screenshots packages postgresql chromium

help:
	@echo "make run          the portal with demo data on http://127.0.0.1:$(PORT)"
	@echo "make test         all tests: on SQLite, on PostgreSQL, in Chromium"
	@echo "make lint         what the tests cannot see: style, templates, migrations, deployment"
	@echo "make format       lay the code out as lint wants it"
	@echo "make bench        measure"
	@echo "make screenshots  pictures of the pages"

run: export DEBUG := 1
run:
	@tools/install requirements.txt
	@$(python) manage.py migrate --verbosity 0
	@$(python) manage.py load_zhoukou
	@$(python) manage.py load_demo
	@$(python) manage.py runserver 127.0.0.1:$(PORT)

# All three runs, whatever the first one says; the exit code knows of every failure.
test: packages postgresql chromium
	@trap 'exit 130' INT; \
	$(pytest) -m "not browser" --database sqlite; sqlite=$$?; \
	$(pytest) -m "not browser" --database postgresql; postgresql=$$?; \
	$(pytest) -m browser --screenshot only-on-failure; browser=$$?; \
	exit $$((sqlite | postgresql | browser))

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

screenshots: packages chromium
	@$(python) -m tools.screenshots

packages:
	@tools/install requirements-dev.txt

postgresql: packages
	@$(python) -m tools.postgres

chromium: packages
	@$(python) -m tools.chromium
