"""淮阳区 ends on 1 May into 川汇区: both have reported and approved the first quarter, with 7 and 10
cases filed, and 川汇区's second quarter is asked whether it includes the 7."""

from datetime import date

from statistics.models import Report
from tests import cast
from tests.statistics.models.correcting import approved, figures
from tests.worlds import remembered

QUESTION = "本表数字是否已含原淮阳区市场监督管理局1月1日至5月1日的累计数？"
NAME = "included-411603"


def end(code=cast.HUAIYANG, into=(cast.CHUANHUI,), on=date(2021, 5, 1)) -> None:
    successors = [cast.unit(each) for each in into]
    cast.unit(code).end(on=on, into=successors, by=cast.administrator())


@remembered
def merged() -> None:
    approved(1, 10)
    approved(1, 7, cast.HUAIYANG)
    end()
    cast.open_period()


def heir(quarter=2) -> Report:
    return cast.report(cast.open_period(quarter=quarter))


def filled(filed=20, quarter=2, **changes) -> Report:
    """川汇区's table of a quarter, filled in; its stock and 行动 as sound as two units' are."""
    report = heir(quarter)
    twice = {"actions": 44 + quarter, "officers": 160, "trademark-value": 90, "key_markets": 18}
    cast.fill(report, figures(filed, **twice | changes))
    return report


def reported(*included, filed=20, quarter=2) -> Report:
    """And reported: with the figures of the units with these codes."""
    report = filled(filed, quarter)
    cast.submit(report, included=included)
    return report


def reviewed(*included, filed=20, quarter=2) -> Report:
    report = reported(*included, filed=filed, quarter=quarter)
    cast.approve(report)
    return report
