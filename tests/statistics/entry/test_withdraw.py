"""Taking a table back before the city has reviewed it: POST …/withdraw/."""

from datetime import date

import pytest

from campaigns.models import ReportingPeriod
from statistics.models import Report
from tests import cast, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

URL = "/reports/411602/2021/q2/withdraw/"
TABLE = "/reports/411602/2021/q2/"


@pytest.fixture
def submitted():
    """川汇区's second quarter, with the city."""
    table = cast.report(cast.open_period())
    cast.fill(table, {"actions": 46, "officers": 92})
    cast.submit(table)
    return table


def state(table) -> tuple[str, list[str]]:
    """Status and the events of all editions."""
    report = Report.objects.get(pk=table.pk)
    return report.status, [edition.event for edition in report.editions.order_by("number")]


def sentence(response) -> str:
    return html.read(response).find("section", class_="conflict").find("p").text


def test_the_table_can_be_filled_in_again(client, submitted):
    action = html.read(client.get(TABLE)).find("form", id="withdraw")["action"]
    response = client.post(action)
    assert (action, response.status_code, response["location"]) == (URL, 303, TABLE)
    assert state(submitted) == ("draft", ["submitted", "withdrawn"])
    page = html.read(client.get(TABLE))
    assert page.find("p", class_="success").text == "已撤回，可以继续修改；修改后请重新报送。"
    assert page.find("form", id="table-form").values["actions"] == "46"
    assert page.find("form", id="table-form").values["version"] == "4"


def test_the_edition_says_who_took_back_what(client, submitted):
    client.post(URL)
    edition = submitted.editions.last()
    assert (edition.number, edition.by, edition.reason) == (2, cast.clerk(submitted.unit), "")
    assert edition.figures["actions"] == 46


def test_a_second_click_is_refused_and_changes_nothing(client, submitted):
    client.post(URL)
    response = client.post(URL)
    assert response.status_code == 409
    assert sentence(response).endswith("这张表现在是“填报中”，不能撤回。")
    assert state(submitted) == ("draft", ["submitted", "withdrawn"])


def test_a_refused_withdrawal_speaks_of_withdrawing(client, submitted):
    """Nothing was to be saved."""
    client.post(URL)
    assert sentence(client.post(URL)) == "没有撤回。这张表现在是“填报中”，不能撤回。"


def test_an_approved_table_is_not_taken_back(client, submitted):
    cast.approve(submitted)
    response = client.post(URL)
    assert response.status_code == 409
    assert sentence(response).endswith("这张表现在是“已审核”，不能撤回。")
    assert state(submitted) == ("approved", ["submitted", "approved"])


def test_a_returned_table_is_not_taken_back(client, submitted):
    cast.send_back(submitted)
    response = client.post(URL)
    assert response.status_code == 409
    assert sentence(response).endswith("这张表现在是“已退回”，不能撤回。")
    assert state(submitted) == ("returned", ["submitted", "returned"])


def test_a_locked_table_is_not_taken_back(client, submitted):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    response = client.post(URL)
    assert response.status_code == 409
    assert sentence(response).endswith(
        "2021年二季度已于 2021年7月20日锁定，不能再改；确需更正的，由市局知识产权保护科批准延期后再改。"
    )
    assert state(submitted) == ("submitted", ["submitted"])


def test_the_script_hears_why(client, submitted):
    cast.approve(submitted)
    response = client.post(URL, headers={"accept": "application/json"})
    assert (response.status_code, response.json()) == (
        409,
        {"message": "这张表现在是“已审核”，不能撤回。", "version": 4},
    )


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_only_the_unit_takes_it_back(client, submitted, account):
    client.force_login(account())
    response = client.post(URL)
    assert response.status_code == 403
    assert sentence(response).endswith("只有川汇区市场监督管理局的填报员可以填报这张表。")
    assert state(submitted) == ("submitted", ["submitted"])


def test_the_neighbour_does_not_find_it(client, submitted):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    assert client.post(URL).status_code == 404
    assert state(submitted) == ("submitted", ["submitted"])


def test_a_link_does_not_take_it_back(client, submitted):
    response = client.get(URL)
    assert (response.status_code, response["allow"]) == (405, "POST")
    assert state(submitted) == ("submitted", ["submitted"])


def test_a_visitor_is_sent_to_sign_in(client, submitted):
    client.logout()
    response = client.post(URL)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")
    assert state(submitted) == ("submitted", ["submitted"])
