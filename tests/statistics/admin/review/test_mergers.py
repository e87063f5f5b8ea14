"""What the reviewer reads of a merger, and what approving the successor's table records."""

import pytest

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.review.deciding import approve, read
from tests.statistics.merging import end, heir, merged, reported

pytestmark = pytest.mark.django_db
NAME = "淮阳区市场监督管理局"
YES = f"已含原{NAME}的累计数。审核通过即记录：自二季度起由本表统计，原{NAME}不再另行计入汇总。"
NO = f"未含原{NAME}的累计数。原{NAME}的数字继续另行计入汇总，下期再问填报单位。"
OPEN = (
    f"填报单位没有回答：本表数字是否已含原{NAME}1月1日至5月1日的累计数？审核通过后，汇总中原{NAME}另行计入，"
    "并注明“可能重复计入”；可退回请其回答。"
)


@pytest.fixture
def client(db):
    merged()
    return city.browser("reviewer")


def told(page) -> list[str]:
    return [each.find("p").text for each in page.all("section", **{"aria-labelledby": "mergers"})]


def confirmation(client, report):
    data = {"action": "approve_reports", "_selected_action": [report.pk]}
    return html.read(client.post(city.LIST, data)).find("main")


@pytest.mark.parametrize(("included", "sentence"), [([cast.HUAIYANG], YES), ([], NO)])
def test_the_answer_is_told_with_what_approving_records(client, included, sentence):
    report = reported(*included)
    assert told(read(client, report)) == [sentence]
    unit = "川汇区市场监督管理局"
    lines = confirmation(client, report).find("ul", class_="changes").texts
    assert lines == [f"{unit}：{sentence}"]


def test_an_unanswered_merger_is_told_as_well(client):
    report = heir()
    cast.submit_on_behalf(report, {"actions": 60, "officers": 160})
    assert told(read(client, report)) == [OPEN]


def test_once_approved_it_is_recorded(client):
    report = reported(cast.HUAIYANG)
    approve(client, report)
    recorded = YES.replace("审核通过即记录", "已记录")
    assert told(read(client, report)) == [recorded]


def test_it_is_reviewed_against_both_together(client):
    page = read(client, reported(cast.HUAIYANG))
    cell = page.find("td", **{"data-cell": "trademark-filed"})
    assert [each.text for each in cell.all("span")][1:] == ["上期 17", "+3"]
    assert f"小字：上期（一季度，含原{NAME}）累计数和本期新增。" in page.text


def test_a_draft_and_a_neighbour_tell_nothing(client):
    first = cast.report(cast.open_period(quarter=1))
    assert (told(read(client, heir())), told(read(client, first))) == ([], [])
    assert confirmation(client, first).all("ul", class_="changes") == []


@pytest.mark.parametrize("ended", [1, 3])
def test_the_queries_of_the_confirmation_do_not_grow_with_mergers(
    db, ended, django_assert_num_queries
):
    client = city.browser("reviewer")
    more = ["411698", "411697"][: ended - 1]
    first = cast.open_period(quarter=1, units=[cast.CHUANHUI, cast.HUAIYANG, *more])
    for code in more:
        cast.submit(cast.report(first, code))
        end(code)
    merged()
    report = reported(cast.HUAIYANG)
    confirmation(client, report)
    with django_assert_num_queries(13):  # nine as ever; the year's tables, ways, units, answers
        lines = confirmation(client, report).find("ul", class_="changes").texts
    assert len(lines) == ended


def test_a_figure_over_time_is_new_since_both(client):
    report = reported(cast.HUAIYANG)
    page = html.read(client.get(f"{city.LIST}{report.pk}/series/trademark-filed/"))
    rows = page.find("table", id="series").find("tbody").all("tr")
    assert [[cell.text for cell in row.all("td")][:2] for row in rows] == [
        ["10", "+10"],
        ["20", "+3"],
    ]
