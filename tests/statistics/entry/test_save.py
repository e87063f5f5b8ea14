"""Saving the draft: POST /reports/<unit>/<year>/q<n>/, by the page's form and by its script."""

from datetime import date

import pytest
from django.utils import timezone

from statistics.models import Report
from tests import cast, html
from tests.statistics.entry.saving import (
    JSON,
    NO_COUNT,
    URL,
    conflict_rows,
    form,
    save,
    stored,
    type_in,
)
from tests.statistics.entry.table_page import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- That it works -------------------------------------------------------------------------------


def test_what_was_typed_is_stored(client, table):
    response, _ = type_in(
        client,
        {
            "actions": "46",
            "trademark-filed": "10",
            "other_patent-value": "15.54",
            "cut_off_on": "2021-06-25",
            "filled_by": "张三",
        },
    )
    assert (response.status_code, response["location"]) == (303, URL)
    assert stored(table) == {
        "actions": "46",
        "trademark-filed": "10",
        "other_patent-value": "15.54",
    }
    table.refresh_from_db()
    assert (table.cut_off_on, table.filled_by) == (date(2021, 6, 25), "张三")
    assert (table.version, table.status, table.saved_by) == (2, "draft", cast.clerk(table.unit))


def test_the_page_after_it_says_so_once(client, table):
    save(client, {"actions": "46"})
    assert html.read(client.get(URL)).find("p", class_="success").text == "已保存。"
    assert html.read(client.get(URL)).all("p", class_="message") == []


def test_figures_are_read_as_people_type_them(client, table):
    save(
        client,
        {
            "actions": "１２",
            "officers": " 1,234 ",
            "market_actions": "12.0",
            "market_officers": "0",
            "key_markets": "999999999",
            "trademark-filed": "—",
            "trademark-closed": "无",
            "trademark-value": "15.540000",
            "trademark-penalty": "0.000001",
            "trademark-recovered": "１２３，４５６，７８９．１２",
            "trademark-transferred": "\u200b7\u3000",
            "trademark-ecommerce": "/",
        },
    )
    assert stored(table) == {
        "actions": "12",
        "officers": "1234",
        "market_actions": "12",
        "market_officers": "0",
        "key_markets": "999999999",
        "trademark-value": "15.54",
        "trademark-penalty": "0.000001",
        "trademark-recovered": "123456789.12",
        "trademark-transferred": "7",
    }


def test_a_cell_that_was_cleared_is_blank_and_not_zero(client, table):
    cast.fill(table, {"actions": 46, "trademark-filed": 10})
    save(client, {"actions": "", "trademark-filed": "0"}, version="2")
    assert stored(table) == {"trademark-filed": "0"}


def test_what_is_not_posted_stays(client, table):
    cast.fill(table, {"actions": 46, "trademark-filed": 10}, cut_off_on=date(2021, 6, 25))
    client.post(URL, {"version": "2", "trademark-filed": "11"})
    assert stored(table) == {"actions": "46", "trademark-filed": "11"}
    table.refresh_from_db()
    assert (table.cut_off_on, table.filled_by) == (date(2021, 6, 25), "填报员甲")


def test_typing_the_same_again_changes_nothing_whatever_the_version(client, table):
    cast.fill(table, {"actions": 46})
    response = client.post(URL, {"version": "1", "actions": "46", "filled_by": "填报员甲"})
    assert (response.status_code, Report.objects.get(pk=table.pk).version) == (303, 2)


def test_nothing_at_all_changes_nothing(client, table):
    response = client.post(URL)
    assert (response.status_code, Report.objects.get(pk=table.pk).version) == (303, 1)


def test_a_returned_table_is_saved_too(client, table):
    cast.submit(table)
    cast.send_back(table)
    save(client, {"actions": "46"}, version="3")
    assert stored(table) == {"actions": "46"}


def test_names_that_are_no_inputs_are_ignored(client, table):
    before = Report.objects.values().get(pk=table.pk)
    extra = {
        "status": "approved",
        "unit": cast.HUAIYANG,
        "unit_id": str(cast.unit(cast.HUAIYANG).pk),
        "period": "1",
        "合计": "5",
        "total": "5",
        "total-filed": "5",
        "trademark-total": "5",
        "saved_at": "2021-01-01",
        "submitted_by": "1",
        "is_zero_report": "on",
        "blank_as_zero": "on",
        "extended_until": "2030-01-01",
    }
    response = client.post(URL, {"version": "1", "officers": "5"} | extra)
    after = Report.objects.values().get(pk=table.pk)
    assert response.status_code == 303
    assert {name for name in after if after[name] != before[name]} == {
        "officers",
        "version",
        "saved_at",
        "saved_by_id",
        "last_changes",
    }


# --- As the page's script asks -------------------------------------------------------------------


def test_the_script_hears_version_and_time(client, table):
    response = save(client, {"actions": "46"}, headers=JSON)
    table.refresh_from_db()
    answer = response.json()
    assert (response.status_code, found(html.read(answer.pop("findings")))) == (200, [])
    del answer["paper"]  # test_paper.py
    assert len(answer.pop("findings_key")) == 16
    assert answer == {
        "version": 2,
        "saved": ["actions"],
        "saved_at": f"{timezone.localtime(table.saved_at):%H:%M}",
        "problems": {},
        "levels": {},
    }
    assert stored(table) == {"actions": "46"}


def test_the_script_hears_what_is_wrong(client, table):
    response = save(
        client, {"actions": "3", "market_actions": "5", "officers": "abc"}, headers=JSON
    )
    answer = response.json()
    findings = html.read(answer["findings"]).all("div", class_="finding")
    assert (response.status_code, answer["version"]) == (200, 2)
    assert answer["problems"] == {"officers": f"“abc”{NO_COUNT}"}
    assert answer["levels"] == {"market_actions": "mandatory", "actions": "mandatory"}
    assert [finding.find("a")["href"] for finding in findings] == ["#officers", "#market_actions"]


def test_the_script_hears_of_a_stale_version(client, table):
    cast.fill(table, {"actions": 40}, at=cast.moment(date(2021, 6, 21), 9))
    response = client.post(URL, {"version": "1", "actions": "46"}, headers=JSON)
    answer = response.json()
    assert (response.status_code, answer["version"], answer["message"]) == (
        409,
        2,
        "以下各处在您打开本页之后另有改动，与您填的不同，没有保存；其余的已保存。请逐处选择采用哪一个。",
    )
    assert conflict_rows(html.read(answer["conflict"])) == [
        ["开展执法行动", "46", "40", "您在另一窗口 2021年6月21日 09:00"]
    ]
    assert answer["conflicts"] == [
        {
            "name": "actions",
            "stored": "40",
            "yours": "46",
            "by": "川汇区填报员",
            "at": "2021-06-21T01:00:00+00:00",
        }
    ]
    assert (answer["saved"], answer["stored"]) == (
        [],
        {"actions": "40", "cut_off_on": "2021-06-30", "filled_by": "填报员甲"},
    )
    assert stored(table) == {"actions": "40"}


def test_the_script_hears_of_a_submitted_table(client, table):
    cast.submit(table)
    response = client.post(URL, {"version": "1", "actions": "46"}, headers=JSON)
    assert (response.status_code, response.json()) == (
        409,
        {"message": "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。", "version": 2},
    )


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("others", "filled"), [(1, 1), (59, 88)])
def test_saving_takes_nine_queries_however_many_units_and_cells(
    client, django_assert_num_queries, others, filled
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    first = cast.report(cast.open_period(quarter=1, units=codes))
    cast.fill(first, {"actions": 1})
    cast.submit(first)
    cast.open_period(units=codes)
    values = form(client.get(URL)).values
    cells = [name for name in values if "-" in name][:filled]
    with django_assert_num_queries(9):
        response = client.post(URL, values | dict.fromkeys(cells, "7"))
    assert response.status_code == 303
