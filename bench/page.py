"""The table page and its save, beside the stock admin's change form over the same models."""

import json
from collections.abc import Callable
from decimal import Decimal
from itertools import cycle
from urllib.parse import urlencode

from cases.categories import CaseCategory
from statistics.form.indicators import ACTION_KEYS, CELLS, COLUMN_KEYS
from statistics.form.normaliser import show
from statistics.models import Report

from . import data
from .browser import Browser, count_queries
from .results import Results
from .timing import race

STOCK_CELLS = (
    *ACTION_KEYS,
    *(f"rows-{row}-{key}" for row, _ in enumerate(CaseCategory) for key in COLUMN_KEYS),
)


def measure(results: Results, units: int) -> None:
    ours, stock = _table_page(), _stock_page()
    for page in (ours, stock):
        page.require_that_it_saves()
    results.faster("table page, show", units, race(ours.show, stock.show, seconds=5), at_least=3)
    results.faster("table page, save", units, race(ours.save, stock.save, seconds=5), at_least=3)
    relations = race(_relations(), ours.show)
    results.slower("all relations / showing the table page", units, relations, at_most=0.1)
    results.queries("table page, show: queries", units, count_queries(ours.show), at_most=10)
    results.queries("table page, save: queries", units, count_queries(ours.save), at_most=14)
    cell = Cell(ours)
    results.faster("saving a cell", units, race(cell.save, stock.save, seconds=5), at_least=5)
    results.queries("saving a cell: queries", units, count_queries(cell.save), at_most=12)
    results.figure("stock form, show: queries", units, count_queries(stock.show), " queries")
    results.figure("stock form, save: queries", units, count_queries(stock.save), " queries")


class Page:
    """A form with a report's 93 figures, shown and saved again and again, each time all changed."""

    def __init__(self, browser: Browser, address: str, cells):
        self.browser, self.address, self.cells = browser, address, cells
        fields = browser.form(address)
        self.version = int(fields.pop("version"))
        self.stored = {name: Decimal(fields[name]) for name in cells}
        self.more = {name: figure + 1 for name, figure in self.stored.items()}
        # Encoding is the browser's work, so it is done before the clock runs. The portal's page says
        # what it was built on; the stock form has no such field.
        tables = [(self.more, self.stored), (self.stored, self.more)]
        self.bodies = cycle([urlencode(fields | new | _base(fields, old)) for new, old in tables])

    def show(self) -> None:
        self.browser.see(self.address)

    def save(self) -> None:
        self.browser.send(self.address, f"version={self.version}&{next(self.bodies)}")
        # The portal wants to hear which version was read; the stock form stores what it is told.
        self.version += 1

    def require_that_it_saves(self) -> None:
        for table in (self.more, self.stored):
            self.save()
            after = self.browser.form(self.address)
            assert {name: Decimal(after[name]) for name in self.cells} == table, self.address


def _base(fields: dict[str, str], old: dict[str, Decimal]) -> dict[str, str]:
    if "was" not in fields:
        return {}
    return {"was": json.dumps(json.loads(fields["was"]) | {n: show(old[n]) for n in old})}


class Cell:
    """The same page's script, which saves one figure again and again, each time changed."""

    NAME = "trademark-filed"

    def __init__(self, page: Page):
        self.page, self.findings = page, ""
        figure = int(page.browser.form(page.address)[self.NAME])
        self.changes = cycle([(figure + 1, figure), (figure, figure + 1)])

    def save(self) -> None:
        new, old = next(self.changes)
        cell = {self.NAME: new, f"was-{self.NAME}": old, "findings": self.findings}
        head = {"version": self.page.version, "entry": "cumulative"}
        answer = self.page.browser.save(self.page.address, urlencode(head | cell))
        assert answer["saved"] == [self.NAME], answer
        self.page.version = answer["version"]
        self.findings = answer.get("findings_key", self.findings)


def _table_page() -> Page:
    address = f"/reports/{data.code(1)}/{data.YEAR}/q{data.LATEST}/"
    return Page(Browser(data.code(1)), address, tuple(CELLS))


def _relations() -> Callable:
    """Every relation of one unit's table, against its earlier ones; all three are loaded."""
    reports = Report.objects.with_table().filter(unit__code=data.code(1))
    report = reports.get(period=data.period(data.LATEST))
    earlier = [each.reported_figures for each in report.earlier()]
    return lambda: report.findings(earlier)


def _stock_page() -> Page:
    report = Report.objects.get(period=data.period(data.LATEST), unit__code=data.code(2))
    address = f"/stock/statistics/report/{report.pk}/change/"
    return Page(Browser(data.STOCK), address, STOCK_CELLS)
