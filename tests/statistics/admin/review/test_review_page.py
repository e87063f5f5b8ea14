"""/admin/statistics/report/<id>/change/: one table as the city sees it, and what it decides."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from campaigns.models import Campaign
from statistics.admin.review import review_page
from statistics.form.indicators import CELLS
from statistics.models import Edition, Report, change_rules
from tests import cast, html
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return city.submitted_report()


@pytest.fixture
def client():
    return city.sign_in(cast.reviewer())


def read(client, report):
    return html.read(client.get(city.review_page(report)))


def post(client, report, action, **data):
    return client.post(f"{city.LIST}{report.pk}/{action}/", data)


def forms(page) -> dict[str, dict]:
    """What each form of the page would post, by the last step of its address."""
    return {
        form["action"].split("/")[-2]: form.values
        | {name["name"]: "" for name in form.all("textarea")}
        for form in page.find("main").all("form")
    }


def cell(page, name) -> list[str]:
    """A cell's figure, last period's figure and the increment."""
    place = page.find("td", **{"data-cell": name})
    return [place.find(class_=part).text for part in ("figure", "previous", "increment")]


def cell_figure(page, name) -> str:
    return page.find("td", **{"data-cell": name}).find(class_="figure").text


# --- What it shows -------------------------------------------------------------------------------


def test_the_head(report, client):
    page = read(client, report)
    head = page.find("main").find("div", class_="head")
    assert head.find("h1").text == "川汇区市场监督管理局 · 2021年二季度"
    assert [line.texts for line in head.all("p", class_="facts")] == [
        [
            "统计时间：2021年1月1日至6月30日",
            "填报人：填报员甲",
            "报送：6月28日 10:00，川汇区填报员",
        ],
        ["91 个空白格，填报单位已确认按 0 报送"],
    ]
    assert head.find("div", class_="state").texts == [
        "已报送 6月28日 10:00 起",
        "6月30日截止",
        "跳到审核",
    ]


def test_a_late_table_says_so(client):
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 1})
    cast.submit(report, at=cast.moment(date(2021, 7, 1)))
    state = read(client, report).find("main").find("div", class_="state")
    assert state.texts[0] == "已报送 逾期 7月1日 10:00 起"


def test_a_confirmed_empty_table_is_called_one(client):
    report = cast.report(cast.open_period())
    cast.fill(report, {})
    cast.submit(report)
    facts = read(client, report).find("main").all("p", class_="facts")[1]
    assert facts.texts == ["零报告，已由填报人确认"]


def test_the_table_with_last_period_and_what_is_new(client):
    city.submitted_report(figures={"actions": 40, "trademark-filed": 4}, quarter=1)
    page = read(client, city.submitted_report())
    assert cell(page, "actions") == ["46", "上期 40", "+6"]
    assert cell(page, "trademark-filed") == ["10", "上期 4", "+6"]
    assert cell(page, "trademark-closed") == ["", "上期 —", ""]
    assert page.all("input", name="actions") == []


def test_without_an_earlier_period_it_says_so(report, client):
    notes = [note.text for note in read(client, report).find("main").all("p", class_="since")]
    assert "本年度没有更早的报送，无上期可比。" in notes


def test_findings_are_told_in_words(report, client):
    Report.objects.filter(pk=report.pk).update(market_actions=47)  # behind the model's back
    finding, *unusual = read(client, report).all("div", class_="finding")
    assert finding.texts == [
        "实体经济执法行动强制性审核",
        "现填 47 次，应不超过开展执法行动 46 次，多 1 次。"
        "前者是后者的一部分，请核对两格中填错的一个。",
    ]
    assert {each.find(class_="kind").text for each in unusual} == {"核实性审核"}


def test_what_fell_since_the_last_period_is_told_and_marked(client):
    first = {"actions": 50, "officers": 100, "trademark-filed": 12, "trademark-value": 5}
    city.submitted_report(figures=first, quarter=1)
    now = {"actions": 46, "officers": 152, "trademark-filed": 12, "trademark-value": 5}
    page = read(client, city.submitted_report(figures=now))
    (finding,) = page.all("div", class_="finding")
    assert finding.texts == [
        "开展执法行动核实性审核",
        "现填 46 次，累计数应不少于上期 50 次，少 4 次。"
        "请核对本期数字；撤案、案由调整、复议诉讼改变或上期填错的，写明情况。",
        "其他：Q1-actions系联合执法中的特殊情形 须审核人认可",
    ]
    assert page.find("td", **{"data-cell": "actions"})["class"] == "cell level-explain"


def test_a_total_is_marked_too(client):
    report = city.submitted_report(
        figures={
            "actions": 1,
            "officers": 2,
            "trademark-filed": 1,
            "trademark-value": 5,
            "trademark-rural_market": 2,
        }
    )
    page = read(client, report)
    assert [each.find("a")["href"] for each in page.all("div", class_="finding")] == [
        "#trademark-rural_market",
        "#total-rural_market",
    ]
    assert page.find("td", **{"data-total": "rural_market"})["class"] == "cell total level-explain"


def test_a_table_without_findings_says_so(client):
    figures = {"actions": 46, "officers": 92, "trademark-filed": 1, "trademark-value": 1}
    report = city.submitted_report(figures=figures)
    section = read(client, report).find("section", **{"aria-labelledby": "findings"})
    assert section.texts == ["审核结果", "各项审核关系均成立。"]


def test_a_table_that_nobody_has_touched_is_not_found_fault_with(client):
    report = cast.report(cast.open_period())
    section = read(client, report).find("section", **{"aria-labelledby": "findings"})
    assert section.texts == ["审核结果", "尚未填写。"]


def test_editions_with_their_differences(report, client):
    cast.send_back(report, reason="请核对立案数")
    cast.fill(report, {"actions": 46, "trademark-filed": 12, "trademark-closed": 0})
    cast.submit(report)
    newest, returned, first = read(client, report).all("article", class_="edition")
    assert newest.texts[2:4] == [
        "与上一版相比，2 格有改动：",
        "商标侵权案件 · 立案：10 → 12 商标侵权案件 · 结案：空白 → 0",
    ]
    assert returned.texts[2:4] == ["原因：请核对立案数", "数字与上一版相同。"]
    assert first.texts[:3] == [
        "第 1 版 · 报送",
        "2021年6月28日 10:00，川汇区填报员；空白格已确认按 0 报送 · 看第 1 版的表",
        "首个版本。",
    ]


def test_many_differences_are_folded_away(report, client):
    cast.send_back(report)
    cast.fill(report, dict.fromkeys(CELLS, 0))
    cast.submit(report)
    newest = read(client, report).all("article", class_="edition")[0]
    assert len(newest.all("ul")[0].all("li")) == 20
    assert newest.find("details").find("summary").text == "还有 73 格"
    assert len(newest.find("details").all("li")) == 73


def test_the_next_table_that_waits(client):
    period = cast.open_period()
    for code in (CHUANHUI, HUAIYANG):
        report = cast.report(period, code)
        cast.fill(report, {"actions": 1})
        cast.submit(report)
    link = read(client, cast.report(period)).find("p", class_="next").find("a")
    assert (link.text, link["href"]) == ("淮阳区市场监督管理局", city.review_page(report))


def test_demo_figures_are_labelled(report, client):
    Campaign.objects.update(is_demo=True)
    assert read(client, report).find("p", class_="demo").text.startswith("演示数据")


@pytest.mark.parametrize("number", [1, 12])
def test_queries_do_not_grow_with_editions(client, number, django_assert_num_queries):
    city.submitted_report(quarter=1)
    report = city.submitted_report()
    for _ in range(number):
        cast.send_back(report)
        cast.submit(report)
    with django_assert_num_queries(10):
        assert client.get(city.review_page(report)).status_code == 200


# --- Which buttons there are ---------------------------------------------------------------------


def test_a_submitted_table_can_be_approved_or_returned(report, client):
    assert forms(read(client, report)) == {
        "approve": {"edition": "1"},
        "return": {"edition": "1", "remark-cell": "", "remark-text": "", "reason": ""},
    }


def test_an_approved_table_can_be_reopened(report, client):
    cast.approve(report)
    assert forms(read(client, report)) == {
        "reopen": {"edition": "2", "remark-cell": "", "remark-text": "", "reason": ""}
    }


def test_a_draft_is_marked_and_offers_no_decision(client):
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 46})
    page = read(client, report)
    assert page.find("span", class_="unreported").text == (
        "未报送：以下是填报单位目前保存的数字，还会改动。"
    )
    assert cell_figure(page, "actions") == "46"
    assert forms(page) == {"extend": {"until": "", "reason": ""}}


def test_a_returned_table_says_why(report, client):
    cast.send_back(report, reason="请核对立案数")
    page = read(client, report)
    assert page.find("main").all("p", class_="facts")[1].texts == [
        "尚未重新报送：以下是填报单位目前保存的数字，还会改动。",
        "退回原因：请核对立案数",
    ]
    assert forms(page) == {"extend": {"until": "", "reason": ""}}


@pytest.mark.parametrize("state", ["submitted", "approved", "draft"])
def test_the_auditor_sees_no_button(state):
    report = city.submitted_report() if state != "draft" else cast.report(cast.open_period())
    if state == "approved":
        cast.approve(report)
    assert forms(read(city.sign_in(cast.auditor()), report)) == {}


def test_every_input_has_a_label(report, client):
    page = read(client, report).find("main")
    labels = {label["for"] for label in page.all("label")}
    shown = [
        e for e in page if e.tag in {"input", "textarea"} and e.attributes.get("type") != "hidden"
    ]
    unlabelled = [e for e in shown if "aria-label" not in e.attributes]
    assert {element["id"] for element in unlabelled} == labels


# --- Deciding ------------------------------------------------------------------------------------


def test_approving(report, client):
    response = post(client, report, "approve", edition=1)
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    assert city.messages(client.get(response["Location"])) == ["川汇区市场监督管理局：已审核通过。"]
    report.refresh_from_db()
    assert (report.status, report.reviewed_by) == ("approved", cast.reviewer())


def test_returning(report, client):
    response = post(client, report, "return", edition=1, reason=" 请核对立案数\n")
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    report.refresh_from_db()
    assert (report.status, report.review_reason) == ("returned", "请核对立案数")


def test_reopening(report, client):
    cast.approve(report)
    response = post(client, report, "reopen", edition=2, reason="省局来函更正")
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    report.refresh_from_db()
    assert (report.status, report.review_reason) == ("returned", "省局来函更正")
    assert report.editions.last().event == Edition.Event.REOPENED


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def nothing_happened(report):
    before = (report.status, report.version, report.editions.count())
    report.refresh_from_db()
    return before == (report.status, report.version, report.editions.count())


STALE = "没有执行：您看的不是最新的第 1 版，没有执行“{}”。请看过最新版再定。"


@pytest.mark.parametrize(("action", "label"), [("approve", "审核通过"), ("return", "退回")])
@pytest.mark.parametrize("edition", [None, "", "0", "2", "-1", "x", "１", "1.0", "9" * 40, "\0"])
def test_an_edition_that_was_not_seen(report, client, action, label, edition):
    data = {"reason": "请核对"} | ({} if edition is None else {"edition": edition})
    response = post(client, report, action, **data)
    assert refused(response) == (409, STALE.format(label))
    assert nothing_happened(report)


def test_what_was_typed_is_kept(report, client):
    page = html.read(post(client, report, "return", edition=9, reason="请核对立案数"))
    assert page.find("textarea", name="reason").text == "请核对立案数"


@pytest.mark.parametrize("reason", [None, "", " \t\n"])
def test_returning_needs_a_reason(report, client, reason):
    response = post(
        client, report, "return", edition=1, **({} if reason is None else {"reason": reason})
    )
    assert refused(response) == (422, "没有执行：请写明原因，填报单位要靠它知道改什么。")
    assert nothing_happened(report)


@pytest.mark.parametrize("reason", ["很" * 501, "a\0b"])
def test_a_reason_that_cannot_be_kept(report, client, reason):
    response = post(client, report, "return", edition=1, reason=reason)
    assert response.status_code == 422
    assert nothing_happened(report)


@pytest.mark.parametrize(
    ("state", "action", "sentence"),
    [
        ("draft", "approve", "这张表现在是“填报中”，不能审核通过。"),
        ("draft", "return", "这张表现在是“填报中”，不能退回。"),
        ("draft", "reopen", "这张表现在是“填报中”，不能退回更正。"),
        ("submitted", "reopen", "这张表现在是“已报送”，不能退回更正。"),
        ("returned", "approve", "这张表现在是“已退回”，不能审核通过。"),
        ("returned", "return", "这张表现在是“已退回”，不能退回。"),
        ("returned", "reopen", "这张表现在是“已退回”，不能退回更正。"),
        ("approved", "approve", "这张表现在是“已审核”，不能审核通过。"),
        ("approved", "return", "这张表现在是“已审核”，不能退回。"),
    ],
)
def test_the_wrong_state(client, state, action, sentence):
    report = cast.report(cast.open_period())
    if state != "draft":
        cast.fill(report, {"actions": 1})
        cast.submit(report)
    if state == "returned":
        cast.send_back(report)
    if state == "approved":
        cast.approve(report)
    response = post(client, report, action, edition=report.editions.count(), reason="请核对")
    assert refused(response) == (409, f"没有执行：{sentence}")
    assert nothing_happened(report)


def test_figures_that_arrive_while_the_page_is_put_together(report, client, monkeypatch):
    get = review_page._get

    def get_after_the_unit_sent_new_ones(*arguments):
        report.withdraw(by=cast.clerk(report.unit))
        cast.fill(report, {"actions": 99})
        cast.submit(report)
        return get(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(review_page, "_get", get_after_the_unit_sent_new_ones)
        page = read(client, report)
    assert cell_figure(page, "actions") == "99"
    response = post(client, report, "approve", **forms(page)["approve"])
    assert refused(response) == (
        409,
        "没有执行：您看的不是最新的第 3 版，没有执行“审核通过”。请看过最新版再定。",
    )


def test_nobody_reviews_what_they_submitted(report, client):
    Report.objects.filter(pk=report.pk).update(submitted_by=cast.reviewer())
    assert refused(post(client, report, "approve", edition=1)) == (
        403,
        "没有执行：报送和审核应由两个人完成，您不能审核自己报送的表。",
    )
    assert nothing_happened(report)


# --- Extending -----------------------------------------------------------------------------------


def test_extending(client):
    report = cast.report(cast.open_period())
    response = post(client, report, "extend", until="2021-07-10", reason="系统搬迁")
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    page = client.get(response["Location"])
    assert city.messages(page) == ["川汇区市场监督管理局：已延期至 7月10日。"]
    report.refresh_from_db()
    assert (report.extended_until, report.extension_reason, report.extended_by) == (
        date(2021, 7, 10), "系统搬迁", cast.reviewer()
    )  # fmt: skip
    assert html.read(page).find("main").all("p", class_="facts")[1].texts[1] == (
        "已延期：系统搬迁（市局审核员）"
    )


@pytest.mark.parametrize(
    ("until", "reason", "sentence"),
    [
        ("2021-06-30", "系统搬迁", "延期日应晚于报送截止日 2021年6月30日。"),
        ("2021-07-10", " ", "请写明原因，填报单位要靠它知道改什么。"),
        ("", "系统搬迁", "延期至：这个字段是必填项。"),
        ("7月10日", "系统搬迁", "延期至：输入一个有效的日期。"),
        ("99999-01-01", "系统搬迁", "延期至：输入一个有效的日期。"),
        ("\0", "系统搬迁", "延期至：输入一个有效的日期。"),
    ],
)
def test_extensions_that_are_refused(client, until, reason, sentence):
    report = cast.report(cast.open_period())
    response = post(client, report, "extend", until=until, reason=reason)
    assert refused(response) == (422, f"没有执行：{sentence}")
    assert nothing_happened(report)
    assert html.read(response).find("input", name="reason")["value"] == reason


# --- Addresses -----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["999", "9" * 30, "0", "x", "-1", "1%00", "１"])
@pytest.mark.parametrize("step", ["change", "approve", "return", "reopen", "extend"])
def test_a_report_that_does_not_exist(report, client, place, step):
    ask = client.get if step == "change" else client.post
    assert ask(f"{city.LIST}{place}/{step}/").status_code == 404


@pytest.mark.parametrize("step", ["approve", "return", "reopen", "extend"])
def test_decisions_are_posted(report, client, step):
    response = client.get(f"{city.LIST}{report.pk}/{step}/")
    assert (response.status_code, response["Allow"]) == (405, "POST")


def test_the_page_itself_takes_no_post(report, client):
    response = client.post(city.review_page(report), {"status": "approved", "actions": "1"})
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert nothing_happened(report)


@pytest.mark.parametrize("step", ["delete", "history", "add"])
def test_nothing_else_can_be_done_with_a_report(report, client, step):
    assert client.post(f"{city.LIST}{report.pk}/{step}/").status_code == 404


# --- Two at once ---------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_the_same_instant_one_wins_and_the_other_is_told():
    report = city.submitted_report()
    clients = {action: city.sign_in(cast.reviewer()) for action in ("approve", "return")}
    start = Barrier(2)

    def decide(action):
        start.wait()
        try:
            return action, post(clients[action], report, action, edition=1, reason="请核对")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = dict(pool.map(decide, clients))

    report.refresh_from_db()
    winner, loser = ("approve", "return") if report.status == "approved" else ("return", "approve")
    assert (answers[winner].status_code, answers[loser].status_code) == (302, 409)
    told = {"return": "没有执行：这张表现在是“已审核”，不能退回。",
            "approve": "没有执行：这张表现在是“已退回”，不能审核通过。"}  # fmt: skip
    assert refused(answers[loser]) == (409, told[loser])
    assert report.editions.count() == 2


# --- Explanations that need the reviewer ---------------------------------------------------------

Q1 = "Q1-actions"


@pytest.fixture
def fallen():
    """Fewer actions than the quarter before, explained."""
    first = {"actions": 50, "officers": 100}
    city.submitted_report(figures=first, quarter=1)
    return city.submitted_report(figures={"actions": 46, "officers": 100})


def approve(client, report, **data):
    return client.post(f"/admin/statistics/report/{report.pk}/approve/", {"edition": "1"} | data)


def test_what_needs_the_reviewer_is_to_be_ticked(fallen, client):
    box = read(client, fallen).find("fieldset", class_="accept")
    assert box.find("input")["value"] == Q1
    assert box.find("label").text == (
        "开展执法行动：现填 46 次，累计数应不少于上期 50 次，少 4 次。"
        "其他：Q1-actions系联合执法中的特殊情形"
    )


def test_without_it_nothing_is_approved(fallen, client):
    response = approve(client, fallen)
    assert response.status_code == 422
    assert html.read(response).find("p", class_="errornote").text == (
        "没有执行：有 1 条情况说明须由审核人认可。请逐条核对后勾选："
        "开展执法行动：现填 46 次，累计数应不少于上期 50 次，少 4 次。"
    )
    assert Report.objects.get(pk=fallen.pk).status == "submitted"


def test_accepted_it_is_approved_and_the_edition_names_who_did(fallen, client):
    assert approve(client, fallen, accept=Q1).status_code == 302
    submitted, approved = Edition.objects.filter(report=fallen).order_by("number")
    assert (submitted.accepted, approved.accepted) == ([], [Q1])
    assert [each.accepted_by for each in approved.explained] == ["市局审核员"]
    assert approved.digest == submitted.digest
    assert "市局审核员认可" in read(client, fallen).find("div", class_="explain").text


@pytest.mark.parametrize("key", ["X9-actions", "D1-trademark-closed", ""])
def test_what_is_not_in_the_table_cannot_be_accepted(fallen, client, key):
    response = approve(client, fallen, accept=[Q1, key])
    assert response.status_code == 422
    assert Report.objects.get(pk=fallen.pk).status == "submitted"


def test_the_list_cannot_approve_it_unread(fallen, client):
    data = {"action": "approve_reports", "_selected_action": fallen.pk, "post": "yes"}
    response = client.post(city.LIST, data | {f"edition-{fallen.pk}": "1"}, follow=True)
    [sentence] = city.messages(response)
    assert "有 1 条情况说明须由审核人认可" in sentence
    assert Report.objects.get(pk=fallen.pk).status == "submitted"


# --- Remarks at cells ----------------------------------------------------------------------------


def give_back(client, report, cells, texts):
    data = {"edition": "1", "reason": "请核对", "remark-cell": cells, "remark-text": texts}
    return client.post(f"/admin/statistics/report/{report.pk}/return/", data)


def test_remarks_are_kept_in_the_edition_that_gives_back(report, client):
    cells, texts = ["商标侵权案件 · 立案", "actions", ""], ["与附件不符", "漏计", ""]
    assert give_back(client, report, cells, texts).status_code == 302
    assert Edition.objects.get(report=report, number=2).content["remarks"] == [
        {"cell": "trademark-filed", "text": "与附件不符", "was": "10"},
        {"cell": "actions", "text": "漏计", "was": "46"},
    ]


def test_a_remark_without_a_cell_is_refused_and_everything_typed_stays(report, client):
    response = give_back(client, report, ["", "actions"], ["与附件不符", "漏计"])
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("p", class_="errornote").text == (
        "没有执行：批注“与附件不符”没有写明是哪一格，请选一格，例如“商标侵权案件 · 立案”。"
    )
    assert [e["value"] for e in page.all("input", name="remark-text")] == ["与附件不符", "漏计", ""]
    assert page.find("textarea").text == "请核对"
    assert Report.objects.get(pk=report.pk).status == "submitted"


def test_what_became_of_them_is_told_first(report, client):
    give_back(client, report, ["trademark-filed", "officers"], ["与附件不符", "漏填"])
    report.refresh_from_db()
    cast.fill(report, {"actions": 47, "officers": None, "trademark-filed": 12})
    cast.submit(report)
    section = read(client, report).find("section", **{"aria-labelledby": "since-review"})
    assert section.texts == [
        "较上次审核（第 2 版 退回）",
        "批注的 2 格中 1 格已改，另改 1 格。",
        "要求核对而没有改的：",
        "出动执法人员（当时 空白）：漏填",
        "没有要求而改了的：开展执法行动",
        "开展执法行动：46 → 47 商标侵权案件 · 立案：10 → 12",
    ]


# --- One after the other -------------------------------------------------------------------------


def test_after_approving_the_next_one_is_shown(client):
    period = cast.open_period()
    for code in (CHUANHUI, HUAIYANG):
        cast.fill(cast.report(period, code), {"actions": 1, "officers": 2})
        cast.submit(cast.report(period, code))
    one, other = cast.report(period, CHUANHUI), cast.report(period, HUAIYANG)
    assert approve(client, one, then="next")["location"] == city.review_page(other)
    answer = approve(client, other, then="next")
    assert answer["location"] == "/admin/statistics/report/?period=2021q2"


def test_passing_one_over_leads_on_and_round(client):
    codes = [CHUANHUI, HUAIYANG, cast.FUGOU]
    period = cast.open_period(units=codes)
    reports = [cast.report(period, code) for code in codes]
    for report in reports:
        cast.fill(report, {"actions": 1, "officers": 2})
        cast.submit(report)
    links = [read(client, each).find("p", class_="next").find("a") for each in reports]
    assert [link["href"] for link in links] == [
        city.review_page(each) for each in (*reports[1:], reports[0])
    ]
    assert {link["accesskey"] for link in links} == {"n"}


# --- What changes between submission and review --------------------------------------------------


def test_what_was_explained_is_accepted_though_the_fall_is_gone(fallen, client):
    """The first quarter was corrected meanwhile, as 更正上期 says it should be."""
    first = Report.objects.with_table().get(unit=fallen.unit, period__quarter=1)
    cast.approve(first)
    first.reopen(by=cast.reviewer(), edition=2, reason="更正行动数")
    cast.fill(first, {"actions": 40, "officers": 100})
    cast.submit(first)
    page = read(client, fallen)
    assert page.find("fieldset", class_="accept").find("input")["value"] == Q1
    assert "现填 46 次" in page.all("ul", class_="explanations")[0].text
    assert approve(client, fallen, accept=Q1).status_code == 302


def test_what_the_rules_have_come_to_ask_for_is_not_approved_unexplained(client):
    figures = {"actions": 5, "officers": 10, "trademark-filed": 1, "trademark-value": 40}
    report = city.submitted_report(figures=figures)
    change_rules(
        report.period.campaign,
        by=cast.reviewer(),
        rules={"M3-per_case": "10"},
        reason="从严",
        version=1,
    )
    page = read(client, report)
    assert page.find("p", class_="unreported").text == (
        "报送之后审核规则有过改动；以下按现行规则核对，报送时的说明见报送版本。"
    )
    response = approve(client, report)
    assert response.status_code == 422
    assert html.read(response).find("p", class_="errornote").text == (
        "没有执行：报送之后情况有变，有 1 处须由填报单位说明，请退回补充说明："
        "商标侵权案件 · 涉案金额：现填 40 万元，应不超过每案 10 万元，即 10 万元，多 30 万元。"
    )


def test_a_tick_twice_is_one(fallen, client):
    approve(client, fallen, accept=[Q1, Q1])
    assert Edition.objects.get(report=fallen, number=2).accepted == [Q1]


def test_what_no_column_can_hold_is_left_out_of_a_remark(report, client):
    give_back(client, report, ["actions"], ["漏\x00计\u202e"])
    assert Edition.objects.get(report=report, number=2).content["remarks"][0]["text"] == "漏计"


def test_enter_in_a_remark_gives_nothing_back(report, client):
    form = read(client, report).find("form", action=f"/admin/statistics/report/{report.pk}/return/")
    assert "disabled" in form.all("button")[0].attributes
