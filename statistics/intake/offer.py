"""Whose table a workbook is, and what taking it over into that report would change.

Serves the clerk's import page, the city's, and the command, so that all three accept and refuse the
same. Reads nothing from files and stores nothing: workbooks/read.py and models/takeover.py do.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaigns.models import ReportingPeriod
from units.names import UnitNames

from ..checks.findings import Finding, LaterTable
from ..form.figures import Figures
from ..models import Edition, Report, SourceWorkbook, TakeOver
from ..workbooks.fingerprint import FORM_VERSION
from ..workbooks.reading.incoming import Reading
from ..workbooks.reading.problems import Problem


@dataclass(frozen=True)
class Offer:
    """What a workbook would make of a report's draft; `report` with its rows, not yet locked.

    `names` are those of the period's units, `earlier` and `later` the unit's other reported tables of
    the year.
    """

    report: Report
    reading: Reading
    names: UnitNames
    earlier: tuple[Figures, ...] = ()
    today: date | None = None
    later: tuple[LaterTable, ...] = ()

    @cached_property
    def contradictions(self) -> list[Problem]:
        """What the workbook itself says against being this report; any one forbids taking it."""
        found = (
            *other_form(self.reading),
            *other_unit(self.reading, self.report.unit, self.names),
            *other_time(self.reading, self.report.period),
        )
        return list(found)

    @cached_property
    def is_certain(self) -> bool:
        """It says itself that it is this report: by its mark, or by unit and time in words."""
        if self.reading.fingerprint is not None:
            return True
        span = self.reading.span
        named = self.names.find(self.reading.unit_name)
        return named == self.report.unit and span is not None and span.quarter is not None

    @cached_property
    def figures(self) -> Figures:
        """The draft with every cell put in that was read beyond doubt."""
        return self.report.figures.replace(self.reading.figures)

    @cached_property
    def changed(self) -> list[str]:
        """Input names of the cells that would hold something else than now."""
        return self.figures.differences(self.report.figures)

    @property
    def cleared(self) -> list[str]:
        """Those of them that would become blank."""
        return [name for name in self.changed if self.figures[name] is None]

    @property
    def cut_off_on(self) -> date | None:
        """The day in 统计时间 when it is one of this quarter, else what the draft has or begins with.

        A line 统计时间 that could not be read may say any day: then none is put in its place.
        """
        span, period = self.reading.span, self.report.period
        if span and span.ends_on and period.first_day <= span.ends_on <= period.ends_on:
            return span.ends_on
        is_unclear = any(note.code == "time_unclear" for note in self.reading.notes)
        usual = None if is_unclear else self.report.usual_cut_off(self.today)
        return self.report.cut_off_on or usual

    def findings(self, *, filled_by: str) -> list[Finding]:
        """What would not hold in the table; `filled_by` is the name to be stored if none is yet."""
        return self.report.findings(
            self.earlier,
            self.later,
            by_increment=False,  # the sheet is cumulative
            figures=self.figures,
            cut_off_on=self.cut_off_on,
            filled_by=self.report.filled_by or filled_by,
            today=self.today,
        )

    def entry(self, name: str, content: bytes, *, version: int | None = None) -> TakeOver:
        """What take_over() needs; `version` is the draft's that was looked at."""
        return TakeOver(
            report_id=self.report.pk,
            version=self.report.version if version is None else version,
            figures=self.figures,
            cut_off_on=self.cut_off_on,
            name=name,
            content=content,
        )


# --- What contradicts ----------------------------------------------------------------------------


def other_form(reading: Reading):
    mark = reading.fingerprint
    if mark and mark.form != FORM_VERSION:
        yield Problem(
            "other_form",
            f"这是 {mark.form} 版的统计表，本期使用 {FORM_VERSION} 版。请重新下载表格填写。",
            found=mark.form,
            expected=FORM_VERSION,
        )


def other_unit(reading: Reading, unit, names: UnitNames):
    """The hidden mark, or the line 报送单位, names another unit."""
    mark, named = reading.fingerprint, names.find(reading.unit_name)
    if mark and mark.unit not in unit.codes:
        marked = names.find(mark.unit)
        yield _other_unit(marked.name if marked else f"代码 {mark.unit}", unit, "下载自")
    elif named and named != unit:
        yield _other_unit(reading.unit_name, unit, "写的报送单位是")


def _other_unit(found: str, unit, how: str) -> Problem:
    message = f"工作簿{how}“{found}”，不是{unit.name}。请核对是否选错了文件。"
    return Problem("other_unit", message, found=found, expected=unit.name)


def other_time(reading: Reading, period: ReportingPeriod):
    """The hidden mark, the line 统计时间 or the title names another year or quarter."""
    mark, span = reading.fingerprint, reading.span
    if mark and (mark.year, mark.quarter) != (period.year, period.quarter):
        yield _other_time(f"{mark.year}年{period.QUARTER_NAMES[mark.quarter]}", period)
    elif reading.year not in {None, period.year}:
        yield _other_time(f"{reading.year}年", period)
    elif span and span.quarter not in {None, period.quarter}:
        yield _other_time(f"{span.year}年{period.QUARTER_NAMES[span.quarter]}", period)
    start = period.campaign.starts_on
    if span and span.starts_on and span.year == period.year and span.starts_on != start:
        yield Problem(
            "not_cumulative",
            f"统计时间从{_day(span.starts_on)}开始，本表应填{_day(start)}起的累计数。"
            "请改填累计数并改正统计时间。",
            found=_day(span.starts_on),
            expected=_day(start),
        )


def _other_time(found: str, period: ReportingPeriod) -> Problem:
    message = f"工作簿是{found}的统计表，不是{period}的。请核对是否选错了文件或报告期。"
    return Problem("other_period", message, found=found, expected=str(period))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# --- What would be lost --------------------------------------------------------------------------


def typed_since(reports: list[Report]) -> set[int]:
    """Ids of the reports whose draft holds figures that are kept nowhere else.

    Those were typed by the unit since its last edition or workbook; entry on behalf never
    overwrites them. A constant number of queries.
    """
    filled = {report.pk: report for report in reports if not report.figures.is_empty}
    kept = {(pk, _key(figures)) for pk, figures in _kept_figures(filled)}
    return {pk for pk, report in filled.items() if (pk, _key(report.figures)) not in kept}


def _kept_figures(reports: dict[int, Report]):
    sources = {report.source_id: pk for pk, report in reports.items() if report.source_id}
    for source in SourceWorkbook.objects.without_content().filter(pk__in=sources):
        yield sources[source.pk], source.figures
    for edition in Edition.objects.filter(report__in=reports).order_by("report", "-number"):
        yield edition.report_id, edition.figures


def _key(figures: Figures) -> tuple:
    return tuple(figures.cells.values())
