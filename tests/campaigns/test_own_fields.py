"""What others write while a campaign's or a period's form is open stays as they wrote it."""

import time
from functools import partial

import pytest

from campaigns.models import Campaign, Phase, ReportingPeriod
from statistics.models import open_period
from tests import cast, html
from tests.meanwhile import meanwhile
from tests.statistics.admin import city
from tests.statistics.admin.city import browser
from tests.statistics.models.same_moment import HELD_UP, at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return cast.open_period().campaign


@pytest.fixture
def client():
    return browser("reviewer")


def shown(client, address, **changes) -> dict:
    """What the form holds, and what is typed into it."""
    page = html.read(client.get(address))
    (form,) = (each for each in page.find("main").all("form") if each.attributes.get("id"))
    kept = {name: text for name, text in form.values.items() if "__prefix__" not in name}
    for name in ("_save", "_continue", "_addanother", "phases-0-DELETE", "phases-1-DELETE"):
        kept.pop(name, None)
    return kept | changes


def address_of(campaign) -> str:
    return f"/admin/campaigns/campaign/{campaign.pk}/change/"


def told(response) -> list[str]:
    """Each sentence of a form that was not stored."""
    assert response.status_code == 200
    lists = html.read(response).find("main").all("ul", class_="errorlist")
    return [item.text for each in lists for item in each.all("li")]


def test_a_period_that_opens_while_its_form_is_saved_stays_open(campaign, client, monkeypatch):
    period = campaign.periods.get(quarter=3)
    address = f"/admin/campaigns/reportingperiod/{period.pk}/change/"
    data = shown(client, address, due_on="2021-10-08")
    at = cast.moment(period.opens_on)
    meanwhile(monkeypatch, lambda: open_period(ReportingPeriod.objects.get(pk=period.pk), at=at))
    assert client.post(address, data).status_code == 302
    after = ReportingPeriod.objects.get(pk=period.pk)
    assert (after.opened_at, after.due_on.isoformat()) == (at, "2021-10-08")
    assert period.reports.count() == 2


def test_a_campaign_s_form_writes_what_was_changed_in_it(campaign, client, monkeypatch):
    data = shown(client, address_of(campaign), document_number="周市监办〔2021〕54号")
    meanwhile(monkeypatch, lambda: Campaign.objects.update(starts_on="2021-02-01"))
    assert client.post(address_of(campaign), data).status_code == 302
    after = Campaign.objects.get()
    assert (after.document_number, after.starts_on.isoformat()) == (
        "周市监办〔2021〕54号",
        "2021-02-01",
    )


def test_a_phase_s_form_writes_what_was_changed_in_it(campaign, client, monkeypatch):
    Phase.objects.create(campaign=campaign, position=1, name="一", ends_on="2021-04-20")
    data = shown(client, address_of(campaign)) | {"phases-0-name": "安排部署"}
    meanwhile(monkeypatch, lambda: Phase.objects.update(task="制定方案"), "save_related")
    assert client.post(address_of(campaign), data).status_code == 302
    assert list(Phase.objects.values_list("name", "task")) == [("安排部署", "制定方案")]


# --- Keys that are taken -------------------------------------------------------------------------

NEW = {"phases-0-position": "1", "phases-0-name": "安排部署", "phases-0-ends_on": "2021-04-20"}
TAKEN = "这个年度已有顺序为 1 的阶段，请换一个顺序。"


def test_two_tabs_add_a_phase_in_the_same_place(campaign, client):
    one, other = (
        shown(client, address_of(campaign)) | NEW,
        shown(client, address_of(campaign)) | NEW,
    )
    assert client.post(address_of(campaign), one).status_code == 302
    assert told(client.post(address_of(campaign), other)) == [TAKEN]
    assert Phase.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_they_do_so_at_the_same_moment(campaign, client, monkeypatch):
    """Both forms were in order when they were looked at; the key decides, and the form says so."""
    data = shown(client, address_of(campaign)) | NEW
    meanwhile(monkeypatch, lambda: time.sleep(HELD_UP))
    clients = browser("reviewer"), browser("reviewer")
    answers = at_once(*(partial(each.post, address_of(campaign), data) for each in clients))
    stored, refused = sorted(answers, key=lambda answer: -answer.status_code)
    assert (stored.status_code, told(refused), Phase.objects.count()) == (302, [TAKEN], 1)


def test_two_phases_of_one_form_in_the_same_place(campaign, client):
    Phase.objects.create(campaign=campaign, position=2, name="二", ends_on="2021-12-31")
    data = shown(client, address_of(campaign)) | {
        name.replace("-0-", "-1-"): text for name, text in NEW.items()
    }
    assert client.post(address_of(campaign), data | {"phases-0-position": "1"}).status_code == 200
    assert list(Phase.objects.values_list("position", flat=True)) == [2]


def test_a_phase_that_is_gone_is_told(campaign, client):
    Phase.objects.create(campaign=campaign, position=1, name="一", ends_on="2021-04-20")
    data = shown(client, address_of(campaign)) | {"phases-0-name": "安排部署"}
    Phase.objects.all().delete()
    response = client.post(address_of(campaign), data)
    assert (response.status_code, Phase.objects.count()) == (200, 0)
    assert html.read(response).find("p", class_="errornote").text == "请更正以下错误。"


def test_a_clash_that_the_form_cannot_name_is_a_sentence_too(campaign, client, monkeypatch):
    """Somebody is faster both times."""
    data = shown(client, address_of(campaign), document_number="不该存下") | NEW

    def be_faster():
        Phase.objects.create(campaign=campaign, position=1, name="部署", ends_on="2021-04-21")

    meanwhile(monkeypatch, be_faster, "save_related")
    response = client.post(address_of(campaign), data, follow=True)
    assert response.redirect_chain == [(address_of(campaign), 302)]
    assert city.messages(response) == ["没有保存：所填内容与已有的数据冲突。请核对后重新填写。"]
    assert Campaign.objects.get().document_number == "周市监办〔2021〕53号"
