"""The columns in which a figure is shown over time: 累计 and 当期新增, or a stock's 期末数 alone."""

from ..form.indicators import Indicator, Kind
from ..form.normaliser import Figure, show, show_increment


def heads(indicator: Indicator) -> list[str]:
    return ["累计", "当期新增"] if indicator.kind is Kind.FLOW else ["期末数"]


def texts(
    indicator: Indicator, cumulative: Figure, new: Figure, *, blank: str = "（空白）"
) -> list[str]:
    """What stands under these heads; `blank` where there is no cumulative figure."""
    both = [show(cumulative) or blank, show_increment(new) or "—"]
    return both[: len(heads(indicator))]
