"""Whether what is stored still is what was recorded when it was reported, reviewed and issued.

An edition's digest is compared with its content, a report with its latest edition, a kept workbook
with its own digest, and an issued total with its two digests and its members' editions: an
alteration behind the portal's back shows, and in which row. Whoever alters a digest as well is not
found this way.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from django.db.models import Model, Prefetch

from .models import Consolidation, Edition, Report, SourceWorkbook, Status
from .models.edition import changes, content_of, digest_of

STATUS_AFTER = {
    Edition.Event.SUBMITTED: Status.SUBMITTED,
    Edition.Event.WITHDRAWN: Status.DRAFT,
    Edition.Event.RETURNED: Status.RETURNED,
    Edition.Event.APPROVED: Status.APPROVED,
    Edition.Event.REOPENED: Status.RETURNED,
}
# A unit's code and a person's name may be put right later on; these may not.
REPORTED = {
    "cut_off_on": "统计截止日",
    "filled_by": "填报人",
    "zero_report": "零报告",
    "blank_as_zero": "空白格按 0 报送",
    "workbook": "来源工作簿",
}
REPORTS_AT_ONCE, WORKBOOKS_AT_ONCE = 200, 10  # in memory; a workbook may have 2 MiB


@dataclass(frozen=True)
class Fault:
    """A row that is not as the portal left it."""

    row: Model
    code: str
    message: str

    def as_json(self) -> dict:
        table = self.row._meta.db_table
        return {"table": table, "id": self.row.pk, "code": self.code, "message": self.message}

    def __str__(self):
        return f"{self.message}（{self.row._meta.db_table} 第 {self.row.pk} 行）"


def verify() -> Iterator[Fault]:
    """Every fault of every report and its editions, then of the workbooks, then of the issued
    totals; memory stays flat."""
    editions = Edition.objects.select_related("source").defer(
        "source__content", "source__figures_taken"
    )
    reports = Report.objects.with_table().prefetch_related(
        Prefetch("editions", editions.order_by("number"))
    )
    for report in reports.order_by("pk").iterator(chunk_size=REPORTS_AT_ONCE):
        yield from _report(report, list(report.editions.all()))
    workbooks = SourceWorkbook.objects.select_related("report__unit", "report__period__campaign")
    for workbook in workbooks.order_by("pk").iterator(chunk_size=WORKBOOKS_AT_ONCE):
        yield from _workbook(workbook)
    issued = Consolidation.objects.select_related("period__campaign").order_by("pk")
    totals = issued.iterator(chunk_size=WORKBOOKS_AT_ONCE)
    while some := list(islice(totals, WORKBOOKS_AT_ONCE)):
        yield from _totals(some)


def _report(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    for edition in editions:
        yield from _edition(report, edition)
    yield from _gaps(report, editions)
    latest = editions[-1] if editions else None
    status = STATUS_AFTER[latest.event] if latest else Status.DRAFT
    if report.status != status:
        message = f"现为“{report.get_status_display()}”，按最后的版本应为“{status.label}”。"
        yield Fault(report, "status", f"{report}：{message}")
    elif report.is_with_city and latest.digest == digest_of(latest.content):
        yield from _since(report, latest)


def _edition(report: Report, edition: Edition) -> Iterator[Fault]:
    name, content = f"{report} {edition}", edition.content
    if digest_of(content) != edition.digest:
        yield Fault(edition, "edition_altered", f"{name}：内容与摘要不符，存入后被改动过。")
        return
    if (content["year"], content["quarter"]) != (report.period.year, report.period.quarter):
        yield Fault(edition, "edition_moved", f"{name}：内容是另一报告期的。")
    kept = edition.source.sha256 if edition.source else ""
    if content.get("workbook", "") != kept:
        yield Fault(edition, "other_workbook", f"{name}：来源工作簿不是报送时的那一个。")


def _gaps(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    """Editions are numbered from 1 without a gap; the last one's loss shows in the status."""
    for before, after in pairwise([0, *(edition.number for edition in editions)]):
        for number in range(before + 1, after):
            message = f"{report}：缺少第{number}版，已被删除或改了版本号。"
            yield Fault(report, "edition_missing", message)


def _since(report: Report, latest: Edition) -> Iterator[Fault]:
    """What a report that lies with the city holds that its latest edition does not."""
    said = f"第{latest.number}版"
    for change in changes(latest.figures, report.figures):
        message = f"{change.label}现为“{change.new}”，{said}是“{change.old}”，不经报送被改动过。"
        yield Fault(report, "figures_altered", f"{report}：{message}")
    now = content_of(report)
    for key, label in REPORTED.items():
        if now.get(key) != latest.content.get(key):
            message = f"{label}与{said}不同，不经报送被改动过。"
            yield Fault(report, "report_altered", f"{report}：{message}")


def _workbook(workbook: SourceWorkbook) -> Iterator[Fault]:
    if hashlib.sha256(workbook.content).hexdigest() != workbook.sha256:
        message = f"{workbook.report}：工作簿“{workbook}”的内容与摘要不符，存入后被改动过。"
        yield Fault(workbook, "workbook_altered", message)


def _totals(totals: list[Consolidation]) -> Iterator[Fault]:
    """One query for the editions of all their members."""
    reports = {each["report"] for total in totals for each in total.counted}
    editions = Edition.objects.filter(report__in=reports).order_by()
    rows = editions.values_list("report", "number", "digest")
    digests = {(report, number): digest for report, number, digest in rows}
    for total in totals:
        yield from _total(total, digests)


def _total(total: Consolidation, digests: dict[tuple[int, int], str]) -> Iterator[Fault]:
    if not total.is_workbook_intact:
        message = f"{total}：工作簿与摘要不符，发布后被改动过。"
        yield Fault(total, "issued_workbook_altered", message)
    if not total.is_intact:
        yield Fault(total, "issued_altered", f"{total}：内容与摘要不符，发布后被改动过。")
        return
    content = total.content
    said = (content["year"], content["quarter"], content["scope"])
    if said != (total.period.year, total.period.quarter, total.scope):
        yield Fault(total, "issued_moved", f"{total}：内容是另一报告期或另一口径的。")
    for member in total.counted:
        if digests.get((member["report"], member["edition"])) != member["digest"]:
            message = f"{total}：{member['name']}第{member['edition']}版已不是发布时计入的那一版。"
            yield Fault(total, "member_altered", message)
