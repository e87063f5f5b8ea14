"""Whether what is stored still is what was recorded when it was reported, reviewed and issued.

An edition's digests are compared with its content and its event, an approval with its submission,
the figures that totals add with both, a report with its latest edition, a kept workbook with its own
digest, and an issued total with its digests and the sum of its members' editions (added_up.py): an
alteration behind the portal's back shows, and in which row. Whoever alters a digest as well is not
found this way.
"""

import hashlib
from collections.abc import Iterator
from itertools import islice, pairwise

from django.db.models import Prefetch

from ..errors import WrongState
from ..models import Consolidation, Edition, Report, SourceWorkbook, Status
from ..models.as_submitted import alterations, kept_alterations
from ..models.edition import digest_of
from .added_up import faults_of
from .fault import Fault

STATUS_AFTER = {  # of the events that change it
    Edition.Event.SUBMITTED: Status.SUBMITTED,
    Edition.Event.WITHDRAWN: Status.DRAFT,
    Edition.Event.RETURNED: Status.RETURNED,
    Edition.Event.APPROVED: Status.APPROVED,
    Edition.Event.REOPENED: Status.RETURNED,
    Edition.Event.UNRETURNED: Status.SUBMITTED,
    Edition.Event.UNREOPENED: Status.APPROVED,
}
SUBMITTED = Edition.Event.SUBMITTED
REPORTS_AT_ONCE, WORKBOOKS_AT_ONCE = 200, 10  # in memory; a workbook may have 2 MiB


def verify() -> Iterator[Fault]:
    """Every fault of every report and its editions, then of the workbooks, then of the issued
    totals; memory stays flat."""
    editions = Edition.objects.select_related("source", "submission").defer(
        "source__content", "source__figures_taken"
    )
    editions = editions.prefetch_related("submission__rows", "submission__inclusions__unit")
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
        yield from faults_of(some)


def _report(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    for edition in editions:
        yield from _edition(report, edition)
    yield from _decided(report, editions)
    missing = [*_gaps(report, editions), *_status(report, editions)]
    yield from missing
    if not missing:
        yield from _counted(report, editions)
        yield from _as_last_said(report, editions)


def _status(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    events = [each.event for each in editions if each.event in STATUS_AFTER]
    status = STATUS_AFTER[events[-1]] if events else Status.DRAFT
    if report.status != status:
        message = f"现为“{report.get_status_display()}”，按最后的版本应为“{status.label}”。"
        yield Fault(report, "status", f"{report}：{message}")


def _as_last_said(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    if report.is_with_city and editions[-1].is_intact:
        yield from _since(report, editions[-1])


def submission_of(report: Report) -> Edition | None:
    """The latest submission, which the receipt is of, with what proving it needs; in one query."""
    submissions = report.editions.submitted().select_related("by", "source")
    return submissions.defer("source__content", "source__figures_taken").last()


def is_proven(report: Report, submission: Edition | None) -> bool:
    """The table lies with the city, and is what `submission` and its digest say."""
    return (
        report.is_with_city
        and submission is not None
        and not any(_edition(report, submission))
        and not any(_since(report, submission))
    )


def require_proven(report: Report) -> Edition:
    """The submission whose receipt and digest stand for the table as it is stored.

    Raises WrongState while the table is not with the city, or when it was altered since.
    """
    if not report.is_with_city:
        raise WrongState(
            f"这张表现在是“{report.status_in_words}”，数字还会改动，没有可附的回执编号和数字摘要。"
            "请报送后再下载，或者下载不附摘要的表格。"
        )
    submission = submission_of(report)
    if not is_proven(report, submission):
        raise WrongState(
            "保存的内容与报送时的数字摘要不符，可能未经报送程序被改动，不能附上摘要。"
            "请告知市局知识产权保护科和系统管理员。"
        )
    return submission


def _edition(report: Report, edition: Edition) -> Iterator[Fault]:
    name, content = f"{report} {edition}", edition.content
    if not edition.is_intact:
        yield Fault(edition, "edition_altered", f"{name}：内容与摘要不符，存入后被改动过。")
        return
    if (content["year"], content["quarter"]) != (report.period.year, report.period.quarter):
        yield Fault(edition, "edition_moved", f"{name}：内容是另一报告期的。")
    if set(edition.accepted) != _to_be_accepted(edition):
        yield Fault(edition, "acceptance_altered", f"{name}：认可的情况说明与内容不符。")
    if digest_of(edition.event_content) != edition.event_digest:
        yield Fault(edition, "event_altered", f"{name}：时间、账户、姓名或原因与事件摘要不符。")
    kept = edition.source.sha256 if edition.source else ""
    if content.get("workbook", "") != kept:
        yield Fault(edition, "other_workbook", f"{name}：来源工作簿与报送时的不符。")


def _to_be_accepted(edition: Edition) -> set[str]:
    """An approval accepts every explanation that needs it, and no other event accepts any."""
    if edition.event != Edition.Event.APPROVED:
        return set()
    explained = edition.content.get("explanations", {})
    return {key for key, each in explained.items() if each.get("needs_reviewer")}


def _gaps(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    """Editions are numbered from 1 without a gap; the last one's loss shows in the status."""
    for before, after in pairwise([0, *(edition.number for edition in editions)]):
        for number in range(before + 1, after):
            message = f"{report}：缺少第{number}版，已被删除或改了版本号。"
            yield Fault(report, "edition_missing", message)


def _decided(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    """An approval says what was submitted, and so does what is added up."""
    submitted = {each.submission_id: each for each in editions if each.event == SUBMITTED}
    for edition in editions:
        said = submitted.get(edition.submission_id)
        if edition.event == Edition.Event.APPROVED and said and said.digest != edition.digest:
            message = f"{report} {edition}：内容不是报送时的内容。"
            yield Fault(edition, "approval_differs", message)
    for edition in submitted.values():
        if edition.is_intact:  # else that is told, and it may hold anything
            for code, message in kept_alterations(edition):
                yield Fault(edition, code, f"{report}：{message}")


def _counted(report: Report, editions: list[Edition]) -> Iterator[Fault]:
    """The submission that stands, the approved one, and the first one's time are the editions'."""
    withdrawn = {e.submission_id for e in editions if e.event == Edition.Event.WITHDRAWN}
    standing = [
        e.submission for e in editions if e.event == SUBMITTED and e.submission_id not in withdrawn
    ]
    approved = [e.submission_id for e in editions if e.event == Edition.Event.APPROVED]
    first = standing[0] if standing else None
    expected = (
        standing[-1].pk if standing else None,
        approved[-1] if approved else None,
        first and first.at,
        first and first.due_on,
    )
    found = (report.submission_id, report.approved_submission_id)
    if (*found, report.first_submitted_at, report.first_due_on) != expected:
        message = f"{report}：首次报送时间、截止日或计入汇总的报送与各版本不符。"
        yield Fault(report, "standing_altered", message)


def _since(report: Report, latest: Edition) -> Iterator[Fault]:
    """What a report that lies with the city holds that its latest edition does not."""
    for code, message in alterations(report, latest):
        yield Fault(report, code, f"{report}：{message}")


def _workbook(workbook: SourceWorkbook) -> Iterator[Fault]:
    if hashlib.sha256(workbook.content).hexdigest() != workbook.sha256:
        message = f"{workbook.report}：工作簿“{workbook}”的内容与摘要不符，存入后被改动过。"
        yield Fault(workbook, "workbook_altered", message)
