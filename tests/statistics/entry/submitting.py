"""Pressing 检查并报送 on the table's page, and answering its question."""

from statistics.models import Report
from tests import html
from tests.statistics.entry.leading import led_back

URL = "/reports/411602/2021/q2/submit/"
TABLE = "/reports/411602/2021/q2/"
JSON = {"accept": "application/json"}


def form(response) -> html.Element:
    return html.read(response).find("form", id="table-form")


def state(table) -> tuple[str, list[str]]:
    """Status and the events of all editions."""
    report = Report.objects.get(pk=table.pk)
    return report.status, [edition.event for edition in report.editions.order_by("number")]


def press_submit(client, texts):
    """Open the table, type, press 检查并报送."""
    page = form(client.get(TABLE))
    button = page.find("button", id="submit")
    return client.post(button["formaction"], page.values | texts)


def answer(client, response):
    """Press the button of the question that the page asks, to which the refusal leads."""
    page = html.read(led_back(response))
    button = page.find("section", class_="question").find("button")
    data = page.find("form", id="table-form").values | {button["name"]: button["value"]}
    return client.post(button["formaction"], data)
