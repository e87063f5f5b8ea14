"""A form of the admin that was open while somebody else changed the same row: units, accounts,
periods and phases alike."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from campaigns.models import Campaign, Phase, ReportingPeriod
from tests import cast, html
from tests.statistics.admin.city import browser
from tests.statistics.models.same_moment import at_once
from units.models import ReportingUnit, User
from units.roles import AUDITOR, CLERK

pytestmark = pytest.mark.django_db
UNIT, USER = "/admin/units/reportingunit/{}/change/", "/admin/units/user/{}/change/"
PERIOD = "/admin/campaigns/reportingperiod/{}/change/"
CAMPAIGN = "/admin/campaigns/campaign/{}/change/"
YOURS = "您填的内容仍在此处，请核对；仍要照此保存的，请再次点击保存。"


@pytest.fixture
def client():
    return browser("administrator")


def opened(client, address) -> dict:
    """All that the form posts, choices and hidden inputs included, as it was opened."""
    return posted(html.read(client.get(address)))


def posted(page) -> dict:
    (form,) = (each for each in page.find("main").all("form") if each.attributes.get("id"))
    values = {}
    for each in form.all("input"):
        is_box = each.attributes.get("type") == "checkbox"
        is_button = each.attributes.get("type") == "submit"
        if "name" in each and not is_button and (not is_box or "checked" in each):
            values.setdefault(each["name"], []).append(each.attributes.get("value", ""))
    for each in form.all("textarea"):
        values[each["name"]] = [each.text.replace("\n", "\r\n")]
    for each in form.all("select"):
        chosen = [option["value"] for option in each.all("option") if "selected" in option]
        values[each["name"]] = chosen
    values.pop("csrfmiddlewaretoken", None)
    return {name: each for name, each in values.items() if "__prefix__" not in name}


def errors(response) -> list[str]:
    assert response.status_code == 200
    lists = html.read(response).find("main").all("ul", class_="errorlist")
    return [item.text for each in lists for item in each.all("li")]


def test_what_was_left_alone_is_never_set_back(client):
    unit = cast.unit(office_phone="0394-1", other_names="淮阳县", valid_from=date(2020, 1, 1))
    data = opened(client, UNIT.format(unit.pk)) | {"short_name": "川汇"}
    into = cast.unit(cast.HUAIYANG)
    unit.end(on=date(2021, 5, 1), into=[into], by=cast.administrator())
    ReportingUnit.objects.filter(pk=unit.pk).update(office_phone="0394-2", valid_from=None)
    assert client.post(UNIT.format(unit.pk), data).status_code == 302
    after = ReportingUnit.objects.get(pk=unit.pk)
    assert (after.short_name, after.office_phone, after.valid_from) == ("川汇", "0394-2", None)
    assert (after.valid_to, list(after.successors.all())) == (date(2021, 5, 1), [into])


def test_the_same_field_is_asked_about_with_who_and_when_and_then_taken(client):
    unit = cast.unit(office_phone="0394-1")
    address = UNIT.format(unit.pk)
    data = opened(client, address) | {"office_phone": "0394-3", "note": "改号"}
    before = ReportingUnit.objects.values().get(pk=unit.pk)
    other = opened(client, address) | {"office_phone": "0394-2"}
    assert client.post(address, other).status_code == 302
    refused, now = client.post(address, data), timezone.localtime()
    assert errors(refused) == [
        f"没有保存：您打开本页之后，系统管理员（sysadmin）于 {now.month}月{now.day}日 {now:%H:%M} 将"
        f"“办公电话”改为“0394-2”。{YOURS}"
    ]
    assert ReportingUnit.objects.values().get(pk=unit.pk) == before | {"office_phone": "0394-2"}
    again = posted(html.read(refused))
    assert (again["office_phone"], again["note"]) == (["0394-3"], ["改号"])
    assert client.post(address, again).status_code == 302
    after = ReportingUnit.objects.get(pk=unit.pk)
    assert (after.office_phone, after.note) == ("0394-3", "改号")


def test_an_older_entry_of_the_log_is_not_who_it_was(client):
    """Changed by a program: nobody is named who did not do it."""
    unit = cast.unit(office_phone="0394-1")
    address = UNIT.format(unit.pk)
    assert client.post(address, opened(client, address) | {"office_phone": "0"}).status_code == 302
    data = opened(client, address) | {"office_phone": "0394-3"}
    data["opened_at"] = [str(int(data["opened_at"][0]) + 1)]  # a second after the entry
    ReportingUnit.objects.update(office_phone="")
    assert errors(client.post(address, data)) == [
        f"没有保存：您打开本页之后，已有人将“办公电话”改为空白。{YOURS}"
    ]


def test_both_typed_the_same(client):
    unit = cast.unit(office_phone="0394-1")
    data = opened(client, UNIT.format(unit.pk)) | {"office_phone": "0394-2"}
    ReportingUnit.objects.update(office_phone="0394-2")
    assert client.post(UNIT.format(unit.pk), data).status_code == 302


def test_another_error_shows_what_stands_now_where_it_was_left_alone(client):
    unit = cast.unit(office_phone="0394-1")
    data = opened(client, UNIT.format(unit.pk)) | {"code": "x"}
    ReportingUnit.objects.update(office_phone="0394-2")
    refused = client.post(UNIT.format(unit.pk), data)
    assert errors(refused) == ["代码为 6 至 12 位数字或大写字母。"]
    assert posted(html.read(refused))["office_phone"] == ["0394-2"]


def test_an_account(client):
    account, huaiyang = cast.clerk(cast.unit()), cast.unit(cast.HUAIYANG)
    address = USER.format(account.pk)
    data = opened(client, address) | {"unit": huaiyang.pk, "role": CLERK, "is_active": "on"}
    left_alone = opened(client, address) | {"last_name": "填报员乙"}
    User.objects.filter(pk=account.pk).update(unit=cast.unit(cast.FUGOU), is_active=False)
    assert errors(client.post(address, data)) == [
        f"没有保存：您打开本页之后，已有人将“报送单位”改为“扶沟县市场监督管理局”。{YOURS}"
    ]
    assert client.post(address, left_alone).status_code == 302
    after = User.objects.get(pk=account.pk)
    assert (after.last_name, after.unit.code, after.is_active) == ("填报员乙", cast.FUGOU, False)


def test_its_role_and_whether_it_is_in_use(client):
    account = cast.clerk(cast.unit())
    address = USER.format(account.pk)
    data = opened(client, address)
    data.pop("is_active")
    User.objects.filter(pk=account.pk).update(is_active=False)
    account.groups.set(Group.objects.filter(name=AUDITOR))
    User.objects.filter(pk=account.pk).update(unit=None)
    assert client.post(address, data | {"last_name": "新名"}).status_code == 302
    account.refresh_from_db()
    assert (account.last_name, account.unit, account.is_active) == ("新名", None, False)
    assert [group.name for group in account.groups.all()] == [AUDITOR]


def test_a_period():
    period, client = cast.open_period(), browser("reviewer")
    address = PERIOD.format(period.pk)
    data = opened(client, address) | {"due_on": "2021-07-05", "reason": "省局延期"}
    period.move_due_day(to=date(2021, 7, 8), by=cast.reviewer(), reason="故障")
    refused = client.post(address, data)
    assert errors(refused) == [
        f"没有保存：您打开本页之后，已有人将“报送截止日”改为“2021年7月8日”。{YOURS}"
    ]
    again = posted(html.read(refused))
    assert (again["due_on"], again["reason"]) == (["2021-07-05"], ["省局延期"])
    assert client.post(address, again).status_code == 302
    assert ReportingPeriod.objects.get(pk=period.pk).due_on == date(2021, 7, 5)


def test_a_phase_below_its_campaign():
    campaign, client = cast.open_period().campaign, browser("reviewer")
    Phase.objects.create(
        campaign=campaign, position=1, name="一", ends_on="2021-04-20", task="a\nb"
    )
    address = CAMPAIGN.format(campaign.pk)
    data = opened(client, address) | {"phases-0-name": "安排部署", "document_number": "新文号"}
    left_alone = opened(client, address) | {"document_number": "周市监办〔2021〕60号"}
    other = opened(client, address) | {"phases-0-name": "动员"}
    assert client.post(address, other).status_code == 302
    (said,) = errors(client.post(address, data))
    assert said.endswith(f" 将“名称”改为“动员”。{YOURS}")
    assert "市局审核员（city）于 " in said
    assert client.post(address, left_alone).status_code == 302
    assert (Phase.objects.get().name, Campaign.objects.get().document_number) == (
        "动员",
        "周市监办〔2021〕60号",
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_save_the_same_field_at_the_same_moment():
    unit, clients = cast.unit(), [browser("administrator"), browser("administrator")]
    address = UNIT.format(unit.pk)
    forms = [
        opened(client, address) | {"office_phone": f"0394-{at}"}
        for at, client in enumerate(clients)
    ]
    answers = at_once(
        lambda: clients[0].post(address, forms[0]), lambda: clients[1].post(address, forms[1])
    )
    stored, refused = sorted(answers, key=lambda answer: -answer.status_code)
    assert (stored.status_code, len(errors(refused))) == (302, 1)
