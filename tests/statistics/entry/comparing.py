"""Two versions of a table compared: how the page is asked, and what is read from it."""

from datetime import date
from decimal import Decimal

from tests import cast, html
from tests.worlds import remembered

REPORT = "/reports/411602/2021/q2/"
URL = f"{REPORT}editions/compare/"
FIRST = {"actions": 40, "trademark-filed": 10, "trademark-value": Decimal("15.54")}


@remembered
def three_editions():
    """Submitted, returned, and submitted once more with other figures: three editions."""
    table = cast.report(cast.open_period())
    cast.fill(table, FIRST, cut_off_on=date(2021, 6, 25))
    cast.submit(table, at=cast.moment(date(2021, 6, 25), 9))
    cast.send_back(table, reason="请核对立案数", at=cast.moment(date(2021, 6, 26), 10))
    cast.fill(table, {"actions": 46, "officers": 0, "trademark-value": Decimal("20")})
    cast.submit(table, at=cast.moment(date(2021, 6, 27), 11))
    return table


def show_page(client, address) -> html.Element:
    response = client.get(address)
    assert response.status_code == 200
    return html.read(response)


def compared(client, old, new, url=URL) -> html.Element:
    return show_page(client, f"{url}?old={old}&new={new}")


def rows(page, part="tbody", class_="figures") -> list[list[str]]:
    return [row.texts for row in page.find("table", class_=class_).find(part).all("tr")]


def about(page) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows(page, class_="about")}


def summary(page) -> str:
    return page.find("p", class_="summary").text


def options(page) -> dict[str, list[str]]:
    """What each of the two lists has chosen, and all that it offers."""
    return {
        select["name"]: [option.text for option in select.all("option") if "selected" in option]
        + [option["value"] for option in select.all("option")]
        for select in page.all("select")
    }


def told(client, query, url=URL) -> tuple[int, str]:
    response = client.get(url + query)
    page = html.read(response)
    assert page.all("table") == []
    assert [words[0][:5] for words in options(page).values()] == ["第 1 版", "第 3 版"]
    return response.status_code, page.find(role="alert").text


UNCLEAR = "网址中没有写明要比较哪两个版本；请选择两个版本，再按“比较”。"
GARBAGE = [
    *("", "?", "?old=1", "?new=3", "?old=&new=", "?old=a&new=3", "?old=1&new=x", "?old=-1&new=3"),
    *("?old=1.0&new=3", "?old=%EF%BC%91&new=3", "?old=%D9%A1&new=3", "?old=%00&new=3", "?old=+1&new=3"),
    *("?old=1'--&new=3", f"?old={'9' * 5000}&new=3", "?old=1234567890&new=3", "?old[]=1&new[]=3"),
    *("?old=%FF&new=3", "?old=1&new=3&new="),
]  # fmt: skip


def city_url(table) -> str:
    return f"/admin/statistics/report/{table.pk}/editions/compare/"
