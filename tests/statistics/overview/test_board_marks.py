"""The board says which tables are to be confirmed after a correction."""

import pytest

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.models.correcting import correct, two_quarters

pytestmark = pytest.mark.django_db
MARK = "上期已更正，待复核"


def board(client, period="2021q2") -> html.Element:
    return html.read(client.get(f"/admin/?period={period}")).find("main")


@pytest.fixture
def client():
    return city.sign_in(cast.reviewer())


def test_it_is_marked_in_its_square_and_counted_with_a_way_to_it(client):
    first, _ = two_quarters()
    correct(first, 12)
    page = board(client)
    link = page.find("section", class_="standing").find("a", class_="mark")
    assert (link.text, link["href"]) == (
        f"{MARK} 1 张", "/admin/statistics/report/?period=2021q2&marked=yes"
    )  # fmt: skip
    squares = page.find("table", class_="matrix").find("tbody").all("tr")[0].all("td")
    assert [each.text.endswith(MARK) for each in squares] == [False, True, False, False]


def test_the_other_period_and_a_board_without_marks_say_nothing_of_it(client):
    first, _ = two_quarters()
    assert MARK not in board(client).text
    correct(first, 12)
    assert board(client, "2021q1").find("section", class_="standing").all("a", class_="mark") == []
