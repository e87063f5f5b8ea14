"""Mailed workbooks on their way through the city's import page."""

from base64 import b64encode

from django.core.files.uploadedfile import SimpleUploadedFile

from statistics.models import Edition, Report, SourceWorkbook
from tests import html

PAGE = "/admin/statistics/import/2021/q2/"
TAKE = f"{PAGE}take/"


def upload(client, *files: tuple[str, bytes]):
    """Choose these files and press 检查."""
    files = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(PAGE, {"workbooks": files})


def preview(client, *files: tuple[str, bytes]):
    response = upload(client, *files)
    assert response.status_code == 200
    return html.read(response)


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def carried(page) -> dict[str, list[str]]:
    """What pressing 接收 would post."""
    form = page.find("form", action=TAKE)
    ticked = {"take": [box["value"] for box in form.all("input", name="take", checked="")]}
    hidden = {
        name: [field["value"] for field in form.all("input", name=name, type="hidden")]
        for name in ("name", "content")
    }
    return ticked | hidden


def take(client, *files: tuple[str, bytes], **options):
    return client.post(TAKE, carried(preview(client, *files)) | options)


def rows(page, within: str = "") -> list[list[str]]:
    place = page.find("section", **{"aria-labelledby": within}) if within else page
    tables = place.all("table", class_="files")
    return [row.texts for table in tables for row in table.find("tbody").all("tr")]


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def stored() -> list:
    versions = Report.objects.order_by("pk").values_list("version", "status", "source")
    return [*versions, SourceWorkbook.objects.count(), Edition.objects.count()]


def filled(report) -> dict:
    report = Report.objects.with_table().get(pk=report.pk)
    return {name: figure for name, figure in report.figures.cells.items() if figure is not None}
