"""Issuing the city's total: what the page offers before it is done, and what has been issued."""

from django import forms

from ...models import Consolidation, Scope
from ...models.edition import digest_of
from ...totals.consolidate import Consolidated
from ...totals.revision import changed_units, content_of, counted_in, counted_now
from .freeze_total import PERMISSION, altered_since, is_unchanged


class NoteForm(forms.Form):
    """Why a total is issued again. What it must be like, issuing.issue() says."""

    note = forms.CharField(
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": Consolidation.LONGEST_NOTE}),
    )


def offer(user, table: Consolidated, note: str = "") -> dict:
    """The issued totals of the period, newest first, and what may be issued now."""
    issued = list(table.period.consolidations.without_workbook().order_by("-number"))
    last = issued[0] if issued else None
    offered = {
        "issued": [(each, _standing(each, last)) for each in issued],
        "last": last,
        "allowed": user.has_perm(PERMISSION),
    }
    if offered["allowed"] and table.counted:
        content = content_of(table)
        offered |= {
            "seen": digest_of(content),
            "unchanged": is_unchanged(last, content),
            "altered": altered_since(table),
            "intent": _intent(table, last),
            "leaving": leaving(last, content),
            "form": NoteForm(initial={"note": note}),
        }
    return offered


def _intent(table: Consolidated, last: Consolidation | None) -> str:
    """What pressing the button would do."""
    number = "第 1 号"
    if last:
        number = f"第 {last.number + 1} 号，即第 {last.number} 号的更正件，附更正说明"
    return (
        f"将把上面的{table.period}累计汇总表（{table.scope.label}，计入 {len(table.counted)} 个单位、"
        f"应报 {len(table.expected)} 个）定为{number}：数字、各单位计入的版本和工作簿从此不再改变；"
        "以后有变化，只能再发布更正件。"
    )


def leaving(last: Consolidation | None, content: dict) -> list[str]:
    """Units that the last issued total counts and this one would not, by name."""
    if last is None:
        return []
    counted = counted_in(content)
    return [each["name"] for each in last.content["members"]
            if each["report"] is not None and each["unit_id"] not in counted]  # fmt: skip


def _standing(issued: Consolidation, last: Consolidation) -> str:
    """What has become of an issued total since."""
    if issued.number != last.number:
        return f"已由第 {issued.number + 1} 号更正"
    now = counted_now(issued.period, Scope(issued.scope))
    return changed(len(changed_units(counted_in(issued.content), now)))


def changed(units: int) -> str:
    return f"发布后有 {units} 个单位的数据有变动" if units else "与现有数据一致"
