"""/admin/statistics/edition/<id>/change/: one edition, only read."""

import pytest

from statistics.models import Edition
from tests import cast, html
from tests.statistics.admin.city import browser

pytestmark = pytest.mark.django_db


def test_an_edition_shows_the_table_that_was_kept(report):
    cast.send_back(report)
    cast.fill(report, {"actions": 99})
    first = report.editions.first()
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{first.pk}/change/"))
    assert page.find("h1").text == "川汇区市场监督管理局 2021年二季度 · 第1版 报送"
    assert page.find("td", **{"data-cell": "actions"}).find(class_="figure").text == "46"
    assert page.find("p", class_="digest").text == f"内容与摘要一致。摘要（SHA-256）{first.digest}"


def test_an_edition_that_was_tampered_with_is_named(report):
    edition = report.editions.first()
    content = edition.content | {"filled_by": "别人"}
    super(type(Edition.objects.all()), Edition.objects.all()).update(content=content)
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{edition.pk}/change/"))
    assert page.find("p", class_="errornote").text == (
        "这一版的内容与当时的摘要不符，可能被改动过，请立即告知系统管理员。"
    )


def test_editions_are_only_read(report):
    edition = report.editions.first()
    for role in ("reviewer", "auditor", "superuser"):
        address = f"/admin/statistics/edition/{edition.pk}"
        client = browser(role)
        assert client.post(f"{address}/change/", {"reason": "x"}).status_code == 405
        assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
