"""The table beside last period's figures, and what is new: …/?entry=increment."""

import pytest

from statistics.form.indicators import CELLS
from tests import cast
from tests.statistics.entry.saving import in_inputs
from tests.statistics.entry.table_page import show, texts, totals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- Beside last period's figures ----------------------------------------------------------------


def test_last_periods_figure_and_the_increment_stand_in_the_cell(client, with_previous):
    page = show(client)
    beside = {
        "actions": ["上期 20", "+26"],
        "officers": ["上期 —", ""],
        "key_markets": ["上期 7", ""],  # a stock has no increment
        "trademark-filed": ["上期 4", "+6"],
        "trademark-closed": ["上期 3", "−1"],
        "trademark-value": ["上期 3.5", "+12.04"],
        "other_patent-filed": ["上期 —", "+1"],
        "other_patent-closed": ["上期 —", ""],
    }
    assert {name: texts(page, name) for name in beside} == beside


def test_last_periods_figures_are_there_for_the_script(client, with_previous):
    cells = [cell for cell in show(client).all("td") if "data-cell" in cell]
    previous = {cell["data-cell"]: cell["data-previous"] for cell in cells}
    assert previous == dict.fromkeys(CELLS, "") | {
        "actions": "20",
        "key_markets": "7",
        "trademark-filed": "4",
        "trademark-closed": "3",
        "trademark-value": "3.5",
    }


def test_totals_have_their_increment_too(client, with_previous):
    assert [cell.text for cell in totals(show(client))] == [
        "11上期 4+7",
        "2上期 3−1",
        "15.54上期 3.5+12.04",
        *["0上期 0"] * 8,  # nothing was typed there, so nothing is known to be new
    ]


def test_the_head_names_the_period_before(client, with_previous):
    assert show(client).find("span", id="previous-name").text == "上期：一季度"


def test_without_a_period_before_nothing_stands_beside(client, table):
    page = show(client)
    assert (page.all("small"), page.all("td", **{"data-previous": ""})) == ([], [])
    assert page.all("div", class_="filling") == []


def test_a_first_quarter_that_was_never_reported_is_no_period_before(client):
    cast.fill(cast.report(cast.open_period(quarter=1)), {"actions": 5})
    cast.open_period()
    assert show(client).all("small") == []


# --- By increment --------------------------------------------------------------------------------


def test_the_increment_view_turns_the_two_figures_around(client, with_previous):
    page = show(client, "?entry=increment")
    form = page.find("form", id="table-form")
    assert {name: text for name, text in in_inputs(form).items() if text} == {
        "actions": "26",
        "key_markets": "5",
        "trademark-filed": "6",
        "trademark-closed": "-1",
        "trademark-value": "12.04",
        "other_patent-filed": "1",
        "version": "2",
        "entry": "increment",
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
    }
    assert texts(page, "trademark-filed") == ["上期 4", "累计 10"]
    assert texts(page, "key_markets") == ["上期 7", ""]
    assert [cell.text for cell in totals(page)] == [
        "7上期 4累计 11",
        "−1上期 3累计 2",
        "12.04上期 3.5累计 15.54",
        *["0上期 0"] * 8,
    ]


@pytest.mark.parametrize(
    ("query", "entry"),
    [("", "cumulative"), ("?entry=x", "cumulative"), ("?entry=increment", "increment")],
)
def test_which_way_figures_are_entered(client, with_previous, query, entry):
    assert show(client, query).find("form", id="table-form").values["entry"] == entry


def test_without_a_period_before_there_is_no_increment_view(client, table):
    form = show(client, "?entry=increment").find("form", id="table-form")
    assert form.values["entry"] == "cumulative"
