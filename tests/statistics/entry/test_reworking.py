"""A table that was given back: remarks at its cells, what became of them, and a reply."""

import pytest

from statistics.models import Edition
from tests import cast, html
from tests.statistics.entry.explaining import (
    D1,
    HEAD,
    ODD,
    SAID,
    SUBMIT,
    TABLE,
    post,
    stored,
    submit,
)
from tests.statistics.entry.leading import led_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def given_back(client, table):
    submit(client, ODD | SAID)
    remarks = [("trademark-filed", "与附件不符"), ("trademark-value", "是否为元")]
    cast.send_back(stored(table), reason="请核对案件数", remarks=remarks)
    return table


def test_remarks_stand_at_their_cells(client, given_back):
    page = html.read(client.get(TABLE))
    assert page.find("td", **{"data-cell": "trademark-filed"}).find(
        "small", class_="remark"
    ).text == ("批注 与附件不符")
    field = page.find("input", id="trademark-filed")
    assert field["aria-describedby"] == "says-D1-trademark-closed trademark-filed-remark"
    assert page.find("ul", class_="remarks").texts == [
        "商标侵权案件 · 立案（当时 1）：与附件不符",
        "商标侵权案件 · 涉案金额（当时 9）：是否为元",
    ]


def test_an_unchanged_table_is_not_reported_again(client, given_back):
    response = led_back(submit(client, ODD | SAID))
    assert html.read(response).find("section", class_="conflict").find("p").text == (
        "没有报送。退回之后这张表没有任何改动。请按退回原因改正；"
        "数字确实无误的，在“答复市局”中写明理由。"
    )
    assert stored(given_back).status == "returned"


def test_the_resubmission_says_what_became_of_the_remarks(client, given_back):
    page = html.read(
        client.post(
            SUBMIT, HEAD | {"version": "4", "trademark-filed": "2", "actions": "19"}, follow=True
        )
    )
    told = [message.text for message in page.all("p", class_="success")]
    assert (
        "已报送2021年二季度的统计表，等待市局审核。批注的 2 格中 1 格已改，另改 1 格。请打印盖章后留存。"
        in told
    )


def test_who_stands_by_the_figures_replies(client, given_back):
    response = submit(client, {"reply": "立案数以文书为准，附件漏列一件"})
    assert response.status_code == 303
    latest = Edition.objects.filter(report=given_back).order_by("number").last()
    assert latest.content["reply"] == "立案数以文书为准，附件漏列一件"


def test_a_reply_that_is_too_long_is_named_and_nothing_is_lost(client, given_back):
    response = led_back(submit(client, {"reply": "字" * 301}))
    assert html.read(response).find("input", id="reply")["value"] == "字" * 301
    assert "答复有 301 个字，最多 300 个，请精简。" in html.read(response).find("main").text


def test_a_stale_save_shows_both_explanations_and_changes_nothing(client, table):
    post(client, **ODD, **SAID)
    stale = HEAD | {"version": "1", f"reason-{D1}": "other", f"text-{D1}": "另有其他的原因"}
    response = client.post(TABLE, stale)
    rows = html.read(response).find("section", class_="conflict").find("tbody").all("tr")
    assert (response.status_code, [row.texts[:3] for row in rows]) == (
        409,
        [
            ["说明类别：商标侵权案件 · 结案", "其他", "含上年结转"],
            ["情况说明：商标侵权案件 · 结案", "另有其他的原因", "含上年结转的2件"],
        ],
    )
    assert stored(table).explained[D1].text == "含上年结转的2件"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("无", "答复市局只写了 1 个字，至少写 6 个字：什么原因，涉及几件或多少金额。"),
        (
            "经核实数据无误",
            "“经核实数据无误”未说明原因，请写明是什么情况，例如“含上年结转 2 件”。",
        ),
    ],
)
def test_a_reply_that_says_nothing_is_none(client, given_back, reply, why):
    response = led_back(submit(client, {"reply": reply}))
    sentence = html.read(response).find("section", class_="conflict").find("p").text
    assert sentence == f"没有报送。退回之后这张表没有任何改动。{why}"
    assert stored(given_back).status == "returned"


def test_withdrawing_it_again_does_not_make_it_forgotten(client, given_back):
    submit(client, {"trademark-filed": "2", "trademark-closed": "3"})
    client.post(f"{TABLE}withdraw/")
    page = html.read(client.get(TABLE))
    assert page.find("div", class_="returned").all("p")[0].text == "市局退回：请核对案件数"
    assert len(page.all("small", class_="remark")) == 2
    response = submit(client, ODD | SAID)
    assert (response.status_code, stored(given_back).status) == (303, "draft")


def test_the_script_hears_of_a_stale_explanation(client, table):
    post(client, **ODD, **SAID)
    stale = HEAD | {"version": "1"} | ODD | {f"reason-{D1}": "", f"text-{D1}": ""}
    response = client.post(TABLE, stale, headers={"accept": "application/json"})
    assert response.status_code == 409
    told = response.json()["conflicts"]
    assert {each["name"]: (each["stored"], each["yours"]) for each in told} == {
        f"reason-{D1}": ("carried_over", ""),
        f"text-{D1}": ("含上年结转的2件", ""),
    }


def test_what_is_dropped_anyway_is_no_rework(client, given_back):
    """An explanation of a relation that holds."""
    response = submit(client, ODD | SAID | {"reason-D2-trademark-transferred": "other"})
    assert (response.status_code, stored(given_back).status) == (303, "returned")


def test_where_nothing_was_given_back_there_is_no_reply(client, table):
    post(client, **ODD, reply="没有什么可答复的")
    assert stored(table).reply == ""
