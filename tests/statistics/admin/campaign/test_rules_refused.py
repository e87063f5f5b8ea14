"""Rules that are refused: each bad value is told where it stands, and nothing is set."""

import pytest

from campaigns.models import Campaign
from statistics.checks.rules import DEFAULT
from statistics.models import FormRules
from tests import html
from tests.statistics.admin.campaign.setting_rules import post, refused, rows, shown, stored

pytestmark = pytest.mark.django_db


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
        "id_reason_error": "请写明修改原因，以备日后查核。",
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
        ("", "请写明修改原因，以备日后查核。"),
        (" \n ", "请写明修改原因，以备日后查核。"),
        ("很" * 501, "原因有 501 个字，最多 500 个，请精简。"),
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
        "没有执行：各项设置与现行规则相同，没有需要保存的改动。",
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
