"""What a locked period forbids is said beforehand, and no button promises it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import forms, post, read
from tests.statistics.models.states import lock

pytestmark = pytest.mark.django_db

LOCKED = "2021年二季度已于 2021年7月15日锁定，"
WAY_OUT = "确需更正的，请先在下面批准延期。"


def said(page) -> list[str]:
    section = page.find("section", **{"aria-labelledby": "decisions"})
    return [line.text for line in section.all("p", class_="unreported")]


@pytest.mark.parametrize(
    ("state", "sentence", "offered"),
    [
        ("draft", f"{LOCKED}填报单位不能再填报；{WAY_OUT}", ["excuse", "extend"]),
        ("submitted", f"{LOCKED}可以审核通过，不能退回；{WAY_OUT}", ["approve", "extend"]),
        ("returned", f"{LOCKED}填报单位不能再填报；{WAY_OUT}", ["extend", "unreturn"]),
        ("approved", f"{LOCKED}不能退回更正；{WAY_OUT}", ["extend"]),
    ],
)
def test_the_review_page(client, state, sentence, offered):
    report = city.submitted_report() if state != "draft" else cast.report(cast.open_period())
    if state == "returned":
        cast.send_back(report)
    if state == "approved":
        cast.approve(report)
    lock(report)
    page = read(client, report)
    assert (said(page), sorted(forms(page))) == ([sentence], offered)


def test_an_extension_opens_the_way_again(report, client):
    lock(report)
    until = timezone.localdate() + timedelta(days=1)
    assert post(client, report, "extend", until=until, reason="系统搬迁").status_code == 302
    page = read(client, report)
    assert sorted(forms(page)) == ["approve", "return"]
    assert said(page) == []


def test_the_auditor_is_told_nothing_of_it(report):
    lock(report)
    page = read(city.sign_in(cast.auditor()), report)
    assert page.all("section", **{"aria-labelledby": "decisions"}) == []


def confirm(client, action, *reports):
    data = {"action": action, "_selected_action": [report.pk for report in reports]}
    return html.read(client.post(city.LIST, data)).find("main")


def test_the_list_asks_for_what_is_possible_and_names_the_rest(report, client):
    other = city.submitted_report(quarter=3)
    lock(report)
    page = confirm(client, "return_reports", report, other)
    assert page.all("p")[0].text == "报告期已锁定，不能退回；确需更正的，请先逐张批准延期："
    assert page.find("ul", class_="names").texts == ["川汇区市场监督管理局 2021年二季度"]
    assert [row.texts[1] for row in page.find("tbody").all("tr")] == ["2021年三季度"]
    assert page.find("p", class_="ways").find("button").text == "退回 1 张"
    kept = page.find("form").values
    assert (kept["_selected_action"], f"edition-{report.pk}" in kept) == (str(other.pk), False)


def test_where_nothing_is_possible_the_list_offers_the_way_back_alone(report, client):
    lock(report)
    ways = confirm(client, "return_reports", report).find("p", class_="ways")
    assert (ways.all("button"), len(ways.all("a"))) == ([], 1)


def test_approving_from_the_list_stays_possible(report, client):
    lock(report)
    page = confirm(client, "approve_reports", report)
    assert page.find("p", class_="ways").find("button").text == "审核通过 1 张"


@pytest.mark.parametrize("state", ["draft", "returned", "submitted", "approved"])
def test_the_clerk_is_offered_nothing_that_is_refused(report, state):
    clerk = cast.clerk(report.unit)
    if state == "draft":
        report.withdraw(by=clerk)
    if state == "returned":
        cast.send_back(report)
    if state == "approved":
        cast.approve(report)
    lock(report)
    page = html.read(city.sign_in(clerk).get("/reports/411602/2021/q2/")).find("main")
    assert page.all("form") == []
    shown_by_scripts = ["复制全表", "打印"]
    assert [button.text for button in page.all("button")] == shown_by_scripts
    assert (
        "2021年二季度已于 2021年7月15日锁定，不能再改；确需更正请联系市局知识产权保护科。"
        in page.text
    )


def test_the_city_s_import_says_whose_workbooks_are_taken(report, client):
    lock(report, on=date(2021, 7, 15))
    page = html.read(client.get("/admin/statistics/import/2021/q2/"))
    assert page.find("p", class_="unreported").text == (
        "2021年二季度已于 2021年7月15日锁定：只接收已批准延期的单位的工作簿，其余的不会导入。"
        "确需补报的，请先在该单位的统计表上批准延期。"
    )
