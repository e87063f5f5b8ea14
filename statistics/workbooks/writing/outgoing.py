"""Workbooks that leave the portal: a unit's official attachment and the city's consolidated table."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO

from django.utils import timezone
from openpyxl.packaging.custom import StringProperty

from ...form.indicators import title
from ...form.normaliser import show
from ...models import Consolidation, Edition, Report
from ...totals.consolidate import Consolidated, Measure, sums
from ...totals.last_year import compare
from ...totals.revision import Revision
from .. import layout
from ..contents import Head
from ..fingerprint import FORM_VERSION, PROPERTY, Fingerprint
from .book import AUTHOR, add_sheet, new_book, save
from .correction_sheet import write_correction
from .last_year_sheet import write_comparison
from .list_sheets import write_categories, write_units
from .official_sheet import write_official
from .standing_sheet import write_standing

IN_MEMORY = 1024 * 1024  # bytes of a consolidated workbook that need no file; 14 units take 20,000


def write_attachment(report: Report, *, receipt: Edition | None = None) -> bytes:
    """The unit's official sheet (《知识产权执法数据统计表》) as an .xlsx file, ready for the stamp.

    The reporting date is printed while the table is with the city (已报送 or 已审核); on a draft,
    also one that was given back, the line stays open as on the empty form. A hidden mark tells the
    importer which table it is.

    `receipt` is the submission that the table still is (verification.require_proven): its number
    and digest are printed below the form. Without it nothing stands there that the form has not.
    """
    target = BytesIO()
    with new_book(with_digest=receipt is not None) as book:
        book.custom_doc_props.append(StringProperty(name=PROPERTY, value=str(_fingerprint(report))))
        sheet = add_sheet(book, layout.SHEET_NAME)
        to_be_filled = not report.is_with_city
        write_official(
            sheet,
            Head.of(report),
            report.figures,
            to_be_filled=to_be_filled,
            digest=_digest_line(receipt) if receipt else "",
        )
        save(book, target, at=_dated(report))
    return target.getvalue()


def _digest_line(receipt: Edition) -> str:
    return f"回执编号 {receipt.receipt_number}　数字摘要（SHA-256）{receipt.digest}"


def _fingerprint(report: Report) -> Fingerprint:
    period = report.period
    totals = tuple(map(show, report.figures.totals.values()))
    return Fingerprint(FORM_VERSION, report.unit.code, period.year, period.quarter, totals)


def _dated(report: Report) -> datetime:
    """When what stands in it was reported; until that is so again, when it was last saved."""
    reported_at = report.submitted_at if report.is_with_city else None
    return reported_at or report.saved_at or report.period.opened_at


def write_consolidated(consolidated: Consolidated) -> BinaryIO:
    """The city's table of a period as an .xlsx file, open for reading from its start.

    Its sheets: 汇总表 (the official layout; 当期新增 when that is what was added up), 分单位汇总,
    分类明细, 报送情况, and 同期比较 where last year has the same quarter. Rows are streamed from the
    database in as many queries whatever the number of units. Raises FiguresChanged when reports
    were approved or given back since `consolidated` was added up.
    """
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    with new_book() as book:
        _write_sheets(book, consolidated, _city_head(consolidated))
        save(book, target, at=_last_report(consolidated))
    target.seek(0)
    return target


def write_issued(
    consolidated: Consolidated, issued: Consolidation, correction: Revision | None
) -> bytes:
    """The workbook of a total that is being issued; what it `corrects` has a sheet, 更正说明.

    The same sheets as write_consolidated(), and 当期新增. 报送时间 is the day of issue: it is with
    the issue that the city sends its table on.
    """
    target = BytesIO()
    head = replace(_city_head(consolidated), reported_on=timezone.localdate(issued.issued_at))
    with new_book() as book:
        _write_sheets(book, consolidated, head, issued)
        _write_new(book, consolidated, head)
        if correction:
            write_correction(add_sheet(book, "更正说明"), consolidated, issued, correction)
        save(book, target, at=issued.issued_at)
    return target.getvalue()


def _write_new(book, consolidated: Consolidated, head: Head) -> None:
    """当期新增: the official table of the quarter alone, as the national form wants it."""
    period = consolidated.period
    head = replace(head, starts_on=period.first_day)
    figures = sums(consolidated.counting, Measure.NEW)
    write_official(add_sheet(book, Measure.NEW.label), head, figures)


def _write_sheets(book, consolidated: Consolidated, head: Head, issued=None) -> None:
    first = consolidated.measure.label if consolidated.is_new else "汇总表"
    write_official(add_sheet(book, first), head, consolidated.figures)
    write_units(add_sheet(book, "分单位汇总"), consolidated)
    write_categories(add_sheet(book, "分类明细"), consolidated)
    write_standing(add_sheet(book, "报送情况"), consolidated, issued)
    if comparison := compare(consolidated):
        write_comparison(add_sheet(book, "同期比较"), comparison)


def _city_head(consolidated: Consolidated) -> Head:
    """The reporting date is left open: the city fills it in when it sends the table on."""
    period = consolidated.period
    return Head(
        title=title(period.year),
        unit_name=AUTHOR,
        starts_on=period.first_day if consolidated.is_new else period.campaign.starts_on,
        cut_off_on=consolidated.cut_off_on,
        reported_on=None,
    )


def _last_report(consolidated: Consolidated) -> datetime:
    submitted = (member.first_submitted_at for member in consolidated.members)
    return max((at for at in submitted if at), default=consolidated.period.opened_at)
