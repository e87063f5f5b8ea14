"""Whether issued totals are as they were issued, and still the sum of the editions that they name.

A correction since is no fault: the edition that was named is still there. What a total names is held
against its content as recomputed, so that nobody can alter a table, or a total, and its digest alone.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from ..form.figures import Figures
from ..form.indicators import CELLS
from ..form.normaliser import show
from ..models import Consolidation
from ..totals.consolidate import STOCKS
from ..totals.issued_members import (
    EDITIONS_AT_ONCE,
    editions_of,
    is_as_named,
    leaves_stock_out,
    named_by,
)
from .fault import Fault


def faults_of(totals: list[Consolidation]) -> Iterator[Fault]:
    """Every fault of these totals; one query for the editions of all their members."""
    read = [total for total in totals if total.is_intact]
    sums = {total.pk: Sum(total) for total in read}
    editions = editions_of(chain.from_iterable(total.counted for total in read))
    rows = editions.values_list("report", "number", "content")
    for report, number, content in rows.iterator(chunk_size=EDITIONS_AT_ONCE):
        for each in sums.values():
            each.add((report, number), content)
    for total in totals:
        yield from _as_issued(total)
        if total.pk in sums:
            yield from _as_stored(total)
            yield from sums[total.pk].faults()


class Sum:
    """What the editions that an issued total names add up to."""

    def __init__(self, total: Consolidation):
        self.total, self.figures = total, Counter()
        self.missing = {named_by(each): each for each in total.counted}
        self.altered: list[dict] = []

    def add(self, name: tuple[int, int], content: dict) -> None:
        """Take in an edition by report and number, if it is one that the total names."""
        if (member := self.missing.pop(name, None)) is None:
            return
        if not is_as_named(member, content):
            self.altered.append(member)
            return
        left_out = STOCKS if leaves_stock_out(member) else ()
        figures = Figures.from_text(content["figures"]).cells
        for cell in figures.keys() - left_out:
            self.figures[cell] += figures[cell] or 0

    def faults(self) -> Iterator[Fault]:
        """Who is not as named; if all are, each cell that is another one than was issued."""
        for member in self.missing.values():
            yield self._of_member(member, "member_missing", "已不存在")
        for member in self.altered:
            yield self._of_member(member, "member_altered", "与发布时计入的版本不符")
        if not self.missing and not self.altered:
            yield from self._of_cells()

    def _of_member(self, member: dict, code: str, what: str) -> Fault:
        message = f"{self.total}：{member['name']}第{member['edition']}版{what}。"
        return Fault(self.total, code, message)

    def _of_cells(self) -> Iterator[Fault]:
        issued = self.total.figures
        for name, cell in CELLS.items():
            if issued[name] != self.figures[name]:
                found = f"发布的是“{show(issued[name])}”，计入的各版本相加为“{show(self.figures[name])}”"
                message = f"{self.total}：{cell.label}{found}。"
                yield Fault(self.total, "issued_sum", message)


def _as_issued(total: Consolidation) -> Iterator[Fault]:
    if not total.is_workbook_intact:
        message = f"{total}：工作簿与摘要不符，发布后被改动过。"
        yield Fault(total, "issued_workbook_altered", message)
    if not total.is_intact:
        yield Fault(total, "issued_altered", f"{total}：内容与摘要不符，发布后被改动过。")
    elif not total.is_event_intact:
        message = f"{total}：编号、时间、账户、姓名或说明与事件摘要不符，发布后被改动过。"
        yield Fault(total, "issued_event_altered", message)


def _as_stored(total: Consolidation) -> Iterator[Fault]:
    content = total.content
    said = (content["year"], content["quarter"], content["scope"])
    if said != (total.period.year, total.period.quarter, total.scope):
        yield Fault(total, "issued_moved", f"{total}：内容是另一报告期或另一口径的。")
