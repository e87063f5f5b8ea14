"""What a blank means on the table's page, in each way of filling in; the page asks, and remembers."""

import pytest

from cases.categories import CaseCategory
from statistics.form.indicators import CELLS, FLOWS, cell_name
from statistics.models import Report
from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import JSON, URL, form, stored
from tests.statistics.entry.submitting import answer, state
from tests.statistics.entry.table_page import found
from tests.statistics.merging import NAME, filled, heir, merged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

SUBMIT = f"{URL}submit/"
ROW = {"filed": 9, "closed": 8, "value": 30, "penalty": 20, "recovered": 6, "transferred": 1}
ROW |= {"ecommerce": 2, "key_market": 3, "rural_market": 4, "foreign": 1, "foreign_recovered": 2}
ROWS = [each for each in CaseCategory.values if each != "trademark_agency"]  # blank last period
LAST = {"actions": 20, "officers": 60, "market_actions": 5, "market_officers": 12, "key_markets": 7}
LAST |= {cell_name(row, column): figure for row in ROWS for column, figure in ROW.items()}
NEW = {"actions": "2", "officers": "4", "trademark-filed": "1", "trademark-value": "0.5"}
STOCK = "辖区重点实体经济市场数量是截止日的实有数，不沿用上期（上期 7 个），请填写；没有的填 0。"
CARRY, ZERO = "是，沿用上期累计报送", "是，空白格按 0 报送"


@pytest.fixture
def second():
    """The second quarter, blank, after a first one in which nearly every cell was filled in."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, LAST)
    cast.submit(first)
    return cast.report(cast.open_period())


def press_submit(client, texts, query="?entry=increment"):
    return client.post(SUBMIT, form(client.get(URL + query)).values | texts)


def question(response) -> tuple[str, list[str]]:
    """What the page asks, and what can be pressed."""
    section = html.read(led_back(response)).find("section", class_="question")
    return section.all("p")[0].text, section.find("p", class_="choices").texts


# --- Increments ----------------------------------------------------------------------------------


def test_four_cells_typed_are_asked_one_question(client, second):
    """It used to be 25 places to be explained, at none of which anything was new."""
    response = press_submit(client, NEW | {"key_markets": "7"})
    page = html.read(led_back(response))
    assert found(page) == []
    section = page.find("section", class_="question")
    assert section.all("p")[0].text == (
        "88 格空白：本期无新增，沿用上期累计？其中 11 格上期也为空白，按 0 报送。"
    )
    assert section.find("p", class_="choices").texts == [CARRY, "返回继续填报"]
    assert section.find("button").attributes["autofocus"] == ""
    assert state(second) == ("draft", [])


def test_yes_reports_them_as_they_last_stood(client, second):
    response = answer(client, press_submit(client, NEW | {"key_markets": "7"}))
    assert (response.status_code, response["location"]) == (303, URL)
    assert state(second) == ("submitted", ["submitted"])
    assert stored(second) == {name: str(figure) for name, figure in LAST.items()} | {
        **dict.fromkeys((cell_name("trademark_agency", column) for column in ROW), "0"),
        "actions": "22",
        "officers": "64",
        "trademark-filed": "10",
        "trademark-value": "30.5",
    }


def test_the_stock_is_asked_for_on_its_own(client, second):
    asked, choices = question(press_submit(client, NEW))
    assert asked.endswith(STOCK)
    assert choices == ["去填写", CARRY, "返回继续填报"]
    section = html.read(led_back(answer(client, press_submit(client, NEW)))).find(
        "section", class_="question"
    )
    assert (section.all("p")[0].text, section.all("a")[0]["href"]) == (STOCK, "#key_markets")
    assert state(second) == ("draft", [])


def test_findings_are_of_what_was_typed_alone(client, second):
    page = html.read(led_back(press_submit(client, NEW | {"trademark-closed": "5"})))
    assert found(page) == ["#trademark-closed"]
    assert page.all("section", class_="question") == []


def test_while_typing_and_when_checked_nothing_is_found_in_blanks(client, second):
    data = {"version": "1", "entry": "increment", "checked": "on"} | NEW
    assert client.post(URL, data, headers=JSON).json()["levels"] == {}
    cumulative = data | {"version": "2", "entry": "cumulative", "trademark-filed": "10"}
    levels = client.post(URL, cumulative, headers=JSON).json()["levels"]
    assert levels["trademark-closed"] == "explain"


def test_json_is_told_what_is_asked(client, second):
    data = {"version": "1", "entry": "increment"} | NEW
    response = client.post(SUBMIT, data, headers=JSON)
    assert (response.status_code, response.json()) == (
        422,
        {
            "message": (
                f"88 格空白：本期无新增，沿用上期累计？其中 11 格上期也为空白，按 0 报送。{STOCK}"
            ),
            "version": 2,
            "questions": [{"name": "key_markets", "question": STOCK}],
            "blanks": 88,
        },
    )


def test_json_is_told_the_findings(client, second):
    data = {"version": "1", "entry": "increment", "actions": "1", "market_actions": "100"}
    response = client.post(SUBMIT, data, headers=JSON)
    sentence = "实体经济执法行动：现填 105 次，应不超过开展执法行动 21 次，多 84 次。"
    assert (response.status_code, response.json()["findings"]) == (
        422,
        [
            {
                "name": "market_actions",
                "level": "mandatory",
                "message": f"{sentence}前者是后者的一部分，请核对两格中填错的一个。",
            },
        ],
    )


def test_json_is_told_what_could_not_be_read(client, second):
    data = {"version": "1", "entry": "increment", "actions": "x"}
    response = client.post(SUBMIT, data, headers=JSON)
    assert (response.status_code, response.json()["problems"]) == (
        422,
        {"actions": "“x”不是数字，此格应填以次计的整数，例如 12；没有就留空。"},
    )


# --- Which way -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", "off", "1", "ON"])
def test_only_on_confirms(client, second, value):
    response = press_submit(client, NEW | {"key_markets": "7", "blank_as_previous": value})
    assert (response.status_code, state(second)) == (303, ("draft", []))


def test_among_cumulative_figures_nothing_is_carried_on(client, second):
    """Two tabs: the question was asked where increments are typed, the answer comes from the other."""
    typed = {name: str(figure) for name, figure in LAST.items()} | {"actions": "22"}
    asked, choices = question(press_submit(client, typed | {"blank_as_previous": "on"}, ""))
    assert asked == "尚有 11 个空白格，是否按 0 报送？"
    assert choices == [ZERO, "返回继续填报"]


def test_all_blanks_zero_is_judged_as_zero(client, second):
    page = html.read(led_back(press_submit(client, NEW | {"blank_as_zero": "on"})))
    assert "#trademark-closed" in found(page)
    assert state(second) == ("draft", [])


def test_without_a_last_period_there_is_one_meaning(client, table):
    asked, choices = question(press_submit(client, {"actions": "46", "officers": "92"}))
    assert (asked, choices[0]) == ("尚有 91 个空白格，是否按 0 报送？", ZERO)


def test_the_page_opens_again_as_it_was_filled_in(client, second):
    """Who goes on typing increments the next day must not type them into cumulative cells."""
    client.post(URL, {"version": "1", "entry": "increment"} | NEW, headers=JSON)
    values = form(client.get(URL)).values
    assert (values["entry"], values["actions"], values["officers"]) == ("increment", "2", "4")
    client.post(URL, values | {"entry": "cumulative", "actions": "22", "officers": "64"})
    assert (form(client.get(URL)).values["entry"], second.by_increment) == ("cumulative", False)


def test_what_says_nothing_of_the_way_changes_nothing_of_it(client, second):
    second.fill_in_by(increment=True)
    client.post(URL, {"version": "1", "filled_by": "张三"}, headers=JSON)
    assert Report.objects.get(pk=second.pk).by_increment is True


def test_what_could_not_be_read_keeps_the_way_in_which_it_was_typed(client, second):
    """-5 is an increment and no cumulative figure: it must not come to stand in the other page."""
    page = form(client.get(f"{URL}?entry=increment"))
    switch = page.find("button", id="enter-cumulative")["formaction"]
    back = form(led_back(client.post(switch, page.values | {"trademark_agency-filed": "-5"})))
    assert (back.values["entry"], back.values["trademark_agency-filed"]) == ("increment", "-5")


def test_a_workbook_is_cumulative(second):
    second.fill_in_by(increment=True)
    cast.submit_on_behalf(second, LAST | {"actions": 22})
    assert Report.objects.get(pk=second.pk).by_increment is False


def test_reading_shows_the_record(client, second):
    cast.fill(second, LAST)
    cast.submit(second)
    assert html.read(client.get(URL)).find("span", id="actions").text == "20"


# --- Mergers -------------------------------------------------------------------------------------


def test_a_yes_to_another_last_period_is_asked_again(client):
    """是否已含 was answered in the same breath: the 上期 that was confirmed is not the one it is now."""
    merged()
    filled(13)
    values = form(client.get(f"{URL}?entry=increment")).values
    blank = values | dict.fromkeys(FLOWS, "") | {"key_markets": "18"}
    sent = blank | {NAME: "yes", "blank_as_previous": "on"}
    response = client.post(SUBMIT, sent)
    assert heir().status == "draft"
    assert question(response)[0].startswith("92 格空白：本期无新增，沿用上期累计？")
    again = answer(client, client.post(SUBMIT, sent))
    assert (again.status_code, heir().status) == (303, "submitted")
    assert heir().figures["trademark-filed"] == 17


# --- The guide -----------------------------------------------------------------------------------


def test_the_guide_says_the_same(client, table):
    told = html.read(client.get("/guide/")).find("main").text
    for sentence in (
        "没有数据的格可以留空，报送前系统询问一次。按累计数填写的，空白格按 0 报送；"
        "按当期新增填写的，空白格即本期无新增，沿用上期累计数。",
        "“辖区重点实体经济市场数量”不沿用上期：按当期新增填写的，此格须另行填写，没有的填 0。",
        "Ctrl+Enter 检查并报送。",
    ):
        assert sentence in told


def test_every_cell_is_a_flow_or_the_stock():
    assert [name for name in CELLS if name not in FLOWS] == ["key_markets"]
