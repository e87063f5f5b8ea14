"""Made-up units with full tables, in bulk: what three quarters of reporting leave in the database.

Two quarters are approved, with their editions; the third is filled in and not yet reported. Every
cell holds a figure: blanks would be cheaper, for us and for everyone else. The fourth is opened only
while workbooks are imported into it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from campaigns.models import ReportingPeriod
from campaigns.start import start_campaign
from cases.categories import CaseCategory
from statistics.form.figures import Figures
from statistics.form.indicators import ACTION_KEYS, CELLS
from statistics.management import demo
from statistics.models import (
    CaseRow,
    Edition,
    Inclusion,
    Report,
    Submission,
    SubmittedRow,
    open_period,
)
from statistics.models.columns import action_figures
from statistics.models.edition import content_of, digest_of
from units import roles
from units.models import ReportingUnit, User

YEAR, APPROVED, LATEST, IMPORTED = 2021, (1, 2), 3, 4
REVIEWER, STOCK = "city", "stock"
REPORTED_AT = timezone.make_aware(datetime(YEAR, 9, 1))


def prepare() -> None:
    """The campaign, its opened periods, the roles and the accounts that belong to no unit."""
    roles.sync_roles()
    city = User.objects.create_user(REVIEWER, last_name="审核员", is_staff=True)
    city.groups.add(Group.objects.get(name=roles.REVIEWER))
    _add_stock_account()
    periods = start_campaign(YEAR, document_number="周市监办〔2021〕53号").periods
    periods.filter(quarter__lte=LATEST).update(opened_at=REPORTED_AT)


def _add_stock_account() -> None:
    """An account for the stock admin: like the clerks', with a group that holds just its rights."""
    group = Group.objects.create(name=STOCK)
    for model in (Report, CaseRow):
        content_type = ContentType.objects.get_for_model(model)
        for action in ("view", "add", "change", "delete"):
            # The portal has done away with most of these rights; the stock admin asks for them.
            codename = f"{action}_{model._meta.model_name}"
            right = {"codename": codename, "content_type": content_type}
            group.permissions.add(Permission.objects.get_or_create(**right)[0])
    User.objects.create_user(STOCK, is_staff=True).groups.add(group)


@transaction.atomic
def grow(to: int) -> None:
    """Add units until there are `to`, each with a clerk and its reports."""
    units = _add_units(range(ReportingUnit.objects.count() + 1, to + 1))
    clerks = _add_clerks(units)
    city = User.objects.get(username=REVIEWER)
    for period in ReportingPeriod.objects.opened().select_related("campaign"):
        reports = [_report(period, clerk, city) for clerk in clerks]
        store(reports)
        if period.quarter in APPROVED:
            submit(reports)
            Edition.objects.bulk_create(
                edition for report in reports for edition in _editions(report)
            )


@contextmanager
def blank_drafts() -> Iterator[ReportingPeriod]:
    """The fourth quarter with a blank draft of each unit; gone again afterwards."""
    fourth = period(IMPORTED)
    open_period(fourth, at=REPORTED_AT)
    settle()
    try:
        yield fourth
    finally:
        with connection.cursor() as cursor:  # the portal itself never deletes any of this
            cursor.execute(FORGET, {"period": fourth.pk})


FORGET = """
    UPDATE statistics_report SET source_id = NULL WHERE period_id = %(period)s;
    DELETE FROM statistics_sourceworkbook;
    DELETE FROM statistics_caserow USING statistics_report AS report
        WHERE report.id = report_id AND report.period_id = %(period)s;
    DELETE FROM statistics_report WHERE period_id = %(period)s;
    UPDATE campaigns_reportingperiod SET opened_at = NULL WHERE id = %(period)s;
"""


@contextmanager
def merged(number: int) -> Iterator[ReportingPeriod]:
    """The second quarter after as many mergers before it; all is as it was afterwards.

    Each of the first units goes on in one of the next. Of four heirs two have answered that their
    table includes the other's figures, one that it does not, and one has not answered.
    """
    units = list(ReportingUnit.objects.order_by("position")[: 2 * number])
    mergers = list(zip(units[:number], units[number:], strict=True))
    with transaction.atomic():
        _merge(mergers)
        yield period()
        transaction.set_rollback(True)


def _merge(mergers: list[tuple[ReportingUnit, ReportingUnit]]) -> None:
    first, second = period(1), period()
    ended = [unit.pk for unit, _ in mergers]
    ReportingUnit.objects.filter(pk__in=ended).update(valid_to=first.ends_on)
    link = ReportingUnit.successors.through
    link.objects.bulk_create(
        link(from_reportingunit=unit, to_reportingunit=heir) for unit, heir in mergers
    )
    standing = dict(second.reports.values_list("unit", "approved_submission"))
    Inclusion.objects.bulk_create(
        Inclusion(submission_id=standing[heir.pk], unit=unit, is_included=place % 4 < 2)
        for place, (unit, heir) in enumerate(mergers)
        if place % 4 < 3
    )
    with connection.cursor() as cursor:
        cursor.execute(NOT_REPORTED, {"period": second.pk, "units": ended})
        cursor.execute("ANALYZE")


NOT_REPORTED = """
    UPDATE statistics_report
    SET status = 'draft', submission_id = NULL, approved_submission_id = NULL,
        first_submitted_at = NULL, first_due_on = NULL
    WHERE period_id = %(period)s AND unit_id = ANY(%(units)s)
"""


def full_table(code: str) -> Figures:
    """A unit's table at the end of the year, with counts and amounts above 0 throughout."""
    table = demo.figures(code, YEAR, IMPORTED)
    more = {name: Decimal("1.25") if CELLS[name].indicator.is_amount else 1 for name in CELLS}
    return Figures({name: (table[name] or 0) + more[name] for name in CELLS})


def settle() -> None:
    """What the database's own housekeeping does soon after much has been added."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def period(quarter: int = APPROVED[-1]) -> ReportingPeriod:
    return ReportingPeriod.objects.select_related("campaign").get(quarter=quarter)


def code(number: int) -> str:
    return f"{number:06d}"


def _add_units(numbers: range) -> list[ReportingUnit]:
    return ReportingUnit.objects.bulk_create(
        ReportingUnit(
            code=code(number),
            name=f"第{number:04d}县市场监督管理局",
            short_name=f"第{number:04d}县",
            kind=ReportingUnit.Kind.COUNTY,
            position=number,
        )
        for number in numbers
    )


def _add_clerks(units: list[ReportingUnit]) -> list[User]:
    clerks = User.objects.bulk_create(
        User(username=unit.code, last_name=f"{unit.short_name}填报员", unit=unit) for unit in units
    )
    group, membership = Group.objects.get(name=roles.CLERK), User.groups.through
    membership.objects.bulk_create(membership(user=clerk, group=group) for clerk in clerks)
    return clerks


def _report(period: ReportingPeriod, clerk: User, city: User) -> Report:
    report = Report(
        period=period,
        unit=clerk.unit,
        cut_off_on=period.ends_on,
        filled_by="填报员甲",
        saved_at=REPORTED_AT,
        saved_by=clerk,
    )
    if period.quarter in APPROVED:
        report.submitted_at = report.reviewed_at = REPORTED_AT
        report.submitted_by, report.reviewed_by = clerk, city
    table = demo.figures(clerk.unit.code, YEAR, period.quarter)
    report.figures = table.replace(dict.fromkeys(table.blanks, 0))
    return report


def store(reports: list[Report]) -> None:
    for report in reports:
        for key in ACTION_KEYS:
            setattr(report, key, report.figures[key])
    Report.objects.bulk_create(reports)
    CaseRow.objects.bulk_create(
        CaseRow.of(report, category, report.figures)
        for report in reports
        for category in CaseCategory
    )


def submit(reports: list[Report]) -> None:
    """What stands in them was submitted and approved; in bulk, as only a benchmark may."""
    kept = Submission.objects.bulk_create(
        Submission(
            report=report,
            at=REPORTED_AT,
            by=report.submitted_by,
            due_on=report.due_on,
            unit_name=report.unit.name,
            cut_off_on=report.cut_off_on,
            digest=digest_of(content_of(report)),
            **action_figures(report.figures),
        )
        for report in reports
    )
    rows = CaseRow.objects.filter(report__in=reports).values_list("report", "category", "pk")
    ids = {(report, category): pk for report, category, pk in rows}
    SubmittedRow.objects.bulk_create(
        SubmittedRow.of(each, category, each.report.figures, ids[each.report_id, category])
        for each in kept
        for category in CaseCategory
    )
    for report, submission in zip(reports, kept, strict=True):
        report.submission = report.approved_submission = submission
    with connection.cursor() as cursor:
        cursor.execute(STAND, {"at": REPORTED_AT})


STAND = """
    UPDATE statistics_report AS report
    SET status = 'approved', submission_id = kept.id, approved_submission_id = kept.id,
        first_submitted_at = %(at)s, first_due_on = kept.due_on
    FROM statistics_submission AS kept WHERE kept.report_id = report.id AND status = 'draft'
"""


def _editions(report: Report) -> list[Edition]:
    content = content_of(report)
    events = [
        (Edition.Event.SUBMITTED, report.submitted_by),
        (Edition.Event.APPROVED, report.reviewed_by),
    ]
    return [
        Edition(
            report=report,
            number=number,
            event=event,
            content=content,
            digest=digest_of(content),
            submission=report.submission,
            at=REPORTED_AT,
            by=by,
            by_account=by.username,
            by_name=by.display_name,
        )
        for number, (event, by) in enumerate(events, 1)
    ]
