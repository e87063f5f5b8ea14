"""/admin/statistics/edition/<id>/change/: one edition, only read."""

import pytest

from statistics.entry.days import moment_text
from statistics.models import Edition
from tests import cast, html
from tests.behind import alter
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


def test_its_days_are_written_in_words(report):
    first = report.editions.first()
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{first.pk}/change/"))
    assert "统计截止日：2021年6月30日" in page.find("p", class_="facts").texts
    listed = html.read(browser("auditor").get("/admin/statistics/edition/"))
    assert listed.find("th", class_="field-at").text == moment_text(first.at)
    assert "2021-06" not in page.find("main").text + listed.find("main").text


@pytest.mark.parametrize("day", ["2021-02-30", "", 7, None])
def test_a_day_that_was_altered_is_shown_as_it_stands(report, day):
    edition = report.editions.first()
    content = edition.content | {"cut_off_on": day}
    super(type(Edition.objects.all()), Edition.objects.all()).update(content=content)
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{edition.pk}/change/"))
    assert f"统计截止日：{day or '（未填）'}" in page.find("p", class_="facts").texts


def test_an_edition_that_was_tampered_with_is_named(report):
    edition = report.editions.first()
    content = edition.content | {"filled_by": "别人"}
    super(type(Edition.objects.all()), Edition.objects.all()).update(content=content)
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{edition.pk}/change/"))
    assert page.find("p", class_="errornote").text == (
        "这一版的内容与当时的摘要不符，可能被改动过，请立即告知系统管理员。"
    )


@pytest.mark.parametrize("figures", [{"actions": "many"}, {"nothing": "1"}, {}])
def test_figures_that_are_none_any_more_are_told(report, figures):
    edition = report.editions.first()
    alter(Edition.objects.all(), content=edition.content | {"figures": figures})
    page = html.read(browser("auditor").get(f"/admin/statistics/edition/{edition.pk}/change/"))
    assert page.find("p", class_="errornote").text.startswith("这一版的内容与当时的摘要不符")
    shown = "保存的数字已无法识别，不能显示。" in page.find("main").text
    assert shown == bool(figures)  # an empty table is a table


def test_editions_are_only_read(report):
    edition = report.editions.first()
    for role in ("reviewer", "auditor", "superuser"):
        address = f"/admin/statistics/edition/{edition.pk}"
        client = browser(role)
        assert client.post(f"{address}/change/", {"reason": "x"}).status_code == 405
        assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 403
