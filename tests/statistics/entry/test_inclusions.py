"""是否已含 on the table's page: asked, answered, stored, and what it makes of 上期."""

import pytest

from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import JSON, conflict_rows, save
from tests.statistics.entry.submitting import URL as SUBMIT
from tests.statistics.entry.table_page import URL, show
from tests.statistics.merging import NAME, QUESTION, end, filled, heir, merged, reported

pytestmark = pytest.mark.django_db
SAID = "已含原淮阳区市场监督管理局的累计数。"


@pytest.fixture
def clerk(client):
    merged()
    client.force_login(cast.clerk(cast.unit()))
    return client


def asked(page) -> list[tuple[str, list[tuple]]]:
    """Each question with its choices: value, label, whether it is chosen."""
    return [
        (
            field.find("legend").text,
            [
                (label.find("input")["value"], label.text, "checked" in label.find("input"))
                for label in field.all("label")
            ],
        )
        for field in page.find(id="inclusions").all("fieldset")
    ]


def previous(page, name="trademark-filed") -> str:
    return page.find("td", **{"data-cell": name})["data-previous"]


def stored_answer() -> bool | None:
    return heir().answered.get(cast.unit(cast.HUAIYANG).pk)


def post(client, **texts):
    """Open the page, choose and type, press 保存."""
    page = html.read(client.get(URL)).find("form", id="table-form")
    return client.post(URL, page.values | texts, follow=True)


def test_the_question_stands_above_the_table_with_no_choice_made(clerk):
    page = show(clerk)
    choices = [("yes", "是，已含", False), ("no", "否，未含", False)]
    assert asked(page) == [(QUESTION, choices)]
    assert previous(page) == "10"


@pytest.mark.parametrize(("value", "last"), [("yes", "17"), ("no", "10")])
def test_an_answer_is_saved_and_decides_what_the_last_period_was(clerk, value, last):
    page = html.read(post(clerk, **{NAME: value}))
    assert [chosen for _, _, chosen in asked(page)[0][1]] == [value == "yes", value == "no"]
    assert (stored_answer(), previous(page)) == (value == "yes", last)
    told = "上期：一季度，含原淮阳区市场监督管理局" if value == "yes" else "上期：一季度"
    assert page.find(id="previous-name").text == told


def test_nobody_else_is_asked(client):
    merged()
    client.force_login(cast.clerk(cast.unit()))
    first = html.read(client.get("/reports/411602/2021/q1/"))
    assert first.all(id="inclusions") == []
    assert "previous-name" not in client.get("/reports/411602/2021/q1/").content.decode()


def test_what_is_not_posted_stays_and_what_is_no_answer_is_named(clerk):
    post(clerk, **{NAME: "yes"})
    version = heir().version
    assert save(clerk, {"actions": "5"}, version=version, headers=JSON).json()["problems"] == {}
    assert stored_answer() is True
    answer = save(clerk, {NAME: "maybe"}, version=heir().version, headers=JSON).json()
    assert answer["problems"] == {NAME: f"{QUESTION}请选“是”或“否”。"}
    assert stored_answer() is True


def test_an_answer_about_somebody_else_is_not_taken(clerk):
    save(clerk, {"included-411621": "yes", "actions": "5"}, version=heir().version)
    assert heir().included == {}


def test_the_script_is_told_what_the_last_period_is_now(clerk):
    answer = save(clerk, {NAME: "yes", "actions": "5"}, version=heir().version, headers=JSON).json()
    assert answer["previous_name"] == "一季度，含原淮阳区市场监督管理局"
    assert answer["measured"] == cast.HUAIYANG
    figures = answer["previous"]
    names = ("trademark-filed", "total-filed", "key_markets")
    assert [figures[name] for name in names] == ["17", "17", "18"]


# --- Typed increments ----------------------------------------------------------------------------


def test_an_answer_never_changes_a_figure(clerk):
    """What was typed as new is new since what the page showed: the cumulative figure stands, and is
    shown against another 上期 afterwards."""
    filled(13)
    page = html.read(clerk.get(f"{URL}?entry=increment")).find("form", id="table-form")
    assert (page.values["entry"], page.values["trademark-filed"]) == ("increment", "3")
    response = clerk.post(f"{URL}?entry=increment", page.values | {NAME: "yes"}, follow=True)
    assert heir().figures["trademark-filed"] == 13
    shown = html.read(response).find("form", id="table-form").values
    assert (shown["measured"], shown["trademark-filed"]) == (cast.HUAIYANG, "-4")
    clerk.post(f"{URL}?entry=increment", shown | {"trademark-filed": "2"})
    assert heir().figures["trademark-filed"] == 19


def test_a_script_that_missed_the_answer_to_its_save_is_read_as_its_page_was(clerk):
    """It sends again, with the version it has learned, what is new since the 上期 that it shows."""
    filled(13)
    sent = {NAME: "yes", "entry": "increment", "trademark-filed": "3", "measured": ""}
    save(clerk, sent, version=heir().version, headers=JSON)
    save(clerk, sent | {"trademark-filed": "4"}, version=heir().version, headers=JSON)
    assert heir().figures["trademark-filed"] == 14


# --- Reporting -----------------------------------------------------------------------------------


def test_reporting_without_an_answer_leads_back_with_everything_kept(clerk):
    filled()
    values = html.read(clerk.get(URL)).find("form", id="table-form").values
    page = html.read(led_back(clerk.post(SUBMIT, values | {"trademark-filed": "21"})))
    assert page.find("p", class_="error").text == (
        f"暂不能报送。请先回答：{QUESTION}填好的内容已保存。去回答"
    )
    assert (heir().status, heir().figures["trademark-filed"]) == ("draft", 21)
    assert page.all("section", class_="question") == []


def test_a_client_that_asks_for_json_is_told_the_question(clerk):
    filled()
    response = clerk.post(SUBMIT, {"version": heir().version}, headers=JSON)
    assert (response.status_code, response.json()["questions"]) == (
        422,
        [{"name": NAME, "question": QUESTION}],
    )


def test_what_was_reported_is_read_everywhere(clerk):
    reported(cast.HUAIYANG)
    page = show(clerk)
    assert (page.find("p", class_="message").text, page.all(id="inclusions")) == (SAID, [])
    assert (previous(page), previous(page, "key_markets")) == ("17", "18")
    for address in ("receipt", "editions"):
        assert SAID[:-1] in html.read(clerk.get(f"{URL}{address}/")).text


def test_the_versions_are_compared_by_it(clerk):
    report = reported()
    cast.send_back(report)
    cast.submit(report, included=[cast.HUAIYANG])
    page = html.read(clerk.get(f"{URL}editions/compare/?old=1&new=3"))
    assert "并入 · 淮阳区市场监督管理局 未含其累计数 已含其累计数" in page.text


# --- Refused -------------------------------------------------------------------------------------


def test_two_people_answer_differently(clerk):
    version = heir().version
    save(clerk, {NAME: "yes"}, version=version)
    response = save(clerk, {NAME: "no"}, version=version)
    assert conflict_rows(html.read(response)) == [[QUESTION, "否，未含", "是，已含"]]
    answer = save(clerk, {NAME: "no"}, version=version, headers=JSON).json()
    assert answer["current"][NAME] == "yes"


def test_each_of_a_split_is_told_that_its_share_is_not_in_the_last_period(clerk):
    end(into=(cast.CHUANHUI, cast.FUGOU))
    page = show(clerk)
    assert page.find(id=f"{NAME}-meaning").text.startswith("原单位已分立，选“是”：")
    assert previous(html.read(post(clerk, **{NAME: "yes"}))) == "10"


@pytest.mark.parametrize("ended", [1, 3])
def test_the_queries_do_not_grow_with_mergers(client, ended, django_assert_num_queries):
    client.force_login(cast.clerk(cast.unit()))
    more = ["411698", "411697"][: ended - 1]
    first = cast.open_period(quarter=1, units=[cast.CHUANHUI, cast.HUAIYANG, *more])
    for code in more:
        cast.submit(cast.report(first, code))
        end(code)
    merged()
    client.get(URL)
    with django_assert_num_queries(11):
        assert len(asked(show(client))) == ended
