"""The made-up figures of the demo: the same at every run, sound, and as large as in Henan."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.start import quarter_days
from cases.categories import CaseCategory
from statistics.checks import evaluate
from statistics.checks.limits import Level
from statistics.form.indicators import CELLS, COLUMN_KEYS, Kind, cell_name
from statistics.management import demo

unit_codes = st.from_regex(r"[0-9A-Z]{6,12}", fullmatch=True)
years = st.integers(2000, 2999)


def test_the_figures_are_the_same_at_every_run():
    assert figures_that_count("411602", 2021, 1) == FIRST_QUARTER
    assert figures_that_count("411602", 2021, 1) == FIRST_QUARTER
    assert figures_that_count("411603", 2021, 1) != FIRST_QUARTER
    assert figures_that_count("411602", 2022, 1) != FIRST_QUARTER


def figures_that_count(*table) -> dict:
    texts = demo.figures(*table).as_text()
    return {name: text for name, text in texts.items() if text not in {"", "0"}}


FIRST_QUARTER = {
    "actions": "20",
    "officers": "85",
    "market_actions": "8",
    "market_officers": "33",
    "key_markets": "24",
    "trademark-filed": "1",
    "trademark-value": "2.42",
    "trademark-key_market": "1",
    "trademark-rural_market": "1",
}


@given(unit_codes, years)
def test_every_table_passes_the_checks(unit_code, year):
    previous = None
    for quarter in (1, 2, 3, 4):
        table = demo.figures(unit_code, year, quarter)
        variants = [table, *(demo.with_slip(table, slip) for slip in SLIPS)]
        assert [findings(figures, year, quarter, previous) for figures in variants] == [[], [], []]
        previous = table


SLIPS = (demo.OFFICERS_SLIP, demo.MARKETS_SLIP)


def findings(figures, year, quarter, previous):
    first, last = quarter_days(year, quarter)
    """All but hints: many new cases are none the less usual."""
    found = evaluate.check(evaluate.Table(figures, last, first, last, "川汇区填报员", previous))
    return [finding for finding in found if finding.level is not Level.HINT]


@given(unit_codes, years)
def test_every_table_is_usual(unit_code, year):
    """Also by those relations of the form that do not block yet, or only hint."""
    previous = None
    for quarter in (1, 2, 3, 4):
        table = demo.figures(unit_code, year, quarter)
        for figures in (table, *(demo.with_slip(table, slip) for slip in SLIPS)):
            assert [name for name, holds in relations(figures, previous) if not holds] == []
        previous = table


def relations(table, previous):
    actions, officers = table["actions"], table["officers"]
    yield "A3", (actions == 0) == (officers == 0)
    yield "A3 markets", (table["market_actions"] == 0) == (table["market_officers"] == 0)
    yield "A4", officers >= 2 * actions
    yield "A5", table["key_markets"] > 0
    for row in (*case_rows(table), table.totals):
        yield from row_relations(row)
    yield "D5", table.totals["filed"] == 0 or actions > 0
    if previous:
        yield from relations_to_the_last_period(table, previous)


def case_rows(table):
    for category in CaseCategory:
        yield {key: table[cell_name(category, key)] or 0 for key in COLUMN_KEYS}


def row_relations(row):
    filed, closed, value = row["filed"], row["closed"], row["value"]
    cases, amounts = max(filed, closed), (value, row["penalty"], row["recovered"])
    for key in ("ecommerce", "key_market", "rural_market", "foreign"):
        yield f"B {key}", row[key] <= filed
    yield "B6", row["foreign_recovered"] <= row["recovered"]
    yield "B7", row["foreign_recovered"] == 0 or row["foreign"] > 0
    yield "D1", closed <= filed
    yield "D2", row["transferred"] <= filed
    yield "D3", cases > 0 or not any(amounts)
    yield "D4", filed == 0 or value > 0
    yield "M1", row["penalty"] <= value
    yield "M3", max(value, row["penalty"]) <= 50 * cases
    yield "M4", row["recovered"] <= 10 * value


def relations_to_the_last_period(table, previous):
    flows = (name for name, cell in CELLS.items() if cell.indicator.kind is Kind.FLOW)
    yield "Q1", all((table[name] or 0) >= (previous[name] or 0) for name in flows)
    moved = abs(table["key_markets"] - previous["key_markets"])
    yield "A6", moved <= 0.3 * previous["key_markets"]
    yield "Q3", table.totals["filed"] - previous.totals["filed"] <= 10
    yield "Q4", table.differences(previous) != []


def test_the_years_are_as_large_as_in_henan():
    """Per unit: 5–30 件, 5–100 万元, 0–2 transferred, 20–120 actions by 2–6 people, 5–30 markets."""
    for unit_code in demo.IN_PROGRESS:
        for year in range(2021, 2036):
            table = demo.figures(unit_code, year, 4)
            totals = table.totals
            assert 5 <= totals["filed"] <= 30
            assert 5 <= totals["value"] <= 100
            assert 0 <= totals["transferred"] <= 2
            assert 20 <= table["actions"] <= 120
            assert 2 * table["actions"] <= table["officers"] <= 6 * table["actions"]
            assert 5 <= table["key_markets"] <= 30


def test_most_cases_are_about_trademarks_and_most_cells_hold_nothing():
    tables = [demo.figures(unit_code, 2021, 4) for unit_code in demo.IN_PROGRESS]
    filed = sum(table.totals["filed"] for table in tables)
    assert sum(table["trademark-filed"] for table in tables) > filed * 0.6
    cells = [
        table[cell_name(row, key)]
        for table in tables
        for row in CaseCategory
        for key in COLUMN_KEYS
    ]
    assert sum(not cell for cell in cells) > len(cells) * 0.6
    assert {None, 0} < set(cells)
