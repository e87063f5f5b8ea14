"""manage.py load_demo: what is there afterwards, on which day, and where it is refused."""

from collections import Counter
from datetime import date, datetime, time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from campaigns.models import Campaign, ReportingPeriod
from statistics.checks.limits import Level
from statistics.form.indicators import CELLS
from statistics.form.normaliser import show
from statistics.management import demo
from statistics.models import CaseRow, Edition, Report
from tests import cast
from units import technical
from units.models import ReportingUnit, User

MIXED = {"approved": 5, "submitted": 3, "returned": 2, "draft": 4}
ACCOUNTS = """\
演示账户（用户名、名称）：
  411602    川汇区填报员
  411603    淮阳区填报员
  411621    扶沟县填报员
  411622    西华县填报员
  411623    商水县填报员
  411624    沈丘县填报员
  411625    郸城县填报员
  411627    太康县填报员
  411628    鹿邑县填报员
  411681    项城市填报员
  4116B1    经开区分局填报员
  4116B2    示范区分局填报员
  4116B3    港区分局填报员
  4116Z1    综合执法支队填报员
  city      知识产权保护科
  sysadmin  系统管理员
  auditor   审计员
密码都是 zhoukou-demo-2021
请用浏览器打开 http://127.0.0.1:8000/
"""


def load(today: date) -> str:
    out = StringIO()
    with override_settings(DEBUG=True):
        call_command("load_demo", stdout=out, today=today)
    return out.getvalue()


def statuses() -> dict:
    """How many reports of each opened period have which status."""
    counts = {}
    reports = Report.objects.order_by("period__campaign__year", "period__quarter")
    for *period, status in reports.values_list(
        "period__campaign__year", "period__quarter", "status"
    ):
        counts.setdefault(tuple(period), Counter())[status] += 1
    return counts


def everything() -> list:
    models = (ReportingUnit, User, Campaign, ReportingPeriod, Report, CaseRow, Edition)
    return [list(model.objects.order_by("pk").values()) for model in models]


# --- In November: one load for all of these ------------------------------------------------------


NOVEMBER = date(2026, 11, 22)


@pytest.fixture(scope="class")
def november(django_db_setup, django_db_blocker):
    """The demo of that day, inside a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(NOVEMBER)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("november")
class TestInNovember:
    def test_2021_begins_after_the_notice_and_the_fourth_quarter_is_in_progress(self):
        assert statuses() == {
            **{(2021, quarter): {"approved": 14} for quarter in (2, 3, 4)},
            **{(2026, quarter): {"approved": 14} for quarter in (1, 2, 3)},
            (2026, 4): MIXED,
        }
        assert set(Campaign.objects.values_list("year", "is_demo")) == {(2021, True), (2026, True)}
        assert str(ReportingPeriod.objects.current(NOVEMBER)) == "2026年四季度"

    def test_the_first_quarter_before_the_notice_was_never_opened(self):
        before = ReportingPeriod.objects.get(campaign__year=2021, quarter=1)
        assert (before.opened_at, before.reports.count()) == (None, 0)
        second = Report.objects.filter(period__campaign__year=2021, period__quarter=2)
        assert [report.previous() for report in second] == [None] * 14

    def test_chuanhui_is_left_to_be_tried(self):
        chuanhui = Report.objects.get(
            unit__code="411602", period__campaign__year=2026, period__quarter=4
        )
        assert (chuanhui.status, chuanhui.version, chuanhui.figures.is_empty) == ("draft", 1, True)
        assert chuanhui.previous().own.status == "approved"

    def test_one_was_returned_and_reported_again(self):
        again = self.current("411623")
        assert again.status == "submitted"
        assert [edition.event for edition in again.editions.all()] == [
            "submitted",
            "returned",
            "submitted",
        ]
        first, _, last = again.editions.all()
        assert last.figures.differences(first.figures) == ["officers"]
        assert first.figures["officers"] - last.figures["officers"] == 10

    def test_two_are_returned_with_a_reason(self):
        returned = Report.objects.filter(status="returned").order_by("unit__position")
        assert list(returned.values_list("unit__code", "review_reason")) == [
            ("411627", "出动执法人员比行动台账多 10 人次，请核对后重新报送。"),
            ("4116B3", "重点实体经济市场比名录多 1 个，请核对后重新报送。"),
        ]

    def test_one_draft_is_partly_filled_in(self):
        figures = self.current("411625").figures
        assert [name for name in CELLS if figures[name] is not None] == [
            "actions",
            "officers",
            "market_actions",
            "market_officers",
            "trademark-filed",
        ]

    def current(self, code):
        return Report.objects.get(unit__code=code, period__campaign__year=2026, period__quarter=4)

    def test_nothing_in_a_reported_table_is_unusual(self):
        for report in Report.objects.reported().with_table():
            earlier = [each.reported_figures for each in report.earlier()]
            findings = report.findings(earlier)
            assert [each for each in findings if each.level is not Level.HINT] == []

    def test_everything_happened_in_office_hours_in_time_and_in_order(self):
        for report in (
            Report.objects.reported().select_related("period").prefetch_related("editions")
        ):
            instants = [report.saved_at, report.submitted_at, report.reviewed_at]
            if report.status != "approved":
                instants = [edition.at for edition in report.editions.all()]
            assert instants == sorted(instants)
            for at in map(timezone.localtime, instants):
                assert report.period.opens_on <= at.date() <= min(report.due_on, NOVEMBER)
                assert at.weekday() < 5
                assert 9 <= at.hour < 18
        assert not Report.objects.late(NOVEMBER).exists()

    def test_every_period_was_opened_on_the_morning_of_its_first_day(self):
        for period in ReportingPeriod.objects.opened():
            assert period.opened_at == at(period.opens_on, 9)

    def test_accounts(self):
        accounts = {
            account.username: (
                account.display_name,
                account.unit and account.unit.code,
                [group.name for group in account.groups.all()],
                account.is_staff,
                account.is_superuser,
            )
            for account in User.objects.select_related("unit").prefetch_related("groups")
        }
        assert accounts == {
            **{
                unit.code: (f"{unit.short_name}填报员", unit.code, ["填报员"], False, False)
                for unit in ReportingUnit.objects.all()
            },
            "city": ("知识产权保护科", None, ["知识产权保护科"], True, False),
            "sysadmin": ("系统管理员", None, ["系统管理员"], True, False),
            "auditor": ("审计员", None, ["审计员"], True, False),
        }
        assert all(account.check_password("zhoukou-demo-2021") for account in User.objects.all())

    def test_a_second_run_changes_nothing_and_says_the_same(self, monkeypatch):
        monkeypatch.delenv("PORT", raising=False)
        before = everything()
        assert load(NOVEMBER) == (
            "周口市的报送单位、角色和2021年专项行动均已载入，没有变化。\n"
            "演示数据：均已载入，没有变化（数字均为虚构）。\n" + ACCOUNTS
        )
        assert everything() == before


# --- On other days -------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31)])
def test_in_the_first_quarter_the_first_is_in_progress(today):
    load(today)
    assert statuses() == {
        **{(2021, quarter): {"approved": 14} for quarter in (2, 3, 4)},
        (2026, 1): MIXED,
    }
    assert str(ReportingPeriod.objects.current(today)) == "2026年一季度"
    assert max(Edition.objects.values_list("at", flat=True)) <= at(today, 18)


@pytest.mark.django_db
def test_2021_itself_may_be_in_progress():
    load(date(2021, 8, 20))
    assert statuses() == {(2021, 2): {"approved": 14}, (2021, 3): MIXED}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("today", "opened"), [(date(2021, 3, 31), {}), (date(2021, 4, 1), {(2021, 2): MIXED})]
)
def test_nothing_is_reported_before_its_second_quarter(today, opened):
    load(today)
    assert statuses() == opened


@pytest.mark.django_db
def test_in_the_next_quarter_only_what_nobody_touched_is_filled_in():
    load(date(2021, 5, 20))
    tried = Report.objects.get(unit__code="411602")
    cast.fill(tried, {"actions": 1})
    load(date(2021, 8, 20))
    assert statuses() == {
        (2021, 2): {"approved": 7, "submitted": 3, "returned": 2, "draft": 2},
        (2021, 3): MIXED,
    }
    tried = Report.objects.get(pk=tried.pk)
    assert show(tried.figures["actions"]) == "1"


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_refused_when_debug_is_off():
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert str(refusal.value) == ("演示数据的密码是公开的，只能在 DEBUG 打开时载入；未作任何改动。")
    assert not ReportingUnit.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("deed", [lambda report: None, cast.submit], ids=["saved", "submitted"])
def test_refused_beside_real_figures(deed):
    report = cast.report(cast.open_period(2025, 4, units=["411602"]))
    cast.fill(report, {"actions": 1})
    deed(report)
    before = everything()
    with pytest.raises(CommandError) as refusal:
        load(date(2026, 1, 15))
    assert str(refusal.value) == ("数据库里已有真实填报的统计表，不能混入演示数据；未作任何改动。")
    assert everything() == before


def an_administrator():
    User.objects.create_superuser("somebody", password=cast.PASSWORD)


def a_real_clerk():
    """Whose user name a demo account would have, too."""
    cast.unit()
    User.objects.create_user(cast.CHUANHUI, password=cast.PASSWORD, last_name="填报员甲")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("somebody", "name"), [(an_administrator, "somebody"), (a_real_clerk, "411602")]
)
def test_refused_beside_the_accounts_of_others(somebody, name):
    somebody()
    before = everything()
    with pytest.raises(CommandError) as refusal:
        load(date(2021, 5, 20))
    assert str(refusal.value) == (
        f"数据库里有 1 个不是演示用的账户（例如“{name}”），不能混入密码公开的演示账户；"
        "未作任何改动。想试用请运行 make run，它另有数据库。"
    )
    assert everything() == before


@pytest.mark.django_db
def test_the_technical_account_is_nobodys():
    technical.command_line()
    load(date(2021, 5, 20))
    assert statuses() == {(2021, 2): MIXED}


@pytest.mark.django_db
def test_what_was_added_to_the_demo_itself_is_no_reason():
    load(date(2021, 5, 20))
    an_administrator()
    with override_settings(DEMO="demo"):
        assert "演示数据：均已载入，没有变化" in load(date(2021, 5, 20))


@pytest.mark.django_db
def test_a_campaign_that_nobody_has_reported_in_yet_is_filled():
    cast.open_period(2021, 2, units=["411602", "411603"])
    load(date(2021, 8, 20))
    assert statuses() == {(2021, 2): {"approved": 2}, (2021, 3): MIXED}


# --- The times -----------------------------------------------------------------------------------


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def test_before_the_first_working_day_is_over_everything_is_now():
    now = at(date(2027, 1, 1), 0, 5)
    assert demo.moments("x", 3, date(2027, 1, 1), date(2027, 3, 31), now) == [now, now, now]


@given(st.text(max_size=5), st.datetimes(datetime(2026, 10, 1), datetime(2027, 1, 31)))
def test_moments_come_in_order_by_the_due_day_and_never_after_now(seed, now):
    now = timezone.make_aware(now)
    moments = demo.moments(seed, 5, date(2026, 10, 1), date(2026, 12, 31), now)
    assert moments == sorted(moments)
    assert at(date(2026, 10, 1), 0) <= moments[0]
    assert moments[-1] <= min(now, at(date(2026, 12, 31), 18))
