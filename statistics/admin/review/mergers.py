"""Units that ended and went into a table's unit: what it answered of them, and what approving it records."""

from ...models import Report, Status
from ...models.answering import lineages_of
from ...models.inclusion import question, said
from ...models.lineage import Lineage


def told(report: Report, lineage: Lineage) -> list[str]:
    """A sentence for each unit that a table with the city was asked about."""
    if not report.is_with_city:
        return []
    return [_told(report, unit, report.answered.get(unit.pk)) for unit in lineage.asked]


def told_of_many(reports: list[Report]) -> list[tuple[Report, list[str]]]:
    """The same for those of `reports` (see with_predecessors()) that were asked; no query if none."""
    concerned = [each for each in reports if each.has_predecessors]
    known = lineages_of(concerned)
    both = [(each, told(each, known[each.pk])) for each in concerned]
    return [(report, sentences) for report, sentences in both if sentences]


def _told(report: Report, unit, answer: bool | None) -> str:
    if answer is None:
        return (
            f"填报单位没有回答：{question(unit)}审核通过后，汇总中原{unit}另行计入，并注明“可能重复计入”；"
            "可退回请其回答。"
        )
    answered = said(unit.name, answer)
    if not answer:
        return f"{answered}。原{unit}的数字继续另行计入汇总，下期再问填报单位。"
    quarter = report.period.get_quarter_display()
    recorded = "已记录" if report.status == Status.APPROVED else "审核通过即记录"
    return f"{answered}。{recorded}：自{quarter}起由本表统计，原{unit}不再另行计入汇总。"
