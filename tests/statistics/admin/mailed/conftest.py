"""川汇区's table in a period of three units, and its workbook."""

import pytest

from statistics.models import Report
from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.intake import mailed


@pytest.fixture
def period():
    return cast.open_period(units=[CHUANHUI, HUAIYANG, FUGOU])


@pytest.fixture
def report(period) -> Report:
    return cast.report(period)


@pytest.fixture
def table(report) -> bytes:
    """川汇区's workbook, with two figures in it."""
    return mailed.attachment(report, {"actions": 46, "officers": 92})
