"""Saving what cannot be read: it is named at its place, and all else is stored."""

from datetime import date

import pytest

from tests import cast, html
from tests.statistics.entry.leading import led_back
from tests.statistics.entry.saving import NO_COUNT, URL, form, in_inputs, save, stored
from tests.statistics.entry.table_page import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- Figures that cannot be read -----------------------------------------------------------------


NO_AMOUNT = "不是数字，此格应填以万元计的金额，例如 15.54；没有就留空。"
HIDDEN = "中夹有看不见的字符（以□表示），请清空此格后重新键入数字。"


@pytest.mark.parametrize(
    ("cell", "text", "sentence"),
    [
        ("officers", "abc", f"“abc”{NO_COUNT}"),
        ("officers", "1_000", f"“1_000”{NO_COUNT}"),
        ("officers", "٣٤", f"“٣٤”{NO_COUNT}"),
        ("officers", "1e3", f"“1e3”{NO_COUNT}"),
        ("officers", "<script>alert(1)</script>", f"“<script>alert(1)</sc…”{NO_COUNT}"),
        ("officers", "-1", "“-1”是负数，此格应填 0 或正数；没有就留空。"),
        ("officers", "12.5", "“12.5”不是整数，此格应填以人次计的整数，例如 12，不能有小数。"),
        ("officers", "1\u200b2", f"“1□2”{HIDDEN}"),
        ("officers", "\u202e12", f"“□12”{HIDDEN}"),
        ("officers", "1\x002", f"“1□2”{HIDDEN}"),
        ("trademark-value", "abc", f"“abc”{NO_AMOUNT}"),
        (
            "trademark-value",
            "1.1234567",
            "“1.1234567”的小数超过 6 位；单位是万元，0.000001 万元即 1 分。",
        ),
        (
            "trademark-value",
            "1000000000000",
            "“1000000000000”太大，整数部分最多 9 位，请核对是否把“元”当成了“万元”。",
        ),
    ],
)
def test_a_text_that_is_no_figure_is_named_at_its_cell_and_all_else_is_stored(
    client, table, cell, text, sentence
):
    cast.fill(table, {cell: 3})
    typed = {"actions": "5", "other_patent-value": "15.54", cell: text, "filled_by": "张三"}
    page = html.read(led_back(client.post(URL, {"version": "2"} | typed)))
    assert page.find("p", class_="error").text == (
        "有 1 处没有保存。其余的已保存；请改正标出的各处。"
    )
    assert page.find("span", id=f"{cell}-problem").text == sentence
    field = page.find("input", id=cell)
    described_by = field["aria-describedby"].split()
    assert (field["aria-invalid"], described_by[0]) == ("true", f"{cell}-problem")
    finding = page.all("div", class_="finding")[0]
    assert (finding.find("a")["href"], finding.find("p").text) == (f"#{cell}", sentence)
    values = in_inputs(page.find("form", id="table-form"))
    assert {name: value for name, value in values.items() if value} == typed | {
        "version": "3",
        "entry": "cumulative",
        "cut_off_on": "2021-06-30",
    }
    assert stored(table) == {"actions": "5", "other_patent-value": "15.54", cell: "3"}


def test_many_texts_that_are_no_figures_are_named_each_at_its_cell(client, table):
    no_count = NO_COUNT.replace("人次", "件")
    bad = {
        "trademark-filed": ("10²", f"“10²”{no_count}"),
        "trademark-closed": ("1 2", f"“1 2”{no_count}"),
        "trademark-value": ("1e3", f"“1e3”{NO_AMOUNT}"),
        "trademark-penalty": ("Infinity", f"“Infinity”{NO_AMOUNT}"),
        "trademark-recovered": ("-0.5", "“-0.5”是负数，此格应填 0 或正数；没有就留空。"),
        "trademark-transferred": ("=1+1", f"“=1+1”{no_count}"),
        "trademark-ecommerce": ("1' OR '1'='1", f"“1' OR '1'='1”{no_count}"),
        "trademark-key_market": ("1000000000", "“1000000000”太大，整数部分最多 9 位。"),
        "trademark-rural_market": (
            "12,34",
            "“12,34”的千位分隔符位置不对，请去掉逗号重新填写，例如 1234。",
        ),
        "trademark-foreign": ("0x10", f"“0x10”{no_count}"),
        "trademark-foreign_recovered": ("NaN", f"“NaN”{NO_AMOUNT}"),
    }
    typed = {cell: text for cell, (text, _) in bad.items()}
    page = html.read(led_back(save(client, typed | {"actions": "5"})))
    values = page.find("form", id="table-form").values
    named = {cell: page.find("span", id=f"{cell}-problem").text for cell in bad}
    assert named == {cell: sentence for cell, (_, sentence) in bad.items()}
    assert {cell: values[cell] for cell in bad} == typed
    assert stored(table) == {"actions": "5"}


def test_every_unreadable_cell_is_named_in_the_order_of_the_form(client, table):
    response = save(client, {"other_patent-filed": "a", "actions": "b", "trademark-value": "c"})
    page = html.read(led_back(response))
    assert found(page) == ["#actions", "#trademark-value", "#other_patent-filed"]
    assert page.find("p", class_="error").find("b").text == "有 3 处没有保存。"
    marked = [field["name"] for field in page.all("input", **{"aria-invalid": "true"})]
    assert marked == ["actions", "trademark-value", "other_patent-filed"]


def test_a_corrected_cell_is_stored_with_the_version_that_the_page_shows(client, table):
    response = led_back(save(client, {"actions": "5", "officers": "abc"}))
    response = client.post(URL, form(response).values | {"officers": "12"})
    assert response.status_code == 303
    assert stored(table) == {"actions": "5", "officers": "12"}


def test_no_number_of_digits_is_too_many(client, table):
    """Python's int() refuses texts of more than 4300 digits with an error of its own."""
    response = led_back(save(client, {"officers": "9" * 5000, "trademark-value": "9" * 5000}))
    assert form(response).values["officers"] == "9" * 5000
    response = save(client, {"actions": "0" * 5000 + "1", "trademark-value": "0" * 5000 + "1"})
    assert response.status_code == 303
    assert stored(table) == {"actions": "1", "trademark-value": "1"}


# --- The day and the name ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["2021-02-30", "25/06/2021", "2021年6月25日", "2021-06-25\x00", "0"]
)
def test_a_day_that_is_none_is_named_and_all_else_is_stored(client, table, text):
    posted = {"version": "1", "actions": "5", "cut_off_on": text, "filled_by": "张三"}
    page = html.read(led_back(client.post(URL, posted)))
    finding = page.find("div", class_="finding")
    assert finding.find("a")["href"] == "#cut_off_on"
    assert finding.text == "统计截止日填写有误 统计截止日应写成 2021-06-25 这样的日期。"
    assert page.find("input", id="cut_off_on")["aria-invalid"] == "true"
    table.refresh_from_db()
    assert (stored(table), table.cut_off_on, table.filled_by) == ({"actions": "5"}, None, "张三")


def test_a_day_of_another_quarter_is_stored_and_found_fault_with(client, table):
    save(client, {"cut_off_on": "2021-07-01"})
    finding = html.read(client.get(URL)).find("div", class_="finding")
    assert finding.text == (
        "统计截止日强制性审核 现填 2021年7月1日，应在 2021年4月1日至2021年6月30日之间。"
        "请填写本季度内数据统计到的那一天。"
    )


def test_the_day_may_be_left_open_in_a_draft(client, table):
    """Open again, the page offers the usual one once more; nothing of it is stored."""
    cast.fill(table, {}, cut_off_on=date(2021, 6, 25))
    save(client, {"cut_off_on": ""}, version=table.version)
    table.refresh_from_db()
    assert table.cut_off_on is None
    assert form(client.get(URL)).values["cut_off_on"] == "2021-06-30"


def test_a_name_of_thirty_characters_fits(client, table):
    response = save(client, {"filled_by": "张" * 30})
    assert (response.status_code, form(client.get(URL)).values["filled_by"]) == (303, "张" * 30)


def test_a_longer_name_is_refused_and_still_stands_there(client, table):
    response = save(client, {"actions": "5", "filled_by": "张" * 31})
    page = html.read(led_back(response))
    assert page.find("div", class_="finding").text == (
        "填报人填写有误 填报人最多 30 个字，请只写姓名。"
    )
    table.refresh_from_db()
    assert (stored(table), table.filled_by) == ({"actions": "5"}, "")
    field = page.find("input", id="filled_by")
    assert (field["value"], field.attributes.get("aria-invalid")) == ("张" * 31, "true")


@pytest.mark.parametrize("hidden", ["\x00", "\x01", "\x1b", "\n", "\u200b", "\u202e"])
def test_a_name_with_a_character_that_nobody_sees_is_refused(client, table, hidden):
    response = client.post(URL, {"version": "1", "actions": "5", "filled_by": f"张{hidden}三"})
    finding = html.read(led_back(response)).find("div", class_="finding")
    assert finding.text == "填报人填写有误 填报人中夹有看不见的字符，请清空后重新键入姓名。"
    table.refresh_from_db()
    assert (stored(table), table.filled_by) == ({"actions": "5"}, "")


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><svg onload=alert(1)>', "{{ 1 }}"]
)
def test_a_name_is_text_wherever_it_is_shown(client, table, name):
    save(client, {"filled_by": name})
    page = html.read(client.get(URL))
    assert page.find("input", id="filled_by")["value"] == name
    assert [script["src"] for script in page.all("script")] == [
        "/static/js/account/sign-out.js",
        "/static/js/entry/table/main.js",
        "/static/js/entry/menu.js",
        "/static/js/no-modules.js",
    ]
    client.post(f"{URL}submit/", {"blank_as_zero": "on", "zero_report": "on"})
    for url in (URL, f"{URL}editions/"):
        page = html.read(client.get(url))
        assert f"填报人 {name}" in page.find("main").text
        assert (page.all("svg"), page.all(onload="alert(1)")) == ([], [])
