"""/admin/statistics/report/: what waits for the city, and decisions on several tables at once."""

from decimal import Decimal

import pytest

from statistics.models import Report, Status
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.worlds import remembered
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def period():
    """川汇区 and 淮阳区 wait for review, 扶沟县 has not reported."""
    period = cast.open_period(units=[CHUANHUI, HUAIYANG, FUGOU])
    first = {"actions": 46, "trademark-filed": 10, "other_patent-filed": 3, "trademark-closed": 9}
    first |= {"trademark-value": Decimal("15.54"), "trademark-penalty": Decimal("0.000001")}
    for code, figures in ((CHUANHUI, first), (HUAIYANG, {"actions": 5})):
        report = cast.report(period, code)
        cast.fill(report, figures)
        cast.submit(report)
    return period


def rows(response) -> list[list[str]]:
    """The list's cells, without the box to tick."""
    tables = html.read(response).all("table", id="result_list")
    return [row.texts[1:] for table in tables for row in table.find("tbody").all("tr")]


def units(response) -> list[str]:
    return [row[0] for row in rows(response)]


# --- The list ------------------------------------------------------------------------------------


def test_headings(period, client):
    head = html.read(client.get(city.LIST)).find("table", id="result_list").find("thead")
    assert [cell.text for cell in head.all("th")][1:] == [
        "报送单位", "报告期", "状态", "时限", "立案（件）", "结案（件）", "涉案金额（万元）",
        "罚没款金额（万元）", "执法行动（次）", "较上次审核", "报送时间",
    ]  # fmt: skip


def test_every_report_with_its_totals(period, client):
    assert rows(client.get(city.LIST)) == [
        ["川汇区市场监督管理局", "2021年二季度", "已报送", "按时", "13", "9", "15.54", "0.000001",
         "46", "首次报送", "6月28日 10:00"],
        ["淮阳区市场监督管理局", "2021年二季度", "已报送", "按时", "0", "0", "0", "0", "5",
         "首次报送", "6月28日 10:00"],
        ["扶沟县市场监督管理局", "2021年二季度", "填报中", "逾期", "—", "—", "—", "—", "—", "—",
         "—"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("period=2021q2", ["川汇区", "淮阳区", "扶沟县"]),
        ("period=2021q3", ["川汇区", "淮阳区", "扶沟县"]),
        ("status=submitted", ["川汇区", "淮阳区"]),
        ("status=draft", ["川汇区", "淮阳区", "扶沟县", "扶沟县"]),
        ("status=approved", []),
        ("kind=branch", ["淮阳区", "淮阳区"]),
        ("late=yes", ["川汇区", "淮阳区", "扶沟县", "扶沟县"]),
        ("late=no", ["川汇区", "淮阳区"]),
        ("q=扶沟", ["扶沟县", "扶沟县"]),
        ("q=411603", ["淮阳区", "淮阳区"]),
        ("q=nobody", []),
        ("period=2021q2&status=draft&kind=county&late=yes&q=4116", ["扶沟县"]),
    ],
)
def test_filters_and_search(period, client, query, expected):
    cast.open_period(quarter=3)
    ReportingUnit.objects.filter(code=HUAIYANG).update(kind="branch")
    names = [
        name.removesuffix("市场监督管理局") for name in units(client.get(f"{city.LIST}?{query}"))
    ]
    assert names == expected


def test_what_changed_is_counted_against_the_table_last_reviewed(period, client):
    report = cast.report(period, CHUANHUI)
    cast.send_back(report)
    cast.fill(report, {"actions": 46, "trademark-filed": 11})  # 4 cells are blank now, 1 differs
    cast.submit(report)
    assert rows(client.get(city.LIST))[0][9] == "5 格有改动"
    cast.approve(report)
    assert rows(client.get(city.LIST))[0][9] == "5 格有改动"


def test_a_withdrawn_table_that_nobody_reviewed_is_still_new(period, client):
    report = cast.report(period, CHUANHUI)
    report.withdraw(by=cast.clerk(report.unit))
    assert rows(client.get(city.LIST))[0][9] == "—"
    cast.submit(report)
    assert rows(client.get(city.LIST))[0][9] == "首次报送"


def test_a_table_sent_again_unchanged_says_so(period, client):
    report = cast.report(period, CHUANHUI)
    cast.send_back(report)
    cast.submit(report)
    assert rows(client.get(city.LIST))[0][9] == "没有改动"


@pytest.mark.parametrize(
    "query",
    ["period=2021q1", "period=%00", "status=%00", "status=9", "kind=x", "late=1"],
)
def test_a_filter_that_does_not_exist_starts_afresh(period, client, query):
    response = client.get(f"{city.LIST}?{query}")
    assert (response.status_code, response["Location"]) == (302, f"{city.LIST}?e=1")
    assert len(units(client.get(response["Location"]))) == 3


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("p=0", 200),
        ("p=-1", 200),
        ("p=99", 200),
        ("p=x", 200),
        ("p=" + "9" * 5000, 200),
        ("p=%00", 200),
        ("o=99.-99.x", 200),
        ("o=%00", 200),
        ("q=%00", 200),
        ("q=" + "a+" * 2000, 200),
        ("all=", 200),
        ("e=1", 200),
        ("actions__regex=(", 400),
        ("id__in=" + "9" * 40, 400),
        ("unit__users__password__startswith=a", 400),
        ("_to_field=review_reason", 400),
    ],
)
def test_odd_addresses_never_break_the_server(period, client, query, status):
    assert client.get(f"{city.LIST}?{query}").status_code == status


@pytest.mark.parametrize("number", [3, 30])
def test_queries_do_not_grow_with_reports(client, number, django_assert_num_queries):
    city.waiting_counties(number)
    with django_assert_num_queries(8):
        assert len(rows(client.get(city.LIST))) == number


def test_nothing_can_be_added_here(period, client):
    assert client.get("/admin/statistics/report/add/").status_code == 404


# --- Decisions on several at once ----------------------------------------------------------------


def choose(client, action, codes, **more):
    reports = Report.objects.filter(unit__code__in=codes)
    data = {"action": action, "_selected_action": [report.pk for report in reports]}
    return client.post(city.LIST, data | more, follow="post" in more)


def editions(*codes, number=1):
    reports = Report.objects.filter(unit__code__in=codes)
    return {f"edition-{report.pk}": number for report in reports}


def statuses():
    return list(Report.objects.order_by("unit__position").values_list("status", flat=True))


def test_the_actions_on_offer(period, client):
    options = html.read(client.get(city.LIST)).find("select", name="action").texts
    assert options == [
        "---------",
        "审核通过所选的统计表",
        "退回所选的统计表",
        "退回更正所选的统计表",
    ]


def test_an_action_asks_first(period, client):
    page = html.read(choose(client, "approve_reports", [CHUANHUI, HUAIYANG]))
    assert page.find("h1").text == "审核通过：请确认"
    assert [row.texts for row in page.find("tbody").all("tr")] == [
        ["川汇区市场监督管理局", "2021年二季度", "已报送", "第 1 版", "首次报送"],
        ["淮阳区市场监督管理局", "2021年二季度", "已报送", "第 1 版", "首次报送"],
    ]
    chuanhui, huaiyang = Report.objects.filter(status="submitted").order_by("unit__position")
    form = page.find("main").find("form")
    assert form.values == {
        "action": "approve_reports",
        "post": "yes",
        "_selected_action": str(huaiyang.pk),  # the last of the two
        f"edition-{chuanhui.pk}": "1",
        f"edition-{huaiyang.pk}": "1",
    }
    assert statuses() == ["submitted", "submitted", "draft"]


def test_approving_several(period, client):
    response = choose(
        client, "approve_reports", [CHUANHUI, HUAIYANG], post="yes", **editions(CHUANHUI, HUAIYANG)
    )
    assert city.messages(response) == [
        "川汇区市场监督管理局：已审核通过。",
        "淮阳区市场监督管理局：已审核通过。",
    ]
    assert statuses() == ["approved", "approved", "draft"]


def test_returning_several_with_a_reason(period, client):
    response = choose(
        client,
        "return_reports",
        [CHUANHUI, HUAIYANG],
        post="yes",
        reason="请核对立案数",
        **editions(CHUANHUI, HUAIYANG),
    )
    assert city.messages(response) == [
        "川汇区市场监督管理局：已退回。",
        "淮阳区市场监督管理局：已退回。",
    ]
    returned = Report.objects.filter(status=Status.RETURNED)
    assert [report.review_reason for report in returned] == ["请核对立案数", "请核对立案数"]


def test_reopening_several(period, client):
    cast.approve(cast.report(period, CHUANHUI))
    response = choose(
        client, "reopen_reports", [CHUANHUI], post="yes", reason="省局来函", **editions(CHUANHUI, number=2)
    )  # fmt: skip
    assert city.messages(response) == ["川汇区市场监督管理局：已退回更正。"]
    assert statuses() == ["returned", "submitted", "draft"]


@pytest.mark.parametrize("action", ["return_reports", "reopen_reports"])
@pytest.mark.parametrize("reason", [None, "", " \n "])
def test_giving_back_without_a_reason_asks_again(period, client, action, reason):
    more = editions(CHUANHUI) | ({} if reason is None else {"reason": reason})
    response = choose(client, action, [CHUANHUI], post="yes", **more)
    assert response.status_code == 422
    assert html.read(response).find("p", class_="errornote").text == (
        "没有执行：请写明原因，以便填报单位据此修改。"
    )
    assert statuses() == ["submitted", "submitted", "draft"]


@pytest.mark.parametrize("reason", ["很" * 501, "a\0b"])
def test_a_reason_that_cannot_be_kept_is_refused(period, client, reason):
    response = choose(
        client, "return_reports", [CHUANHUI], post="yes", reason=reason, **editions(CHUANHUI)
    )
    assert response.status_code == 422
    assert statuses() == ["submitted", "submitted", "draft"]


def test_each_is_decided_on_its_own(period, client):
    """扶沟县 has nothing to approve, and 淮阳区 has sent a newer edition in the meantime."""
    huaiyang = cast.report(period, HUAIYANG)
    cast.send_back(huaiyang)
    cast.submit(huaiyang)
    codes = [CHUANHUI, HUAIYANG, FUGOU]
    response = choose(client, "approve_reports", codes, post="yes", **editions(*codes))
    assert city.messages(response) == [
        "川汇区市场监督管理局：已审核通过。",
        "淮阳区市场监督管理局：您查看的不是最新的第 3 版，没有执行“审核通过”。请查看最新版后再作决定。",
        "扶沟县市场监督管理局：这张表现在是“填报中”，不能审核通过。",
    ]
    assert statuses() == ["approved", "submitted", "draft"]


@pytest.mark.parametrize("edition", [None, "", "0", "2", "x", "１", "9" * 40, "\0"])
def test_an_edition_that_was_not_seen_is_refused(period, client, edition):
    more = {} if edition is None else editions(CHUANHUI, number=edition)
    response = choose(client, "approve_reports", [CHUANHUI], post="yes", **more)
    assert city.messages(response) == [
        "川汇区市场监督管理局：您查看的不是最新的第 1 版，没有执行“审核通过”。请查看最新版后再作决定。"
    ]
    assert statuses() == ["submitted", "submitted", "draft"]


def test_more_than_a_page_at_once_is_refused(client):
    cast.open_period(units=city.counties(101))
    response = client.post(
        city.LIST,
        {"action": "approve_reports", "_selected_action": "1", "select_across": "1", "post": "yes"},
        follow=True,
    )
    assert city.messages(response) == ["一次最多处理 100 张统计表，没有执行。请先筛选。"]


@pytest.mark.parametrize("key", ["x", "", "\0", "９", "9" * 40, "-1"])
def test_rows_that_cannot_exist_are_a_bad_request(period, client, key):
    data = {"action": "approve_reports", "_selected_action": key, "post": "yes"}
    assert client.post(city.LIST, data).status_code == 400


@pytest.mark.parametrize("action", ["delete_selected", "", "approve"])
def test_unknown_actions_do_nothing(period, client, action):
    response = client.post(city.LIST, {"action": action, "_selected_action": "1"}, follow=True)
    assert city.messages(response) == ["未选择操作。"]


@pytest.mark.parametrize("number", [3, 30])
def test_the_confirmation_takes_the_same_queries_for_any_number(
    client, number, django_assert_num_queries
):
    city.waiting_counties(number)
    with django_assert_num_queries(10):  # the first finds the keys to post
        response = choose(client, "approve_reports", city.counties(number))
        assert len(html.read(response).find("tbody").all("tr")) == number
