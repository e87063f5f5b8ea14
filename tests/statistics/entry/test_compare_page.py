"""Any two versions of a table compared: GET /reports/<unit>/<year>/q<n>/editions/compare/?old=1&new=3.

And the same as the city sees it: GET /admin/statistics/report/<id>/editions/compare/?old=1&new=3.
"""

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.figures import Figures
from statistics.form.indicators import CELLS, COLUMNS
from statistics.form.normaliser import show
from statistics.models import Edition, TakeOver, take_over
from statistics.models.edition import content_of
from statistics.record import comparison
from statistics.record.comparison import KEPT, Difference, Kept, Side, cells, sides, totals
from tests import cast, html
from tests.statistics.admin import city

REPORT = "/reports/411602/2021/q2/"
URL = f"{REPORT}editions/compare/"
FIRST = {"actions": 40, "trademark-filed": 10, "trademark-value": Decimal("15.54")}


EXPLAINED = {
    key: f"其他：{key}系联合执法中的特殊情形"
    for key in ("A3-actions", "D3-trademark-filed", "M3-trademark-value")
}


@pytest.fixture
def table(db):
    """Submitted, returned, and submitted once more with other figures: three editions."""
    table = cast.report(cast.open_period())
    cast.fill(table, FIRST, cut_off_on=date(2021, 6, 25))
    cast.submit(table, at=cast.moment(date(2021, 6, 25), 9))
    cast.send_back(table, reason="请核对立案数", at=cast.moment(date(2021, 6, 26), 10))
    cast.fill(table, {"actions": 46, "officers": 0, "trademark-value": Decimal("20")})
    cast.submit(table, at=cast.moment(date(2021, 6, 27), 11))
    return table


@pytest.fixture
def clerk(table):
    return city.sign_in(cast.clerk(table.unit))


def show_page(client, address) -> html.Element:
    response = client.get(address)
    assert response.status_code == 200
    return html.read(response)


def compared(client, old, new, url=URL) -> html.Element:
    return show_page(client, f"{url}?old={old}&new={new}")


def rows(page, part="tbody", class_="figures") -> list[list[str]]:
    return [row.texts for row in page.find("table", class_=class_).find(part).all("tr")]


def about(page) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows(page, class_="about")}


def summary(page) -> str:
    return page.find("p", class_="summary").text


def options(page) -> dict[str, list[str]]:
    """What each of the two lists has chosen, and all that it offers."""
    return {
        select["name"]: [option.text for option in select.all("option") if "selected" in option]
        + [option["value"] for option in select.all("option")]
        for select in page.all("select")
    }


# --- What it shows -------------------------------------------------------------------------------


def test_the_figures_that_differ(clerk):
    page = compared(clerk, 1, 3)
    headings = [each.text for each in page.find("table", class_="figures").all("th", scope="col")]
    assert headings == ["格", "第 1 版", "第 3 版", "差额"]
    assert rows(page) == [
        ["开展执法行动（次）", "40", "46", "+6"],
        ["出动执法人员（人次）", "（空白）", "0", "0"],
        ["商标侵权案件 · 立案（件）", "10", "（空白）", "-10"],
        ["商标侵权案件 · 涉案金额（万元）", "15.54", "20", "+4.46"],
    ]
    assert rows(page, "tfoot") == [
        ["合计 · 立案（件）", "10", "0", "-10"],
        ["合计 · 涉案金额（万元）", "15.54", "20", "+4.46"],
    ]
    assert summary(page) == (
        "第 1 版与第 3 版有 4 格数字不同，2 栏合计不同。数字之外不同的：统计截止日、"
        "情况说明 · D3 商标侵权案件 · 立案、情况说明 · M3 商标侵权案件 · 涉案金额。"
    )


def test_both_editions_side_by_side(clerk, table):
    first, _, third = table.editions.order_by("number")
    assert about(compared(clerk, 1, 3)) == {
        "事件": ["报送", "报送", ""],
        "时间": ["2021年6月25日 09:00", "2021年6月27日 11:00", ""],
        "操作人": ["川汇区填报员", "川汇区填报员", ""],
        "单位代码": ["411602", "411602", "相同"],
        "统计截止日": ["2021年6月25日", "2021年6月30日", "不同"],
        "填报人": ["填报员甲", "填报员甲", "相同"],
        "空白格按 0 报送": ["是", "是", "相同"],
        "情况说明 · A3 开展执法行动": [EXPLAINED["A3-actions"]] * 2 + ["相同"],
        "情况说明 · D3 商标侵权案件 · 立案": ["（无）", EXPLAINED["D3-trademark-filed"], "不同"],
        "情况说明 · M3 商标侵权案件 · 涉案金额": [
            "（无）",
            EXPLAINED["M3-trademark-value"],
            "不同",
        ],
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
    assert rows(page)[0] == ["开展执法行动（次）", "46", "40", "-6"]
    assert options(page) == {
        "old": ["第 3 版 · 报送（6月27日 11:00）", "3", "2", "1"],
        "new": ["第 1 版 · 报送（6月25日 09:00）", "3", "2", "1"],
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
    assert page.all("script") == []


# --- Which two -----------------------------------------------------------------------------------


def test_the_versions_page_asks_which_two_and_offers_the_last_two_submissions(clerk, table):
    cast.approve(table)
    form = show_page(clerk, f"{REPORT}editions/").find("form", class_="choose")
    assert (form["method"], form["action"]) == ("get", URL)
    assert options(form) == {
        "old": ["第 1 版 · 报送（6月25日 09:00）", "4", "3", "2", "1"],
        "new": ["第 3 版 · 报送（6月27日 11:00）", "4", "3", "2", "1"],
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


def told(client, query, url=URL) -> tuple[int, str]:
    response = client.get(url + query)
    page = html.read(response)
    assert page.all("table") == []
    assert [words[0][:5] for words in options(page).values()] == ["第 1 版", "第 3 版"]
    return response.status_code, page.find(role="alert").text


UNCLEAR = "网址中没有写明要比较哪两个版本；请选择两个版本，再按“比较”。"
GARBAGE = [
    *("", "?", "?old=1", "?new=3", "?old=&new=", "?old=a&new=3", "?old=1&new=x", "?old=-1&new=3"),
    *("?old=1.0&new=3", "?old=%EF%BC%91&new=3", "?old=%D9%A1&new=3", "?old=%00&new=3", "?old=+1&new=3"),
    *("?old=1'--&new=3", f"?old={'9' * 5000}&new=3", "?old=1234567890&new=3", "?old[]=1&new[]=3"),
    *("?old=%FF&new=3", "?old=1&new=3&new="),
]  # fmt: skip


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
        "两边都是第 2 版，没有可比的；请选择两个不同的版本。",
    )


@pytest.mark.parametrize(
    ("submissions", "sentence"),
    [
        (0, "这张表没有第 7 版。它还没有报送过。"),
        (1, "这张表没有第 7 版。现在只有第 1 版，没有可比的。"),
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


def city_url(table) -> str:
    return f"/admin/statistics/report/{table.pk}/editions/compare/"


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_sees_the_same(clerk, table, account):
    shown = compared(city.sign_in(account()), 1, 3, city_url(table))
    assert shown.find("h1").text == "比较版本 · 川汇区市场监督管理局 2021年二季度"
    own = compared(clerk, 1, 3)
    for class_ in ("figures", "about"):
        theirs = shown.find("table", class_=class_).text
        assert theirs == own.find("table", class_=class_).text
    assert summary(shown) == summary(own)


@pytest.mark.parametrize("query", GARBAGE, ids=lambda query: query[:20] or "nothing")
def test_the_city_is_asked_again_too(table, query):
    assert told(city.sign_in(cast.reviewer()), query, city_url(table)) == (422, UNCLEAR)


def test_the_city_is_told_of_versions_that_are_not_there(table):
    sentence = "这张表没有第 9 版。现有第 1 版至第 3 版，请重新选择。"
    client = city.sign_in(cast.reviewer())
    assert told(client, "?old=1&new=9", city_url(table)) == (404, sentence)


def test_whoever_may_not_see_editions_may_not_compare_them(table):
    reviewer = cast.reviewer()
    client = city.sign_in(reviewer)
    seen = reviewer.groups.get().permissions
    seen.remove(seen.get(codename="view_edition"))
    assert client.get(f"{city_url(table)}?old=1&new=3").status_code == 403


@pytest.mark.parametrize("number", [0, 999999, 10**30])
def test_a_report_that_does_not_exist(table, number):
    address = f"/admin/statistics/report/{number}/editions/compare/?old=1&new=3"
    assert city.sign_in(cast.reviewer()).get(address).status_code == 404


def links(page, table) -> dict[str, str]:
    known = [link for link in page.all("a") if link["href"].startswith(city_url(table))]
    return {link.text: link["href"].removeprefix(city_url(table)) for link in known}


def test_the_ways_to_it_in_the_admin(table):
    client = city.sign_in(cast.reviewer())
    assert links(show_page(client, city.review_page(table)), table) == {
        "第 3 版与其他版本比较": "?old=2&new=3",
        "第 2 版与其他版本比较": "?old=1&new=2",
    }
    first, _, third = table.editions.order_by("number")
    pages = [
        show_page(client, f"/admin/statistics/edition/{each.pk}/change/") for each in (first, third)
    ]
    assert [links(page, table) for page in pages] == [{}, {"与其他版本比较": "?old=2&new=3"}]


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


# --- The law -------------------------------------------------------------------------------------

counts = st.none() | st.integers(0, 999_999_999)
amounts = st.none() | st.integers(0, 999_999_999_999_999).map(lambda fen: Decimal(fen).scaleb(-6))
tables = st.fixed_dictionaries(
    {name: amounts if cell.indicator.is_amount else counts for name, cell in CELLS.items()}
).map(Figures)
changed = st.dictionaries(st.sampled_from(sorted(CELLS)), st.none() | st.integers(0, 9))


def label(name: str) -> str:
    return f"{CELLS[name].label}（{CELLS[name].indicator.unit}）"


def turned(differences: list[Difference]) -> list[tuple[str, str, str]]:
    return [(each.label, each.new, each.old) for each in differences]


@given(tables, changed)
@settings(max_examples=60, deadline=None)
def test_a_comparison_is_exactly_what_differs_and_turning_it_round_swaps_old_and_new(old, some):
    new = old.replace(some)
    names = old.differences(new)
    found = cells(old, new)
    assert [(each.label, each.old, each.new) for each in found] == [
        (label(name), show(old[name]), show(new[name])) for name in names
    ]
    columns = [column for column in COLUMNS if old.totals[column.key] != new.totals[column.key]]
    sums = totals(old, new)
    assert [each.label for each in sums] == [f"合计 · {column.label}" for column in columns]
    for there, back in ((found, cells(new, old)), (sums, totals(new, old))):
        assert turned(there) == [(each.label, each.old, each.new) for each in back]
        assert all(
            Decimal(one.by) == -Decimal(two.by) for one, two in zip(there, back, strict=True)
        )
    figures = zip(names, found, strict=True)
    assert all(Decimal(each.by) == (new[n] or 0) - (old[n] or 0) for n, each in figures)


@given(tables)
@settings(max_examples=10, deadline=None)
def test_a_table_does_not_differ_from_itself(figures):
    assert (cells(figures, figures), totals(figures, figures)) == ([], [])


# --- What is kept beside the figures -------------------------------------------------------------


def test_every_key_of_an_edition_is_compared_somewhere(table):
    elsewhere = {"year", "quarter", "figures", "workbook"}  # the report's own; and the cells
    assert content_of(table).keys() - elsewhere <= KEPT.keys()


def test_a_new_key_takes_one_line_and_is_compared_item_by_item(monkeypatch):
    explained = Kept(
        "情况说明", shown=lambda item: item["text"], named=lambda key, item: item["says"]
    )
    monkeypatch.setattr(comparison, "KEPT", {"explanations": explained, "reply": Kept("答复")})
    same = {"says": "结案多于立案", "text": "含上年结转两件"}
    old = {"explanations": {"D1": same, "M1": {"says": "罚没款较大", "text": "依法从重处罚"}}}
    new = {"explanations": {"D1": same, "A4": {"says": "人次偏少", "text": "外单位联合执法"}}}
    assert sides(old, new | {"reply": "已核对"}) == [
        Side("情况说明 · 罚没款较大", "依法从重处罚", "（无）", differs=True),
        Side("情况说明 · 人次偏少", "（无）", "外单位联合执法", differs=True),
        Side("答复", "（无）", "已核对", differs=True),
    ]
    assert sides(old, old | {"reply": ""}) == []
    assert sides({}, new)[0] == Side(
        "情况说明 · 结案多于立案", "（无）", "含上年结转两件", differs=True
    )
