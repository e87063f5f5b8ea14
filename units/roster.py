"""The roster of reporting units as a file: one line a unit, in the city's order."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from .former import joined, split
from .models import ReportingUnit

ZHOUKOU = Path(__file__).parent / "data" / "units.csv"


@dataclass(frozen=True)
class RosterChanges:
    """Codes of the units that loading a roster has added and changed."""

    added: list[str]
    changed: list[str]


@transaction.atomic
def load_roster(path: Path = ZHOUKOU) -> RosterChanges:
    """Bring the units into line with the file; its columns are fields, the row is the position.

    A unit is known by its code, also by a former one. What the file has no column for (phone,
    validity, successors) stays as it is, and nothing is deleted: neither a new code or a name that
    the unit was given since, nor a unit: reports hang on those that have long been merged.
    """
    known = {code: unit for unit in ReportingUnit.objects.all() for code in unit.codes}
    changes = RosterChanges(added=[], changed=[])
    for position, row in enumerate(_rows(path), start=1):
        unit = known.get(row["code"]) or ReportingUnit()
        values = row | {
            "position": position,
            "code": unit.code or row["code"],
            "other_names": joined(unit.other_names, *split(row["other_names"])),
        }
        if all(getattr(unit, name) == value for name, value in values.items()):
            continue
        (changes.changed if unit.pk else changes.added).append(row["code"])
        for name, value in values.items():
            setattr(unit, name, value)
        unit.save()
    return changes


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
