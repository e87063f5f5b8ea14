"""What the page's script is answered when it saves, as JSON."""

from django.template.loader import render_to_string
from django.utils import timezone

from ..errors import StaleVersion
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
    if questions := getattr(page.error, "questions", ()):
        answer["questions"] = [{"name": name, "question": asked} for name, asked in questions]
    if isinstance(page.error, StaleVersion):
        answer["current"] = _current(page)
        answer["conflict"] = render_to_string("statistics/entry/_conflict.html", {"page": page})
    return answer


def _current(page: TablePage) -> dict[str, str]:
    report = page.report
    return (
        report.figures.as_text()
        | {name: str(getattr(report, name) or "") for name in HEAD}
        | {input_name(unit): value_of(report.answered, unit) for unit in page.known.asked}
        | explanation_texts(report.explained)
    )
