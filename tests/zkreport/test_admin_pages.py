"""The admin's pages: no script or style within, and what people typed is text."""

import pytest

from statistics.totals.consolidate import Scope
from tests import cast, html
from tests.cast import CHUANHUI, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.admin.city import ROLES, browser
from tests.statistics.admin.totals.issuing import issued
from tests.zkreport.admin_addresses import CONSOLIDATION, ISSUED, READ, fill_in
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


def inline(page) -> list[str]:
    """Tags that carry a script or a style of their own."""
    return [
        element.tag
        for element in page
        if element.tag == "style"
        or (element.tag == "script" and "src" not in element)
        or any(name == "style" or name.startswith("on") for name in element.attributes)
        or element.attributes.get("href", "").startswith("javascript:")
    ]


PAGES = [
    (role, address)
    for address, answers in READ.items()
    for role, status in zip(ROLES, answers, strict=True)
    if status == 200 and not address.endswith("xlsx")
]


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_no_script_or_style_stands_in_a_page(report, role, address):
    response = browser(role).get(fill_in(address, report))
    assert inline(html.read(response)) == []
    assert response["Content-Security-Policy"].startswith(
        "default-src 'self'; img-src 'self' data:;"
    )
    assert response["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")


EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202e"


def test_what_people_typed_is_shown_as_text():
    ReportingUnit.objects.create(code=CHUANHUI, name=EVIL[:60], short_name=EVIL[:20], kind="county")
    period = cast.open_period(units=[CHUANHUI, HUAIYANG])
    report = cast.report(period, CHUANHUI)
    report.save_draft(
        by=cast.clerk(report.unit), version=report.version, figures=report.figures,
        cut_off_on=period.ends_on, filled_by=EVIL[:30],
    )  # fmt: skip
    cast.submit(report)
    total = issued(period, Scope.SUBMITTED, note=EVIL)
    cast.send_back(report, reason=EVIL)
    client = browser("reviewer")
    for address in (
        fill_in(ISSUED.replace("{total}", str(total.pk)), report),
        city.BOARD, city.LIST, city.review_page(report), CONSOLIDATION, f"{CONSOLIDATION}filed/",
        "/admin/statistics/dashboard/?scope=submitted", f"{city.LIST}{report.pk}/series/filed/",
        "/admin/statistics/edition/", f"{city.LIST}?q={EVIL}",
        f"{city.LIST}{report.pk}/editions/compare/?old=1&new=2",
    ):  # fmt: skip
        page = html.read(client.get(address))
        assert inline(page) + page.all("img", src="x") == []
