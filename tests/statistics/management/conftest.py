"""川汇区's table in a period of three units, its workbook, and a folder with it."""

from pathlib import Path

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
    """川汇区's workbook with 46 actions and 92 officers."""
    return mailed.attachment(report, {"actions": 46, "officers": 92})


@pytest.fixture
def mixed(tmp_path, period, table) -> Path:
    """川汇区 as it should be, 淮阳区 with a part larger than the whole, and a picture."""
    files = {
        "川汇区.xlsx": table,
        "淮阳.xlsx": mailed.paper("淮阳区", {"actions": 3, "market_actions": 4}),
        "照片.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(100),
    }
    return mailed.folder(tmp_path / "mixed", files)
