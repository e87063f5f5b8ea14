"""The table's own addresses: shown, saved, reported, withdrawn.

Each view reads downwards: fetch what this account may see, do, answer.
"""

from django.contrib import messages
from django.http import JsonResponse
from django.views.decorators.http import require_http_methods, require_POST

from units.access import signed_in

from ..errors import ReportError
from ..record.afterwards import followed_up
from .autosave import saved_answer
from .find_report import get_draft, get_report
from .labels import label_keys
from .last_year import remembers_last_year
from .left_over import PARAMETER, take
from .responses import (
    refuse,
    refuse_unread,
    show_table,
    tell_readings,
    to_table,
    wants_json,
)
from .table_form import TableForm
from .table_page import SUBMIT, TablePage


@remembers_last_year
@signed_in
@require_http_methods(["GET", "POST"])
def table(request, unit, year, quarter):
    """The official table: to fill in or to read; POST saves the draft."""
    if request.method == "POST":
        return _save(request, get_draft(request.user, unit, year, quarter))
    report = get_report(request.user, unit, year, quarter)
    left = take(request.session, report, request.GET.get(PARAMETER, ""))
    checked = request.GET.get("checked") == "on"
    if left:
        return show_table(request, TablePage(report, request.user, left=left, checked=checked))
    by_increment = _asks_increment(request.GET)
    page = TablePage(report, request.user, by_increment=by_increment, checked=checked)
    return show_table(request, page)


@signed_in
@require_POST
def submit(request, unit, year, quarter):
    """Save what was typed, then report it. A refusal leads back to the table with every reason."""
    report = get_report(request.user, unit, year, quarter)
    page = TablePage(report, request.user, data=request.POST)
    try:
        if page.form.has_table:
            _store(page, request)  # kept even when the table cannot be submitted yet
            if page.problems:
                return refuse_unread(request, page)
        page.attempt, written, blanks = SUBMIT, report.explained, page.blanks
        page.require_seen()
        edition = report.submit(
            by=request.user,
            version=_version_seen(page),
            by_increment=blanks.by_increment,
            blank_as_zero=blanks.as_zero,
            blank_as_previous=blanks.as_previous,
            zero_report=blanks.zero_report,
            cut_off_on=page.cut_off_on,
        )
    except ReportError as error:
        return refuse(request, page, error)
    _tell_submitted(request, report, edition, written)
    tell_readings(request, page)
    return to_table(report)


def _tell_submitted(request, report, edition, written):
    followed = followed_up(report, report.editions.filter(number__lt=edition.number))
    summary = f"{followed.summary}。" if followed and followed.summary else ""
    messages.success(
        request, f"已报送{report.period}的统计表，等待市局审核。{summary}请打印盖章后留存。"
    )
    if dropped := [key for key in written if key not in report.explained]:
        places = "、".join(label_keys(dropped))
        messages.info(request, f"{places}：无需说明，已填写的情况说明未随表报送。")


@signed_in
@require_POST
def nothing_new(request, unit, year, quarter):
    """本期无新增: save what was typed; if that is nothing, last period's figures stand again."""
    report = get_report(request.user, unit, year, quarter)
    page = TablePage(report, request.user, data=request.POST)
    try:
        _store(page, request)
        if page.problems:
            return refuse_unread(request, page)
        page.attempt = "填入上期数"
        report.repeat_last(by=request.user, version=report.version)
    except ReportError as error:
        return refuse(request, page, error)
    messages.success(request, "已填入上期累计数，并说明“本期无新增”。核对后请点“检查并报送”。")
    tell_readings(request, page)
    return to_table(report)


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
    return to_table(report)


def _save(request, report):
    page = TablePage(report, request.user, data=request.POST)
    try:
        _store(page, request)
    except ReportError as error:
        return refuse(request, page, error)
    if wants_json(request):
        return JsonResponse(saved_answer(page))
    if page.problems:
        return refuse_unread(request, page)
    messages.success(request, "已保存。")
    tell_readings(request, page)
    return to_table(report, checked="on" if page.asks_check else "")


def _store(page, request):
    """What could be read, and how the page is filled in: in another way only once all of it could."""
    page.form.save(by=request.user)
    asked = None if page.problems else _asks_increment(request.GET)
    asked = _asks_increment(request.POST) if asked is None else asked
    if asked is not None:
        page.report.fill_in_by(increment=asked and page.previous is not None)


def _version_seen(page):
    """What the submission is of: the draft just saved, the one that was shown, or any."""
    if page.form.has_table:
        return page.report.version
    return page.form.version_read if "version" in page.form.data else None


def _asks_increment(data) -> bool | None:
    """None where nothing is said of it."""
    return data["entry"] == TableForm.Entry.INCREMENT if data.get("entry") else None
