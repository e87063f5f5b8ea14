"""The table's page as it is shown, and two quarters of figures for it."""

from decimal import Decimal

from tests import html

URL = "/reports/411602/2021/q2/"
FIRST_QUARTER = {
    "actions": 20,
    "key_markets": 7,
    "trademark-filed": 4,
    "trademark-value": Decimal("3.5"),
    "trademark-closed": 3,
}
SECOND_QUARTER = {
    "actions": 46,
    "key_markets": 5,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
    "trademark-closed": 2,
    "other_patent-filed": 1,
}


def show(client, query="") -> html.Element:
    response = client.get(URL + query)
    assert response.status_code == 200
    return html.read(response)


def found(page) -> list[str]:
    """Where each thing that is told leads to, in the page's order."""
    boxes = page.all("div", class_="finding")
    return [box.find("div", class_="says").find("a")["href"] for box in boxes]


def totals(page) -> list[html.Element]:
    return page.all("td", class_="total")


def texts(page, name: str) -> list[str]:
    """What stands in a cell besides its label and input."""
    cell = page.find("td", **{"data-cell": name})
    return [span.text for span in cell.all("span") if "problem" not in span.attributes["class"]]
