"""The day as of which a table's cut-off day is judged: of its submission, else the present one."""

from datetime import date

import pytest

from statistics.models import change_rules
from tests import cast

pytestmark = pytest.mark.django_db

EARLY = date(2021, 6, 1)  # 29 days before the quarter ends


def told(report, **asked) -> list[tuple[str, str]]:
    return [(each.check, each.expected) for each in report.findings(**asked)]


T3 = ("T3", "一般不晚于报送当日（2021年6月1日）之后 7 天")


def test_a_submitted_table_is_judged_as_of_its_submission(report):
    cast.fill(report, {"actions": 2, "officers": 4})
    cast.submit(report, at=cast.moment(EARLY))
    assert told(report) == [T3]
    cast.approve(report)
    assert told(report) == [T3]


def test_the_day_is_that_of_zhoukou(report):
    cast.fill(report, {"actions": 2, "officers": 4})
    cast.submit(report, at=cast.moment(date(2021, 6, 22), 23))
    assert [check for check, _ in told(report)] == ["T3"]


def test_a_draft_is_judged_as_of_today(report):
    cast.fill(report, {"actions": 2, "officers": 4})
    assert told(report) == []
    assert told(report, today=EARLY) == [T3]
    cast.submit(report, at=cast.moment(EARLY))
    report.withdraw(by=cast.clerk(report.unit))
    assert told(report) == []


def test_where_the_city_wants_it_explained_it_can_be(report):
    rules = {"T3-level": "explain"}
    change_rules(report.period.campaign, by=cast.reviewer(), rules=rules, reason="核对", version=1)
    cast.fill(report, {"actions": 2, "officers": 4})
    [answer] = report.answers([], [], today=EARLY)
    assert answer.key == "T3-cut_off_on"
    assert answer.refusal == "请选择说明类别，写明情况。"
