"""The campaign whose rules are set."""

import pytest

from tests import cast


@pytest.fixture
def campaign():
    return cast.open_period().campaign
