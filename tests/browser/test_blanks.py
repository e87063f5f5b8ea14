"""Typing only what is new: what blanks mean, what is asked of them, and how the page says it."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.browser import table
from tests.browser.barriers import complaints, sideways
from tests.statistics.entry import totals
from tests.statistics.entry.explaining import ODD

pytestmark = pytest.mark.browser
CARRY = "是，沿用上期累计报送"
STOCK = "辖区重点实体经济市场数量是截止日的实有数，不沿用上期（上期 12 个），请填写；没有的填 0。"
INCREMENTS = f"{table.CHUANHUI}?entry=increment"


@pytest.fixture
def posts(clerk):
    """The addresses that the clerk's browser has posted to, but for what the script saves by itself."""
    sent = []

    def note(request):
        if request.method == "POST" and request.is_navigation_request():
            sent.append(request.url.partition("/reports/")[2])

    clerk.on("request", note)
    return sent


def texts(figures: dict) -> dict:
    return {name: str(figure) for name, figure in figures.items()}


# --- Totals --------------------------------------------------------------------------------------


@pytest.fixture
def totalled(live_server):
    with transaction.atomic():
        first = cast.report(cast.open_period(quarter=1))
        cast.fill(first, totals.figures(0))
        cast.submit(first)
        cast.open_period()


@pytest.mark.parametrize(
    ("query", "typed", "expected"),
    [
        ("increment", totals.figures(1), totals.INCREMENTS),
        ("cumulative", totals.cumulative(), totals.CUMULATIVE),
    ],
)
def test_the_script_adds_up_like_the_server(totalled, clerk, query, typed, expected):
    clerk.goto(f"{table.CHUANHUI}?entry={query}")
    table.expect_ready(clerk)
    for name, text in texts(typed).items():
        table.cell(clerk, name).fill(text)
    shown = {
        column: (table.total(clerk, column), table.total_beside(clerk, column))
        for column in expected
    }
    assert shown == expected


# --- The question --------------------------------------------------------------------------------


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_only_what_is_new_is_typed_and_one_question_answered(
    browser_of, second_period, java_script_enabled
):
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=java_script_enabled)
    page.goto(INCREMENTS)
    for name, text in {"actions": "2", "officers": "50", "key_markets": "12"}.items():
        table.cell(page, name).fill(text)
    table.cell(page, "trademark-filed").fill("1")
    page.get_by_role("button", name="检查并报送").click()
    expect(page.locator(".question p").first).to_have_text(
        "89 格空白：本期无新增，沿用上期累计？其中 86 格上期也为空白，按 0 报送。"
    )
    expect(page.get_by_role("button", name=CARRY)).to_be_focused()
    expect(page.locator(".finding:not(.explained)")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(".standing .status")).to_have_text("已报送")
    figures = cast.report(second_period).figures
    assert [figures[name] for name in ("trademark-filed", "trademark-closed", "actions")] == [
        *(11, 6, 22),
    ]
    assert figures.blanks == []


@pytest.mark.parametrize("width", [1366, 420])
def test_the_stock_is_asked_for_in_its_cell(clerk, second_period, width):
    clerk.set_viewport_size({"width": width, "height": 768})
    clerk.goto(INCREMENTS)
    table.expect_ready(clerk)
    table.type(clerk, "officers", "50")
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".question p").first).to_contain_text(STOCK)
    expect(clerk.get_by_role("link", name="去填写")).to_be_focused()
    assert (complaints(clerk), sideways(clerk)) == ([], 0)
    clerk.keyboard.press("Enter")
    expect(table.cell(clerk, "key_markets")).to_be_focused()
    clerk.keyboard.type("13")
    clerk.get_by_role("button", name=CARRY).click()
    expect(clerk.locator(".standing .status")).to_have_text("已报送")
    assert cast.report(second_period).figures["key_markets"] == 13


def test_a_question_goes_with_the_way_of_filling_in(clerk, second_period):
    clerk.goto(INCREMENTS)
    table.expect_ready(clerk)
    table.type(clerk, "officers", "50")
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".question")).to_be_visible()
    table.expect_ready(clerk)
    clerk.get_by_role("button", name="按累计数填写").click()
    expect(clerk.locator(".question")).to_have_count(0)


def test_the_page_opens_again_as_it_was_left(clerk, second_period):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    with clerk.expect_response(lambda response: response.request.method == "POST"):
        clerk.get_by_role("button", name="按当期新增填写").click()
    table.expect_saved(clerk)
    clerk.goto("/")
    clerk.goto(table.CHUANHUI)
    expect(clerk.locator("#entry-name")).to_have_text("当期新增")


# --- By key, and afterwards ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "width"),
    [("trademark-filed", 1366), ("filled_by", 420), ("text-D1-trademark-closed", 1366)],
)
def test_ctrl_enter_checks_and_reports(clerk, period, place, width):
    clerk.set_viewport_size({"width": width, "height": 768})
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    for name, text in ODD.items():
        table.cell(clerk, name).fill(text)
    table.save(clerk)
    expect(clerk.locator("[name='text-D1-trademark-closed']")).to_be_visible()
    clerk.locator(f"[name='{place}']").focus()
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator(".message.error")).to_contain_text("暂不能报送。有 1 处需要核实")
    expect(clerk.locator(".finding a[href='#trademark-closed']")).to_be_focused()
    expect(clerk.locator(".finding a[href='#trademark-closed']")).to_be_in_viewport()
    assert cast.report(period).figures["trademark-closed"] == 3


def test_back_and_reload_post_nothing_again(clerk, period, posts):
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    table.type(clerk, "actions", "3")
    table.type(clerk, "officers", "x")
    clerk.get_by_role("button", name="检查并报送").click()
    expect(clerk.locator(".finding a[href='#officers']").first).to_be_focused()
    assert table.value(clerk, "officers") == "x"
    table.expect_ready(clerk)
    table.type(clerk, "officers", "6")
    clerk.keyboard.press("Control+Enter")
    expect(clerk.locator(".question")).to_be_visible()
    clerk.reload()
    expect(clerk.locator(".question")).to_have_count(0)
    assert table.values(clerk, "actions", "officers") == ["3", "6"]
    clerk.get_by_role("button", name="检查并报送").click()
    clerk.get_by_role("button", name="是，空白格按 0 报送").click()
    expect(clerk.locator(".standing .status")).to_have_text("已报送")
    clerk.reload()
    clerk.go_back()
    expect(clerk.locator(".standing .status")).to_have_text("已报送")
    assert posts == [f"411602/2021/q2/{act}" for act in ["submit/"] * 4]
    assert cast.report(period).editions.count() == 1
