"""The city's side of the cast: accounts signed in, and periods with many units."""

from django.test import Client

from campaigns.models import ReportingPeriod
from tests import cast
from tests.worlds import remembered
from units.models import User

# A year long past: what is not reported is late, whatever the day of the test.
BOARD = "/admin/?period=2021q2"
LIST = "/admin/statistics/report/"
ROLES = ("reviewer", "auditor", "administrator", "clerk", "visitor")


def sign_in(account: User, **options) -> Client:
    """A browser in which `account` has signed in; all but clerks may enter the admin."""
    User.objects.filter(pk=account.pk).update(is_staff=account.unit_id is None)
    client = Client(**options)
    client.force_login(account)
    return client


def counties(number: int) -> list[str]:
    """Codes of made-up counties, for periods of any size."""
    return [f"5{place:05}" for place in range(number)]


@remembered
def waiting_counties(number: int) -> ReportingPeriod:
    """The second quarter of 2021, reported by so many made-up counties."""
    period = cast.open_period(units=counties(number))
    for report in period.reports.with_table():
        cast.fill(report, {"actions": 1, "trademark-filed": 1})
        cast.submit(report)
    return period


@remembered
def approved_counties(number: int, *quarters: tuple[int, int]) -> ReportingPeriod:
    """The last of these quarters, each reported by so many made-up counties and approved."""
    if earlier := quarters[:-1]:
        approved_counties(number, *earlier)
    year, quarter = quarters[-1]
    period = cast.open_period(year, quarter, counties(number))
    for report in period.reports.with_table():
        cast.fill(report, {"actions": quarter, "trademark-filed": quarter})
        cast.submit(report)
        cast.approve(report)
    return period


def submitted_report(code: str = cast.CHUANHUI, figures: dict | None = None, **period):
    """A report that waits for review, of a period opened for this unit alone."""
    report = cast.report(cast.open_period(units=[code], **period), code)
    cast.fill(report, figures or {"actions": 46, "trademark-filed": 10})
    cast.submit(report)
    return report


def review_page(report) -> str:
    return f"{LIST}{report.pk}/change/"


def messages(response) -> list[str]:
    """The sentences told after a redirect was followed."""
    return [str(message) for message in response.context["messages"]]


def browser(role: str) -> Client:
    """Of somebody of this role, signed in; a visitor is not."""
    if role == "visitor":
        return Client()
    if role == "superuser":
        return sign_in(User.objects.create_superuser("root", password=cast.PASSWORD))
    accounts = {
        "reviewer": cast.reviewer,
        "auditor": cast.auditor,
        "administrator": cast.administrator,
        "clerk": lambda: cast.clerk(cast.unit()),
        "without unit": cast.without_unit,
    }
    return sign_in(accounts[role]())
