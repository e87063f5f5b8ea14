"""The city's import of mailed workbooks: choose the files, look at what they are, take them over.

Three pages: the form, the files with what would become of each, and what became of them. Nothing is
stored before 接收; until then the files that can be taken travel in the page.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from django.contrib import admin
from django.contrib.auth.decorators import permission_required
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import ReportingPeriod

from ...errors import ReportError
from ...intake.batch import import_files
from ...intake.folder import File
from ...intake.verdict import Outcome, Verdict
from ..period_slug import opened, slug
from .carried_files import MAX_FILES, MAX_TOTAL, UploadRefused, carried, chosen, require_modest

SECONDS = 15  # for reading all files; a web worker is given up on after 30
can_enter = permission_required("statistics.enter_on_behalf", raise_exception=True)


@dataclass(frozen=True)
class Line:
    """One file as the page shows it."""

    outcome: Outcome
    report_id: int | None
    number: int  # of its checkbox
    content: str = ""  # in base64, while it is on its way


@require_http_methods(["GET", "POST"])
@can_enter
def upload(request, year, quarter):
    """The form; POST `workbooks` to see what would become of each. Stores nothing."""
    period = opened(year, quarter)
    if request.method != "POST":
        return _ask(request, period)
    try:
        return _preview(request, period, chosen(request.FILES.getlist("workbooks")))
    except ReportError as error:
        return _ask(request, period, error)


@require_POST
@can_enter
def take(request, year, quarter):
    """Take over the files that the page has carried back and that are ticked (`take`)."""
    period = opened(year, quarter)
    try:
        files = carried(request.POST.getlist("name"), request.POST.getlist("content"))
        ticked = set(request.POST.getlist("take"))
        wanted = [file for number, file in enumerate(files) if str(number) in ticked]
        if not wanted:
            return _preview(request, period, files, UploadRefused("没有勾选文件，没有导入。"))
        return _take(request, period, wanted)
    except ReportError as error:
        return _ask(request, period, error)


# --- The three pages -----------------------------------------------------------------------------


def _ask(request, period, refusal=None):
    limits = {"files": MAX_FILES, "mb": MAX_TOTAL // (1024 * 1024)}
    title, is_locked = f"导入工作簿 · {period}", period.is_locked(localdate())
    return _show(request, "ask", period, refusal, title=title, limits=limits, is_locked=is_locked)


def _preview(request, period, files: list[File], refusal=None):
    outcomes = import_files(
        files, period, by=request.user, dry_run=True, progress=_until(monotonic() + SECONDS)
    )
    lines = _lines(period, list(outcomes))
    return _show(
        request,
        "preview",
        period,
        refusal,
        title=f"核对要导入的工作簿 · {period}",
        takeable=_loaded([line for line in lines if _is_takeable(line)], files),
        others=[line for line in lines if not _is_takeable(line)],
    )


def _take(request, period, files: list[File]):
    outcomes = import_files(
        files,
        period,
        by=request.user,
        submit=request.POST.get("submit") == "on",
        progress=_until(monotonic() + SECONDS),
    )
    lines = _lines(period, list(outcomes))
    counts = [
        (verdict, sum(line.outcome.status is verdict for line in lines)) for verdict in Verdict
    ]
    return _show(
        request, "result", period, title=f"导入结果 · {period}", lines=lines, counts=counts
    )


def _show(request, step, period, refusal=None, **context):
    context |= admin.site.each_context(request) | {
        "title": context["title"],
        "period": period,
        "slug": slug(period),
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return TemplateResponse(request, f"statistics/admin/mailed/{step}.html", context, status=status)


# --- What they show ------------------------------------------------------------------------------


def _until(end: float) -> Callable[[], None]:
    """To be called after each file; raises when it has got too late. Nothing is stored by then."""

    def progress():
        if monotonic() > end:
            raise UploadRefused(
                f"读取这些文件超过 {SECONDS} 秒，没有导入。请分几次上传，或联系系统管理员批量导入。"
            )

    return progress


def _lines(period: ReportingPeriod, outcomes: list[Outcome]) -> list[Line]:
    units = {outcome.unit for outcome in outcomes if outcome.unit}
    reports = dict(period.reports.filter(unit__in=units).values_list("unit", "pk"))
    return [
        Line(outcome, outcome.unit and reports.get(outcome.unit.pk), number)
        for number, outcome in enumerate(outcomes)
    ]


def _is_takeable(line: Line) -> bool:
    return line.outcome.status is Verdict.IMPORTED


def _loaded(lines: list[Line], files: list[File]) -> list[Line]:
    """The lines with their files' contents, numbered anew. Raises UploadRefused."""
    contents = [files[line.number].read() for line in lines]
    require_modest(len(contents), sum(map(len, contents)))
    return [
        Line(line.outcome, line.report_id, number, b64encode(content).decode())
        for number, (line, content) in enumerate(zip(lines, contents, strict=True))
    ]
