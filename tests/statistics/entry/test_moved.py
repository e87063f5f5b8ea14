"""Under a unit's former code: pages are told their present address, what is posted is done."""

import pytest

from statistics import urls
from statistics.models import Report
from tests import cast
from tests.statistics.admin import city
from tests.statistics.entry.saving import JSON, form, stored

pytestmark = pytest.mark.django_db
OLD, NEW = "/reports/411602/2021/q2/", "/reports/411699/2021/q2/"
PAGES = ["", "attachment.xlsx", "editions/", "receipt/", "import/"]


@pytest.fixture
def moved(table) -> Report:
    """川汇区's table; the unit has another code since."""
    table.unit.code = "411699"
    table.unit.save()
    return table


@pytest.fixture
def clerk(client, table):
    client.force_login(cast.clerk(table.unit))
    return client


def test_every_page_leads_to_its_present_address(clerk, moved):
    got = {page: clerk.get(OLD + page) for page in PAGES}
    assert {page: (answer.status_code, answer.url) for page, answer in got.items()} == {
        page: (302, NEW + page) for page in PAGES
    }
    assert [clerk.get(OLD + page, follow=True).status_code for page in PAGES] == [200] * len(PAGES)


def test_what_was_asked_goes_along(clerk, moved):
    assert clerk.get(f"{OLD}?entry=increment").url == f"{NEW}?entry=increment"
    assert clerk.head(f"{OLD}editions/").url == f"{NEW}editions/"


def test_after_several_changes_each_old_address_leads_to_the_present_one(clerk, moved):
    moved.unit.code = "4116XX"
    moved.unit.save()
    present = "/reports/4116XX/2021/q2/"
    assert [clerk.get(old).url for old in (OLD, NEW)] == [present, present]
    moved.unit.code = "411602"
    moved.unit.save()
    assert (clerk.get(OLD).status_code, clerk.get(NEW).url) == (200, OLD)


def test_what_has_no_place_under_the_present_code_has_none_under_the_old(clerk, moved):
    missing = ["/reports/411602/2021/q3/", f"{OLD}workbooks/1/", "/reports/411697/2021/q2/"]
    assert [clerk.get(address).status_code for address in missing] == [404, 404, 404]


def test_a_visitor_signs_in_first(client, moved):
    assert client.get(OLD).url == f"/accounts/login/?next={OLD}"


@pytest.mark.parametrize("address", [OLD, NEW])
def test_the_neighbour_sees_nothing(client, moved, address):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    got = [client.get(address + page).status_code for page in PAGES]
    assert [*got, client.post(address, {"version": "1", "actions": "5"}).status_code] == [404] * 6
    assert stored(moved) == {}


def test_the_reviewer_is_led_on(moved):
    assert city.sign_in(cast.reviewer()).get(OLD).url == NEW


def test_a_page_that_was_open_is_saved_and_submitted(clerk, table):
    """The clerk opened the table; then the administrator changed the code."""
    page = form(clerk.get(OLD))
    table.unit.code = "411699"
    table.unit.save()
    assert page["action"] in {"", OLD}
    response = clerk.post(OLD, page.values | {"actions": "46", "officers": "152"})
    assert (response.status_code, response.url) == (303, NEW)
    assert stored(table) == {"actions": "46", "officers": "152"}
    values = form(clerk.get(NEW)).values | {"blank_as_zero": "on"}
    response = clerk.post(f"{OLD}submit/", values)
    assert (response.status_code, response.url) == (303, NEW)
    assert Report.objects.get(pk=table.pk).status == "submitted"


def test_saving_by_itself_goes_on(clerk, moved):
    data = {"version": str(moved.version), "actions": "46"}
    assert clerk.post(OLD, data, headers=JSON).status_code == 200
    assert stored(moved) == {"actions": "46"}


def test_the_copy_in_the_browser_is_the_unit_s_whatever_its_code(clerk, table):
    before = form(clerk.get(OLD))["data-key"]
    table.unit.code = "411699"
    table.unit.save()
    assert form(clerk.get(NEW))["data-key"] == before


def test_no_address_with_a_unit_is_left_out():
    (reports,) = [each for each in urls.urlpatterns if "<unit:unit>" in str(each.pattern)]
    makers = {each.callback.__code__.co_qualname for each in reports.url_patterns}
    assert makers == {"under_former_codes.<locals>.found"}
