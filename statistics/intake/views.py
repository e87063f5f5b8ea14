"""Workbooks that a clerk sends in, and the originals that were kept."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from units.access import signed_in

from ..entry.find_report import get_report
from ..errors import ReportError
from ..form.version_number import version_number
from ..workbooks.gate.signatures import OLE
from ..workbooks.media_types import XLS, XLSX
from .import_page import ImportPage
from .upload import Upload, clean_name


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def import_workbook(request, unit, year, quarter):
    """Choose a workbook, look at what it would change, and take it over into the draft.

    Nothing is stored before the take-over: the preview's form brings the file itself back.
    """
    page = ImportPage(get_report(request.user, unit, year, quarter), request.user)
    try:
        page.require_clerk()
        if request.POST.get("take_over") == "1":
            return _take_over(request, page)
        page.require_open()
        if request.method == "POST":
            page.look_at(Upload.chosen(request.FILES.get("workbook")))
    except ReportError as error:
        page.refuse(error, get_report(request.user, unit, year, quarter))
    return render(request, "statistics/intake/import.html", {"page": page}, status=page.status)


def _take_over(request, page):
    page.look_at(Upload.carried(request.POST))
    page.take_over(
        version=version_number(request.POST.get("version")) or 0,  # which is never current
        is_confirmed=request.POST.get("confirmed") == "on",
    )
    messages.success(request, page.done)
    return redirect(page.report)


@signed_in
@require_safe
def workbook(request, unit, year, quarter, pk):
    """The original of a workbook whose figures were taken over, byte for byte."""
    report = get_report(request.user, unit, year, quarter)
    source = get_object_or_404(report.workbooks, pk=pk)
    content = bytes(source.content)
    response = HttpResponse(content, content_type=XLS if content.startswith(OLE) else XLSX)
    disposition = content_disposition_header(True, clean_name(source.name))
    response.headers["Content-Disposition"] = disposition
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
