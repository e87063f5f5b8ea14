"""Which unit a mailed workbook is from: units/names.py."""

import pytest

from tests.units.zhoukou import UNITS, ZHOUKOU, code, county
from units.names import UnitNames

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
