"""报送记录, what a clerk can look up: GET /reports/<unit>/<year>/q<n>/editions/."""

from datetime import date

import pytest

from tests import cast, html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

URL = "/reports/411602/2021/q2/editions/"


def show(client) -> html.Element:
    response = client.get(URL)
    assert response.status_code == 200
    return html.read(response)


def lines(section) -> list[str]:
    """All but the digest."""
    return section.texts[:-1]


def test_before_the_first_one(client, table):
    main = show(client).find("main")
    assert main.texts == [
        "← 返回统计表",
        "报送记录 · 川汇区 2021年二季度",
        "尚未报送。每次报送、撤回、退回和审核，均在此留存一个版本。",
    ]
    assert main.find("a")["href"] == "/reports/411602/2021/q2/"


def test_the_newest_comes_first_with_what_changed(client, table):
    cast.fill(table, {"actions": 40, "officers": 92, "trademark-closed": 0})
    cast.submit(table, at=cast.moment(date(2021, 6, 25), 9))
    cast.send_back(table, reason="请核对立案数", at=cast.moment(date(2021, 6, 26), 10))
    cast.fill(table, {"actions": 46, "officers": 92, "trademark-value": 0})
    cast.submit(table, at=cast.moment(date(2021, 6, 27), 11))
    cast.approve(table, at=cast.moment(date(2021, 6, 28), 12))
    assert [lines(section) for section in show(client).all("section")] == [
        [
            "第 4 版 · 审核通过",
            "2021年6月28日 12:00，市局审核员；填报人 填报员甲；空白格已确认按 0 报送",
            "数字与上一版相同。",
        ],
        [
            "第 3 版 · 报送",
            "2021年6月27日 11:00，川汇区填报员；填报人 填报员甲；空白格已确认按 0 报送",
            "与上一版相比，3 格有变化 格 原为 现为 开展执法行动 40 46 "
            "商标侵权案件 · 结案 0 （空白） 商标侵权案件 · 涉案金额 （空白） 0",
        ],
        [
            "第 2 版 · 退回",
            "2021年6月26日 10:00，市局审核员；填报人 填报员甲；空白格已确认按 0 报送",
            "原因：请核对立案数",
            "数字与上一版相同。",
        ],
        [
            "第 1 版 · 报送",
            "2021年6月25日 09:00，川汇区填报员；填报人 填报员甲；空白格已确认按 0 报送",
            "首个版本。",
        ],
    ]


def test_a_change_names_the_cell_the_old_and_the_new_figure(client, table):
    cast.fill(table, {"actions": 40, "trademark-filed": 0})
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    cast.fill(table, {"actions": 46, "officers": 0})
    cast.submit(table)
    (changes,) = show(client).all("table")
    assert [row.texts for row in changes.find("tbody").all("tr")] == [
        ["开展执法行动", "40", "46"],
        ["出动执法人员", "（空白）", "0"],
        ["商标侵权案件 · 立案", "0", "（空白）"],
    ]


def test_every_event_has_its_name(client, table):
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    cast.submit(table)
    cast.send_back(table)
    cast.submit(table)
    cast.approve(table)
    table.reopen(by=cast.reviewer(), edition=6, reason="更正立案数")
    assert [heading.text for heading in show(client).all("h2")] == [
        "第 7 版 · 退回更正",
        "第 6 版 · 审核通过",
        "第 5 版 · 报送",
        "第 4 版 · 退回",
        "第 3 版 · 报送",
        "第 2 版 · 撤回",
        "第 1 版 · 报送",
    ]


def test_a_zero_report_says_so(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    assert show(client).find("section").texts[1] == (
        "2021年6月28日 10:00，川汇区填报员；填报人 川汇区填报员；零报告"
    )


def test_the_digest_is_the_editions(client, table):
    edition = cast.submit(table)
    assert show(client).find("p", class_="digest").text == f"SHA-256 {edition.digest}"


def test_a_reason_is_text(client, table):
    cast.submit(table)
    cast.send_back(table, reason="<script>alert(1)</script>")
    page = show(client)
    assert page.find("p", class_="reason").text == "原因：<script>alert(1)</script>"
    assert page.find("main").all("script") == []


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_look_it_up_too(client, table, account):
    cast.submit(table)
    client.force_login(account())
    assert [heading.text for heading in show(client).all("h2")] == ["第 1 版 · 报送"]


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    assert client.get(URL).status_code == 404


def test_a_visitor_is_sent_to_sign_in(client, table):
    client.logout()
    response = client.get(URL)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")


def test_it_is_only_read(client, table):
    response = client.post(URL)
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(("others", "rounds"), [(1, 1), (59, 10)])
def test_it_takes_seven_queries_however_many_editions_and_units(
    client, django_assert_num_queries, others, rounds
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    table = cast.report(cast.open_period(units=codes))
    for _ in range(rounds):
        cast.submit(table)
        cast.send_back(table)
    with django_assert_num_queries(8):
        response = client.get(URL)
    assert len(html.read(response).all("section")) == 2 * rounds
