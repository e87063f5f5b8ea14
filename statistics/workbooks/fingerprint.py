"""The hidden mark in an exported attachment that says which table it is.

A document property, which Excel, WPS and LibreOffice keep when they save the file again. It guards
against mistakes, not against forgery: whoever edits it can as well edit the printed words.
"""

import re
from dataclasses import dataclass

FORM_VERSION = "2021"  # the form annexed to 周市监办〔2021〕53号
PROPERTY = "zkreport"  # also known to cells.py, which imports nothing of ours
PATTERN = re.compile(
    r"zkreport:([0-9A-Za-z]{1,12})/([0-9A-Z]{6,12})/([0-9]{4})/([1-4])(?::([0-9.,]{1,220}))?"
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    form: str
    unit: str  # the unit's code
    year: int
    quarter: int
    totals: tuple[str, ...] = ()  # 合计 as exported, in the order of the columns

    def __str__(self):
        totals = f":{','.join(self.totals)}" if self.totals else ""
        return f"zkreport:{self.form}/{self.unit}/{self.year}/{self.quarter}{totals}"

    @classmethod
    def parse(cls, text: str) -> "Fingerprint | None":
        """The mark that `text` is, or None for anything else."""
        found = PATTERN.fullmatch(text)
        if found is None:
            return None
        form, unit, year, quarter, totals = found.groups(default="")
        return cls(form, unit, int(year), int(quarter), tuple(filter(None, totals.split(","))))
