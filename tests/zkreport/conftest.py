"""A table that waits for review, for the tests that walk through the admin."""

import pytest

from tests.statistics.admin import city
from tests.worlds import remembered


@pytest.fixture
@remembered
def report():
    return city.submitted_report()
