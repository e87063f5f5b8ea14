"""manage.py start_campaign: a year's campaign, and the periods whose opening day has come."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from campaigns.models import Campaign, ReportingPeriod
from statistics.models import Report
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    return [cast.unit("411602"), cast.unit("411603")]


def start(*arguments, today=date(2026, 6, 1)) -> list[str]:
    out = StringIO()
    call_command("start_campaign", *arguments, stdout=out, today=today)
    return out.getvalue().splitlines()


def reports_by_quarter():
    opened = ReportingPeriod.objects.opened().order_by("quarter")
    return {period.quarter: period.reports.count() for period in opened}


def test_periods_are_opened_from_their_opening_day_on(units):
    assert start("2026", "--document-number", "周市监办〔2026〕8号") == [
        "2026年专项行动：已建立，文号 周市监办〔2026〕8号。",
        "2026年一季度：现已开启，建空表 2 张。",
        "2026年二季度：现已开启，建空表 2 张。",
        "2026年三季度：未开启，2026年9月1日起再运行本命令即可开启。",
        "2026年四季度：未开启，2026年12月1日起再运行本命令即可开启。",
    ]
    assert reports_by_quarter() == {1: 2, 2: 2}
    assert Campaign.objects.get().document_number == "周市监办〔2026〕8号"


def test_the_day_before_is_too_early(units):
    start("2026", today=date(2026, 5, 31))
    assert reports_by_quarter() == {1: 2}


def test_all_four_can_be_opened_at_once(units):
    assert start("2026", "--open-all", today=date(2026, 1, 1)) == [
        "2026年专项行动：已建立，未填文号。",
        "2026年一季度：现已开启，建空表 2 张。",
        "2026年二季度：现已开启，建空表 2 张。",
        "2026年三季度：现已开启，建空表 2 张。",
        "2026年四季度：现已开启，建空表 2 张。",
    ]
    assert reports_by_quarter() == {1: 2, 2: 2, 3: 2, 4: 2}


def test_running_again_adds_nothing(units):
    start("2026")
    reports = list(Report.objects.order_by("pk").values())
    assert start("2026", "--document-number", "周市监办〔2026〕9号") == [
        "2026年专项行动：此前已建立，未填文号，未作改动；文号请在后台修改。",
        "2026年一季度：此前已开启，未作改动。",
        "2026年二季度：此前已开启，未作改动。",
        "2026年三季度：未开启，2026年9月1日起再运行本命令即可开启。",
        "2026年四季度：未开启，2026年12月1日起再运行本命令即可开启。",
    ]
    assert list(Report.objects.order_by("pk").values()) == reports
    assert Campaign.objects.get().document_number == ""


def test_other_years_are_left_alone(units):
    start("2025", today=date(2025, 1, 1))
    start("2026")
    assert not ReportingPeriod.objects.opened().filter(campaign__year=2025).exists()


@pytest.mark.parametrize("year", ["1999", "3000", "26", "-1", "二〇二六", "２０２６"])
def test_a_year_that_cannot_be(units, year):
    with pytest.raises(CommandError) as refusal:
        start("--", year)
    assert str(refusal.value) == f"年度应为 2000 至 2999 的整数，例如 2026；现为“{year}”。"
    assert not Campaign.objects.exists()


def test_nothing_is_opened_before_there_are_units():
    with pytest.raises(CommandError) as refusal:
        start("2026")
    assert str(refusal.value) == ("尚无报送单位。请先运行 manage.py load_zhoukou，或在后台添加。")
    assert not Campaign.objects.exists()
