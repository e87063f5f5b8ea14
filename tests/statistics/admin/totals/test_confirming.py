"""发布汇总表 asks once more: what is being issued stands on a page of its own first."""

import pytest

from statistics.models import Consolidation, Report
from statistics.totals.consolidate import Scope
from tests import cast, html
from tests.cast import HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issued_pages import ISSUE, TABLE, address, read, section
from tests.statistics.admin.totals.issuing import CHANGED, corrected, issued, reopened, seen

pytestmark = pytest.mark.django_db


def asked(client, query="", **typed) -> html.Element:
    """The page that asks, after the button on the table's page."""
    values = section(read(client, f"{TABLE}{query}")).find("form").values | typed
    response = client.post(ISSUE, values)
    assert (response.status_code, response.templates[0].name) == (
        200,
        "statistics/admin/totals/confirm_issue.html",
    )
    return html.read(response).find("main")


def facts(page) -> dict[str, str]:
    return dict(row.texts for row in page.find("tbody").all("tr"))


def missing(page) -> list[str]:
    return page.find("section", **{"aria-labelledby": "missing"}).texts


def test_nothing_is_issued_yet(period, client):
    page = asked(client, note="报省局")
    assert Consolidation.objects.count() == 0
    assert page.find("h1").text == "发布汇总表：请确认"
    assert page.all("p", class_="unreported")[0].text == (
        "发布后不能撤销，数字、各单位计入的版本和工作簿不再改变；以后有变化，只能再发布更正件。"
    )
    assert facts(page) == {
        "报告期": "2021年二季度累计",
        "汇总口径": "只汇总已审核",
        "编号": "第 1 号",
        "计入": "1 个单位（应报 2 个）",
        "说明": "报省局",
    }
    assert missing(page) == ["本期数未计入的单位（1）", "淮阳区市场监督管理局（已报送）"]


def test_its_button_issues_what_it_says(period, client):
    form = asked(client, "?scope=submitted", note="报省局").find("form")
    assert (form["action"], form["method"]) == (ISSUE, "post")
    assert form.find("button").text == "确认发布第 1 号"
    assert form.find("a")["href"] == f"{TABLE}?scope=submitted"
    assert form.values == {
        "scope": "submitted",
        "seen": seen(period, Scope.SUBMITTED),
        "note": "报省局",
        "confirmed": "on",
    }
    response = client.post(ISSUE, form.values, follow=True)
    total = Consolidation.objects.get()
    assert response.redirect_chain == [(address(total), 302)]
    assert city.messages(response) == ["已发布2021年二季度汇总表第1号。"]
    assert (total.scope, total.note, total.figures["actions"]) == ("submitted", "报省局", 66)


def test_where_all_count_it_says_so(period, client):
    page = asked(client, "?scope=submitted")
    assert missing(page) == ["本期数未计入的单位（0）", "没有，各单位本期数均已计入。"]
    assert facts(page)["说明"] == "（无）"
    assert page.all("section", **{"aria-labelledby": "notes"}) == []


def test_a_figure_carried_from_another_period_is_named(period, client):
    """Not this period's own: 缺报沿用上期 counts it, and says of when it is."""
    first = cast.report(cast.open_period(quarter=1), HUAIYANG)
    cast.fill(first, {"actions": 9, "officers": 18})
    cast.submit(first)
    cast.approve(first)
    page = asked(client, "?scope=carry")
    assert facts(page)["计入"] == "2 个单位（应报 2 个）"
    assert missing(page) == [
        "本期数未计入的单位（1）",
        "淮阳区市场监督管理局（已报送，沿用一季度已审核数）",
    ]


def test_a_correction_says_what_it_corrects_and_why(period, client):
    issued(period)
    corrected(cast.report(period), CHANGED)
    page = asked(client, note="川汇区更正")
    shown = facts(page)
    assert (shown["编号"], shown["更正原因"]) == ("第 2 号（更正件），更正第 1 号", "川汇区更正")
    assert page.find("form").find("button").text == "确认发布第 2 号（更正件）"


def test_units_that_would_leave_are_named_once_more(period, client):
    cast.approve(cast.report(period, HUAIYANG))
    issued(period)
    reopened(cast.report(period))
    page = asked(client, note="更正")
    assert page.find("section", **{"aria-labelledby": "notes"}).texts == [
        "发布前请注意",
        "第 1 号已计入、现未计入的单位：川汇区市场监督管理局。正在更正的，请待审核通过后再发布。",
    ]


def test_marked_members_are_named_once_more(period, client):
    """上期已更正，待复核: it counts, and whoever issues knows."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, {"actions": 9, "officers": 18})
    cast.submit(first)
    cast.approve(first)
    Report.objects.filter(period=period).update(corrected_before=first.editions.last())
    notes = asked(client).find("section", **{"aria-labelledby": "notes"})
    assert notes.texts[:2] == [
        "发布前请注意",
        "上期已更正，待复核：川汇区市场监督管理局。其数字照常计入；建议复核后再发布。",
    ]


def test_what_changes_while_it_asks_is_not_issued(period, client):
    values = asked(client).find("form").values
    cast.approve(cast.report(period, HUAIYANG))
    response = client.post(ISSUE, values)
    assert (response.status_code, Consolidation.objects.count()) == (409, 0)
    sentence = html.read(response).find("p", class_="errornote").text
    assert sentence.startswith("您打开本页之后，有统计表被审核")


@pytest.mark.parametrize("confirmed", ["", "off", "1", "\0"])
def test_anything_but_the_button_asks_again(period, client, confirmed):
    assert asked(client, confirmed=confirmed).find("h1").text == "发布汇总表：请确认"
    assert Consolidation.objects.count() == 0


def test_a_note_is_shown_as_it_was_typed(period, client):
    note = '<b>"更正"</b> & 说明'
    page = asked(client, note=note)
    assert (facts(page)["说明"], page.find("form").values["note"]) == (note, note)


def test_whoever_may_not_issue_is_not_asked(period):
    client = city.sign_in(cast.auditor())
    data = {"scope": "approved", "seen": seen(period)}
    assert client.post(ISSUE, data).status_code == 403
    assert client.post(ISSUE, data | {"confirmed": "on"}).status_code == 403
    assert Consolidation.objects.count() == 0


@pytest.mark.parametrize("units", [2, 30])
def test_asking_takes_as_many_queries_for_any_number_of_units(units, django_assert_num_queries):
    period = cast.open_period(units=[cast.CHUANHUI, *city.counties(units)])
    report = cast.report(period)
    cast.fill(report, {"actions": 46, "officers": 92})
    cast.submit(report)
    cast.approve(report)
    client, digest = city.sign_in(cast.reviewer()), seen(period)
    with django_assert_num_queries(14):
        client.post(ISSUE, {"scope": "approved", "seen": digest})
