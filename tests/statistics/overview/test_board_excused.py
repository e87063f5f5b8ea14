"""The board where a unit is excused: named with the reason, not expected, not late, not called."""

from datetime import date

import pytest

from statistics.overview.board import board
from tests import cast, html
from tests.statistics.admin import city

pytestmark = pytest.mark.django_db
ENDED = "机构改革，职能并入淮阳区市场监督管理局，本单位自本期起不再单独报送"


@pytest.fixture
def period():
    """川汇区 is excused, 淮阳区 has not reported, 扶沟县's was given back, sent again, withdrawn."""
    period = cast.open_period(units=["411602", "411603", "411621"])
    cast.report(period).excuse(by=cast.reviewer(), reason=ENDED)
    back = cast.report(period, cast.FUGOU)
    cast.fill(back, {"actions": 46})
    cast.submit(back)
    cast.send_back(back, at=cast.moment(date(2021, 6, 29), hour=23))
    cast.submit(back)
    back.withdraw(by=cast.clerk(back.unit))
    return period


def test_who_is_expected(period):
    seen = board(period, today=date(2021, 7, 1))
    assert {**seen.counts} == {"draft": 1, "submitted": 0, "returned": 1, "approved": 0}
    assert (seen.excused, seen.late, seen.outstanding) == (1, 1, 2)
    assert [report.unit.code for report in seen.to_call] == ["411603", "411621"]
    squares = [row.squares[1] for row in seen.rows]
    assert [(each.excuse, each.is_late, each.rework) for each in squares] == [
        (ENDED, False, ""),
        ("", True, ""),
        ("", False, "退回后未重报 2 天"),
    ]


def test_how_it_is_shown(period):
    page = html.read(city.sign_in(cast.reviewer()).get(city.BOARD))
    line = page.find("p", class_="line")
    assert line.text == "已审核 0 · 待审核 0 · 退回 1 · 未报送 1 · 免报 1"
    assert line.find("a")["href"] == "/admin/statistics/report/?period=2021q2&status=excused"
    rows = page.find("table", class_="matrix").find("tbody").all("tr")
    assert rows[0].texts[2] == "免报（机构改革，职能并入淮阳区市场监督管理局，本单位自本期起...）"
    calls = page.find("table", class_="to-call").find("tbody").all("tr")
    assert [row.texts[0] for row in calls] == ["淮阳区市场监督管理局", "扶沟县市场监督管理局"]
    assert calls[1].texts[3] == "退回原因：请核对立案数"


def test_where_all_others_have_reported_that_is_said():
    period = cast.open_period(units=["411602"])
    cast.report(period).excuse(by=cast.reviewer(), reason=ENDED)
    page = html.read(city.sign_in(cast.reviewer()).get(city.BOARD))
    section = page.find("section", **{"aria-labelledby": "to-call"})
    assert section.texts == ["等待报送的单位", "应报送的单位均已报送。"]
