"""The official table as a clerk sees it: GET /reports/<unit>/<year>/q<n>/."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from tests import cast, html

pytestmark = pytest.mark.django_db

URL = "/reports/411602/2021/q2/"
COLUMNS = [
    ("filed", "立案（件）"),
    ("closed", "结案（件）"),
    ("value", "涉案金额（万元）"),
    ("penalty", "罚没款金额（万元）"),
    ("recovered", "挽回经济损失（万元）"),
    ("transferred", "移送司法机关案件（件）"),
    ("ecommerce", "电商领域案件（件）"),
    ("key_market", "重点实体经济市场案件（件）"),
    ("rural_market", "农村市场案件（件）"),
    ("foreign", "外商投资企业被侵权案件（件）"),
    ("foreign_recovered", "挽回外商投资企业经济损失（万元）"),
]
CATEGORIES = [
    ("trademark", "商标侵权案件"),
    ("geographical_indication", "地理标志案件"),
    ("official_sign", "官方标志、特殊标志和奥林匹克标志案件"),
    ("trademark_agency", "商标代理案件"),
    ("other_trademark", "其他商标案件"),
    ("counterfeit_patent", "假冒专利案件"),
    ("patent_agency", "专利代理案件"),
    ("other_patent", "其他专利案件"),
]
ACTIONS = [
    ("actions", "开展执法行动（次）"),
    ("officers", "出动执法人员（人次）"),
    ("market_actions", "实体经济执法行动（次）"),
    ("market_officers", "实体经济出动执法人员（人次）"),
    ("key_markets", "辖区重点实体经济市场数量（个）"),
]
CELL_LABELS = dict(ACTIONS) | {
    f"{category}-{column}": f"{row} · {heading}"
    for category, row in CATEGORIES
    for column, heading in COLUMNS
}
FIRST_QUARTER = {
    "actions": 20,
    "key_markets": 7,
    "trademark-filed": 4,
    "trademark-value": Decimal("3.5"),
    "trademark-closed": 3,
}
SECOND_QUARTER = {
    "actions": 46,
    "key_markets": 5,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
    "trademark-closed": 2,
    "other_patent-filed": 1,
}


@pytest.fixture
def table():
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture
def with_previous():
    """The same after a first quarter that was reported."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, FIRST_QUARTER)
    cast.submit(first)
    second = cast.report(cast.open_period())
    cast.fill(second, SECOND_QUARTER)
    return second


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


def show(client, query="") -> html.Element:
    response = client.get(URL + query)
    assert response.status_code == 200
    return html.read(response)


def texts(page, name: str) -> list[str]:
    """What stands in a cell besides its label and input."""
    cell = page.find("td", **{"data-cell": name})
    return [span.text for span in cell.all("span") if "problem" not in span.attributes["class"]]


# --- To fill in ----------------------------------------------------------------------------------


def test_a_blank_table_has_an_input_for_every_cell(client, table):
    form = show(client).find("form", id="table-form")
    assert form.values == dict.fromkeys(CELL_LABELS, "") | {
        "version": "1",
        "entry": "cumulative",
        "cut_off_on": "2021-06-30",
        "filled_by": "川汇区填报员",
    }


def test_figures_stand_in_the_inputs_as_people_write_them(client, table):
    cast.fill(table, SECOND_QUARTER, cut_off_on=date(2021, 6, 25))
    form = show(client).find("form", id="table-form")
    assert {name: text for name, text in form.values.items() if text} == {
        "actions": "46",
        "key_markets": "5",
        "trademark-filed": "10",
        "trademark-closed": "2",
        "trademark-value": "15.54",
        "other_patent-filed": "1",
        "version": "2",
        "entry": "cumulative",
        "cut_off_on": "2021-06-25",
        "filled_by": "填报员甲",
    }


def test_every_input_can_be_heard(client, table):
    """By the first of aria-label and its own <label>, as a screen reader chooses."""
    form = show(client).find("form", id="table-form")
    labels = {label["for"]: label.text for label in form.all("label")}
    visible = [field for field in form.all("input") if field.attributes.get("type") != "hidden"]
    heard = {
        field["name"]: field.attributes.get("aria-label") or labels[field["id"]]
        for field in visible
    }
    assert heard == CELL_LABELS | {"cut_off_on": "统计截止日", "filled_by": "填报人"}


def test_the_action_figures_have_visible_labels(client, table):
    page = show(client)
    labels = {
        label["for"]: label.text for label in page.find("table", class_="actions").all("label")
    }
    assert labels == dict(ACTIONS)


def test_the_table_has_the_words_of_the_official_form(client, table):
    cases = show(client).find("table", id="cases")
    for explanation in cases.all("details"):
        explanation.children.clear()
    assert cases.find("thead").find("tr").texts == [
        "案件数据",
        *(heading for _, heading in COLUMNS),
    ]
    rows = [*cases.find("tbody").all("tr"), *cases.find("tfoot").all("tr")]
    assert [row.find("th").text for row in rows] == [*(name for _, name in CATEGORIES), "合计"]


def test_the_head_says_what_is_filled_in(client, table):
    page = show(client)
    assert page.find("title").text == "2021年二季度 · 川汇区 · 知识产权执法数据报送"
    assert page.find("h1").text == "2021年知识产权执法数据统计表 · 二季度"
    assert page.find("p", class_="about").text == (
        "报送单位：川汇区市场监督管理局 统计时间：2021年1月1日至统计截止日 6月30日 累计数 填报人"
    )


def test_the_cut_off_day_is_picked_within_the_quarter(client, table):
    field = show(client).find("input", id="cut_off_on")
    assert (field["type"], field["min"], field["max"]) == ("date", "2021-04-01", "2021-06-30")


def test_totals_are_computed_and_have_no_inputs(client, table):
    cast.fill(table, SECOND_QUARTER)
    totals = show(client).find("tfoot")
    assert [cell.text for cell in totals.all("td")] == ["11", "2", "15.54", *["0"] * 8]
    assert totals.all("input") == []


def test_what_can_be_done_with_a_draft(client, table):
    page = show(client)
    bar = page.find("div", class_="bar")
    assert {link.text: link["href"] for link in bar.all("a")} == {
        "报送记录": "/reports/411602/2021/q2/editions/",
        "下载表格": "/reports/411602/2021/q2/attachment.xlsx",
        "导入表格": "/reports/411602/2021/q2/import/",
    }
    assert [button.text for button in bar.all("button", type="submit")] == ["保存", "检查并报送"]
    assert bar.find("button", id="submit")["formaction"] == "/reports/411602/2021/q2/submit/"
    assert page.all("form", id="withdraw") == []


def test_enter_saves_and_does_not_submit(client, table):
    """A browser presses the form's first submit button."""
    first = show(client).find("form", id="table-form").all("button", type="submit")[0]
    assert (first.text, "formaction" in first) == ("保存", False)


@pytest.mark.parametrize(
    ("figures", "left"),
    [
        ({}, "共 93 个空白格"),
        (SECOND_QUARTER, "共 87 个空白格"),
        (dict.fromkeys(CELLS, 0), "共 0 个空白格"),
    ],
)
def test_the_bar_counts_blanks(client, table, figures, left):
    cast.fill(table, figures)
    assert show(client).find("span", id="blank-count").text == left


def test_the_bar_says_when_it_was_saved(client, table):
    assert show(client).find("span", id="save-state").text == "尚未填写"
    cast.fill(table, {"actions": 1}, at=cast.moment(date(2021, 6, 21), 9))
    assert show(client).find("span", id="save-state").text == "已保存 6月21日 09:00"


def test_the_clerks_name_is_written_as_people_say_it(client, table):
    """Family name first, and as in the page's head; not 三 张."""
    clerk = cast.clerk(cast.unit())
    clerk.last_name, clerk.first_name = "张", "三"
    clerk.save()
    assert show(client).find("input", id="filled_by")["value"] == "张三"


def test_a_very_long_name_of_an_account_is_cut_to_what_the_field_holds(client, table):
    """Left as it is, the first save would be refused for a name that nobody typed."""
    clerk = cast.clerk(cast.unit())
    clerk.last_name = "张" * 31
    clerk.save()
    assert show(client).find("input", id="filled_by")["value"] == "张" * 30


def test_days_left_are_counted(client, table):
    today = timezone.localdate()
    ReportingPeriod.objects.update(opens_on=today, due_on=today)
    assert (
        show(client).find("p", class_="due").text == f"{today.month}月{today.day}日截止，就是今天"
    )


def test_a_finding_is_explained_under_the_table(client, table):
    cast.fill(table, {"actions": 3, "market_actions": 5})
    page = show(client)
    finding = page.find("div", class_="finding")
    assert finding.find("a")["href"] == "#market_actions"
    assert finding.text == (
        "实体经济执法行动强制性审核 现填 5 次，应不超过开展执法行动 3 次，多 2 次。"
        "前者是后者的一部分，请核对两格中填错的一个。"
    )
    marked = page.all("td", class_="level-mandatory")
    assert [cell["data-cell"] for cell in marked] == ["actions", "market_actions"]


# --- Beside last period's figures ----------------------------------------------------------------


def test_last_periods_figure_and_the_increment_stand_in_the_cell(client, with_previous):
    page = show(client)
    beside = {
        "actions": ["上期 20", "+26"],
        "officers": ["上期 —", ""],
        "key_markets": ["上期 7", ""],  # a stock has no increment
        "trademark-filed": ["上期 4", "+6"],
        "trademark-closed": ["上期 3", "-1"],
        "trademark-value": ["上期 3.5", "+12.04"],
        "other_patent-filed": ["上期 —", "+1"],
        "other_patent-closed": ["上期 —", ""],
    }
    assert {name: texts(page, name) for name in beside} == beside


def test_last_periods_figures_are_there_for_the_script(client, with_previous):
    cells = [cell for cell in show(client).all("td") if "data-cell" in cell]
    previous = {cell["data-cell"]: cell["data-previous"] for cell in cells}
    assert previous == dict.fromkeys(CELLS, "") | {
        "actions": "20",
        "key_markets": "7",
        "trademark-filed": "4",
        "trademark-closed": "3",
        "trademark-value": "3.5",
    }


def test_totals_have_their_increment_too(client, with_previous):
    totals = show(client).find("tfoot").all("td")
    assert [cell.text for cell in totals] == [
        "11上期 4+7",
        "2上期 3-1",
        "15.54上期 3.5+12.04",
        *["0上期 0"] * 8,  # nothing was typed there, so nothing is known to be new
    ]


def test_the_head_names_the_period_before(client, with_previous):
    assert show(client).find("p", class_="about").all("span")[-1].text == "上期：一季度"


def test_without_a_period_before_nothing_stands_beside(client, table):
    page = show(client)
    assert (page.all("small"), page.all("td", **{"data-previous": ""})) == ([], [])
    assert page.all("button", id="switch-entry") == []


def test_a_first_quarter_that_was_never_reported_is_no_period_before(client):
    cast.fill(cast.report(cast.open_period(quarter=1)), {"actions": 5})
    cast.open_period()
    assert show(client).all("small") == []


# --- By increment --------------------------------------------------------------------------------


def test_the_increment_view_turns_the_two_figures_around(client, with_previous):
    page = show(client, "?entry=increment")
    form = page.find("form", id="table-form")
    assert {name: text for name, text in form.values.items() if text} == {
        "actions": "26",
        "key_markets": "5",
        "trademark-filed": "6",
        "trademark-closed": "-1",
        "trademark-value": "12.04",
        "other_patent-filed": "1",
        "version": "2",
        "entry": "increment",
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
    }
    assert texts(page, "trademark-filed") == ["上期 4", "累计 10"]
    assert texts(page, "key_markets") == ["上期 7", ""]
    assert [cell.text for cell in page.find("tfoot").all("td")] == [
        "7上期 4累计 11",
        "-1上期 3累计 2",
        "12.04上期 3.5累计 15.54",
        *["0上期 0"] * 8,
    ]


@pytest.mark.parametrize(
    ("query", "entry"),
    [("", "cumulative"), ("?entry=x", "cumulative"), ("?entry=increment", "increment")],
)
def test_which_way_figures_are_entered(client, with_previous, query, entry):
    assert show(client, query).find("form", id="table-form").values["entry"] == entry


def test_without_a_period_before_there_is_no_increment_view(client, table):
    form = show(client, "?entry=increment").find("form", id="table-form")
    assert form.values["entry"] == "cumulative"


# --- To read -------------------------------------------------------------------------------------


def test_a_submitted_table_is_read_only(client, with_previous):
    cast.submit(with_previous, at=cast.moment(date(2021, 6, 28)))
    page = show(client)
    assert page.all("form", id="table-form") == []
    assert [field["name"] for field in page.all("input")] == ["csrfmiddlewaretoken"] * 2
    assert texts(page, "actions") == ["开展执法行动（次）", "46", "上期 20", "+26"]
    assert texts(page, "trademark-value") == ["15.54", "上期 3.5", "+12.04"]
    assert texts(page, "other_patent-closed") == ["", "上期 —", ""]
    assert page.find("div", class_="bar").find("p", class_="state").text == (
        "川汇区填报员 于 2021年6月28日 10:00 报送"
    )
    assert page.find("form", id="withdraw")["action"] == "/reports/411602/2021/q2/withdraw/"


def test_a_zero_report_says_so(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    state = show(client).find("div", class_="bar").find("p", class_="state")
    assert state.text == "川汇区填报员 于 2021年6月28日 10:00 报送（零报告）"


def test_an_approved_table_cannot_be_withdrawn(client, table):
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    cast.approve(table, at=cast.moment(date(2021, 6, 29), 15))
    page = show(client)
    assert page.find("div", class_="standing").find("p", class_="due").text == "6月30日截止"
    assert page.find("span", class_="status").text == "已审核"
    assert page.find("div", class_="bar").find("p", class_="state").text == (
        "川汇区填报员 于 2021年6月28日 10:00 报送（零报告），6月29日 15:00 审核通过"
    )
    assert (page.all("form", id="withdraw"), page.all("form", id="table-form")) == ([], [])


def test_a_returned_table_shows_the_reason_and_can_be_filled_in(client, table):
    cast.submit(table)
    cast.send_back(table, reason="立案数与附件不符<b>")
    page = show(client)
    assert page.find("div", class_="warning").all("p")[0].text == "市局退回：立案数与附件不符<b>"
    assert page.find("span", class_="status").text == "已退回"
    assert page.find("form", id="table-form").values["version"] == "3"


def test_a_locked_table_is_read_only_and_says_since_when(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    page = show(client)
    assert page.all("form", id="table-form") == []
    assert page.find("p", class_="warning").text == (
        "2021年二季度已于 2021年7月20日锁定，不能再改；确需更正请联系市局知识产权保护科。"
    )


def test_a_locked_table_offers_no_withdrawal(client, table):
    """It would be refused: Report.withdraw()."""
    cast.submit(table)
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    page = show(client)
    assert (page.all("form", id="withdraw"), page.all("button", form="withdraw")) == ([], [])


def test_an_extension_holds_off_the_lock(client, table):
    today = timezone.localdate()
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    table.extend(by=cast.reviewer(), until=today, reason="机构改革")
    page = show(client)
    assert page.find("form", id="table-form")["action"].startswith(URL)
    assert page.find("p", class_="due").text == (
        f"{today.month}月{today.day}日截止（已延期），就是今天"
    )


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_read_it(client, table, account):
    cast.fill(table, SECOND_QUARTER)
    client.force_login(account())
    page = show(client)
    assert (page.all("form", id="table-form"), page.all("form", id="withdraw")) == ([], [])
    assert page.find("span", id="trademark-value").text == "15.54"


def test_printing_gives_the_official_sheet(client, table):
    """Its lines are on the page, for print.css to show."""
    page = show(client)
    assert page.find("p", class_="foot").text == "报送时间： 年 月 日"
    assert [note.text[:14] for note in page.find("ol", class_="notes").all("li")] == [
        "(1) 开展执法行动次数：指",
        "(2) 挽回经济损失：指侵权",
        "(3) 电商领域案件：指按照",
        "(4) 其他专利案件：指由市",
    ]
    cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    assert show(client).find("p", class_="foot").text == "报送时间：2021年6月28日"


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [1, 59])
@pytest.mark.parametrize("query", ["", "?entry=increment"])
def test_the_page_takes_eight_queries_however_many_units_there_are(
    client, django_assert_num_queries, others, query
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    first = cast.report(cast.open_period(quarter=1, units=codes))
    cast.fill(first, FIRST_QUARTER)
    cast.submit(first)
    cast.fill(cast.report(cast.open_period(units=codes)), SECOND_QUARTER)
    with django_assert_num_queries(8):
        response = client.get(URL + query)
    assert response.context["page"].report.period.reports.count() == others + 1
