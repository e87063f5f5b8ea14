"""The 合计 row of a draft with blanks adds up in either way of filling in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.entry import sheet
from statistics.form.figures import Figures
from statistics.form.indicators import COLUMN_KEYS, FLOWS
from statistics.form.normaliser import group, show
from tests import cast, html
from tests.statistics.entry import totals
from tests.statistics.entry.saving import URL

tables = st.dictionaries(st.sampled_from(FLOWS), st.integers(0, 999), max_size=60).map(Figures)


def shown(client, query) -> dict:
    page = html.read(client.get(URL + query))
    cells = page.all("td", class_="total")
    return {
        cell["data-total"]: (cell.find("output").text, cell.find("span", class_="increment").text)
        for cell in cells
        if cell["data-total"] in totals.COLUMNS
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("query", "expected"),
    [("?entry=increment", totals.INCREMENTS), ("?entry=cumulative", totals.CUMULATIVE)],
)
def test_the_page(client, query, expected):
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, totals.figures(0))
    cast.submit(first)
    cast.fill(cast.report(cast.open_period()), totals.cumulative())
    assert shown(client, query) == expected


@given(tables, tables)
def test_last_period_and_what_is_new_are_the_cumulative_total(figures, previous):
    prepared = sheet.prepare(figures, previous, by_increment=True, is_draft=True)
    added = {
        cell.column: f"累计 {int(cell.previous) + int(cell.text):,}"
        for cell in prepared.totals
        if cell.beside
    }
    assert {cell.column: cell.beside for cell in prepared.totals if cell.beside} == added
    carried = figures.carried(previous).totals
    assert added == {column: f"累计 {group(show(carried[column]))}" for column in added}


@given(tables, tables)
def test_what_was_reported_blank_is_zero_and_adds_up_as_well(figures, previous):
    """A table to read: its blanks were confirmed."""
    prepared = sheet.prepare(figures, previous, by_increment=True)
    texts = {column: 0 for column in COLUMN_KEYS}
    for row in prepared.rows:
        for cell in row.cells:
            texts[cell.column] += int(cell.text or 0)
    assert {cell.column: int(cell.text) for cell in prepared.totals} == texts


@given(tables, tables)
def test_carried_on_nothing_is_new_in_a_blank_and_nothing_else_changes(figures, previous):
    carried = figures.carried(previous)
    new = carried.increments(previous)
    assert carried.blank_flows == []
    assert {new[name] for name in figures.blank_flows} <= {0}
    assert all(carried[name] == figures[name] for name in FLOWS if figures[name] is not None)
    assert carried.carried(previous) == carried
    assert carried["key_markets"] == figures["key_markets"]
