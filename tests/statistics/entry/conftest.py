"""川汇区's second quarter after a first one."""

import pytest

from tests import cast
from tests.statistics.entry.table_page import FIRST_QUARTER, SECOND_QUARTER
from tests.worlds import remembered


@pytest.fixture
@remembered
def with_previous():
    """The second quarter, filled in, after a first quarter that was reported."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, FIRST_QUARTER)
    cast.submit(first)
    second = cast.report(cast.open_period())
    cast.fill(second, SECOND_QUARTER)
    return second
