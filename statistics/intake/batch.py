"""A folder of mailed workbooks becomes a period's drafts.

for outcome in import_files(files_in(folder), period, by=user):
    print(outcome.file, outcome.label)

Two passes, so that two files of one unit are both known before either is taken: the first reads
every file, several at a time, and puts what it found into a temporary file; the second takes them
over, a hundred reports to a transaction. Memory does not grow with the number of files.
"""

import hashlib
import logging
import os
import pickle
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath
from tempfile import TemporaryFile

from django.db import transaction

from campaigns.models import ReportingPeriod
from units.models import ReportingUnit
from units.names import UnitNames

from ..errors import ReportError
from ..models import Report, take_over
from ..workbooks.gate.refusals import Refused
from ..workbooks.parser.sandbox import RawBook, Sandbox
from ..workbooks.reading.incoming import Reading, begin_reading, read_book
from ..workbooks.reading.problems import Problem
from .folder import File
from .offer import Offer, other_time, typed_since
from .verdict import Outcome, Verdict, given_back, judge, unit_unknown

AT_ONCE, BYTES_AT_ONCE = 100, 4 * 1024 * 1024  # in a transaction: reports, and of their files
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Examined:
    """A file after the first pass: what it says, or why it says nothing, and whose it is."""

    file: File
    result: Reading | Problem
    sha256: str
    size: int  # bytes
    unit: str | None  # the unit's code


def import_files(
    files: Sequence[File],
    period: ReportingPeriod,
    *,
    by,
    dry_run: bool = False,
    submit: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Iterator[Outcome]:
    """Take over every file that leaves no doubt, as drafts entered on behalf (代填) by `by`.

    Outcomes come in the order of the files. `dry_run` does all of it and takes it back; `submit`
    also reports each table to the city; `progress` is called after each file that was read. A file
    whose figures are the draft already changes nothing.
    """
    names = UnitNames(ReportingUnit.objects.filter(reports__period=period))
    with TemporaryFile() as notes:
        files_of = defaultdict(list)
        for file, result, sha256, size in _read_all(files):
            unit = whose(result, file.name, names)
            if isinstance(result, Reading) and not any(other_time(result, period)):
                files_of[unit].append(file)
            # Read back by this process only, from a file that has no name: no stranger's pickle.
            pickle.dump((result, sha256, size, unit), notes)
            progress()
        notes.seek(0)
        examined = (Examined(file, *pickle.load(notes)) for file in files)
        for some in _portions(examined):
            yield from _enter(_Chunk(some, period, names, files_of), by, dry_run, submit)


def whose(result: Reading | Problem, file_name: str, names: UnitNames) -> str | None:
    """The code of the unit that a workbook is of: by its mark, 报送单位, or the file's name."""
    unit = None
    if isinstance(result, Reading):
        if result.fingerprint:
            marked = names.find(result.fingerprint.unit)  # also by a former code
            return marked.code if marked else result.fingerprint.unit
        unit = names.find(result.unit_name)
    unit = unit or names.find_within(PurePosixPath(file_name).stem)
    return unit and unit.code


# --- First pass: read ----------------------------------------------------------------------------


def _read_all(files: Iterable[File]) -> Iterator[tuple[File, Reading | Problem, str, int]]:
    """Each file with its reading, SHA-256 and size, in order.

    One sandbox more than processors: others parse while this process looks at one's answer.
    """
    with ExitStack() as stack:
        idle = [stack.enter_context(Sandbox()) for _ in range((os.cpu_count() or 1) + 1)]
        under_way = deque()
        for file in files:
            if idle:
                under_way.append(_UnderWay(file, idle.pop()))
                continue
            first = under_way.popleft()
            first.finish()
            under_way.append(_UnderWay(file, first.sandbox))
            yield first.outcome()
        for last in under_way:
            last.finish()
            yield last.outcome()


class _UnderWay:
    """A file that is being parsed. What goes wrong with it is kept: no file ever stops the others."""

    def __init__(self, file: File, sandbox: Sandbox):
        self.file, self.sandbox = file, sandbox
        self.sha256, self.size = "", 0
        self.book: RawBook | None = None
        self.problem: Problem | None = None
        self._attempt(self._begin)

    def finish(self) -> None:
        """Wait for its cells; after that its sandbox may take another one."""
        self._attempt(self._take_book)

    def outcome(self) -> tuple[File, Reading | Problem, str, int]:
        reading = self._attempt(lambda: read_book(self.book))
        if self.problem:
            return self.file, self.problem, "", 0
        return self.file, reading, self.sha256, self.size

    def _begin(self) -> None:
        data = self.file.read()
        begin_reading(data, self.file.name, self.sandbox)
        self.sha256, self.size = _sha256(data), len(data)

    def _take_book(self) -> None:
        self.book = self.sandbox.finish()

    def _attempt(self, step: Callable[[], Reading | None]) -> Reading | None:
        """What the step gives; nothing once a step has failed."""
        if self.problem:
            return None
        try:
            return step()
        except Refused as refusal:
            self.problem = Problem(refusal.code, refusal.message)
        except Exception:
            log.exception("a workbook could not be read")
            self.problem = Problem("not_read", "读取文件时出错，没有导入；详情已记入日志。")
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- Second pass: take over ----------------------------------------------------------------------


def _portions(examined: Iterable[Examined]) -> Iterator[list[Examined]]:
    """What goes into one transaction: its files are in memory together, and again as SQL."""
    some, size = [], 0
    for each in examined:
        if some and (len(some) == AT_ONCE or size + each.size > BYTES_AT_ONCE):
            yield some
            some, size = [], 0
        some.append(each)
        size += each.size
    if some:
        yield some


@transaction.atomic
def _enter(chunk: "_Chunk", by, dry_run: bool, submit: bool) -> list[Outcome]:
    chunk.take_over(by)
    if submit:
        chunk.submit(by)
    transaction.set_rollback(dry_run)
    return chunk.outcomes


class _Chunk:
    """Some files, the reports they are for, and what becomes of them."""

    def __init__(self, examined: list[Examined], period, names: UnitNames, files_of: dict):
        self.period, self.names, self.files_of = period, names, files_of
        reports = period.reports.with_table().select_related("saved_by")
        reports = list(reports.filter(unit__code__in={each.unit for each in examined}))
        self.reports = {report.unit.code: report for report in reports}
        self.typed_since = typed_since(reports)
        self.offers: list[tuple[Examined, Offer, Outcome]] = []
        self.outcomes = [self._outcome(each) for each in examined]

    def _outcome(self, each: Examined) -> Outcome:
        report = self.reports.get(each.unit)
        outcome = Outcome(each.file.name, report and report.unit)
        if isinstance(each.result, Problem):
            outcome.add(each.result, Verdict.REFUSED)
            return outcome
        if report is None:
            outcome.problems += each.result.problems
            outcome.add(self._no_report(each))
            return outcome
        offer = Offer(report, each.result, self.names)
        rivals = [file.name for file in self.files_of[each.unit] if file is not each.file]
        is_typed_since = report.pk in self.typed_since
        judge(
            offer,
            outcome,
            rivals=rivals,
            is_known=not offer.changed and report.source_sha256 == each.sha256,
            is_typed_since=is_typed_since,
        )
        if outcome.status is Verdict.IMPORTED and not is_typed_since:
            outcome.changes = len(offer.changed)
            self.offers.append((each, offer, outcome))
        return outcome

    def _no_report(self, each: Examined) -> Problem:
        if each.unit is None:
            return unit_unknown(each.result.unit_name)
        message = f"代码为 {each.unit} 的单位不在{self.period}的应报单位之内，没有导入。"
        return Problem("not_expected", message, found=each.unit, expected="本期应报单位")

    def take_over(self, by) -> None:
        """Store what is beyond doubt. The files are read again: none is held in memory for long."""
        entries = {}
        for each, offer, outcome in self.offers:
            data = _unchanged(each)
            if data is None:
                outcome.add(_changed_meanwhile())
                continue
            entry = offer.entry(each.file.name, data)
            outcome.is_new = entry.changes(offer.report)
            if outcome.is_new:
                entries[offer.report.pk] = entry
        refusals = take_over(entries.values(), by=by)
        for _, offer, outcome in self.offers:
            if refusal := refusals.get(offer.report.pk):
                outcome.is_new = False
                outcome.add(Problem("not_taken", refusal.message))

    def submit(self, by) -> None:
        for _, offer, outcome in self.offers:
            if outcome.status is Verdict.IMPORTED and not offer.report.is_with_city:
                if not outcome.is_new and _was_given_back(offer.report):
                    outcome.add(given_back(offer.report))
                    continue
                try:
                    offer.report.submit_on_behalf(by=by)
                    outcome.is_submitted = True
                except ReportError as refusal:
                    outcome.add(Problem("not_submitted", refusal.message))


def _unchanged(each: Examined) -> bytes | None:
    """The file's content; None when it is gone, or is not any more what was examined."""
    try:
        data = each.file.read()
    except Refused:
        return None
    return data if _sha256(data) == each.sha256 else None


def _was_given_back(report: Report) -> bool:
    """Nothing has been taken over since the unit's table was returned or withdrawn."""
    last = report.editions.values_list("source", flat=True).last()
    return last is not None and last == report.source_id


def _changed_meanwhile() -> Problem:
    message = "文件在导入过程中被改动或移走，没有导入。请关闭该文件后再导入一次。"
    return Problem("file_changed", message)
