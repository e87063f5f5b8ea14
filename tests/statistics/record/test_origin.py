"""Where figures came from: named on the table and in its editions, the original to download."""

import hashlib
from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from statistics.form.figures import Figures
from statistics.models import SourceWorkbook, TakeOver, take_over
from tests import cast, html
from tests.statistics.workbooks.gate import hostile

pytestmark = pytest.mark.django_db

TABLE = "/reports/411602/2021/q2/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CONTENT = b"PK\x03\x04 the bytes\r\n\x00\xff of a workbook"
FIGURES = {"actions": 46, "trademark-filed": 10}


@pytest.fixture
def table():
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


def imported(report, *, by=None, name="川汇区.xlsx", content=CONTENT) -> SourceWorkbook:
    """The workbook, taken over into the report at ten o'clock on 21 June."""
    entry = TakeOver(
        report_id=report.pk,
        version=report.version,
        figures=Figures(FIGURES),
        cut_off_on=date(2021, 6, 30),
        name=name,
        content=content,
    )
    by = by or cast.clerk(report.unit)
    assert take_over([entry], by=by, at=cast.moment(date(2021, 6, 21))) == {}
    report.refresh_from_db()
    return report.workbooks.last()


def original(source) -> str:
    return f"{TABLE}workbooks/{source.pk}/"


# --- On the table --------------------------------------------------------------------------------


def origin(client) -> html.Element | None:
    lines = html.read(client.get(TABLE)).all("p", class_="source")
    return lines[0] if lines else None


def test_a_table_that_was_typed_names_no_workbook(client, table):
    cast.fill(table, FIGURES)
    assert origin(client) is None


def test_an_imported_one_names_its_workbook_who_and_when(client, table):
    source = imported(table, name="川汇区<b>.xlsx")
    line = origin(client)
    assert line.text == "数字取自《川汇区<b>.xlsx》（6月21日 10:00，川汇区填报员）。"
    assert line.find("a")["href"] == original(source)


def test_what_the_city_entered_is_marked(client, table):
    imported(table, by=cast.reviewer())
    assert origin(client).text == "数字取自《川汇区.xlsx》（市局代填，6月21日 10:00，市局审核员）。"


def test_a_table_that_was_reported_says_how_many_cells_were_changed_by_hand(client, table):
    imported(table)
    cast.fill(table, FIGURES | {"actions": 47, "officers": 3})
    assert "又改动" not in origin(client).text  # while somebody types, the number would be old
    cast.submit(table)
    assert origin(client).text == (
        "数字取自《川汇区.xlsx》（6月21日 10:00，川汇区填报员），之后又改动 2 格。"
    )


def test_one_that_was_reported_as_imported_does_not(client, table):
    imported(table)
    cast.submit(table)
    assert origin(client).text == "数字取自《川汇区.xlsx》（6月21日 10:00，川汇区填报员）。"


@pytest.mark.parametrize("others", [1, 49])
def test_naming_it_takes_no_query_more_and_comparing_takes_one(
    client, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    table = cast.report(cast.open_period(units=codes))
    with django_assert_num_queries(7):
        client.get(TABLE)
    imported(table)
    with django_assert_num_queries(7):
        client.get(TABLE)
    cast.submit(table)
    with django_assert_num_queries(9):  # one is for who reported it
        client.get(TABLE)


def test_the_file_itself_is_not_read_for_it(client, table, django_assert_num_queries):
    imported(table)
    cast.submit(table)
    with django_assert_num_queries(9) as queries:
        client.get(TABLE)
    assert [query["sql"] for query in queries if '"content"' in query["sql"]] == []


# --- In the editions -----------------------------------------------------------------------------


def test_each_edition_names_the_workbook_that_it_rests_on(client, table):
    cast.fill(table, {"actions": 40})
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    source = imported(table)
    cast.fill(table, FIGURES | {"actions": 47})
    cast.submit(table)
    newest, *_, first = html.read(client.get(f"{TABLE}editions/")).all("section", class_="edition")
    paragraphs = [line.text for line in newest.all("p")]
    assert paragraphs[1:3] == [
        "数字取自《川汇区.xlsx》（6月21日 10:00，川汇区填报员），之后又改动 1 格。",
        f"工作簿 SHA-256 {hashlib.sha256(CONTENT).hexdigest()}",
    ]
    assert newest.find("a")["href"] == original(source)
    assert first.all("a") == []


@pytest.mark.parametrize("rounds", [1, 10])
def test_the_editions_take_no_query_more_for_it(client, django_assert_num_queries, table, rounds):
    for round_ in range(rounds):
        imported(table, content=CONTENT + bytes([round_]))
        cast.submit(table)
        cast.send_back(table)
    with django_assert_num_queries(8) as queries:
        response = client.get(f"{TABLE}editions/")
    assert len(html.read(response).all("a", href=original(table.source))) == 2
    files = [query["sql"] for query in queries if 'sourceworkbook"."content"' in query["sql"]]
    assert files == []


# --- The original --------------------------------------------------------------------------------


def test_the_original_comes_back_byte_for_byte(client, table):
    response = client.get(original(imported(table)))
    assert (response.status_code, response.content) == (200, CONTENT)
    assert (response["content-type"], response["x-content-type-options"]) == (XLSX, "nosniff")
    disposition, _, name = response["content-disposition"].partition("; filename*=utf-8''")
    assert (disposition, unquote(name)) == ("attachment", "川汇区.xlsx")
    assert response["cache-control"] == "no-store"


def test_an_old_workbook_has_its_own_type(client, table):
    response = client.get(original(imported(table, name="表.et", content=hostile.xls())))
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
