"""/admin/statistics/report/<id>/change/: one table as the city sees it."""

from datetime import date

import pytest

from campaigns.models import Campaign
from statistics.form.indicators import CELLS
from statistics.models import Report
from tests import cast
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import (
    approve,
    cell_figure,
    forms,
    nothing_happened,
    read,
)

pytestmark = pytest.mark.django_db


def cell(page, name) -> list[str]:
    """A cell's figure, last period's figure and the increment."""
    place = page.find("td", **{"data-cell": name})
    return [place.find(class_=part).text for part in ("figure", "previous", "increment")]


# --- What it shows -------------------------------------------------------------------------------


def test_the_head(report, client):
    page = read(client, report)
    head = page.find("main").find("div", class_="head")
    assert head.find("h1").text == "川汇区市场监督管理局 · 2021年二季度"
    assert [line.texts for line in head.all("p", class_="facts")] == [
        [
            "统计时间：2021年1月1日至6月30日",
            "填报人：填报员甲",
            "报送：2021年6月28日 10:00，川汇区填报员",
        ],
        ["91 个空白格，填报单位已确认按 0 报送"],
    ]
    assert head.find("div", class_="state").texts == [
        "已报送 2021年6月28日 10:00 起",
        "2021年6月30日截止",
        "跳到审核",
    ]


def test_a_late_table_says_so(client):
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 1})
    cast.submit(report, at=cast.moment(date(2021, 7, 1)))
    state = read(client, report).find("main").find("div", class_="state")
    assert state.texts[0] == "已报送 逾期 2021年7月1日 10:00 起"


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
        "请核对本期数字；撤案、案由调整、经复议或诉讼改变，或者上期填报有误的，写明情况。",
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
        "2021年6月28日 10:00，川汇区填报员；空白格已确认按 0 报送 · 查看第 1 版的表",
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
    with django_assert_num_queries(11):
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
    assert forms(page) == {"extend": {"until": "", "reason": ""}, "excuse": {"reason": ""}}


def test_a_returned_table_says_why(report, client):
    cast.send_back(report, reason="请核对立案数")
    page = read(client, report)
    assert page.find("main").all("p", class_="facts")[1].texts == [
        "尚未重新报送：以下是填报单位目前保存的数字，还会改动。",
        "退回原因：请核对立案数",
    ]
    assert forms(page) == {
        "unreturn": {"edition": "2", "reason": ""},
        "extend": {"until": "", "reason": ""},
    }


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
