"""A table that nobody has touched, to be written."""

import pytest

from tests import cast


@pytest.fixture
def draft(db):
    return cast.report(cast.open_period(2021, 2))
