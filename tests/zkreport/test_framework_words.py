"""Django's own pages speak as the office does: locale/, and the templates that override its own."""

import json
import re
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from campaigns.models import Campaign
from tests import cast, html
from tests.statistics.admin import city
from units.models import User

pytestmark = pytest.mark.django_db


def read(role: str, address: str) -> html.Element:
    return html.read(city.browser(role).get(address))


@pytest.fixture
def period():
    return cast.open_period(units=[cast.CHUANHUI, cast.HUAIYANG, cast.FUGOU])


# --- The way to a page ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "address", "way"),
    [
        ("reviewer", "/admin/statistics/report/", "工作台 › 统计表审核"),
        ("reviewer", "/admin/statistics/edition/", "工作台 › 报送版本"),
        ("reviewer", "/admin/campaigns/reportingperiod/", "工作台 › 报告期"),
        ("administrator", "/admin/units/user/add/", "工作台 › 账户 › 新增账户"),
        ("administrator", "/admin/units/", "工作台 › 单位与账户"),
    ],
)
def test_every_page_lies_below_the_workbench(period, role, address, way):
    assert read(role, address).find("div", class_="breadcrumbs").text == way


def test_the_way_to_one_thing(period):
    page = read("reviewer", f"/admin/campaigns/campaign/{period.campaign_id}/change/")
    assert page.find("div", class_="breadcrumbs").text == "工作台 › 年度专项行动 › 2021年"
    assert page.find("a", class_="historylink").text == "变更记录"


def test_the_way_to_what_was_changed_and_to_a_password():
    user = cast.clerk(cast.unit())
    for page, words in (("history", "变更记录"), ("password", "重设密码")):
        way = read("administrator", f"/admin/units/user/{user.pk}/{page}/")
        crumbs = way.find("div", class_="breadcrumbs")
        assert crumbs.text == f"工作台 › 账户 › 411602 › {words}"
        assert [link["href"] for link in crumbs.all("a")] == [
            "/admin/", "/admin/units/user/", f"/admin/units/user/{user.pk}/change/"
        ]  # fmt: skip


def test_an_administrators_front_page():
    page = read("administrator", "/admin/")
    assert page.find("nav", id="places").all("a")[0].text == "工作台"
    assert [head.text for head in page.all("th", scope="col")] == ["名称", "新增", "修改或查看"]
    table = page.find("div", class_="app-units")
    assert [link.text for link in table.all("a")] == [
        "单位与账户", "报送单位", "新增", "修改", "账户", "新增", "修改",
    ]  # fmt: skip
    assert page.find("a", class_="section")["title"] == "单位与账户的各项数据"


# --- Lists ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "address", "heading", "number"),
    [
        ("reviewer", "/admin/statistics/report/", "统计表审核", "3 张统计表"),
        ("reviewer", "/admin/campaigns/reportingperiod/", "选择要修改的报告期", "4 个报告期"),
        ("auditor", "/admin/campaigns/reportingperiod/", "选择要查看的报告期", "4 个报告期"),
        ("administrator", "/admin/units/reportingunit/", "选择要修改的报送单位", "3 个报送单位"),
    ],
)
def test_a_list(period, role, address, heading, number):
    page = read(role, address)
    assert page.find("h1").text == heading
    assert page.find("p", class_="paginator").text == number


def test_the_filters(period):
    filters = read("reviewer", "/admin/statistics/report/").find("nav", id="changelist-filter")
    assert filters.find("h2").text == "筛选"
    assert [each.text for each in filters.all("summary")] == [
        "按报告期", "按状态", "按单位类别", "按是否逾期", "按上期更正",
    ]  # fmt: skip


def test_the_actions(period):
    page = read("reviewer", "/admin/statistics/report/")
    actions = page.find("div", class_="actions")
    assert actions.find("label").text.startswith("操作：")
    assert actions.find("span", class_="action-counter").text == "已选 0 项，共 3 项"


def test_what_the_script_counts_with():
    script = city.browser("reviewer").get("/admin/jsi18n/").content.decode()
    (texts,) = re.findall(r"const newcatalog = ({.*?});", script, re.DOTALL)
    assert json.loads(texts)["%(sel)s of %(cnt)s selected"] == ["已选 %(sel)s 项，共 %(cnt)s 项"]


# --- Forms ---------------------------------------------------------------------------------------


def test_a_new_account():
    page = read("administrator", "/admin/units/user/add/")
    assert page.find("h1").text == "新增账户"
    form = page.find("form", id="user_form")
    assert form.all("p")[0].text == "保存后可继续设置该账户的其他选项。"
    assert [label.text for label in form.all("label")] == [
        "用户名:", "姓:", "名:", "角色:", "报送单位:", "密码:", "再次输入密码:",
    ]  # fmt: skip


def test_an_account_is_switched_off_not_deleted():
    user = cast.clerk(cast.unit())
    page = read("administrator", f"/admin/units/user/{user.pk}/change/")
    told = page.find("div", id="id_is_active_helptext").text
    assert told == "账户是否可用。停用账户请取消勾选，不要删除。"


def test_setting_a_password_anew():
    user = cast.clerk(cast.unit())
    page = read("administrator", f"/admin/units/user/{user.pk}/password/")
    assert page.find("h1").text == "重设密码：411602"
    form = page.find("form", id="user_form")
    assert form.all("p")[0].text == "为账户 411602 设置新密码。"
    labels = [label.text for label in form.all("label")]
    assert labels == ["密码登录:", "启用", "停用", "密码:", "再次输入密码:"]
    buttons = [box["value"] for box in form.all("input", type="submit")]
    assert buttons == ["重设密码", "停用密码登录"]


def test_the_next_phase_has_a_number():
    campaign = Campaign.objects.create(year=2021, starts_on="2021-01-01")
    campaign.phases.create(position=1, name="安排部署，全面启动", ends_on="2021-04-30")
    page = read("reviewer", f"/admin/campaigns/campaign/{campaign.pk}/change/")
    headings = [each.text for each in page.find("div", id="phases-group").all("h3")]
    assert headings == ["阶段 安排部署，全面启动 删除", "阶段 2", "阶段 3"]  # the last is hidden


def test_what_was_saved_is_told(period):
    client, unit = city.browser("administrator"), cast.unit()
    address = f"/admin/units/reportingunit/{unit.pk}/change/"
    data = {
        "code": unit.code, "name": unit.name, "short_name": unit.short_name, "kind": unit.kind,
        "other_names": unit.other_names, "region_code": unit.region_code,
        "position": unit.position, "office_phone": "0394-0000000",
    }  # fmt: skip
    response = client.post(address, data, follow=True)
    told = html.read(response).find("ul", class_="messagelist").text
    assert told == "已修改报送单位“川汇区市场监督管理局”。"
    history = html.read(client.get(f"/admin/units/reportingunit/{unit.pk}/history/"))
    assert history.find("h1").text == "变更记录：川汇区市场监督管理局"
    assert history.find("tbody").all("td")[-1].text == "修改办公电话。"


def test_the_first_administrator_is_asked_for_a_password(monkeypatch):
    asked = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or cast.PASSWORD)
    terminal = SimpleNamespace(isatty=lambda: True)
    options = {"username": "root", "stdin": terminal, "stdout": StringIO()}
    call_command("createsuperuser", interactive=True, email="", **options)
    assert asked == ["密码：", "再次输入密码："]
    assert User.objects.get(username="root").check_password(cast.PASSWORD)


def test_a_wrong_password_for_the_portal(client):
    response = client.post("/accounts/login/", {"username": "411602", "password": "wrong"})
    assert html.read(response).find("main").text == (
        "登录 用户名或密码不正确，请重新输入。请注意区分大小写。 用户名* 密码*"
    )
