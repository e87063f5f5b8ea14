"""What stands there when something cannot be had: in Chinese, and nothing from within."""

import pytest
from django.test import Client

from statistics.entry import compare_page, record_views, responses
from statistics.intake import views as intake_views
from statistics.overview import home
from tests import cast, html

pytestmark = pytest.mark.django_db

REPORT = "/reports/411602/2021/q2/"
PAGES = [
    "",
    "attachment.xlsx",
    "editions/",
    "editions/compare/",
    "receipt/",
    "import/",
    "workbooks/1/",
]
ACTIONS = ["", "submit/", "withdraw/", "import/"]

BAD_REQUEST = ["请求有误", "请求格式有误，请返回上一页重试。", "返回首页"]
FORBIDDEN = ["没有权限", "您的账户无权使用此页面。", "返回首页"]
NOT_FOUND = [
    "页面不存在",
    "地址有误，或者该页不属于您的单位。请从“我的任务”或工作台重新进入。",
    "返回首页",
]
SERVER_ERROR = [
    "系统出错",
    "不是您的操作有误。已保存的数据没有丢失，请稍后重试。",
    "返回首页",
]
EXPIRED = [
    "页面已过期",
    "本页打开时间过长，或者您已在别处重新登录。请返回上一页，刷新后再提交；填过的内容仍留在本机。",
    "返回首页",
]


@pytest.fixture(autouse=True)
def signed_in(client):
    cast.open_period()
    client.force_login(cast.clerk(cast.unit()))


def told(response) -> tuple[int, list[str]]:
    page = html.read(response)
    title = page.find("title").text
    assert title == f"{page.find('h1').text} · 知识产权执法数据报送"
    return response.status_code, page.find("main").texts


# --- Each page -----------------------------------------------------------------------------------


def test_no_such_page(client):
    assert told(client.get("/nothing/")) == (404, NOT_FOUND)


def test_no_such_page_for_visitors_either():
    assert told(Client().get("/nothing/")) == (404, NOT_FOUND)


def test_not_for_this_account(client):
    assert told(client.get("/admin/")) == (403, FORBIDDEN)


def test_a_request_that_makes_no_sense(client):
    assert told(client.get("/", headers={"host": "evil.example"})) == (400, BAD_REQUEST)


def test_a_request_with_too_many_fields(client):
    data = {f"name{number}": "" for number in range(1001)}
    assert told(client.post(REPORT, data)) == (400, BAD_REQUEST)


def test_a_token_that_has_expired():
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.clerk(cast.unit()))
    assert told(client.post(REPORT, {"actions": "5"})) == (403, EXPIRED)


@pytest.mark.parametrize("url", [f"{REPORT}submit/", f"{REPORT}withdraw/", "/accounts/logout/"])
def test_an_address_that_is_only_posted_to(client, url):
    """After signing in again the browser asks for the page that was posted to."""
    response = client.get(url)
    assert told(response) == (
        405,
        ["不能直接打开", "此地址仅在提交时使用。请从“我的任务”或工作台重新进入。", "返回首页"],
    )
    assert "POST" in response["allow"]


@pytest.mark.parametrize(
    "url",
    [
        *("/", REPORT, f"{REPORT}attachment.xlsx", f"{REPORT}editions/"),
        *(f"{REPORT}editions/compare/", f"{REPORT}import/"),
    ],
)
def test_a_fault_of_ours_tells_nothing_from_within(client, monkeypatch, url):
    def fail(*arguments, **options):
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr(record_views, "write_attachment", fail)
    for module in (home, responses, record_views, compare_page, intake_views):
        monkeypatch.setattr(module, "render", fail)
    client.raise_request_exception = False
    response = client.get(url)
    assert told(response) == (500, SERVER_ERROR)
    for secret in ("secret", "RuntimeError", "Traceback", "views.py", "/work", "SELECT"):
        assert secret not in response.content.decode()


def test_a_fault_while_saving_tells_nothing_and_stores_nothing(client, monkeypatch):
    def fail(*arguments):
        raise RuntimeError("after the report was written, before its rows were")

    monkeypatch.setattr("statistics.models.CaseRow.store", fail)
    client.raise_request_exception = False
    response = client.post(REPORT, {"version": "1", "trademark-filed": "5"})
    assert told(response) == (500, SERVER_ERROR)
    monkeypatch.undo()
    form = html.read(client.get(REPORT)).find("form", id="table-form")
    assert (form.values["trademark-filed"], form.values["version"]) == ("", "1")


# --- Reports that cannot be had ------------------------------------------------------------------

NOWHERE = [
    "/reports/999999/2021/q2/",  # no such unit
    "/reports/411603/2021/q2/",  # the neighbour's
    "/reports/411602/2020/q2/",  # no such year
    "/reports/411602/2021/q1/",  # not opened
    "/reports/411602/0000/q2/",
    "/reports/411602/20210/q2/",
    "/reports/411602/202/q2/",
    "/reports/411602/2021/q0/",
    "/reports/411602/2021/q5/",
    "/reports/411602/2021/q22/",
    "/reports/411602/2021/q-1/",
    "/reports/411602/2021/2/",
    "/reports/411602/2021/Q2/",
    "/reports/411602/٢٠٢١/q2/",
    "/reports/411602/2021/q２/",
    "/reports/411602%00/2021/q2/",
    "/reports/%00/2021/q2/",
    "/reports/411602%20/2021/q2/",
    "/reports/411602'--/2021/q2/",
    "/reports/../2021/q2/",
    "/reports/%2e%2e%2f/2021/q2/",
    "/reports/川汇区/2021/q2/",
    f"/reports/{'9' * 1000}/2021/q2/",
]


@pytest.mark.parametrize("part", PAGES)
def test_a_report_that_there_is_not_for_this_account(client, part):
    answers = {report: told(client.get(report + part)) for report in NOWHERE}
    assert answers == dict.fromkeys(NOWHERE, (404, NOT_FOUND))


@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_can_be_done_to_it_either(client, action):
    data = {"version": "1", "actions": "5", "zero_report": "on"}
    answers = {report: told(client.post(report + action, data)) for report in NOWHERE}
    assert answers == dict.fromkeys(NOWHERE, (404, NOT_FOUND))


def test_the_neighbours_report_looks_like_none_at_all(client):
    answers = [client.get(report).content for report in NOWHERE[:2]]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("url", ["/reports/", "/reports/411602/", f"{REPORT}workbooks/"])
def test_an_address_cut_short(client, url):
    assert told(client.get(url)) == (404, NOT_FOUND)


def test_a_missing_slash_is_put_right(client):
    response = client.get(REPORT.rstrip("/"))
    assert (response.status_code, response["location"]) == (301, REPORT)
