"""The unit's official attachment as it is downloaded: GET …/attachment.xlsx."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from urllib.parse import unquote

import openpyxl
import pytest

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

URL = "/reports/411602/2021/q2/attachment.xlsx"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def table():
    table = cast.report(cast.open_period())
    figures = {"actions": 46, "trademark-filed": 10, "other_patent-value": Decimal("15.54")}
    cast.fill(table, figures, cut_off_on=date(2021, 6, 25))
    return table


def opened(response):
    return openpyxl.load_workbook(BytesIO(response.content))


def test_it_is_a_workbook_to_save_under_a_chinese_name(client, table):
    response = client.get(URL)
    assert (response.status_code, response["content-type"]) == (200, XLSX)
    disposition, _, name = response["content-disposition"].partition("; filename*=utf-8''")
    assert (disposition, unquote(name)) == (
        "attachment",
        "2021年知识产权执法数据统计表（川汇区二季度）.xlsx",
    )
    assert name.isascii()


def test_it_is_not_kept_on_a_shared_computer(client, table):
    response = client.get(URL)
    assert (response["cache-control"], response["x-content-type-options"]) == (
        "no-store",
        "nosniff",
    )


def test_it_holds_what_is_stored(client, table):
    book = opened(client.get(URL))
    sheet = book["统计表"]
    assert book.sheetnames == ["统计表"]
    assert [sheet[address].value for address in ("A1", "A2", "G2")] == [
        "2021年知识产权执法数据统计表",
        "报送单位：川汇区市场监督管理局",
        "统计时间：2021年1月1日至6月25日",
    ]
    assert [sheet[address].value for address in ("C3", "E3", "B6", "D13", "B14", "D14")] == [
        46,
        None,
        10,
        15.54,
        10,
        15.54,
    ]


def test_the_reporting_day_stands_there_once_it_is_reported(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    assert opened(client.get(URL))["统计表"]["A15"].value == "报送时间：2021年6月28日"


def test_an_untouched_table_is_the_empty_form(client):
    cast.open_period()
    sheet = opened(client.get(URL))["统计表"]
    assert [sheet.cell(row, 2).value for row in range(6, 15)] == [None] * 8 + ["=SUM(B6:B13)"]


@pytest.mark.parametrize(
    "short_name", ['川汇"区', "川汇;区", "川汇\r\nX-Evil: 1", "文" * 20, "CON"]
)
def test_no_name_of_a_unit_breaks_the_header(client, table, short_name):
    unit = table.unit
    unit.short_name = short_name
    unit.save()
    response = client.get(URL)
    name = response["content-disposition"].removeprefix("attachment; filename*=utf-8''")
    assert unquote(name) == f"2021年知识产权执法数据统计表（{short_name}二季度）.xlsx"
    assert not {'"', "\r", "\n", ";"} & set(name)
    assert "x-evil" not in response.headers


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_have_it_too(client, table, account):
    client.force_login(account())
    assert opened(client.get(URL))["统计表"]["C3"].value == 46


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    response = client.get(URL)
    assert (response.status_code, response["content-type"]) == (404, "text/html; charset=utf-8")


def test_a_visitor_is_sent_to_sign_in(client, table):
    client.logout()
    response = client.get(URL)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")


def test_it_is_only_read(client, table):
    response = client.post(URL)
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("others", [1, 59])
def test_it_takes_five_queries_however_many_units_there_are(
    client, django_assert_num_queries, others
):
    cast.open_period(units=[cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))])
    with django_assert_num_queries(5):
        response = client.get(URL)
    assert response["content-type"] == XLSX
