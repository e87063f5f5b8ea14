"""The city's totals worked out anew from what every event left behind, for the portal's to be held against.

Nothing of the portal's own adding up is used: rows are read with SQL, figures are the texts that
editions keep, and every unit is looked at on its own. Slow and plain on purpose.

year = recomputed.read(2030, merged={"411621": ["411603"]})
year.total(2, "carry")["trademark-filed"]
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

EDITIONS = """
    SELECT report.id, unit.id, period.quarter, edition.event, edition.content
    FROM statistics_report AS report
    JOIN units_reportingunit AS unit ON unit.id = report.unit_id
    JOIN campaigns_reportingperiod AS period ON period.id = report.period_id
    JOIN campaigns_campaign AS campaign ON campaign.id = period.campaign_id
    LEFT JOIN statistics_edition AS edition ON edition.report_id = report.id
    WHERE campaign.year = %s ORDER BY edition.id
"""
AFTER = {  # the state that each event leaves; the others leave it as it is
    "submitted": "submitted",
    "withdrawn": "draft",
    "returned": "returned",
    "approved": "approved",
    "reopened": "returned",
    "unreturned": "submitted",
    "unreopened": "approved",
}
COUNTED = {"approved": {"approved"}, "submitted": {"submitted", "approved"}}
STOCK = "key_markets"


@dataclass
class Table:
    """A unit's table of a quarter: what became of it."""

    status: str = "draft"
    reported: list[dict] = field(default_factory=list)  # contents, those withdrawn taken off again
    approved: dict | None = None

    def happened(self, event: str, content: dict) -> None:
        self.status = AFTER.get(event, self.status)
        if event == "submitted":
            self.reported.append(content)
        elif event == "withdrawn":
            self.reported.pop()
        elif event == "approved":
            self.approved = content

    def known(self, scope: str) -> dict | None:
        if scope == "submitted":
            return self.reported[-1] if self.reported else None
        return self.approved


@dataclass
class Year:
    tables: dict[str, dict[int, Table]]  # by unit and quarter
    merged: dict[str, list[str]]  # the units that went on, by the one that ended

    def total(self, quarter: int, scope: str) -> Counter:
        """Each cell's cumulative sum over the year's units."""
        cells = Counter()
        for unit in self.tables:
            content = self._counted(unit, quarter, scope)
            if content is None and self._stays(unit, quarter, scope):
                content = self._last(unit, quarter, scope)[1]
                if self._stock_is_another_ones(unit, quarter, scope):
                    content = content | {"figures": content["figures"] | {STOCK: ""}}
            _add(cells, content)
        return cells

    def new(self, quarter: int, scope: str) -> Counter:
        """What of it is new since the last table before, a unit at a time; the stock as it is."""
        cells = self.total(quarter, scope)
        stock = cells[STOCK]
        for unit in self.tables:
            is_in = self._counted(unit, quarter, scope) or self._stays(unit, quarter, scope)
            if is_in or self._is_newly_included(unit, quarter, scope):
                before = self._last(unit, quarter - 1, scope)
                _add(cells, before and before[1], times=-1)
        cells[STOCK] = stock
        return cells

    def _last(self, unit, quarter, scope) -> tuple[int, dict] | None:
        """The latest quarter up to this one of which something is known, and what."""
        for each in range(quarter, 0, -1):
            content = each in self.tables[unit] and self.tables[unit][each].known(scope)
            if content:
                return each, content
        return None

    def _counted(self, unit, quarter, scope) -> dict | None:
        """What a unit that goes on counts with."""
        table = self.tables[unit].get(quarter)
        if table is None:
            return None
        if scope == "carry":
            last = self._last(unit, quarter, scope)
            return last and last[1]
        return table.known(scope) if table.status in COUNTED[scope] else None

    def _quarter_counted(self, unit, quarter, scope) -> int:
        """Of which quarter the table is that it counts with; 0 when it does not."""
        if self._counted(unit, quarter, scope) is None:
            return 0
        return self._last(unit, quarter, scope)[0] if scope == "carry" else quarter

    def _has_ended(self, unit, quarter, scope) -> bool:
        return quarter not in self.tables[unit] and self._last(unit, quarter, scope) is not None

    def _stays(self, unit, quarter, scope) -> bool:
        return self._has_ended(unit, quarter, scope) and not self._has_left(unit, quarter, scope)

    def _has_left(self, unit, quarter, scope) -> bool:
        """Everybody it went into counts with a table that includes it."""
        heirs = self.merged.get(unit, ())
        return bool(heirs) and all(self._stands_for(each, unit, quarter, scope) for each in heirs)

    def _stands_for(self, heir, unit, quarter, scope) -> bool:
        """By a table of its own; or those that it went into in turn, for both."""
        since = self._included_since(unit, heir)
        counted = self._quarter_counted(heir, quarter, scope)
        if since and counted:
            return counted >= since
        if quarter in self.tables[heir]:  # goes on
            return False
        if since:  # it stays in with that table, or has left with what the table has
            return self._last(heir, quarter, scope)[0] >= since
        onward = self.merged.get(heir, ())
        return bool(onward) and all(self._stands_for(each, unit, quarter, scope) for each in onward)

    def _is_newly_included(self, unit, quarter, scope) -> bool:
        """It has left, and was not in all their tables of before."""
        is_gone = self._has_ended(unit, quarter, scope) and self._has_left(unit, quarter, scope)
        return is_gone and not self._was_included(unit, quarter, scope)

    def _was_included(self, unit, quarter, scope) -> bool:
        return all(self._had(each, unit, quarter, scope) for each in self.merged[unit])

    def _had(self, heir, unit, quarter, scope) -> bool:
        since, before = self._included_since(unit, heir), self._last(heir, quarter - 1, scope)
        if since:
            return before is not None and before[0] >= since
        onward = self.merged.get(heir, ())
        return bool(onward) and all(self._had(each, unit, quarter, scope) for each in onward)

    def _included_since(self, unit, heir) -> int | None:
        """The first quarter whose approved table of the heir says that it includes the unit."""
        for quarter, table in sorted(self.tables[heir].items()):
            if table.approved and unit in _includes(table.approved):
                return quarter
        return None

    def _stock_is_another_ones(self, unit, quarter, scope) -> bool:
        """A later table of the area counts, of a unit that it went into or of one after that."""
        last = self._last(unit, quarter, scope)[0]
        return any(
            self._has_later(each, last, quarter, scope) for each in self.merged.get(unit, ())
        )

    def _has_later(self, heir, than, quarter, scope) -> bool:
        if quarter in self.tables[heir]:
            return self._quarter_counted(heir, quarter, scope) > than
        last = self._last(heir, quarter, scope)  # stays in with it, or what followed has
        onward = self.merged.get(heir, ())
        return (last is not None and last[0] > than) or any(
            self._has_later(each, than, quarter, scope) for each in onward
        )


def read(year: int, merged: dict[str, list[str]]) -> Year:
    """The year as its editions tell it; `merged` by the units' codes of their first tables."""
    with connection.cursor() as cursor:
        cursor.execute(EDITIONS, [year])
        rows = cursor.fetchall()
    tables, codes = {}, {}
    for _, unit, quarter, event, content in rows:
        table = tables.setdefault(unit, {}).setdefault(quarter, Table())
        if event is not None:
            content = json.loads(content) if isinstance(content, str) else content
            codes.setdefault(unit, content["unit"])
            table.happened(event, content)
    by_code = {codes.get(unit, unit): quarters for unit, quarters in tables.items()}
    return Year(by_code, merged)


def _includes(content: dict) -> set[str]:
    """Codes of the units whose figures a table says it has."""
    return {code for code, said in content.get("included", {}).items() if said["included"]}


def _add(cells: Counter, content: dict | None, times: int = 1) -> None:
    for name, text in (content["figures"] if content else {}).items():
        cells[name] += times * Decimal(text or 0)
