"""Where figures came from: named on the table and in its editions."""

import hashlib

import pytest

from tests import cast, html
from tests.statistics.intake.kept import CONTENT, FIGURES, TABLE, imported, original

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


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
