"""Explaining what is unusual on the table page, from the finding to the edition."""

import pytest

from statistics.checks.explanations import Explanation
from statistics.models import Edition, Report
from tests import cast, html

pytestmark = pytest.mark.django_db

TABLE = "/reports/411602/2021/q2/"
SUBMIT = f"{TABLE}submit/"
NOTHING_NEW = f"{TABLE}nothing-new/"
ODD = {"actions": "20", "officers": "40", "trademark-filed": "1", "trademark-closed": "3"}
ODD |= {"trademark-value": "9"}
D1 = "D1-trademark-closed"
SAID = {f"reason-{D1}": "carried_over", f"text-{D1}": "含上年结转的2件"}
HEAD = {"filled_by": "张三", "cut_off_on": "2021-06-25", "blank_as_zero": "on"}
SAYS = "商标侵权案件 · 结案：现填 3 件，应不超过立案 1 件，多 2 件"


@pytest.fixture
def table():
    return cast.report(cast.open_period())


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


def post(client, url=TABLE, **texts):
    version = Report.objects.get(unit__code=cast.CHUANHUI, period__quarter=2).version
    return client.post(url, HEAD | {"version": version} | texts)


def submit(client, texts):
    return post(client, SUBMIT, **texts)


def stored(table) -> Report:
    return Report.objects.with_table().get(pk=table.pk)


def finding(response, key: str) -> html.Element:
    fields = html.read(response).find("textarea", id=f"text-{key}")
    [box] = [each for each in html.read(response).all("div", class_="finding")
             if each.all("textarea", id=fields["id"])]  # fmt: skip
    return box


# --- At its place --------------------------------------------------------------------------------


def test_a_finding_has_a_place_to_explain_it(client, table):
    box = finding(submit(client, ODD), D1)
    assert box["class"] == "finding explain"
    assert [option.text for option in box.all("option")][:3] == ["请选择", "含上年结转", "案由调整"]
    assert box.find("p", class_="answer").text == "请选择说明类别，写明情况。"
    assert stored(table).status == "draft"


def test_the_submission_says_how_many_are_left(client, table):
    response = submit(client, ODD)
    assert response.status_code == 422
    assert html.read(response).find("p", class_="error").text == (
        "还不能报送。有 1 处需要核实：数字有误的请改正，属实的请在该处说明情况。填好的内容已保存。逐处查看"
    )


def test_it_is_kept_in_the_draft_word_by_word_good_or_not(client, table):
    post(client, **ODD, **{f"reason-{D1}": "", f"text-{D1}": "上年"})
    assert stored(table).explained == {D1: Explanation(text="上年")}
    box = finding(client.get(TABLE), D1)
    assert box.find("textarea").text == "上年"
    assert box.find("p", class_="answer").text == "请选择说明类别。"


def test_explained_it_is_reported_and_frozen_in_the_edition(client, table):
    response = submit(client, ODD | SAID)
    assert (response.status_code, response["location"]) == (302, TABLE)
    assert Edition.objects.get().content["explanations"] == {
        D1: {"reason": "carried_over", "text": "含上年结转的2件", "says": SAYS}
    }
    page = html.read(client.get(TABLE))
    assert page.find("ul", class_="explanations").text == (f"{SAYS}。含上年结转：含上年结转的2件")
    editions = html.read(client.get(f"{TABLE}editions/"))
    assert editions.find("ul", class_="explanations").text == f"{SAYS}。含上年结转：含上年结转的2件"


def test_what_explains_nothing_does_not_lift_it(client, table):
    response = submit(client, ODD | SAID | {f"text-{D1}": "经核实数据无误"})
    assert response.status_code == 422
    assert finding(response, D1).find("p", class_="answer").text == (
        "“经核实数据无误”没有说出原因，请写明是什么情况，例如“含上年结转 2 件”。"
    )
    assert stored(table).explained[D1].text == "经核实数据无误"


def test_what_is_missing_in_blank_cells_is_not_asked_before_submitting(client, table):
    post(client, **{"actions": "20", "trademark-filed": "1"})
    assert html.read(client.get(TABLE)).find("div", id="findings").texts == []
    asked = html.read(submit(client, {})).find("div", id="findings").all("textarea")
    assert [each["id"] for each in asked] == ["text-A3-actions", "text-D4-trademark-value"]


def test_once_asked_it_stays_on_the_page_that_is_saved_again(client, table):
    post(client, actions="20")
    values = html.read(submit(client, {})).find("form", id="table-form").values
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
        (f"text-{D1}", "字" * 301, "情况说明有 301 个字，最多 300 个，请写得短一些。"),
    ],
)
def test_what_cannot_be_taken_is_named_and_all_else_is_stored(client, table, name, text, sentence):
    response = submit(client, ODD | {name: text})
    page = html.read(response)
    problem = page.find("div", id="findings").all("div", class_="finding")[0]
    assert (response.status_code, problem.find("p").text) == (422, sentence)
    assert problem.find("a")["href"] == f"#{name}"
    report = stored(table)
    assert (report.status, report.explanations, report.actions) == ("draft", {}, 20)


def test_what_no_one_can_see_and_line_breaks_are_left_out(client, table):
    post(client, **ODD, **{f"text-{D1}": "含上年\x00结\u202e转\r\n 的2件"})
    assert stored(table).explained[D1].text == "含上年结转 的2件"


def test_an_explanation_of_what_holds_is_dropped_and_said_so(client, table):
    right = ODD | {"trademark-closed": "1"}
    post(client, **right, **SAID)
    told = "商标侵权案件 · 结案：审核关系已成立，写过的情况说明不再需要，不会随表报送。"
    assert html.read(client.get(TABLE)).find("div", id="findings").text == told
    page = html.read(client.post(SUBMIT, {"blank_as_zero": "on"}, follow=True))
    assert page.find("p", class_="info").text == (
        "商标侵权案件 · 结案：不需要说明，写过的情况说明没有随表报送。"
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
    assert response.status_code == 302
    assert stored(table).explained == {D1: Explanation("carried_over", "含上年结转的2件")}
    assert submit(client, {}).status_code == 302


def test_what_was_not_explained_last_time_cannot_stand_again(client, table):
    page = html.read(post(client, **ODD, reuse=D1))
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
    assert submit(client, CORRECTED).status_code == 302
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
    assert submit(client, SAID).status_code == 302


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


# --- Given back ----------------------------------------------------------------------------------


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
    assert field["aria-describedby"] == "trademark-filed-remark"
    assert page.find("ul", class_="remarks").texts == [
        "商标侵权案件 · 立案（当时 1）：与附件不符",
        "商标侵权案件 · 涉案金额（当时 9）：是否为元",
    ]


def test_an_unchanged_table_is_not_reported_again(client, given_back):
    response = submit(client, ODD | SAID)
    assert response.status_code == 422
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
    assert response.status_code == 302
    latest = Edition.objects.filter(report=given_back).order_by("number").last()
    assert latest.content["reply"] == "立案数以文书为准，附件漏列一件"


def test_a_reply_that_is_too_long_is_named_and_nothing_is_lost(client, given_back):
    response = submit(client, {"reply": "字" * 301})
    assert response.status_code == 422
    assert html.read(response).find("input", id="reply")["value"] == "字" * 301
    assert "答复有 301 个字，最多 300 个，请写得短一些。" in html.read(response).find("main").text


def test_a_stale_save_shows_both_explanations_and_changes_nothing(client, table):
    post(client, **ODD, **SAID)
    stale = HEAD | {"version": "1", f"reason-{D1}": "other", f"text-{D1}": "另有其他的原因"}
    response = client.post(TABLE, stale)
    rows = html.read(response).find("section", class_="conflict").find("tbody").all("tr")
    assert (response.status_code, [row.texts for row in rows]) == (
        409,
        [["情况说明：商标侵权案件 · 结案", "其他，另有其他的原因", "含上年结转，含上年结转的2件"]],
    )
    assert stored(table).explained[D1].text == "含上年结转的2件"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("无", "答复市局只写了 1 个字，至少写 6 个字：什么原因，涉及几件或多少金额。"),
        (
            "经核实数据无误",
            "“经核实数据无误”没有说出原因，请写明是什么情况，例如“含上年结转 2 件”。",
        ),
    ],
)
def test_a_reply_that_says_nothing_is_none(client, given_back, reply, why):
    response = submit(client, {"reply": reply})
    assert response.status_code == 422
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
    assert (response.status_code, stored(given_back).status) == (422, "draft")


def test_the_script_hears_of_a_stale_explanation(client, table):
    post(client, **ODD, **SAID)
    stale = HEAD | {"version": "1"} | ODD | {f"reason-{D1}": "", f"text-{D1}": ""}
    response = client.post(TABLE, stale, headers={"accept": "application/json"})
    assert response.status_code == 409
    current = response.json()["current"]
    assert {name: text for name, text in current.items() if name.endswith(D1)} == {
        f"reason-{D1}": "carried_over",
        f"text-{D1}": "含上年结转的2件",
        f"right-{D1}": "",
    }


def test_what_is_dropped_anyway_is_no_rework(client, given_back):
    """An explanation of a relation that holds."""
    response = submit(client, ODD | SAID | {"reason-D2-trademark-transferred": "other"})
    assert (response.status_code, stored(given_back).status) == (422, "returned")


# --- Half requests, and requests that come twice -------------------------------------------------


def test_a_forged_key_alone_is_refused_as_well(client, table):
    cast.fill(table, {"actions": 20, "officers": 40})
    data = {"version": "2", "blank_as_zero": "on", "text-X9-actions": "含上年结转的2件"}
    response = client.post(SUBMIT, data)
    assert (response.status_code, stored(table).status) == (422, "draft")


def test_the_same_submission_twice_is_one_also_with_what_was_dropped(client, table):
    data = HEAD | {"version": "1"} | ODD | {"trademark-closed": "1"} | SAID
    assert [client.post(SUBMIT, data).status_code for _ in range(2)] == [302, 302]
    assert Edition.objects.count() == 1


def test_nothing_new_tells_what_could_not_be_read(client, table, first_quarter):
    response = post(client, NOTHING_NEW, actions="五十三")
    assert (response.status_code, stored(table).figures["actions"]) == (422, None)


def test_where_nothing_was_given_back_there_is_no_reply(client, table):
    post(client, **ODD, reply="没有什么可答复的")
    assert stored(table).reply == ""


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
