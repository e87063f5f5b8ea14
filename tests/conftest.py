"""For browser tests: Chromium as a clerk in Zhoukou has it, in front of the live server.

A test that takes `page` gets both, with a database of its own; addresses are paths:
`page.goto("/accounts/login/")`. It fails at its end if a script raised an error, the server
answered 5xx or a page broke the Content Security Policy, even where the eye would see nothing.
"""

import pytest
from django.core.servers.basehttp import WSGIRequestHandler
from hypothesis import settings
from playwright.sync_api import expect

from statistics.intake import batch
from statistics.workbooks.reading import incoming
from tests import cast
from tests.statistics import parsers
from tools import chromium
from units.roles import sync_roles

# Milliseconds. A busy machine takes its time: only a wrong answer is a failure, never a late one.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


# The live server writes an answer's head and body apart. On a connection that is used again, the
# second would wait 40 ms for the browser to confirm the first.
WSGIRequestHandler.disable_nagle_algorithm = True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The roles are there before any test, as they are before anybody uses the portal."""
    with django_db_blocker.unblock():
        sync_roles()


@pytest.fixture(autouse=True)
def _a_cast_for_each_test():
    """People keep their account object, and what it knows of their rights, for one test only."""
    yield
    cast.part()


@pytest.fixture(scope="session", autouse=True)
def _parsers_live_on():
    """One process reads the workbooks of many tests; see tests/statistics/parsers.py."""
    with pytest.MonkeyPatch.context() as patch:
        for user in (incoming, batch):
            patch.setattr(user, "Sandbox", parsers.KeptSandbox)
        yield
    parsers.let_go()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | chromium.launch_options()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    return browser_context_args | {
        "base_url": live_server.url,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def new_context(new_context):
    """One context is one person's browser; all their pages together must have no complaints."""
    contexts, complaints = [], []

    def read_console(message):
        if "Content Security Policy" in message.text:
            complaints.append(message.text)

    def read_answer(response):
        if response.status >= 500:
            complaints.append(f"{response.status} {response.url}")

    def watched_context(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("console", read_console)
        context.on("response", read_answer)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        contexts.append(context)
        return context

    yield watched_context
    # What a page has said already arrives no later than its answer to a question.
    for page in (page for context in contexts for page in context.pages):
        page.title()
    assert complaints == []
