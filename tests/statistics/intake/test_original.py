"""The workbook that figures came from, to download: GET …/workbooks/<id>/."""

from urllib.parse import unquote

import pytest
from django.test import Client

from tests import cast
from tests.statistics.intake.kept import CONTENT, TABLE, imported, original
from tests.statistics.workbooks.gate.hostile.containers import xls

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_original_comes_back_byte_for_byte(client, table):
    response = client.get(original(imported(table)))
    assert (response.status_code, response.content) == (200, CONTENT)
    assert (response["content-type"], response["x-content-type-options"]) == (XLSX, "nosniff")
    disposition, _, name = response["content-disposition"].partition("; filename*=utf-8''")
    assert (disposition, unquote(name)) == ("attachment", "川汇区.xlsx")
    assert response["cache-control"] == "no-store"


def test_an_old_workbook_has_its_own_type(client, table):
    response = client.get(original(imported(table, name="表.et", content=xls())))
    assert response["content-type"] == "application/vnd.ms-excel"


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ('川汇"区.xlsx', '川汇"区.xlsx'),
        ("a;b=c.xlsx", "a;b=c.xlsx"),
        ("../../etc/x.xlsx", "x.xlsx"),
        ("C:\\报表\\x.xlsx", "x.xlsx"),
        ("x\r\nX-Evil: 1.xlsx", "xX-Evil: 1.xlsx"),
        ("统计\u202exslx.exe", "统计xslx.exe"),
        ("..", "未命名的工作簿"),
        ("", "未命名的工作簿"),
        ("CON", "CON"),
        ("表" * 300 + ".xlsx", "表" * 195 + ".xlsx"),
    ],
)
def test_no_name_breaks_the_header(client, table, name, offered):
    response = client.get(original(imported(table, name=name)))
    header = response["content-disposition"]
    assert response.status_code == 200
    assert "x-evil" not in response.headers
    assert not {"\r", "\n"} & set(header)
    if header.startswith("attachment; filename*=utf-8''"):
        name = unquote(header.removeprefix("attachment; filename*=utf-8''"))
    else:
        name = header.removeprefix('attachment; filename="').removesuffix('"')
    assert name == offered


def test_an_earlier_one_can_still_be_had(client, table):
    first = imported(table)
    imported(table, content=b"another")
    assert client.get(original(first)).content == CONTENT


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_have_it_too(client, table, account):
    source = imported(table)
    client.force_login(account())
    assert client.get(original(source)).content == CONTENT


def test_the_neighbour_finds_it_nowhere(client, table):
    source = imported(table)
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    own = original(source).replace("411602", "411603")
    assert [client.get(url).status_code for url in (original(source), own)] == [404, 404]


def test_it_is_not_found_under_another_period_of_the_unit(client, table):
    source = imported(table)
    cast.open_period(quarter=3)
    assert client.get(original(source).replace("q2", "q3")).status_code == 404


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 19, "9" * 40, "9" * 5000, "-1", "x", "１"])
def test_there_is_no_such_original(client, table, pk):
    assert client.get(f"{TABLE}workbooks/{pk}/").status_code == 404


def test_a_visitor_is_sent_to_sign_in(table):
    url = original(imported(table))
    response = Client().get(url)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={url}")


def test_it_is_only_read(client, table):
    response = client.post(original(imported(table)))
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("others", [1, 49])
def test_it_takes_six_queries_however_many_units_there_are(
    client, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    source = imported(cast.report(cast.open_period(units=codes)))
    with django_assert_num_queries(6):
        response = client.get(original(source))
    assert response.content == CONTENT
