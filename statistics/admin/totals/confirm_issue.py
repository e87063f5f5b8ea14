"""发布汇总表 asks once more on a page of its own, with what is being issued: it cannot be undone."""

from collections.abc import Iterator

from django.contrib import admin
from django.template.response import TemplateResponse

from ...models import Consolidation
from ...models.after_correction import MARK
from ...totals.consolidate import Consolidated, Scope
from ...totals.marked import marked
from ...totals.notes import notes
from ..period_slug import slug
from .issue_offer import leaving


def ask(request, proposed: Consolidation, table: Consolidated):
    """The page that says what `proposed`, which is not stored, would fix; its button issues it."""
    context = admin.site.each_context(request) | {
        "title": "发布汇总表：请确认",
        "proposed": proposed,
        "period": proposed.period,
        "slug": slug(proposed.period),
        "query": "" if table.scope == Scope.APPROVED else f"?scope={table.scope}",
        "counted": table.counted,
        "expected": table.expected,
        "missing": [f"{each.unit_name}（{each.standing}）" for each in table.missing],
        "notes": [*_notes(proposed, table), *notes(table)],
    }
    return TemplateResponse(request, "statistics/admin/totals/confirm_issue.html", context)


def _notes(proposed: Consolidation, table: Consolidated) -> Iterator[str]:
    """Who would leave, and who waits to be looked at again; a sentence each."""
    if names := leaving(proposed.corrects, proposed.content):
        yield (
            f"第 {proposed.corrects.number} 号已计入、现未计入的单位：{'、'.join(names)}。"
            "正在更正的，请待审核通过后再发布。"
        )
    if waiting := [member.unit_name for member in marked(table)]:
        yield f"{MARK}：{'、'.join(waiting)}。其数字照常计入；建议复核后再发布。"
