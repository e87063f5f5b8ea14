"""What does not hold is told under its row: on the page, and in the answer to a save."""

import pytest

from cases.categories import CaseCategory
from statistics.entry.places import PLACES
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import JSON, URL, save
from tests.statistics.entry.table_page import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def rows(page) -> dict[str, tuple[list[str], bool]]:
    """By the heading of the row above: where what is told leads to, and whether the line is hidden."""
    lines = [
        each for part in ("tbody", "tfoot") for whole in page.all(part) for each in whole.all("tr")
    ]
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return {row.find("th").text.split()[0]: (found(told), "hidden" in told) for row, told in pairs}


ODD = {"version": "1", "actions": "3", "market_actions": "5", "trademark-filed": "1"}
ODD |= {"trademark-closed": "3", "trademark-value": "x"}


def test_each_row_has_its_line_and_an_empty_one_is_not_seen(client, table):
    page = html.read(led_back(client.post(URL, ODD)))
    headings = [category.label for category in CaseCategory]
    assert rows(page) == {
        "执法行动数据": (["#market_actions"], False),
        "商标侵权案件": (["#trademark-value", "#trademark-closed"], False),
        **dict.fromkeys(headings[1:], ([], True)),
        "合计": ([], True),
    }


def test_the_answer_to_a_save_has_the_same_places(client, table):
    """The page's script takes each over by its id."""
    answer = html.read(save(client, ODD, headers=JSON).json()["findings"])
    shown = {each["id"]: found(each) for each in answer.all("div", class_="findings")}
    assert shown == {f"told-{place}": [] for place in PLACES} | {
        "told-actions": ["#market_actions"],
        "told-trademark": ["#trademark-value", "#trademark-closed"],
    }
    page = html.read(client.get(URL))
    assert [each["id"] for each in page.all("div", class_="findings")] == list(shown)


def test_the_bar_counts_what_is_open_and_leads_to_the_first(client, table):
    count = html.read(client.get(URL)).find("a", id="open-count")
    assert ("hidden" in count, count.text) == (True, "0 处需要核实")
    page = html.read(led_back(client.post(URL, ODD)))
    count = page.find("a", id="open-count")
    assert ("hidden" in count, count.text) == (False, "3 处需要核实")
    assert count["href"] == "#finding-A1-market_actions"


def test_what_is_explained_is_open_no_more(client, table):
    said = {"reason-D1-trademark-closed": "carried_over"}
    said |= {"text-D1-trademark-closed": "含上年结转的2件"}
    page = html.read(client.post(URL, ODD | said, follow=True))
    assert page.find("a", id="open-count").text == "2 处需要核实"


def test_the_head_s_inputs_are_marked_by_the_server_too(client, table):
    save(client, {"cut_off_on": "2021-07-01"})
    day = html.read(client.get(URL)).find("input", id="cut_off_on")
    marks = [day[name] for name in ("class", "aria-invalid", "aria-describedby")]
    assert marks == ["level-mandatory", "true", "says-T1-cut_off_on"]
    posted = {"version": "2", "filled_by": "张" * 31}
    name = html.read(led_back(client.post(URL, posted))).find("input", id="filled_by")
    marks = [name[each] for each in ("class", "aria-invalid", "aria-describedby")]
    assert marks == ["unreadable", "true", "says-filled_by"]


def test_who_only_reads_is_asked_nothing(client, table):
    cast.fill(table, {"actions": 3})
    cast.submit(table)
    page = html.read(client.get(URL))
    assert (page.all("div", class_="findings"), page.all("tr", class_="told")) == ([], [])
