"""Who sees which reports, and who fills one in."""

import pytest

from statistics.models import Report
from tests import cast
from units.models import User

pytestmark = pytest.mark.django_db


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
