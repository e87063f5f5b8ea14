"""What a unit keeps of its table: the attachment, the versions, the receipt; and 填报说明."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from units.access import signed_in

from ..errors import ReportError
from ..form import indicators
from ..form.normaliser import show
from ..models import Edition
from ..record.afterwards import corrected_later
from ..record.comparison import KEPT, Choice
from ..record.confirmed import confirmed
from ..record.origin import Origin
from ..record.verification import is_proven, require_proven, submission_of
from ..workbooks.media_types import XLSX
from ..workbooks.writing.outgoing import write_attachment
from .find_report import get_report
from .responses import refuse
from .table_page import TablePage


@signed_in
@require_safe
def guide(request):
    """填报说明: the notice's definitions, and how the page works."""
    return render(request, "statistics/entry/guide.html", {"notes": indicators.NOTES})


@signed_in
@require_safe
def attachment(request, unit, year, quarter):
    """The unit's official attachment as a workbook; `?digest=on` adds the receipt's digest."""
    report = get_report(request.user, unit, year, quarter)
    try:
        receipt = require_proven(report) if request.GET.get("digest") == "on" else None
    except ReportError as error:
        return refuse(request, TablePage(report, request.user, attempt="下载"), error)
    response = HttpResponse(write_attachment(report, receipt=receipt), content_type=XLSX)
    name = f"{report.title}（{report.unit.short_name}"
    name += f"{report.period.get_quarter_display()}{'，附数字摘要' if receipt else ''}）.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(True, name)
    return response


@signed_in
@require_safe
def editions(request, unit, year, quarter):
    """Every version that was reported or decided on: who, when, and what changed."""
    report = get_report(request.user, unit, year, quarter)
    listed = report.editions.with_changes()
    for edition in listed:
        edition.origin = Origin.of(edition)
        edition.notes = _notes(edition.content)
    context = {
        "report": report,
        "editions": listed,
        "choice": Choice.usual(listed),
        "corrected": corrected_later(report),
    }
    return render(request, "statistics/entry/editions.html", context)


def _notes(content: dict) -> list[str]:
    """What is told of a version beside when it was and by whom."""
    name = content.get("filled_by")
    return [note for note in (name and f"填报人 {name}", confirmed(content)) if note]


@signed_in
@require_safe
def receipt(request, unit, year, quarter):
    """报送回执 of the latest submission: who reported what and when, to be printed and kept."""
    report = get_report(request.user, unit, year, quarter)
    editions = report.editions.select_related("by").defer("content").order_by("-number")
    submission = submission_of(report)
    since = submission and editions.filter(number__gt=submission.number).first()
    context = {
        "report": report,
        "edition": submission,
        "confirmed": submission and confirmed(submission.content),
        "is_proven": is_proven(report, submission),
        "since": since,
        "cut_off_on": submission and KEPT["cut_off_on"].show(submission.content["cut_off_on"]),
        "sums": _sums(submission),
    }
    return render(request, "statistics/entry/receipt.html", context)


def _sums(edition: Edition | None) -> list[tuple[str, str]]:
    """What a receipt repeats of the table: the action figures and 合计, by label."""
    if edition is None:
        return []
    actions = [(each.label, show(edition.figures[each.key])) for each in indicators.ACTIONS]
    totals = edition.figures.totals
    columns = [(f"合计 · {each.label}", show(totals[each.key])) for each in indicators.COLUMNS]
    return [*actions, *columns]
