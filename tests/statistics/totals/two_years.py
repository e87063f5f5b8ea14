"""The same quarter of two years: two units in the last, one in this."""

from decimal import Decimal

from tests import cast
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin.totals.issuing import approved


def two_years():
    """Two units last year, one this year."""
    last, this = cast.open_period(2020, 2), cast.open_period(2021, 2)
    approved(last, CHUANHUI, {"actions": 40, "trademark-filed": 10, "trademark-value": 3})
    approved(last, HUAIYANG, {"actions": 8, "other_patent-filed": 2})
    figures = {"actions": 54, "key_markets": 6, "trademark-filed": 9}
    approved(this, CHUANHUI, figures | {"trademark-value": Decimal("3.5")})
    return this
