"""What a table's blanks mean when it is reported, and what is asked while that has not been said.

In each way of filling in a blank means one thing: among cumulative figures it is 0, among increments
it says that nothing is new. One question covers all of them before they are reported. A stock has no
increment: where increments are typed a blank one is asked for by itself.
"""

from dataclasses import dataclass

from ..errors import NotSubmittable
from ..form.figures import Figures
from ..form.indicators import CELLS
from ..form.normaliser import show


@dataclass(frozen=True)
class Blanks:
    """How a table was filled in, and what was confirmed of its blanks.

    Where both are confirmed `as_previous` is about the flows, and `as_zero` about a blank stock.
    """

    by_increment: bool = False
    as_zero: bool = False
    as_previous: bool = False
    zero_report: bool = False

    def carry(self, figures: Figures, last: Figures | None) -> bool:
        """Whether a blank flow stands as it last did; `last` are the figures before, if there are any."""
        is_zero = self.as_zero or (self.zero_report and figures.is_empty)
        return self.as_previous or (self.by_increment and last is not None and not is_zero)

    def judged_as_carried(self, figures: Figures, last: Figures | None) -> bool:
        """While that is not all said, it is held to the relations as if blanks stood so."""
        return self.carry(figures, last) and not self.as_zero

    def reported(self, figures: Figures, last: Figures | None) -> Figures:
        """The table as it is reported, as far as that is confirmed."""
        return figures.carried(last) if self.as_previous else figures


def require_blanks_confirmed(figures: Figures, last: Figures | None, said: Blanks) -> None:
    """Raises NotSubmittable with the one question that is left to answer about the blanks."""
    if said.carry(figures, last):
        _require_carried(figures, last, said)
    elif figures.is_empty and not said.zero_report:
        raise NotSubmittable(
            "表中一个数字也没有。本期确实没有数据的，请确认为零报告。", zero_report=True
        )
    elif figures.blanks and not said.as_zero and not figures.is_empty:
        blanks = len(figures.blanks)
        raise NotSubmittable(f"尚有 {blanks} 个空白格，是否按 0 报送？", blanks=blanks)


def _require_carried(figures: Figures, last: Figures | None, said: Blanks) -> None:
    flows = [] if said.as_previous else figures.blank_flows
    stocks = [] if said.as_zero else figures.blank_stocks
    if not flows and not stocks:
        return
    asked = {name: _stock_question(name, last) for name in stocks}
    raise NotSubmittable(
        "".join([_flow_question(flows, last), *asked.values()]),
        questions=asked.items(),
        blanks=len(figures.blank_flows),
        carries=True,
    )


def _flow_question(flows: list[str], last: Figures | None) -> str:
    if not flows:
        return ""
    asked = f"{len(flows)} 格空白：本期无新增，沿用上期累计？"
    unknown = [name for name in flows if last is None or last[name] is None]
    if not unknown:
        return asked
    return f"{asked}其中 {len(unknown)} 格上期也为空白，按 0 报送。"


def _stock_question(name: str, last: Figures | None) -> str:
    indicator, before = CELLS[name].indicator, last and last[name]
    known = "" if before is None else f"（上期 {show(before)} {indicator.unit}）"
    return f"{indicator.name}是截止日的实有数，不沿用上期{known}，请填写；没有的填 0。"
