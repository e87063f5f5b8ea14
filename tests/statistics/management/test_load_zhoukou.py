"""manage.py load_zhoukou: the units, the roles and the campaign of the 2021 notice."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from campaigns.models import Campaign, Phase, ReportingPeriod
from campaigns.start import start_campaign
from units.models import ReportingUnit, User
from units.roles import ROLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_roles_yet():
    Group.objects.all().delete()


UNITS = [
    (1, "411602", "川汇区市场监督管理局", "川汇区", "", "county", "411602", ""),
    (
        2,
        "411603",
        "淮阳区市场监督管理局",
        "淮阳区",
        "淮阳县",
        "county",
        "411603",
        "2019年由淮阳县（411626）改设",
    ),
    (3, "411621", "扶沟县市场监督管理局", "扶沟县", "", "county", "411621", ""),
    (4, "411622", "西华县市场监督管理局", "西华县", "", "county", "411622", ""),
    (5, "411623", "商水县市场监督管理局", "商水县", "", "county", "411623", ""),
    (6, "411624", "沈丘县市场监督管理局", "沈丘县", "", "county", "411624", ""),
    (7, "411625", "郸城县市场监督管理局", "郸城县", "", "county", "411625", ""),
    (8, "411627", "太康县市场监督管理局", "太康县", "", "county", "411627", ""),
    (9, "411628", "鹿邑县市场监督管理局", "鹿邑县", "", "county", "411628", ""),
    (10, "411681", "项城市市场监督管理局", "项城市", "", "county", "411681", ""),
    (
        11,
        "4116B1",
        "周口市市场监督管理局经济开发区分局",
        "经开区分局",
        "",
        "branch",
        "",
        "名称待市局确认",
    ),
    (
        12,
        "4116B2",
        "周口市市场监督管理局城乡一体化示范区分局",
        "示范区分局",
        "东新区",
        "branch",
        "",
        "名称待市局确认",
    ),
    (
        13,
        "4116B3",
        "周口市市场监督管理局港口物流产业集聚区分局",
        "港区分局",
        "",
        "branch",
        "",
        "名称待市局确认",
    ),
    (14, "4116Z1", "周口市市场监管综合行政执法支队", "综合执法支队", "", "detachment", "", ""),
]
UNIT_COLUMNS = (
    "position",
    "code",
    "name",
    "short_name",
    "other_names",
    "kind",
    "region_code",
    "note",
)
EVERYTHING_IS_THERE = "周口市的报送单位、角色和2021年专项行动均已载入，没有变化。\n"


def load() -> str:
    out = StringIO()
    call_command("load_zhoukou", stdout=out)
    return out.getvalue()


def test_an_empty_database_gets_everything():
    assert load() == (
        "报送单位：新增 14 个，更新 0 个。\n"
        "角色：填报员、知识产权保护科、系统管理员、审计员的权限已设定。\n"
        "2021年专项行动：已建立，文号 周市监办〔2021〕53号，四个报告期，均未开启。\n"
        "2021年专项行动：已写入 3 个阶段。\n"
    )
    assert list(ReportingUnit.objects.values_list(*UNIT_COLUMNS)) == UNITS
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert list(User.objects.all()) == []


def test_the_campaign_is_the_notices():
    load()
    campaign = Campaign.objects.get()
    assert (campaign.year, campaign.document_number, campaign.starts_on, campaign.is_demo) == (
        2021,
        "周市监办〔2021〕53号",
        date(2021, 1, 1),
        False,
    )
    assert list(Phase.objects.values_list("position", "name", "starts_on", "ends_on")) == [
        (1, "安排部署，全面启动", date(2021, 4, 10), date(2021, 4, 20)),
        (2, "组织实施，严厉查处", date(2021, 4, 11), date(2021, 12, 31)),
        (3, "总结经验，检查验收", None, date(2021, 12, 31)),
    ]
    assert Phase.objects.get(position=3).task == (
        "各县（市、区）局、市局各分局要做好辖区内知识产权保护专项行动验收工作，"
        "并将知识产权行政保护专项行动工作总结连同全年度报表于12月31日前上报市局知识产权保护科。"
    )


def test_no_period_is_opened():
    load()
    periods = ReportingPeriod.objects.order_by("quarter")
    assert list(periods.values_list("quarter", "due_on", "opened_at")) == [
        (1, date(2021, 3, 31), None),
        (2, date(2021, 6, 30), None),
        (3, date(2021, 9, 30), None),
        (4, date(2021, 12, 31), None),
    ]


def test_a_second_run_changes_nothing_and_says_so():
    load()
    before = everything()
    assert load() == EVERYTHING_IS_THERE
    assert everything() == before


def everything():
    models = (ReportingUnit, Group, Group.permissions.through, Campaign, Phase, ReportingPeriod)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_only_what_the_file_has_columns_for_is_brought_back():
    load()
    ReportingUnit.objects.filter(code="411602").update(
        name="川汇区局", office_phone="0394-0000000", valid_from=date(2000, 1, 1)
    )
    assert load() == "报送单位：新增 0 个，更新 1 个。\n"
    unit = ReportingUnit.objects.get(code="411602")
    assert (unit.name, unit.office_phone, unit.valid_from) == (
        "川汇区市场监督管理局",
        "0394-0000000",
        date(2000, 1, 1),
    )


def test_a_database_from_before_gets_the_other_names():
    load()
    ReportingUnit.objects.update(other_names="")
    assert load() == "报送单位：新增 0 个，更新 2 个。\n"
    named = ReportingUnit.objects.exclude(other_names="")
    assert list(named.values_list("code", "other_names")) == [
        ("411603", "淮阳县"),
        ("4116B2", "东新区"),
    ]


def test_units_that_are_not_in_the_file_stay():
    ReportingUnit.objects.create(code="411626", name="淮阳县市场监督管理局", kind="county")
    load()
    assert ReportingUnit.objects.count() == 15
    assert ReportingUnit.objects.filter(code="411626").exists()


def test_a_role_that_was_given_more_is_brought_back():
    load()
    clerks, reviewers = (Group.objects.get(name=name) for name in ("填报员", "知识产权保护科"))
    clerks.permissions.set(reviewers.permissions.all())
    assert load() == "角色：填报员、知识产权保护科、系统管理员、审计员的权限已设定。\n"
    assert [permission.codename for permission in clerks.permissions.all()] == ["fill_report"]


def test_what_the_city_has_changed_in_the_campaign_stays():
    start_campaign(2021, document_number="周市监办〔2021〕60号")
    assert load().endswith("的权限已设定。\n2021年专项行动：已写入 3 个阶段。\n")
    Phase.objects.filter(position=1).update(task="另行通知")
    Phase.objects.filter(position=2).delete()
    assert load() == "2021年专项行动：已写入 1 个阶段。\n"
    assert load() == EVERYTHING_IS_THERE
    assert Campaign.objects.get().document_number == "周市监办〔2021〕60号"
    assert Phase.objects.get(position=1).task == "另行通知"
