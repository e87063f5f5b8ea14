"""Issuing from the page of the city's table, and what is told there of what was issued."""

import pytest

from statistics.form.indicators import CELLS, COLUMNS
from statistics.models import Consolidation
from statistics.totals.consolidate import Scope
from tests import cast, html
from tests.cast import HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issued_pages import AT, ISSUE, TABLE, address, read, section
from tests.statistics.admin.totals.issuing import corrected, issued, reopened

pytestmark = pytest.mark.django_db

CONFIRMED = {"confirmed": "on"}  # what the page that asks once more adds; test_confirming.py


def form(client, query=""):
    return section(read(client, f"{TABLE}{query}")).find("form")


# --- Issuing -------------------------------------------------------------------------------------


def test_the_form_says_what_will_be_frozen(period, client):
    shown = form(client)
    assert (shown["action"], shown["method"]) == (ISSUE, "post")
    assert shown.find("p", class_="field").text == "说明（选填）"
    assert shown.all("p")[0].text == (
        "将把上面的2021年二季度累计汇总表（只汇总已审核，计入 1 个单位、应报 2 个）定为第 1 号："
        "数字、各单位计入的版本和工作簿从此不再改变；以后有变化，只能再发布更正件。"
    )
    assert shown.find("button").text == "发布汇总表"


def test_issuing_the_first_one(period, client):
    response = client.post(ISSUE, form(client, "?scope=submitted").values | CONFIRMED, follow=True)
    total = Consolidation.objects.get()
    assert response.redirect_chain == [(address(total), 302)]
    assert city.messages(response) == ["已发布2021年二季度汇总表第1号。"]
    assert (total.number, total.scope, total.issued_by) == (1, "submitted", cast.reviewer())
    assert total.figures["actions"] == 66


def test_issuing_a_correction(period, client):
    issued(period)
    corrected(cast.report(period), {"actions": 47})
    shown = form(client)
    assert shown.find("p", class_="field").text == "更正原因（必填）"
    assert "定为第 2 号，即第 1 号的更正件，附更正说明：" in shown.all("p")[0].text
    response = client.post(ISSUE, shown.values | {"note": "川汇区更正"} | CONFIRMED, follow=True)
    assert city.messages(response) == ["已发布2021年二季度汇总表第2号（更正件）。"]
    assert [total.note for total in Consolidation.objects.order_by("number")] == ["", "川汇区更正"]


def test_a_double_click_issues_once(period, client):
    values = form(client).values | CONFIRMED
    client.post(ISSUE, values)
    response = client.post(ISSUE, values)
    assert response.status_code == 409
    assert html.read(response).find("p", class_="errornote").text == (
        "现有数据与已发布的第 1 号完全一致，无需更正，未再发布。"
    )
    assert Consolidation.objects.count() == 1


@pytest.mark.parametrize("step", [{}, CONFIRMED])
def test_a_page_that_is_no_longer_true(period, client, step):
    values = form(client).values | step
    cast.approve(cast.report(period, HUAIYANG))
    response = client.post(ISSUE, values | {"note": "报省局"})
    page = html.read(response)
    assert (response.status_code, Consolidation.objects.count()) == (409, 0)
    assert page.find("p", class_="errornote").text.startswith("您打开本页之后，有统计表被审核")
    assert page.find("textarea").text == "报省局"
    again = section(page).find("form").values
    assert again["seen"] != values["seen"]
    assert client.post(ISSUE, again | CONFIRMED).status_code == 302


@pytest.mark.parametrize("step", [{}, CONFIRMED])
def test_a_correction_without_a_reason(period, client, step):
    issued(period)
    corrected(cast.report(period), {"actions": 47})
    response = client.post(ISSUE, form(client).values | {"note": " "} | step)
    assert (response.status_code, Consolidation.objects.count()) == (422, 1)
    assert html.read(response).find("p", class_="errornote").text == (
        "这一期已发布过第 1 号，再发布就是更正件。请写明更正原因。"
    )


@pytest.mark.parametrize("step", [{}, CONFIRMED])
@pytest.mark.parametrize("note", ["a\0b", "字" * 501])
def test_a_note_that_cannot_be_kept(period, client, note, step):
    response = client.post(ISSUE, form(client).values | {"note": note} | step)
    assert (response.status_code, Consolidation.objects.count()) == (422, 0)


@pytest.mark.parametrize("step", [{}, CONFIRMED])
@pytest.mark.parametrize("seen", ["", "x", "%00", "9" * 5000])
def test_a_digest_that_was_never_shown(period, client, seen, step):
    response = client.post(ISSUE, {"scope": "approved", "seen": seen} | step)
    assert (response.status_code, Consolidation.objects.count()) == (409, 0)


@pytest.mark.parametrize("scope", ["", "all", "\0"])
def test_a_scope_that_does_not_exist(period, client, scope):
    assert client.post(ISSUE, {"scope": scope}).status_code == 404
    assert client.post(ISSUE).status_code == 404


def test_nothing_counts_yet(client):
    cast.open_period()
    assert section(read(client, TABLE)).texts == [
        "发布",
        "本期尚未发布。",
        "尚无统计表计入汇总，暂无可发布的数据。",
    ]
    response = client.post(ISSUE, {"scope": "approved", "seen": "x"})
    assert response.status_code == 409


def test_nothing_has_changed(period, client):
    issued(period)
    shown = section(read(client, TABLE))
    assert shown.texts[-1] == "现有数据与第 1 号一致，无需更正。"
    assert shown.all("form") == []


def test_a_link_issues_nothing(period, client):
    assert client.get(ISSUE).status_code == 405
    assert Consolidation.objects.count() == 0


def test_no_post_without_a_token(period):
    client = city.sign_in(cast.reviewer(), enforce_csrf_checks=True)
    assert client.post(ISSUE, {"scope": "approved"}).status_code == 403


def test_the_auditor_sees_what_was_issued_and_is_offered_nothing(period):
    total = issued(period, at=AT)
    client = city.sign_in(cast.auditor())
    shown = section(read(client, TABLE))
    assert len(shown.find("tbody").all("tr")) == 1
    assert shown.all("form") == []
    assert client.post(ISSUE, {"scope": "approved"}).status_code == 403
    assert client.get(address(total)).status_code == 200


def test_the_address_is_no_cell():
    assert {"issue", "issued"} & (CELLS.keys() | {column.key for column in COLUMNS}) == set()


# --- What has been issued ------------------------------------------------------------------------


def test_the_list_of_issued_ones(period, client):
    first = issued(period, at=AT)
    corrected(cast.report(period), {"actions": 47})
    second = issued(period, Scope.SUBMITTED, note="川汇区更正", at=AT)
    rows = section(read(client, TABLE)).find("tbody").all("tr")
    when = "2021年7月5日 10:00，市局审核员"
    assert [row.texts for row in rows] == [
        ["第 2 号（更正件）", "含待审核", when, "与现有数据一致", "川汇区更正",
         f"{second.digest[:12]}…", "下载"],
        ["第 1 号", "只汇总已审核", when, "已由第 2 号更正", "—", f"{first.digest[:12]}…", "下载"],
    ]  # fmt: skip
    assert [link["href"] for link in rows[1].all("a")] == [
        address(first),
        f"{address(first)}consolidated.xlsx",
    ]


def test_the_list_says_when_units_have_changed(period, client):
    issued(period)
    reopened(cast.report(period))
    row = section(read(client, TABLE)).find("tbody").find("tr")
    assert row.texts[3] == "发布后有 1 个单位的数据有变动"
