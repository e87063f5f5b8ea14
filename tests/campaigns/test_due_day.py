"""Moving the due day of an opened period: an act with old, new, who and why, kept for good."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from campaigns.models import DueDayChange, ReportingPeriod
from campaigns.start import start_campaign
from statistics.models import open_period
from tests import cast, html
from tests.campaigns.periods import period_of
from tests.statistics.admin.city import browser

pytestmark = pytest.mark.django_db
DUE, LATER = date(2021, 6, 30), date(2021, 7, 5)
NO_REASON = {"reason": ["请写明改动报送截止日的原因，以备日后查核。"]}


def move(period, to=LATER, reason="省局延期", **options):
    return period.move_due_day(to=to, by=cast.reviewer(), reason=reason, **options)


def stored(period) -> tuple:
    """Due day, lock day, and how often the due day was moved."""
    period = ReportingPeriod.objects.get(pk=period.pk)
    return period.due_on, period.locks_on, period.due_day_changes.count()


# --- The act -------------------------------------------------------------------------------------


def test_it_is_kept_with_who_and_why_as_they_were():
    period, at = cast.open_period(), cast.moment(date(2021, 6, 28))
    change = move(period, reason=" 省局延期 ", at=at)
    assert (period.due_on, stored(period)) == (LATER, (LATER, None, 1))
    by = cast.reviewer()
    by.username, by.last_name = "renamed", "改名"
    by.save()
    change = DueDayChange.objects.get(pk=change.pk)
    assert (change.period, change.old, change.new, change.reason, change.at) == (
        period, DUE, LATER, "省局延期", at,
    )  # fmt: skip
    assert (change.by, change.by_account, change.by_name) == (by, "city", "市局审核员")
    assert str(change) == "报送截止日由2021年6月30日改为2021年7月5日"


def test_what_is_old_is_asked_of_the_database():
    period = cast.open_period()
    stale = ReportingPeriod.objects.get(pk=period.pk)
    move(period)
    assert move(stale, to=date(2021, 7, 8)).old == LATER


def test_the_same_day_is_no_act():
    period = cast.open_period()
    assert move(period, to=DUE, reason="") is None
    assert stored(period) == (DUE, None, 0)


def test_the_lock_day_moves_in_the_same_step():
    period = cast.open_period()
    ReportingPeriod.objects.filter(pk=period.pk).update(locks_on=date(2021, 7, 2))
    period.locks_on = date(2021, 7, 10)
    move(period, also=["locks_on"])
    assert stored(period) == (LATER, date(2021, 7, 10), 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"reason": " "}, NO_REASON),
        ({"reason": "长" * 501}, {"reason": ["原因有 501 个字，最多 500 个，请写得短一些。"]}),
        ({"to": date(2021, 5, 31)}, {"__all__": ["报送截止日不能早于开启日。"]}),
        ({"to": date(2021, 7, 20)}, {"__all__": ["锁定日应晚于报送截止日。"]}),
    ],
    ids=["no reason", "a long one", "before opening", "after the lock day"],
)
def test_what_is_refused(changes, expected):
    period = cast.open_period()
    ReportingPeriod.objects.filter(pk=period.pk).update(locks_on=date(2021, 7, 20))
    with pytest.raises(ValidationError) as refused:
        move(period, **changes)
    assert refused.value.message_dict == expected
    assert stored(period) == (DUE, date(2021, 7, 20), 0)


def test_it_is_never_changed():
    change = move(cast.open_period())
    for attempt in (
        change.save, change.delete, DueDayChange.objects.all().delete,
        lambda: DueDayChange.objects.update(reason="x"),
    ):  # fmt: skip
        with pytest.raises(TypeError):
            attempt()


# --- In the admin --------------------------------------------------------------------------------


def address(period) -> str:
    return f"/admin/campaigns/reportingperiod/{period.pk}/change/"


def data(period, **changes) -> dict:
    days = ("opens_on", "ends_on", "due_on")
    return {name: getattr(period, name).isoformat() for name in days} | {"locks_on": ""} | changes


def test_after_opening_the_form_asks_why():
    period, client = cast.open_period(), browser("reviewer")
    response = client.post(address(period), data(period, due_on="2021-07-05"))
    assert response.status_code == 200
    assert response.context["adminform"].form.errors == NO_REASON
    assert stored(period) == (DUE, None, 0)
    moved = data(period, due_on="2021-07-05", locks_on="2021-07-10", reason="省局延期")
    assert client.post(address(period), moved).status_code == 302
    assert stored(period) == (LATER, date(2021, 7, 10), 1)
    (told,) = (
        html.read(client.get(address(period)))
        .find("section", **{"aria-labelledby": "history"})
        .all("li")
    )
    assert told.text.endswith(
        "，市局审核员（city）：报送截止日由2021年6月30日改为2021年7月5日。原因：省局延期"
    )


def test_another_day_needs_no_reason():
    period, client = cast.open_period(), browser("reviewer")
    assert client.post(address(period), data(period, locks_on="2021-07-10")).status_code == 302
    assert stored(period) == (DUE, date(2021, 7, 10), 0)


def test_before_opening_it_may_be_edited_freely():
    period, client = period_of(), browser("reviewer")
    assert client.post(address(period), data(period, due_on="2021-06-25")).status_code == 302
    assert stored(period) == (date(2021, 6, 25), None, 0)
    assert html.read(client.get(address(period))).all("section") == []


def test_a_period_that_is_being_opened_is_asked_for_a_reason(monkeypatch):
    """The account's form was read before the period was opened, and looks again."""
    start_campaign(2021)
    period, client = period_of(), browser("reviewer")
    fetch = ReportingPeriod.objects.all().get(pk=period.pk)
    monkeypatch.setattr(
        "django.contrib.admin.options.ModelAdmin.get_object", lambda *_, **__: fetch
    )
    open_period(period)
    response = client.post(address(period), data(period, due_on="2021-07-05"))
    assert response.context["adminform"].form.errors == NO_REASON
    assert stored(period) == (DUE, None, 0)


def test_who_may_only_look_sees_the_history_and_no_input():
    period = cast.open_period()
    move(period)
    page = html.read(browser("auditor").get(address(period)))
    assert len(page.find("section", **{"aria-labelledby": "history"}).all("li")) == 1
    assert page.all("div", class_="field-reason") == []
