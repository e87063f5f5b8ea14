"""Saving what is new since last period: POST …/?entry=increment."""

from decimal import Decimal

import pytest

from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import JSON, URL, form, in_inputs, stored, type_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def with_previous():
    """The second quarter, blank, after a first quarter that was reported."""
    first = cast.report(cast.open_period(quarter=1))
    previous = {"actions": 20, "key_markets": 7, "trademark-filed": 4, "trademark-closed": 3}
    cast.fill(first, previous | {"trademark-value": Decimal("3.5")})
    cast.submit(first)
    return cast.report(cast.open_period())


def test_increments_are_added_to_last_periods_figures(client, with_previous):
    response, _ = type_in(
        client,
        {
            "actions": "+26",
            "officers": "5",
            "key_markets": "5",
            "trademark-filed": "6",
            "trademark-closed": "-1",
            "trademark-value": "12.04",
            "other_patent-filed": "0",
        },
        query="?entry=increment",
    )
    assert response.status_code == 303
    assert stored(with_previous) == {
        "actions": "46",
        "officers": "5",
        "key_markets": "5",
        "trademark-filed": "10",
        "trademark-closed": "2",
        "trademark-value": "15.54",
        "other_patent-filed": "0",
    }


def test_saving_increments_leads_back_to_increments(client, with_previous):
    response, _ = type_in(client, {"actions": "26"}, query="?entry=increment")
    values = form(client.get(response["location"])).values
    assert (values["entry"], values["actions"]) == ("increment", "26")


def test_an_increment_that_leads_below_zero_is_named(client, with_previous):
    response, sent = type_in(
        client, {"actions": "26", "trademark-closed": "-5"}, query="?entry=increment"
    )
    response = led_back(response)
    assert html.read(response).find("span", id="trademark-closed-problem").text == (
        "上期累计 3，新增 -5 后累计小于 0，请核对新增数。"
    )
    assert in_inputs(form(response)) == {n: sent[n] for n in sent if n != "was"} | {"version": "2"}
    assert stored(with_previous) == {"actions": "46"}


@pytest.mark.parametrize(
    ("query", "typed", "entry", "shown"),
    [("", "46", "increment", "26"), ("?entry=increment", "26", "cumulative", "46")],
)
def test_the_other_way_of_entry_saves_first(client, with_previous, query, typed, entry, shown):
    page = form(client.get(URL + query))
    switch = page.find("button", id=f"enter-{entry}")
    response = client.post(switch["formaction"], page.values | {"actions": typed})
    assert response.status_code == 303
    values = form(client.get(response["location"])).values
    assert (values["entry"], values["actions"]) == (entry, shown)
    assert stored(with_previous) == {"actions": "46"}


def test_the_script_may_send_increments(client, with_previous):
    data = {"version": "1", "entry": "increment", "actions": "26", "trademark-filed": "-5"}
    response = client.post(URL, data, headers=JSON)
    assert response.json()["problems"] == {
        "trademark-filed": "上期累计 4，新增 -5 后累计小于 0，请核对新增数。"
    }
    assert stored(with_previous) == {"actions": "46"}
