"""Which unit a mailed workbook is from, by the name of its file."""

import pytest

from tests.units.zhoukou import ZHOUKOU, code


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
