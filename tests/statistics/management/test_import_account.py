"""manage.py import_workbooks: under whose name it enters, a person's or the technical account's."""

import pytest
from django.test import Client

from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.intake import mailed
from tests.statistics.management.importing import PERIOD, refusal, run, stored
from units.models import User
from units.technical import command_line

pytestmark = pytest.mark.django_db


def test_an_account_of_the_section_may_be_named(tmp_path, report, table):
    reviewer = cast.reviewer()
    run(mailed.folder(tmp_path, {"川汇区.xlsx": table}), "--by", "city", "--submit")
    report.refresh_from_db()
    assert (report.saved_by, report.submitted_by) == (reviewer, reviewer)
    assert report.editions.get().content["on_behalf_by"] == "市局审核员"
    assert not User.objects.filter(username="command-line").exists()


@pytest.mark.parametrize(
    ("username", "sentence"),
    [
        ("nobody", "没有账户“nobody”。"),
        ("", "没有账户“”。"),
        ("city", "账户“city”已停用。"),
        (
            "auditor",
            "账户“auditor”没有“代填统计表”的权限。请用知识产权保护科的账户，或不写 --by。",
        ),
        (
            "411602",
            "账户“411602”没有“代填统计表”的权限。请用知识产权保护科的账户，或不写 --by。",
        ),
    ],
)
def test_accounts_that_enter_nothing(mixed, username, sentence):
    cast.auditor(), cast.clerk(cast.unit()), cast.reviewer()
    User.objects.filter(username="city").update(is_active=False)
    before = stored()
    assert refusal(str(mixed), *PERIOD, "--by", username) == sentence
    assert stored() == before


def test_the_technical_account_is_made_once(mixed):
    run(mixed)
    run(mixed)
    account = User.objects.get(username="command-line")
    assert account.display_name == "命令行导入"
    assert [group.name for group in account.groups.all()] == ["批量导入"]
    assert account.get_all_permissions() == {"statistics.enter_on_behalf"}
    assert (account.unit, account.is_staff, account.is_superuser) == (None, False, False)
    assert account.has_usable_password() is False


def test_nobody_signs_in_with_it(mixed):
    run(mixed)
    for password in ("", "!", "command-line", User.objects.get().password):
        data = {"username": "command-line", "password": password}
        response = Client().post("/accounts/login/", data)
        assert response.status_code == 200
        assert response.wsgi_request.user.is_authenticated is False


def test_put_out_of_use_it_enters_nothing(mixed):
    command_line()
    User.objects.update(is_active=False)
    assert refusal(str(mixed), *PERIOD) == "账户“command-line”已停用。"


def test_the_accounts_of_the_admin_show_it(mixed):
    run(mixed)
    client, account = city.sign_in(cast.administrator()), command_line()
    assert "命令行导入" in client.get("/admin/units/user/?role=批量导入").content.decode()
    assert client.get(f"/admin/units/user/{account.pk}/change/").status_code == 200


@pytest.mark.parametrize("account", [cast.administrator, "superuser"])
def test_nobody_gives_it_a_password_or_another_role(mixed, account):
    run(mixed)
    by = account() if callable(account) else User.objects.create_superuser("root")
    client, technical = city.sign_in(by), command_line()
    address = f"/admin/units/user/{technical.pk}"
    data = {"username": "command-line", "role": "审计员", "is_active": "on", "unit": ""}
    passwords = {"password1": cast.PASSWORD, "password2": cast.PASSWORD}
    assert client.post(f"{address}/change/", data).status_code == 403
    assert client.post(f"{address}/password/", passwords).status_code == 403
    after = User.objects.get(pk=technical.pk)
    assert (after.password, after.is_staff) == (technical.password, False)


def test_people_are_not_given_its_role():
    client = city.sign_in(cast.administrator())
    page = html.read(client.get("/admin/units/user/add/"))
    assert [option["value"] for option in page.find("select", name="role").all("option")] == [
        "", "填报员", "知识产权保护科", "系统管理员", "审计员"
    ]  # fmt: skip
