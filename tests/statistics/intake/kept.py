"""A workbook taken over into a table, and the address of its original."""

from datetime import date

from statistics.form.figures import Figures
from statistics.models import SourceWorkbook, TakeOver, take_over
from tests import cast

TABLE = "/reports/411602/2021/q2/"
CONTENT = b"PK\x03\x04 the bytes\r\n\x00\xff of a workbook"
FIGURES = {"actions": 46, "trademark-filed": 10}


def imported(report, *, by=None, name="川汇区.xlsx", content=CONTENT) -> SourceWorkbook:
    """The workbook, taken over into the report at ten o'clock on 21 June."""
    entry = TakeOver(
        report_id=report.pk,
        version=report.version,
        figures=Figures(FIGURES),
        cut_off_on=date(2021, 6, 30),
        name=name,
        content=content,
    )
    by = by or cast.clerk(report.unit)
    assert take_over([entry], by=by, at=cast.moment(date(2021, 6, 21))) == {}
    report.refresh_from_db()
    return report.workbooks.last()


def original(source) -> str:
    return f"{TABLE}workbooks/{source.pk}/"
