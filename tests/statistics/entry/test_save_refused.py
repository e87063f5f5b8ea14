"""Saving where nothing is stored: somebody was quicker, or the table is closed."""

from datetime import date

import pytest
from django.conf import settings

from campaigns.models import ReportingPeriod
from tests import cast, html
from tests.statistics.entry.saving import JSON, URL, conflict_rows, form, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

LOCKED = (
    "2021年二季度已于 2021年7月20日锁定，不能再改；确需更正的，由市局知识产权保护科批准延期后再改。"
)

# --- Two people at once --------------------------------------------------------------------------


@pytest.mark.parametrize("version", [None, "", "abc", "-1", "0", "1.5", "2", "9" * 30, "9" * 5000])
def test_a_version_that_is_not_the_stored_one_changes_nothing(client, table, version):
    posted = {"actions": "46"} if version is None else {"actions": "46", "version": version}
    response = client.post(URL, posted)
    assert (response.status_code, stored(table)) == (409, {})


def test_without_a_base_the_version_decides_input_by_input(client, table):
    """What a client posts that says nothing of what it changed the inputs from."""
    cast.fill(table, {"actions": 40, "officers": 90}, at=cast.moment(date(2021, 6, 21), 9))
    mine = {"actions": "46", "officers": "90", "trademark-value": "abc", "filled_by": "张三"}
    response = client.post(URL, mine | {"version": "1", "cut_off_on": "2021-06-25"})
    shown = html.read(response)
    assert response.status_code == 409
    assert shown.find("section", class_="conflict").all("p")[0].text == (
        "以下各处在您打开本页之后另有改动，与您填的不同，没有保存；其余的已保存。请逐处选择采用哪一个。"
    )
    when = "您在另一窗口 2021年6月21日 09:00"
    assert conflict_rows(shown) == [
        ["开展执法行动", "46", "40", when],
        ["统计截止日", "2021-06-25", "2021-06-30", when],
        ["填报人", "张三", "填报员甲", when],
    ]
    assert stored(table) == {"actions": "40", "officers": "90"}


def test_an_extension_in_between_is_no_conflict(client, table):
    """The city has changed nothing that the clerk types."""
    page = form(client.get(URL))
    table.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="机构改革")
    response = client.post(URL, page.values | {"actions": "46"})
    assert (response.status_code, stored(table)) == (303, {"actions": "46"})


# --- States in which nothing is stored -----------------------------------------------------------


def refused(client, table, version) -> tuple[int, str]:
    response = client.post(URL, {"version": version, "actions": "46"})
    assert stored(table) == {}
    return response.status_code, html.read(response).find("section", class_="conflict").find(
        "p"
    ).text


def test_a_submitted_table_is_not_changed(client, table):
    cast.submit(table)
    assert refused(client, table, "2") == (
        409,
        "没有保存。这张表现在是“已报送”，不能继续填报。需要修改请先撤回。",
    )


def test_an_approved_table_is_not_changed(client, table):
    cast.submit(table)
    cast.approve(table)
    assert refused(client, table, "3") == (
        409,
        "没有保存。这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。",
    )


def test_a_locked_table_is_not_changed(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    assert refused(client, table, "1") == (409, f"没有保存。{LOCKED}")


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_only_the_unit_fills_in_its_table(client, table, account):
    client.force_login(account())
    assert refused(client, table, "1") == (
        403,
        "没有保存。只有川汇区市场监督管理局的填报员可以填报这张表。",
    )


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    response = client.post(URL, {"version": "1", "actions": "46"})
    assert (response.status_code, stored(table)) == (404, {})


def test_an_expired_session_leads_back_to_the_table(client, table):
    client.logout()
    response = client.post(URL, {"version": "1", "actions": "46"}, headers=JSON)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")
    assert stored(table) == {}


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({f"name{number}": "" for number in range(1001)}, 400),
        ({"actions": "1" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}, 413),
    ],
    ids=["fields", "bytes"],
)
def test_a_request_far_too_large_is_refused(client, table, data, status):
    assert client.post(URL, data).status_code == status
