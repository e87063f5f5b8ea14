"""The admin's walls: who may do what in it."""

import pytest

from campaigns.models import ReportingPeriod
from statistics.models import Report
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.city import ROLES, browser
from tests.zkreport.admin_addresses import CONSOLIDATION, READ, fill_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "role", "status"),
    [
        (address, *answer)
        for address, row in READ.items()
        for answer in zip(ROLES, row, strict=True)
    ],
)
def test_who_may_read_what(report, address, role, status):
    assert browser(role).get(fill_in(address, report)).status_code == status


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reviewer"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/statistics/report/",
        "/admin/statistics/report/{report}/change/",
        "/admin/statistics/report/{report}/approve/",
        "/admin/statistics/report/{report}/return/",
        "/admin/statistics/report/{report}/unreturn/",
        "/admin/statistics/report/{report}/extend/",
        "/admin/campaigns/reportingperiod/{period}/change/",
        "/admin/campaigns/campaign/{campaign}/change/",
        "/admin/campaigns/campaign/{campaign}/rules/",
        "/admin/statistics/import/2021/q2/",
        "/admin/statistics/import/2021/q2/take/",
        f"{CONSOLIDATION}issue/",
    ],
)
def test_only_the_section_changes_anything_of_reports(report, role, address):
    client = browser(role)
    before = Report.objects.values().get(), list(ReportingPeriod.objects.values())
    response = client.post(
        fill_in(address, report),
        {"edition": 1, "reason": "请核对", "until": "2021-07-10", "action": "approve_reports",
         "_selected_action": report.pk, f"edition-{report.pk}": 1, "post": "yes",
         "due_on": "2021-07-01"},
    )  # fmt: skip
    allowed = {"visitor": {302}, "auditor": {403, 405}}
    assert response.status_code in allowed.get(role, {403})
    assert (Report.objects.values().get(), list(ReportingPeriod.objects.values())) == before


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reviewer"])
def test_only_the_section_reopens(report, role):
    cast.approve(report)
    client = browser(role)
    address = f"/admin/statistics/report/{report.pk}/reopen/"
    response = client.post(address, {"edition": 2, "reason": "请核对"})
    assert response.status_code == (302 if role == "visitor" else 403)
    assert Report.objects.get().status == "approved"


@pytest.mark.parametrize("address", ["", "{report}/change/"])
def test_the_auditor_is_offered_no_way_to_change_anything(report, address):
    page = html.read(browser("auditor").get(fill_in(city.LIST + address, report))).find("main")
    buttons = page.all("button") + page.all("input", type="submit") + page.all("textarea")
    assert [button.attributes.get("value") for button in buttons] == ([] if address else ["搜索"])
    assert page.all("select") == []


def test_no_post_without_a_token(report):
    client = city.sign_in(cast.reviewer(), enforce_csrf_checks=True)
    for step in ("approve", "return", "extend"):
        response = client.post(f"/admin/statistics/report/{report.pk}/{step}/", {"edition": 1})
        assert response.status_code == 403
    assert client.post(city.LIST, {"action": "approve_reports"}).status_code == 403
