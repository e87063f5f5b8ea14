"""The official table as a clerk fills it in: GET /reports/<unit>/<year>/q<n>/."""

from datetime import date

import pytest
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from tests import cast
from tests.statistics.entry.saving import base, in_inputs
from tests.statistics.entry.table_page import FIRST_QUARTER, SECOND_QUARTER, URL, show, totals

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

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

# --- To fill in ----------------------------------------------------------------------------------


def test_a_blank_table_has_an_input_for_every_cell(client, table):
    form = show(client).find("form", id="table-form")
    assert base(form) == {}
    assert in_inputs(form) == dict.fromkeys(CELL_LABELS, "") | {
        "version": "1",
        "entry": "cumulative",
        "cut_off_on": "2021-06-30",
        "filled_by": "川汇区填报员",
    }


def test_figures_stand_in_the_inputs_as_people_write_them(client, table):
    cast.fill(table, SECOND_QUARTER, cut_off_on=date(2021, 6, 25))
    form = show(client).find("form", id="table-form")
    assert {name: text for name, text in in_inputs(form).items() if text} == {
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
    assert [each.text for each in cases.all("th", scope="row")] == [
        *(name for _, name in CATEGORIES),
        "合计",
    ]


def test_the_head_says_what_is_filled_in(client, table):
    page = show(client)
    assert page.find("title").text == "2021年二季度 · 川汇区 · 知识产权执法数据报送"
    assert page.find("h1").text == "2021年知识产权执法数据统计表 · 二季度"
    assert page.find("p", class_="about").text == (
        "统计时间：2021年1月1日至统计截止日 累计数 填报人 显示去年同期"
    )


def test_the_cut_off_day_is_picked_within_the_quarter(client, table):
    field = show(client).find("input", id="cut_off_on")
    assert (field["type"], field["min"], field["max"]) == ("date", "2021-04-01", "2021-06-30")


def test_totals_are_computed_and_have_no_inputs(client, table):
    cast.fill(table, SECOND_QUARTER)
    page = show(client)
    assert [cell.text for cell in totals(page)] == ["11", "2", "15.54", *["0"] * 8]
    assert page.find("tfoot").all("input") == []


def test_what_can_be_done_with_a_draft(client, table):
    page = show(client)
    bar = page.find("div", class_="bar")
    assert {link.text: link["href"] for link in bar.find("ul").all("a")} == {
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
    assert show(client).find("span", id="save-state").text == "已保存 2021年6月21日 09:00"


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
        show(client).find("p", class_="due").text == f"{today.month}月{today.day}日截止，今日到期"
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
