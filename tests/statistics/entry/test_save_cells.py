"""Cells are saved, not tables: two people, or two windows, at one table. POST …/ with was-<name>."""

from datetime import date

import pytest
from django.utils import timezone

from statistics.checks.explanations import Explanation
from statistics.form.figures import Figures
from statistics.models import Report, TakeOver, take_over
from tests import cast, html
from tests.statistics.entry.explaining import D1, ODD
from tests.statistics.entry.saving import JSON, URL, base, conflict_rows, form, in_inputs, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


def save(client, texts, was, version="1"):
    """As the page's script does: what was changed, and what from."""
    said = {f"was-{name}": text for name, text in was.items()}
    return client.post(URL, {"version": version} | texts | said, headers=JSON)


@pytest.fixture
def colleague(table):
    account = cast.without_unit()
    account.unit = table.unit
    account.save()
    return account


def colleague_saves(table, colleague, **figures):
    table = Report.objects.with_table().get(pk=table.pk)
    table.save_draft(
        by=colleague,
        version=table.version,
        figures=table.figures.replace(figures),
        cut_off_on=table.cut_off_on,
        filled_by=table.filled_by,
        at=cast.moment(date(2021, 6, 21), 9),
    )


# --- As the page's script saves ------------------------------------------------------------------


def test_two_windows_fill_in_two_cells_and_nobody_is_asked(client, table):
    save(client, {"officers": "300"}, {"officers": ""})
    answer = save(client, {"actions": "70"}, {"actions": ""})
    assert (answer.status_code, answer.json()["saved"]) == (200, ["actions"])
    assert stored(table) == {"actions": "70", "officers": "300"}
    assert answer.json()["stored"] == {"actions": "70", "officers": "300"}
    at = timezone.localtime(Report.objects.get(pk=table.pk).saved_at)
    assert answer.json()["changed_by"]["officers"] == f"您在另一窗口 {at:%H:%M}"


def test_a_page_that_is_up_to_date_is_not_sent_the_table(client, table):
    answer = save(client, {"officers": "300"}, {"officers": ""}).json()
    assert ("stored" in answer, answer["version"]) == (False, 2)


def test_only_the_cell_that_both_changed_is_asked_about(client, table, colleague):
    colleague_saves(table, colleague, actions=40, officers=90)
    texts = {"actions": "46", "trademark-filed": "10", "officers": "90"}
    answer = save(client, texts, dict.fromkeys(texts, ""))
    told = answer.json()
    assert (answer.status_code, told["saved"], told["version"]) == (409, ["trademark-filed"], 3)
    assert told["conflicts"] == [
        {
            "name": "actions",
            "stored": "40",
            "yours": "46",
            "by": "新来的填报员",
            "at": "2021-06-21T01:00:00+00:00",
        }
    ]
    assert conflict_rows(html.read(told["conflict"])) == [
        ["开展执法行动", "46", "40", "新来的填报员 2021年6月21日 09:00"]
    ]
    assert stored(table) == {"actions": "40", "officers": "90", "trademark-filed": "10"}


def test_what_was_decided_is_taken_unless_it_changes_once_more(client, table, colleague):
    colleague_saves(table, colleague, actions=40)
    assert save(client, {"actions": "46"}, {"actions": "40"}).status_code == 200
    colleague_saves(table, colleague, actions=41)
    assert save(client, {"actions": "47"}, {"actions": "46"}).status_code == 409
    assert stored(table) == {"actions": "41"}


def test_the_same_again_is_no_conflict_and_no_version(client, table):
    """The answer to the first one was lost on the way."""
    for _ in range(2):
        answer = save(client, {"actions": "46"}, {"actions": ""})
    assert (answer.status_code, answer.json()["version"], answer.json()["saved"]) == (200, 2, [])


@pytest.mark.parametrize(
    ("was", "status"),
    [("1,240", 200), ("1240.0", 200), ("１２４０", 200), ("", 409), ("1", 409), ("x", 409)],
)
def test_the_base_is_read_like_a_figure(client, table, was, status):
    cast.fill(table, {"actions": 1240})
    assert save(client, {"actions": "46"}, {"actions": was}).status_code == status


def test_of_increments_the_base_is_the_cumulative_figure(client):
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, {"actions": 20})
    cast.submit(first)
    second = cast.report(cast.open_period())
    cast.fill(second, {"actions": 25})
    answer = save(client, {"actions": "6", "entry": "increment"}, {"actions": "25"})
    assert (answer.status_code, stored(second)) == (200, {"actions": "26"})


def test_two_people_explain_one_finding(client, table, colleague):
    client.post(URL, {"version": "1"} | ODD)
    table.refresh_from_db()
    table.save_draft(
        by=colleague,
        version=table.version,
        figures=table.figures,
        cut_off_on=table.cut_off_on,
        filled_by=table.filled_by,
        explanations={D1: Explanation("carried_over", "")},
    )
    names = (f"reason-{D1}", f"text-{D1}")
    was = dict.fromkeys(names, "")
    assert save(client, {names[1]: "含上年结转的2件"}, was).status_code == 200
    explained = Report.objects.get(pk=table.pk).explained
    assert explained == {D1: Explanation("carried_over", "含上年结转的2件")}
    answer = save(client, {names[0]: "other"}, was)
    assert conflict_rows(html.read(answer.json()["conflict"]))[0][:3] == [
        "说明类别：商标侵权案件 · 结案",
        "其他",
        "含上年结转",
    ]


def test_what_a_workbook_changed_is_told_of_whoever_took_it_over(client, table):
    save(client, {"filled_by": "张三"}, {"filled_by": ""})
    day = table.period.ends_on
    entry = TakeOver(table.pk, 2, Figures({"actions": 40}), day, "表.xlsx", b"a table")
    at = cast.moment(date(2021, 6, 21), 9)
    assert take_over([entry], by=cast.reviewer(), at=at) == {}
    texts = {"actions": "46", "cut_off_on": "2021-06-25", "filled_by": "李四"}
    answer = save(client, texts, dict.fromkeys(texts, "")).json()
    assert [(each["name"], each["by"]) for each in answer["conflicts"]] == [
        ("actions", "市局审核员"),
        ("cut_off_on", "市局审核员"),
        ("filled_by", "川汇区填报员"),
    ]


def test_who_changed_what_is_forgotten_with_the_submission(client, table):
    save(client, {"actions": "46", "officers": "92"}, {"actions": "", "officers": ""})
    table.refresh_from_db()
    clerk = cast.clerk(table.unit).pk
    at = int(table.saved_at.timestamp())
    assert table.last_changes == {"actions": [clerk, at], "officers": [clerk, at]}
    cast.submit(table)
    assert Report.objects.get(pk=table.pk).last_changes == {}


def test_a_closed_table_takes_no_cell(client, table):
    cast.submit(table)
    answer = save(client, {"actions": "46"}, {"actions": ""})
    assert (answer.status_code, answer.json()["message"]) == (
        409,
        "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。",
    )


# --- The whole page, without scripts -------------------------------------------------------------


def test_the_page_carries_what_it_is_built_on(client, table):
    cast.fill(table, {"actions": 46, "trademark-value": 0})
    assert base(form(client.get(URL))) == {
        "actions": "46",
        "trademark-value": "0",
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
    }


def test_two_whole_pages_are_put_together(client, table, colleague):
    page = form(client.get(URL))
    colleague_saves(table, colleague, officers=90)
    response = client.post(page["action"], page.values | {"actions": "46"})
    assert (response.status_code, stored(table)) == (303, {"actions": "46", "officers": "90"})


def test_what_the_page_offers_gives_way_to_what_somebody_stored(client, table, colleague):
    """Nobody typed the day and the name that stand in a blank table's head."""
    page = form(client.get(URL))
    table.save_draft(
        by=colleague,
        version=1,
        figures=table.figures,
        cut_off_on=date(2021, 6, 25),
        filled_by="李四",
    )
    assert client.post(page["action"], page.values | {"actions": "46"}).status_code == 303
    table.refresh_from_db()
    assert (table.cut_off_on, table.filled_by) == (date(2021, 6, 25), "李四")


@pytest.fixture
def in_conflict(client, table, colleague):
    page = form(client.get(URL))
    colleague_saves(table, colleague, actions=40, officers=90)
    mine = {"actions": "46", "officers": "92", "trademark-filed": "10", "filled_by": "张三"}
    return client.post(page["action"], page.values | mine)


def test_a_conflict_shows_both_sides_and_all_else_is_saved(in_conflict, table):
    assert in_conflict.status_code == 409
    assert conflict_rows(html.read(in_conflict)) == [
        ["开展执法行动", "46", "40", "新来的填报员 2021年6月21日 09:00"],
        ["出动执法人员", "92", "90", "新来的填报员 2021年6月21日 09:00"],
    ]
    values = in_inputs(form(in_conflict))
    assert {name: values[name] for name in values if values[name]} == {
        "actions": "46",
        "officers": "92",
        "trademark-filed": "10",
        "cut_off_on": "2021-06-30",
        "filled_by": "张三",
        "version": "3",
        "entry": "cumulative",
    }
    assert stored(table) == {"actions": "40", "officers": "90", "trademark-filed": "10"}


def choices(response) -> dict[str, list[str]]:
    section = html.read(response).find("section", class_="conflict")
    radios = section.all("input", type="radio")
    names = dict.fromkeys(radio["name"] for radio in radios)
    return {name: [each["value"] for each in radios if each["name"] == name] for name in names}


def test_it_is_decided_cell_by_cell(client, in_conflict, table):
    assert choices(in_conflict) == {
        "decide-actions": ["stored", "mine:40"],
        "decide-officers": ["stored", "mine:90"],
    }
    page = form(in_conflict)
    decided = {"decide-actions": "mine:40", "decide-officers": "stored"}
    response = client.post(page["action"], page.values | decided)
    assert response.status_code == 303
    assert stored(table) == {"actions": "46", "officers": "90", "trademark-filed": "10"}


def test_what_is_not_decided_is_asked_again(client, in_conflict, table):
    page = form(in_conflict)
    response = client.post(page["action"], page.values | {"decide-officers": "stored"})
    assert (response.status_code, list(choices(response))) == (409, ["decide-actions"])
    assert stored(table)["actions"] == "40"


def test_a_decision_about_a_figure_that_is_not_there_any_more_is_asked_again(
    client, in_conflict, table, colleague
):
    colleague_saves(table, colleague, actions=41)
    page = form(in_conflict)
    decided = {"decide-actions": "mine:40", "decide-officers": "stored"}
    response = client.post(page["action"], page.values | decided)
    assert choices(response) == {"decide-actions": ["stored", "mine:41"]}
    assert stored(table)["actions"] == "41"


@pytest.mark.parametrize("was", ["", "x", "[]", '{"actions": 46}', '{"actions": null}', "46"])
def test_a_base_that_cannot_be_read_is_none(client, table, was):
    cast.fill(table, {"actions": 40})
    response = client.post(URL, {"version": "1", "actions": "46", "was": was})
    assert (response.status_code, stored(table)) == (409, {"actions": "40"})


# --- Submitting ----------------------------------------------------------------------------------


def test_what_the_clerk_has_not_seen_is_not_submitted(client, table, colleague):
    page = form(client.get(URL))
    colleague_saves(table, colleague, officers=92)
    sent = page.values | {"actions": "46", "blank_as_zero": "on"}
    response = client.post(f"{URL}submit/", sent)
    section = html.read(response).find("section", class_="conflict")
    assert (response.status_code, section.find("p").text) == (
        409,
        "没有报送。您打开本页之后，表中另有 1 处改动，现已显示在本页；您填的内容已保存。"
        "请核对后再报送。",
    )
    assert [row.texts for row in section.find("tbody").all("tr")] == [
        ["出动执法人员", "92", "新来的填报员 2021年6月21日 09:00"]
    ]
    assert (stored(table), Report.objects.get(pk=table.pk).status) == (
        {"actions": "46", "officers": "92"},
        "draft",
    )
    shown = form(response).values | {"blank_as_zero": "on"}
    assert client.post(f"{URL}submit/", shown).status_code == 303
    assert Report.objects.get(pk=table.pk).status == "submitted"


def test_a_page_that_holds_just_what_is_stored_is_submitted(client, table):
    """Whoever saved it: nothing of it is unseen."""
    page = form(client.get(URL))
    mine = page.values | {"actions": "46", "officers": "92", "blank_as_zero": "on"}
    client.post(page["action"], mine)
    assert client.post(f"{URL}submit/", mine).status_code == 303
    assert Report.objects.get(pk=table.pk).status == "submitted"
