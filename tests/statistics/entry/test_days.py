"""Days and moments as people write them: the year only where it is not this one."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from statistics.entry.days import day_text, moment_text

DAY = date(2021, 6, 5)
TURN = datetime(2021, 12, 31, 16, 5, tzinfo=UTC)  # in Zhoukou five past midnight, a year later


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2021, 1, 1), "6月5日"),
        (date(2021, 12, 31), "6月5日"),
        (date(2022, 1, 1), "2021年6月5日"),
        (date(2020, 12, 31), "2021年6月5日"),
    ],
)
def test_a_day(today, text):
    assert day_text(DAY, today) == text


def test_a_moment_is_told_in_the_time_of_zhoukou():
    assert moment_text(TURN, date(2022, 3, 1)) == "1月1日 00:05"
    assert moment_text(TURN, date(2021, 12, 31)) == "2022年1月1日 00:05"


def test_nothing_is_nothing():
    assert (day_text(None), moment_text(None)) == ("", "")


def test_templates_say_it_in_the_same_words():
    page = Template("{% load days %}{{ day|day }} {{ at|moment }} {{ day|day:today }}")
    context = {"day": DAY, "at": TURN, "today": date(2021, 7, 1)}
    assert page.render(Context(context)) == "2021年6月5日 2022年1月1日 00:05 6月5日"
