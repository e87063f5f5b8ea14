"""A table that waits for review, for the tests that walk through the admin."""

import pytest

from tests.statistics.admin import city


@pytest.fixture
def report():
    return city.submitted_report()
