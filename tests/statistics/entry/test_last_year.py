"""显示去年同期: last year's reported figures beside this year's, where the browser is told to."""

from decimal import Decimal

import pytest

from tests import cast
from tests.statistics.entry.table_page import URL, show

YEAR_AGO = {"actions": 1200, "trademark-filed": 7, "trademark-value": Decimal("12345.678901")}
QUERIES = 7  # of a table with no other one in its year
WITH, WITHOUT = "?last_year=on", "?last_year=off"


@pytest.fixture
def signed(client, db):
    client.force_login(cast.clerk(cast.unit()))
    return client


@pytest.fixture
def table(signed):
    """川汇区's blank second quarter of 2021."""
    return cast.report(cast.open_period())


@pytest.fixture
def year_ago(table):
    report = cast.report(cast.open_period(2020))
    cast.fill(report, YEAR_AGO)
    cast.submit(report)
    return report


def beside(page) -> dict[str, str]:
    """By cell or total; without those where nothing was reported."""
    boxes = page.all("td", class_="cell")
    texts = {
        box.attributes.get("data-cell") or f"total-{box.attributes['data-total']}": box.all(
            class_="last-year"
        )
        for box in boxes
    }
    return {name: found[0].text for name, found in texts.items() if found}


def said(page) -> str:
    return page.find("p", class_="about").all("span")[-1].text


def told(page) -> dict[str, str]:
    return {name: text for name, text in beside(page).items() if not text.endswith(("—", " 0"))}


def test_each_cell_and_total_has_it(signed, year_ago):
    page = show(signed, WITH)
    assert told(page) == {
        "actions": "去年同期 1,200",
        "trademark-filed": "去年同期 7",
        "trademark-value": "去年同期 12,345.678901",
        "total-filed": "去年同期 7",
        "total-value": "去年同期 12,345.678901",
    }
    assert len(beside(page)) == 93 + 11
    assert said(page) == "去年同期：2020年二季度累计数 隐藏去年同期"


def test_the_browser_remembers_it_until_it_is_told_otherwise(signed, year_ago):
    assert (beside(show(signed)), said(show(signed))) == ({}, "显示去年同期")
    show(signed, WITH)
    assert len(beside(show(signed))) == 104
    assert beside(show(signed, WITHOUT)) == {}
    assert beside(show(signed)) == {}
    assert len(beside(show(signed, WITH))) == 104
    assert len(beside(show(signed, "?last_year=x"))) == 104  # says nothing
    cookie = signed.cookies["last_year"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("on", True, "Lax")


def test_the_switch_saves_what_was_typed(signed, table, year_ago):
    form = show(signed).find("form", id="table-form")
    assert form.find("button", class_="switch")["formaction"] == URL + WITH
    response = signed.post(URL + WITH, form.values | {"actions": "46"})
    assert (response.status_code, response["Location"]) == (303, URL)
    assert cast.report(table.period).figures["actions"] == 46
    assert beside(show(signed))["actions"] == "去年同期 1,200"


def test_nothing_was_reported_then(signed, table):
    page = show(signed, WITH)
    assert beside(page) == {}
    assert said(page) == "2020年二季度没有报送过统计表 隐藏去年同期"


def test_a_draft_of_last_year_is_not_told(signed, table):
    cast.fill(cast.report(cast.open_period(2020)), YEAR_AGO)
    assert beside(show(signed, WITH)) == {}


def test_what_was_approved_is_told_until_a_correction_is(signed, year_ago):
    cast.approve(year_ago)
    year_ago.reopen(
        by=cast.reviewer(), edition=year_ago.editions.last().number, reason="复议后有变"
    )
    cast.fill(year_ago, YEAR_AGO | {"actions": 1300})
    assert beside(show(signed, WITH))["actions"] == "去年同期 1,200"
    cast.submit(year_ago)
    assert beside(show(signed, WITH))["actions"] == "去年同期 1,200"
    cast.approve(year_ago)
    assert beside(show(signed, WITH))["actions"] == "去年同期 1,300"


def test_another_unit_s_or_quarter_s_is_not_told(signed, table):
    for year, quarter, code in (
        (2020, 2, cast.HUAIYANG),
        (2020, 3, cast.CHUANHUI),
        (2019, 2, cast.CHUANHUI),
    ):
        report = cast.report(cast.open_period(year, quarter), code)
        cast.fill(report, YEAR_AGO)
        cast.submit(report)
    assert beside(show(signed, WITH)) == {}


def test_it_is_cumulative_where_increments_are_typed(signed, year_ago):
    assert beside(show(signed, f"{WITH}&entry=increment"))["trademark-filed"] == "去年同期 7"


def test_whoever_only_reads_has_it_too(signed, table, year_ago):
    cast.submit(table)
    page = show(signed, WITH)
    assert told(page)["trademark-filed"] == "去年同期 7"
    assert page.find("a", class_="switch")["href"] == WITHOUT


@pytest.mark.parametrize("others", [0, 12])
def test_it_costs_two_queries_and_none_where_it_is_not_shown(
    client, db, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    for year in (2020, 2021):
        report = cast.report(cast.open_period(year, units=codes))
        cast.fill(report, YEAR_AGO)
    last = cast.report(cast.open_period(2020, units=codes))
    cast.submit(last)
    client.force_login(cast.clerk(cast.unit()))
    with django_assert_num_queries(QUERIES):
        client.get(URL)
    with django_assert_num_queries(QUERIES + 2):
        client.get(URL + WITH)
    with django_assert_num_queries(QUERIES):
        client.get(URL + WITHOUT)
