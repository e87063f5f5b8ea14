"""统计截止日 on the table page: prefilled when the quarter is over or nearly so, else asked for."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from statistics.entry.table_page import TablePage
from statistics.models import Report, change_rules
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import URL, form, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

FAR_AHEAD = 2099  # of which nobody can report in the days of these tests
TABLE = f"/reports/411602/{FAR_AHEAD}/q2/"
ASKED = (
    "统计截止日强制性审核 现为空白，应在 2099年4月1日至2099年6月30日之间。"
    "请填写本季度内数据统计到的那一天。"
)


@pytest.fixture
def ahead() -> Report:
    return cast.report(cast.open_period(FAR_AHEAD))


def stored(report) -> date | None:
    return Report.objects.get(pk=report.pk).cut_off_on


def findings(page) -> list[str]:
    return [each.text for each in page.all("div", class_="finding")]


def offered(report, today, **posted) -> str:
    page = TablePage(report, cast.clerk(report.unit), data=posted or None, today=today)
    return page.head["cut_off_on"]


# --- What the field begins with ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2021, 6, 1), ""),
        (date(2021, 6, 22), ""),
        (date(2021, 6, 23), "2021-06-30"),
        (date(2021, 7, 1), "2021-06-30"),
    ],
)
def test_it_begins_with_the_last_day_once_that_is_a_week_ahead(table, today, day):
    assert offered(table, today) == day


def test_how_near_is_the_citys_limit(table):
    rules = {"T3-days": "29"}
    campaign = table.period.campaign
    change_rules(campaign, by=cast.reviewer(), rules=rules, reason="核对", version=1)
    table = cast.report(table.period)
    assert offered(table, date(2021, 6, 1)) == "2021-06-30"


def test_a_stored_day_is_shown_whatever_the_day(table):
    cast.fill(table, {}, cut_off_on=date(2021, 6, 25))
    assert offered(table, date(2021, 6, 1)) == "2021-06-25"
    assert offered(table, date(2021, 8, 1)) == "2021-06-25"


def test_showing_it_stores_nothing(client, table):
    assert form(client.get(URL)).values["cut_off_on"] == "2021-06-30"
    assert stored(table) is None
    save(client, {"actions": "5"})
    assert stored(table) is None


def test_saved_with_the_page_it_is_stored(client, table):
    response = client.post(URL, form(client.get(URL)).values)
    assert (response.status_code, stored(table)) == (303, date(2021, 6, 30))


def test_who_only_reads_is_not_told_a_day_that_nobody_stated(client, table):
    client.force_login(cast.reviewer())
    assert html.read(client.get(URL)).find("span", id="cut-off-text").text == "（未填）"


def test_the_downloaded_table_leaves_it_open(client, table):
    """It is made from the record, which has no day yet."""
    book = load_workbook(BytesIO(client.get(f"{URL}attachment.xlsx").content))
    assert book["统计表"]["G2"].value == "统计时间：2021年1月1日至    月    日"


# --- Asked for -----------------------------------------------------------------------------------


def test_a_quarter_that_has_hardly_begun_leaves_it_empty_and_complains_of_nothing(client, ahead):
    page = html.read(client.get(TABLE))
    assert page.find("input", id="cut_off_on")["value"] == ""
    assert findings(page) == []


def test_it_is_asked_for_before_the_table_is_submitted_and_nothing_is_lost(client, ahead):
    posted = form(client.get(TABLE)).values | {"actions": "2", "officers": "4"}
    response = client.post(f"{TABLE}submit/", posted | {"blank_as_zero": "on"})
    page = html.read(led_back(response))
    assert findings(page) == [ASKED]
    values = page.find("form", id="table-form").values
    assert (values["actions"], values["officers"], values["cut_off_on"]) == ("2", "4", "")
    report = Report.objects.get(pk=ahead.pk)
    assert (report.status, report.cut_off_on, report.figures["actions"]) == ("draft", None, 2)


def test_a_day_ahead_is_hinted_at_and_does_not_block(client, ahead):
    posted = form(client.get(TABLE)).values | {"actions": "2", "officers": "4"}
    posted |= {"cut_off_on": "2099-06-30", "blank_as_zero": "on"}
    assert client.post(f"{TABLE}submit/", posted).status_code == 303
    assert [each.check for each in Report.objects.get(pk=ahead.pk).findings()] == ["T3"]


def test_where_the_city_wants_that_explained_the_page_takes_the_explanation(client, ahead):
    rules = {"T3-level": "explain"}
    campaign = ahead.period.campaign
    change_rules(campaign, by=cast.reviewer(), rules=rules, reason="核对", version=1)
    posted = form(client.get(TABLE)).values | {"actions": "2", "officers": "4"}
    posted |= {"cut_off_on": "2099-06-30", "blank_as_zero": "on"}
    assert client.post(f"{TABLE}submit/", posted)["location"].startswith(f"{TABLE}?checked=on")
    said = {"reason-T3-cut_off_on": "other", "text-T3-cut_off_on": "本季度执法行动已全部结束"}
    response = client.post(f"{TABLE}submit/", posted | said | {"version": "2"})
    assert response.status_code == 303
    assert list(Report.objects.get(pk=ahead.pk).explained) == ["T3-cut_off_on"]


# --- Submitted -----------------------------------------------------------------------------------


def test_the_day_that_the_page_shows_is_submitted(client, table):
    """A 零报告 confirmed without the table beside it."""
    assert client.post(f"{URL}submit/", {"zero_report": "on"}).status_code == 303
    assert stored(table) == date(2021, 6, 30)


def test_a_day_that_was_cleared_is_not_put_back_in_silence(client, table):
    posted = {"version": "1", "actions": "2", "officers": "4", "cut_off_on": ""}
    response = client.post(f"{URL}submit/", posted | {"blank_as_zero": "on"})
    page = html.read(led_back(response))
    assert findings(page) == [ASKED.replace("2099年", "2021年")]
    assert page.find("input", id="cut_off_on")["value"] == ""
    assert stored(table) is None


def test_a_day_outside_the_quarter_is_refused_and_still_stands_there(client, table):
    posted = {"version": "1", "actions": "2", "officers": "4", "cut_off_on": "2021-07-01"}
    response = client.post(f"{URL}submit/", posted | {"blank_as_zero": "on"})
    page = html.read(led_back(response))
    assert findings(page) == [
        ASKED.replace("2099年", "2021年").replace("现为空白", "现填 2021年7月1日")
    ]
    assert page.find("input", id="cut_off_on")["value"] == "2021-07-01"
