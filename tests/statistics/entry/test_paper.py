"""The sheet that the table's page holds for paper: the record, as the workbook has it, in every state."""

import pytest
from hypothesis import HealthCheck, given, settings

from statistics.entry.paper import Paper, texts
from tests import cast, html
from tests.statistics.entry import on_paper
from tests.statistics.entry.saving import JSON, save
from tests.statistics.entry.table_page import URL, show
from tests.statistics.form.any_table import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

OPEN = "报送时间：    年  月  日"


def sheet(page) -> list[str]:
    """What stands in each cell, white space and all."""
    return ["".join(cell.children) for cell in paper(page).all("td")]


def paper(page) -> html.Element:
    return page.find("section", class_="paper")


def at(page, address) -> str:
    return "".join(paper(page).find("td", **{"data-at": address}).children)


def notes(page) -> list[str]:
    """What is said beside the form, on paper only."""
    return [line.text for line in paper(page).all("p")]


@pytest.mark.parametrize("reach", on_paper.STATES, ids=lambda reach: reach.__name__)
def test_it_says_what_the_workbook_says_and_how_it_stands(client, table, reach):
    reach(table)
    report, page = cast.report(table.period), show(client)
    assert sheet(page) == on_paper.workbook(report)
    across = on_paper.STATES[reach]
    assert at(page, "A15") == (OPEN if across else "报送时间：2021年6月28日")
    first, *_ = notes(page) or [""]
    assert (first, Paper.of(report).standing) == (across, across)


def test_every_digit_is_printed(client, table):
    on_paper.drafted(table)
    page = show(client)
    addresses = ("E3", "D6", "E6", "D11", "L13", "D14")
    assert [at(page, address) for address in addresses] == [
        *("123456789", "1234.567891", "12345.678901"),
        *("999999999.999999", "0.000001", "2000001234.567889"),
    ]
    lengths = [
        paper(page).find("td", **{"data-at": each})["data-length"] for each in ("B6", "D6", "D14")
    ]
    assert lengths == ["2", "11", "17"]  # sheet.css prints long ones smaller


@given(figures=tables)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_table_is_the_same_on_paper_and_in_the_workbook(table, figures):
    table.figures = figures
    printed = [cell.text for row in Paper.of(table).rows for cell in row]
    assert printed == on_paper.workbook(table)


def test_a_draft_says_when_its_figures_were_stored(client, table):
    assert notes(show(client))[1].startswith("草稿，未报送。尚未填写")
    on_paper.drafted(table)
    assert notes(show(client))[1].startswith(
        "草稿，未报送。所印为 2021年6月25日 09:00 已保存的累计数"
    )
    assert paper(show(client)).find("span", **{"data-unsaved": ""}).attributes["hidden"] == ""


def test_while_increments_are_typed_it_holds_the_cumulative_figures(client, with_previous):
    by_increment = show(client, "?entry=increment")
    assert by_increment.find("input", id="trademark-filed")["value"] == "6"
    assert (at(by_increment, "B6"), at(by_increment, "B14")) == ("10", "11")


def test_a_day_that_is_only_proposed_is_not_printed(client, table):
    page = show(client)
    assert page.find("input", id="cut_off_on")["value"] == "2021-06-30"
    assert at(page, "G2") == "统计时间：2021年1月1日至    月    日"


def test_what_cannot_be_stored_is_not_printed(client, table):
    cast.fill(table, {"actions": 46})
    response = client.post(
        URL, {"version": table.version, "actions": "四十七", "officers": "92"}, follow=True
    )
    page = html.read(response)
    assert (at(page, "C3"), at(page, "E3")) == ("46", "92")


def test_after_a_refusal_it_is_still_the_record(client, table):
    """A submission that is refused has tried the proposed day; a conflict has tried the figures."""
    version = table.version
    cast.fill(table, {"actions": 3, "market_actions": 5})
    cast.save(table, cut_off_on=None)
    response = client.post(f"{URL}submit/", {"version": table.version}, follow=True)
    assert at(html.read(response), "G2") == "统计时间：2021年1月1日至    月    日"
    response = client.post(URL, {"version": version, "actions": "7"})
    assert response.status_code == 409
    page = html.read(response)
    assert (page.find("input", id="actions")["value"], at(page, "C3")) == ("7", "3")


def test_the_script_hears_what_has_changed_on_paper(client, table):
    typed = {"actions": "46", "trademark-value": "0.50", "cut_off_on": "2021-06-25"}
    answer = save(client, typed, headers=JSON).json()
    printed = answer["paper"]
    assert printed.keys() == {"C3", "D6", "D14", "A1", "A2", "G2", "A15", "saved"}
    assert (printed["C3"], printed["D6"], printed["D14"]) == ("46", "0.5", "0.5")
    assert printed["G2"] == "统计时间：2021年1月1日至6月25日"
    assert printed.items() <= texts(cast.report(table.period)).items()
    cleared = {"version": answer["version"], "actions": "", "was-actions": "46"}
    printed = client.post(URL, cleared, headers=JSON).json()["paper"]
    assert (printed.keys(), printed["C3"]) == ({"C3", "saved"}, "")


def test_the_whole_of_it_where_others_saved_as_well(client, table):
    version = table.version
    cast.fill(table, {"officers": 92})
    data = {"version": version, "actions": "46", "was-actions": ""}
    printed = client.post(URL, data, headers=JSON).json()["paper"]
    assert printed == texts(cast.report(table.period))
    assert (printed["C3"], printed["E3"]) == ("46", "92")


def test_the_names_of_the_day_are_printed(client, table):
    on_paper.submitted(table)
    unit = table.unit
    unit.name = "川汇分局"
    unit.save()
    assert at(show(client), "A2") == "报送单位：川汇区市场监督管理局"
    cast.send_back(cast.report(table.period))
    assert at(show(client), "A2") == "报送单位：川汇分局"
