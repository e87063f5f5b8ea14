"""Nobody issues a figure that is not what was submitted; what the scope does not count is no matter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from statistics.admin.totals.freeze_total import issue
from statistics.errors import WrongState
from statistics.models import CaseRow, Consolidation, Edition, Report, Submission, SubmittedRow
from statistics.totals.consolidate import Scope, consolidate
from statistics.totals.recomputed import not_as_kept
from tests import cast
from tests.behind import alter
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issued_pages import TABLE, read, section
from tests.statistics.admin.totals.issuing import approved, corrected, issued, seen

pytestmark = pytest.mark.django_db
NAME = "川汇区市场监督管理局"
ROWS = (
    f"有 1 个单位的统计表与报送版本不符，不能发布：{NAME}。保存的数字未经报送程序被改动，"
    "请将这些表退回，由填报单位核对后重新报送，并告知系统管理员。"
)
RECORD = (
    f"有 1 个单位计入汇总的报送版本与其摘要不符，不能发布：{NAME}。存入的内容被改动过，"
    "请保留数据现状并告知系统管理员，查明后将这些表退回，由填报单位重新报送。"
)


def refused(period, scope=Scope.APPROVED) -> str:
    with pytest.raises(WrongState) as refusal:
        issue(period, scope, by=cast.reviewer(), seen=seen(period, scope))
    assert not Consolidation.objects.exists()
    return refusal.value.message


def filed(code=CHUANHUI, rows=CaseRow.objects, **report):
    return rows.filter(report__unit__code=code, category="trademark", **report)


# --- The rows of a table -------------------------------------------------------------------------


def test_a_table_that_was_altered(period, client):
    approved(cast.open_period(quarter=3), HUAIYANG)
    alter(filed(report__period=period), filed=99)
    assert refused(period) == ROWS
    assert refused(period, Scope.SUBMITTED) == ROWS


def test_the_page_says_so_in_place_of_the_button(period, client):
    cast.approve(cast.report(period, HUAIYANG))
    alter(filed(), filed=99)
    offered = section(read(client, TABLE))
    assert offered.find("p", class_="unreported").text == ROWS
    assert offered.all("form") == []


def test_a_table_that_the_scope_does_not_count_is_no_matter(period):
    alter(filed(HUAIYANG), filed=99)
    assert issued(period).figures["actions"] == 46


def test_one_that_stands_in_for_another_quarter(period):
    first = approved(cast.open_period(quarter=1), HUAIYANG)
    alter(filed(HUAIYANG, report=first), filed=99)
    assert refused(period, Scope.CARRY) == ROWS.replace("川汇", "淮阳")
    standing = [each.standing for each in consolidate(period, Scope.CARRY).members]
    assert standing == ["已审核", "与报送版本不符，未计入"]


# --- The record ----------------------------------------------------------------------------------

EDITIONS = Edition.objects.filter(report__unit__code=CHUANHUI)
KEPT = Submission.objects.filter(report__unit__code=CHUANHUI)
KEPT_ROWS = SubmittedRow.objects.filter(submission__report__unit__code=CHUANHUI)


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (EDITIONS.filter(number=1), {"content": {}}),
        (EDITIONS.filter(number=2), {"digest": "0" * 64}),
        (EDITIONS.filter(number=2), {"content": {}}),
        (KEPT, {"digest": "0" * 64}),
        (KEPT, {"unit_name": "别的局"}),
        (KEPT, {"cut_off_on": "2021-06-01"}),
    ],
)
def test_an_edition_or_what_is_kept_beside_it(period, rows, values):
    alter(rows.all(), **values)
    assert refused(period) == RECORD.replace(NAME, values.get("unit_name", NAME))


def test_figures_altered_in_the_table_and_beside_the_edition_alike(period):
    """The rows agree, and the sum would be another one."""
    alter(filed(), filed=99)
    alter(KEPT_ROWS.filter(category="trademark"), filed=99)
    assert consolidate(period).figures["trademark-filed"] == 99
    assert refused(period) == RECORD


def test_editions_that_are_lost(period):
    for edition in EDITIONS.all():
        alter(EDITIONS.filter(pk=edition.pk), event=Edition.Event.CONFIRMED)
    assert refused(period) == RECORD


def test_a_record_that_the_scope_does_not_count_is_no_matter(period):
    alter(Edition.objects.filter(report__unit__code=HUAIYANG), content={})
    assert issued(period).figures["actions"] == 46
    assert Report.objects.count() == 2


def test_it_is_issued_once_the_unit_has_reported_anew(period):
    alter(EDITIONS.filter(number=2), content={"figures": {}})
    assert refused(period) == RECORD
    corrected(cast.report(period), {"actions": 46, "trademark-filed": 11})
    assert issued(period).figures["trademark-filed"] == 11


@pytest.mark.parametrize("units", [2, 30])
def test_it_takes_as_many_queries_for_any_number_of_units(units):
    period = cast.open_period(units=city.counties(units))
    for report in period.reports.with_table():
        cast.submit(report)
    table = consolidate(period, Scope.SUBMITTED)
    with CaptureQueriesContext(connection) as captured:
        assert not_as_kept(table) == []
    assert len(captured) == 3
