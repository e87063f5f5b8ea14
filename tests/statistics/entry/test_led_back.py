"""A refused post leads to the table's page, which shows once what could not be stored."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.entry.left_over import LONGEST, MOST, LeftOver, leave, not_stored, take
from statistics.entry.refusal import Kind, Refusal
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import JSON, NO_COUNT, URL, form, save, stored
from tests.statistics.entry.table_page import found

pytestmark = pytest.mark.django_db
as_clerk = pytest.mark.usefixtures("signed_in")

SUBMIT, NOTHING_NEW, WITHDRAW = (f"{URL}{act}/" for act in ("submit", "nothing-new", "withdraw"))
TYPED = {"version": "1", "actions": "5", "officers": "abc", "filled_by": "张三"}


@as_clerk
@pytest.mark.parametrize("url", [URL, SUBMIT])
def test_the_address_is_the_tables_own(client, table, url):
    response = client.post(url, TYPED)
    address, _, query = response["location"].partition("?")
    asked, _, token = query.rpartition("after=")
    assert (response.status_code, address, asked, len(token)) == (303, URL, "", 12)


@as_clerk
def test_what_could_not_be_stored_is_shown_once(client, table):
    response = client.post(URL, TYPED)
    page = html.read(led_back(response))
    assert page.find("input", id="officers")["value"] == "abc"
    assert page.find("span", id="officers-problem").text == f"“abc”{NO_COUNT}"
    assert stored(table) == {"actions": "5"}
    again = html.read(led_back(response))
    assert again.find("input", id="officers")["value"] == ""
    assert (again.all("p", class_="error"), client.session["left_over"]) == ([], {})


@as_clerk
def test_reloading_after_a_refused_submission_posts_nothing_and_still_has_the_findings(
    client, table
):
    response = client.post(SUBMIT, TYPED | {"officers": "7"})
    pages = [html.read(led_back(response)) for _ in range(2)]
    assert [found(page) for page in pages] == [["#officers"], ["#officers"]]
    assert [len(page.all("p", class_="error")) for page in pages] == [1, 0]


@as_clerk
def test_the_page_begins_at_what_has_to_be_put_right(client, table):
    first = html.read(led_back(client.post(URL, TYPED))).find(autofocus="")
    assert (first.tag, first["href"]) == ("a", "#officers")
    again = TYPED | {"version": "2", "officers": "7", "market_actions": "6"}
    found = html.read(led_back(client.post(SUBMIT, again))).find(autofocus="")
    assert (found.tag, found["href"]) == ("a", "#market_actions")
    assert html.read(client.get(URL)).all(autofocus="") == []


@as_clerk
def test_other_tabs_and_other_tables_show_nothing_of_it(client, table):
    cast.open_period(quarter=1)
    response = client.post(URL, TYPED)
    query = response["location"].partition("?")[2]
    for address in (URL, f"{URL}?after=", f"{URL}?after=abc", f"/reports/411602/2021/q1/?{query}"):
        assert html.read(client.get(address)).find("input", id="officers")["value"] == ""
    page = html.read(led_back(response))  # none of them has taken it away
    assert page.find("input", id="officers")["value"] == "abc"


@as_clerk
def test_two_tabs_each_have_their_own(client, table):
    one = client.post(URL, TYPED)
    two = client.post(URL, TYPED | {"version": "2", "officers": "xyz"})
    pages = [html.read(led_back(response)) for response in (two, one)]
    assert [page.find("input", id="officers")["value"] for page in pages] == ["xyz", "abc"]


@as_clerk
def test_an_explanation_comes_back_as_a_whole(client, table):
    said = {"reason-D1-trademark-closed": "other", "text-D1-trademark-closed": "字" * 301}
    sent = {"version": "1", "trademark-closed": "3", "checked": "on"} | said
    page = html.read(led_back(client.post(URL, sent)))
    assert page.find("textarea", id="text-D1-trademark-closed").text == "字" * 301
    [chosen] = [each for each in page.all("option") if "selected" in each]
    assert chosen["value"] == "other"


@as_clerk
def test_more_text_than_anybody_types_is_shown_at_once_and_none_of_it_lost(client, table):
    response = save(client, {"officers": "9" * 30_000})
    page = html.read(response)
    assert (response.status_code, page.find("input", id="officers")["value"]) == (422, "9" * 30_000)
    assert "left_over" not in client.session


@as_clerk
def test_how_units_were_read_is_told_on_the_way(client, table):
    page = html.read(led_back(client.post(SUBMIT, TYPED | {"trademark-filed": "12件"})))
    assert page.find("p", class_="info").text == (
        "商标侵权案件 · 立案：“12件”的数字后写有单位“件”，已读作 12。"
    )


@as_clerk
def test_nothing_new_leads_back_too(client, table):
    page = html.read(led_back(client.post(NOTHING_NEW, TYPED)))
    assert page.find("input", id="officers")["value"] == "abc"


@as_clerk
@pytest.mark.parametrize("url", [SUBMIT, NOTHING_NEW])
def test_json_is_told_on_the_spot(client, table, url):
    response = client.post(url, TYPED, headers=JSON)
    assert (response.status_code, response.json()) == (
        422,
        {
            "message": "有 1 处没有保存。其余的已保存；请改正标出的各处。",
            "version": 2,
            "problems": {"officers": f"“abc”{NO_COUNT}"},
        },
    )
    assert "left_over" not in client.session


@as_clerk
def test_what_the_state_forbids_is_refused_on_the_spot(client, table):
    assert [client.post(url).status_code for url in (WITHDRAW, NOTHING_NEW)] == [409, 409]
    cast.submit(table)
    assert client.post(URL, {"version": "9", "actions": "6"}).status_code == 409


@as_clerk
def test_signing_out_takes_it_along(client, table):
    response = client.post(URL, TYPED)
    client.logout()
    client.force_login(cast.clerk(table.unit))
    assert form(led_back(response)).values["officers"] == ""


# --- In the session ------------------------------------------------------------------------------


def test_only_so_many_wait(table):
    session = {}
    tokens = [leave(session, table, LeftOver(str(number), {})) for number in range(MOST + 2)]
    found = [take(session, table, token) for token in tokens]
    assert [left and left.attempt for left in found] == [None, None, "2", "3", "4", "5"]
    assert session == {"left_over": {}}


def test_only_so_much_waits(table):
    session = {}
    assert leave(session, table, LeftOver("保存", {"officers": "9" * LONGEST})) == ""
    assert session == {}


@given(
    st.builds(
        LeftOver,
        st.sampled_from(["保存", "报送"]),
        st.dictionaries(st.text(max_size=20), st.text(max_size=50), max_size=5),
        st.none()
        | st.builds(
            Refusal,
            st.sampled_from(Kind),
            st.text(max_size=50),
            st.lists(st.text(max_size=10), max_size=2).map(tuple),
            st.integers(0, 93),
            st.booleans(),
            st.booleans(),
        ),
    )
)
def test_what_is_taken_is_what_was_left(left):
    session, report = {}, type("Table", (), {"pk": 7})
    token = leave(session, report, left)
    kept = json.loads(json.dumps(session))  # as the session is stored
    assert take(kept, type("Other", (), {"pk": 8}), token) is None
    assert take(kept, report, token) == left
    assert take(kept, report, token) is None


def test_only_what_is_not_stored_is_left():
    data = {"actions": "x", "officers": "7", "version": "1", "entry": "increment", "csrf": "secret"}
    left = not_stored("保存", data, {"actions": "…"}, None)
    assert left.texts == {"actions": "x", "entry": "increment"}
