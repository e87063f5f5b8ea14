"""What the city decides on one table: POST /admin/statistics/report/<id>/approve/ and its like."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from statistics.admin.review import review_page
from statistics.models import Edition, Report
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import (
    cell_figure,
    forms,
    nothing_happened,
    post,
    read,
    refused,
)

pytestmark = pytest.mark.django_db


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


STALE = "没有执行：您查看的不是最新的第 1 版，没有执行“{}”。请查看最新版后再作决定。"


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
    assert refused(response) == (422, "没有执行：请写明原因，以便填报单位据此修改。")
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
        "没有执行：您查看的不是最新的第 3 版，没有执行“审核通过”。请查看最新版后再作决定。",
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
    assert city.messages(page) == ["川汇区市场监督管理局：已延期至 2021年7月10日。"]
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
        ("2021-07-10", " ", "请写明原因，以便填报单位据此修改。"),
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
