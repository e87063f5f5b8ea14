"""Any two versions of a table compared: GET /reports/<unit>/<year>/q<n>/editions/compare/?old=1&new=3."""

import hashlib
from datetime import date

import pytest

from statistics.form.figures import Figures
from statistics.models import Edition, TakeOver, take_over
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.entry.comparing import (
    GARBAGE,
    REPORT,
    UNCLEAR,
    URL,
    about,
    city_url,
    compared,
    options,
    rows,
    show_page,
    summary,
    three_editions,
    told,
)


@pytest.fixture
def table(db):
    return three_editions()


EXPLAINED = {
    key: f"其他：{key}系联合执法中的特殊情形" for key in ("A3-actions", "D3-trademark-filed")
}


@pytest.fixture
def clerk(table):
    return city.sign_in(cast.clerk(table.unit))


# --- What it shows -------------------------------------------------------------------------------


def test_the_figures_that_differ(clerk):
    page = compared(clerk, 1, 3)
    headings = [each.text for each in page.find("table", class_="figures").all("th", scope="col")]
    assert headings == ["格", "第 1 版", "第 3 版", "差额"]
    assert rows(page) == [
        ["开展执法行动（次）", "40", "46", "+6"],
        ["出动执法人员（人次）", "（空白）", "0", "0"],
        ["商标侵权案件 · 立案（件）", "10", "（空白）", "−10"],
        ["商标侵权案件 · 涉案金额（万元）", "15.54", "20", "+4.46"],
    ]
    assert rows(page, "tfoot") == [
        ["合计 · 立案（件）", "10", "0", "−10"],
        ["合计 · 涉案金额（万元）", "15.54", "20", "+4.46"],
    ]
    assert summary(page) == (
        "第 1 版与第 3 版有 4 格数字不同，2 栏合计不同。数字之外不同的：统计截止日、"
        "情况说明 · D3 商标侵权案件 · 立案。"
    )


def test_both_editions_side_by_side(clerk, table):
    first, _, third = table.editions.order_by("number")
    assert about(compared(clerk, 1, 3)) == {
        "事件": ["报送", "报送", ""],
        "时间": ["2021年6月25日 09:00", "2021年6月27日 11:00", ""],
        "操作人": ["川汇区填报员", "川汇区填报员", ""],
        "单位代码": ["411602", "411602", "相同"],
        "单位名称": ["川汇区市场监督管理局"] * 2 + ["相同"],
        "报送截止日": ["2021年6月30日", "2021年6月30日", "相同"],
        "审核规则版本": ["1", "1", "相同"],
        "统计截止日": ["2021年6月25日", "2021年6月30日", "不同"],
        "填报人": ["填报员甲", "填报员甲", "相同"],
        "空白格按 0 报送": ["是", "是", "相同"],
        "情况说明 · A3 开展执法行动": [EXPLAINED["A3-actions"]] * 2 + ["相同"],
        "情况说明 · D3 商标侵权案件 · 立案": ["（无）", EXPLAINED["D3-trademark-filed"], "不同"],
        "数字摘要（SHA-256）": [first.digest, third.digest, "不同"],
    }


def test_the_same_figures_at_two_events(clerk):
    page = compared(clerk, 1, 2)
    assert summary(page) == "两个版本的数字完全相同。"
    assert page.all("table", class_="figures") == []
    assert about(page)["原因"] == ["（无）", "请核对立案数", ""]
    assert about(page)["事件"] == ["报送", "退回", ""]
    assert about(page)["数字摘要（SHA-256）"][2] == "相同"


def test_turned_round(clerk):
    page = compared(clerk, 3, 1)
    assert rows(page)[0] == ["开展执法行动（次）", "46", "40", "−6"]
    assert options(page) == {
        "old": ["第 3 版 · 报送（2021年6月27日 11:00）", "3", "2", "1"],
        "new": ["第 1 版 · 报送（2021年6月25日 09:00）", "3", "2", "1"],
    }


def test_a_case_in_another_category_leaves_the_totals_alone(clerk, table):
    table.withdraw(by=cast.clerk(table.unit))
    cast.fill(table, {"trademark-filed": 3})
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    cast.fill(table, {"other_trademark-filed": 3})
    cast.submit(table)
    page = compared(clerk, 5, 7)
    assert summary(page).startswith("第 5 版与第 7 版有 2 格数字不同，各栏合计相同。")
    assert page.find("table", class_="figures").all("tfoot") == []


def test_a_zero_report(clerk, table):
    table.withdraw(by=cast.clerk(table.unit))
    cast.fill(table, {})
    cast.submit(table)
    page = compared(clerk, 3, 5)
    assert about(page)["零报告"] == ["否", "是", "不同"]
    assert "数字之外不同的：零报告、" in summary(page)


def imported(table, name: str, figures: dict):
    """Reported with the figures of a workbook that the clerk sent in at ten o'clock on 28 June."""
    entry = TakeOver(
        report_id=table.pk,
        version=table.version,
        figures=Figures(figures),
        cut_off_on=date(2021, 6, 30),
        name=name,
        content=name.encode(),
    )
    assert take_over([entry], by=cast.clerk(table.unit), at=cast.moment(date(2021, 6, 28))) == {}
    table.refresh_from_db()


def test_figures_from_a_workbook(clerk, table, django_assert_num_queries):
    table.withdraw(by=cast.clerk(table.unit))
    imported(table, "川汇区.xlsx", {"actions": 41})
    cast.fill(table, {"actions": 42})
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    imported(table, "再报.xlsx", {"actions": 43})
    cast.submit(table)
    page = compared(clerk, 3, 5)
    digest = hashlib.sha256("川汇区.xlsx".encode()).hexdigest()
    assert about(page)["来源工作簿"] == [
        "（无，在填报页上填写）",
        "数字取自《川汇区.xlsx》（6月28日 10:00，川汇区填报员），之后又改动 1 格。 "
        f"工作簿 SHA-256 {digest}",
        "不同",
    ]
    assert summary(page).endswith("、来源工作簿。")
    with django_assert_num_queries(8):
        page = compared(clerk, 5, 7)
    assert about(page)["来源工作簿"][2] == "不同"
    assert about(compared(clerk, 5, 6))["来源工作簿"][2] == "相同"


def test_an_edition_that_was_altered_is_named(clerk, table):
    edition = table.editions.get(number=1)
    content = edition.content | {"filled_by": "别人"}
    editions = Edition.objects.filter(pk=edition.pk)
    super(type(editions), editions).update(content=content)
    assert [alert.text for alert in compared(clerk, 1, 3).all(role="alert")] == [
        "第 1 版的内容与当时的摘要不符，可能被改动过，请立即告知系统管理员。"
    ]


def test_a_reason_is_text(clerk, table):
    cast.send_back(table, reason="<script>alert(1)</script>")
    page = compared(clerk, 1, 4)
    assert about(page)["原因"] == ["（无）", "<script>alert(1)</script>", ""]
    assert page.find("main").all("script") == []


# --- Which two -----------------------------------------------------------------------------------


def test_the_versions_page_asks_which_two_and_offers_the_last_two_submissions(clerk, table):
    cast.approve(table)
    form = show_page(clerk, f"{REPORT}editions/").find("form", class_="choose")
    assert (form["method"], form["action"]) == ("get", URL)
    assert options(form) == {
        "old": ["第 1 版 · 报送（2021年6月25日 09:00）", "4", "3", "2", "1"],
        "new": ["第 3 版 · 报送（2021年6月27日 11:00）", "4", "3", "2", "1"],
    }
    assert [label["for"] for label in form.all("label")] == ["compare-old", "compare-new"]


def test_with_one_submission_it_offers_the_last_two_versions(db, client):
    table = cast.report(cast.open_period())
    client.force_login(cast.clerk(table.unit))
    cast.submit(table)
    assert show_page(client, f"{REPORT}editions/").all("select") == []
    cast.approve(table)
    chosen = options(show_page(client, f"{REPORT}editions/"))
    assert {name: words[0].partition("（")[0] for name, words in chosen.items()} == {
        "old": "第 1 版 · 报送",
        "new": "第 2 版 · 审核通过",
    }


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:20] or "nothing")
def test_what_names_no_two_versions_is_asked_again(clerk, query):
    assert told(clerk, query) == (422, UNCLEAR)


@pytest.mark.parametrize("number", [0, 4, 999999999])
def test_a_version_that_this_table_does_not_have(clerk, number):
    sentence = f"这张表没有第 {number} 版。现有第 1 版至第 3 版，请重新选择。"
    assert told(clerk, f"?old=1&new={number}") == (404, sentence)
    assert told(clerk, f"?old={number}&new=1") == (404, sentence)
    assert told(clerk, f"?old={number}&new={number}") == (404, sentence)


def test_a_version_with_itself(clerk):
    assert told(clerk, "?old=2&new=2") == (
        422,
        "两边都是第 2 版，无从比较；请选择两个不同的版本。",
    )


@pytest.mark.parametrize(
    ("submissions", "sentence"),
    [
        (0, "这张表没有第 7 版。该表尚未报送。"),
        (1, "这张表没有第 7 版。现在只有第 1 版，无其他版本可供比较。"),
    ],
)
def test_with_nothing_to_compare(db, client, submissions, sentence):
    table = cast.report(cast.open_period())
    client.force_login(cast.clerk(table.unit))
    for _ in range(submissions):
        cast.submit(table)
    response = client.get(f"{URL}?old=7&new=8")
    page = html.read(response)
    assert (response.status_code, page.find(role="alert").text) == (404, sentence)
    assert page.all("select") == []


def test_the_editions_of_another_report_are_not_reached_by_their_numbers(clerk, table):
    """Numbers are a report's own; a key of the database is none."""
    other = cast.report(table.period, cast.HUAIYANG)
    for _ in range(4):
        cast.submit(other)
        cast.send_back(other)
    status, sentence = told(clerk, f"?old=1&new={other.editions.last().number}")
    assert (status, sentence) == (404, "这张表没有第 8 版。现有第 1 版至第 3 版，请重新选择。")


# --- Who -----------------------------------------------------------------------------------------


def test_the_neighbour_does_not_find_it(table, client):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    assert client.get(f"{URL}?old=1&new=3").status_code == 404


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_same_two(table, client):
    response = client.get(f"{URL}?old=1&new=3")
    assert response["location"] == f"/accounts/login/?next={URL}%3Fold%3D1%26new%3D3"


def test_it_is_only_read(clerk):
    response = clerk.post(f"{URL}?old=1&new=3")
    assert (response.status_code, response["allow"]) == (405, "GET, HEAD")


# --- Cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rounds", "others"), [(1, 1), (10, 59)])
def test_queries_grow_neither_with_editions_nor_with_units(
    db, django_assert_num_queries, rounds, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    table = cast.report(cast.open_period(units=codes))
    for _ in range(rounds):
        cast.submit(table)
        cast.send_back(table)
    clerk, reviewer = city.sign_in(cast.clerk(table.unit)), city.sign_in(cast.reviewer())
    with django_assert_num_queries(8):
        compared(clerk, 1, 2 * rounds)
    with django_assert_num_queries(6):
        compared(reviewer, 1, 2 * rounds, city_url(table))
