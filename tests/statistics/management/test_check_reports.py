"""manage.py check_reports: what does not hold, or is to be explained, in a period's tables."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import cast
from tests.worlds import remembered

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("check_reports", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
@remembered
def period():
    """川汇区 fell from the first quarter to the second; 淮阳区 has begun nothing."""
    first = cast.report(cast.open_period(2021, 1))
    cast.fill(first, {"actions": 5, "officers": 12})
    cast.submit(first)
    period = cast.open_period(2021, 2)
    cast.fill(cast.report(period), {"actions": 4, "officers": 12, "market_actions": 5})
    return period


FALL = (
    "开展执法行动：现填 4 次，累计数应不少于上期 5 次，少 1 次。"
    "请核对本期数字；撤案、案由调整、经复议或诉讼改变，或者上期填报有误的，写明情况。"
)


def test_programs_are_told_each_finding(period):
    found = json.loads(run("2021", "2", "--json"))
    assert [(each["unit"], each["check"], each["level"]) for each in found] == [
        ("411602", "A1", "mandatory"),
        ("411602", "A3", "explain"),
        ("411602", "A5", "explain"),
        ("411602", "Q1", "explain"),
    ]
    assert found[-1] == {
        "unit": "411602",
        "check": "Q1",
        "level": "explain",
        "cells": ["actions"],
        "found": "现填 4 次",
        "expected": "累计数应不少于上期 5 次",
        "message": FALL,
    }


def test_people_read_a_line_each(period):
    lines = run("2021", "2").splitlines()
    assert lines[-2:] == [
        f"川汇区市场监督管理局 Q1 核实性审核 {FALL}",
        "2021年二季度：已核对 1 张统计表，4 处需要核实。",
    ]


def test_nothing_begun_is_nothing_to_check():
    cast.open_period()
    assert run("2021", "2") == "2021年二季度：已核对 0 张统计表，0 处需要核实。\n"
    assert run("2021", "2", "--json") == "[]\n"


def test_a_period_that_does_not_exist():
    with pytest.raises(CommandError, match="没有“2021 5”这个报告期"):
        run("2021", "5")


@pytest.mark.parametrize("units", [2, 30])
def test_the_queries_are_as_many_however_many_units_there_are(units, django_assert_num_queries):
    codes = [f"4199{number:02}" for number in range(units)]
    for quarter in (1, 2):
        for report in cast.open_period(2021, quarter, codes).reports.with_table():
            cast.fill(report, {"actions": 5 + quarter})
            cast.submit(report)
    with django_assert_num_queries(5):
        run("2021", "2", "--json")


def test_what_is_compared_with_is_what_was_reported_last(db):
    """Not what the unit is typing while its first quarter is given back."""
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, {"actions": 20, "officers": 40})
    cast.submit(first)
    cast.send_back(first)
    cast.fill(first, {"actions": 1, "officers": 2})
    cast.fill(cast.report(cast.open_period()), {"actions": 19, "officers": 40})
    found = json.loads(run("2021", "2", "--json"))
    assert [(each["check"], each["expected"]) for each in found] == [
        ("Q1", "累计数应不少于上期 20 次")
    ]


def test_later_tables_are_looked_at_too(db):
    first = cast.report(cast.open_period(quarter=1))
    cast.fill(first, {"actions": 20, "officers": 40})
    second = cast.report(cast.open_period())
    cast.fill(second, {"actions": 19, "officers": 40, "key_markets": 1})
    cast.submit(second)
    found = json.loads(run("2021", "1", "--json"))
    assert [(each["check"], each["found"]) for each in found] == [
        ("Q5", "二季度（已报送）19 < 一季度 20")
    ]


def test_but_not_where_they_were_asked_about_it(db):
    first, second = (cast.report(cast.open_period(quarter=quarter)) for quarter in (1, 2))
    for report, actions in ((first, 20), (second, 19)):
        cast.fill(report, {"actions": actions, "officers": 40})
        cast.submit(report)
    assert json.loads(run("2021", "1", "--json")) == []
