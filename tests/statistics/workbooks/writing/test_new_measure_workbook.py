"""当期新增 in the city's workbook: its name, and sheets that follow the measure."""

from datetime import date

import pytest

from statistics.totals.consolidate import Measure, Scope, consolidate
from statistics.workbooks.writing.outgoing import write_consolidated
from tests import cast
from tests.statistics.totals.two_quarters import NAMES, two_quarters
from tests.statistics.workbooks.writing import xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    return two_quarters()


_ = None


@pytest.fixture
def book(period):
    with write_consolidated(consolidate(period, Scope.APPROVED, Measure.NEW)) as file:
        return xlsx.read(file.read())


def test_the_file_says_what_it_holds(period):
    table = consolidate(period, Scope.APPROVED, Measure.NEW)
    assert table.file_name == "2021年二季度知识产权执法数据汇总表（当期新增，只汇总已审核）.xlsx"


def test_its_sheets_follow_the_measure(book):
    assert book.sheetnames == ["当期新增", "分单位汇总", "分类明细", "报送情况"]
    rows = xlsx.rows(book["当期新增"])
    assert rows[1][6] == "统计时间：2021年4月1日至6月30日"
    assert rows[2][2] == 56
    assert rows[5][:4] == ["商标侵权案件", -2, 0, 0.5]
    assert [row[:2] for row in xlsx.rows(book["分单位汇总"])[1:]] == [
        [NAMES[0], 26],
        [NAMES[1], 30],
        ["合计", 56],
    ]
    assert xlsx.rows(book["分类明细"])[1][:5] == [NAMES[0], "商标侵权案件", -2, _, 0.5]
    headers = [sheet.oddHeader.right.text for sheet in book.worksheets[1:]]
    assert headers == ["当期新增  汇总口径：只汇总已审核"] * 3
    assert [row[0] for row in xlsx.rows(book["报送情况"])[2:5]] == [
        "汇总口径：只汇总已审核",
        "数据口径：当期新增，即本期累计减同一单位本年上一次计入的累计；更正后可能为负。"
        "市场数量是时点数，不相减。",
        "上一季度未计入汇总、本期新增含以前季度数据的单位（1 个）：淮阳区市场监督管理局。",
    ]


def test_the_last_quarter_ends_with_the_year():
    period = cast.open_period(2021, 4)
    with write_consolidated(consolidate(period, measure=Measure.NEW)) as file:
        rows = xlsx.rows(xlsx.read(file.read())["当期新增"])
    assert rows[1][6] == "统计时间：2021年10月1日至    月    日"  # nobody has reported yet
    assert (period.first_day, period.ends_on) == (date(2021, 10, 1), date(2021, 12, 31))
