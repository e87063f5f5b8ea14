"""Typing into the table's page and saving it, as people do and as the page's script does."""

import json

from statistics.models import Report
from tests import html

URL = "/reports/411602/2021/q2/"
JSON = {"accept": "application/json"}


def form(response) -> html.Element:
    return html.read(response).find("form", id="table-form")


def in_inputs(form: html.Element) -> dict[str, str]:
    """What stands in its inputs, without what the page is built on."""
    return {name: text for name, text in form.values.items() if name != "was"}


def base(form: html.Element) -> dict[str, str]:
    """What the page is built on: the stored texts that are not blank, by input name."""
    return json.loads(form.values["was"])


def stored(table) -> dict[str, str]:
    """The figures in the database that are not blank."""
    figures = Report.objects.get(pk=table.pk).figures
    return {name: text for name, text in figures.as_text().items() if text}


def type_in(client, texts, *, query=""):
    """Open the page, type, press 保存; also gives what was sent."""
    page = form(client.get(URL + query))
    sent = page.values | texts
    return client.post(page["action"], sent), sent


def save(client, texts, version="1", **headers):
    """Send these inputs alone, as the page's script might."""
    return client.post(URL, {"version": version} | texts, **headers)


def conflict_rows(page) -> list[list[str]]:
    """格, 您填的, 系统中现有的, 改动."""
    return [
        row.texts[:4] for row in page.find("section", class_="conflict").find("tbody").all("tr")
    ]


NO_COUNT = "不是数字，此格应填以人次计的整数，例如 12；没有就留空。"
