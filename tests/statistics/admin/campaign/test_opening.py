"""Opening periods in the admin: /admin/campaigns/reportingperiod/."""

import pytest

from campaigns.models import ReportingPeriod
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.city import ROLES, browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_opening_a_period_is_the_sections(role):
    period = ReportingPeriod.objects.get(pk=cast.open_period().pk)
    closed = period.campaign.periods.get(quarter=3)
    data = {"action": "open_periods", "_selected_action": closed.pk, "post": "yes"}
    browser(role).post("/admin/campaigns/reportingperiod/", data)
    closed.refresh_from_db()
    assert (closed.opened_at is not None) == (role == "reviewer")


def test_opening_a_period_asks_first_and_says_what_happened():
    period = cast.open_period()
    closed = period.campaign.periods.get(quarter=3)
    client = browser("reviewer")
    data = {"action": "open_periods", "_selected_action": [period.pk, closed.pk]}
    page = html.read(client.post("/admin/campaigns/reportingperiod/", data))
    assert [item.text for item in page.find("main").all("li")] == [
        "2021年三季度：开启日 2021年9月1日，报送截止日 2021年9月30日",
        "2021年二季度：开启日 2021年6月1日，报送截止日 2021年6月30日（此前已开启）",
    ]
    response = client.post("/admin/campaigns/reportingperiod/", data | {"post": "yes"}, follow=True)
    assert city.messages(response) == [
        "2021年三季度：已开启，2 个单位应报送。",
        "2021年二季度：此前已开启，未作改动。",
    ]
    assert closed.reports.count() == 2
