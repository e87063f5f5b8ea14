"""What the page's script, and any other client that asks for JSON, is answered."""

from hashlib import blake2s

from django.template.loader import render_to_string
from django.utils import timezone

from ..errors import Clash, NotSubmittable, StaleVersion
from . import marks, paper, sheet
from .base import stored_texts
from .conflicts import changed_by
from .table_page import TablePage

FINDINGS = "findings"  # posted: the key of the findings that the page shows; see _findings()


def saved_answer(page: TablePage) -> dict:
    """What was saved and what does not hold; the parts that the page has already are left out."""
    saved_at, taken = page.report.saved_at, page.form.merged.taken
    return {
        "version": page.report.version,
        "saved": [page.form.page_name(name) for name in taken],
        "saved_at": f"{timezone.localtime(saved_at):%H:%M}" if saved_at else "",
        "problems": page.problems,
        "levels": marks.levels(page.findings),
        "paper": paper.changed_texts(page.report, taken),
        **_findings(page),
        **_held_against(page),
        **({} if page.form.merged.is_current else _stored(page)),
    }


def _findings(page: TablePage) -> dict:
    """The findings as they are to be shown, with a key for the page to hand back."""
    shown = (page.told, page.editable)
    key = blake2s(repr(shown).encode(), digest_size=8).hexdigest()
    if page.form.data.get(FINDINGS) == key:
        return {}
    html = render_to_string("statistics/entry/_answers.html", {"page": page})
    return {"findings": html, "findings_key": key}


def _stored(page: TablePage) -> dict:
    """The whole table, for a page that was made before somebody else saved, and who changed what."""
    report, asked = page.report, page.known.asked
    texts = stored_texts(report, asked)
    names = dict.fromkeys([*texts, *report.last_changes])
    return {
        "stored": texts,
        "changed_by": changed_by(names, report, asked, page.user),
        "paper": paper.texts(report),
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
    """`conflict` is the same for the page to show; where all else was saved, that is answered too."""
    answer = {"message": page.error.message, "version": page.report.version}
    if isinstance(page.error, NotSubmittable):
        answer |= _what_is_left(page.error)
    if isinstance(page.error, StaleVersion):
        saved = saved_answer(page) if isinstance(page.error, Clash) else _stored(page)
        answer = saved | answer | _conflicts(page)
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
        "message": f"有 {len(problems)} 处没有保存。其余的已保存；请改正标出的各处。",
        "version": page.report.version,
        "problems": problems,
    }


def _conflicts(page: TablePage) -> dict:
    return {
        "conflicts": [conflict.as_json() for conflict in page.conflicts],
        "unseen": [each.as_json() for each in page.unseen],
        "conflict": render_to_string("statistics/entry/_conflict.html", {"page": page}),
    }
