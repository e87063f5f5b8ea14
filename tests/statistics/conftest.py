"""川汇区's second quarter, and its clerk at the browser."""

import pytest

from statistics.models import Report
from tests import cast
from tests.worlds import remembered


@pytest.fixture
@remembered
def table() -> Report:
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture
def signed_in(client):
    """川汇区's clerk has signed in at the browser that a test calls `client`."""
    client.force_login(cast.clerk(cast.unit()))
