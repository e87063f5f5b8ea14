"""Something to try the portal out with: accounts, 2021 from its second quarter, this year so far."""

import os
from datetime import datetime, time
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from campaigns.models import Campaign
from campaigns.start import start_campaign
from units import technical
from units.models import ReportingUnit, User
from units.roles import ADMINISTRATOR, AUDITOR, CLERK, REVIEWER

from ...models import Report, open_period
from .. import demo
from ..demo import Step

PASSWORD = "zhoukou-demo-2021"
COMPLETE_YEAR = 2021
STAFF = {"city": REVIEWER, "sysadmin": ADMINISTRATOR, "auditor": AUDITOR}


class Command(BaseCommand):
    help = "载入演示数据（只在 DEBUG 打开时）：账户、2021年（自二季度起）和进行中的本年度。"
    stealth_options = ("today",)

    def handle(self, *args, today=None, **options):
        _refuse_outside_development()
        now = timezone.now() if today is None else _end_of_office_hours(today)
        with transaction.atomic():
            _refuse_beside_real_figures()
            call_command("load_zhoukou", stdout=self.stdout)
            _refuse_beside_others_accounts()
            people = _load_accounts()
            tables = sum(_load_year(year, people, now) for year in _years(now))
        self.stdout.write(
            f"演示数据：已填入 {tables} 张统计表（数字均为虚构）。"
            if tables
            else "演示数据：均已载入，没有变化（数字均为虚构）。"
        )
        self.stdout.write(_welcome(people))


def _refuse_outside_development():
    if not settings.DEBUG:
        raise CommandError("演示数据的密码是公开的，只能在 DEBUG 打开时载入；未作任何改动。")


def _refuse_beside_real_figures():
    touched = Q(saved_at__isnull=False) | Q(first_submitted_at__isnull=False)
    if Report.objects.filter(touched, period__campaign__is_demo=False).exists():
        raise CommandError("数据库里已有真实填报的统计表，不能混入演示数据；未作任何改动。")


def _refuse_beside_others_accounts():
    """Whoever has accounts of their own does not want others whose password is known to everybody.

    The demo of `make run` is nobody's: what was added to it while trying it out is no reason.
    """
    if settings.DEMO:
        return
    demo_names = {name: values["last_name"] for name, values in _wanted().items()}
    demo_names[technical.USERNAME] = technical.NAME
    accounts = User.objects.order_by("pk").values_list("username", "last_name")
    others = [name for name, called in accounts if demo_names.get(name) != called]
    if others:
        raise CommandError(
            f"数据库里有 {len(others)} 个不是演示用的账户（例如“{others[0]}”），"
            "不能混入密码公开的演示账户；未作任何改动。想试用请运行 make run，它另有数据库。"
        )


def _end_of_office_hours(day):
    return timezone.make_aware(datetime.combine(day, time(18)))


# --- Accounts ------------------------------------------------------------------------------------


def _load_accounts() -> dict[str, User]:
    """The demo accounts by user name; those that exist stay as they are."""
    wanted = _wanted()
    people = User.objects.select_related("unit").in_bulk(wanted, field_name="username")
    missing = [name for name in wanted if name not in people]
    # Hashing is slow on purpose; one password that is printed anyway needs it only once.
    password = make_password(PASSWORD) if missing else ""
    groups = Group.objects.in_bulk(field_name="name")
    for name in missing:
        people[name] = User.objects.create(username=name, password=password, **wanted[name])
        people[name].groups.add(groups[STAFF.get(name, CLERK)])
    return {name: people[name] for name in wanted}


def _wanted() -> dict[str, dict]:
    """What each demo account is like, by user name."""
    clerks = {
        unit.code: {"unit": unit, "last_name": f"{unit.short_name}{CLERK}"}
        for unit in ReportingUnit.objects.all()
    }
    return clerks | {name: {"last_name": role, "is_staff": True} for name, role in STAFF.items()}


def _welcome(people: dict[str, User]) -> str:
    width = max(len(name) for name in people)
    accounts = [f"  {name:<{width}}  {user.display_name}" for name, user in people.items()]
    return "\n".join(
        [
            "演示账户（用户名、名称）：",
            *accounts,
            f"密码都是 {PASSWORD}",
            f"请用浏览器打开 http://127.0.0.1:{os.environ.get('PORT', '8000')}/",
        ]
    )


# --- Reports -------------------------------------------------------------------------------------


def _years(now) -> list[int]:
    return sorted({COMPLETE_YEAR, timezone.localdate(now).year})


def _load_year(year, people, now) -> int:
    """Open what is reported of the year up to today and fill in what nobody has touched; returns how many."""
    campaign = start_campaign(year)
    Campaign.objects.filter(pk=campaign.pk, is_demo=False).update(is_demo=True)
    today = timezone.localdate(now)
    periods = campaign.periods.filter(quarter__gte=demo.first_quarter(year)).order_by("quarter")
    begun = [period for period in periods if period.first_day <= today]
    for period in begun:
        _open(period, now)
    untouched = Report.objects.filter(period__in=begun, version=1).order_by("period__quarter", "pk")
    return sum(
        _fill(report, people, now)
        for report in untouched.select_related("unit", "period__campaign")
    )


def _open(period, now):
    """The quarter in progress is open from its first day, so that there is always one to try."""
    if period.opened_at is not None:
        return
    if timezone.localdate(now) <= period.ends_on:
        period.opens_on = period.first_day
        period.save(update_fields=["opens_on"])
    open_period(
        period, at=min(now, timezone.make_aware(datetime.combine(period.opens_on, time(9))))
    )


def _fill(report, people, now) -> int:
    """Take the report along its course; 1 if there was something to do."""
    period, code = report.period, report.unit.code
    course = demo.course(code, period.ends_on, timezone.localdate(now))
    moments = demo.moments(str(report), len(course), period.opens_on, period.due_on, now)
    for step, at in zip(course, moments, strict=True):
        _take(step, report, clerk=people[code], city=people["city"], at=at)
    return min(1, len(course))


def _take(step, report, *, clerk, city, at):
    table = demo.figures(report.unit.code, report.period.year, report.period.quarter)
    slip = demo.slip(report.unit.code)
    save = partial(_save, report, by=clerk, at=at)
    match step:
        case Step.BEGIN:
            save(demo.begun(table))
        case Step.FILL:
            save(table)
        case Step.FILL_WITH_SLIP:
            save(demo.with_slip(table, slip))
        case Step.SUBMIT:
            report.submit(by=clerk, blank_as_zero=True, at=at)
        case Step.SEND_BACK:
            report.send_back(by=city, edition=_latest(report), reason=slip.reason, at=at)
        case Step.APPROVE:
            report.approve(by=city, edition=_latest(report), at=at)


def _save(report, table, *, by, at):
    report.save_draft(
        by=by,
        version=report.version,
        figures=table,
        cut_off_on=timezone.localdate(at),
        filled_by=by.display_name,
        at=at,
    )


def _latest(report) -> int:
    return report.editions.last().number
