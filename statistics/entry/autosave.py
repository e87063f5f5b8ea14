"""What the page's script, and any other client that asks for JSON, is answered."""

from django.template.loader import render_to_string
from django.utils import timezone

from ..errors import NotSubmittable, StaleVersion
from ..models.inclusion import input_name
from . import paper, sheet
from .inclusions import value_of
from .posted_explanations import explanation_texts
from .table_form import HEAD
from .table_page import TablePage


def saved_answer(page: TablePage) -> dict:
    return {
        "version": page.report.version,
        "saved_at": f"{timezone.localtime(page.report.saved_at):%H:%M}",
        "problems": page.problems,
        "levels": sheet.levels(page.findings),
        "paper": paper.texts(page.report),
        "findings": render_to_string("statistics/entry/_answers.html", {"page": page}),
        **_held_against(page),
    }


def _held_against(page: TablePage) -> dict:
    """上期 as it is now, where an answer of the page may have made it another."""
    if not page.inclusions:
        return {}
    return {
        "previous": sheet.previous_texts(page.previous) if page.previous else {},
        "previous_name": page.last.name if page.last else "",
        "measured": page.measured,
    }


def refused_answer(page: TablePage) -> dict:
    """`current` lets the browser see whether the newer table is its own, whose answer got lost."""
    answer = {"message": page.error.message, "version": page.report.version}
    if isinstance(page.error, NotSubmittable):
        answer |= _what_is_left(page.error)
    if isinstance(page.error, StaleVersion):
        answer["current"] = _current(page)
        answer["conflict"] = render_to_string("statistics/entry/_conflict.html", {"page": page})
    return answer


def _what_is_left(error: NotSubmittable) -> dict:
    """What a submission still needs; of each kind only where there is any."""
    findings = [
        {"name": each.cells[0], "level": each.level.value, "message": each.message}
        for each in error.findings
    ]
    questions = [{"name": name, "question": asked} for name, asked in error.questions]
    left = {
        "findings": findings,
        "questions": questions,
        "blanks": error.blanks,
        "zero_report": error.zero_report,
    }
    return {name: value for name, value in left.items() if value}


def unread_answer(page: TablePage) -> dict:
    """Nothing was reported, as some inputs could not be read; the others are stored."""
    problems = page.problems
    return {
        "message": f"有 {len(problems)} 处没有保存。其余的已保存；请改正下面列出的各处。",
        "version": page.report.version,
        "problems": problems,
    }


def _current(page: TablePage) -> dict[str, str]:
    report = page.report
    return (
        report.figures.as_text()
        | {name: str(getattr(report, name) or "") for name in HEAD}
        | {input_name(unit): value_of(report.answered, unit) for unit in page.known.asked}
        | explanation_texts(report.explained)
    )
