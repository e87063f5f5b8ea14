"""同期比较 in the city's workbook, a sheet of its own."""

import pytest

from statistics.form.indicators import ACTIONS, COLUMNS
from statistics.totals.consolidate import consolidate
from statistics.workbooks.writing.outgoing import write_consolidated
from tests.statistics.totals.two_years import two_years
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return two_years()


def test_the_sheet(period):
    with write_consolidated(consolidate(period)) as file:
        book = xlsx.read(file.read())
    assert book.sheetnames[-1] == "同期比较"
    rows = xlsx.rows(book["同期比较"])
    assert [row[0] for row in rows[:3]] == [
        "2021年二季度与2020年二季度比较（累计）",
        "汇总口径：只汇总已审核。2021年二季度计入 1 个单位，2020年二季度计入 2 个单位。",
        "上年为 0 或负数的，不计算百分比，以“—”表示。",
    ]
    assert rows[3:5] == [
        ["类别", "项目", "2021年", "2020年", "增减", "增减（%）"],
        ["执法行动数据", "开展执法行动（次）", 54, 48, 6, 0.125],
    ]
    assert rows[8] == ["执法行动数据", "辖区重点实体经济市场数量（个）", 6, 0, 6, "—"]
    assert rows[9] == ["合计", "立案（件）", 9, 12, -3, -0.25]
    assert rows[11] == ["合计", "涉案金额（万元）", 3.5, 3, 0.5, 0.167]
    assert len(rows) == 4 + len(ACTIONS) + 9 * len(COLUMNS)
    sheet = book["同期比较"]
    assert (sheet["F5"].number_format, sheet["E12"].number_format) == ("0.0%", "0.00####")
