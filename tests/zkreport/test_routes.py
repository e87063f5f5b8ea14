"""Every address outside the admin × everyone × GET and POST, with the answer each must get.

The addresses come from the URLconf, so one that is new and has no line here fails.
"""

import re

import pytest
from django.contrib.admin import site
from django.test import Client
from django.urls import URLPattern, get_resolver

from statistics.models import SourceWorkbook
from tests import cast
from units.models import User

pytestmark = pytest.mark.django_db

REPORT = "reports/<unit>/<year>/q<quarter>/"
ARGUMENTS = {"<unit>": "411602", "<year>": "2021", "<quarter>": "2", "<pk>": "1"}

WHO = ("visitor", "clerk", "neighbour", "reviewer", "auditor", "administrator")
# Answers to who is named above, in that order. Nothing is asked for but the address itself, and 422
# asks which editions to compare. Nothing is posted but the request itself: the clerk is led back (303)
# and asked whether the empty table is a 零报告, 422 asks for a file to import, 409 says that there is
# nothing to take back.
GET = {
    "": (302, 200, 200, 302, 302, 302),
    "guide/": (302, 200, 200, 200, 200, 200),
    REPORT: (302, 200, 404, 200, 200, 404),
    f"{REPORT}submit/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}nothing-new/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}withdraw/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}attachment.xlsx": (302, 200, 404, 200, 200, 404),
    f"{REPORT}editions/": (302, 200, 404, 200, 200, 404),
    f"{REPORT}editions/compare/": (302, 422, 404, 422, 422, 404),
    f"{REPORT}receipt/": (302, 200, 404, 200, 200, 404),
    f"{REPORT}paste/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}import/": (302, 200, 404, 403, 403, 404),
    f"{REPORT}workbooks/<pk>/": (302, 200, 404, 200, 200, 404),
    "accounts/login/": (200, 200, 200, 200, 200, 200),
    "accounts/logout/": (405, 405, 405, 405, 405, 405),
    "accounts/password_change/": (302, 200, 200, 200, 200, 200),
    "accounts/password_change/done/": (302, 200, 200, 200, 200, 200),
    "healthz": (200, 200, 200, 200, 200, 200),
    "readyz": (200, 200, 200, 200, 200, 200),
}
POST = {
    "": (302, 405, 405, 405, 405, 405),
    "guide/": (302, 405, 405, 405, 405, 405),
    REPORT: (302, 303, 404, 403, 403, 404),
    f"{REPORT}submit/": (302, 303, 404, 403, 403, 404),
    f"{REPORT}nothing-new/": (302, 409, 404, 403, 403, 404),
    f"{REPORT}withdraw/": (302, 409, 404, 403, 403, 404),
    f"{REPORT}attachment.xlsx": (302, 405, 405, 405, 405, 405),
    f"{REPORT}editions/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}editions/compare/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}receipt/": (302, 405, 405, 405, 405, 405),
    f"{REPORT}paste/": (302, 200, 404, 403, 403, 404),
    f"{REPORT}import/": (302, 422, 404, 403, 403, 404),
    f"{REPORT}workbooks/<pk>/": (302, 405, 405, 405, 405, 405),
    "accounts/login/": (200, 200, 200, 200, 200, 200),
    "accounts/password_change/": (302, 200, 200, 200, 200, 200),
    "accounts/password_change/done/": (302, 405, 405, 405, 405, 405),
    "healthz": (405, 405, 405, 405, 405, 405),
    "readyz": (405, 405, 405, 405, 405, 405),
    "accounts/logout/": (302, 302, 302, 302, 302, 302),  # the last, for it ends the sessions
}
CHANGING = [
    f"{REPORT}submit/", f"{REPORT}nothing-new/", f"{REPORT}withdraw/", "accounts/logout/"
]  # fmt: skip


def routes(resolver=None, before="") -> list[str]:
    """Every address outside the admin, as the URLconf writes it but for the parts' types."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        address = before + re.sub(r"<\w+:", "<", str(entry.pattern))
        if isinstance(entry, URLPattern):
            found.append(address)
        elif entry.app_name != site.urls[1]:
            found += routes(entry, address)
    return found


def url(route: str) -> str:
    for name, value in ARGUMENTS.items():
        route = route.replace(name, value)
    assert "<" not in route
    return f"/{route}"


def account(who: str) -> User:
    accounts = {
        "clerk": lambda: cast.clerk(cast.unit()),
        "neighbour": lambda: cast.clerk(cast.unit(cast.HUAIYANG)),
        "reviewer": cast.reviewer,
        "auditor": cast.auditor,
        "administrator": cast.administrator,
    }
    return accounts[who]()


@pytest.fixture
def browsers(tmp_path, settings) -> dict[str, Client]:
    """One for each of WHO, in that order, and 川汇区's second quarter open; it keeps workbook 1."""
    settings.MEDIA_ROOT = tmp_path
    report = cast.report(cast.open_period())
    kept = {"taken_at": report.period.opened_at, "taken_by": cast.clerk(report.unit)}
    SourceWorkbook.objects.bulk_create(
        [SourceWorkbook(pk=1, report=report, content=b"", figures_taken={}, **kept)]
    )
    browsers = {who: Client() for who in WHO}
    for who in WHO[1:]:
        browsers[who].force_login(account(who))
    User.objects.filter(unit=None).update(is_staff=True)
    return browsers


def test_every_address_has_its_line():
    assert sorted(GET) == sorted(POST) == sorted(routes())


def test_who_may_look_at_what(browsers):
    answers = {
        route: tuple(browser.get(url(route)).status_code for browser in browsers.values())
        for route in GET
    }
    assert answers == GET


def test_who_may_post_to_what(browsers):
    answers = {
        route: tuple(browser.post(url(route)).status_code for browser in browsers.values())
        for route in POST
    }
    assert answers == POST


@pytest.mark.parametrize("who", ["visitor", "clerk"])
def test_nothing_is_posted_without_a_token(who):
    browser = Client(enforce_csrf_checks=True)
    if who == "clerk":
        browser.force_login(account(who))
    answers = {route: browser.post(url(route)).status_code for route in POST}
    assert answers == dict.fromkeys(POST, 403)


def test_a_link_changes_nothing(client):
    client.force_login(account("clerk"))
    answers = {route: client.get(url(route)) for route in CHANGING}
    assert {route: answer.status_code for route, answer in answers.items()} == dict.fromkeys(
        CHANGING, 405
    )
    assert [answer["allow"].split(", ")[0] for answer in answers.values()] == ["POST"] * 4


@pytest.mark.parametrize("method", ["get", "post"])
def test_visitors_are_asked_to_sign_in_and_come_back(client, method):
    guarded = [route for route in GET if GET[route][0] == 302]
    answers = {route: getattr(client, method)(url(route))["location"] for route in guarded}
    assert answers == {route: f"/accounts/login/?next={url(route)}" for route in guarded}


@pytest.mark.parametrize("method", ["patch", "delete", "trace"])
def test_no_other_method_does_anything(client, method):
    client.force_login(account("clerk"))
    answers = {route: getattr(client, method)(url(route)).status_code for route in GET}
    assert answers == dict.fromkeys(GET, 405)
