"""/admin/autocomplete/: a unit's form asks it for successors; anybody who may enter the admin can."""

import pytest

from tests import cast, html
from tests.statistics.admin.city import browser

pytestmark = pytest.mark.django_db

UNITS = "/admin/autocomplete/?app_label=statistics&model_name=report&field_name=unit"


@pytest.mark.parametrize("role", ["reviewer", "administrator"])
def test_it_finds_units(role):
    unit = cast.unit()
    assert browser(role).get(f"{UNITS}&term=川汇").json() == {
        "results": [{"id": str(unit.pk), "text": "川汇区市场监督管理局"}],
        "pagination": {"more": False},
    }


@pytest.mark.parametrize(
    "term",
    ["%00", "川汇%00", "x" * 61, "+".join("ab" * 3000)],
    ids=["nul", "with nul", "long", "words"],
)
@pytest.mark.parametrize(
    "of",
    [
        UNITS,
        "/admin/autocomplete/?app_label=units&model_name=user&field_name=unit",
        "/admin/autocomplete/?app_label=units&model_name=reportingunit&field_name=successors",
        "/admin/autocomplete/?app_label=statistics&model_name=edition&field_name=report",
    ],
)
def test_what_no_database_takes_is_answered_with_a_page(of, term):
    response = browser("reviewer").get(f"{of}&term={term}")
    assert response.status_code == 400
    assert html.read(response).find("h1").text == "请求有误"


LISTS = (
    "/admin/statistics/report/",
    "/admin/statistics/edition/",
    "/admin/campaigns/campaign/",
    "/admin/campaigns/reportingperiod/",
    "/admin/units/reportingunit/",
)
PARAMETERS = ("q", "o", "p", "all", "e", "_popup", "_to_field", "_changelist_filters", "term",
              "period", "status", "kind", "late", "event", "_facets")  # fmt: skip


@pytest.mark.parametrize("address", LISTS)
def test_no_parameter_of_a_list_breaks_it(address):
    client = browser("reviewer")
    answers = {
        (name, value): client.get(f"{address}?{name}={value}").status_code
        for name in PARAMETERS
        for value in ("%00", "a%00b")
    }
    assert set(answers.values()) <= {200, 302, 400}, answers
