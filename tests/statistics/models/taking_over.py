"""A workbook's figures, taken over into a draft at ten o'clock."""

from datetime import date

from statistics.form.figures import Figures
from statistics.models import Report, TakeOver, take_over
from tests import cast

AT_TEN = cast.moment(date(2021, 6, 21), 10)
FILE = b"the bytes of a workbook"


def entry(report, figures, *, name="川汇区.xlsx", content=FILE, version=None) -> TakeOver:
    return TakeOver(
        report_id=report.pk,
        version=version or report.version,
        figures=Figures(figures),
        cut_off_on=date(2021, 6, 25),
        name=name,
        content=content,
    )


def taken(report, figures, *, by, **values) -> Report:
    """The report as stored after a take-over that went through."""
    assert take_over([entry(report, figures, **values)], by=by, at=AT_TEN) == {}
    return stored(report)


def stored(report) -> Report:
    return Report.objects.with_table().get(pk=report.pk)
