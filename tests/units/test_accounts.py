"""Signing in and out, and changing one's password: /accounts/…."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests import cast, html

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
LOGOUT = "/accounts/logout/"
CHANGE = "/accounts/password_change/"
NO_SUCH = "用户名或密码不正确，请重新输入。请注意区分大小写。"
NEW = "another long enough one"


@pytest.fixture
def account():
    return cast.clerk(cast.unit())


def sign_in(client, username=cast.CHUANHUI, password=cast.PASSWORD, query=""):
    return client.post(LOGIN + query, {"username": username, "password": password})


def complaints(response) -> list[str]:
    """The sentences about what was typed."""
    page = html.read(response)
    boxes = [*page.all("div", class_="alert"), *page.all(class_="invalid-feedback")]
    return [box.text for box in boxes]


def is_signed_in(client) -> bool:
    return client.get("/guide/").status_code == 200


# --- Signing in ----------------------------------------------------------------------------------


def test_the_page_asks_for_name_and_password(client):
    page = html.read(client.get(LOGIN))
    assert page.find("h1").text == "登录"
    assert page.find("form").values == {"username": "", "password": "", "": "登录"}
    assert page.find("header").texts == ["知识产权执法数据报送"]
    assert [label.text for label in page.all("label")] == ["用户名*", "密码*"]


def test_the_right_password_leads_to_the_tasks(client, account):
    response = sign_in(client)
    assert (response.status_code, response["location"]) == (302, "/")
    assert html.read(client.get("/")).find("h1").text == "我的任务"
    account.refresh_from_db()
    assert timezone.now() - account.last_login < timedelta(minutes=1)


def test_signing_in_makes_a_new_session(client, account):
    client.get(LOGIN)
    client.cookies["sessionid"] = "a" * 32  # a key that somebody else knows
    sign_in(client)
    assert client.cookies["sessionid"].value != "a" * 32
    assert Session.objects.get().pk == client.cookies["sessionid"].value


def test_the_session_cookie_is_out_of_scripts_reach_and_ends_with_the_browser(client, account):
    cookie = sign_in(client).cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (
        True,
        "Lax",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("username", "password"),
    [
        (cast.CHUANHUI, "wrong"),
        (cast.CHUANHUI, ""),
        (cast.CHUANHUI, cast.PASSWORD.upper()),
        (cast.CHUANHUI, f"{cast.PASSWORD} "),
        ("nobody", cast.PASSWORD),
        ("' OR 1=1 --", "x"),
    ],
)
def test_anything_else_does_not(client, account, username, password):
    response = sign_in(client, username, password)
    assert (response.status_code, is_signed_in(client)) == (200, False)
    assert complaints(response) == ([NO_SUCH] if password else ["这个字段是必填项。"])


def test_nobody_learns_which_accounts_exist(client, account):
    """A wrong password, an unknown name and an account put out of use are told alike."""
    account.is_active = False
    account.save()
    cast.clerk(cast.unit(cast.HUAIYANG))
    answers = [
        sign_in(client, cast.HUAIYANG, "wrong"),
        sign_in(client, "nobody", "wrong"),
        sign_in(client, cast.CHUANHUI, cast.PASSWORD),
    ]
    mains = {html.read(answer).find("main").text for answer in answers}
    assert mains == {f"登录 {NO_SUCH} 用户名* 密码*"}
    assert [answer.status_code for answer in answers] == [200, 200, 200]


def test_a_name_is_text(client):
    response = sign_in(client, '"><script>alert(1)</script>', "x")
    page = html.read(response)
    assert page.find("input", id="id_username")["value"] == '"><script>alert(1)</script>'
    assert page.find("main").all("script") == []


def test_a_name_with_a_nul_is_refused(client):
    response = sign_in(client, "411602\x00", "x")
    assert (response.status_code, is_signed_in(client)) == (200, False)


def test_the_password_is_never_sent_back(client, account):
    response = sign_in(client, password="wrong-but-secret")
    assert b"wrong-but-secret" not in response.content


# --- Back to where one came from -----------------------------------------------------------------


def test_one_returns_to_the_page_that_was_asked_for(client, account):
    asked = client.get("/reports/411602/2021/q2/editions/")["location"]
    assert asked == "/accounts/login/?next=/reports/411602/2021/q2/editions/"
    page = html.read(client.get(asked))
    assert page.find("p", class_="lead-in").text == "请先登录，登录后返回刚才的页面。"
    response = sign_in(client, query="?next=/reports/411602/2021/q2/editions/")
    assert response["location"] == "/reports/411602/2021/q2/editions/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "https://testserver@evil.example/",
        "\x00//evil.example",
    ],
)
def test_one_is_never_sent_to_another_site(client, account, address):
    data = {"username": cast.CHUANHUI, "password": cast.PASSWORD, "next": address}
    response = client.post(LOGIN, data)
    assert (response.status_code, response["location"]) == (302, "/")


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("", "/accounts/login/?next=/admin/"),
        ("?next=/admin/units/user/", "/accounts/login/?next=/admin/units/user/"),
        ("?next=https://evil.example/", "/accounts/login/?next=https%3A//evil.example/"),
    ],
)
def test_the_admin_has_the_same_door(client, query, location):
    response = client.get(f"/admin/login/{query}")
    assert (response.status_code, response["location"]) == (302, location)


# --- Signing out ---------------------------------------------------------------------------------


def test_the_button_signs_out_for_good(client, account):
    sign_in(client)
    key = client.cookies["sessionid"].value
    response = client.post(html.read(client.get("/")).find("form")["action"])
    assert (response.status_code, response["location"]) == (302, LOGIN)
    client.cookies["sessionid"] = key
    assert is_signed_in(client) is False


def test_a_link_does_not_sign_out(client, account):
    client.force_login(account)
    response = client.get(LOGOUT)
    assert (response.status_code, response["allow"]) == (405, "POST, OPTIONS")
    assert is_signed_in(client) is True


def test_an_account_put_out_of_use_is_signed_out(client, account):
    client.force_login(account)
    account.is_active = False
    account.save()
    assert is_signed_in(client) is False


# --- The password --------------------------------------------------------------------------------


def change(client, new, again=None, old=cast.PASSWORD):
    data = {"old_password": old, "new_password1": new, "new_password2": again or new}
    return client.post(CHANGE, data)


def test_a_new_password_takes_the_place_of_the_old(client, account):
    client.force_login(account)
    response = change(client, NEW)
    assert (response.status_code, response["location"]) == (302, f"{CHANGE}done/")
    page = html.read(client.get(response["location"]))
    assert page.find("main").texts == ["密码已更改", "下次登录请使用新密码。", "返回首页"]
    assert sign_in(Client()).status_code == 200
    assert sign_in(Client(), password=NEW).status_code == 302


def test_whoever_is_signed_in_elsewhere_is_signed_out(client, account):
    elsewhere = Client()
    elsewhere.force_login(account)
    client.force_login(account)
    change(client, NEW)
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("qX7#mK2$pZ9", ["密码太短，至少要 12 个字符。"]),
        ("907316482057", ["密码不能全是数字。"]),
        ("password123456", ["密码过于常见。"]),
        ("411602", ["密码与用户名过于相似。 密码太短，至少要 12 个字符。 密码不能全是数字。"]),
    ],
)
def test_a_weak_password_is_refused_in_plain_chinese(client, account, new, why):
    client.force_login(account)
    response = change(client, new)
    assert (response.status_code, complaints(response)) == (200, why)
    assert sign_in(Client()).status_code == 302  # the old one still holds


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"old": "wrong", "new": NEW}, "旧密码不正确，请重新输入。"),
        ({"new": NEW, "again": "another long enough two"}, "两次输入的密码不一致。"),
    ],
)
def test_a_slip_is_named(client, account, data, why):
    client.force_login(account)
    response = change(client, **data)
    assert (response.status_code, complaints(response)) == (200, [why])
    assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize("url", [CHANGE, f"{CHANGE}done/"])
def test_only_who_is_signed_in_changes_a_password(client, url):
    response = client.get(url)
    assert (response.status_code, response["location"]) == (302, f"{LOGIN}?next={url}")


@pytest.mark.parametrize(
    ("url", "location"),
    [("password_change/", CHANGE), ("password_change/done/", f"{CHANGE}done/")],
)
def test_the_admin_leads_to_the_same_pages(client, url, location):
    account = cast.administrator()
    account.is_staff = True
    account.save()
    client.force_login(account)
    response = client.get(f"/admin/{url}")
    assert (response.status_code, response["location"]) == (302, location)
