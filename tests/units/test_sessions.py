"""How long a sign-in holds: 30 minutes without anybody, 12 hours in all."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests import cast
from tests.statistics.admin.city import browser
from units.sessions import BEGAN, SEEN

pytestmark = pytest.mark.django_db
GUIDE = "/guide/"


@pytest.fixture
def clock(monkeypatch):
    """`clock(minutes)`: so much later than the sign-in."""
    start = timezone.now()

    def clock(minutes):
        now = start + timedelta(minutes=minutes)
        monkeypatch.setattr("units.sessions.timezone.now", lambda: now)

    clock(0)
    return clock


@pytest.fixture
def clerk(client, clock):
    client.force_login(cast.clerk(cast.unit()))
    return client


def status(client, **headers) -> int:
    return client.get(GUIDE, headers=headers).status_code


@pytest.mark.parametrize(("minutes", "expected"), [(29, 200), (30, 200), (31, 302)])
def test_half_an_hour_without_anybody(clerk, clock, minutes, expected):
    clock(minutes)
    assert status(clerk) == expected


def test_it_is_gone_for_good_and_the_way_back_is_the_sign_in_page(clerk, clock):
    clock(31)
    assert clerk.get(GUIDE)["location"] == f"/accounts/login/?next={GUIDE}"
    assert Session.objects.count() == 0


def test_who_is_there_stays_up_to_twelve_hours(clerk, clock):
    for minutes in range(20, 720, 20):
        clock(minutes)
        assert status(clerk) == 200
    clock(720)
    assert status(clerk) == 200
    clock(721)
    assert status(clerk) == 302


def test_what_a_page_asks_for_by_itself_is_nobody_s_presence(clerk, clock):
    for minutes in (10, 20, 29):
        clock(minutes)
        assert status(clerk, **{"X-By-Itself": "1"}) == 200
    clock(31)
    assert status(clerk) == 302


def test_a_session_from_before_the_rule_begins_at_its_first_request(clerk, clock):
    session = clerk.session
    del session[BEGAN], session[SEEN]
    session.save()
    clock(100)
    assert status(clerk) == 200
    clock(129)
    assert status(clerk) == 200


def test_within_a_minute_nothing_is_written(clerk, clock, django_assert_num_queries):
    clock(0.9)
    with django_assert_num_queries(3):  # the session, the account, its unit
        status(clerk)


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_lets_go_of_what_the_browser_has_cached(address):
    client = browser("reviewer")
    assert client.post(address).headers["Clear-Site-Data"] == '"cache"'
    assert status(client) == 302
