"""The receipt's number and digest below the official attachment: GET …/attachment.xlsx?digest=on."""

import hashlib
import io
import json
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.db import connection

from statistics.form.figures import BLANK, Figures
from statistics.form.indicators import CELLS
from statistics.models import Edition
from statistics.workbooks import layout
from statistics.workbooks.parser.sandbox import Sandbox
from statistics.workbooks.reading.incoming import read_workbook
from statistics.workbooks.writing.outgoing import write_attachment
from tests import cast, html
from tests.statistics.workbooks.writing import xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]

REPORT = "/reports/411602/2021/q2/"
PLAIN = f"{REPORT}attachment.xlsx"
URL = f"{PLAIN}?digest=on"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIGURES = {"actions": 46, "trademark-filed": 10, "other_patent-value": Decimal("15.54")}


@pytest.fixture
def table():
    table = cast.report(cast.open_period())
    cast.fill(table, FIGURES, cut_off_on=date(2021, 6, 25))
    return table


def downloaded(client, url=URL) -> bytes:
    response = client.get(url)
    assert (response.status_code, response["content-type"]) == (200, XLSX)
    return response.content


def line(edition: Edition) -> str:
    return f"回执编号 {edition.receipt_number}　数字摘要（SHA-256）{edition.digest}"


# --- The line ------------------------------------------------------------------------------------


def test_it_is_the_receipts(client, table):
    edition = cast.submit(table, at=cast.moment(date(2021, 6, 28)))
    sheet = xlsx.read(downloaded(client)).active
    receipt = html.read(client.get(f"{REPORT}receipt/")).find("dl")
    number, *_, digest = (each.text for each in receipt.all("dd"))
    assert sheet["A20"].value == f"回执编号 {number}　数字摘要（SHA-256）{digest.replace(' ', '')}"
    assert (sheet.max_row, number, sheet["A20"].value) == (20, "411602-2021-2-1", line(edition))


def test_anybody_can_work_the_digest_out_again(client, table):
    edition = cast.submit(table)
    canonical = json.dumps(
        edition.content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    printed = xlsx.read(downloaded(client)).active["A20"].value
    assert printed.endswith(hashlib.sha256(canonical.encode()).hexdigest())


def test_an_approved_table_carries_the_receipt_of_its_submission(client, table):
    edition = cast.submit(table)
    cast.approve(table)
    assert xlsx.read(downloaded(client)).active["A20"].value == line(edition)


def test_a_table_that_was_reported_again_carries_the_last_receipt(client, table):
    cast.submit(table)
    cast.send_back(table)
    cast.fill(table, FIGURES | {"actions": 47})
    edition = cast.submit(table)
    assert edition.number == 3
    assert xlsx.read(downloaded(client)).active["A20"].value == line(edition)


def test_the_file_says_by_its_name_that_it_is_not_the_bare_form(client, table):
    cast.submit(table)
    name = client.get(URL)["content-disposition"].removeprefix("attachment; filename*=utf-8''")
    assert unquote(name) == "2021年知识产权执法数据统计表（川汇区二季度，附数字摘要）.xlsx"


def test_the_form_above_it_is_the_same(client, table):
    cast.submit(table)
    bare, more = (pieces(downloaded(client, url)) for url in (PLAIN, URL))
    assert more["rows"][:-1] == bare["rows"]
    assert more["widths"] == bare["widths"]
    for kind in ("fonts", "borders", "cellXfs"):
        assert more[kind][: len(bare[kind])] == bare[kind]
    merged = xlsx.read(downloaded(client)).active.merged_cells.ranges
    assert {str(each) for each in merged} == {*layout.MERGED, "A20:L20"}


def pieces(data: bytes) -> dict[str, list[bytes]]:
    """Rows, column widths and styles as they stand in the file."""
    sheet = ElementTree.fromstring(xlsx.part(data, "xl/worksheets/sheet1.xml"))
    styles = ElementTree.fromstring(xlsx.part(data, "xl/styles.xml"))
    found = {kind: styles.find(f"{xlsx.MAIN}{kind}") for kind in ("fonts", "borders", "cellXfs")}
    found |= {"rows": sheet.find(f"{xlsx.MAIN}sheetData"), "widths": sheet.find(f"{xlsx.MAIN}cols")}
    return {kind: list(map(ElementTree.tostring, element)) for kind, element in found.items()}


def test_it_is_small_and_grey_and_shrinks_to_one_line(client, table):
    cast.submit(table)
    cell = xlsx.read(downloaded(client)).active["A20"]
    assert (cell.font.name, cell.font.size, cell.font.color.rgb) == ("仿宋", 8, "FF595959")
    assert (cell.alignment.horizontal, cell.alignment.shrink_to_fit) == ("left", True)


# --- The exact replica ---------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "?", "?digest=", "?digest=off", "?digest=1", "?digest=ON", "?x=on",
                                   "?digest=on&digest=off", "?digest=%00"])  # fmt: skip
def test_without_the_option_the_file_is_the_bare_form(client, table, query):
    cast.submit(table)
    bare = downloaded(client, PLAIN)
    downloaded(client)  # leaves nothing behind in what workbooks share
    assert downloaded(client, PLAIN + query) == bare
    assert "回执编号" not in "".join(xlsx.part(bare, name) for name in parts(bare))


def parts(data: bytes) -> list[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def test_the_bare_form_knows_nothing_of_the_lines_style(client, table):
    cast.submit(table)
    assert "FF595959" in xlsx.part(downloaded(client), "xl/styles.xml")
    assert "FF595959" not in xlsx.part(downloaded(client, PLAIN), "xl/styles.xml")


def test_a_draft_is_had_without_it_as_ever(client, table):
    assert xlsx.read(downloaded(client, PLAIN)).active.max_row == 19


# --- Refusals ------------------------------------------------------------------------------------


def refused(client) -> tuple[int, str]:
    response = client.get(URL)
    return response.status_code, html.read(response).find("section", class_="conflict").text


def not_reported(state: str) -> str:
    return (
        f"没有下载。这张表现在是“{state}”，数字还会改动，没有可附的回执编号和数字摘要。"
        "请报送后再下载，或者下载不附摘要的表格。"
    )


def test_a_draft_has_none(client, table):
    assert refused(client) == (409, not_reported("填报中"))


def test_a_table_that_was_withdrawn_has_none(client, table):
    cast.submit(table)
    table.withdraw(by=cast.clerk(table.unit))
    assert refused(client) == (409, not_reported("填报中"))


def test_a_table_that_was_given_back_has_none(client, table):
    cast.submit(table)
    cast.send_back(table)
    assert refused(client) == (409, not_reported("已退回"))


ALTERED = (
    "没有下载。保存的内容与报送时的数字摘要不符，可能未经报送程序被改动，不能附上摘要。"
    "请告知市局知识产权保护科和系统管理员。"
)
BEHIND_THE_PORTALS_BACK = {
    "a figure": "UPDATE statistics_report SET actions = 47",
    "a figure of a category": "UPDATE statistics_caserow SET filed = 11 WHERE category = 'trademark'",
    "the cut-off day": "UPDATE statistics_report SET cut_off_on = '2021-06-24'",
    "a digest": f"UPDATE statistics_edition SET digest = '{'0' * 64}'",
}


@pytest.mark.parametrize("statement", BEHIND_THE_PORTALS_BACK.values(), ids=BEHIND_THE_PORTALS_BACK)
def test_what_was_altered_since_is_not_printed_with_a_digest(client, table, statement):
    cast.submit(table)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused(client) == (409, ALTERED)
    assert ways(client) == []
    downloaded(client, PLAIN)


def test_the_neighbour_does_not_find_it(client, table):
    cast.submit(table)
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_the_city_and_the_auditor_have_it_too(client, table, account):
    edition = cast.submit(table)
    client.force_login(account())
    assert xlsx.read(downloaded(client)).active["A20"].value == line(edition)


# --- The way to it -------------------------------------------------------------------------------


def ways(client) -> list[str]:
    main = html.read(client.get(f"{REPORT}receipt/")).find("main")
    return [link.text for link in main.all("a") if link["href"] == URL]


def test_the_receipt_offers_it_while_it_can_be_had(client, table):
    assert ways(client) == []
    cast.submit(table)
    assert ways(client) == ["下载附数字摘要的表格"]
    cast.approve(table)
    assert ways(client) == ["下载附数字摘要的表格"]
    table.reopen(by=cast.reviewer(), edition=2, reason="更正立案数")
    assert ways(client) == []


@pytest.mark.parametrize("rounds", [1, 5])
def test_it_takes_one_query_more_however_many_editions(
    client, table, rounds, django_assert_num_queries
):
    for _ in range(rounds - 1):
        cast.submit(table)
        cast.send_back(table)
    cast.submit(table)
    with django_assert_num_queries(5):
        client.get(PLAIN)
    with django_assert_num_queries(6):
        downloaded(client)


# --- Back in, and on paper -----------------------------------------------------------------------


TABLES = {
    "blank": BLANK,
    "some": Figures(FIGURES),
    "largest": Figures(
        {
            name: Decimal("999999999.999999") if cell.indicator.is_amount else 999999999
            for name, cell in CELLS.items()
        }
    ),
}


def with_digest(table, figures: Figures) -> bytes:
    """As downloaded, with these figures in place of those that were reported."""
    receipt = cast.submit(table)
    table.figures = figures
    return write_attachment(table, receipt=receipt)


@pytest.mark.parametrize("name", TABLES)
def test_it_is_read_back_as_if_the_line_were_not_there(table, name):
    data = with_digest(table, TABLES[name])
    bare = write_attachment(table)
    with Sandbox() as sandbox:
        reading = read_workbook(data, "统计表.xlsx", sandbox)
        assert reading == read_workbook(bare, "统计表.xlsx", sandbox)
    assert (reading.figures, reading.problems) == (dict(TABLES[name].cells), [])


def converted(folder, kind: str, files: dict[str, bytes]) -> dict:
    """Paths of the files as LibreOffice saves them again, all in one call, by their names."""
    if (office := shutil.which("soffice")) is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    for name, data in files.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    sources = [str(folder / f"{name}.xlsx") for name in files]
    subprocess.run([*command, *sources], check=True, capture_output=True, timeout=300)
    return {name: folder / f"out/{name}.{kind.partition(':')[0]}" for name in files}


def test_libreoffice_may_save_it_as_an_old_workbook(table, tmp_path):
    files = {"table": with_digest(table, TABLES["some"])}
    path = converted(tmp_path, "xls:MS Excel 97", files)["table"]
    reading = read_workbook(path.read_bytes(), path.name)
    assert (reading.figures, reading.problems) == (dict(TABLES["some"].cells), [])


def test_it_is_one_page_of_paper_with_the_whole_line(table, tmp_path):
    if (reader := shutil.which("pdftotext")) is None:
        pytest.skip("poppler (pdftotext) is not installed")
    edition = cast.submit(table)
    files = {}
    for name, table.figures in TABLES.items():
        files[name] = write_attachment(table, receipt=edition)
    for name, path in converted(tmp_path, "pdf", files).items():
        printed = subprocess.run([reader, "-layout", path, "-"], check=True, capture_output=True)
        pages = printed.stdout.decode().removesuffix("\f").split("\f")
        assert (name, len(pages)) == (name, 1)
        *_, last = filter(str.strip, pages[0].split("\n"))
        assert (name, "".join(last.split())) == (name, "".join(line(edition).split()))
