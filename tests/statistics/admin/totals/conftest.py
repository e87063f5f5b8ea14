"""A period of which one table counts and another waits."""

import pytest

from tests import cast
from tests.cast import HUAIYANG
from tests.statistics.admin.totals.issuing import approved
from tests.worlds import remembered


@pytest.fixture
@remembered
def period():
    """川汇区 is approved, 淮阳区 waits for review."""
    period = cast.open_period()
    approved(period)
    huaiyang = cast.report(period, HUAIYANG)
    cast.fill(huaiyang, {"actions": 20})
    cast.submit(huaiyang)
    return period
