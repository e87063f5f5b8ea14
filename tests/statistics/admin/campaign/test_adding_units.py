"""A period's page offers the units that it was opened without; each is asked about and added."""

import pytest

from statistics.models import Report
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.city import browser

pytestmark = pytest.mark.django_db
WHY = "周市监〔2021〕60号新设"


@pytest.fixture
def period():
    return cast.open_period(units=["411602"])


@pytest.fixture
def client():
    return browser("reviewer")


def address(period) -> str:
    return f"/admin/campaigns/reportingperiod/{period.pk}/change/"


def offers(client, period) -> list[str]:
    page = html.read(client.get(address(period)))
    return [each.text for each in page.all("section", **{"aria-labelledby": "units-to-add"})]


def test_the_section_adds_a_unit(period, client):
    assert offers(client, period) == []
    cast.unit("411603")
    page = html.read(client.get(address(period)))
    offer = page.find("section", **{"aria-labelledby": "units-to-add"})
    assert offer.find("li").text == "淮阳区市场监督管理局（411603） 增加"
    way = offer.find("a")["href"]
    asked = html.read(client.get(way)).find("main")
    assert [line.text for line in asked.find("form").all("p")][:2] == [
        "将把淮阳区市场监督管理局（411603）加入2021年二季度的应报单位，得到一张空白统计表；"
        "增加后不能撤销，不再报送的可以免报。",
        "报送截止日 2021年6月30日已过：增加后即显示为逾期，需要时请在该单位的统计表上批准延期。",
    ]
    response = client.post(way, {"reason": WHY}, follow=True)
    assert response.redirect_chain == [(address(period), 302)]
    assert city.messages(response) == ["2021年二季度：已增加淮阳区市场监督管理局，请通知其报送。"]
    page = html.read(response)
    (line,) = page.find("section", **{"aria-labelledby": "units-added"}).all("li")
    said = f"，市局审核员（city）：增加淮阳区市场监督管理局（411603）。原因：{WHY}"
    assert line.text.endswith(said)
    rows = html.read(client.get(city.BOARD)).find("table", class_="matrix").find("tbody").all("tr")
    assert [row.texts[2] for row in rows] == ["填报中 逾期", "填报中 逾期"]
    again = client.post(way, {"reason": WHY})
    said = "没有增加：淮阳区市场监督管理局已有2021年二季度的统计表，没有重复增加。"
    assert again.status_code == 409
    assert html.read(again).find("p", class_="errornote").text == said


def test_what_was_typed_is_kept(period, client):
    unit = cast.unit("411603")
    way = f"/admin/campaigns/reportingperiod/{period.pk}/add/{unit.pk}/"
    refused = client.post(way, {"reason": "长" * 501})
    page = html.read(refused)
    assert (refused.status_code, page.find("textarea").text) == (422, "长" * 501)
    assert page.find("p", class_="errornote").text == (
        "没有增加：原因有 501 个字，最多 500 个，请精简。"
    )
    assert Report.objects.count() == 1


def test_it_is_offered_to_who_may_in_periods_that_are_open(period, client):
    unit = cast.unit("411603")
    assert offers(browser("auditor"), period) == []
    assert offers(client, period.campaign.periods.get(quarter=3)) == []
    for way in (f"{period.pk}/add/{unit.pk + 1}", f"{period.pk + 9}/add/{unit.pk}"):
        assert client.get(f"/admin/campaigns/reportingperiod/{way}/").status_code == 404


@pytest.mark.parametrize(("number", "queries"), [(2, 9), (49, 9), (52, 10)])
def test_it_takes_the_same_queries_for_any_number(
    period, client, number, queries, django_assert_num_queries
):
    for code in city.counties(number):
        cast.unit(code)
    with django_assert_num_queries(queries):
        page = html.read(client.get(address(period)))
    offer = page.find("section", **{"aria-labelledby": "units-to-add"})
    assert len(offer.all("li")) == min(number, 50)
    more = ["还有 2 个单位，增加以上单位后列出。"] if number > 50 else []
    assert offer.texts[3:] == more
