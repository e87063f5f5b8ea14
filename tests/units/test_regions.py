"""Names that several units of a country bear: the region must be said with them."""

import pytest

from tests.units.zhoukou import UNITS, code, county
from units.models import ReportingUnit
from units.names import UnitNames

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
