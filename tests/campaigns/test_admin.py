"""Campaigns and their periods in the admin: which days may be changed."""

import pytest

from campaigns.models import Phase, ReportingPeriod
from tests import cast, html
from tests.statistics.admin.city import browser

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"due_on": "2021-07-05", "reason": "省局延期"}, {}),
        ({"due_on": "2021-05-31"}, {"__all__": ["报送截止日不能早于开启日。"]}),
        ({"locks_on": "2021-06-30"}, {"__all__": ["锁定日应晚于报送截止日。"]}),
        ({"due_on": "x"}, {"due_on": ["输入一个有效的日期。"]}),
    ],
)
def test_the_days_of_an_open_period(changes, errors):
    period, client = cast.open_period(), browser("reviewer")
    data = {"campaign": "999", "quarter": "4", "opens_on": "2020-01-01", "ends_on": "2020-01-01",
            "due_on": "2021-06-30", "locks_on": ""} | changes  # fmt: skip
    response = client.post(f"/admin/campaigns/reportingperiod/{period.pk}/change/", data)
    assert response.status_code == (200 if errors else 302)
    if errors:
        assert response.context["adminform"].form.errors == errors
    after = ReportingPeriod.objects.get(pk=period.pk)
    fixed = ("campaign_id", "quarter", "opens_on", "ends_on", "opened_at")
    assert [getattr(after, name) for name in fixed] == [getattr(period, name) for name in fixed]
    assert (after.due_on.isoformat() == "2021-07-05") == (not errors)


def test_phases_are_changed_added_and_removed_with_their_campaign():
    campaign, client = cast.open_period().campaign, browser("reviewer")
    Phase.objects.create(campaign=campaign, position=1, name="一", ends_on="2021-04-20")
    old = Phase.objects.create(campaign=campaign, position=2, name="二", ends_on="2021-12-31")
    address = f"/admin/campaigns/campaign/{campaign.pk}/change/"
    page = html.read(client.get(address))
    data = page.find("form", id="campaign_form").values | {
        "phases-0-name": "安排部署", "phases-1-DELETE": "on", "phases-2-position": "3",
        "phases-2-name": "总结", "phases-2-ends_on": "2021-12-31",
    }  # fmt: skip
    data = {name: value for name, value in data.items() if "__prefix__" not in name}
    for name in ("_save", "_continue", "phases-0-DELETE"):
        data.pop(name, None)
    assert client.post(address, data).status_code == 302
    assert list(campaign.phases.values_list("position", "name")) == [(1, "安排部署"), (3, "总结")]
    assert not Phase.objects.filter(pk=old.pk).exists()
