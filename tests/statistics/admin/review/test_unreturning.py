"""撤销退回 from the review page: POST /admin/statistics/report/<id>/unreturn/."""

import pytest

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import (
    forms,
    nothing_happened,
    post,
    read,
    refused,
)

pytestmark = pytest.mark.django_db

TOUCHED = "退回之后填报单位已改动过这张表，不能再撤销退回，请等其重新报送后审核。"


def form(page):
    (found,) = (
        each for each in page.find("main").all("form") if each["action"].endswith("/unreturn/")
    )
    return found


def test_the_button_says_what_it_leads_to(report, client):
    cast.send_back(report)
    shown = form(read(client, report))
    assert (shown["action"], shown["method"]) == (f"{city.LIST}{report.pk}/unreturn/", "post")
    assert shown.find("label").text == "撤销退回的原因（选填）"
    assert shown.find("button").text == "撤销退回"
    assert shown.all("p")[0].text == (
        "填报单位在退回之后没有动过这张表。误退的可以撤销，数字和说明不变，撤销记入报送版本。 "
        "撤销后恢复为“已报送”。"
    )


def test_of_a_reopened_table_it_leads_to_another_state(report, client):
    cast.approve(report)
    post(client, report, "reopen", edition=2, reason="更正")
    assert "恢复为“已审核”" in form(read(client, report)).all("p")[0].text


def test_a_return_is_taken_back(report, client):
    cast.send_back(report)
    values = form(read(client, report)).values | {"reason": "误退"}
    response = post(client, report, "unreturn", **values)
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    page = client.get(response["Location"])
    assert city.messages(page) == ["川汇区市场监督管理局：已撤销退回。"]
    shown = html.read(page)
    assert sorted(forms(shown)) == ["approve", "return"]
    newest = shown.all("article", class_="edition")[0]
    assert newest.find("h3").text == "第 3 版 · 撤销退回"
    assert newest.all("p")[1].text == "原因：误退"


def test_the_clerk_s_page_and_list_show_it_as_submitted_again(report, client):
    clerk = city.sign_in(cast.clerk(report.unit))
    before = html.read(clerk.get("/reports/411602/2021/q2/")).text
    cast.send_back(report)
    post(client, report, "unreturn", edition=2)
    page = html.read(clerk.get("/reports/411602/2021/q2/"))
    assert page.text == before
    assert "撤回修改" in page.find("div", class_="acts").text
    shown = html.read(clerk.get("/")).find("tbody").find("tr").texts[1]
    assert shown.split()[0] == "已报送"
    assert "退回" not in shown
    events = html.read(clerk.get("/reports/411602/2021/q2/editions/")).all("h2")
    assert [event.text for event in events][:3] == [
        "第 3 版 · 撤销退回", "第 2 版 · 退回", "第 1 版 · 报送"
    ]  # fmt: skip


def test_an_approval_restored_still_names_who_accepted(fallen, client):
    cast.approve(fallen)
    post(client, fallen, "reopen", edition=2, reason="更正")
    post(client, fallen, "unreturn", edition=3)
    assert "市局审核员认可" in read(client, fallen).find("div", class_="explain").text


def test_the_list_and_the_page_go_on_as_if_it_had_not_been(report, client):
    """首次报送 stays 首次报送: there is no decision since which anything could have changed."""
    cast.send_back(report)
    post(client, report, "unreturn", edition=2)
    report.refresh_from_db()
    report.withdraw(by=cast.clerk(report.unit))
    cast.fill(report, {"actions": 47, "trademark-filed": 10})
    cast.submit(report)
    row = html.read(client.get(f"{city.LIST}?period=2021q2")).find("tbody").find("tr")
    assert "首次报送" in row.texts
    assert read(client, report).all("section", **{"aria-labelledby": "since-review"}) == []


def test_once_the_unit_has_saved_it_is_not_offered_but_explained(report, client):
    cast.send_back(report)
    cast.fill(report, {"actions": 47})
    page = read(client, report)
    assert sorted(forms(page)) == ["extend"]
    section = page.find("section", **{"aria-labelledby": "decisions"})
    assert section.find("p", class_="unreported").text == TOUCHED


def test_a_page_that_still_offers_it_is_refused(report, client):
    cast.send_back(report)
    values = form(read(client, report)).values
    cast.fill(report, {"actions": 47})
    assert refused(post(client, report, "unreturn", **values)) == (
        409,
        "没有执行：退回之后川汇区市场监督管理局已改动过这张表，不能再撤销退回，请等其重新报送后审核。",
    )
    assert nothing_happened(report)


@pytest.mark.parametrize("edition", [None, "", "1", "3", "x", "\0", "9" * 40])
def test_an_edition_that_was_not_seen(report, client, edition):
    cast.send_back(report)
    data = {} if edition is None else {"edition": edition}
    assert refused(post(client, report, "unreturn", **data)) == (
        409,
        "没有执行：您查看的不是最新的第 2 版，没有执行“撤销退回”。请查看最新版后再作决定。",
    )
    assert nothing_happened(report)


@pytest.mark.parametrize("reason", ["误" * 501, "a\0b"])
def test_a_reason_that_cannot_be_kept(report, client, reason):
    cast.send_back(report)
    assert post(client, report, "unreturn", edition=2, reason=reason).status_code == 422
    assert nothing_happened(report)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_the_wrong_state(report, client, state):
    if state == "approved":
        cast.approve(report)
    label = {"submitted": "已报送", "approved": "已审核"}[state]
    response = post(client, report, "unreturn", edition=report.editions.count())
    assert refused(response) == (409, f"没有执行：这张表现在是“{label}”，不能撤销退回。")
    assert nothing_happened(report)


@pytest.mark.parametrize("role", [role for role in city.ROLES if role != "reviewer"])
def test_it_is_the_section_s(report, role):
    cast.send_back(report)
    response = city.browser(role).post(f"{city.LIST}{report.pk}/unreturn/", {"edition": 2})
    assert response.status_code == (302 if role == "visitor" else 403)
    assert nothing_happened(report)


def test_a_link_takes_nothing_back(report, client):
    cast.send_back(report)
    assert client.get(f"{city.LIST}{report.pk}/unreturn/").status_code == 405
    assert nothing_happened(report)


def test_no_post_without_a_token(report):
    cast.send_back(report)
    client = city.sign_in(cast.reviewer(), enforce_csrf_checks=True)
    assert post(client, report, "unreturn", edition=2).status_code == 403
