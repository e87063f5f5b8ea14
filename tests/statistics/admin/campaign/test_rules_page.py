"""审核规则 in the admin: GET and POST /admin/campaigns/campaign/<id>/rules/."""

from datetime import date

import pytest

from campaigns.models import Campaign
from statistics.checks.relations import CHECKS
from statistics.checks.rules import DEFAULT
from statistics.models import FormRules, change_rules
from tests import cast, html
from tests.statistics.admin import city
from units.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return cast.open_period().campaign


@pytest.fixture
def client():
    return city.sign_in(cast.reviewer())


def address(campaign) -> str:
    return f"/admin/campaigns/campaign/{campaign.pk}/rules/"


def read(client, campaign) -> html.Element:
    response = client.get(address(campaign))
    assert response.status_code == 200
    return html.read(response).find("main")


def post(client, campaign, follow=False, version=1, reason="省局来函", **changes):
    """All that the page's form would post, with these changes; None leaves one out."""
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    data = DEFAULT.texts | {"version": str(version), "reason": reason} | changes
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(address(campaign), data, follow=follow)


def stored(campaign) -> tuple:
    rules = FormRules.objects.filter(campaign=campaign).values_list("rules", "version")
    return rules.get() if rules else ({}, 1)


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def shown(page) -> dict[str, str]:
    """What stands in each input, and which level is chosen."""
    form = page.find("form", class_="relations")
    chosen = {
        select["name"]: option["value"]
        for select in form.all("select")
        for option in select.all("option")
        if "selected" in option
    }
    return form.values | chosen | {"reason": form.find("textarea").text}


def rows(page) -> dict[str, list[str]]:
    lines = page.find("table", class_="settings").find("tbody").all("tr")
    return {line.texts[0]: line.texts[1:] for line in lines}


# --- The page ------------------------------------------------------------------------------------


def test_every_relation_in_the_order_of_the_form(client, campaign):
    page = read(client, campaign)
    assert page.find("h1").text == "2021年审核规则"
    assert {check: row[0] for check, row in rows(page).items()} == CHECKS
    assert list(rows(page)) == list(CHECKS)
    assert page.find("p", class_="facts").texts[0] == "现行第 1 版"
    assert "以后每一次审核都按新规则，已经报送的统计表也一样" in page.text


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


# --- Refusals ------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_where_it_stands(client, campaign):
    wrong = {"M3__per_case": "５００００", "A6__change": "", "D1__level": "off", "reason": ""}
    response = post(client, campaign, M2__per_value="1e3", D2__level="hint", **wrong)
    note = "没有执行：有 4 项不能这样设置，请改正后再保存。 A6 D1 M2 M3"
    assert refused(response) == (422, note)
    page = html.read(response)
    problems = {each["id"]: each.text for each in page.all("span", class_="problem")}
    assert problems == {
        "A6-change-problem": "没有填写，应填 1 至 200%的整数。请改填；默认值是 30%。",
        "D1-level-problem": "“off”不是审核级别，请从强制性审核、核实性审核、提示中选一个。",
        "M2-per_value-problem": (
            "“1e3”不是数字，应填 1 至 100 倍，最多 1 位小数。请改填；默认值是 6 倍。"
        ),
        "M3-per_case-problem": (
            "“50000”超出范围，应填 1 至 10000 万元，最多 2 位小数。请改填；默认值是 50 万元。"
        ),
        "id_reason_error": "请写明为什么改，以后查核要靠它。",
    }
    links = page.find("p", class_="errornote").all("a")
    assert [link["href"] for link in links] == ["#A6-change", "#D1-level", "#M2-per_value",
                                                "#M3-per_case"]  # fmt: skip
    assert {e["name"] for e in page if e.attributes.get("aria-invalid") == "true"} == {
        "A6-change", "D1-level", "M2-per_value", "M3-per_case", "reason"
    }  # fmt: skip
    assert stored(campaign) == ({}, 1)


def test_what_was_typed_is_kept(client, campaign):
    typed = {"M3-per_case": "1e3", "A4-per_action": "３", "D2-level": "hint"}
    response = post(client, campaign, reason="放宽", **typed)
    page = html.read(response).find("main")
    assert shown(page) == DEFAULT.texts | typed | {"version": "1", "reason": "放宽"}
    assert rows(page)["A4"][2].endswith("现行 2 倍")
    assert rows(page)["D2"][1].endswith("现行 核实性审核")


def test_a_level_that_there_is_not_is_not_taken_for_the_first(client, campaign):
    page = html.read(post(client, campaign, D1__level="off")).find("main")
    assert shown(page)["D1-level"] == ""
    assert rows(page)["D1"][1].startswith("请选择 强制性审核")


@pytest.mark.parametrize(
    "text", ["", "-5", "0", "10000.01", "50.001", "1e3", "1_000", "١٢", "NaN", "inf", "=1+1",
             "<script>", "5\0", "\u202e5", "9" * 5000]
)  # fmt: skip
def test_limits_that_are_refused(client, campaign, text):
    response = post(client, campaign, M3__per_case=text)
    assert refused(response) == (422, "没有执行：有 1 项不能这样设置，请改正后再保存。 M3")
    assert stored(campaign) == ({}, 1)


@pytest.mark.parametrize("name", ["M3-per_case", "D1-level"])
def test_a_setting_that_did_not_come_along_is_not_reset(client, campaign, name):
    response = post(client, campaign, Q3__level="explain", **{name: None})
    assert refused(response)[0] == 422
    assert stored(campaign) == ({}, 1)


def test_a_fixed_relation_is_not_set(client, campaign):
    response = post(client, campaign, B6__level="hint", D1__level="hint")
    assert refused(response) == (
        422,
        "没有执行：有 1 项不能这样设置，请改正后再保存。 "
        "B6 不成立就不可能属实，固定为强制性审核，不能设置。",
    )
    assert stored(campaign) == ({}, 1)


def test_what_the_page_does_not_know_is_passed_over(client, campaign):
    post(
        client, campaign, D1__level="hint", X9__level="hint", rules="x", form_version="9", year="1"
    )
    assert stored(campaign) == ({"D1-level": "hint"}, 2)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "请写明为什么改，以后查核要靠它。"),
        (" \n ", "请写明为什么改，以后查核要靠它。"),
        ("很" * 501, "原因有 501 个字，最多 500 个，请写得短一些。"),
        ("a\0b", "夹有看不见的字符，请重新键入。"),
    ],
)
def test_a_reason_that_cannot_be_kept(client, campaign, reason, sentence):
    response = post(client, campaign, D1__level="hint", reason=reason)
    assert refused(response) == (422, f"没有执行：{sentence}")
    assert html.read(response).find("span", class_="problem").text == sentence
    assert stored(campaign) == ({}, 1)


def test_nothing_to_change(client, campaign):
    assert refused(post(client, campaign)) == (
        422,
        "没有执行：各项设置和现在的一样，没有要保存的改动。",
    )


def test_somebody_else_was_quicker(client, campaign):
    post(client, campaign, M3__per_case="80")
    response = post(client, campaign, M3__per_case="70", D2__level="hint", reason="收紧")
    assert refused(response) == (
        409,
        "没有执行：您打开本页之后，市局审核员改过审核规则，现在是第 2 版。"
        "您填的没有保存，请核对后再改。",
    )
    page = html.read(response).find("main")
    assert shown(page) == DEFAULT.texts | {
        "M3-per_case": "70", "D2-level": "hint", "version": "2", "reason": "收紧"
    }  # fmt: skip
    assert rows(page)["M3"][2].endswith("现行 80 万元")
    assert stored(campaign) == ({"M3-per_case": "80"}, 2)


@pytest.mark.parametrize("version", ["", "0", "2", "-1", "x", "１", "1.0", "9" * 40, "\0"])
def test_a_version_that_was_not_seen(client, campaign, version):
    assert refused(post(client, campaign, version=version, D1__level="hint"))[0] == 409
    assert stored(campaign) == ({}, 1)


def test_the_campaigns_own_page_leaves_the_rules_alone(client, campaign, monkeypatch):
    """Also when they change while it is being saved."""
    form = html.read(client.get(f"/admin/campaigns/campaign/{campaign.pk}/change/"))
    data = form.find("form", id="campaign_form").values | {
        "document_number": "周市监办〔2021〕54号"
    }
    data = {name: value for name, value in data.items() if "__prefix__" not in name}
    for name in ("_save", "_continue", "_addanother"):
        data.pop(name, None)
    save = Campaign.save

    def save_after_a_change(self, **options):
        FormRules.objects.create(campaign=self, rules={"D1-level": "hint"}, version=2)
        save(self, **options)

    monkeypatch.setattr(Campaign, "save", save_after_a_change)
    data |= {"rules": "{}", "version": "7"}
    response = client.post(f"/admin/campaigns/campaign/{campaign.pk}/change/", data)
    assert response.status_code == 302
    assert stored(campaign) == ({"D1-level": "hint"}, 2)
    assert Campaign.objects.get().document_number == "周市监办〔2021〕54号"


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
