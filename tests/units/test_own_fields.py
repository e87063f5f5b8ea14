"""What others write while a unit's or an account's form is open stays as they wrote it."""

import time
from functools import partial

import pytest

from tests import cast, html
from tests.meanwhile import meanwhile
from tests.statistics.admin.city import browser
from tests.statistics.models.same_moment import HELD_UP, at_once
from units.models import ReportingUnit, User
from units.roles import CLERK, REVIEWER

pytestmark = pytest.mark.django_db

STRONG = "zhong guan cun 88"
UNIT = {
    "code": "411699",
    "name": "新区市场监督管理局",
    "short_name": "新区",
    "kind": "county",
    "position": "9",
}
TAKEN = "代码 411699 已由新区市场监督管理局使用，请另选代码。"


@pytest.fixture
def client():
    return browser("administrator")


def values(model, row) -> dict:
    return model.objects.values().get(pk=row.pk)


def out_of_use(account):
    return lambda: User.objects.filter(pk=account.pk).update(is_active=False)


def errors(response) -> list[str]:
    assert response.status_code == 200
    lists = html.read(response).find("main").all("ul", class_="errorlist")
    return [item.text for each in lists for item in each.all("li")]


def test_a_unit_s_form_writes_what_was_changed_in_it(client, monkeypatch):
    unit = cast.unit(office_phone="0394-1")
    data = {
        name: getattr(unit, name) for name in ("code", "name", "short_name", "kind", "position")
    }
    meanwhile(monkeypatch, lambda: ReportingUnit.objects.update(valid_to="2021-12-31"))
    address = f"/admin/units/reportingunit/{unit.pk}/change/"
    assert client.post(address, data | {"office_phone": "0394-2"}).status_code == 302
    after = ReportingUnit.objects.get()
    assert (after.office_phone, after.valid_to.isoformat()) == ("0394-2", "2021-12-31")


def account_data(account, **changes) -> dict:
    return {
        "username": account.username, "last_name": account.last_name, "first_name": "",
        "role": CLERK, "unit": account.unit_id, "is_active": "on",
    } | changes  # fmt: skip


def test_an_account_put_out_of_use_stays_so_when_its_name_is_changed(client, monkeypatch):
    account = cast.clerk(cast.unit())
    before = values(User, account)
    meanwhile(monkeypatch, out_of_use(account))
    address = f"/admin/units/user/{account.pk}/change/"
    assert client.post(address, account_data(account, last_name="填报员乙")).status_code == 302
    assert values(User, account) == before | {"last_name": "填报员乙", "is_active": False}


def test_a_role_given_meanwhile_stays_when_the_name_is_changed(client, monkeypatch):
    account, reviewers = cast.clerk(cast.unit()), cast.reviewer().groups.all()
    meanwhile(monkeypatch, lambda: account.groups.set(reviewers))
    address = f"/admin/units/user/{account.pk}/change/"
    assert client.post(address, account_data(account, last_name="填报员乙")).status_code == 302
    assert [group.name for group in account.groups.all()] == [REVIEWER]


def test_a_new_password_writes_nothing_but_that_copies_are_shut(client, monkeypatch):
    account = cast.clerk(cast.unit())
    before, set_password = values(User, account), User.set_password

    def put_out_of_use_first(self, password):
        out_of_use(account)()
        set_password(self, password)

    monkeypatch.setattr(User, "set_password", put_out_of_use_first)
    address = f"/admin/units/user/{account.pk}/password/"
    new = {"password1": STRONG, "password2": STRONG, "set-password": "1"}
    assert client.post(address, new).status_code == 302
    after = values(User, account)
    written = {"password": after["password"], "copy_key_number": 2}
    assert after == before | written | {"is_active": False}
    assert User.objects.get(pk=account.pk).check_password(STRONG)


def test_one_s_own_new_password_writes_nothing_else(monkeypatch):
    client, account = browser("clerk"), cast.clerk(cast.unit())
    set_password = User.set_password

    def rename_first(self, password):
        User.objects.filter(pk=account.pk).update(last_name="改过的名")
        set_password(self, password)

    monkeypatch.setattr(User, "set_password", rename_first)
    new = {"old_password": cast.PASSWORD, "new_password1": STRONG, "new_password2": STRONG}
    assert client.post("/accounts/password_change/", new).status_code == 302
    after = User.objects.get(pk=account.pk)
    assert (after.last_name, after.check_password(STRONG)) == ("改过的名", True)


# --- Keys that are taken -------------------------------------------------------------------------


def test_a_code_that_another_unit_has(client):
    assert client.post("/admin/units/reportingunit/add/", UNIT).status_code == 302
    assert errors(client.post("/admin/units/reportingunit/add/", UNIT)) == [TAKEN]


@pytest.mark.django_db(transaction=True)
def test_two_units_get_one_code_at_the_same_moment(monkeypatch):
    clients = browser("administrator"), browser("administrator")
    meanwhile(monkeypatch, lambda: time.sleep(HELD_UP))
    answers = at_once(
        *(partial(each.post, "/admin/units/reportingunit/add/", UNIT) for each in clients)
    )
    stored, refused = sorted(answers, key=lambda answer: -answer.status_code)
    assert (stored.status_code, errors(refused)) == (302, [TAKEN])
    assert ReportingUnit.objects.filter(code="411699").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_accounts_get_one_name_at_the_same_moment(monkeypatch):
    clients = browser("administrator"), browser("administrator")
    new = {"username": "clerk2", "last_name": "填报员", "role": CLERK, "unit": cast.unit().pk,
           "password1": STRONG, "password2": STRONG}  # fmt: skip
    meanwhile(monkeypatch, lambda: time.sleep(HELD_UP))
    answers = at_once(*(partial(each.post, "/admin/units/user/add/", new) for each in clients))
    stored, refused = sorted(answers, key=lambda answer: -answer.status_code)
    assert (stored.status_code, len(errors(refused)) > 0) == (302, True)
    assert User.objects.filter(username="clerk2").count() == 1
