"""Who sees which reports, and exactly what each role may do."""

import pytest
from django.contrib.auth.models import Group, Permission

from statistics.models import Report
from tests import cast
from units.models import User
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


# --- Roles ---------------------------------------------------------------------------------------


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


# --- Who sees which reports ----------------------------------------------------------------------


@pytest.fixture
def reports():
    """Two units in two periods; one of them already with the city."""
    cast.open_period(2021, 1)
    cast.submit(cast.report(cast.open_period(2021, 2)))


def seen_by(user) -> list[str]:
    return sorted(str(report) for report in Report.objects.for_user(user))


CHUANHUI = ["川汇区市场监督管理局 2021年一季度", "川汇区市场监督管理局 2021年二季度"]
HUAIYANG = ["淮阳区市场监督管理局 2021年一季度", "淮阳区市场监督管理局 2021年二季度"]


def test_a_clerk_sees_the_unit_s_own_reports(reports):
    assert seen_by(cast.clerk(cast.unit(cast.CHUANHUI))) == CHUANHUI


def test_the_neighbour_sees_the_neighbour_s(reports):
    assert seen_by(cast.clerk(cast.unit(cast.HUAIYANG))) == HUAIYANG


def test_the_city_and_the_auditor_see_all(reports):
    assert seen_by(cast.reviewer()) == CHUANHUI + HUAIYANG
    assert seen_by(cast.auditor()) == CHUANHUI + HUAIYANG


def test_the_administrator_sees_no_figures(reports):
    assert seen_by(cast.administrator()) == []


def test_an_administrator_who_belongs_to_a_unit_sees_none_either(reports):
    administrator = cast.administrator()
    administrator.unit = cast.unit(cast.CHUANHUI)
    administrator.save()
    assert seen_by(administrator) == []


def test_a_clerk_without_a_unit_sees_none(reports):
    assert seen_by(cast.without_unit()) == []


def test_an_account_without_a_role_sees_none(reports):
    user = User.objects.create_user("nobody", unit=cast.unit(cast.CHUANHUI))
    assert seen_by(user) == []


def test_a_disabled_account_sees_none(reports):
    for account in [cast.clerk(cast.unit(cast.CHUANHUI)), cast.reviewer()]:
        account.is_active = False
        account.save()
        assert seen_by(account) == []


def test_belonging_to_a_unit_does_not_narrow_what_the_city_sees(reports):
    reviewer = cast.reviewer()
    reviewer.unit = cast.unit(cast.CHUANHUI)
    reviewer.save()
    assert seen_by(reviewer) == CHUANHUI + HUAIYANG


def test_only_the_unit_s_own_clerk_can_fill_in(reports):
    report = Report.objects.with_table().get(unit__code=cast.CHUANHUI, period__quarter=1)
    accounts = {
        "own": cast.clerk(cast.unit(cast.CHUANHUI)),
        "neighbour": cast.clerk(cast.unit(cast.HUAIYANG)),
        "city": cast.reviewer(),
        "auditor": cast.auditor(),
        "administrator": cast.administrator(),
        "without unit": cast.without_unit(),
    }
    assert {who: report.can_be_filled_by(user) for who, user in accounts.items()} == {
        "own": True,
        "neighbour": False,
        "city": False,
        "auditor": False,
        "administrator": False,
        "without unit": False,
    }
