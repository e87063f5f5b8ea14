"""Explanations that rest on last period: repeated, a fall, 更正上期, 本期无新增."""

import pytest

from statistics.checks.explanations import Explanation
from statistics.models import Edition
from tests import cast, html
from tests.statistics.entry.explaining import (
    D1,
    NOTHING_NEW,
    ODD,
    SAID,
    TABLE,
    finding,
    post,
    stored,
    submit,
)
from tests.statistics.entry.leading import led_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- Last period's -------------------------------------------------------------------------------


@pytest.fixture
def first_quarter(client, table):
    """Reported with the same relation broken, and explained."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, {name: int(text) for name, text in ODD.items()})
    first.save_draft(
        by=cast.clerk(first.unit),
        version=first.version,
        figures=first.figures,
        cut_off_on=first.cut_off_on,
        filled_by="张三",
        explanations={D1: Explanation("carried_over", "含上年结转的2件")},
    )
    cast.submit(first)
    return first


MORE = ODD | {"actions": "21", "officers": "42"}


def test_last_period_s_is_offered_and_explains_nothing_by_itself(client, table, first_quarter):
    box = finding(submit(client, MORE), D1)
    assert box.find("p", class_="last").text == (
        "上期说明：含上年结转，含上年结转的2件 情况仍然如此，沿用"
    )
    assert box.find("p", class_="answer").text == "请选择说明类别，写明情况。"


def test_it_stands_again_when_it_is_confirmed(client, table, first_quarter):
    response = post(client, **MORE, **{f"reason-{D1}": "", f"text-{D1}": "", "reuse": D1})
    assert response.status_code == 303
    assert stored(table).explained == {D1: Explanation("carried_over", "含上年结转的2件")}
    assert submit(client, {}).status_code == 303


def test_what_was_not_explained_last_time_cannot_stand_again(client, table):
    page = html.read(led_back(post(client, **ODD, reuse=D1)))
    [problem] = [e for e in page.all("div", class_="finding") if "mandatory" in e["class"]]
    assert problem.find("p").text == "上期没有这一处的情况说明，请直接填写。"


# --- A fall --------------------------------------------------------------------------------------


FELL = ODD | {"actions": "19", "officers": "40"} | SAID
Q1 = "Q1-actions"
CORRECTED = {
    f"reason-{Q1}": "correction",
    f"right-{Q1}": "18",
    f"text-{Q1}": "上期把两次检查重复计算",
}


def test_a_fall_can_be_a_slip_of_last_period(client, table, first_quarter):
    before = first_quarter.figures
    box = finding(submit(client, FELL), Q1)
    assert box.find("p", class_="right").text == "上期应为 原报 20；选“更正上期”时填"
    assert submit(client, CORRECTED).status_code == 303
    kept = Edition.objects.get(report=table).content["explanations"][Q1]
    assert kept == {
        "reason": "correction",
        "right": "18",
        "old": "20",
        "text": "上期把两次检查重复计算",
        "says": "开展执法行动：现填 19 次，累计数应不少于上期 20 次，少 1 次",
        "needs_reviewer": True,
    }
    assert stored(first_quarter).figures == before  # nothing earlier is rewritten


def test_the_correction_is_told_in_the_records_of_both_periods(client, table, first_quarter):
    submit(client, FELL | CORRECTED)
    told = "开展执法行动上期原报 20，应为 18（上期把两次检查重复计算）"
    earlier = html.read(client.get("/reports/411602/2021/q1/editions/"))
    assert earlier.all("section", class_="edition")[0].texts == [
        "以后的更正",
        f"二季度报送时更正：{told}。",
    ]
    own = html.read(client.get(f"{TABLE}editions/")).find("ul", class_="explanations").text
    assert "更正上期（上期原报 20，应为 18）：上期把两次检查重复计算" in own


def test_a_right_figure_that_cannot_be_is_told_at_its_place(client, table, first_quarter):
    box = finding(submit(client, FELL | CORRECTED | {f"right-{Q1}": "20"}), Q1)
    assert box.find("p", class_="answer").text == (
        "上期应为 20，与上期原报相同，没有更正。请改填，或另选说明类别。这一条还须市局审核人认可。"
    )


# --- 本期无新增 ----------------------------------------------------------------------------------


def test_nothing_new_in_one_click(client, table, first_quarter):
    button = [
        each for each in html.read(client.get(TABLE)).all("button") if each.text == "本期无新增"
    ]
    assert [each["formaction"] for each in button] == [NOTHING_NEW]
    page = html.read(client.post(NOTHING_NEW, {"version": "1"}, follow=True))
    assert page.find("p", class_="success").text == (
        "已填入上期累计数，并说明“本期无新增”。核对后请点“检查并报送”。"
    )
    report = stored(table)
    assert report.figures == first_quarter.figures
    assert report.explained["Q4-actions"] == Explanation("nothing_new", "本期无新增")
    assert submit(client, SAID).status_code == 303


def test_it_never_writes_over_what_was_typed(client, table, first_quarter):
    response = post(client, NOTHING_NEW, actions="25")
    assert response.status_code == 409
    assert html.read(response).find("section", class_="conflict").find("p").text == (
        "没有填入上期数。表中已有与上期不同的数字，没有改动；本期有新增的，请照常填报。"
    )
    assert stored(table).figures["actions"] == 25


def test_without_an_earlier_period_there_is_nothing_to_repeat(client, table):
    assert [b for b in html.read(client.get(TABLE)).all("button") if b.text == "本期无新增"] == []
    response = client.post(NOTHING_NEW, {"version": "1"})
    assert response.status_code == 409
    assert "本年度没有更早的报送，没有上期数可填。" in html.read(response).find("main").text


def test_nothing_new_tells_what_could_not_be_read(client, table, first_quarter):
    response = post(client, NOTHING_NEW, actions="五十三")
    assert (response.status_code, stored(table).figures["actions"]) == (303, None)


# --- What counts of last period is what was reported ---------------------------------------------


@pytest.fixture
def reopened(first_quarter):
    """The first quarter is being corrected while the second is filled in."""
    cast.approve(first_quarter)
    first_quarter.reopen(by=cast.reviewer(), edition=2, reason="更正行动数")
    cast.fill(first_quarter, {"actions": 45, "officers": 90})
    return first_quarter


def test_a_fall_is_against_what_was_reported_not_what_is_being_typed(client, table, reopened):
    submit(client, FELL | CORRECTED)
    kept = Edition.objects.get(report=table).content["explanations"][Q1]
    assert (kept["old"], kept["says"]) == (
        "20",
        "开展执法行动：现填 19 次，累计数应不少于上期 20 次，少 1 次",
    )


def test_what_was_not_submitted_is_not_offered(client, table, first_quarter):
    first_quarter.withdraw(by=cast.clerk(first_quarter.unit))
    first_quarter.save_draft(
        by=cast.clerk(first_quarter.unit),
        version=first_quarter.version,
        figures=first_quarter.figures,
        cut_off_on=first_quarter.cut_off_on,
        filled_by="张三",
        explanations={D1: Explanation("carried_over", "改过而没有报送的话")},
    )
    box = finding(submit(client, MORE), D1)
    assert box.all("p", class_="last") == []


def test_a_right_figure_is_kept_as_a_figure(client, table, first_quarter):
    submit(client, FELL | CORRECTED | {f"right-{Q1}": " １８ "})
    assert Edition.objects.get(report=table).content["explanations"][Q1]["right"] == "18"
