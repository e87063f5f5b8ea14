"""Charts: drawn from the tables beside them, within the policy, absent where there is no script."""

from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from playwright.sync_api import expect

from tests import cast
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city

pytestmark = pytest.mark.browser

DASHBOARD = "/admin/statistics/dashboard/?period=2021q2&scope=submitted"
DRAWN = """box => {
  const canvas = box.querySelector("canvas");
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((part) => part !== 0);
}"""
# What the library was given, beside what a reader of the table would type in.
CHARTED = """box => Chart.getChart(box.querySelector("canvas")).data.datasets.map(
  ({label, data}) => [label, ...data])"""


@pytest.fixture
def report(live_server):
    """川汇区's second quarter after a first one; 淮阳区 has fallen since."""
    with transaction.atomic():
        first = cast.open_period(quarter=1)
        for code, filed in ((CHUANHUI, 4), (HUAIYANG, 7)):
            _report(first, code, {"trademark-filed": filed, "actions": 20})
        second = cast.open_period(quarter=2)
        _report(second, HUAIYANG, {"trademark-filed": 5, "actions": 30})
        figures = {"trademark-filed": 10, "other_patent-filed": 1, "actions": 46}
        return _report(second, CHUANHUI, figures | {"trademark-value": Decimal("0.5")})


def _report(period, code, figures):
    report = cast.report(period, code)
    cast.fill(report, figures)
    cast.submit(report)
    return report


@pytest.fixture
def page(browser_of, report):
    """The section's browser, in which nothing may be written to the console."""
    page, written = browser_of(cast.reviewer()), []
    page.on("console", lambda message: written.append(message.text))
    yield page
    page.title()  # whatever was written has arrived by then
    assert written == []


def chart(page, name):
    return page.locator(f".chart[data-chart={name}]")


def test_each_chart_shows_what_its_table_says(page):
    page.goto(DASHBOARD)
    assert chart(page, "trend").evaluate(CHARTED) == [["累计", 11, 16], ["当期新增", 11, 5]]
    assert chart(page, "shares").evaluate(CHARTED) == [["累计", 15, 0, 0, 0, 0, 0, 0, 1]]
    assert chart(page, "units").evaluate(CHARTED) == [["累计", 11, 5], ["当期新增", 7, -2]]
    for name in ("trend", "shares", "units"):
        assert chart(page, name).evaluate(DRAWN)
        expect(page.locator(f"table#{name}")).to_be_visible()


def test_a_chart_has_a_name_for_those_who_do_not_see_it(page):
    page.goto(DASHBOARD)
    name = "柱状图：立案（件）各季度累计和当期新增，数字见旁边的表"
    expect(page.get_by_role("img", name=name)).to_be_visible()
    assert page.locator("canvas:not([role=img][aria-label])").count() == 0


def test_blanks_leave_a_gap(page):
    page.goto(f"{DASHBOARD}&figure=key_markets")
    assert chart(page, "trend").evaluate(CHARTED) == [["期末数", 0, 0]]
    assert chart(page, "units").evaluate(CHARTED) == [["期末数", None, None]]


def test_another_figure_is_chosen_by_keyboard(page):
    page.goto(DASHBOARD)
    page.get_by_label("指标").select_option(label="开展执法行动（次）")
    page.get_by_role("button", name="查看").press("Enter")
    expect(page.locator("#over-time")).to_have_text("开展执法行动（次）：各季度累计和当期新增")
    assert chart(page, "trend").evaluate(CHARTED) == [["累计", 40, 76], ["当期新增", 40, 36]]


def test_on_paper_there_are_charts_and_tables_and_nothing_to_press(page):
    page.goto(DASHBOARD)
    page.evaluate("addEventListener('beforeprint', () => { window.onPaper = widths(); })")
    page.evaluate(
        "window.widths = () => Object.values(Chart.instances).map((chart) => chart.width)"
    )
    before = page.evaluate("widths()")
    page.pdf()
    assert page.evaluate("onPaper") == [640, 640, 640]
    page.wait_for_function("before => String(widths()) === String(before)", arg=before)
    page.emulate_media(media="print")
    for part in ("#header", ".breadcrumbs", ".asked", "[data-print]"):
        expect(page.locator(part).first).to_be_hidden()
    for part in ("h1", "dl.headlines", "table#trend", "table#shares", "table#units"):
        expect(page.locator(part)).to_be_visible()


def test_without_scripts_the_tables_stand_alone(browser_of, report):
    page = browser_of(cast.reviewer(), java_script_enabled=False)
    page.goto(DASHBOARD)
    expect(page.locator(".chart").first).to_be_hidden()
    expect(page.locator("table#trend tbody tr").last).to_contain_text("16")
    page.goto(city.review_page(report))
    page.locator("#trademark-filed a").click()
    expect(page.locator("h1")).to_have_text("商标侵权案件 · 立案（件）")
    expect(page.locator(".chart")).to_be_hidden()
    page.get_by_role("link", name="返回审核页").click()
    expect(page.locator("h1")).to_have_text("川汇区市场监督管理局 · 2021年二季度")


# --- The series of a cell, over the review page --------------------------------------------------


def test_a_figures_series_by_keyboard(page, report):
    page.goto(city.review_page(report))
    figure = page.locator("#trademark-filed a")
    figure.press("Enter")
    dialog = page.get_by_role("dialog", name="这一格的各期数字")
    expect(dialog.locator("h1")).to_have_text("商标侵权案件 · 立案（件）")
    assert chart(dialog, "series").evaluate(CHARTED) == [["累计", 4, 10], ["当期新增", 4, 6]]
    assert chart(dialog, "series").evaluate(DRAWN)
    assert Axe().run(page, options={"preload": False}).response["violations"] == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(figure).to_be_focused()


def test_one_series_after_another(page, report):
    page.goto(city.review_page(report))
    dialog = page.get_by_role("dialog")
    for cell, label in (("total-filed", "合计 · 立案（件）"), ("actions", "开展执法行动（次）")):
        page.locator(f"#{cell} a").click()
        expect(dialog.locator("h1")).to_have_text(label)
        expect(dialog.locator("canvas")).to_have_count(1)
        dialog.get_by_role("button", name="关闭").click()
        expect(dialog).to_be_hidden()
    assert page.evaluate("Object.keys(Chart.instances).length") == 0


def test_a_blank_figure_can_be_pressed_too(page, report):
    page.goto(city.review_page(report))
    page.locator("#trademark-closed a").click()
    expect(page.get_by_role("dialog").locator("h1")).to_have_text("商标侵权案件 · 结案（件）")


def test_when_the_series_cannot_be_fetched_the_link_leads_there(page, report):
    page.goto(city.review_page(report))
    page.context.clear_cookies()
    page.locator("#trademark-filed a").click()
    expect(page.locator("h1")).to_have_text("登录")


def test_the_series_page_by_itself(page, report):
    page.goto(city.review_page(report).replace("change", "series/filed"))
    assert chart(page, "series").evaluate(CHARTED) == [["累计", 4, 11], ["当期新增", 4, 7]]
    assert chart(page, "series").evaluate(DRAWN)
