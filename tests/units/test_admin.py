"""Accounts and units in the admin: no rights handed out, nobody's own standing changed."""

import pytest
from django.contrib.auth.models import Permission

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.city import browser
from units.models import User
from units.roles import ADMINISTRATOR, AUDITOR, CLERK, REVIEWER

pytestmark = pytest.mark.django_db


# --- Accounts ------------------------------------------------------------------------------------


def account_data(user: User, **changes) -> dict:
    role = user.groups.first()
    return {
        "username": user.username,
        "last_name": user.last_name,
        "first_name": user.first_name,
        "role": role.name if role else "",
        "unit": user.unit_id or "",
        "is_active": "on",
    } | changes


def rights(user: User):
    user = User.objects.get(pk=user.pk)
    groups = list(user.groups.values_list("name", flat=True))
    return user.is_superuser, user.is_staff, groups, user.user_permissions.count()


STRONG = "zhong guan cun 88"


def new_account(**changes) -> dict:
    unit = cast.unit()
    return {
        "username": "clerk2", "last_name": "填报员", "first_name": "", "role": CLERK,
        "unit": unit.pk, "password1": STRONG, "password2": STRONG,
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("role", "is_staff"),
    [(CLERK, False), (REVIEWER, True), (ADMINISTRATOR, True), (AUDITOR, True)],
)
def test_a_new_account_gets_one_role_and_what_follows_from_it(role, is_staff):
    client = browser("administrator")
    data = new_account(role=role)
    if role != CLERK:
        data["unit"] = ""
    client.post("/admin/units/user/add/", data)
    assert rights(User.objects.get(username="clerk2")) == (False, is_staff, [role], 0)


def test_changing_the_role_changes_what_follows_from_it():
    client, user = browser("administrator"), cast.clerk(cast.unit())
    data = account_data(user, role=REVIEWER, unit="")
    assert client.post(f"/admin/units/user/{user.pk}/change/", data).status_code == 302
    assert rights(user) == (False, True, [REVIEWER], 0)


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_no_rights_are_handed_out_singly(role):
    client, user = browser(role), cast.clerk(cast.unit())
    more = {
        "is_superuser": "on", "is_staff": "on", "groups": ["1", "2"],
        "user_permissions": list(Permission.objects.values_list("pk", flat=True)[:3]),
    }  # fmt: skip
    response = client.post(f"/admin/units/user/{user.pk}/change/", account_data(user, **more))
    assert response.status_code == 302
    assert rights(user) == (False, False, [CLERK], 0)
    client.post("/admin/units/user/add/", new_account(**more))
    assert rights(User.objects.get(username="clerk2")) == (False, False, [CLERK], 0)


def test_a_right_given_to_one_account_alone_has_no_effect():
    user = cast.clerk(cast.unit())
    user.user_permissions.add(Permission.objects.get(codename="review_report"))
    assert User.objects.get(pk=user.pk).get_all_permissions() == {"statistics.fill_report"}


def test_nobody_changes_their_own_role_unit_or_standing():
    client, user = browser("administrator"), cast.administrator()
    data = account_data(user, role=REVIEWER, unit=cast.unit().pk, last_name="新名")
    data.pop("is_active")
    assert client.post(f"/admin/units/user/{user.pk}/change/", data).status_code == 302
    user.refresh_from_db()
    assert (user.last_name, user.is_active, user.unit) == ("新名", True, None)
    assert rights(user) == (False, True, [ADMINISTRATOR], 0)


@pytest.mark.parametrize("step", ["change", "password"])
def test_the_administrator_cannot_touch_a_superuser(step):
    client = browser("administrator")
    root = User.objects.create_superuser("root", password=cast.PASSWORD)
    data = account_data(root, is_active="", password1=STRONG, password2=STRONG)
    assert client.post(f"/admin/units/user/{root.pk}/{step}/", data).status_code == 403
    assert client.login(username="root", password=cast.PASSWORD)


def test_a_superuser_stays_one_without_a_role():
    client = browser("superuser")
    root = User.objects.get(username="root")
    data = account_data(root, last_name="根")
    assert client.post(f"/admin/units/user/{root.pk}/change/", data).status_code == 302
    assert rights(root) == (True, True, [], 0)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"unit": ""}, "unit", "填报员应有报送单位。"),
        ({"role": AUDITOR}, "unit", "审计员不属于任何报送单位，请清空。"),
        ({"role": ""}, "role", "这个字段是必填项。"),
        ({"role": "超级用户"}, "role", "选择一个有效的选项。 超级用户 不在可用的选项中。"),
        ({"unit": "9" * 40}, "unit", "选择一个有效的选项： 该选择不在可用的选项中。"),
        ({"username": "ＣＩＴＹ"}, "username", "已有同名账户（不分大小写）。"),
        ({"username": "a\0"}, "username", "不允许是用空字符串。"),
    ],
)
def test_accounts_that_are_refused(changes, field, sentence):
    cast.reviewer()
    response = browser("administrator").post("/admin/units/user/add/", new_account(**changes))
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert sentence in [*errors.get(field, []), *errors.get("__all__", [])]
    assert not User.objects.filter(username="clerk2").exists()


@pytest.mark.parametrize("password", ["short", "12345678901234", "qwerty123456"])
def test_weak_first_passwords_are_refused(password):
    data = new_account(password1=password, password2=password)
    assert browser("administrator").post("/admin/units/user/add/", data).status_code == 200
    assert not User.objects.filter(username="clerk2").exists()


def test_an_account_out_of_use_is_signed_out():
    clerk = cast.clerk(cast.unit())
    theirs, client = city.sign_in(clerk), browser("administrator")
    data = account_data(clerk)
    data.pop("is_active")
    client.post(f"/admin/units/user/{clerk.pk}/change/", data)
    assert theirs.get("/").status_code == 302


def test_no_password_or_its_digest_is_shown():
    clerk = cast.clerk(cast.unit())
    for role in ("administrator", "auditor"):
        page = browser(role).get(f"/admin/units/user/{clerk.pk}/change/").content.decode()
        assert clerk.password not in page
        assert "md5" not in page


@pytest.mark.parametrize(("role", "shown"), [("administrator", 1), ("auditor", 0)])
def test_resetting_a_password_is_the_administrators(role, shown):
    clerk = cast.clerk(cast.unit())
    page = html.read(browser(role).get(f"/admin/units/user/{clerk.pk}/change/"))
    assert len(page.find("main").all("a", href=f"/admin/units/user/{clerk.pk}/password/")) == shown


@pytest.mark.parametrize("number", [3, 30])
def test_the_account_list_takes_the_same_queries_for_any_number(number, django_assert_num_queries):
    for code in city.counties(number):
        cast.clerk(cast.unit(code))
    client = browser("administrator")
    with django_assert_num_queries(6):
        rows = html.read(client.get("/admin/units/user/")).find("table", id="result_list")
    assert len(rows.find("tbody").all("tr")) == number + 1


@pytest.mark.parametrize(
    "query", ["role=x", "active=%00", "username__regex=(", "groups__id=1", "password__startswith=m",
              "q=%00", "o=x", "p=99", "is_superuser__exact=1"]
)  # fmt: skip
@pytest.mark.parametrize("place", ["user", "reportingunit"])
def test_odd_addresses_never_break_the_server(place, query):
    response = browser("administrator").get(f"/admin/units/{place}/?{query}")
    assert response.status_code in {200, 302, 400}


# --- Units ---------------------------------------------------------------------------------------


def test_a_unit_cannot_end_before_it_begins():
    unit, client = cast.unit(), browser("administrator")
    data = {"code": unit.code, "name": unit.name, "short_name": unit.short_name, "kind": unit.kind,
            "position": 1, "valid_from": "2021-01-02", "valid_to": "2021-01-01"}  # fmt: skip
    response = client.post(f"/admin/units/reportingunit/{unit.pk}/change/", data)
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert errors == {"__all__": ["停用日期不能早于启用日期。"]}
