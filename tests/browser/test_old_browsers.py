"""The floor, in real browsers: Chromium 79, 80 and 83, and today's Firefox ESR.

Office PCs have 360, QQ, UOS and Kylin browsers. Firefox 78 is not to be had: tests/tools/test_floor.py
holds it.
"""

import re
import subprocess

import pytest
from django.db import transaction

from tests import cast
from tests.browser.drivers.chromium import Chromium
from tests.browser.drivers.firefox import Firefox
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tools import old_browsers, system

pytestmark = pytest.mark.browser

TABLE = "/reports/411602/2021/q2/"
LAST_QUARTER = {"actions": 20, "trademark-filed": 10, "trademark-closed": 6}
SAVED = r"/^已保存 \d\d:\d\d$/.test(document.querySelector('#save-state').textContent)"
READY = "document.querySelector('[data-print]') && !document.querySelector('[data-print]').hidden"
# Charts that have something drawn on them.
DRAWN = """[...document.querySelectorAll(".chart canvas")].filter((canvas) => {
  const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((part) => part !== 0);
}).length"""
# How far the dialog reaches beyond what is seen of the page.
OUTSIDE = """(({left, top, right, bottom}) =>
  Math.max(0, -left, -top, right - innerWidth, bottom - innerHeight)
)(document.querySelector("dialog").getBoundingClientRect())"""


@pytest.fixture(
    scope="session", params=["Chromium 79", "Chromium 80", "Chromium 83", "Firefox ESR"]
)
def old_browser(request):
    """One process a browser, one after the other."""
    name, version = request.param.split()
    path = system.firefox() if name == "Firefox" else old_browsers.chromium(int(version))
    if path is None:
        pytest.skip(f"{request.param} is not here")
    browser = Firefox(path) if name == "Firefox" else Chromium(path)
    yield browser
    browser.close()


@pytest.fixture
def window(old_browser):
    window = old_browser.open()
    yield window
    assert window.complaints() == []
    window.close()


@pytest.fixture
def go(window, live_server):
    return lambda path: window.goto(f"{live_server.url}{path}")


@pytest.fixture
@transaction.atomic
def period(live_server):
    """The second quarter, after a first one in which both units reported."""
    first = cast.open_period(quarter=1)
    for code in (CHUANHUI, HUAIYANG):
        _report(first, code, LAST_QUARTER)
        cast.approve(cast.report(first, code))
    return cast.open_period(quarter=2)


def _report(period, code, figures):
    report = cast.report(period, code)
    cast.fill(report, figures)
    cast.submit(report)
    return report


def sign_in(window, go, name):
    go("/")
    window.fill("#id_username", name)
    window.fill("#id_password", cast.PASSWORD)
    window.press("Enter")
    window.wait("!document.querySelector('#id_password') && document.readyState === 'complete'")


def on_paper(window) -> str:
    """The page as it is printed, without the spaces that set it."""
    text = subprocess.run(["pdftotext", "-", "-"], input=window.pdf(), stdout=subprocess.PIPE)
    return re.sub(r"\s", "", text.stdout.decode())


def test_a_clerk_fills_in_reports_and_prints(window, go, period):
    cast.clerk(cast.unit())
    sign_in(window, go, "411602")
    go(TABLE)
    window.wait(READY)

    # Figures are typed from cell to cell with Enter, and saved while they are typed.
    window.fill("input[name=actions]", "46")
    window.press("Enter")
    window.type("138")
    window.wait(SAVED)
    figures = cast.report(period).figures
    assert [figures[name] for name in ("actions", "officers")] == [46, 138]

    # As increments, and back.
    window.click("#enter-increment")
    assert window.values("actions", "officers") == ["26", "138"]
    window.click("#enter-cumulative")
    assert window.values("actions", "officers") == ["46", "138"]

    # A block from Excel.
    window.paste("input[name=trademark-filed]", "12\t8\t35.6\n1\t1\t0.8")
    names = [
        f"{row}-{column}"
        for row in ("trademark", "geographical_indication")
        for column in ("filed", "closed", "value")
    ]
    assert window.values(*names) == ["12", "8", "35.6", "1", "1", "0.8"]
    assert window.text("[data-total=value] output") == "36.4"
    window.wait(SAVED)

    # The button that reports does so, and blanks are asked about.
    window.click("#submit")
    window.click(".question button")
    assert window.text(".message.success") == (
        "已报送2021年二季度的统计表，等待市局审核。请打印盖章后留存。"
    )
    assert cast.report(period).status == "submitted"
    paper = on_paper(window)
    for part in (
        "2021年知识产权执法数据统计表",
        "报送单位：川汇区市场监督管理局",
        "报送时间：20",
        "36.4",
        "电商领域案件：指按照有关知识产权法律法规",
    ):
        assert part in paper
    go(f"{TABLE}receipt/")
    assert window.text("h1") == "报送回执 · 川汇区 2021年二季度"


def test_the_city_sees_charts_and_the_series_of_a_figure(window, go, period):
    report = _report(
        period, CHUANHUI, {"actions": 46, "trademark-filed": 12, "trademark-closed": 8}
    )
    city.sign_in(cast.reviewer())
    sign_in(window, go, "city")
    go("/admin/statistics/dashboard/?period=2021q2&scope=submitted")
    window.wait(f"{DRAWN} === 3")
    go(city.review_page(report))
    window.click("#trademark-filed a")
    window.wait(f"{DRAWN} === 1")
    assert window.text("dialog h1") == "商标侵权案件 · 立案（件）"
    assert window.read(OUTSIDE) == 0
    window.click("dialog button")
    window.wait("document.activeElement === document.querySelector('#trademark-filed a')")
