"""A table with an unusual figure, what is said about it, and how both are posted."""

from statistics.models import Report
from tests import cast, html
from tests.statistics.entry.leading import led_back

TABLE = "/reports/411602/2021/q2/"
SUBMIT = f"{TABLE}submit/"
NOTHING_NEW = f"{TABLE}nothing-new/"
ODD = {"actions": "20", "officers": "40", "trademark-filed": "1", "trademark-closed": "3"}
ODD |= {"trademark-value": "9"}
D1 = "D1-trademark-closed"
SAID = {f"reason-{D1}": "carried_over", f"text-{D1}": "含上年结转的2件"}
HEAD = {"filled_by": "张三", "cut_off_on": "2021-06-25", "blank_as_zero": "on"}


def post(client, url=TABLE, **texts):
    version = Report.objects.get(unit__code=cast.CHUANHUI, period__quarter=2).version
    return client.post(url, HEAD | {"version": version} | texts)


def submit(client, texts):
    return post(client, SUBMIT, **texts)


def stored(table) -> Report:
    return Report.objects.with_table().get(pk=table.pk)


def finding(response, key: str) -> html.Element:
    """On the page, or on the one to which a refusal leads."""
    response = response if response.status_code == 200 else led_back(response)
    fields = html.read(response).find("textarea", id=f"text-{key}")
    [box] = [each for each in html.read(response).all("div", class_="finding")
             if each.all("textarea", id=fields["id"])]  # fmt: skip
    return box
