"""Two editions of one report side by side: what differs between them, figures and all else kept.

comparison = Comparison(first, third)
comparison.cells, comparison.totals, comparison.sides
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.template.defaultfilters import date as format_date
from django.utils import timezone

from ..checks.explanations import Explanation
from ..checks.remarks import Remark
from ..form.figures import Figures
from ..form.indicators import CELLS, COLUMNS, TOTAL_LABEL
from ..form.normaliser import Figure, show, show_increment
from ..models import Edition
from ..models.edition import changes

# --- Figures -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that is not the same on both sides; blank is ""."""

    label: str  # with its unit
    old: str
    new: str
    by: str  # new − old with its sign; a blank counts as 0, as in 合计


def cells(old: Figures, new: Figures) -> list[Difference]:
    """The cells that do not hold the same, in the order of the form; blank differs from 0."""
    return [
        Difference(
            f"{change.label}（{CELLS[change.cell].indicator.unit}）",
            change.old,
            change.new,
            _by(old[change.cell], new[change.cell]),
        )
        for change in changes(old, new)
    ]


def totals(old: Figures, new: Figures) -> list[Difference]:
    """The columns whose 合计 differ."""
    before, after = old.totals, new.totals
    return [
        Difference(f"{TOTAL_LABEL} · {column.label}", show(was), show(now), _by(was, now))
        for column in COLUMNS
        for was, now in [(before[column.key], after[column.key])]
        if was != now
    ]


def _by(old: Figure, new: Figure) -> str:
    difference = (new or 0) - (old or 0)
    return show_increment(difference) if difference else "0"


# --- What an edition keeps beside the figures ----------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kept:
    """One key of an edition's content: what it is called, and how its value is shown.

    Where the value is a dict, its items are compared one by one, and `named` says what each is
    called, from its key and its value.
    """

    label: str
    shown: Callable[[Any], str] = str
    none: str = "（无）"
    named: Callable[[str, Any], str] = lambda key, item: key

    def show(self, value: Any) -> str:
        return (self.shown(value) if value else "") or self.none


def _day(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except (TypeError, ValueError):  # altered behind the portal's back: shown as it stands there
        return str(text)
    return f"{day.year}年{day.month}月{day.day}日"


def _yes(value: bool) -> str:
    return "是"


def _explanation(kept: dict) -> str:
    explanation = Explanation.from_json(kept)
    right = f"（上期应为 {explanation.right}）" if explanation.right else ""
    return f"{explanation.label}{right}：{explanation.text}"


def _about(key: str, kept: dict) -> str:
    """The relation and the cell that was explained."""
    return f"{key.partition('-')[0]} {kept.get('says', key).partition('：')[0]}"


def _included(kept: dict) -> str:
    return "已含其累计数" if kept["included"] else "未含其累计数"


def _remarks(kept: list) -> str:
    return "；".join(
        f"{remark.label}：{remark.text}" for remark in (Remark(**each) for each in kept)
    )


# The figures are compared above, the workbook by its digest; year and quarter are the report's own.
# An edition has a key only if there was something to keep: a missing one is as good as an empty one.
KEPT = {
    "unit": Kept("单位代码"),
    "unit_name": Kept("单位名称"),
    "cut_off_on": Kept("统计截止日", _day, none="（未填）"),
    "filled_by": Kept("填报人", none="（未填）"),
    "on_behalf_by": Kept("市局代填人"),
    "due_on": Kept("报送截止日", _day),
    "rules": Kept("审核规则版本"),
    "zero_report": Kept("零报告", _yes, none="否"),
    "blank_as_zero": Kept("空白格按 0 报送", _yes, none="否"),
    "included": Kept("并入", _included, none="（未回答）", named=lambda key, item: item["name"]),
    "explanations": Kept("情况说明", _explanation, named=_about),
    "remarks": Kept("批注", _remarks),
    "reply": Kept("答复市局"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of those, as each of the two editions has it."""

    label: str
    old: str
    new: str
    differs: bool


def sides(old: dict, new: dict) -> list[Side]:
    """What two contents keep beside the figures, one of them at least; of items those that differ."""
    return [side for key, kept in KEPT.items() for side in _sides(kept, old.get(key), new.get(key))]


def _sides(kept: Kept, old: Any, new: Any) -> Iterator[Side]:
    if not isinstance(old or new, dict):
        if old or new:
            yield _side(kept, kept.label, old, new)
        return
    old, new = old or {}, new or {}
    for key in old | new:
        if old.get(key) != new.get(key):
            name = kept.named(key, new.get(key) or old.get(key))
            yield _side(kept, f"{kept.label} · {name}", old.get(key), new.get(key))


def _side(kept: Kept, label: str, old: Any, new: Any) -> Side:
    was, now = kept.show(old), kept.show(new)
    return Side(label, was, now, differs=was != now)


# --- How an edition came about -------------------------------------------------------------------


def _event(edition: Edition) -> dict[str, str]:
    """What happened, when, by whom and why, each by what it is called."""
    return {
        "事件": edition.get_event_display(),
        "时间": format_date(timezone.localtime(edition.at), "Y年n月j日 H:i"),
        "操作人": edition.by_name,
        "原因": edition.reason,
    }


# --- Both ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """What has become of `old` in `new`; either may be the later one."""

    old: Edition
    new: Edition

    @cached_property
    def cells(self) -> list[Difference]:
        return cells(*self._figures)

    @cached_property
    def totals(self) -> list[Difference]:
        return totals(*self._figures)

    @cached_property
    def sides(self) -> list[Side]:
        return sides(self.old.content, self.new.content)

    @property
    def events(self) -> list[tuple[str, str, str]]:
        """How the two came about: (what, of `old`, of `new`), as far as one of them has it."""
        old, new = _event(self.old), _event(self.new)
        return [
            (label, old[label] or "（无）", new[label] or "（无）")
            for label in old
            if old[label] or new[label]
        ]

    @property
    def summary(self) -> str:
        """What differs, in words."""
        others = f"数字之外不同的：{'、'.join(self.others)}。" if self.others else ""
        if not self.cells:
            return f"两个版本的数字完全相同。{others}"
        totals = f"{len(self.totals)} 栏合计不同" if self.totals else "各栏合计相同"
        pair = f"第 {self.old.number} 版与第 {self.new.number} 版"
        return f"{pair}有 {len(self.cells)} 格数字不同，{totals}。{others}"

    @property
    def has_other_workbook(self) -> bool:
        return self.old.content.get("workbook") != self.new.content.get("workbook")

    @property
    def others(self) -> list[str]:
        """What differs beside the figures, by name."""
        workbook = ["来源工作簿"] if self.has_other_workbook else []
        return [side.label for side in self.sides if side.differs] + workbook

    @property
    def altered(self) -> list[Edition]:
        """Those whose content is no longer what was recorded: no comparison can be relied on."""
        return [each for each in (self.old, self.new) if not each.is_intact]

    @cached_property
    def _figures(self) -> tuple[Figures, Figures]:
        return self.old.figures, self.new.figures


@dataclass(frozen=True)
class Choice:
    """The form that asks which two to compare; `editions` are the report's, the newest first."""

    editions: Sequence[Edition]
    old: int
    new: int

    @classmethod
    def usual(cls, editions: Sequence[Edition]) -> "Choice | None":
        """The last two submissions, or else the last two editions; None where there is but one."""
        if len(editions) < 2:
            return None
        submitted = [each for each in editions if each.event == Edition.Event.SUBMITTED]
        new, old, *_ = submitted if len(submitted) > 1 else editions
        return cls(editions, old.number, new.number)
