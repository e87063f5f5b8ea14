"""The page of 审核规则 read, and its form posted."""

from statistics.checks.rules import DEFAULT
from statistics.models import FormRules
from tests import html


def address(campaign) -> str:
    return f"/admin/campaigns/campaign/{campaign.pk}/rules/"


def read(client, campaign) -> html.Element:
    response = client.get(address(campaign))
    assert response.status_code == 200
    return html.read(response).find("main")


def post(client, campaign, follow=False, version=1, reason="省局来函", **changes):
    """All that the page's form would post, with these changes; None leaves one out."""
    changes = {name.replace("__", "-"): value for name, value in changes.items()}
    data = DEFAULT.texts | {"version": str(version), "reason": reason} | changes
    data = {name: value for name, value in data.items() if value is not None}
    return client.post(address(campaign), data, follow=follow)


def stored(campaign) -> tuple:
    rules = FormRules.objects.filter(campaign=campaign).values_list("rules", "version")
    return rules.get() if rules else ({}, 1)


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def shown(page) -> dict[str, str]:
    """What stands in each input, and which level is chosen."""
    form = page.find("form", class_="relations")
    chosen = {
        select["name"]: option["value"]
        for select in form.all("select")
        for option in select.all("option")
        if "selected" in option
    }
    return form.values | chosen | {"reason": form.find("textarea").text}


def rows(page) -> dict[str, list[str]]:
    lines = page.find("table", class_="settings").find("tbody").all("tr")
    return {line.texts[0]: line.texts[1:] for line in lines}
