"""Three units in two quarters, of whose figures some are new, one fell and one is carried."""

from decimal import Decimal

from tests import cast
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin.totals.issuing import approved

NAMES = ["川汇区市场监督管理局", "淮阳区市场监督管理局", "扶沟县市场监督管理局"]
UNITS = [CHUANHUI, HUAIYANG, FUGOU]


def two_quarters():
    """川汇区 approved twice, with a fall; 淮阳区's first quarter waits, its second is approved;
    扶沟县 has only the first."""
    first, second = (cast.open_period(2021, quarter, UNITS) for quarter in (1, 2))
    value = "trademark-value"
    approved(first, CHUANHUI, {"actions": 20, "key_markets": 6, "trademark-filed": 10, value: 1})
    approved(first, FUGOU, {"actions": 3, "trademark-filed": 1})
    huaiyang = cast.report(first, HUAIYANG)
    cast.fill(huaiyang, {"actions": 7})
    cast.submit(huaiyang)
    falls = {"actions": 46, "key_markets": 5, "trademark-filed": 8, value: Decimal("1.5")}
    approved(second, CHUANHUI, falls)
    approved(second, HUAIYANG, {"actions": 30, "other_patent-filed": 2})
    return second
