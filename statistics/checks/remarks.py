"""批注: what the reviewer remarks at single cells when a table is given back. Plain values, no models."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..errors import RemarkRefused
from ..form.figures import Figures
from ..form.indicators import CELLS
from ..form.normaliser import show
from ..form.prose import plain_text

LONGEST, MOST = 200, 20  # characters; remarks in one return
BY_LABEL = {cell.label: name for name, cell in CELLS.items()}


@dataclass(frozen=True)
class Remark:
    """What is asked of one cell, and the text that stood in it then."""

    cell: str
    text: str
    was: str

    @property
    def label(self) -> str:
        return CELLS[self.cell].label


def read_remarks(pairs: Iterable[tuple[str, str]], figures: Figures) -> list[Remark]:
    """Remarks from pairs of a cell, by its name or its printed label, and a text.

    Pairs of which nothing was filled in are passed over. Raises RemarkRefused.
    """
    written = [(plain_text(cell), plain_text(text)) for cell, text in pairs]
    remarks = [_read(cell, text, figures) for cell, text in written if cell or text]
    cells = [remark.cell for remark in remarks]
    for remark in remarks:
        if cells.count(remark.cell) > 1:
            raise RemarkRefused(f"“{remark.label}”有两条批注，请合写成一条。")
    if len(remarks) > MOST:
        raise RemarkRefused(f"批注有 {len(remarks)} 条，一次最多 {MOST} 条，其余请写在退回原因里。")
    return remarks


def _read(cell: str, text: str, figures: Figures) -> Remark:
    name = BY_LABEL.get(cell, cell)
    if not cell:
        raise RemarkRefused(
            f"批注“{text[:20]}”没有写明是哪一格，请选一格，例如“商标侵权案件 · 立案”。"
        )
    if name not in CELLS:
        raise RemarkRefused(
            f"表中没有“{cell[:40]}”这一格，请从列表中选，例如“商标侵权案件 · 立案”。"
        )
    if not text:
        raise RemarkRefused(f"“{CELLS[name].label}”的批注尚未填写内容，请写明要核对什么。")
    if len(text) > LONGEST:
        raise RemarkRefused(f"“{CELLS[name].label}”的批注有 {len(text)} 个字，最多 {LONGEST} 个。")
    return Remark(name, text, show(figures[name]))


@dataclass(frozen=True)
class FollowUp:
    """What became of the remarks in the table that was reported again."""

    changed: list[Remark]
    unchanged: list[Remark]
    others: list[str]  # labels of the cells that were changed without being asked for

    @property
    def summary(self) -> str:
        asked = len(self.changed) + len(self.unchanged)
        words = [f"批注的 {asked} 格中 {len(self.changed)} 格已改"] if asked else []
        if self.others:
            words.append(f"{'另' if asked else '共'}改 {len(self.others)} 格")
        return "，".join(words)


def follow_up(remarks: list[Remark], before: Figures, now: Figures) -> FollowUp:
    """Compare the table as it was given back with what it holds `now`."""
    asked = {remark.cell for remark in remarks}
    changed = [remark for remark in remarks if show(now[remark.cell]) != remark.was]
    return FollowUp(
        changed=changed,
        unchanged=[remark for remark in remarks if remark not in changed],
        others=[CELLS[name].label for name in now.differences(before) if name not in asked],
    )
