"""The units of Zhoukou by their names, and a county that is made up."""

import csv

from tests import cast
from units.models import ReportingUnit
from units.names import UnitNames

with cast.UNITS_FILE.open(encoding="utf-8") as file:
    UNITS = [ReportingUnit(**row) for row in csv.DictReader(file)]
ZHOUKOU = UnitNames(UNITS)


def code(unit: ReportingUnit | None) -> str | None:
    return unit and unit.code


def county(code: str, short_name: str, name: str = "", **values) -> ReportingUnit:
    """A county that is not in the roster of Zhoukou."""
    return ReportingUnit(
        code=code,
        name=name or f"{short_name}市场监督管理局",
        short_name=short_name,
        kind="county",
        **values,
    )
