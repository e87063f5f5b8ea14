"""Saving steps aside while the server has much to do, and says what is wrong when it cannot save."""

import re

import pytest
from playwright.sync_api import expect

from tests import cast
from tests.browser import table

pytestmark = pytest.mark.browser
PAUSE = "/static/js/entry/table/pause.js"
# In front of the page's own fetch: `answers` are given first, one each; `delay` is in milliseconds.
STAND_IN = """
window.answers = []; window.delay = 0; window.sent = 0;
const real = window.fetch;
window.fetch = async (...args) => {
  window.sent += 1;
  if (window.delay) await new Promise((done) => setTimeout(done, window.delay));
  const status = window.answers.shift();
  return status ? new Response("", { status }) : real(...args);
};
"""


@pytest.fixture
def page(clerk, period):
    clerk.add_init_script(STAND_IN)
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    return clerk


def ask(page, call: str):
    return page.evaluate(f"import('{PAUSE}').then((pause) => pause.{call})")


def test_the_pause_grows_with_the_answer_and_ends_at_ten_seconds(page):
    took = [0, 100, 160, 400, 1000, 2000, 60000]
    pauses = [ask(page, f"pauseAfter({each})") for each in took]
    assert pauses == [800, 800, 800, 2000, 5000, 10000, 10000]
    assert [ask(page, f"pauseAfter(100, {times})") for times in range(5)] == [
        800,
        1600,
        3200,
        6400,
        10000,
    ]
    assert [ask(page, f"retryAfter({times})") for times in range(1, 6)] == [
        2000,
        4000,
        8000,
        10000,
        10000,
    ]


@pytest.mark.parametrize(
    ("since", "done", "pause", "wait"),
    [
        (1000, 0, 800, 800),  # typing has to pause
        (1000, 500, 5000, 4500),  # the server rests
        (1000, 900, 10000, 9900),
        (-8500, 900, 10000, 500),  # nothing waits for longer than ten seconds
        (-9900, 0, 800, 0),
    ],
)
def test_when_it_saves_next(page, since, done, pause, wait):
    times = f"{{ since: {since}, done: {done}, pause: {pause} }}"
    assert ask(page, f"waitFrom(1000, {times})") == wait


def test_after_a_slow_answer_it_says_when_it_saves(page, period):
    page.evaluate("window.delay = 700")
    table.type(page, "trademark-filed", "12")
    table.expect_saved(page)
    table.type(page, "trademark-closed", "9")
    expect(table.state(page)).to_have_text(re.compile(r"^系统繁忙，约 [2-9] 秒后保存$"))
    page.evaluate("window.delay = 0")
    table.expect_saved(page)
    figures = cast.report(period).figures
    assert (figures["trademark-filed"], figures["trademark-closed"]) == (12, 9)


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_takes_nothing_now_is_asked_again_later(page, period, status):
    page.evaluate(f"window.answers = [{status}, {status}]")
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text(re.compile(r"^系统繁忙，约 [24] 秒后保存$"))
    table.expect_saved(page)
    assert cast.report(period).figures["trademark-filed"] == 12
    assert page.evaluate("window.sent") == 3


def test_an_outage_is_neither_a_dead_line_nor_an_ended_session(page, period):
    page.evaluate("window.answers = [500, 502]")
    table.type(page, "trademark-filed", "12")
    expect(table.state(page)).to_have_text("未保存，系统暂时不可用，正在重试")
    table.expect_saved(page)
    assert cast.report(period).figures["trademark-filed"] == 12


def test_submitting_does_not_wait(page, period):
    page.evaluate("window.delay = 700")
    table.type(page, "actions", "46")
    table.expect_saved(page)
    page.evaluate("window.delay = 0")
    table.type(page, "officers", "92")
    expect(table.state(page)).to_have_text(re.compile("^系统繁忙"))
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator(".question")).to_be_visible()
    assert cast.report(period).figures["officers"] == 92


def test_only_what_was_changed_is_sent(page, period):
    cast.fill(cast.report(period), {"actions": 46, "officers": 92})
    page.goto(table.CHUANHUI)
    table.expect_ready(page)
    table.type(page, "officers", "93")
    with page.expect_request(lambda request: request.method == "POST") as asked:
        page.keyboard.press("Control+s")
    sent = asked.value.post_data
    names = [pair.partition("=")[0] for pair in sent.split("&")]
    assert names == [
        "csrfmiddlewaretoken",
        "version",
        "entry",
        "findings",
        "officers",
        "was-officers",
    ]
