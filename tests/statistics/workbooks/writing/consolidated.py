"""The city's workbook of a quarter: one unit approved, one with nothing, one late and waiting."""

from datetime import date
from decimal import Decimal

from statistics.totals.consolidate import consolidate
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast
from tests.statistics.workbooks.writing import xlsx
from tests.worlds import remembered

CHUANHUI, HUAIYANG, FUGOU = cast.CHUANHUI, cast.HUAIYANG, cast.FUGOU
NAMES = ["川汇区市场监督管理局", "淮阳区市场监督管理局", "扶沟县市场监督管理局"]


def report_of(period, code, figures, *, at=None, approved=True):
    report = cast.report(period, code)
    cast.fill(report, figures)
    cast.submit(report, at=at)
    if approved:
        cast.approve(report)


@remembered
def three_units():
    """Second quarter: 川汇 approved, 淮阳 nothing but in the first quarter, 扶沟 late and waiting."""
    units = [CHUANHUI, HUAIYANG, FUGOU]
    first, second = (cast.open_period(2021, quarter, units) for quarter in (1, 2))
    report_of(first, CHUANHUI, {"actions": 1, "trademark-filed": 1})
    report_of(
        first, HUAIYANG, {"actions": 7, "trademark-filed": 3, "trademark-value": Decimal("1.5")}
    )
    report_of(
        second,
        CHUANHUI,
        {
            "actions": 20,
            "officers": 45,
            "key_markets": 6,
            "trademark-filed": 5,
            "trademark-value": Decimal("0.000001"),
            "other_patent-filed": 2,
            "other_patent-recovered": Decimal("10.25"),
            "other_patent-foreign_recovered": Decimal("0.25"),
        },
        at=cast.moment(date(2021, 6, 28), hour=15),
    )
    report_of(
        second,
        FUGOU,
        {"actions": 4, "officers": 8, "trademark-filed": 100},
        at=cast.moment(date(2021, 7, 2), hour=9),
        approved=False,
    )
    return second


def workbook(period, scope) -> bytes:
    with write_consolidated(consolidate(period, scope)) as file:
        return file.read()


def sheet(period, scope, name):
    return xlsx.read(workbook(period, scope))[name]
