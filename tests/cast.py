"""The cast of the tests: real units, and accounts that do what people do, through the real methods.

period = open_period(units=["411602", "411603"])
table = report(period, "411602")
fill(table, {"actions": 46, "trademark-filed": 10})
submit(table)
approve(table)
"""

import csv
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from django.contrib.auth.models import Group
from django.utils import timezone

from campaigns.models import ReportingPeriod
from campaigns.start import start_campaign
from statistics.checks.explanations import Explanation, Reason
from statistics.form.figures import Figures
from statistics.models import Edition, Report, TakeOver, take_over
from statistics.models import open_period as open_the_period
from statistics.models.requirements import is_reworked
from tests.worlds import remembered
from units import roles
from units.models import ReportingUnit, User

UNITS_FILE = Path(__file__).parent.parent / "units/data/units.csv"
PASSWORD = "a long enough password"
CHUANHUI, HUAIYANG, FUGOU = "411602", "411603", "411621"  # fills in; the neighbour; a third one


@cache
def _known_units() -> dict[str, dict]:
    with UNITS_FILE.open(encoding="utf-8") as file:
        return {
            row["code"]: row | {"position": at} for at, row in enumerate(csv.DictReader(file), 1)
        }


def unit(code: str = CHUANHUI, **changes) -> ReportingUnit:
    """The unit as in units.csv; a code that is not there makes up a county."""
    return ReportingUnit.objects.get_or_create(code=code, defaults=_unit(code) | changes)[0]


def _unit(code: str) -> dict:
    made_up = {"name": f"{code}县市场监督管理局", "short_name": f"{code}县", "kind": "county"}
    return {"pk": key(code)} | _known_units().get(code, made_up)


def key(name: str) -> int:
    """The same in every test, so that remembered worlds (worlds.py) find again whom they know.

    A thousand apart: the database counts on from the largest for those that get none.
    """
    return int(name, 36) * 1000


def clerk(unit: ReportingUnit) -> User:
    """填报员 of the unit; the user name is the unit's code."""
    return _account(unit.code, roles.CLERK, f"{unit.short_name}填报员", unit=unit)


def reviewer() -> User:
    """One of 知识产权保护科."""
    return _account("city", roles.REVIEWER, "市局审核员")


def auditor() -> User:
    return _account("auditor", roles.AUDITOR, "审计员")


def administrator() -> User:
    """系统管理员: accounts and units, no figures."""
    return _account("sysadmin", roles.ADMINISTRATOR, "系统管理员")


def without_unit() -> User:
    """A 填报员 whom nobody has given a unit yet."""
    return _account("newcomer", roles.CLERK, "新来的填报员")


_met: dict[str, User] = {}  # in the present test; conftest.py lets them go after it


def part() -> None:
    _met.clear()


def _account(username: str, role: str, name: str, **values) -> User:
    if username not in _met:
        _met[username] = _make_account(username, role, name, **values)
    return _met[username]


def _make_account(username: str, role: str, name: str, **values) -> User:
    account = User.objects.filter(username=username).first()
    if account is None:
        values |= {"pk": key(username), "last_name": name}
        account = User.objects.create_user(username, password=PASSWORD, **values)
        if (group := Group.objects.filter(name=role).first()) is None:
            roles.sync_roles()
            group = Group.objects.get(name=role)
        account.groups.add(group)
    return account


@remembered
def open_period(year: int = 2021, quarter: int = 2, units=(CHUANHUI, HUAIYANG)) -> ReportingPeriod:
    """The period, opened for the units with these codes; a blank report for each."""
    ReportingUnit.objects.bulk_create(
        [ReportingUnit(**{"code": code} | _unit(code)) for code in units], ignore_conflicts=True
    )
    campaign = start_campaign(year, document_number=f"周市监办〔{year}〕53号")
    period = campaign.periods.select_related("campaign").get(quarter=quarter)
    open_the_period(period)
    return period


def report(period: ReportingPeriod, code: str = CHUANHUI) -> Report:
    return period.reports.with_table().get(unit__code=code)


def fill(report: Report, figures: dict, *, cut_off_on=None, at=None) -> None:
    """Save a draft with just these figures, by input name; the rest of the table is blank."""
    report.save_draft(
        by=clerk(report.unit),
        version=report.version,
        figures=Figures(figures),
        cut_off_on=cut_off_on or report.period.ends_on,
        filled_by="填报员甲",
        at=at,
    )


def submit(report: Report, *, included=(), at=None) -> Edition:
    """Report to the city, whatever is asked answered; in good time unless `at` is given.

    Blanks and an empty table are confirmed, what is unusual is explained, a return is replied to.
    `included` are the codes of ended units whose figures are in the table; the others' are not.
    """
    answer(report, included)
    explain(report)
    return report.submit(
        by=clerk(report.unit),
        blank_as_zero=True,
        zero_report=True,
        cut_off_on=report.period.ends_on,
        at=at or in_time(report),
    )


def answer(report: Report, included=()) -> None:
    """Say of each ended unit that the table is asked about whether it has its figures."""
    asked = report.look_around().asked if report.is_editable else []
    if asked:
        answers = {each.pk: each.code in included for each in asked}
        save(report, included=answers)


def save(report: Report, **changes) -> None:
    """Save the draft as it is stored, but for the changes."""
    stored = {name: getattr(report, name) for name in ("figures", "cut_off_on", "filled_by")}
    values = {"by": clerk(report.unit), "version": report.version, "at": report.saved_at} | stored
    report.save_draft(**values | changes)


def submit_on_behalf(report: Report, figures: dict) -> Edition:
    """The city's, from a workbook that the unit mailed: nobody says what it includes."""
    by = _account("importer", roles.REVIEWER, "市局导入员")
    cut_off_on = report.period.ends_on
    entry = TakeOver(report.pk, report.version, Figures(figures), cut_off_on, "表.xlsx", b"a table")
    assert take_over([entry], by=by, at=in_time(report)) == {}
    report.refresh_from_db()
    explain(report)
    return report.submit_on_behalf(by=by, at=in_time(report))


def explain(report: Report) -> None:
    """Write an explanation wherever one is asked for, and a reply to what was given back."""
    asked = [answer for answer in report.answers(*report.around()) if answer.refusal]
    is_as_returned = report.is_given_back and not is_reworked(report, report.explanations)
    if not report.is_editable or not (asked or is_as_returned):
        return
    save(
        report,
        explanations=report.explained | {answer.key: explanation(answer) for answer in asked},
        reply="数字以处罚文书为准" if is_as_returned else None,
    )


def explanation(answer) -> Explanation:
    return Explanation(Reason.OTHER, f"{answer.key}系联合执法中的特殊情形")


def approve(report: Report, *, at=None) -> Edition:
    """Approve the latest edition, every explanation that needs it accepted."""
    return report.approve(
        by=reviewer(),
        edition=report.editions.last().number,
        accepted=[key for key, each in report.explained.items() if each.needs_reviewer],
        at=at or in_time(report),
    )


def send_back(report: Report, *, reason: str = "请核对立案数", remarks=(), at=None) -> Edition:
    return report.send_back(
        by=reviewer(),
        edition=report.editions.last().number,
        reason=reason,
        remarks=remarks,
        at=at or in_time(report),
    )


def in_time(report: Report) -> datetime:
    return moment(report.period.due_on - timedelta(days=2))


def moment(day: date, hour: int = 10) -> datetime:
    """An hour of a day in Zhoukou."""
    return timezone.make_aware(datetime.combine(day, time(hour)))
