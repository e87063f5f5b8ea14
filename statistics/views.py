"""The reporting unit's pages. Each reads downwards: fetch what this account may see, do, answer."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from units.access import signed_in

from . import indicators
from .comparison import KEPT, Choice
from .errors import ReportError
from .figures import show
from .forms import TableForm
from .intake.origin import Origin
from .models import Edition, Report
from .page import SUBMIT, TablePage, label_keys
from .verification import is_proven, require_proven, submission_of
from .workbooks.write import write_attachment

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@signed_in
@require_safe
def home(request):
    """A clerk's tasks; the city and the auditor work in the admin."""
    if request.user.unit_id is None:
        if request.user.is_staff:
            return redirect("admin:index")
        return render(request, "statistics/no_unit.html")
    reports = (
        Report.objects.for_user(request.user)
        .filter(unit=request.user.unit_id)
        .select_related("unit", "period__campaign")
        .with_source()
        .most_urgent_first()
    )
    return render(request, "statistics/tasks.html", {"reports": reports})


@signed_in
@require_safe
def guide(request):
    """填报说明: the notice's definitions, and how the page works."""
    return render(request, "statistics/guide.html", {"notes": indicators.NOTES})


@signed_in
@require_http_methods(["GET", "POST"])
def table(request, unit, year, quarter):
    """The official table: to fill in or to read; POST saves the draft."""
    report = get_report(request.user, unit, year, quarter)
    if request.method == "POST":
        return _save(request, report)
    by_increment, checked = _asks_increment(request), request.GET.get("checked") == "on"
    page = TablePage(report, request.user, by_increment=by_increment, checked=checked)
    return _show(request, page)


@signed_in
@require_POST
def submit(request, unit, year, quarter):
    """Save what was typed, then report it. A refusal shows the table again with every reason."""
    report = get_report(request.user, unit, year, quarter)
    page = TablePage(report, request.user, data=request.POST)
    try:
        if page.form.has_table:
            page.form.save(by=request.user)  # kept even when the table cannot be submitted yet
            if page.problems:
                return _show(request, page, status=422)
        page.attempt, written = SUBMIT, report.explained
        edition = report.submit(
            by=request.user,
            version=_version_seen(page),
            blank_as_zero=request.POST.get("blank_as_zero") == "on",
            zero_report=request.POST.get("zero_report") == "on",
        )
    except ReportError as error:
        return _refuse(request, page, error)
    _tell_submitted(request, report, edition, written)
    return redirect(report)


def _tell_submitted(request, report, edition, written):
    followed = report.follow_up(report.editions.filter(number__lt=edition.number))
    summary = f"{followed.summary}。" if followed and followed.summary else ""
    messages.success(
        request, f"已报送{report.period}的统计表，等待市局审核。{summary}请打印盖章后留存。"
    )
    if dropped := [key for key in written if key not in report.explained]:
        places = "、".join(label_keys(dropped))
        messages.info(request, f"{places}：不需要说明，写过的情况说明没有随表报送。")


@signed_in
@require_POST
def nothing_new(request, unit, year, quarter):
    """本期无新增: save what was typed; if that is nothing, last period's figures stand again."""
    report = get_report(request.user, unit, year, quarter)
    page = TablePage(report, request.user, data=request.POST)
    try:
        page.form.save(by=request.user)
        if page.problems:
            return _show(request, page, status=422)
        page.attempt = "填入上期数"
        report.repeat_last(by=request.user, version=report.version)
    except ReportError as error:
        return _refuse(request, page, error)
    messages.success(request, "已填入上期累计数，并说明“本期无新增”。核对后请点“检查并报送”。")
    return redirect(report)


@signed_in
@require_POST
def withdraw(request, unit, year, quarter):
    """Take the table back before the city has reviewed it."""
    report = get_report(request.user, unit, year, quarter)
    try:
        report.withdraw(by=request.user)
    except ReportError as error:
        return _refuse(request, TablePage(report, request.user, attempt="撤回"), error)
    messages.success(request, "已撤回，可以继续修改；改好后请重新报送。")
    return redirect(report)


@signed_in
@require_safe
def attachment(request, unit, year, quarter):
    """The unit's official attachment as a workbook; `?digest=on` adds the receipt's digest."""
    report = get_report(request.user, unit, year, quarter)
    try:
        receipt = require_proven(report) if request.GET.get("digest") == "on" else None
    except ReportError as error:
        return _refuse(request, TablePage(report, request.user, attempt="下载"), error)
    response = HttpResponse(write_attachment(report, receipt=receipt), content_type=XLSX)
    name = f"{report.period.campaign.title}（{report.unit.short_name}"
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
    context = {
        "report": report,
        "editions": listed,
        "choice": Choice.usual(listed),
        "corrected": report.corrected_later(),
    }
    return render(request, "statistics/editions.html", context)


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
        "is_proven": is_proven(report, submission),
        "since": since,
        "cut_off_on": submission and KEPT["cut_off_on"].show(submission.content["cut_off_on"]),
        "sums": _sums(submission),
    }
    return render(request, "statistics/receipt.html", context)


def _sums(edition: Edition | None) -> list[tuple[str, str]]:
    """What a receipt repeats of the table: the action figures and 合计, by label."""
    if edition is None:
        return []
    actions = [(each.label, show(edition.figures[each.key])) for each in indicators.ACTIONS]
    totals = edition.figures.totals
    columns = [(f"合计 · {each.label}", show(totals[each.key])) for each in indicators.COLUMNS]
    return [*actions, *columns]


def get_report(user, unit, year, quarter) -> Report:
    """The report if this account may see it; 404 otherwise, as if it did not exist."""
    return get_object_or_404(
        Report.objects.for_user(user).with_table(),
        unit__code=unit,
        period__campaign__year=year,
        period__quarter=quarter,
    )


def _save(request, report):
    page = TablePage(report, request.user, data=request.POST)
    try:
        page.form.save(by=request.user)
    except ReportError as error:
        return _refuse(request, page, error)
    if _wants_json(request):
        return JsonResponse(page.saved_answer())
    if page.problems:
        return _show(request, page, status=422)
    messages.success(request, "已保存。")
    asked = {"entry": "increment"} if _asks_increment(request) else {}
    if page.asks_check:
        asked["checked"] = "on"
    query = f"?{urlencode(asked)}" if asked else ""
    return redirect(report.get_absolute_url() + query)


def _version_seen(page):
    """What the submission is of: the draft just saved, the one that was shown, or any."""
    if page.form.has_table:
        return page.report.version
    return page.form.version_read if "version" in page.form.data else None


def _show(request, page, *, status=200):
    context = {"page": page, "origin": Origin.of(page.report)}
    return render(request, "statistics/table.html", context, status=status)


def _refuse(request, page, error):
    """Say what was refused and why; nothing typed is lost, nothing stored is overwritten."""
    page.error = error
    if _wants_json(request):
        return JsonResponse(page.refused_answer(), status=error.status)
    return _show(request, page, status=error.status)


def _wants_json(request) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def _asks_increment(request) -> bool:
    entry = request.GET.get("entry") or request.POST.get("entry")
    return entry == TableForm.Entry.INCREMENT
