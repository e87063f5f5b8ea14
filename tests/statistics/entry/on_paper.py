"""A table in every state that it may be printed in, and what the workbook says of it then."""

from datetime import date
from decimal import Decimal

from openpyxl.utils import range_boundaries

from statistics.workbooks.layout import LETTERS
from statistics.workbooks.writing.outgoing import write_attachment
from tests import cast
from tests.statistics.workbooks.writing import xlsx

SAVED = cast.moment(date(2021, 6, 25), 9)
REPORTED = date(2021, 6, 28)
# The longest that the form takes, and an amount that a rounding would cut.
FIGURES = {
    "actions": 46,
    "officers": 123456789,
    "key_markets": 12,
    "trademark-filed": 10,
    "trademark-value": Decimal("1234.567891"),
    "trademark-penalty": Decimal("12345.678901"),
    "counterfeit_patent-value": Decimal("999999999.999999"),
    "other_patent-value": Decimal("999999999.999999"),
    "other_patent-foreign_recovered": Decimal("0.000001"),
    "other_patent-recovered": Decimal("0.5"),
}


def drafted(report):
    cast.fill(report, FIGURES, cut_off_on=date(2021, 6, 25), at=SAVED)


def submitted(report):
    drafted(report)
    cast.submit(report, at=cast.moment(REPORTED))


def withdrawn(report):
    submitted(report)
    report.withdraw(by=cast.clerk(report.unit))


def returned(report):
    submitted(report)
    cast.send_back(report)


def returned_and_changed(report):
    returned(report)
    cast.fill(report, FIGURES | {"actions": 47}, cut_off_on=date(2021, 6, 26), at=SAVED)


def returned_and_withdrawn(report):
    returned_and_changed(report)
    cast.submit(report)
    report.withdraw(by=cast.clerk(report.unit))


def approved(report):
    submitted(report)
    cast.approve(report)


def reopened(report):
    approved(report)
    number = report.editions.last().number
    report.reopen(by=cast.reviewer(), edition=number, reason="复议后金额有变")


def reopened_and_returned(report):
    reopened(report)
    cast.fill(report, FIGURES | {"actions": 47}, at=SAVED)
    cast.submit(report)
    cast.send_back(report)


def returned_by_mistake(report):
    returned(report)
    report.unreturn(by=cast.reviewer(), edition=report.editions.last().number)


def excused(report):
    drafted(report)
    report.excuse(by=cast.reviewer(), reason="并入淮阳区局")


def untouched(report):
    pass


# By what is printed across it; "" where it is with the city.
STATES = {
    untouched: "草稿，未报送",
    drafted: "草稿，未报送",
    excused: "免报，未报送",
    submitted: "",
    withdrawn: "已撤回，未报送",
    returned: "已退回，更正中",
    returned_and_changed: "已退回，更正中",
    returned_and_withdrawn: "已撤回，未报送",
    returned_by_mistake: "",
    approved: "",
    reopened: "审核后退回，更正中",
    reopened_and_returned: "已退回，更正中",
}


def workbook(report) -> list[str]:
    """What stands in each cell of the official attachment, line by line; merged cells once."""
    data = write_attachment(report)
    sheet, digits = xlsx.read(data).active, xlsx.digits(data)
    covered = {address for area in sheet.merged_cells.ranges for address in _covered(str(area))}
    addresses = [f"{letter}{row}" for row in range(1, 20) for letter in LETTERS]
    return [
        _text(sheet[address], digits.get(address, ""))
        for address in addresses
        if address not in covered
    ]


def _covered(area: str) -> list[str]:
    left, top, right, bottom = range_boundaries(area)
    letters = LETTERS[left - 1 : right]
    return [f"{letter}{row}" for row in range(top, bottom + 1) for letter in letters][1:]


def _text(cell, digits: str) -> str:
    """A number, or a formula's result, with the digits that the file has."""
    return digits if cell.data_type in "nf" else cell.value
