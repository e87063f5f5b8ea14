"""报送回执, what a clerk keeps of a submission: GET /reports/<unit>/<year>/q<n>/receipt/."""

from datetime import date
from decimal import Decimal

import pytest

from tests import cast, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

URL = "/reports/411602/2021/q2/receipt/"
FIGURES = {"actions": 46, "trademark-filed": 10, "trademark-value": Decimal("15.54")}


@pytest.fixture
def table():
    table = cast.report(cast.open_period())
    cast.fill(table, FIGURES, cut_off_on=date(2021, 6, 25))
    return table


def show(client) -> html.Element:
    response = client.get(URL)
    assert response.status_code == 200
    return html.read(response).find("main")


def said(client) -> dict[str, str]:
    listed = show(client).find("dl")
    words = zip(listed.all("dt"), listed.all("dd"), strict=True)
    return {term.text: definition.text for term, definition in words}


def grouped(digest: str) -> str:
    return " ".join(digest[at : at + 16] for at in range(0, 64, 16))


def test_before_the_first_submission(client, table):
    assert show(client).texts == [
        "← 返回统计表",
        "报送回执 · 川汇区 2021年二季度",
        "尚未报送，报送后生成回执。",
    ]


def test_what_was_reported_by_whom_and_when(client, table):
    edition = cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    assert said(client) == {
        "回执编号": "411602-2021-2-1",
        "报送单位": "川汇区市场监督管理局",
        "统计表": "2021年知识产权执法数据统计表 · 二季度",
        "统计截止日": "2021年6月25日",
        "报送时间": "2021年6月28日 10:00",
        "报送账户": "川汇区填报员（411602）",
        "填报人": "填报员甲",
        "版本": "第 1 版，空白格已确认按 0 报送",
        "现状": "等待市局审核",
        "数字摘要（SHA-256）": grouped(edition.digest),
    }


def test_the_action_figures_and_the_totals_are_repeated(client, table):
    cast.submit(table)
    rows = [row.texts for row in show(client).find("table").find("tbody").all("tr")]
    assert rows == [
        ["开展执法行动（次）", "46"],
        ["出动执法人员（人次）", "（空白）"],
        ["实体经济执法行动（次）", "（空白）"],
        ["实体经济出动执法人员（人次）", "（空白）"],
        ["辖区重点实体经济市场数量（个）", "（空白）"],
        ["合计 · 立案（件）", "10"],
        ["合计 · 结案（件）", "0"],
        ["合计 · 涉案金额（万元）", "15.54"],
        ["合计 · 罚没款金额（万元）", "0"],
        ["合计 · 挽回经济损失（万元）", "0"],
        ["合计 · 移送司法机关案件（件）", "0"],
        ["合计 · 电商领域案件（件）", "0"],
        ["合计 · 重点实体经济市场案件（件）", "0"],
        ["合计 · 农村市场案件（件）", "0"],
        ["合计 · 外商投资企业被侵权案件（件）", "0"],
        ["合计 · 挽回外商投资企业经济损失（万元）", "0"],
    ]


def test_it_says_what_has_become_of_it(client, table):
    cast.submit(table)
    cast.send_back(table, at=cast.moment(date(2021, 6, 29)))
    assert said(client)["现状"] == "2021年6月29日 10:00 退回（第 2 版）"
    assert said(client)["版本"] == "第 1 版，空白格已确认按 0 报送"


def test_it_is_of_the_latest_submission(client, table):
    cast.submit(table)
    cast.send_back(table)
    cast.fill(table, FIGURES | {"actions": 47})
    edition = cast.submit(table)
    assert said(client)["回执编号"] == "411602-2021-2-3"
    assert said(client)["数字摘要（SHA-256）"] == grouped(edition.digest)


def test_it_keeps_what_was_reported_whatever_is_typed_since(client, table):
    cast.submit(table)
    cast.send_back(table)
    cast.fill(table, {"actions": 99})
    assert show(client).find("table").all("td")[0].text == "46"


def test_a_zero_report_is_called_so(client):
    cast.submit(cast.report(cast.open_period()))
    assert said(client)["版本"] == "第 1 版，零报告"


@pytest.mark.parametrize("page", ["/reports/411602/2021/q2/", "/reports/411602/2021/q2/editions/"])
def test_the_way_to_it_is_there_once_there_is_one(client, table, page):
    def links():
        main = html.read(client.get(page)).find("main")
        return [link.text for link in main.all("a") if link["href"] == URL]

    assert links() == []
    cast.submit(table)
    assert len(links()) == 1


@pytest.mark.parametrize(("rounds", "units"), [(1, 1), (5, 59)])
def test_it_takes_eight_queries_however_many_editions_and_units(
    client, django_assert_num_queries, rounds, units
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(units))]
    table = cast.report(cast.open_period(units=codes))
    cast.fill(table, FIGURES)
    cast.submit(table)
    for actions in range(1, rounds):
        cast.send_back(table)
        cast.fill(table, {"actions": actions})
        cast.submit(table)
    with django_assert_num_queries(8):
        client.get(URL)
