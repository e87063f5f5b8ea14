"""12件 typed on the table page: POST /reports/<unit>/<year>/q<n>/."""

import json

import pytest

from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import URL, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

NOTE = "“12件”的数字后写有单位“件”，已读作 12。"
YUAN = "“155400元”写的单位是“元”，此格的单位是万元。请换算成万元，只填数字。"


def figures(table) -> dict:
    return {
        name: text for name, text in cast.report(table.period).figures.as_text().items() if text
    }


def test_it_is_stored_as_the_number_and_said_so(client, table):
    response = client.post(URL, {"version": "1", "trademark-filed": "12件"}, follow=True)
    page = html.read(response)
    assert page.find("p", class_="info").text == f"商标侵权案件 · 立案：{NOTE}"
    assert page.find("form", id="table-form").values["trademark-filed"] == "12"
    assert figures(table) == {"trademark-filed": "12"}


def test_the_autosave_says_so_beside_the_findings(client, table):
    texts = {"trademark-filed": "12件", "trademark-closed": "3"}
    answer = json.loads(save(client, texts, HTTP_ACCEPT="application/json").content)
    assert answer["problems"] == {}
    assert "trademark-filed" in answer["findings"]
    assert NOTE in answer["findings"]


def test_so_does_a_submission(client, table):
    posted = {"version": "1", "trademark-filed": "12件", "trademark-value": "3.5万元"}
    posted |= {"actions": "46次", "officers": "152人次", "filled_by": "张三"}
    response = client.post(f"{URL}submit/", posted | {"blank_as_zero": "on"}, follow=True)
    infos = [each.text for each in html.read(response).all("p", class_="info")]
    assert infos == [
        "开展执法行动：“46次”的数字后写有单位“次”，已读作 46。",
        "出动执法人员：“152人次”的数字后写有单位“人次”，已读作 152。",
        f"商标侵权案件 · 立案：{NOTE}",
        "商标侵权案件 · 涉案金额：“3.5万元”的数字后写有单位“万元”，已读作 3.5。",
    ]
    assert cast.report(table.period).status == "submitted"


def test_yuan_is_not_taken_for_ten_thousand_yuan(client, table):
    response = save(client, {"trademark-value": "155400元", "actions": "5"})
    page = html.read(led_back(response))
    assert page.find("span", id="trademark-value-problem").text == YUAN
    assert page.find("form", id="table-form").values["trademark-value"] == "155400元"
    assert figures(table) == {"actions": "5"}
