"""Any two versions of a table compared, as the city sees them.

GET /admin/statistics/report/<id>/editions/compare/?old=1&new=3
"""

import pytest

from tests import cast
from tests.statistics.admin import city
from tests.statistics.entry.comparing import (
    GARBAGE,
    UNCLEAR,
    city_url,
    compared,
    show_page,
    summary,
    three_editions,
    told,
)
from tests.worlds import remembered


@pytest.fixture
@remembered
def table(db):
    return three_editions()


@pytest.fixture
def clerk(table):
    return city.sign_in(cast.clerk(table.unit))


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_sees_the_same(clerk, table, account):
    shown = compared(city.sign_in(account()), 1, 3, city_url(table))
    assert shown.find("h1").text == "比较版本 · 川汇区市场监督管理局 2021年二季度"
    own = compared(clerk, 1, 3)
    for class_ in ("figures", "about"):
        theirs = shown.find("table", class_=class_).text
        assert theirs == own.find("table", class_=class_).text
    assert summary(shown) == summary(own)


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:20] or "nothing")
def test_the_city_is_asked_again_too(table, query):
    assert told(city.sign_in(cast.reviewer()), query, city_url(table)) == (422, UNCLEAR)


def test_the_city_is_told_of_versions_that_are_not_there(table):
    sentence = "这张表没有第 9 版。现有第 1 版至第 3 版，请重新选择。"
    client = city.sign_in(cast.reviewer())
    assert told(client, "?old=1&new=9", city_url(table)) == (404, sentence)


def test_whoever_may_not_see_editions_may_not_compare_them(table):
    reviewer = cast.reviewer()
    client = city.sign_in(reviewer)
    seen = reviewer.groups.get().permissions
    seen.remove(seen.get(codename="view_edition"))
    assert client.get(f"{city_url(table)}?old=1&new=3").status_code == 403


@pytest.mark.parametrize("number", [0, 999999, 10**30])
def test_a_report_that_does_not_exist(table, number):
    address = f"/admin/statistics/report/{number}/editions/compare/?old=1&new=3"
    assert city.sign_in(cast.reviewer()).get(address).status_code == 404


def links(page, table) -> dict[str, str]:
    known = [link for link in page.all("a") if link["href"].startswith(city_url(table))]
    return {link.text: link["href"].removeprefix(city_url(table)) for link in known}


def test_the_ways_to_it_in_the_admin(table):
    client = city.sign_in(cast.reviewer())
    assert links(show_page(client, city.review_page(table)), table) == {
        "第 3 版与其他版本比较": "?old=2&new=3",
        "第 2 版与其他版本比较": "?old=1&new=2",
    }
    first, _, third = table.editions.order_by("number")
    pages = [
        show_page(client, f"/admin/statistics/edition/{each.pk}/change/") for each in (first, third)
    ]
    assert [links(page, table) for page in pages] == [{}, {"与其他版本比较": "?old=2&new=3"}]
