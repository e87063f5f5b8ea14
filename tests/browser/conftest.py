"""People at their browsers: each has one of their own and is signed in already."""

from decimal import Decimal

import pytest
from django.db import transaction

from tests import cast
from tests.browser import table
from tests.statistics.admin import city

FIRST_QUARTER = {
    "actions": 20,
    "key_markets": 12,
    "trademark-filed": 10,
    "trademark-closed": 6,
    "trademark-value": Decimal("0.1"),
    "official_sign-value": Decimal("0.2"),
}


@pytest.fixture
def new_context(new_context):
    """When a test is over no page saves any more: its database is about to go."""
    contexts = []

    def context_until_the_end(**options):
        contexts.append(new_context(**options))
        return contexts[-1]

    yield context_until_the_end
    for context in contexts:
        context.set_offline(True)


@pytest.fixture
def browser_of(new_context, live_server):
    """`browser_of(account)`: a page in a new browser in which the account has signed in."""

    def browser_of(account, **options):
        session = city.sign_in(account).cookies["sessionid"].value
        context = new_context(**options)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    return browser_of


@pytest.fixture
@transaction.atomic  # one commit: the disk is what setting up waits for
def period(live_server):
    """The second quarter of 2021 for 川汇区 and 淮阳区; there was no first one."""
    return cast.open_period()


@pytest.fixture
@transaction.atomic
def second_period(live_server):
    """The second quarter, after a first one in which 川汇区 reported FIRST_QUARTER."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, FIRST_QUARTER)
    cast.submit(first)
    cast.approve(first)
    return cast.open_period(quarter=2)


@pytest.fixture
def clerk(browser_of):
    """川汇区's clerk at the browser, signed in."""
    with transaction.atomic():
        account = cast.clerk(cast.unit())
    return browser_of(account)


@pytest.fixture
def window(page):
    """A second window of the clerk who has `page`, at the same table."""
    second = page.context.new_page()
    second.goto(table.CHUANHUI)
    table.expect_ready(second)
    return second
