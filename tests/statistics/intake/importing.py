"""A clerk's workbook on its way through the import page: what is pressed, and what is read."""

import base64
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from statistics.models import CaseRow, Report, SourceWorkbook
from tests import html
from tests.statistics.intake import mailed

URL = "/reports/411602/2021/q2/import/"
TABLE = "/reports/411602/2021/q2/"
FIGURES = {
    "actions": 46,
    "officers": 152,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
    "other_patent-filed": 1,
}

# --- What a clerk does ---------------------------------------------------------------------------


def upload(client, data: bytes, name="川汇区.xlsx"):
    """Choose the file and press 上传并核对."""
    return client.post(URL, {"workbook": SimpleUploadedFile(name, data)})


def take_over(client, response, **changes):
    """Press the preview's button; `changes` are what somebody made of its form, None: left out."""
    values = html.read(response).find("form", id="take-over").values
    values.pop("confirmed", None)  # a box that is not ticked
    values |= {"take_over": "1"} | changes
    return client.post(URL, {name: value for name, value in values.items() if value is not None})


def workbook(table, figures=FIGURES, cells=None, **values) -> bytes:
    """The downloaded table, filled in; `cells` typed over in Excel, by address."""
    data = mailed.attachment(table, figures, **values)
    return mailed.written_over(data, cells) if cells else data


# --- What the page shows, and what is stored -----------------------------------------------------


def shown(response) -> dict[str, str]:
    """The text of each cell that is not blank: figure, 现有, what becomes of it."""
    cells = [cell for cell in html.read(response).all("td") if "data-cell" in cell]
    texts = {cell["data-cell"]: _figure_and_marks(cell) for cell in cells}
    return {name: text for name, text in texts.items() if text}


def _figure_and_marks(cell) -> str:
    wanted = {"figure", "now", "effect"}
    spans = [span for span in cell.all("span") if span.attributes.get("class") in wanted]
    return " ".join(span.text for span in spans if span.text)


def summary(response) -> str:
    return html.read(response).find("p", role="status").text


def complaint(response) -> str:
    return html.read(response).find("p", role="alert").text


def buttons(response) -> list[str]:
    """Of the bar at the bottom: the ways on."""
    return html.read(response).find("p", class_="acts").texts


def lines(response) -> list[tuple[str, str]]:
    """What is listed under the table: the link's target, "" without one, and the text."""
    listed = html.read(response).all("div", class_="finding")
    targets = [[link["href"] for link in line.all("a")] for line in listed]
    return [(*target, line.text) if target else ("", line.text)
            for target, line in zip(targets, listed, strict=True)]  # fmt: skip


def stored(table) -> Report:
    return Report.objects.with_table().get(pk=table.pk)


def filled(table) -> dict:
    figures = stored(table).figures.cells
    return {name: figure for name, figure in figures.items() if figure is not None}


def everything() -> tuple:
    """All that an import could have changed."""
    reports, rows = Report.objects.order_by("pk"), CaseRow.objects.order_by("pk")
    return list(reports.values()), list(rows.values()), SourceWorkbook.objects.count()


def posted(data: bytes, **changes) -> dict[str, str]:
    """What the preview's form would post of this file."""
    content = base64.b64encode(data).decode()
    values = {"take_over": "1", "name": "川汇区.xlsx", "version": "1", "content": content}
    return values | changes
