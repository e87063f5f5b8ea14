"""A unit that was not there when a period was opened is added to it, by an act that is kept."""

from datetime import date
from functools import partial

import pytest

from cases.categories import CaseCategory
from statistics.errors import NotAllowed, ReasonMissing, WrongState
from statistics.models import Report, UnitAdded, add_unit, open_period, units_to_add
from tests import cast
from tests.statistics.models.same_moment import at_once, colleague, one_refusal
from tests.statistics.models.states import refused

pytestmark = pytest.mark.django_db
WHY = "周市监〔2021〕60号新设"


@pytest.fixture
def period():
    return cast.open_period(units=["411602"])


def add(period, unit, reason=WHY, by=cast.reviewer, **options):
    return add_unit(period, unit, by=by(), reason=reason, **options)


def test_it_gets_a_blank_table_and_the_act_is_kept(period):
    unit, at = cast.unit("411603"), cast.moment(date(2021, 6, 15))
    report = add(period, unit, f" {WHY} ", at=at)
    assert [row.category for row in report.rows.all()] == CaseCategory.values
    assert (report.status, report.version, report.figures.is_empty) == ("draft", 1, True)
    unit.name = "改名后的局"
    unit.save()
    (kept,) = period.units_added.all()
    assert (str(kept), kept.reason, kept.at, kept.by_account, kept.by_name) == (
        "增加淮阳区市场监督管理局（411603）", WHY, at, "city", "市局审核员",
    )  # fmt: skip
    cast.fill(report, {"actions": 46})
    assert cast.submit(report).event == "submitted"
    assert open_period(period) == 0
    with pytest.raises(TypeError):
        UnitAdded.objects.update(reason="x")


def test_who_can_be_added(period):
    """Those that are there on the quarter's last day, and have no table."""
    last = period.ends_on
    for code, valid_from, valid_to in [
        ("ALWAYS", None, None),
        ("LASTDAY", last, last),
        ("TOMORROW", date(2021, 7, 1), None),
        ("ENDED0", None, date(2021, 6, 29)),
    ]:
        cast.unit(code, valid_from=valid_from, valid_to=valid_to)
    assert sorted(unit.code for unit in units_to_add(period)) == ["ALWAYS", "LASTDAY"]


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({"valid_to": date(2021, 6, 29)}, "于 2021年6月29日停用，早于本期最后一日"),
        ({"valid_from": date(2021, 7, 1)}, "自 2021年7月1日起启用，晚于本期最后一日"),
    ],
)
def test_not_one_that_is_not_there(period, dates, sentence):
    said = refused(WrongState, add, period, cast.unit("411603", **dates))
    assert said == f"淮阳区市场监督管理局{sentence}，不能加入2021年二季度。"


def test_not_one_that_has_a_table_nor_before_the_period_is_open(period):
    said = refused(WrongState, add, period, cast.unit())
    assert said == "川汇区市场监督管理局已有2021年二季度的统计表，没有重复增加。"
    closed = period.campaign.periods.get(quarter=3)
    assert refused(WrongState, add, closed, cast.unit()) == (
        "2021年三季度尚未开启，开启时按开启日在用的单位确定，无需单独增加。"
    )


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (" ", "请写明增加的原因，例如依据的文件，以备日后查核。"),
        ("长" * 501, "原因有 501 个字，最多 500 个，请精简。"),
    ],
)
def test_not_without_a_reason(period, reason, sentence):
    assert refused(ReasonMissing, add, period, cast.unit("411603"), reason) == sentence


def test_it_is_the_section_s(period):
    said = refused(NotAllowed, add, period, cast.unit("411603"), by=cast.auditor)
    assert said == "您的账户没有“增加报送单位”的权限。"


@pytest.mark.django_db(transaction=True)
def test_two_of_the_section_add_it_at_the_same_moment(period):
    unit, accounts = cast.unit("411603"), [cast.reviewer(), colleague()]
    steps = [partial(add_unit, period, unit, by=account, reason=WHY) for account in accounts]
    refusal = one_refusal(at_once(*steps))
    assert refusal.message == "淮阳区市场监督管理局已有2021年二季度的统计表，没有重复增加。"
    assert (Report.objects.count(), UnitAdded.objects.count()) == (2, 1)
