"""Whose table a workbook is: what it says itself must not contradict, or a person has to confirm."""

from datetime import date

import pytest

from statistics.form.figures import Figures
from statistics.intake.offer import Offer
from statistics.models import Report
from statistics.workbooks.fingerprint import Fingerprint
from statistics.workbooks.reading.head import Span
from statistics.workbooks.reading.incoming import Reading
from statistics.workbooks.reading.problems import Problem
from tests import cast
from units.names import UnitNames

pytestmark = pytest.mark.django_db

MARK = Fingerprint("2021", "411602", 2021, 2)
HALF_YEAR = Span(2021, date(2021, 1, 1), date(2021, 6, 25), 2)


@pytest.fixture
def report() -> Report:
    """川汇区's table of the second quarter of 2021."""
    return cast.report(cast.open_period())


def offer(report, figures=None, problems=(), today=None, **said) -> Offer:
    """A workbook that says nothing about itself but what is given."""
    nothing = {"unit_name": "", "span": None, "year": None, "fingerprint": None}
    reading = Reading(figures=figures or {}, problems=[*problems], sheet="统计表", **nothing | said)
    units = [each.unit for each in report.period.reports.select_related("unit")]
    return Offer(report, reading, UnitNames(units), today=today)


def contradictions(report, **said) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in offer(report, **said).contradictions]


# --- What contradicts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"fingerprint": MARK},
        {"unit_name": "川汇区市监局"},
        {"unit_name": "某某公司"},  # nobody we know: to be confirmed
        {"span": HALF_YEAR, "year": 2021},
        {"span": Span(2021, quarter=2), "year": 2021},
        {"year": 2021},
    ],
    ids=["nothing", "mark", "unit", "unknown unit", "span", "quarter", "year"],
)
def test_what_agrees_or_is_left_open_does_not_contradict(report, said):
    assert contradictions(report, **said) == []


@pytest.mark.parametrize(
    ("said", "code", "sentence"),
    [
        (
            {"fingerprint": Fingerprint("2021", "411603", 2021, 2)},
            "other_unit",
            "工作簿下载自“淮阳区市场监督管理局”，不是川汇区市场监督管理局。请核对是否选错了文件。",
        ),
        (
            {"fingerprint": Fingerprint("2021", "999999", 2021, 2)},
            "other_unit",
            "工作簿下载自“代码 999999”，不是川汇区市场监督管理局。请核对是否选错了文件。",
        ),
        (
            {"unit_name": "淮阳县"},
            "other_unit",
            "工作簿写的报送单位是“淮阳县”，不是川汇区市场监督管理局。请核对是否选错了文件。",
        ),
        (
            {"fingerprint": MARK, "unit_name": "淮阳区"},
            "other_unit",
            "工作簿写的报送单位是“淮阳区”，不是川汇区市场监督管理局。请核对是否选错了文件。",
        ),
        (
            {"fingerprint": Fingerprint("2021", "411602", 2021, 1)},
            "other_period",
            "工作簿是2021年一季度的统计表，不是2021年二季度的。请核对是否选错了文件或报告期。",
        ),
        (
            {"span": Span(2021, date(2021, 1, 1), date(2021, 9, 30), 3), "year": 2021},
            "other_period",
            "工作簿是2021年三季度的统计表，不是2021年二季度的。请核对是否选错了文件或报告期。",
        ),
        (
            {"year": 2020},
            "other_period",
            "工作簿是2020年的统计表，不是2021年二季度的。请核对是否选错了文件或报告期。",
        ),
        (
            {"span": Span(2021, date(2021, 4, 1), date(2021, 6, 30), 2), "year": 2021},
            "not_cumulative",
            "统计时间从2021年4月1日开始，本表应填2021年1月1日起的累计数。"
            "请改填累计数并改正统计时间。",
        ),
        (
            {"fingerprint": Fingerprint("2029", "411602", 2021, 2)},
            "other_form",
            "这是 2029 版的统计表，本期使用 2021 版。请重新下载表格填写。",
        ),
    ],
)
def test_what_says_otherwise_is_told_in_a_sentence(report, said, code, sentence):
    assert contradictions(report, **said) == [(code, sentence)]


def test_every_contradiction_is_told_at_once(report):
    found = contradictions(report, unit_name="淮阳区", year=2020)
    assert [code for code, _ in found] == ["other_unit", "other_period"]


# --- What is certain -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "is_certain"),
    [
        ({"fingerprint": MARK}, True),
        ({"unit_name": "川汇区", "span": HALF_YEAR}, True),
        ({"unit_name": "川汇区", "span": Span(2021, quarter=2)}, True),
        ({}, False),
        ({"unit_name": "川汇区"}, False),
        ({"unit_name": "川汇区", "year": 2021}, False),
        ({"span": HALF_YEAR}, False),
        ({"unit_name": "某某公司", "span": HALF_YEAR}, False),
    ],
)
def test_the_mark_or_unit_and_time_together_are_enough(report, said, is_certain):
    assert offer(report, **said).is_certain is is_certain


# --- What would change ---------------------------------------------------------------------------


def test_what_was_read_replaces_what_was_not_stays(report):
    cast.fill(report, {"actions": 46, "officers": 120, "trademark-filed": 10})
    made = offer(report, {"actions": 47, "officers": None})
    assert made.figures == Figures({"actions": 47, "trademark-filed": 10})
    assert (made.changed, made.cleared) == (["actions", "officers"], ["officers"])


@pytest.mark.parametrize(
    ("span", "day"),
    [
        (HALF_YEAR, date(2021, 6, 25)),
        (Span(2021, quarter=2), date(2021, 6, 30)),
        (Span(2021, date(2021, 1, 1), date(2021, 9, 30), 3), date(2021, 6, 30)),
        (None, date(2021, 6, 30)),
    ],
    ids=["day of the quarter", "quarter only", "another quarter", "nothing"],
)
def test_the_cut_off_day_is_the_one_written_if_it_is_of_the_quarter(report, span, day):
    assert offer(report, span=span).cut_off_on == day


BEFORE_ITS_END = date(2021, 6, 1)


def test_a_workbook_that_names_no_day_does_not_make_one_up_while_the_quarter_goes_on(report):
    made = offer(report, {"actions": 1, "officers": 2}, today=BEFORE_ITS_END)
    assert made.cut_off_on is None
    assert [finding.check for finding in made.findings(filled_by="填报员甲")] == ["T1"]
    said = offer(report, {"actions": 1, "officers": 2}, span=HALF_YEAR, today=BEFORE_ITS_END)
    assert said.cut_off_on == date(2021, 6, 25)
    assert [finding.check for finding in said.findings(filled_by="填报员甲")] == ["T3"]


def test_nor_where_the_day_it_names_could_not_be_read(report):
    unclear = Problem("time_unclear", "统计时间看不明白", is_note=True)
    assert offer(report, problems=[unclear]).cut_off_on is None
    cast.fill(report, {"actions": 1}, cut_off_on=date(2021, 6, 24))
    assert offer(report, problems=[unclear]).cut_off_on == date(2021, 6, 24)


def test_what_would_not_hold_is_found(report):
    made = offer(report, {"actions": 1, "market_actions": 2})
    assert [finding.check for finding in made.findings(filled_by="填报员甲")] == [
        "A1",
        *("A3", "A3", "A5"),
    ]
