"""Two years at the city and its units: a merger, a renamed unit, a correction; every figure found again.

Played by hand in browsers, each act on its day. What was issued is then held against a recomputation
that knows nothing of the portal's, and followed by links alone to the version that it came from.
"""

import re
from datetime import date
from decimal import Decimal
from functools import cache
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from campaigns.models import ReportingPeriod
from statistics.form.indicators import CELLS
from statistics.models import Consolidation
from tests import cast, html, recomputed
from tests.browser import table
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city

pytestmark = pytest.mark.browser

XIHUA = "411622"
UNITS = (CHUANHUI, HUAIYANG, FUGOU, XIHUA)
RENAMED = "411699"  # 川汇区's code, later on
MERGED = {FUGOU: [HUAIYANG]}
TABLE = "/admin/statistics/consolidation/{}/q{}/"

FIRST = {
    "actions": 10,
    "officers": 24,
    "key_markets": 5,
    "trademark-filed": 4,
    "trademark-value": "8.5",
}
SECOND = FIRST | {
    "actions": 16,
    "officers": 40,
    "trademark-filed": 7,
    "trademark-value": "12.000001",
}
TOGETHER = FIRST | {
    "actions": 30,
    "officers": 72,
    "key_markets": 10,
    "trademark-filed": 13,
    "trademark-value": "30",
}
CORRECTED = FIRST | {"actions": 12, "officers": 28, "trademark-filed": 6}


class Story:
    """Everybody at a browser of their own, and the day on the portal's calendar."""

    def __init__(self, browser_of, live_server, set_day):
        self.browser_of, self.address, self.set_day = browser_of, live_server.url, set_day
        self.pages = {}

    def on(self, year, month, day):
        """A day of the story. Everybody signs in anew: sessions have ended by then."""
        self.set_day(date(year, month, day))
        return self

    def at(self, account):
        session = city.sign_in(account).cookies["sessionid"].value
        if account.pk not in self.pages:
            self.pages[account.pk] = self.browser_of(account)
        page = self.pages[account.pk]
        cookie = {"name": "sessionid", "value": session, "url": self.address}
        page.context.add_cookies([cookie])
        return page

    # --- The units ---------------------------------------------------------------------------------

    def reports(self, unit, year, quarter, figures, *, included=()):
        """The unit's clerk fills in the table and reports it."""
        page = self.at(cast.clerk(unit))
        page.goto(f"/reports/{unit.code}/{year}/q{quarter}/")
        table.expect_ready(page)
        for name, figure in figures.items():
            table.cell(page, name).fill(str(figure))
        for code in included:
            page.locator(f"input[name='included-{code}'][value='yes']").check()
        if table.cell(page, "cut_off_on").input_value() == "":
            table.cell(page, "cut_off_on").fill(timezone.localdate().isoformat())
        table.expect_saved(page)
        page.get_by_role("button", name="检查并报送").click()
        page.get_by_role("button", name="是，空白格按 0 报送").click()
        expect(page.locator(".standing .status")).to_have_text("已报送")

    # --- The city ----------------------------------------------------------------------------------

    def approves(self, unit, year, quarter):
        page = self.reviews(unit, year, quarter)
        page.get_by_role("button", name="审核通过", exact=True).click()
        expect(page.locator(".head .status")).to_have_text("已审核")

    def reopens(self, unit, year, quarter, reason):
        page = self.reviews(unit, year, quarter)
        page.get_by_label("退回更正的原因").fill(reason)
        page.get_by_role("button", name="退回更正", exact=True).click()
        expect(page.locator(".head .status")).to_have_text("已退回")

    def confirms(self, unit, year, quarter, reason):
        page = self.reviews(unit, year, quarter)
        page.get_by_label("复核无误的依据").fill(reason)
        page.get_by_role("button", name="复核无误").click()
        expect(page.locator(".messagelist")).to_contain_text("复核无误")

    def reviews(self, unit, year, quarter):
        """The review page, found from the board."""
        page = self.at(cast.reviewer())
        page.goto(f"/admin/?period={year}q{quarter}")
        row = page.locator(".matrix tbody tr", has_text=unit.name)
        row.locator("td").nth(quarter - 1).get_by_role("link").click()
        return page

    def opens(self, year, quarter):
        page = self.at(cast.reviewer())
        page.goto("/admin/campaigns/reportingperiod/")
        row = page.locator("#result_list tbody tr", has_text=f"{year}年{quarter_name(quarter)}")
        row.locator("input.action-select").check()
        page.locator("select[name=action]").select_option("open_periods")
        page.locator("button[name=index]").click()
        page.get_by_role("button", name="开启", exact=True).click()
        expect(page.locator(".messagelist")).to_contain_text("已开启")

    def moves_due_day(self, year, quarter, to, reason):
        page = self.at(cast.reviewer())
        page.goto("/admin/campaigns/reportingperiod/")
        page.get_by_role("link", name=f"{year}年{quarter_name(quarter)}").click()
        page.locator("input[name=due_on]").fill(to.isoformat())
        page.locator("[name=reason]").fill(reason)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".messagelist")).to_be_visible()

    def issues(self, year, quarter, scope="approved", note="") -> Consolidation:
        page = self.at(cast.reviewer())
        page.goto(f"{TABLE.format(year, quarter)}?scope={scope}")
        if note:
            page.locator("[name=note]").fill(note)
        page.get_by_role("button", name="发布汇总表", exact=True).click()
        page.get_by_role("button", name=re.compile("^确认发布")).click()
        expect(page.locator("h1")).to_contain_text("第")
        return Consolidation.objects.latest("pk")

    # --- The administrator -------------------------------------------------------------------------

    def merges(self, unit, into, on):
        page = self.at(cast.administrator())
        page.goto("/admin/units/reportingunit/")
        page.get_by_role("link", name=unit.name).click()
        page.locator("input[name=valid_to]").fill(on.isoformat())
        page.locator(".select2-search__field").fill(into.code)
        page.locator(".select2-results__option", has_text=into.name).click()
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".messagelist")).to_be_visible()

    def renames_unit(self, unit, **values):
        page = self.at(cast.administrator())
        page.goto("/admin/units/reportingunit/")
        page.get_by_role("link", name=unit.name).click()
        for name, value in values.items():
            page.locator(f"input[name={name}]").fill(value)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".messagelist")).to_be_visible()

    def renames_account(self, account, name):
        page = self.at(cast.administrator())
        page.goto("/admin/units/user/")
        page.get_by_role("link", name=account.username, exact=True).click()
        page.locator("input[name=last_name]").fill(name)
        page.get_by_role("button", name="保存", exact=True).click()
        expect(page.locator(".messagelist")).to_be_visible()


def quarter_name(quarter) -> str:
    return ReportingPeriod.QUARTER_NAMES[quarter]


@pytest.fixture
def story(browser_of, live_server, monkeypatch):
    def set_day(day):
        monkeypatch.setattr(timezone, "now", lambda: cast.moment(day))

    return Story(browser_of, live_server, set_day)


def test_two_years(story):
    story.on(2030, 3, 1)
    cast.open_period(2030, 1, UNITS)
    chuanhui, huaiyang, fugou, xihua = map(cast.unit, UNITS)
    story.on(2030, 3, 20)
    for unit in (chuanhui, huaiyang, fugou, xihua):
        story.reports(unit, 2030, 1, FIRST)
        story.approves(unit, 2030, 1)

    story.on(2030, 4, 28).merges(fugou, huaiyang, date(2030, 5, 1))
    story.on(2030, 6, 1).opens(2030, 2)
    story.on(2030, 6, 5).moves_due_day(2030, 2, date(2030, 6, 20), "提前汇总")
    story.on(2030, 6, 22)  # after the moved day: late for good
    story.reports(huaiyang, 2030, 2, TOGETHER, included=[FUGOU])
    for unit in (chuanhui, xihua):
        story.reports(unit, 2030, 2, SECOND)
    story.moves_due_day(2030, 2, date(2030, 6, 30), "省局延期")
    for unit in (chuanhui, huaiyang, xihua):
        story.approves(unit, 2030, 2)
    first = story.on(2030, 6, 28).issues(2030, 2)

    story.on(2030, 7, 10).renames_account(cast.clerk(chuanhui), "改名后的填报员")
    story.renames_unit(chuanhui, name="川汇新区市场监督管理局", code=RENAMED)
    chuanhui.refresh_from_db()

    story.on(2030, 7, 15).reopens(xihua, 2030, 1, "漏报两件")
    story.reports(xihua, 2030, 1, CORRECTED)
    story.approves(xihua, 2030, 1)
    story.confirms(xihua, 2030, 2, "二季度的表已含补报的两件")
    story.reopens(chuanhui, 2030, 2, "核对出动人员")
    held_against_the_editions(2030, 2)  # while one table is being corrected
    story.reports(chuanhui, 2030, 2, SECOND | {"officers": 44})
    story.approves(chuanhui, 2030, 2)
    second = story.on(2030, 7, 20).issues(2030, 2, note="川汇区更正出动人员")

    story.on(2031, 3, 1)
    cast.open_period(2031, 1, ())
    story.on(2031, 3, 25)
    for unit in (chuanhui, huaiyang, xihua):
        story.reports(unit, 2031, 1, FIRST)
        story.approves(unit, 2031, 1)
    third = story.on(2031, 3, 28).issues(2031, 1)

    for year, quarter in ((2030, 1), (2030, 2), (2031, 1)):
        held_against_the_editions(year, quarter)
    for total in (first, second, third):
        leads_to_its_editions(total)
    assert [total.figures["trademark-filed"] for total in (first, second, third)] == [27, 27, 12]

    # The way of one figure, by hand: from what was issued first to what the renamed unit said then.
    page = story.at(cast.auditor())
    page.goto(f"/admin/statistics/consolidation/issued/{first.pk}/")
    page.locator("#officers a").click()
    row = page.locator(".behind tbody tr", has_text="川汇区市场监督管理局")
    expect(row.locator("td.number")).to_have_text("40")
    row.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("川汇区市场监督管理局 2030年二季度 · 第2版 审核通过")
    expect(page.locator("#officers")).to_have_text("40")
    expect(page.locator("#content")).to_contain_text("川汇区填报员（411602）")


def held_against_the_editions(year, quarter):
    """What the page of the total says, in every scope, beside plain Python over the editions."""
    again, client = recomputed.read(year, MERGED), city.sign_in(cast.reviewer())
    for scope in ("approved", "submitted", "carry"):
        for measure in ("cumulative", "new"):
            address = f"{TABLE.format(year, quarter)}?scope={scope}&measure={measure}"
            shown = _figures(html.read(client.get(address)))
            expected = again.new if measure == "new" else again.total
            cells = {name: shown[name] for name in CELLS}
            assert (address, cells) == (address, dict(expected(quarter, scope)))


def leads_to_its_editions(total):
    """Each of the 104 figures, by links alone: its units, and what each one's version then said."""
    client = city.sign_in(cast.auditor())
    read = cache(lambda address: html.read(client.get(address)))
    address = f"/admin/statistics/consolidation/issued/{total.pk}/"
    figures = [each for each in read(address).all(class_="figure") if each.all("a")]
    assert len(figures) == 104
    for figure in figures:
        behind = read(urljoin(address, figure.find("a")["href"]))
        versions = [row.all("a")[0]["href"] for row in behind.find("tbody").all("tr")
                    if "不计入，由承继单位统计" not in row.text]  # fmt: skip
        found = [_figures(read(version))[figure["id"]] for version in versions]
        assert (figure["id"], sum(found)) == (figure["id"], _figures(read(address))[figure["id"]])


def _figures(page) -> dict[str, Decimal]:
    """By the names of the cells, and of the 合计."""
    return {
        each["id"]: Decimal(each.text or 0) for each in page.all(class_="figure") if "id" in each
    }
