"""The table's own addresses: shown, saved, reported, withdrawn.

Each view reads downwards: fetch what this account may see, do, answer.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from units.access import signed_in

from ..errors import ReportError
from ..record.afterwards import followed_up
from .autosave import saved_answer
from .find_report import get_draft, get_report
from .labels import label_keys
from .responses import refuse, show_table, wants_json
from .table_form import TableForm
from .table_page import SUBMIT, TablePage


@signed_in
@require_http_methods(["GET", "POST"])
def table(request, unit, year, quarter):
    """The official table: to fill in or to read; POST saves the draft."""
    if request.method == "POST":
        return _save(request, get_draft(request.user, unit, year, quarter))
    report = get_report(request.user, unit, year, quarter)
    by_increment, checked = _asks_increment(request), request.GET.get("checked") == "on"
    page = TablePage(report, request.user, by_increment=by_increment, checked=checked)
    return show_table(request, page)


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
                return show_table(request, page, status=422)
        page.attempt, written = SUBMIT, report.explained
        page.require_seen()
        edition = report.submit(
            by=request.user,
            version=_version_seen(page),
            blank_as_zero=request.POST.get("blank_as_zero") == "on",
            zero_report=request.POST.get("zero_report") == "on",
            cut_off_on=page.cut_off_on,
        )
    except ReportError as error:
        return refuse(request, page, error)
    _tell_submitted(request, report, edition, written)
    _tell_readings(request, page)
    return redirect(report)


def _tell_submitted(request, report, edition, written):
    followed = followed_up(report, report.editions.filter(number__lt=edition.number))
    summary = f"{followed.summary}。" if followed and followed.summary else ""
    messages.success(
        request, f"已报送{report.period}的统计表，等待市局审核。{summary}请打印盖章后留存。"
    )
    if dropped := [key for key in written if key not in report.explained]:
        places = "、".join(label_keys(dropped))
        messages.info(request, f"{places}：无需说明，已填写的情况说明未随表报送。")


def _tell_readings(request, page):
    """The page that comes next has the figures alone."""
    for _, label, sentence in page.readings:
        messages.info(request, f"{label}：{sentence}")


@signed_in
@require_POST
def nothing_new(request, unit, year, quarter):
    """本期无新增: save what was typed; if that is nothing, last period's figures stand again."""
    report = get_report(request.user, unit, year, quarter)
    page = TablePage(report, request.user, data=request.POST)
    try:
        page.form.save(by=request.user)
        if page.problems:
            return show_table(request, page, status=422)
        page.attempt = "填入上期数"
        report.repeat_last(by=request.user, version=report.version)
    except ReportError as error:
        return refuse(request, page, error)
    messages.success(request, "已填入上期累计数，并说明“本期无新增”。核对后请点“检查并报送”。")
    _tell_readings(request, page)
    return redirect(report)


@signed_in
@require_POST
def withdraw(request, unit, year, quarter):
    """Take the table back before the city has reviewed it."""
    report = get_report(request.user, unit, year, quarter)
    try:
        report.withdraw(by=request.user)
    except ReportError as error:
        return refuse(request, TablePage(report, request.user, attempt="撤回"), error)
    messages.success(request, "已撤回，可以继续修改；修改后请重新报送。")
    return redirect(report)


def _save(request, report):
    page = TablePage(report, request.user, data=request.POST)
    try:
        page.form.save(by=request.user)
    except ReportError as error:
        return refuse(request, page, error)
    if wants_json(request):
        return JsonResponse(saved_answer(page))
    if page.problems:
        return show_table(request, page, status=422)
    messages.success(request, "已保存。")
    _tell_readings(request, page)
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


def _asks_increment(request) -> bool:
    entry = request.GET.get("entry") or request.POST.get("entry")
    return entry == TableForm.Entry.INCREMENT
