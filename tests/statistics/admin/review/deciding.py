"""The review page read, and the city's decisions posted from it."""

from tests import html
from tests.statistics.admin import city


def read(client, report):
    return html.read(client.get(city.review_page(report)))


def post(client, report, action, **data):
    return client.post(f"{city.LIST}{report.pk}/{action}/", data)


def forms(page) -> dict[str, dict]:
    """What each form of the page would post, by the last step of its address."""
    return {
        form["action"].split("/")[-2]: form.values
        | {name["name"]: "" for name in form.all("textarea")}
        for form in page.find("main").all("form")
    }


def cell_figure(page, name) -> str:
    return page.find("td", **{"data-cell": name}).find(class_="figure").text


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def nothing_happened(report):
    before = (report.status, report.version, report.editions.count())
    report.refresh_from_db()
    return before == (report.status, report.version, report.editions.count())


Q1 = "Q1-actions"


def approve(client, report, **data):
    return client.post(f"/admin/statistics/report/{report.pk}/approve/", {"edition": "1"} | data)
