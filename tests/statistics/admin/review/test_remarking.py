"""批注: what the city remarks at single cells of a table that it gives back."""

import pytest

from statistics.models import Edition, Report
from tests import cast, html
from tests.statistics.admin.review.deciding import read

pytestmark = pytest.mark.django_db


def give_back(client, report, cells, texts):
    data = {"edition": "1", "reason": "请核对", "remark-cell": cells, "remark-text": texts}
    return client.post(f"/admin/statistics/report/{report.pk}/return/", data)


def test_remarks_are_kept_in_the_edition_that_gives_back(report, client):
    cells, texts = ["商标侵权案件 · 立案", "actions", ""], ["与附件不符", "漏计", ""]
    assert give_back(client, report, cells, texts).status_code == 302
    assert Edition.objects.get(report=report, number=2).remarked == [
        {"cell": "trademark-filed", "text": "与附件不符", "was": "10"},
        {"cell": "actions", "text": "漏计", "was": "46"},
    ]


def test_a_remark_without_a_cell_is_refused_and_everything_typed_stays(report, client):
    response = give_back(client, report, ["", "actions"], ["与附件不符", "漏计"])
    page = html.read(response)
    assert response.status_code == 422
    assert page.find("p", class_="errornote").text == (
        "没有执行：批注“与附件不符”没有写明是哪一格，请选一格，例如“商标侵权案件 · 立案”。"
    )
    assert [e["value"] for e in page.all("input", name="remark-text")] == ["与附件不符", "漏计", ""]
    assert page.find("textarea").text == "请核对"
    assert Report.objects.get(pk=report.pk).status == "submitted"


def test_what_became_of_them_is_told_first(report, client):
    give_back(client, report, ["trademark-filed", "officers"], ["与附件不符", "漏填"])
    report.refresh_from_db()
    cast.fill(report, {"actions": 47, "officers": None, "trademark-filed": 12})
    cast.submit(report)
    section = read(client, report).find("section", **{"aria-labelledby": "since-review"})
    assert section.texts == [
        "较上次审核（第 2 版 退回）",
        "批注的 2 格中 1 格已改，另改 1 格。",
        "已批注而未改动的：",
        "出动执法人员（当时 空白）：漏填",
        "未批注而自行改动的：开展执法行动",
        "开展执法行动：46 → 47 商标侵权案件 · 立案：10 → 12",
    ]


def test_what_no_column_can_hold_is_left_out_of_a_remark(report, client):
    give_back(client, report, ["actions"], ["漏\x00计\u202e"])
    assert Edition.objects.get(report=report, number=2).remarked[0]["text"] == "漏计"


def test_enter_in_a_remark_gives_nothing_back(report, client):
    form = read(client, report).find("form", action=f"/admin/statistics/report/{report.pk}/return/")
    assert "disabled" in form.all("button")[0].attributes
