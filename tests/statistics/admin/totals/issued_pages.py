"""The page of the city's table with what was issued of it, and the page of an issued total."""

from datetime import date

from statistics.models import Consolidation
from tests import cast, html

TABLE = "/admin/statistics/consolidation/2021/q2/"
ISSUE = f"{TABLE}issue/"
AT = cast.moment(date(2021, 7, 5))


def address(total) -> str:
    return f"/admin/statistics/consolidation/issued/{total.pk}/"


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return html.read(response)


def section(page):
    return page.find("section", **{"aria-labelledby": "issue"})


def altered(total, **values):
    """Behind the portal's back."""
    super(type(Consolidation.objects.all()), Consolidation.objects.filter(pk=total.pk)).update(
        **values
    )
