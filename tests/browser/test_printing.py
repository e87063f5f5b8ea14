"""Paper: the official sheet and nothing else."""

import pytest

from tests.browser import table

pytestmark = pytest.mark.browser


def test_a_printed_draft_says_what_the_screen_says(clerk, period):
    clerk.goto(table.CHUANHUI)
    table.cell(clerk, "cut_off_on").fill("2021-06-25")
    table.type(clerk, "trademark-filed", "12")
    clerk.emulate_media(media="print")
    lines = clerk.locator("#main").inner_text().splitlines()
    assert [line for line in lines if line][:3] == [
        "2021年知识产权执法数据统计表",
        "报送单位：川汇区市场监督管理局",
        "统计时间：2021年1月1日至6月25日",
    ]
