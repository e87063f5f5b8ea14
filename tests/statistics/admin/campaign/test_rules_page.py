"""审核规则 in the admin: GET and POST /admin/campaigns/campaign/<id>/rules/."""

from datetime import date

import pytest

from campaigns.models import Campaign
from statistics.checks.relations import CHECKS
from statistics.checks.rules import DEFAULT
from statistics.models import change_rules
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.campaign.setting_rules import (
    address,
    post,
    read,
    refused,
    rows,
    shown,
    stored,
)
from units.models import User

pytestmark = pytest.mark.django_db


# --- The page ------------------------------------------------------------------------------------


def test_every_relation_in_the_order_of_the_form(client, campaign):
    page = read(client, campaign)
    assert page.find("h1").text == "2021年审核规则"
    assert {check: row[0] for check, row in rows(page).items()} == CHECKS
    assert list(rows(page)) == list(CHECKS)
    assert page.find("p", class_="facts").texts[0] == "现行第 1 版"
    assert "以后每一次审核都按新规则，已经报送的统计表也一样" in page.text


def test_it_tells_who_speaks_for_whom(client, campaign):
    assert (
        "同一事实只说明一次：D3 不成立时，同一类别的 M1、M2、M3、M4 不再另行审核；"
        "D4 不成立时，同一类别的 M1、M4 不再另行审核；其中须由审核人认可的，改为认可这一条。"
        "金额超过 M3 每案界限的仍逐条审核，以免把“元”当成“万元”。"
    ) in read(client, campaign).text


def test_what_can_be_set_and_in_which_range(client, campaign):
    lines = rows(read(client, campaign))
    levels = "强制性审核 核实性审核 提示"
    assert lines["A1"][1:] == ["强制性审核（固定）", ""]
    assert lines["D1"][1:] == [levels, ""]
    assert lines["M2"][1:] == [
        levels,
        "不超过涉案金额的 倍 可填 1 至 100 倍，最多 1 位小数 再加每案 万元 "
        "可填 0 至 1000 万元，最多 2 位小数",
    ]


def test_the_form_holds_what_is_in_force(client, campaign):
    assert shown(read(client, campaign)) == DEFAULT.texts | {"version": "1", "reason": ""}


def test_the_ways_to_the_page(client, campaign):
    listed = html.read(client.get("/admin/campaigns/campaign/")).find(
        "td", class_="field-form_rules"
    )
    assert (listed.text, listed.find("a")["href"]) == ("第 1 版", address(campaign))
    tools = html.read(client.get(f"/admin/campaigns/campaign/{campaign.pk}/change/"))
    (link,) = tools.find("ul", class_="object-tools").all("a", href=address(campaign))
    assert link.text == "审核规则"


def test_saving(client, campaign):
    response = post(client, campaign, M3__per_case="８０", D1__level="hint", reason=" 省局来函 ")
    assert (response.status_code, response["Location"]) == (302, address(campaign))
    assert stored(campaign) == ({"D1-level": "hint", "M3-per_case": "80"}, 2)
    page = client.get(address(campaign))
    assert city.messages(page) == ["2021年的审核规则已改为第 2 版。"]
    now = DEFAULT.texts | {"M3-per_case": "80", "D1-level": "hint"}
    assert shown(html.read(page).find("main")) == now | {"version": "2", "reason": ""}
    lines = rows(html.read(page))
    assert lines["D1"][1].endswith("默认 核实性审核")
    assert lines["M3"][2].endswith("默认 50 万元")


def test_the_history(client, campaign):
    at = cast.moment(date(2021, 6, 1), 9)
    rules = {"M3-per_case": "80"}
    change_rules(campaign, by=cast.reviewer(), rules=rules, reason="放宽大案", version=1, at=at)
    post(client, campaign, version=2, M3__per_case="90", Q3__level="explain", reason="再放宽")
    newest, second, first = read(client, campaign).all("article", class_="edition")
    assert newest.texts[0] == "第 3 版"
    assert newest.texts[2:] == [
        "原因：再放宽",
        "M3 每案不超过：80 万元 → 90 万元 Q3 级别：提示 → 核实性审核",
    ]
    assert second.texts == [
        "第 2 版",
        "2021年6月1日 09:00起，市局审核员",
        "原因：放宽大案",
        "M3 每案不超过：50 万元 → 80 万元",
    ]
    assert first.texts == ["第 1 版", "专项行动建立时起", "全部是默认值。"]


def test_demo_campaigns_are_labelled(client, campaign):
    Campaign.objects.update(is_demo=True)
    assert read(client, campaign).find("p", class_="demo").text.startswith("演示数据")


def test_every_input_has_a_name_to_be_called_by(client, campaign):
    form = read(client, campaign).find("form", class_="relations")
    labels = {label["for"] for label in form.all("label")}
    inputs = [each for each in form if each.tag in {"input", "select", "textarea"}]
    shown = [each for each in inputs if each.attributes.get("type") != "hidden"]
    assert [e["name"] for e in shown if "aria-label" not in e and e["id"] not in labels] == []
    assert len({each["id"] for each in shown}) == len(shown) == len(DEFAULT.texts) + 1


@pytest.mark.parametrize("changes", [0, 1, 12])
def test_queries_do_not_grow_with_the_history(client, campaign, changes, django_assert_num_queries):
    for version in range(1, changes + 1):
        post(client, campaign, version=version, M3__per_case=str(100 + version))
    with django_assert_num_queries(5):
        assert len(read(client, campaign).all("article", class_="edition")) == changes + 1


# --- Who may -------------------------------------------------------------------------------------


def test_the_auditor_reads(campaign):
    change_rules(
        campaign, by=cast.reviewer(), rules={"M3-per_case": "80"}, reason="放宽大案", version=1
    )
    page = read(city.sign_in(cast.auditor()), campaign)
    assert [e.tag for e in page if e.tag in {"form", "input", "select", "textarea", "button"}] == []
    lines = rows(page)
    assert lines["D1"] == ["结案不超过立案", "核实性审核", ""]
    assert lines["M3"][1:] == ["核实性审核", "每案不超过 80 万元 默认 50 万元"]
    assert page.all("article", class_="edition")[0].texts[2] == "原因：放宽大案"


def test_the_auditor_changes_nothing(campaign):
    response = post(city.sign_in(cast.auditor()), campaign, D1__level="hint")
    assert refused(response) == (403, "没有执行：您的账户没有“修改审核规则”的权限。")
    assert html.read(response).all("form", class_="relations") == []
    assert stored(campaign) == ({}, 1)


@pytest.mark.parametrize(
    ("account", "status"),
    [(lambda: cast.clerk(cast.unit()), 403), (cast.administrator, 403), (cast.without_unit, 403)],
)
def test_nobody_else_sees_them(campaign, account, status):
    client = city.sign_in(account())
    assert client.get(address(campaign)).status_code == status
    assert post(client, campaign, D1__level="hint").status_code == status
    assert stored(campaign) == ({}, 1)


def test_visitors_sign_in_first(campaign, client):
    client.logout()
    for response in (client.get(address(campaign)), post(client, campaign, D1__level="hint")):
        assert response["Location"] == f"/accounts/login/?next={address(campaign)}"


def test_no_post_without_a_token(campaign):
    client = city.sign_in(cast.reviewer(), enforce_csrf_checks=True)
    assert post(client, campaign, D1__level="hint").status_code == 403


def test_a_superuser_may(campaign):
    root = city.sign_in(User.objects.create_superuser("root", password=cast.PASSWORD))
    assert post(root, campaign, D1__level="hint").status_code == 302


@pytest.mark.parametrize("place", ["999", "9" * 30, "0"])
def test_a_campaign_that_does_not_exist(client, campaign, place):
    url = f"/admin/campaigns/campaign/{place}/rules/"
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)


@pytest.mark.parametrize("place", ["x", "-1", "1%00", "１"])
def test_an_odd_address_leads_to_the_list(client, campaign, place):
    """Django takes it for the key of a campaign, and says that there is none."""
    response = client.get(f"/admin/campaigns/campaign/{place}/rules/", follow=True)
    assert response.redirect_chain[-1] == ("/admin/", 302)


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_no_other_method(client, campaign, method):
    response = getattr(client, method)(address(campaign))
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


# --- What follows --------------------------------------------------------------------------------


def test_the_review_page_follows(client):
    figures = {"actions": 5, "officers": 10, "trademark-filed": 1, "trademark-closed": 2,
               "trademark-value": 60}  # fmt: skip
    report = city.submitted_report(figures=figures)

    def told():
        page = html.read(client.get(city.review_page(report))).find("main")
        return [each.texts for each in page.all("div", class_="finding")]

    closed = "现填 2 件，应不超过立案 1 件，多 1 件。请核对两格；含上年结转的，写明件数。"
    said = "其他：D1-trademark-closed系联合执法中的特殊情形"
    assert told() == [["商标侵权案件 · 结案核实性审核", closed, said]]
    post(client, report.period.campaign, D1__level="hint", M3__per_case="29.5")
    assert told() == [
        ["商标侵权案件 · 涉案金额核实性审核",
         "现填 60 万元，应不超过每案 29.5 万元，即 59 万元，多 1 万元。请核对是否把“元”当成了“万元”；"
         "确实如此的，写明案件情况，并由市局审核认可。", "没有情况说明。 须审核人认可"],
        ["商标侵权案件 · 结案提示", "现填 2 件，应不超过立案 1 件，多 1 件。请核对两格。", said],
    ]  # fmt: skip
