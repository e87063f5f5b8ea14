"""Taking workbooks over: their figures become drafts, their files are kept.

One or a hundred at a time in the same few queries; an upload on the page and a folder on the
command line go the same way.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from ..errors import ReportError
from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS
from .report import CaseRow, Report
from .source import SourceWorkbook

WRITTEN = [*ACTION_KEYS, "cut_off_on", "saved_at", "saved_by", "version", "source", "by_increment"]


@dataclass(frozen=True)
class TakeOver:
    """A file, and what it makes of a report that was read at `version`."""

    report_id: int
    version: int
    figures: Figures
    cut_off_on: date | None
    name: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def changes(self, report: Report) -> bool:
        """Taking the same file over again, onto the same figures, changes nothing."""
        return (
            report.source_sha256 != self.sha256
            or report.figures != self.figures
            or report.cut_off_on != self.cut_off_on
        )


@transaction.atomic
def take_over(entries: Iterable[TakeOver], *, by, at=None) -> dict[int, ReportError]:
    """Store each entry's figures as its report's draft, and its file beside it.

    Returns the refusals by report id; a refused entry changes nothing and stops no other. Entry by
    someone who is not of the unit is marked as 代填 (on behalf).
    """
    at, refusals, taken = at or timezone.now(), {}, []
    entries = {entry.report_id: entry for entry in entries}
    for report in _locked(entries):
        entry = entries[report.pk]
        if not entry.changes(report):
            continue
        try:
            report.require_open_to(by, version=entry.version)
        except ReportError as refusal:
            refusals[report.pk] = refusal
        else:
            taken.append((report, entry))
    _store(taken, by, at)
    return refusals


def _locked(entries: dict[int, TakeOver]) -> list[Report]:
    """In one order, so that two imports never wait for each other's rows; read once all are held."""
    Report.objects.filter(pk__in=entries).lock()
    reports = Report.objects.with_place().with_source().filter(pk__in=entries).order_by("pk")
    known = [each for each in reports if each.source_sha256 == entries[each.pk].sha256]
    prefetch_related_objects(known, "rows")  # changes() looks at no others' figures
    return list(reports)


def _store(taken: list[tuple[Report, TakeOver]], by, at) -> None:
    sources = SourceWorkbook.objects.bulk_create(
        _source(report, entry, by, at) for report, entry in taken
    )
    for (report, entry), source in zip(taken, sources, strict=True):
        for key in ACTION_KEYS:
            setattr(report, key, entry.figures[key])
        # By its id: the source itself would hold the file in memory as long as the report lives.
        report.cut_off_on, report.source_id = entry.cut_off_on, source.pk
        report.saved_at, report.saved_by = at, by
        report.version += 1
        report.by_increment = False  # the sheet is cumulative
    CaseRow.store(row for report, entry in taken for row in CaseRow.table(report, entry.figures))
    Report.objects.bulk_create(  # an upsert of rows that are all there; bulk_update() is far slower
        [report for report, _ in taken],
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=WRITTEN,
    )


def _source(report: Report, entry: TakeOver, by, at) -> SourceWorkbook:
    return SourceWorkbook(
        report=report,
        name=entry.name[-SourceWorkbook.LONGEST_NAME :],
        content=entry.content,
        sha256=entry.sha256,
        figures_taken=entry.figures.as_text(),
        taken_at=at,
        taken_by=by,
        on_behalf=not report.can_be_filled_by(by),
    )
