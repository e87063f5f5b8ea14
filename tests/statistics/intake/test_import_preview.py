"""The preview of a clerk's workbook: what would change, and which cells cannot be taken."""

from datetime import date

import pytest

from tests import cast, html
from tests.statistics.intake.importing import (
    FIGURES,
    buttons,
    everything,
    filled,
    lines,
    shown,
    stored,
    summary,
    take_over,
    upload,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

UNIT = "报送单位：川汇区市场监督管理局"
TIME = "统计时间：2021年1月1日至2021年6月30日"
ABOUT = ["文件《川汇区.xlsx》", UNIT, TIME, "统计截止日：6月30日（现有 —）"]

# --- The preview ---------------------------------------------------------------------------------


def test_a_preview_shows_the_official_table_and_stores_nothing(client, table):
    before = everything()
    response = upload(client, workbook(table))
    assert response.status_code == 200
    assert shown(response) == {
        "actions": "46 现有 — 新填",
        "officers": "152 现有 — 新填",
        "trademark-filed": "10 现有 — 新填",
        "trademark-value": "15.54 现有 — 新填",
        "other_patent-filed": "1 现有 — 新填",
    }
    assert html.read(response).find("h1").text == "核对要填入的数字 · 川汇区 2021年二季度"
    assert html.read(response).find("p", class_="about").texts == [*ABOUT, "填报人 川汇区填报员"]
    assert summary(response) == "填入后有 5 格变化。"
    assert buttons(response) == ["不填入，返回统计表", "换一个文件", "填入 5 格"]
    assert lines(response) == []
    assert everything() == before


def test_each_cell_says_what_the_draft_has_and_what_becomes_of_it(client, table):
    figures = {"actions": 40, "officers": 152, "key_markets": 7, "trademark-filed": 8}
    cast.fill(table, figures | {"trademark-closed": 3})
    data = workbook(table, figures | {"actions": 46, "key_markets": None, "other_patent-filed": 0})
    response = upload(client, data)
    assert shown(response) == {
        "actions": "46 现有 40 更改",
        "officers": "152 现有 152",
        "key_markets": "现有 7 将清空",
        "trademark-filed": "8 现有 8",
        "trademark-closed": "现有 3 将清空",
        "other_patent-filed": "0 现有 — 新填",
    }
    assert summary(response) == "填入后有 4 格变化，其中 2 格将清空。"
    totals = html.read(response).find("tfoot").all("td")
    assert [total.text for total in totals[:3]] == ["8", "0现有 3", "0"]


def test_the_mark_of_a_cell_is_a_class_too(client, table):
    cast.fill(table, {"actions": 40, "officers": 3})
    cells = {"B7": "若干"}
    data = workbook(table, {"actions": 46, "trademark-filed": 1}, cells)
    page = html.read(upload(client, data))
    classes = {
        name: page.find("td", **{"data-cell": name})["class"]
        for name in (
            *("actions", "officers", "key_markets"),
            *("trademark-filed", "geographical_indication-filed"),
        )
    }
    assert classes == {
        "actions": "cell changed",
        "officers": "cell cleared",
        "key_markets": "cell",
        "trademark-filed": "cell filled",
        "geographical_indication-filed": "cell level-mandatory kept",
    }


def test_the_cut_off_day_is_shown_beside_the_drafts(client, table):
    cast.fill(table, {})
    response = upload(client, workbook(table, cut_off_on=date(2021, 6, 25)))
    assert html.read(response).find("span", id="cut_off_on").text == (
        "统计截止日：6月25日（现有 6月30日）"
    )
    take_over(client, response)
    assert stored(table).cut_off_on == date(2021, 6, 25)


def test_the_cut_off_day_alone_can_be_taken_over(client, table):
    cast.fill(table, FIGURES)
    response = upload(client, workbook(table, cut_off_on=date(2021, 6, 25)))
    assert summary(response) == "数字与表中现有的相同，只有统计截止日要改。"
    assert buttons(response)[-1] == "填入统计截止日"
    take_over(client, response)
    assert (stored(table).cut_off_on, filled(table)) == (date(2021, 6, 25), FIGURES)


def test_where_nothing_would_change_there_is_only_the_way_back(client, table):
    cast.fill(table, FIGURES)
    response = upload(client, workbook(table))
    assert summary(response) == "无需填入：读取的数字与表中现有的相同。"
    assert buttons(response) == ["不填入，返回统计表", "换一个文件"]


def test_what_would_not_hold_is_listed_as_on_the_table_page(client, table):
    response = upload(client, workbook(table, {"actions": 3, "market_actions": 5}))
    assert lines(response) == [
        (
            "#market_actions",
            "实体经济执法行动强制性审核 现填 5 次，应不超过开展执法行动 3 次，多 2 次。"
            "前者是后者的一部分，请核对两格中填错的一个。",
        )
    ]
    marked = html.read(response).all("td", class_="level-mandatory")
    assert [cell["class"] for cell in marked] == ["cell level-mandatory filled"] * 2


def test_how_a_cell_was_read_is_noted_apart(client, table):
    response = upload(client, workbook(table, FIGURES, {"C6": "9件", "C14": 9}))
    notes = html.read(response).find("ul", class_="readings")
    assert notes.texts == ["统计表!C6 商标侵权案件 · 结案：“9件”的数字后写有单位“件”，已读作 9。"]
    assert notes.find("a")["href"] == "#trademark-closed"
    assert (lines(response), buttons(response)[-1]) == ([], "填入 6 格")


def test_text_from_the_workbook_stays_text(client, table):
    response = upload(client, workbook(table, {}, {"B6": "<script>alert(1)</script>"}))
    page = html.read(response)
    assert page.find("span", id="trademark-filed").text == "<script>alert(1)</sc…"
    assert page.find("main").all("script") == []


def test_characters_that_no_one_can_see_are_shown(client, table):
    response = upload(client, workbook(table, {}, {"B6": "4\u202e6"}))
    assert shown(response) == {"trademark-filed": "4□6 现有 — 未采用"}


# --- Cells that cannot be taken ------------------------------------------------------------------


def test_a_cell_with_a_problem_shows_what_stands_there_and_where(client, table):
    cast.fill(table, {"actions": 40})
    response = upload(client, workbook(table, FIGURES, {"C3": "约30", "D6": "15.54元"}))
    assert {name: shown(response)[name] for name in ("actions", "trademark-value")} == {
        "actions": "约30 现有 40 未采用",
        "trademark-value": "15.54元 现有 — 未采用",
    }
    assert summary(response) == (
        "填入后有 3 格变化。2 格有问题，未采用（保留现有数字）。建议按表下的说明改正工作簿，再上传一次。"
    )
    assert buttons(response)[-1] == "只填入没有问题的 3 格"
    assert lines(response) == [
        (
            "#actions",
            "统计表!C3开展执法行动 “约30”不是数字，此格应填以次计的整数，例如 12；没有就留空。",
        ),
        (
            "#trademark-value",
            "统计表!D6商标侵权案件 · 涉案金额 “15.54元”写的单位是“元”，此格的单位是万元。"
            "请换算成万元，只填数字后再上传。",
        ),
    ]


def test_it_keeps_the_drafts_figure_when_the_others_are_taken(client, table):
    cast.fill(table, {"actions": 40})
    response = upload(client, workbook(table, FIGURES, {"C3": "约30", "D6": "15.54元"}))
    answer = client.get(take_over(client, response)["location"])
    assert filled(table) == {
        "actions": 40,
        "officers": 152,
        "trademark-filed": 10,
        "other_patent-filed": 1,
    }
    assert html.read(answer).find("p", class_="success").text == (
        "已从《川汇区.xlsx》填入 3 格，2 格有问题，未采用。请核对后报送。"
    )


def test_a_total_that_is_not_the_sum_keeps_its_column_out(client, table):
    cast.fill(table, {"trademark-filed": 7})
    response = upload(client, workbook(table, FIGURES, {"B14": 12}))
    page = html.read(response)
    total = page.find("td", **{"data-total": "filed"})
    assert (total["class"], total.text) == ("cell total level-mandatory kept", "12现有 7未采用")
    assert shown(response)["trademark-filed"] == "10 现有 7 未采用"
    assert shown(response)["other_patent-filed"] == "1 现有 — 未采用"
    assert summary(response) == (
        "填入后有 3 格变化。8 格有问题，未采用（保留现有数字）。建议按表下的说明改正工作簿，再上传一次。"
    )
    assert lines(response) == [
        (
            "#total-filed",
            "统计表!B14合计 · 立案 “立案”的合计为 12 件，各类别相加为 11 件，差额 1 件。"
            "请核对合计和各类别的数字，改正后再上传。",
        )
    ]
    assert page.find("output", id="total-filed").text == "12"


def test_a_heading_that_is_missing_is_listed_without_a_link(client, table):
    response = upload(client, workbook(table, FIGURES, {"B4": None}))
    assert shown(response)["trademark-filed"] == "现有 — 未采用"
    assert lines(response)[0] == (
        "",
        "统计表 栏目“立案”没有找到，没有读取。请恢复表中原有的名称后再上传。",
    )
