"""The key with which a browser locks up what is not saved yet: who gets which, and until when."""

from base64 import b64decode

import pytest

from tests import cast
from tests.statistics.admin.city import browser
from units.kept_copies import copy_key
from units.models import User

pytestmark = pytest.mark.django_db
NEW = "another long enough one"
TABLE = "/reports/411602/2021/q2/"


@pytest.fixture
def account():
    return cast.clerk(cast.unit())


@pytest.fixture
def administrator():
    return browser("administrator")


def key_now(account) -> str:
    return copy_key(User.objects.get(pk=account.pk))


def test_it_has_256_bits_and_is_each_account_s_own(account):
    other = cast.clerk(cast.unit(cast.HUAIYANG))
    assert len(b64decode(copy_key(account))) == 32
    assert copy_key(other) != copy_key(account)


def test_it_is_the_same_after_signing_in_again(account):
    before = key_now(account)
    account.set_password(NEW)  # also where a person changes it
    account.save()
    assert key_now(account) == before


def test_the_secret_key_is_part_of_it(account, settings):
    before = copy_key(account)
    settings.SECRET_KEY = "another secret"
    assert copy_key(account) != before


def test_a_reset_ends_it(account, administrator):
    before = key_now(account)
    url = f"/admin/units/user/{account.pk}/password/"
    answer = administrator.post(url, {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    assert key_now(account) != before
    assert User.objects.get(pk=account.pk).check_password(NEW)


def test_putting_the_account_out_of_use_ends_it_and_a_new_name_does_not(account, administrator):
    before = key_now(account)
    url = f"/admin/units/user/{account.pk}/change/"
    typed = {
        "username": account.username, "last_name": "新", "first_name": "名",
        "role": "填报员", "unit": account.unit_id, "is_active": "on",
    }  # fmt: skip
    assert administrator.post(url, typed).status_code == 302
    assert (User.objects.get(pk=account.pk).last_name, key_now(account)) == ("新", before)
    del typed["is_active"]
    assert administrator.post(url, typed).status_code == 302
    assert not User.objects.get(pk=account.pk).is_active
    assert key_now(account) != before


def test_only_the_page_to_fill_in_holds_it(client, account):
    cast.open_period()
    client.force_login(account)
    assert f'data-copy-key="{copy_key(account)}"' in client.get(TABLE).content.decode()
    client.force_login(cast.reviewer())
    assert "data-copy-key" not in client.get(TABLE).content.decode()
