"""Exactly what each role may do."""

import pytest
from django.contrib.auth.models import Group, Permission

from tests import cast
from units.roles import sync_roles

pytestmark = pytest.mark.django_db


PERMISSIONS = {
    "填报员": ["statistics.fill_report"],
    "知识产权保护科": [
        "campaigns.change_campaign",
        "campaigns.change_phase",
        "campaigns.change_reportingperiod",
        "campaigns.view_campaign",
        "campaigns.view_phase",
        "campaigns.view_reportingperiod",
        "statistics.enter_on_behalf",
        "statistics.extend_report",
        "statistics.issue_consolidation",
        "statistics.review_report",
        "statistics.view_edition",
        "statistics.view_report",
        "units.view_reportingunit",
    ],
    "系统管理员": [
        "units.add_reportingunit",
        "units.add_user",
        "units.change_reportingunit",
        "units.change_user",
        "units.view_reportingunit",
        "units.view_user",
    ],
    "审计员": [
        "campaigns.view_campaign",
        "campaigns.view_phase",
        "campaigns.view_reportingperiod",
        "statistics.view_edition",
        "statistics.view_report",
        "units.view_reportingunit",
        "units.view_user",
    ],
    "批量导入": ["statistics.enter_on_behalf"],
}


def permissions_by_role() -> dict[str, list[str]]:
    return {
        group.name: sorted(
            f"{permission.content_type.app_label}.{permission.codename}"
            for permission in group.permissions.select_related("content_type")
        )
        for group in Group.objects.all()
    }


def test_each_role_has_exactly_its_permissions():
    sync_roles()
    assert permissions_by_role() == PERMISSIONS


def test_syncing_again_changes_nothing():
    sync_roles()
    before = list(Group.objects.order_by("pk").values())
    sync_roles()
    assert list(Group.objects.order_by("pk").values()) == before
    assert permissions_by_role() == PERMISSIONS


def test_syncing_takes_a_permission_away_that_a_role_should_not_have_and_gives_one_back():
    sync_roles()
    auditor, clerk = Group.objects.get(name="审计员"), Group.objects.get(name="填报员")
    auditor.permissions.add(Permission.objects.get(codename="review_report"))
    clerk.permissions.clear()
    sync_roles()
    assert permissions_by_role() == PERMISSIONS


def test_syncing_leaves_members_and_other_groups_alone():
    auditor = cast.auditor()
    Group.objects.create(name="其他")
    sync_roles()
    assert [group.name for group in auditor.groups.all()] == ["审计员"]
    assert permissions_by_role() == PERMISSIONS | {"其他": []}


@pytest.mark.parametrize(
    ("account", "role"),
    [
        (lambda: cast.clerk(cast.unit()), "填报员"),
        (cast.reviewer, "知识产权保护科"),
        (cast.administrator, "系统管理员"),
        (cast.auditor, "审计员"),
    ],
    ids=["clerk", "reviewer", "administrator", "auditor"],
)
def test_an_account_may_do_what_its_role_may_and_nothing_else(account, role):
    assert sorted(account().get_all_permissions()) == PERMISSIONS[role]
