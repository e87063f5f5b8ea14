"""A table that is filled in, for the tests of what becomes of it."""

from datetime import date

import pytest

from statistics.models import Report
from tests import cast
from tests.statistics.models.states import FIGURES
from tests.worlds import remembered


@pytest.fixture
@remembered
def report() -> Report:
    """川汇区's table of the second quarter of 2021, filled in."""
    report = cast.report(cast.open_period())
    cast.fill(report, FIGURES, at=cast.moment(date(2021, 6, 21)))
    return report
