"""Tables that wait for review: one as usual, one whose figures fell."""

import pytest

from tests.statistics.admin import city
from tests.worlds import remembered


@pytest.fixture
@remembered
def report():
    return city.submitted_report()


@pytest.fixture
@remembered
def fallen():
    """Fewer actions than the quarter before, explained."""
    first = {"actions": 50, "officers": 100}
    city.submitted_report(figures=first, quarter=1)
    return city.submitted_report(figures={"actions": 46, "officers": 100})
