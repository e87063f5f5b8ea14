"""The admin's walls: who may do what, no rights handed out, no script or style within a page."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from campaigns.models import Phase, ReportingPeriod
from statistics.models import Edition, Report
from statistics.totals.consolidate import Scope
from tests import cast, html
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.totals.issuing import issued
from units.models import ReportingUnit, User
from units.roles import ADMINISTRATOR, AUDITOR, CLERK, REVIEWER

pytestmark = pytest.mark.django_db

CONSOLIDATION = "/admin/statistics/consolidation/2021/q2/"
ISSUED = "/admin/statistics/consolidation/issued/{total}/"


@pytest.fixture
def report():
    return city.submitted_report()


def browser(role: str) -> Client:
    if role == "visitor":
        return Client()
    if role == "superuser":
        return city.sign_in(User.objects.create_superuser("root", password=cast.PASSWORD))
    accounts = {
        "reviewer": cast.reviewer,
        "auditor": cast.auditor,
        "administrator": cast.administrator,
        "clerk": lambda: cast.clerk(cast.unit()),
        "without unit": cast.without_unit,
    }
    return city.sign_in(accounts[role]())


# --- Who may do what -----------------------------------------------------------------------------

ROLES = ("reviewer", "auditor", "administrator", "clerk", "visitor")
READ = {  # what each role is answered
    "/admin/": (200, 200, 200, 403, 302),
    "/admin/statistics/": (200, 200, 404, 403, 302),
    "/admin/statistics/report/": (200, 200, 403, 403, 302),
    "/admin/statistics/report/{report}/change/": (200, 200, 403, 403, 302),
    "/admin/statistics/report/{report}/editions/compare/": (422, 422, 403, 403, 302),
    "/admin/statistics/report/{report}/series/filed/": (200, 200, 403, 403, 302),
    "/admin/statistics/dashboard/": (200, 200, 403, 403, 302),
    CONSOLIDATION: (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}filed/": (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}consolidated.xlsx": (200, 200, 403, 403, 302),
    f"{CONSOLIDATION}issue/": (405, 405, 405, 403, 302),
    ISSUED: (200, 200, 403, 403, 302),
    f"{ISSUED}consolidated.xlsx": (200, 200, 403, 403, 302),
    "/admin/statistics/import/2021/q2/": (200, 403, 403, 403, 302),
    "/admin/statistics/import/2021/q2/take/": (405, 405, 405, 403, 302),
    "/admin/statistics/edition/": (200, 200, 403, 403, 302),
    "/admin/statistics/edition/{edition}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/rules/": (200, 200, 403, 403, 302),
    "/admin/campaigns/campaign/add/": (403, 403, 403, 403, 302),
    "/admin/campaigns/campaign/{campaign}/delete/": (403, 403, 403, 403, 302),
    "/admin/campaigns/reportingperiod/": (200, 200, 403, 403, 302),
    "/admin/campaigns/reportingperiod/{period}/change/": (200, 200, 403, 403, 302),
    "/admin/campaigns/reportingperiod/add/": (403, 403, 403, 403, 302),
    "/admin/units/user/": (403, 200, 200, 403, 302),
    "/admin/units/user/{user}/change/": (403, 200, 200, 403, 302),
    "/admin/units/user/{user}/password/": (403, 403, 200, 403, 302),
    "/admin/units/user/{user}/delete/": (403, 403, 403, 403, 302),
    "/admin/units/user/add/": (403, 403, 200, 403, 302),
    "/admin/units/reportingunit/": (200, 200, 200, 403, 302),
    "/admin/units/reportingunit/{unit}/change/": (200, 200, 200, 403, 302),
    "/admin/units/reportingunit/add/": (403, 403, 200, 403, 302),
    "/admin/units/reportingunit/{unit}/delete/": (403, 403, 403, 403, 302),
    "/admin/auth/group/": (404, 404, 404, 403, 302),
    "/admin/nothing/": (404, 404, 404, 403, 302),
}


def total_of(period) -> int:
    """The issued total of the period, which counts what waits for review."""
    return issued(period, Scope.SUBMITTED).pk


def fill_in(address, report):
    return address.format(
        report=report.pk,
        edition=report.editions.last().pk,
        campaign=report.period.campaign_id,
        period=report.period_id,
        unit=report.unit_id,
        user=report.submitted_by_id,
        total=total_of(report.period) if "{total}" in address else "",
    )


@pytest.mark.parametrize(
    ("address", "role", "status"),
    [
        (address, *answer)
        for address, row in READ.items()
        for answer in zip(ROLES, row, strict=True)
    ],
)
def test_who_may_read_what(report, address, role, status):
    assert browser(role).get(fill_in(address, report)).status_code == status


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reviewer"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/statistics/report/",
        "/admin/statistics/report/{report}/change/",
        "/admin/statistics/report/{report}/approve/",
        "/admin/statistics/report/{report}/return/",
        "/admin/statistics/report/{report}/extend/",
        "/admin/campaigns/reportingperiod/{period}/change/",
        "/admin/campaigns/campaign/{campaign}/change/",
        "/admin/campaigns/campaign/{campaign}/rules/",
        "/admin/statistics/import/2021/q2/",
        "/admin/statistics/import/2021/q2/take/",
        f"{CONSOLIDATION}issue/",
    ],
)
def test_only_the_section_changes_anything_of_reports(report, role, address):
    client = browser(role)
    before = Report.objects.values().get(), list(ReportingPeriod.objects.values())
    response = client.post(
        fill_in(address, report),
        {"edition": 1, "reason": "请核对", "until": "2021-07-10", "action": "approve_reports",
         "_selected_action": report.pk, f"edition-{report.pk}": 1, "post": "yes",
         "due_on": "2021-07-01"},
    )  # fmt: skip
    allowed = {"visitor": {302}, "auditor": {403, 405}}
    assert response.status_code in allowed.get(role, {403})
    assert (Report.objects.values().get(), list(ReportingPeriod.objects.values())) == before


@pytest.mark.parametrize("role", [role for role in ROLES if role != "reviewer"])
def test_only_the_section_reopens(report, role):
    cast.approve(report)
    client = browser(role)
    address = f"/admin/statistics/report/{report.pk}/reopen/"
    response = client.post(address, {"edition": 2, "reason": "请核对"})
    assert response.status_code == (302 if role == "visitor" else 403)
    assert Report.objects.get().status == "approved"


@pytest.mark.parametrize("role", ROLES)
def test_opening_a_period_is_the_sections(role):
    period = ReportingPeriod.objects.get(pk=cast.open_period().pk)
    closed = period.campaign.periods.get(quarter=3)
    data = {"action": "open_periods", "_selected_action": closed.pk, "post": "yes"}
    browser(role).post("/admin/campaigns/reportingperiod/", data)
    closed.refresh_from_db()
    assert (closed.opened_at is not None) == (role == "reviewer")


def test_opening_a_period_asks_first_and_says_what_happened():
    period = cast.open_period()
    closed = period.campaign.periods.get(quarter=3)
    client = browser("reviewer")
    data = {"action": "open_periods", "_selected_action": [period.pk, closed.pk]}
    page = html.read(client.post("/admin/campaigns/reportingperiod/", data))
    assert [item.text for item in page.find("main").all("li")] == [
        "2021年三季度：开启日 2021年9月1日，报送截止日 2021年9月30日",
        "2021年二季度：开启日 2021年6月1日，报送截止日 2021年6月30日（早已开启）",
    ]
    response = client.post("/admin/campaigns/reportingperiod/", data | {"post": "yes"}, follow=True)
    assert city.messages(response) == [
        "2021年三季度：已开启，2 个单位应报送。",
        "2021年二季度：早已开启，没有改动。",
    ]
    assert closed.reports.count() == 2


@pytest.mark.parametrize("address", ["", "{report}/change/"])
def test_the_auditor_is_offered_no_way_to_change_anything(report, address):
    page = html.read(browser("auditor").get(fill_in(city.LIST + address, report))).find("main")
    buttons = page.all("button") + page.all("input", type="submit") + page.all("textarea")
    assert [button.attributes.get("value") for button in buttons] == ([] if address else ["搜索"])
    assert page.all("select") == []


def test_no_post_without_a_token(report):
    client = city.sign_in(cast.reviewer(), enforce_csrf_checks=True)
    for step in ("approve", "return", "extend"):
        response = client.post(f"/admin/statistics/report/{report.pk}/{step}/", {"edition": 1})
        assert response.status_code == 403
    assert client.post(city.LIST, {"action": "approve_reports"}).status_code == 403


# --- Accounts ------------------------------------------------------------------------------------


def account_data(user: User, **changes) -> dict:
    role = user.groups.first()
    return {
        "username": user.username,
        "last_name": user.last_name,
        "first_name": user.first_name,
        "role": role.name if role else "",
        "unit": user.unit_id or "",
        "is_active": "on",
    } | changes


def rights(user: User):
    user = User.objects.get(pk=user.pk)
    groups = list(user.groups.values_list("name", flat=True))
    return user.is_superuser, user.is_staff, groups, user.user_permissions.count()


STRONG = "zhong guan cun 88"


def new_account(**changes) -> dict:
    unit = cast.unit()
    return {
        "username": "clerk2", "last_name": "填报员", "first_name": "", "role": CLERK,
        "unit": unit.pk, "password1": STRONG, "password2": STRONG,
    } | changes  # fmt: skip


@pytest.mark.parametrize(
    ("role", "is_staff"),
    [(CLERK, False), (REVIEWER, True), (ADMINISTRATOR, True), (AUDITOR, True)],
)
def test_a_new_account_gets_one_role_and_what_follows_from_it(role, is_staff):
    client = browser("administrator")
    data = new_account(role=role)
    if role != CLERK:
        data["unit"] = ""
    client.post("/admin/units/user/add/", data)
    assert rights(User.objects.get(username="clerk2")) == (False, is_staff, [role], 0)


def test_changing_the_role_changes_what_follows_from_it():
    client, user = browser("administrator"), cast.clerk(cast.unit())
    data = account_data(user, role=REVIEWER, unit="")
    assert client.post(f"/admin/units/user/{user.pk}/change/", data).status_code == 302
    assert rights(user) == (False, True, [REVIEWER], 0)


@pytest.mark.parametrize("role", ["administrator", "superuser"])
def test_no_rights_are_handed_out_singly(role):
    client, user = browser(role), cast.clerk(cast.unit())
    more = {
        "is_superuser": "on", "is_staff": "on", "groups": ["1", "2"],
        "user_permissions": list(Permission.objects.values_list("pk", flat=True)[:3]),
    }  # fmt: skip
    response = client.post(f"/admin/units/user/{user.pk}/change/", account_data(user, **more))
    assert response.status_code == 302
    assert rights(user) == (False, False, [CLERK], 0)
    client.post("/admin/units/user/add/", new_account(**more))
    assert rights(User.objects.get(username="clerk2")) == (False, False, [CLERK], 0)


def test_a_right_given_to_one_account_alone_has_no_effect():
    user = cast.clerk(cast.unit())
    user.user_permissions.add(Permission.objects.get(codename="review_report"))
    assert User.objects.get(pk=user.pk).get_all_permissions() == {"statistics.fill_report"}


def test_nobody_changes_their_own_role_unit_or_standing():
    client, user = browser("administrator"), cast.administrator()
    data = account_data(user, role=REVIEWER, unit=cast.unit().pk, last_name="新名")
    data.pop("is_active")
    assert client.post(f"/admin/units/user/{user.pk}/change/", data).status_code == 302
    user.refresh_from_db()
    assert (user.last_name, user.is_active, user.unit) == ("新名", True, None)
    assert rights(user) == (False, True, [ADMINISTRATOR], 0)


@pytest.mark.parametrize("step", ["change", "password"])
def test_the_administrator_cannot_touch_a_superuser(step):
    client = browser("administrator")
    root = User.objects.create_superuser("root", password=cast.PASSWORD)
    data = account_data(root, is_active="", password1=STRONG, password2=STRONG)
    assert client.post(f"/admin/units/user/{root.pk}/{step}/", data).status_code == 403
    assert client.login(username="root", password=cast.PASSWORD)


def test_a_superuser_stays_one_without_a_role():
    client = browser("superuser")
    root = User.objects.get(username="root")
    data = account_data(root, last_name="根")
    assert client.post(f"/admin/units/user/{root.pk}/change/", data).status_code == 302
    assert rights(root) == (True, True, [], 0)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"unit": ""}, "unit", "填报员应有报送单位。"),
        ({"role": AUDITOR}, "unit", "审计员不属于任何报送单位，请清空。"),
        ({"role": ""}, "role", "这个字段是必填项。"),
        ({"role": "超级用户"}, "role", "选择一个有效的选项。 超级用户 不在可用的选项中。"),
        ({"unit": "9" * 40}, "unit", "选择一个有效的选项： 该选择不在可用的选项中。"),
        ({"username": "ＣＩＴＹ"}, "username", "已有同名账户（不分大小写）。"),
        ({"username": "a\0"}, "username", "不允许是用空字符串。"),
    ],
)
def test_accounts_that_are_refused(changes, field, sentence):
    cast.reviewer()
    response = browser("administrator").post("/admin/units/user/add/", new_account(**changes))
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert sentence in [*errors.get(field, []), *errors.get("__all__", [])]
    assert not User.objects.filter(username="clerk2").exists()


@pytest.mark.parametrize("password", ["short", "12345678901234", "qwerty123456"])
def test_weak_first_passwords_are_refused(password):
    data = new_account(password1=password, password2=password)
    assert browser("administrator").post("/admin/units/user/add/", data).status_code == 200
    assert not User.objects.filter(username="clerk2").exists()


def test_an_account_out_of_use_is_signed_out():
    clerk = cast.clerk(cast.unit())
    theirs, client = city.sign_in(clerk), browser("administrator")
    data = account_data(clerk)
    data.pop("is_active")
    client.post(f"/admin/units/user/{clerk.pk}/change/", data)
    assert theirs.get("/").status_code == 302


def test_no_password_or_its_digest_is_shown():
    clerk = cast.clerk(cast.unit())
    for role in ("administrator", "auditor"):
        page = browser(role).get(f"/admin/units/user/{clerk.pk}/change/").content.decode()
        assert clerk.password not in page
        assert "md5" not in page


@pytest.mark.parametrize(("role", "shown"), [("administrator", 1), ("auditor", 0)])
def test_resetting_a_password_is_the_administrators(role, shown):
    clerk = cast.clerk(cast.unit())
    page = html.read(browser(role).get(f"/admin/units/user/{clerk.pk}/change/"))
    assert len(page.find("main").all("a", href=f"/admin/units/user/{clerk.pk}/password/")) == shown


@pytest.mark.parametrize("number", [3, 30])
def test_the_account_list_takes_the_same_queries_for_any_number(number, django_assert_num_queries):
    for code in city.counties(number):
        cast.clerk(cast.unit(code))
    client = browser("administrator")
    with django_assert_num_queries(6):
        rows = html.read(client.get("/admin/units/user/")).find("table", id="result_list")
    assert len(rows.find("tbody").all("tr")) == number + 1


@pytest.mark.parametrize(
    "query", ["role=x", "active=%00", "username__regex=(", "groups__id=1", "password__startswith=m",
              "q=%00", "o=x", "p=99", "is_superuser__exact=1"]
)  # fmt: skip
@pytest.mark.parametrize("place", ["user", "reportingunit"])
def test_odd_addresses_never_break_the_server(place, query):
    response = browser("administrator").get(f"/admin/units/{place}/?{query}")
    assert response.status_code in {200, 302, 400}


# --- Units, campaigns, periods -------------------------------------------------------------------


def test_a_unit_cannot_end_before_it_begins():
    unit, client = cast.unit(), browser("administrator")
    data = {"code": unit.code, "name": unit.name, "short_name": unit.short_name, "kind": unit.kind,
            "position": 1, "valid_from": "2021-01-02", "valid_to": "2021-01-01"}  # fmt: skip
    response = client.post(f"/admin/units/reportingunit/{unit.pk}/change/", data)
    assert response.status_code == 200
    errors = response.context["adminform"].form.errors
    assert errors == {"__all__": ["停用日期不能早于启用日期。"]}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"due_on": "2021-07-05"}, {}),
        ({"due_on": "2021-05-31"}, {"__all__": ["报送截止日不能早于开启日。"]}),
        ({"locks_on": "2021-06-30"}, {"__all__": ["锁定日应晚于报送截止日。"]}),
        ({"due_on": "x"}, {"due_on": ["输入一个有效的日期。"]}),
    ],
)
def test_the_days_of_an_open_period(changes, errors):
    period, client = cast.open_period(), browser("reviewer")
    data = {"campaign": "999", "quarter": "4", "opens_on": "2020-01-01", "ends_on": "2020-01-01",
            "due_on": "2021-06-30", "locks_on": ""} | changes  # fmt: skip
    response = client.post(f"/admin/campaigns/reportingperiod/{period.pk}/change/", data)
    assert response.status_code == (200 if errors else 302)
    if errors:
        assert response.context["adminform"].form.errors == errors
    after = ReportingPeriod.objects.get(pk=period.pk)
    fixed = ("campaign_id", "quarter", "opens_on", "ends_on", "opened_at")
    assert [getattr(after, name) for name in fixed] == [getattr(period, name) for name in fixed]
    assert (after.due_on.isoformat() == "2021-07-05") == (not errors)


def test_phases_are_changed_added_and_removed_with_their_campaign():
    campaign, client = cast.open_period().campaign, browser("reviewer")
    Phase.objects.create(campaign=campaign, position=1, name="一", ends_on="2021-04-20")
    old = Phase.objects.create(campaign=campaign, position=2, name="二", ends_on="2021-12-31")
    address = f"/admin/campaigns/campaign/{campaign.pk}/change/"
    page = html.read(client.get(address))
    data = page.find("form", id="campaign_form").values | {
        "phases-0-name": "安排部署", "phases-1-DELETE": "on", "phases-2-position": "3",
        "phases-2-name": "总结", "phases-2-ends_on": "2021-12-31",
    }  # fmt: skip
    data = {name: value for name, value in data.items() if "__prefix__" not in name}
    for name in ("_save", "_continue", "phases-0-DELETE"):
        data.pop(name, None)
    assert client.post(address, data).status_code == 302
    assert list(campaign.phases.values_list("position", "name")) == [(1, "安排部署"), (3, "总结")]
    assert not Phase.objects.filter(pk=old.pk).exists()


# --- Editions ------------------------------------------------------------------------------------


def test_an_edition_shows_the_table_that_was_kept(report):
    cast.send_back(report)
    cast.fill(report, {"actions": 99})
    first = report.editions.first()
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{first.pk}/change/"))
    assert page.find("h1").text == "川汇区市场监督管理局 2021年二季度 · 第1版 报送"
    assert page.find("td", **{"data-cell": "actions"}).find(class_="figure").text == "46"
    assert page.find("p", class_="digest").text == f"内容与摘要一致。摘要（SHA-256）{first.digest}"


def test_an_edition_that_was_tampered_with_is_named(report):
    edition = report.editions.first()
    content = edition.content | {"filled_by": "别人"}
    super(type(Edition.objects.all()), Edition.objects.all()).update(content=content)
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{edition.pk}/change/"))
    assert page.find("p", class_="errornote").text == (
        "这一版的内容与当时的摘要不符，可能被改动过，请立即告知系统管理员。"
    )


def test_editions_are_only_read(report):
    edition = report.editions.first()
    for role in ("reviewer", "auditor", "superuser"):
        address = f"/admin/statistics/edition/{edition.pk}"
        client = browser(role)
        assert client.post(f"{address}/change/", {"reason": "x"}).status_code == 405
        assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403


# --- Pages ---------------------------------------------------------------------------------------


def inline(page) -> list[str]:
    """Tags that carry a script or a style of their own."""
    return [
        element.tag
        for element in page
        if element.tag == "style"
        or (element.tag == "script" and "src" not in element)
        or any(name == "style" or name.startswith("on") for name in element.attributes)
        or element.attributes.get("href", "").startswith("javascript:")
    ]


PAGES = [
    (role, address)
    for address, answers in READ.items()
    for role, status in zip(ROLES, answers, strict=True)
    if status == 200 and not address.endswith("xlsx")
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_no_script_or_style_stands_in_a_page(report, role, address):
    response = browser(role).get(fill_in(address, report))
    assert inline(html.read(response)) == []
    assert response["Content-Security-Policy"].startswith(
        "default-src 'self'; img-src 'self' data:;"
    )
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e"


def test_what_people_typed_is_shown_as_text():
    ReportingUnit.objects.create(code=CHUANHUI, name=EVIL[:60], short_name=EVIL[:20], kind="county")
    period = cast.open_period(units=[CHUANHUI, HUAIYANG])
    report = cast.report(period, CHUANHUI)
    report.save_draft(
        by=cast.clerk(report.unit), version=report.version, figures=report.figures,
        cut_off_on=period.ends_on, filled_by=EVIL[:30],
    )  # fmt: skip
    cast.submit(report)
    total = issued(period, Scope.SUBMITTED, note=EVIL)
    cast.send_back(report, reason=EVIL)
    client = browser("reviewer")
    for address in (
        fill_in(ISSUED.replace("{total}", str(total.pk)), report),
        city.BOARD, city.LIST, city.review_page(report), CONSOLIDATION, f"{CONSOLIDATION}filed/",
        "/admin/statistics/dashboard/?scope=submitted", f"{city.LIST}{report.pk}/series/filed/",
        "/admin/statistics/edition/", f"{city.LIST}?q={EVIL}",
        f"{city.LIST}{report.pk}/editions/compare/?old=1&new=2",
    ):  # fmt: skip
        page = html.read(client.get(address))
        assert inline(page) + page.all("img", src="x") == []
