"""A clerk fills the table in outside the portal, and brings it back as a workbook."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from statistics.models import SourceWorkbook
from tests import cast
from tests.browser import table
from tests.browser.barriers import complaints, sideways
from tests.browser.keyboard import tab_to
from tests.statistics.intake import mailed

pytestmark = pytest.mark.browser

IMPORT = f"{table.CHUANHUI}import/"
# By address, as somebody types them in a spreadsheet; the totals are what it would have added up.
TYPED = {"C3": 46, "E3": 152, "B6": 10, "C6": 9, "D6": 15.54, "B14": 10, "C14": 9, "D14": 15.54}
FIGURES = {"actions": 46, "officers": 152, "trademark-filed": 10, "trademark-closed": 9}
SLIP = {"D6": "15.54元", "D14": None}


@pytest.fixture
def downloads(clerk, period, tmp_path):
    """`downloads(cells)`: the table as the clerk downloads it, filled in, as a file on the disk."""

    def downloads(cells: dict, name="川汇区二季度.xlsx") -> Path:
        clerk.goto(table.CHUANHUI)
        with clerk.expect_download() as download:
            table.in_menu(clerk, "下载表格").click()
        path = tmp_path / name
        path.write_bytes(mailed.written_over(download.value.path().read_bytes(), cells))
        return path

    return downloads


def upload(page, path: Path) -> None:
    page.goto(IMPORT)
    page.get_by_label("填好的工作簿").set_input_files(path)
    page.get_by_role("button", name="上传并核对").click()
    expect(page.locator("h1")).to_have_text("核对要填入的数字 · 川汇区 2021年二季度")


def cell(page, name: str) -> list[str]:
    """Figure, what the draft has, what becomes of it."""
    return page.locator(f"[data-cell='{name}'] :is(.figure, .now, .effect)").all_inner_texts()


def filled(period) -> dict:
    figures = cast.report(period).figures.cells
    return {name: figure for name, figure in figures.items() if figure is not None}


# --- The whole way -------------------------------------------------------------------------------


def test_a_slip_is_shown_at_its_cell_and_corrected_before_anything_is_stored(
    clerk, period, downloads
):
    upload(clerk, downloads(TYPED | SLIP))
    assert cell(clerk, "trademark-value") == ["15.54元", "现有 —", "未采用"]
    finding = clerk.locator(".finding")
    expect(finding).to_have_count(1)
    finding.get_by_role("link", name="统计表!D6").click()
    expect(clerk.locator("#trademark-value")).to_be_in_viewport()
    assert filled(period) == {}

    path = downloads(TYPED)
    upload(clerk, path)
    clerk.get_by_role("button", name="填入 5 格", exact=True).click()
    expect(clerk.locator(".message.success")).to_have_text(
        "已从《川汇区二季度.xlsx》填入 5 格。请核对后报送。"
    )
    names = [*FIGURES, "trademark-value"]
    assert table.values(clerk, *names) == ["46", "152", "10", "9", "15.54"]
    assert table.total(clerk, "value") == "15.54"
    with clerk.expect_download() as original:
        clerk.locator(".source").get_by_role("link").click()
    assert original.value.path().read_bytes() == path.read_bytes()
    assert original.value.suggested_filename == "川汇区二季度.xlsx"


def test_what_has_no_problem_can_be_taken_alone(clerk, period, downloads):
    upload(clerk, downloads(TYPED | SLIP))
    clerk.get_by_role("button", name="只填入没有问题的 4 格").click()
    expect(clerk.locator(".message.success")).to_have_text(
        "已从《川汇区二季度.xlsx》填入 4 格，1 格有问题，未采用。请核对后报送。"
    )
    assert filled(period) == FIGURES


def test_by_keyboard_alone(clerk, period, downloads):
    path = downloads(TYPED)
    clerk.goto(table.CHUANHUI)
    table.expect_ready(clerk)
    tab_to(clerk, "更多")
    clerk.keyboard.press("Enter")
    tab_to(clerk, "导入表格", most=2)
    clerk.keyboard.press("Enter")
    expect(clerk).to_have_title("导入表格 · 2021年二季度 · 川汇区 · 知识产权执法数据报送")
    tab_to(clerk, "workbook")
    with clerk.expect_file_chooser() as chooser:
        clerk.keyboard.press("Space")
    chooser.value.set_files(path)
    tab_to(clerk, "上传并核对")
    clerk.keyboard.press("Enter")
    expect(clerk.get_by_role("button", name="填入 5 格")).to_be_visible()
    tab_to(clerk, "take_over")
    clerk.keyboard.press("Enter")
    expect(clerk.locator(".message.success")).to_be_visible()
    assert filled(period).items() >= FIGURES.items()


def test_without_scripts(browser_of, period, downloads):
    path = downloads(TYPED)
    page = browser_of(cast.clerk(cast.unit()), java_script_enabled=False)
    page.goto(table.CHUANHUI)
    table.in_menu(page, "导入表格").click()
    upload(page, path)
    page.get_by_role("button", name="填入 5 格").click()
    assert table.value(page, "trademark-value") == "15.54"


def test_a_double_click_takes_it_over_once(clerk, period, downloads):
    upload(clerk, downloads(TYPED))
    clerk.get_by_role("button", name="填入 5 格").dblclick()
    expect(clerk).to_have_title("2021年二季度 · 川汇区 · 知识产权执法数据报送")
    assert (SourceWorkbook.objects.count(), cast.report(period).version) == (1, 2)


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_unseen(clerk, period, downloads):
    upload(clerk, downloads(TYPED))
    cast.fill(cast.report(period), {"actions": 40, "key_markets": 7})
    clerk.get_by_role("button", name="填入 5 格").click()
    expect(clerk.locator(".message.error")).to_contain_text("您在另一窗口于")
    assert cell(clerk, "actions") == ["46", "现有 40", "更改"]
    assert cell(clerk, "key_markets") == ["", "现有 7", "将清空"]
    clerk.get_by_role("button", name="填入 6 格").click()
    expect(clerk.locator(".message.success")).to_be_visible()
    assert filled(period)["actions"] == 46


@pytest.fixture
def convert(tmp_path):
    """`convert(path, "xls")`: the file as LibreOffice saves it, formulas calculated."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed; nothing else here saves workbooks as it does")

    def convert(path: Path, kind: str) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        target = tmp_path / "converted"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", target, path]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target / f"{path.stem}.{kind}"

    return convert


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_a_workbook_that_another_program_saved(clerk, period, downloads, convert, kind):
    totals = {"B14": "=SUM(B6:B13)", "C14": "=SUM(C6:C13)", "D14": "=SUM(D6:D13)"}
    upload(clerk, convert(downloads(TYPED | totals), kind))
    assert clerk.locator(".finding").count() == 0
    assert clerk.get_by_role("checkbox").count() == 0  # the hidden mark has survived
    clerk.get_by_role("button", name="填入 5 格").click()
    expect(clerk.locator(".message.success")).to_be_visible()
    assert filled(period).items() >= FIGURES.items()


# --- For everyone, on every screen ---------------------------------------------------------------


@pytest.fixture
def in_every_way(period, downloads):
    """A workbook and a draft that make the preview show all it can."""
    path = downloads(TYPED | SLIP | {"G3": 50, "C7": "3件", "C14": 12, "B9": "若干" * 30, "B14": 1})
    cast.fill(cast.report(period), {"actions": 40, "key_markets": 7, "other_patent-value": 1})
    return path


def test_axe_finds_nothing_on_the_pages(clerk, period, in_every_way, tmp_path):
    clerk.goto(IMPORT)
    assert complaints(clerk) == []
    upload(clerk, in_every_way)
    assert complaints(clerk) == []
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    clerk.goto(IMPORT)
    clerk.get_by_label("填好的工作簿").set_input_files(broken)
    clerk.get_by_role("button", name="上传并核对").click()
    expect(clerk.get_by_role("alert")).to_be_visible()
    assert complaints(clerk) == []


def test_axe_finds_nothing_where_a_confirmation_is_asked_for(clerk, period, tmp_path):
    path = tmp_path / "统计表.xlsx"
    path.write_bytes(mailed.paper("", FIGURES))
    upload(clerk, path)
    assert complaints(clerk) == []
    clerk.get_by_role("button", name="填入 4 格").click()  # the browser asks for the tick
    expect(clerk.get_by_role("checkbox")).to_be_focused()
    clerk.get_by_role("checkbox", name="我确认这是川汇区市场监督管理局2021年二季度的统计表").check()
    clerk.get_by_role("button", name="填入 4 格").click()
    expect(clerk.locator(".message.success")).to_be_visible()
    assert filled(period) == FIGURES


@pytest.mark.parametrize("width", [1366, 420])
def test_no_page_scrolls_sideways(clerk, period, in_every_way, width):
    clerk.set_viewport_size({"width": width, "height": 768})
    clerk.goto(IMPORT)
    assert sideways(clerk) == 0
    upload(clerk, in_every_way)
    assert sideways(clerk) == 0


def test_the_whole_preview_stands_above_the_bar(clerk, period, downloads):
    upload(clerk, downloads(TYPED | SLIP))
    bottom = clerk.locator(".sheet tfoot").bounding_box()
    bar = clerk.locator(".bar").bounding_box()
    assert clerk.evaluate("window.scrollY") == 0
    assert bottom["y"] + bottom["height"] <= bar["y"]
    assert bar["y"] + bar["height"] == 768


@pytest.mark.parametrize("entry", ["cumulative", "increment"])
def test_the_bar_of_the_table_is_still_one_line(clerk, second_period, entry):
    cast.fill(cast.report(second_period), {"actions": 46})
    clerk.goto(f"{table.CHUANHUI}?entry={entry}")
    table.expect_ready(clerk)
    assert clerk.locator(".bar").bounding_box()["height"] <= 50
