"""An earlier quarter was corrected: what the unit's clerk is told on the later one, and on that one."""

import pytest

from tests import cast, html
from tests.statistics.models.correcting import correct, figures, reopen, stored, two_quarters

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]
FIRST, SECOND = "/reports/411602/2021/q1/", "/reports/411602/2021/q2/"
MARK = "上期已更正，待复核"


def main(client, url) -> html.Element:
    return html.read(client.get(url)).find("main")


def test_the_later_table_says_so(client):
    first, _ = two_quarters()
    correct(first, 5)
    page = main(client, SECOND)
    assert page.find("div", class_="standing").find("span", class_="mark").text == MARK
    assert page.find("div", class_="after-correction").texts == [
        f"{MARK}：一季度的表于 2021年3月29日 10:00 更正后审核通过（市局审核员），"
        "与本表报送时的已审核数不同：",
        "商标侵权案件 · 立案：10 → 5",
        "本表照常计入汇总，由市局复核；本表也须更正的，请联系市局知识产权保护科退回更正。",
    ]
    assert main(client, "/").find("span", class_="mark").text == MARK


def test_while_it_is_corrected_too(client):
    first, second = two_quarters()
    correct(first, 5)
    reopen(stored(second))
    assert main(client, SECOND).find("div", class_="after-correction").texts[-1] == (
        "请对照更正后的一季度核对本表，改好后重新报送。"
    )


def test_the_corrected_table_itself_and_a_stock_say_nothing(client):
    first, _ = two_quarters()
    correct(first, 10, key_markets=12)
    assert MARK not in main(client, SECOND).text
    correct(first, 5)
    assert MARK not in main(client, FIRST).text


def test_the_clerk_who_corrects_is_asked_at_the_cell(client):
    first, _ = two_quarters()
    reopen(first)
    cast.fill(first, figures(25, actions=21))
    version = stored(first).version
    head = {"version": version, "filled_by": "张三", "cut_off_on": "2021-03-31"}
    answer = client.post(
        f"{FIRST}submit/", head | {"blank_as_zero": "on"}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 422
    page = html.read(client.get(FIRST))
    box = page.find("div", class_="finding")
    assert box.find("textarea", id="text-Q5-trademark-filed").text == ""
    assert "二季度（已审核）15 < 一季度 25" in box.text
    said = {
        "reason-Q5-trademark-filed": "other",
        "text-Q5-trademark-filed": "二季度漏录10件，随后更正",
    }
    answer = client.post(
        f"{FIRST}submit/",
        head | {"version": stored(first).version, "blank_as_zero": "on"} | said,
    )
    assert answer.status_code == 303
    assert stored(first).status == "submitted"
