"""Explanations that need the reviewer: approved only when each is accepted."""

import pytest

from statistics.models import Edition, Report, change_rules
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import Q1, approve, read

pytestmark = pytest.mark.django_db


# --- Explanations that need the reviewer ---------------------------------------------------------


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
