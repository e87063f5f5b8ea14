"""免报 on the review page and in the list: granted with a reason, shown everywhere, taken back."""

import pytest

from statistics.models import Report
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import forms, post, read, refused

pytestmark = pytest.mark.django_db
ENDED = "并入淮阳区局"


@pytest.fixture
def report():
    """Begun, and not reported; the neighbour's is blank."""
    report = cast.report(cast.open_period())
    cast.fill(report, {"actions": 46})
    return report


@pytest.fixture
def excused(report):
    report.excuse(by=cast.reviewer(), reason=ENDED)
    return report


def test_the_section_excuses_a_unit_and_takes_it_back(report, client):
    response = post(client, report, "excuse", reason=ENDED)
    assert (response.status_code, response["Location"]) == (302, city.review_page(report))
    page = read(client, report)
    assert forms(page) == {"unexcuse": {"reason": ""}}
    assert page.find("div", class_="state").texts == [f"免报（{ENDED}）", "无需报送"]
    assert page.find("span", class_="unreported").text == (
        "免报：以下是填报单位已保存的数字，不报送，也不计入汇总。"
    )
    assert post(client, report, "unexcuse", reason="仍由其报送").status_code == 302
    page = read(client, report)
    assert sorted(forms(page)) == ["excuse", "extend"]
    kept = page.find("section", **{"aria-labelledby": "history"}).all("li")
    assert [line.text.split("，", 1)[1] for line in kept] == [
        f"市局审核员（city）：免报。原因：{ENDED}",
        "市局审核员（city）：撤销免报。原因：仍由其报送",
    ]


def test_without_a_reason_nothing_happens(report, client):
    said = refused(post(client, report, "excuse", reason=" "))
    assert said == (422, "没有执行：请写明原因，以备日后查核。")
    assert not Report.objects.excused().exists()


def test_what_has_been_reported_meanwhile_is_not_excused(report, client):
    cast.submit(report)
    assert "excuse" not in forms(read(client, report))
    assert refused(post(client, report, "excuse", reason=ENDED)) == (
        409,
        "没有执行：川汇区市场监督管理局已报送过2021年二季度的统计表，不能免报。",
    )


@pytest.mark.parametrize("step", ["excuse", "unexcuse"])
def test_it_is_the_section_s_and_posted(report, step, client):
    address = f"{city.LIST}{report.pk}/{step}/"
    assert client.get(address).status_code == 405
    auditor = city.sign_in(cast.auditor())
    assert auditor.post(address, {"reason": ENDED}).status_code == 403
    assert forms(read(auditor, report)) == {}
    assert city.sign_in(cast.clerk(report.unit)).post(address).status_code == 403
    assert not Report.objects.excused().exists()


def test_a_table_that_is_locked_and_excused_offers_no_extension(excused, client):
    excused.period.locks_on = excused.period.due_on.replace(month=7)
    excused.period.save()
    page = read(client, excused)
    assert (sorted(forms(page)), page.all("section", class_="decisions")) == (["unexcuse"], [])


def listed(client, query) -> list[list[str]]:
    """Unit, state and whether it is late."""
    table = html.read(client.get(f"{city.LIST}{query}")).find("table", id="result_list")
    rows = [row.texts for row in table.find("tbody").all("tr")]
    return [[row[1], row[3], row[4]] for row in rows]


def test_the_list_says_it_and_filters_by_it(excused, client):
    own = ["川汇区市场监督管理局", f"免报（{ENDED}）", "—"]
    other = ["淮阳区市场监督管理局", "填报中", "逾期"]
    assert listed(client, "?status=excused") == [own]
    assert listed(client, "?status=draft") == listed(client, "?late=yes") == [other]
    assert listed(client, "?late=no") == [own]


def test_the_list_s_actions_refuse_it(excused, client):
    data = {"action": "approve_reports", "_selected_action": excused.pk, "post": "yes"}
    assert city.messages(client.post(city.LIST, data, follow=True)) == [
        f"川汇区市场监督管理局：这张表现在是“免报（{ENDED}）”，不能审核通过。"
    ]
