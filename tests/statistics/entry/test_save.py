"""Saving the draft: POST /reports/<unit>/<year>/q<n>/, by the page's form and by its script."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from statistics.models import Report
from tests import cast, html

pytestmark = pytest.mark.django_db

URL = "/reports/411602/2021/q2/"
JSON = {"accept": "application/json"}
LOCKED = (
    "2021年二季度已于 2021年7月20日锁定，不能再改；确需更正的，由市局知识产权保护科批准延期后再改。"
)


@pytest.fixture
def table():
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture
def with_previous():
    """The same after a first quarter that was reported."""
    first = cast.report(cast.open_period(quarter=1))
    previous = {"actions": 20, "key_markets": 7, "trademark-filed": 4, "trademark-closed": 3}
    cast.fill(first, previous | {"trademark-value": Decimal("3.5")})
    cast.submit(first)
    return cast.report(cast.open_period())


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


def form(response) -> html.Element:
    return html.read(response).find("form", id="table-form")


def stored(table) -> dict[str, str]:
    """The figures in the database that are not blank."""
    figures = Report.objects.get(pk=table.pk).figures
    return {name: text for name, text in figures.as_text().items() if text}


def type_in(client, texts, *, query=""):
    """Open the page, type, press 保存; also gives what was sent."""
    page = form(client.get(URL + query))
    sent = page.values | texts
    return client.post(page["action"], sent), sent


def save(client, texts, version="1", **headers):
    """Send these inputs alone, as the page's script might."""
    return client.post(URL, {"version": version} | texts, **headers)


def conflict_rows(page) -> list[list[str]]:
    """格, 您填的, 系统中现有的."""
    return [row.texts for row in page.find("section", class_="conflict").find("tbody").all("tr")]


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
    assert (response.status_code, response["location"]) == (302, URL)
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
    assert (response.status_code, Report.objects.get(pk=table.pk).version) == (302, 2)


def test_nothing_at_all_changes_nothing(client, table):
    response = client.post(URL)
    assert (response.status_code, Report.objects.get(pk=table.pk).version) == (302, 1)


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
    assert response.status_code == 302
    assert {name for name in after if after[name] != before[name]} == {
        "officers",
        "version",
        "saved_at",
        "saved_by_id",
    }


# --- Figures that cannot be read -----------------------------------------------------------------

NO_COUNT = "不是数字，此格应填以人次计的整数，例如 12；没有就留空。"
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
    response = client.post(URL, {"version": "2"} | typed)
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("p", class_="error").text == (
        "有 1 处没有保存。其余的已保存；请改正下面列出的各处。"
    )
    assert page.find("span", id=f"{cell}-problem").text == sentence
    field = page.find("input", id=cell)
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", f"{cell}-problem")
    finding = page.find("div", id="findings").all("div", class_="finding")[0]
    assert (finding.find("a")["href"], finding.find("p").text) == (f"#{cell}", sentence)
    values = page.find("form", id="table-form").values
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
    page = html.read(save(client, typed | {"actions": "5"}))
    values = page.find("form", id="table-form").values
    named = {cell: page.find("span", id=f"{cell}-problem").text for cell in bad}
    assert named == {cell: sentence for cell, (_, sentence) in bad.items()}
    assert {cell: values[cell] for cell in bad} == typed
    assert stored(table) == {"actions": "5"}


def test_every_unreadable_cell_is_named_in_the_order_of_the_form(client, table):
    response = save(client, {"other_patent-filed": "a", "actions": "b", "trademark-value": "c"})
    page = html.read(response)
    links = [link["href"] for link in page.find("div", id="findings").all("a")]
    assert links == ["#actions", "#trademark-value", "#other_patent-filed"]
    assert page.find("p", class_="error").find("b").text == "有 3 处没有保存。"
    marked = [field["name"] for field in page.all("input", **{"aria-invalid": "true"})]
    assert marked == ["actions", "trademark-value", "other_patent-filed"]


def test_a_corrected_cell_is_stored_with_the_version_that_the_page_shows(client, table):
    response = save(client, {"actions": "5", "officers": "abc"})
    response = client.post(URL, form(response).values | {"officers": "12"})
    assert response.status_code == 302
    assert stored(table) == {"actions": "5", "officers": "12"}


def test_no_number_of_digits_is_too_many(client, table):
    """Python's int() refuses texts of more than 4300 digits with an error of its own."""
    response = save(client, {"officers": "9" * 5000, "trademark-value": "9" * 5000})
    assert response.status_code == 422
    response = save(client, {"actions": "0" * 5000 + "1", "trademark-value": "0" * 5000 + "1"})
    assert response.status_code == 302
    assert stored(table) == {"actions": "1", "trademark-value": "1"}


# --- The day and the name ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["2021-02-30", "25/06/2021", "2021年6月25日", "2021-06-25\x00", "0"]
)
def test_a_day_that_is_none_is_named_and_all_else_is_stored(client, table, text):
    posted = {"version": "1", "actions": "5", "cut_off_on": text, "filled_by": "张三"}
    response = client.post(URL, posted)
    page = html.read(response)
    assert response.status_code == 422
    finding = page.find("div", id="findings").find("div", class_="finding")
    assert finding.find("a")["href"] == "#cut_off_on"
    assert finding.text == "统计截止日 统计截止日应写成 2021-06-25 这样的日期。"
    assert page.find("input", id="cut_off_on")["aria-invalid"] == "true"
    table.refresh_from_db()
    assert (stored(table), table.cut_off_on, table.filled_by) == (
        {"actions": "5"},
        date(2021, 6, 30),
        "张三",
    )


def test_a_day_of_another_quarter_is_stored_and_found_fault_with(client, table):
    save(client, {"cut_off_on": "2021-07-01"})
    finding = html.read(client.get(URL)).find("div", class_="finding")
    assert finding.text == (
        "统计截止日强制性审核 现填 2021年7月1日，应在 2021年4月1日至2021年6月30日之间。"
        "请填写本季度内数据统计到的那一天。"
    )


def test_the_day_may_be_left_open_in_a_draft(client, table):
    save(client, {"cut_off_on": ""})
    table.refresh_from_db()
    assert table.cut_off_on is None
    assert form(client.get(URL)).values["cut_off_on"] == ""


def test_a_name_of_thirty_characters_fits(client, table):
    response = save(client, {"filled_by": "张" * 30})
    assert (response.status_code, form(client.get(URL)).values["filled_by"]) == (302, "张" * 30)


def test_a_longer_name_is_refused_and_still_stands_there(client, table):
    response = save(client, {"actions": "5", "filled_by": "张" * 31})
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("div", id="findings").find("div", class_="finding").text == (
        "填报人 填报人最多 30 个字，请只写姓名。"
    )
    table.refresh_from_db()
    assert (stored(table), table.filled_by) == ({"actions": "5"}, "")
    field = page.find("input", id="filled_by")
    assert (field["value"], field.attributes.get("aria-invalid")) == ("张" * 31, "true")


@pytest.mark.parametrize("hidden", ["\x00", "\x01", "\x1b", "\n", "\u200b", "\u202e"])
def test_a_name_with_a_character_that_nobody_sees_is_refused(client, table, hidden):
    response = client.post(URL, {"version": "1", "actions": "5", "filled_by": f"张{hidden}三"})
    assert response.status_code == 422
    finding = html.read(response).find("div", id="findings").find("div", class_="finding")
    assert finding.text == "填报人 填报人中夹有看不见的字符，请清空后重新键入姓名。"
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
        "/static/js/entry/table/main.js",
        "/static/js/entry/print.js",
    ]
    client.post(f"{URL}submit/", {"blank_as_zero": "on", "zero_report": "on"})
    for url in (URL, f"{URL}editions/"):
        page = html.read(client.get(url))
        assert f"填报人 {name}" in page.find("main").text
        assert (page.all("svg"), page.all(onload="alert(1)")) == ([], [])


# --- Two people at once --------------------------------------------------------------------------


@pytest.mark.parametrize("version", [None, "", "abc", "-1", "0", "1.5", "2", "9" * 30, "9" * 5000])
def test_a_version_that_is_not_the_stored_one_changes_nothing(client, table, version):
    posted = {"actions": "46"} if version is None else {"actions": "46", "version": version}
    response = client.post(URL, posted)
    assert (response.status_code, stored(table)) == (409, {})


def test_a_stale_save_shows_both_sides_and_overwrites_nothing(client, table):
    page = form(client.get(URL))
    cast.fill(table, {"actions": 40, "officers": 90}, at=cast.moment(date(2021, 6, 21), 9))
    response = client.post(
        URL,
        page.values
        | {
            "actions": "46",
            "trademark-value": "abc",
            "cut_off_on": "2021-06-25",
            "filled_by": "张三",
        },
    )
    shown = html.read(response)
    assert response.status_code == 409
    assert shown.find("section", class_="conflict").all("p")[0].text == (
        "没有保存。您打开本页之后，川汇区填报员于 09:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。"
    )
    assert conflict_rows(shown) == [
        ["开展执法行动", "46", "40"],
        ["出动执法人员", "（空白）", "90"],
        ["商标侵权案件 · 涉案金额", "abc", "（空白）"],
        ["统计截止日", "2021-06-25", "2021-06-30"],
        ["填报人", "张三", "填报员甲"],
    ]
    assert stored(table) == {"actions": "40", "officers": "90"}


def test_after_a_stale_save_all_that_was_typed_still_stands_there(client, table):
    page = form(client.get(URL))
    cast.fill(table, {"actions": 40, "officers": 90})
    mine = page.values | {"actions": "46", "cut_off_on": "2021-06-25", "filled_by": "张三"}
    response = client.post(URL, mine)
    assert form(response).values == mine | {"version": "2"}


def test_mine_can_be_saved_after_all(client, table):
    page = form(client.get(URL))
    cast.fill(table, {"actions": 40, "officers": 90})
    mine = page.values | {"actions": "46", "cut_off_on": "2021-06-25", "filled_by": "张三"}
    refused = form(client.post(URL, mine))
    response = client.post(refused["action"], refused.values)
    assert response.status_code == 302
    assert stored(table) == {"actions": "46"}
    table.refresh_from_db()
    assert (table.version, table.cut_off_on, table.filled_by) == (3, date(2021, 6, 25), "张三")


def test_an_extension_in_between_is_no_conflict(client, table):
    """The city has changed nothing that the clerk types."""
    page = form(client.get(URL))
    table.extend(by=cast.reviewer(), until=date(2021, 7, 5), reason="机构改革")
    response = client.post(URL, page.values | {"actions": "46"})
    assert (response.status_code, stored(table)) == (302, {"actions": "46"})


# --- States in which nothing is stored -----------------------------------------------------------


def refused(client, table, version) -> tuple[int, str]:
    response = client.post(URL, {"version": version, "actions": "46"})
    assert stored(table) == {}
    return response.status_code, html.read(response).find("section", class_="conflict").find(
        "p"
    ).text


def test_a_submitted_table_is_not_changed(client, table):
    cast.submit(table)
    assert refused(client, table, "2") == (
        409,
        "没有保存。这张表现在是“已报送”，不能再填。需要修改请先撤回。",
    )


def test_an_approved_table_is_not_changed(client, table):
    cast.submit(table)
    cast.approve(table)
    assert refused(client, table, "3") == (
        409,
        "没有保存。这张表现在是“已审核”，不能再填。需要更正请联系市局退回。",
    )


def test_a_locked_table_is_not_changed(client, table):
    ReportingPeriod.objects.filter(quarter=2).update(locks_on=date(2021, 7, 20))
    assert refused(client, table, "1") == (409, f"没有保存。{LOCKED}")


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_only_the_unit_fills_in_its_table(client, table, account):
    client.force_login(account())
    assert refused(client, table, "1") == (
        403,
        "没有保存。只有川汇区市场监督管理局的填报员可以填报这张表。",
    )


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    response = client.post(URL, {"version": "1", "actions": "46"})
    assert (response.status_code, stored(table)) == (404, {})


def test_an_expired_session_leads_back_to_the_table(client, table):
    client.logout()
    response = client.post(URL, {"version": "1", "actions": "46"}, headers=JSON)
    assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")
    assert stored(table) == {}


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({f"name{number}": "" for number in range(1001)}, 400),
        ({"actions": "1" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}, 413),
    ],
    ids=["fields", "bytes"],
)
def test_a_request_far_too_large_is_refused(client, table, data, status):
    assert client.post(URL, data).status_code == status


# --- By increment --------------------------------------------------------------------------------


def test_increments_are_added_to_last_periods_figures(client, with_previous):
    response, _ = type_in(
        client,
        {
            "actions": "+26",
            "officers": "5",
            "key_markets": "5",
            "trademark-filed": "6",
            "trademark-closed": "-1",
            "trademark-value": "12.04",
            "other_patent-filed": "0",
        },
        query="?entry=increment",
    )
    assert response.status_code == 302
    assert stored(with_previous) == {
        "actions": "46",
        "officers": "5",
        "key_markets": "5",
        "trademark-filed": "10",
        "trademark-closed": "2",
        "trademark-value": "15.54",
        "other_patent-filed": "0",
    }


def test_saving_increments_leads_back_to_increments(client, with_previous):
    response, _ = type_in(client, {"actions": "26"}, query="?entry=increment")
    values = form(client.get(response["location"])).values
    assert (values["entry"], values["actions"]) == ("increment", "26")


def test_an_increment_that_leads_below_zero_is_named(client, with_previous):
    response, sent = type_in(
        client, {"actions": "26", "trademark-closed": "-5"}, query="?entry=increment"
    )
    assert response.status_code == 422
    assert html.read(response).find("span", id="trademark-closed-problem").text == (
        "上期累计 3，新增 -5 后累计小于 0，请核对新增数。"
    )
    assert form(response).values == sent | {"version": "2"}
    assert stored(with_previous) == {"actions": "46"}


@pytest.mark.parametrize(
    ("query", "typed", "entry", "shown"),
    [("", "46", "increment", "26"), ("?entry=increment", "26", "cumulative", "46")],
)
def test_the_other_way_of_entry_saves_first(client, with_previous, query, typed, entry, shown):
    page = form(client.get(URL + query))
    switch = page.find("button", id="switch-entry")
    response = client.post(switch["formaction"], page.values | {"actions": typed})
    assert response.status_code == 302
    values = form(client.get(response["location"])).values
    assert (values["entry"], values["actions"]) == (entry, shown)
    assert stored(with_previous) == {"actions": "46"}


# --- As the page's script asks -------------------------------------------------------------------


def test_the_script_hears_version_and_time(client, table):
    response = save(client, {"actions": "46"}, headers=JSON)
    table.refresh_from_db()
    answer = response.json()
    assert (response.status_code, html.read(answer.pop("findings")).all()) == (200, [])
    assert answer == {
        "version": 2,
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
        "您打开本页之后，川汇区填报员于 09:00 保存过这张表。您填的内容没有覆盖它，请核对两边的数字。",
    )
    assert conflict_rows(html.read(answer["conflict"])) == [["开展执法行动", "46", "40"]]
    assert answer["current"] == dict.fromkeys(CELLS, "") | {
        "actions": "40",
        "cut_off_on": "2021-06-30",
        "filled_by": "填报员甲",
        "reply": "",
    }
    assert stored(table) == {"actions": "40"}


def test_the_script_hears_of_a_submitted_table(client, table):
    cast.submit(table)
    response = client.post(URL, {"version": "1", "actions": "46"}, headers=JSON)
    assert (response.status_code, response.json()) == (
        409,
        {"message": "这张表现在是“已报送”，不能再填。需要修改请先撤回。", "version": 2},
    )


def test_the_script_may_send_increments(client, with_previous):
    data = {"version": "1", "entry": "increment", "actions": "26", "trademark-filed": "-5"}
    response = client.post(URL, data, headers=JSON)
    assert response.json()["problems"] == {
        "trademark-filed": "上期累计 4，新增 -5 后累计小于 0，请核对新增数。"
    }
    assert stored(with_previous) == {"actions": "46"}


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("others", "filled"), [(1, 1), (59, 88)])
def test_saving_takes_ten_queries_however_many_units_and_cells(
    client, django_assert_num_queries, others, filled
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    first = cast.report(cast.open_period(quarter=1, units=codes))
    cast.fill(first, {"actions": 1})
    cast.submit(first)
    cast.open_period(units=codes)
    values = form(client.get(URL)).values
    cells = [name for name in values if "-" in name][:filled]
    with django_assert_num_queries(10):
        response = client.post(URL, values | dict.fromkeys(cells, "7"))
    assert response.status_code == 302
