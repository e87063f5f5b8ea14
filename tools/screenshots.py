"""Pictures of the pages for the README, at 1366×768, into docs/images: `make screenshots`.

A server of its own with the demo data in a temporary database; every page is the real one.
"""

from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook
from playwright.sync_api import Page, sync_playwright

from tools import demo
from tools.chromium import launch_options

IMAGES = Path("docs/images")
PASSWORD = "zhoukou-demo-2021"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_THE_WORKBOOK = {
    **{"C3": 58, "E3": "190人次", "G3": 21, "I3": 70, "K3": 12},
    **{"B6": 14, "C6": 12, "D6": 21.6, "E6": "185000元", "B10": 3, "C10": 2},
}
YEAR, QUARTER = date.today().year, (date.today().month + 2) // 3


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def take(page: Page, name: str) -> None:
    page.screenshot(path=IMAGES / f"{name}.png")
    print(IMAGES / f"{name}.png")


def fill_table(page: Page) -> None:
    """A bit more than last period everywhere, and one figure that cannot be true."""
    page.goto(f"/reports/411602/{YEAR}/q{QUARTER}/")
    for cell in page.locator(".cell[data-cell]").all():
        last = float(cell.get_attribute("data-previous") or 0)
        places = int(cell.get_attribute("data-places"))
        if last or QUARTER == 1:
            cell.locator("input").fill(f"{last * 1.25 + 1:.{min(places, 2)}f}")
    page.fill("[name=market_actions]", "999")
    page.locator(".finding.mandatory").wait_for()
    page.evaluate("document.activeElement.blur()")


def preview_workbook(page: Page) -> None:
    """The downloaded table, filled in with another program, with a unit that is not the form's."""
    page.goto(f"/reports/411627/{YEAR}/q{QUARTER}/")
    with page.expect_download() as download:
        page.locator(".bar summary").click()
        page.get_by_role("link", name="下载表格").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    for address, value in IN_THE_WORKBOOK.items():
        book.active[address] = value
    filled = BytesIO()
    book.save(filled)
    page.locator(".bar summary").click()
    page.get_by_role("link", name="导入表格").click()
    name = f"太康县{YEAR}年统计表.xlsx"
    page.set_input_files(
        "[name=workbook]", {"name": name, "mimeType": XLSX, "buffer": filled.getvalue()}
    )
    page.get_by_role("button", name="上传").click()
    page.wait_for_load_state("networkidle")


def neighbour_pages(page: Page) -> None:
    sign_in(page, "411627")
    preview_workbook(page)
    take(page, "import")


def clerk_pages(page: Page) -> None:
    sign_in(page, "411602")
    fill_table(page)
    take(page, "table")


def explain(page: Page) -> None:
    """Fewer actions than last period, and more cases closed than filed, half explained."""
    page.goto(f"/reports/4116B1/{YEAR}/q{QUARTER}/")
    for cell in page.locator(".cell[data-cell]").all():
        cell.locator("input").fill(cell.get_attribute("data-previous") or "0")
    actions = int(page.input_value("[name=actions]"))
    page.fill("[name=actions]", str(actions - 1))
    page.fill("[name=trademark-closed]", str(int(page.input_value("[name=trademark-filed]")) + 2))
    page.get_by_role("button", name="检查并报送").click()
    page.select_option("[name=reason-D1-trademark-closed]", label="含上年结转")
    page.fill("[name=text-D1-trademark-closed]", "含上年结转 2 件，均已结案")
    page.keyboard.press("Tab")
    page.locator(".answer.done").wait_for()


def branch_pages(page: Page) -> None:
    sign_in(page, "4116B1")
    explain(page)
    page.wait_for_timeout(300)
    take(page, "explain")


def city_pages(page: Page) -> None:
    sign_in(page, "city")
    page.goto("/admin/")
    take(page, "board")
    page.goto("/admin/statistics/report/?status=submitted")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state("networkidle")
    take(page, "review")
    page.goto(f"/admin/statistics/consolidation/{YEAR}/q{QUARTER}/?scope=carry")
    take(page, "consolidated")
    page.goto("/admin/statistics/dashboard/")
    page.wait_for_load_state("networkidle")
    take(page, "dashboard")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory(prefix="zkreport-") as folder,
        demo.portal(Path(folder), demo.free_port()) as (address, _),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**launch_options())
        for pages in (clerk_pages, branch_pages, neighbour_pages, city_pages):
            context = browser.new_context(
                base_url=address,
                viewport={"width": 1366, "height": 768},
                locale="zh-CN",
                timezone_id="Asia/Shanghai",
            )
            pages(context.new_page())
            context.close()


if __name__ == "__main__":
    main()
