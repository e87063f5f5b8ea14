"""Explaining what is unusual on the table page, from the finding to the edition."""

import pytest

from statistics.checks.explanations import Explanation
from statistics.models import Edition
from tests import cast, html
from tests.statistics.entry.explaining import (
    D1,
    HEAD,
    ODD,
    SAID,
    SUBMIT,
    TABLE,
    finding,
    post,
    stored,
    submit,
)
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.table_page import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

SAYS = "商标侵权案件 · 结案：现填 3 件，应不超过立案 1 件，多 2 件"

# --- At its place --------------------------------------------------------------------------------


def test_a_finding_has_a_place_to_explain_it(client, table):
    box = finding(submit(client, ODD), D1)
    assert box["class"] == "finding explain"
    assert [option.text for option in box.all("option")][:3] == ["请选择", "含上年结转", "案由调整"]
    assert box.find("p", class_="answer").text == "请选择说明类别，写明情况。"
    assert stored(table).status == "draft"


def test_the_submission_says_how_many_are_left(client, table):
    response = led_back(submit(client, ODD))
    assert html.read(response).find("p", class_="error").text == (
        "暂不能报送。有 1 处需要核实：数字有误的请改正，属实的请在该处说明情况。填好的内容已保存。逐处查看"
    )


def test_it_is_kept_in_the_draft_word_by_word_good_or_not(client, table):
    post(client, **ODD, **{f"reason-{D1}": "", f"text-{D1}": "上年"})
    assert stored(table).explained == {D1: Explanation(text="上年")}
    box = finding(client.get(TABLE), D1)
    assert box.find("textarea").text == "上年"
    assert box.find("p", class_="answer").text == "请选择说明类别。"


def test_explained_it_is_reported_and_frozen_in_the_edition(client, table):
    response = submit(client, ODD | SAID)
    assert (response.status_code, response["location"]) == (303, TABLE)
    assert Edition.objects.get().content["explanations"] == {
        D1: {"reason": "carried_over", "text": "含上年结转的2件", "says": SAYS}
    }
    page = html.read(client.get(TABLE))
    assert page.find("ul", class_="explanations").text == (f"{SAYS}。含上年结转：含上年结转的2件")
    editions = html.read(client.get(f"{TABLE}editions/"))
    assert editions.find("ul", class_="explanations").text == f"{SAYS}。含上年结转：含上年结转的2件"


def test_what_explains_nothing_does_not_lift_it(client, table):
    response = led_back(submit(client, ODD | SAID | {f"text-{D1}": "经核实数据无误"}))
    assert finding(response, D1).find("p", class_="answer").text == (
        "“经核实数据无误”未说明原因，请写明是什么情况，例如“含上年结转 2 件”。"
    )
    assert stored(table).explained[D1].text == "经核实数据无误"


def test_what_is_missing_in_blank_cells_is_not_asked_before_submitting(client, table):
    post(client, **{"actions": "20", "trademark-filed": "1"})
    assert found(html.read(client.get(TABLE))) == []
    asked = html.read(led_back(submit(client, {}))).all("textarea")
    assert [each["id"] for each in asked] == ["text-A3-actions", "text-D4-trademark-value"]


def test_once_asked_it_stays_on_the_page_that_is_saved_again(client, table):
    post(client, actions="20")
    values = html.read(led_back(submit(client, {}))).find("form", id="table-form").values
    assert values["checked"] == "on"
    response = client.post(TABLE, values | {"officers": "", "market_actions": "x"})
    assert finding(response, "A3-actions")
    answer = client.post(TABLE, values, headers={"accept": "application/json"}).json()
    assert "text-A3-actions" in answer["findings"]


# --- Bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "text-X9-actions",
            "含上年结转的2件",
            "表中没有这一条审核关系，说明没有保存。请刷新本页后再填。",
        ),
        (
            "text-D1-nothing",
            "含上年结转的2件",
            "表中没有这一条审核关系，说明没有保存。请刷新本页后再填。",
        ),
        (f"reason-{D1}", "made_up", "没有“made_up”这个说明类别，请从列表中选择。"),
        (f"text-{D1}", "字" * 301, "情况说明有 301 个字，最多 300 个，请精简。"),
    ],
)
def test_what_cannot_be_taken_is_named_and_all_else_is_stored(client, table, name, text, sentence):
    page = html.read(led_back(submit(client, ODD | {name: text})))
    problem = page.all("div", class_="finding")[0]
    assert problem.find("p").text == sentence
    assert problem.find("a")["href"] == f"#{name}"
    report = stored(table)
    assert (report.status, report.explanations, report.actions) == ("draft", {}, 20)


def test_what_no_one_can_see_and_line_breaks_are_left_out(client, table):
    post(client, **ODD, **{f"text-{D1}": "含上年\x00结\u202e转\r\n 的2件"})
    assert stored(table).explained[D1].text == "含上年结转 的2件"


def test_an_explanation_of_what_holds_is_dropped_and_said_so(client, table):
    right = ODD | {"trademark-closed": "1"}
    post(client, **right, **SAID)
    told = "商标侵权案件 · 结案：此处无需另作说明，已填写的情况说明不随表报送。"
    row = html.read(client.get(TABLE)).find("div", id="told-trademark")
    assert row.text == told
    page = html.read(client.post(SUBMIT, {"blank_as_zero": "on"}, follow=True))
    assert page.find("p", class_="info").text == (
        "商标侵权案件 · 结案：无需说明，已填写的情况说明未随表报送。"
    )
    assert "explanations" not in Edition.objects.get().content


def test_after_the_submission_none_is_taken(client, table):
    submit(client, ODD | SAID)
    before = stored(table).explanations
    response = post(client, **ODD, **SAID | {f"text-{D1}": "又想到一个别的理由"})
    assert (response.status_code, stored(table).explanations) == (409, before)


def test_the_neighbour_explains_nothing_here(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    assert client.post(TABLE, ODD | SAID).status_code == 404
    assert stored(table).explanations == {}


# --- Half requests, and requests that come twice -------------------------------------------------


def test_a_forged_key_alone_is_refused_as_well(client, table):
    cast.fill(table, {"actions": 20, "officers": 40})
    data = {"version": "2", "blank_as_zero": "on", "text-X9-actions": "含上年结转的2件"}
    response = client.post(SUBMIT, data)
    assert (response.status_code, stored(table).status) == (303, "draft")


def test_the_same_submission_twice_is_one_also_with_what_was_dropped(client, table):
    data = HEAD | {"version": "1"} | ODD | {"trademark-closed": "1"} | SAID
    assert [client.post(SUBMIT, data).status_code for _ in range(2)] == [303, 303]
    assert Edition.objects.count() == 1
