"""Headers that every answer carries, the admin's and the errors' included."""

import pytest
from django.test import Client

from campaigns.models import Campaign
from tests import cast
from tests.statistics.admin.totals.issuing import approved, issued
from units.models import User

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
REPORT = "/reports/411602/2021/q2/"

VISITORS = {
    "/": 302,
    "/guide/": 302,
    REPORT: 302,
    f"{REPORT}editions/": 302,
    f"{REPORT}editions/compare/": 302,
    f"{REPORT}receipt/": 302,
    f"{REPORT}attachment.xlsx": 302,
    f"{REPORT}import/": 302,
    "/accounts/login/": 200,
    "/accounts/logout/": 405,
    "/accounts/password_change/": 302,
    "/accounts/password_change/done/": 302,
    "/admin/": 302,
    "/admin/login/": 302,
    "/admin/statistics/report/": 302,
    "/healthz": 200,
    "/readyz": 200,
    "/nothing/": 404,
}
CLERKS = {
    "/": 200,
    "/guide/": 200,
    REPORT: 200,
    f"{REPORT}editions/": 200,
    f"{REPORT}editions/compare/": 422,
    f"{REPORT}editions/compare/?old=1&new=2": 404,
    f"{REPORT}receipt/": 200,
    f"{REPORT}attachment.xlsx": 200,
    f"{REPORT}import/": 200,
    f"{REPORT}submit/": 405,
    f"{REPORT}withdraw/": 405,
    "/accounts/login/": 200,
    "/accounts/logout/": 405,
    "/accounts/password_change/": 200,
    "/accounts/password_change/done/": 200,
    "/admin/": 403,
    "/nothing/": 404,
}
CITYS = {
    "/": 302,
    "/admin/": 200,
    "/admin/statistics/report/": 200,
    "/admin/statistics/edition/": 200,
    "/admin/campaigns/campaign/{campaign}/rules/": 200,
    "/admin/statistics/dashboard/": 200,
    "/admin/statistics/consolidation/2021/q2/": 200,
    "/admin/statistics/consolidation/2021/q2/consolidated.xlsx": 200,
    "/admin/statistics/consolidation/2021/q2/?measure=new": 200,
    "/admin/statistics/consolidation/2021/q2/issue/": 405,
    "/admin/password_change/": 302,
    "/admin/units/user/": 403,
    "/admin/nothing/": 404,
}


@pytest.fixture
def clerk():
    """Signed in, the second quarter open."""
    cast.open_period()
    client = Client()
    client.force_login(cast.clerk(cast.unit()))
    return client


@pytest.fixture
def city():
    cast.open_period()
    account = cast.reviewer()
    User.objects.filter(pk=account.pk).update(is_staff=True)
    client = Client()
    client.force_login(account)
    return client


def headers(response) -> dict[str, str]:
    return {name: response.headers.get(name) for name in HEADERS}


def is_stored(response) -> bool:
    """The browser may keep it on the disk of an office PC that is shared."""
    return "no-store" not in response.headers.get("cache-control", "").split(", ")


def test_what_visitors_get(client):
    answers = {url: client.get(url) for url in VISITORS}
    assert {url: answer.status_code for url, answer in answers.items()} == VISITORS
    assert {url: headers(answer) for url, answer in answers.items()} == dict.fromkeys(
        VISITORS, HEADERS
    )


def test_what_clerks_get_is_not_stored(clerk):
    answers = {url: clerk.get(url) for url in CLERKS}
    assert {url: answer.status_code for url, answer in answers.items()} == CLERKS
    assert {url: headers(answer) for url, answer in answers.items()} == dict.fromkeys(
        CLERKS, HEADERS
    )
    assert [url for url, answer in answers.items() if is_stored(answer)] == []


def test_what_the_city_gets_is_not_stored(city):
    campaign = Campaign.objects.get().pk
    answers = {url: city.get(url.format(campaign=campaign)) for url in CITYS}
    assert {url: answer.status_code for url, answer in answers.items()} == CITYS
    assert {url: headers(answer) for url, answer in answers.items()} == dict.fromkeys(
        CITYS, HEADERS
    )
    assert [url for url, answer in answers.items() if is_stored(answer)] == []


@pytest.mark.parametrize("page", ["", "consolidated.xlsx"])
def test_an_issued_total_is_not_stored_either(city, page):
    period = cast.open_period()
    approved(period)
    answer = city.get(f"/admin/statistics/consolidation/issued/{issued(period).pk}/{page}")
    assert (answer.status_code, headers(answer), is_stored(answer)) == (200, HEADERS, False)


@pytest.mark.parametrize(
    ("data", "accept", "status"),
    [
        ({"version": "1", "actions": "5"}, "text/html", 303),
        ({"version": "1", "actions": "5"}, "application/json", 200),
        ({"version": "1", "actions": "x"}, "text/html", 303),
        ({"version": "9", "actions": "5"}, "text/html", 409),
        ({"version": "9", "actions": "5"}, "application/json", 409),
    ],
)
def test_answers_to_saving_are_not_stored(clerk, data, accept, status):
    response = clerk.post(REPORT, data, headers={"accept": accept})
    assert (response.status_code, headers(response)) == (status, HEADERS)
    assert response["cache-control"] == "no-store"


def test_the_page_of_a_fault_carries_them_too(clerk, monkeypatch):
    monkeypatch.setattr("statistics.overview.home.render", None)
    clerk.raise_request_exception = False
    response = clerk.get("/")
    assert (response.status_code, headers(response)) == (500, HEADERS)
    assert response["cache-control"] == "no-store"


def test_the_page_of_a_lost_token_carries_them_too():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/")
    assert (response.status_code, headers(response)) == (403, HEADERS)


def test_the_page_for_a_strange_host_carries_them_too(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert (response.status_code, headers(response)) == (400, HEADERS)


def test_who_is_signed_in_decides_what_is_shown(clerk):
    """A proxy must not hand one clerk's page to the next."""
    assert "Cookie" in clerk.get("/")["vary"].split(", ")


def test_static_files_are_not_sniffed_and_may_be_kept(settings, tmp_path):
    (tmp_path / "portal.css").write_text("body { margin: 0 }")
    settings.STATIC_ROOT = tmp_path
    response = Client().get("/static/portal.css")
    assert (response.status_code, response["content-type"]) == (200, 'text/css; charset="utf-8"')
    assert response["x-content-type-options"] == "nosniff"
    assert response["cache-control"] == "max-age=60, public"
    assert response["referrer-policy"] == "same-origin"
    assert "set-cookie" not in response.headers


def test_static_files_do_not_lead_out_of_their_folder(settings, tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "secret").write_text("x")
    settings.STATIC_ROOT = tmp_path / "static"
    client = Client()
    for path in ("../secret", "%2e%2e/secret", "..%2fsecret", "/etc/passwd"):
        assert client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("url", ["/", REPORT, "/guide/"])
def test_pages_are_sent_compressed(clerk, url):
    plain = clerk.get(url)
    packed = clerk.get(url, headers={"accept-encoding": "gzip"})
    assert (plain.headers.get("content-encoding"), packed["content-encoding"]) == (None, "gzip")
    assert len(packed.content) < len(plain.content)
    assert headers(packed) == HEADERS


def test_the_portal_speaks_of_no_software(clerk):
    response = clerk.get("/")
    assert {"Server", "X-Powered-By"} & set(response.headers) == set()
