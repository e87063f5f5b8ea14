"""代填: where it is told afterwards that the city entered a table, and what that costs."""

import pytest

from statistics.models import Edition, Report, SourceWorkbook
from tests import cast, html
from tests.cast import CHUANHUI
from tests.statistics.admin import city
from tests.statistics.admin.mailed.importing import base64, take
from tests.statistics.intake import mailed

pytestmark = pytest.mark.django_db


# --- Where it is told afterwards -----------------------------------------------------------------


MARK = "代填：市局审核员，"


@pytest.fixture
def source(report, client, table) -> SourceWorkbook:
    take(client, ("川汇区.xlsx", table))
    return SourceWorkbook.objects.get()


def marks(page) -> list[str]:
    """The beginning of each mark: what follows is the time, which is now."""
    return [mark.text[: len(MARK)] for mark in page.all(class_="on-behalf")]


def test_the_board_and_the_list_mark_it(source, client):
    for address in (city.BOARD, f"{city.LIST}?period=2021q2"):
        assert marks(html.read(client.get(address))) == [MARK]


def test_the_units_own_pages_mark_it(source):
    clerk = city.sign_in(cast.clerk(source.report.unit))
    for address in ("/", "/reports/411602/2021/q2/"):
        assert marks(html.read(clerk.get(address))) == [MARK]


def test_the_review_page_marks_it_and_leads_to_the_original(source, client, table):
    page = html.read(client.get(city.review_page(source.report)))
    assert marks(page) == [MARK]
    address = f"/reports/411602/2021/q2/workbooks/{source.pk}/"
    (link,) = page.all("a", href=address)
    assert link.text == "《川汇区.xlsx》"
    assert client.get(address).content == table


def test_editions_tell_their_origin(source, client):
    Report.objects.get(pk=source.report_id).submit_on_behalf(by=cast.reviewer())
    edition = Edition.objects.get()
    for address in (
        city.review_page(source.report), f"/admin/statistics/edition/{edition.pk}/change/"
    ):  # fmt: skip
        links = html.read(client.get(address)).all(
            "a", href=f"/reports/411602/2021/q2/workbooks/{source.pk}/"
        )
        assert {link.text for link in links} == {"《川汇区.xlsx》"}


def test_what_the_unit_typed_bears_no_mark(report, client):
    cast.fill(report, {"actions": 46})
    for address in (city.BOARD, city.LIST, city.review_page(report)):
        assert marks(html.read(client.get(address))) == []


# --- Cost ----------------------------------------------------------------------------------------


def on_behalf(number: int) -> list[Report]:
    """So many counties' drafts, entered from workbooks."""
    period = cast.open_period(units=city.counties(number))
    files = [
        (f"{report.unit.code}.xlsx", mailed.attachment(report, {"actions": 1}))
        for report in period.reports.with_table()
    ]
    take(city.sign_in(cast.reviewer()), *files)
    return list(period.reports.all())


@pytest.mark.parametrize("number", [2, 20])
def test_the_board_asks_no_more_for_what_was_imported(number, client, django_assert_num_queries):
    on_behalf(number)
    with django_assert_num_queries(13):
        assert len(marks(html.read(client.get(city.BOARD)))) == number


@pytest.mark.parametrize("number", [2, 20])
def test_nor_does_the_review_list(number, client, django_assert_num_queries):
    on_behalf(number)
    with django_assert_num_queries(8):
        assert len(marks(html.read(client.get(city.LIST)))) == number


@pytest.mark.parametrize("quarters", [1, 3])
def test_nor_do_a_clerk_s_tasks(quarters, django_assert_num_queries):
    for quarter in range(1, quarters + 1):
        report = cast.report(cast.open_period(quarter=quarter, units=[CHUANHUI]))
        table = mailed.attachment(report, {"actions": 1})
        address = f"/admin/statistics/import/2021/q{quarter}/take/"
        data = {"take": "0", "name": "川汇区.xlsx", "content": base64(table)}
        city.sign_in(cast.reviewer()).post(address, data)
    clerk = city.sign_in(cast.clerk(report.unit))
    with django_assert_num_queries(5):
        assert len(marks(html.read(clerk.get("/")))) == quarters
