"""Which unit a mailed workbook is from: units/names.py."""

import csv

import pytest

from tests import cast
from units.models import ReportingUnit
from units.names import UnitNames

with cast.UNITS_FILE.open(encoding="utf-8") as file:
    UNITS = [ReportingUnit(**row) for row in csv.DictReader(file)]
ZHOUKOU = UnitNames(UNITS)


def code(unit: ReportingUnit | None) -> str | None:
    return unit and unit.code


def county(code: str, short_name: str, name: str = "", **values) -> ReportingUnit:
    """A county that is not in the roster of Zhoukou."""
    return ReportingUnit(
        code=code,
        name=name or f"{short_name}市场监督管理局",
        short_name=short_name,
        kind="county",
        **values,
    )


# --- The whole text is the name ------------------------------------------------------------------


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.code)
def test_a_unit_is_found_by_each_name_it_is_registered_with(unit):
    names = [unit.code, unit.name, unit.short_name, *filter(None, unit.other_names.split("、"))]
    assert [ZHOUKOU.find(name) for name in names] == [unit] * len(names)


@pytest.mark.parametrize(
    "name",
    [
        "川汇区",
        "川汇区市场监督管理局",
        "川汇区市场监管局",
        "川汇区市场监督局",
        "川汇区市监局",
        "川汇区市场局",
        "川汇区局",
        "川汇区分局",
        "川汇局",
        "川汇",
        "周口市川汇区",
        "周口市川汇区市场监督管理局",
        "河南省周口市川汇区市场监督管理局",
        "河南省川汇区市场监管局",
        "河南周口川汇区市监局",
        "周口市市场监督管理局川汇区分局",
        "市局川汇分局",
        "411602",
        "４１１６０２",
        " 川汇 区 ",
        "川汇区\n市场监督管理局",
        "川汇区\u3000市场监督\u200b管理局",
        "川汇区市场监督管理局（盖章）",
        "川汇区市场监督管理局（章）",
        "川汇区市场监督管理局(公章)",
        "川汇区市场监督管理局（公章）（盖章）",
        "（川汇区）市场监督管理局（加盖公章处）",
        "川汇区（盖章）",
        "《川汇区市场监督管理局》。",
    ],
)
def test_a_county_is_found_by_what_people_write(name):
    assert code(ZHOUKOU.find(name)) == "411602"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("淮阳县", "411603"),
        ("淮阳县市场监督管理局", "411603"),
        ("周口市淮阳县市监局", "411603"),
        ("淮阳", "411603"),
        ("淮阳局", "411603"),
        ("项城市", "411681"),
        ("项城市局", "411681"),
        ("项城市市监局", "411681"),
        ("项城市监局", "411681"),
        ("项城市场监管局", "411681"),
        ("项城市市场监督管理局", "411681"),
        ("周口市项城市市场监督管理局", "411681"),
        ("周口市市场监督管理局经济开发区分局", "4116B1"),
        ("周口市市场监督管理局（经济开发区分局）", "4116B1"),
        ("河南省周口市市场监管局经济开发区分局", "4116B1"),
        ("周口市场监管局经开区分局", "4116B1"),
        ("周口市监局经开区分局", "4116B1"),
        ("周口市局经开区分局", "4116B1"),
        ("市局经开区分局", "4116B1"),
        ("市市场监督管理局经济开发区分局", "4116B1"),
        ("市市监局经开区分局", "4116B1"),
        ("经济开发区分局", "4116B1"),
        ("经济开发区", "4116B1"),
        ("经开区分局", "4116B1"),
        ("经开区", "4116B1"),
        ("经开区市场监管局", "4116B1"),
        ("周口经济开发区市场监督管理局", "4116B1"),
        ("4116B1", "4116B1"),
        ("4116b1", "4116B1"),
        ("示范区", "4116B2"),
        ("示范区分局", "4116B2"),
        ("城乡一体化示范区", "4116B2"),
        ("城乡一体化示范区分局", "4116B2"),
        ("周口市城乡一体化示范区市场监督管理局", "4116B2"),
        ("周口市东新区", "4116B2"),
        ("东新区分局", "4116B2"),
        ("港区", "4116B3"),
        ("港区分局", "4116B3"),
        ("港口物流产业集聚区", "4116B3"),
        ("港口物流产业集聚区分局", "4116B3"),
        ("执法支队", "4116Z1"),
        ("综合执法支队", "4116Z1"),
        ("行政执法支队", "4116Z1"),
        ("综合行政执法支队（盖章）", "4116Z1"),
        ("市局执法支队", "4116Z1"),
        ("周口市执法支队", "4116Z1"),
        ("市场监管综合行政执法支队", "4116Z1"),
        ("市场监管综合执法支队", "4116Z1"),
        ("市场监督管理综合行政执法支队", "4116Z1"),
        ("周口市市场监督管理综合行政执法支队", "4116Z1"),
        ("周口市市场监督管理局综合行政执法支队", "4116Z1"),
    ],
)
def test_so_are_the_others(name, unit):
    assert code(ZHOUKOU.find(name)) == unit


@pytest.mark.parametrize(
    "name",
    [
        "",
        " \n",
        "（盖章）",
        "局",
        "分局",
        "区",
        "市局",
        "支队",
        "市场监督管理局",
        "周口市",
        "周口",
        "河南省",
        "河南省市场监督管理局",
        "周口市市场监督管理局",
        "周口市市场监督管理局（盖章）",
        "周口市场监督管理局",
        "周口市市监局",
        "周口市局",
        "周口市市场监督管理局知识产权保护科",
        "川汇区、淮阳区",
        "川汇区市场监督管理局 淮阳区市场监督管理局",
        "项城市川汇区",
        "湖北省川汇区市场监督管理局",
        "湖北省周口市川汇区市场监督管理局",
        "郑州市川汇区",
        "新沈丘县",
        "川汇区公安局",
        "川汇区人民政府",
        "川汇区市场监督管理所",
        "川汇区市场监管综合行政执法大队",
        "川汇区市场监管综合行政执法支队",
        "文化市场综合行政执法支队",
        "川汇区工商局",
        "川汇区质监局",
        "川汇区食药监局",
        "开发区",
        "开发区分局",
        "临港开发区分局",
        "扶沟县经开区",
        "经开",
        "411626",
        "4116021",
        "2021411602",
        "411602、411603",
        "某某区市场监督管理局",
        "'; DROP TABLE units; --",
        "河南" * 10_000,
        "加章" * 10_000 + "。局",
    ],
)
def test_anything_else_is_nobody(name):
    assert ZHOUKOU.find(name) is None


# --- The name of a file --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("淮阳区2021年二季度统计表(终稿).xlsx", "411603"),
        ("2021年知识产权执法数据统计表（川汇区二季度）.xlsx", "411602"),
        ("附件：川汇 区 知识产权执法数据统计表 2021 Q2.xls", "411602"),
        ("周口市淮阳县市场监督管理局统计表（盖章）.et", "411603"),
        ("河南省周口市川汇区市监局.xlsx", "411602"),
        ("川汇区市场监督管理局（川汇区）.xlsx", "411602"),
        ("川汇区（411602）2021.xlsx", "411602"),
        ("淮阳县（现淮阳区）.xlsx", "411603"),
        ("项城市场监管局二季度.xlsx", "411681"),
        ("411602.xlsx", "411602"),
        ("411602-2021q2.xlsx", "411602"),
        ("411602 2021 2.xlsx", "411602"),
        ("411602_20210630.xlsx", "411602"),
        ("411602q2.xlsx", "411602"),
        ("2021q2_411602.xlsx", "411602"),
        ("４１１６０２．xlsx", "411602"),
        ("4116B1-2021.xlsx", "4116B1"),
        ("4116b1q2.xlsx", "4116B1"),
        ("经开区分局2021年二季度.xlsx", "4116B1"),
        ("周口市市场监督管理局经济开发区分局.xlsx", "4116B1"),
        ("2021年二季度城乡一体化示范区统计表.xlsx", "4116B2"),
        ("港区2021.xlsx", "4116B3"),
        ("市场监管综合行政执法支队二季度.xlsx", "4116Z1"),
        ("综合 执法支队.xlsx", "4116Z1"),
        ("川\u200b汇区.xlsx", "411602"),
        ("扶沟2021.xlsx", "411621"),
        ("2021-扶沟局-终稿.xlsx", "411621"),
        ("周口扶沟.xlsx", "411621"),
        ("川汇区市场监管综合行政执法大队.xlsx", "411602"),
    ],
)
def test_a_file_is_named_after_its_unit(name, unit):
    assert code(ZHOUKOU.find_within(name)) == unit


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".xlsx",
        "统计表.xlsx",
        "2021年知识产权执法数据统计表.xlsx",
        "周口市2021年二季度汇总表.xlsx",
        "周口市市场监督管理局.xlsx",
        "川汇区、淮阳区.xlsx",
        "川汇区淮阳区.xlsx",
        "川汇区411603.xlsx",
        "411602 411603.xlsx",
        "川汇区（淮阳）.xlsx",
        "项城市川汇区.xlsx",
        "沈丘县执法支队.xlsx",
        "沈丘县经济开发区.xlsx",
        "扶沟示范区.xlsx",
        "湖北省川汇区.xlsx",
        "411602220210630.xlsx",
        "2021411602.xlsx",
        "4116021.xlsx",
        "4116B12.xlsx",
        "4116B.xlsx",
        "二季度扶沟统计表.xlsx",
        "先进制造业开发区.xlsx",
    ],
)
def test_a_file_named_after_none_or_several_is_nobodys(name):
    assert ZHOUKOU.find_within(name) is None


# --- A whole country -----------------------------------------------------------------------------


COUNTRY = UnitNames(
    [
        *UNITS,
        county("411699", "新沈丘县"),
        county("110105", "朝阳区"),
        county("220104", "朝阳区"),
        county("211321", "朝阳县"),
        county("320106", "鼓楼区", "南京市鼓楼区市场监督管理局"),
        county("410204", "鼓楼区", "开封市鼓楼区市场监督管理局"),
        county("350102", "鼓楼区", other_names="福州市鼓楼区"),
        county("421022", "公安县"),
        county("360121", "南昌县"),
        county("632324", "河南蒙古族自治县"),
        ReportingUnit(
            code="1100B1",
            name="北京市市场监督管理局机场分局",
            short_name="机场分局",
            kind="branch",
        ),
        ReportingUnit(
            code="4201B1",
            name="武汉市市场监督管理局经济开发区分局",
            short_name="经开区分局",
            kind="branch",
        ),
        ReportingUnit(
            code="4201Z1",
            name="武汉市市场监管综合行政执法支队",
            short_name="综合执法支队",
            kind="detachment",
        ),
        ReportingUnit(
            code="3601Z1",
            name="南昌市市场监管综合行政执法支队",
            short_name="综合执法支队",
            kind="detachment",
        ),
    ]
)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("沈丘县", "411624"),
        ("新沈丘县", "411699"),
        ("沈丘", "411624"),
        ("朝阳区", None),
        ("朝阳区市场监督管理局", None),
        ("朝阳", None),
        ("朝阳县", "211321"),
        ("北京市朝阳区", "110105"),
        ("吉林省朝阳区市场监管局", "220104"),
        ("河南省朝阳区", None),
        ("鼓楼区", None),
        ("南京市鼓楼区", "320106"),
        ("江苏省南京市鼓楼区市监局", "320106"),
        ("江苏省鼓楼区", "320106"),
        ("福州市鼓楼区市场监督管理局", "350102"),
        ("徐州市鼓楼区", None),
        ("公安局", "421022"),
        ("南昌县", "360121"),
        ("南昌市南昌县", "360121"),
        ("南昌", "360121"),
        ("河南县", None),
        ("青海省河南蒙古族自治县", "632324"),
        ("经济开发区分局", None),
        ("武汉市经济开发区分局", "4201B1"),
        ("北京市机场分局", "1100B1"),
        ("周口市经开区分局", "4116B1"),
        ("执法支队", None),
        ("武汉市执法支队", "4201Z1"),
        ("周口市执法支队", "4116Z1"),
    ],
)
def test_a_name_that_several_bear_needs_its_region(name, unit):
    assert code(COUNTRY.find(name)) == unit


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("新沈丘县.xlsx", "411699"),
        ("沈丘县.xlsx", "411624"),
        ("沈丘县、新沈丘县.xlsx", None),
        ("朝阳区2021.xlsx", None),
        ("北京市朝阳区2021.xlsx", "110105"),
        ("朝阳区110105.xlsx", "110105"),
        ("朝阳区、川汇区.xlsx", None),
        ("鼓楼区.xlsx", None),
        ("南京市鼓楼区.xlsx", "320106"),
        ("江苏省鼓楼区.xlsx", "320106"),
        ("公安移送统计表.xlsx", None),
        ("南昌县2021.xlsx", "360121"),
        ("青海省河南蒙古族自治县.xlsx", "632324"),
        ("武汉经开区二季度.xlsx", "4201B1"),
        ("执法支队.xlsx", None),
        ("周口市执法支队.xlsx", "4116Z1"),
    ],
)
def test_so_does_the_name_of_a_file(name, unit):
    assert code(COUNTRY.find_within(name)) == unit


# --- What the units are called -------------------------------------------------------------------


def test_what_the_city_adds_is_understood_at_once():
    unit = county("411602", "川汇区", other_names="川汇新城、 老川汇，（沙颍）区局")
    names = UnitNames([unit])
    found = [code(names.find(name)) for name in ("川汇新城", "老川汇市监局", "沙颍区", "川汇新")]
    assert found == ["411602", "411602", "411602", None]


def test_a_name_without_a_place_finds_nothing():
    names = UnitNames([county("000001", "", "市场监督管理局", other_names="、局、区")])
    texts = ["", "局", "区", "市场监督管理局", "川汇区市场监督管理局.xlsx", "000001"]
    assert [code(names.find(text)) for text in texts] == [None] * 5 + ["000001"]
    assert [code(names.find_within(text)) for text in texts] == [None] * 5 + ["000001"]


def test_a_unit_whose_code_is_no_regions_has_its_region():
    names = UnitNames([*UNITS, county("A00001", "新川区", region_code="411698")])
    assert code(names.find("周口市新川区")) == "A00001"
    assert names.find("湖北省新川区") is None


def test_a_code_inside_a_longer_word_is_no_code():
    names = UnitNames([county("41160A", "新川区")])
    texts = ["41160A.xlsx", "41160A2021.xlsx", "q2-41160a.xlsx", "41160AB.xlsx", "141160A.xlsx"]
    found = [code(names.find_within(text)) for text in texts]
    assert found == ["41160A", "41160A", "41160A", None, None]


def test_without_units_there_is_nobody():
    names = UnitNames([])
    assert (names.find("川汇区"), names.find_within("川汇区.xlsx")) == (None, None)
