"""/admin/statistics/import/<year>/q<n>/take/: the city takes mailed workbooks over."""

import io
import os
from zipfile import ZipFile

import pytest

from statistics.admin.mailed import import_page
from statistics.admin.mailed.carried_files import MAX_FILES, MAX_TOTAL
from statistics.models import Report, SourceWorkbook
from tests import cast, html
from tests.statistics.admin import city
from tests.statistics.admin.mailed.importing import (
    TAKE,
    base64,
    carried,
    filled,
    preview,
    refused,
    rows,
    stored,
    take,
)
from tests.statistics.intake import mailed

pytestmark = pytest.mark.django_db


def test_taking_over(report, client, table):
    response = take(client, ("川汇区.xlsx", table))
    page = html.read(response)
    assert page.find("h1").text == "导入结果 · 2021年二季度"
    assert page.find("p", class_="line").text == "已导入 1 · 需处理 0 · 不能导入 0"
    assert rows(page) == [["川汇区.xlsx", "川汇区市场监督管理局", "已导入", ""]]
    assert page.find("table", class_="files").find("a")["href"] == city.review_page(report)
    assert filled(report) == {"actions": 46, "officers": 92}
    source = SourceWorkbook.objects.get()
    assert (source.name, bytes(source.content), source.on_behalf, source.taken_by) == (
        "川汇区.xlsx", table, True, cast.reviewer()
    )  # fmt: skip
    assert Report.objects.get(pk=report.pk).status == "draft"


def test_reporting_at_the_same_time(report, client, table):
    page = html.read(take(client, ("川汇区.xlsx", table), submit="on"))
    assert rows(page)[0][2] == "已导入并代报"
    report = Report.objects.get(pk=report.pk)
    assert (report.status, report.submitted_by) == ("submitted", cast.reviewer())
    assert report.editions.get().content["on_behalf_by"] == "市局审核员"


def test_pressing_twice_changes_nothing_more(report, client, table):
    data = carried(preview(client, ("川汇区.xlsx", table))) | {"submit": "on"}
    client.post(TAKE, data)
    before = stored()
    page = html.read(client.post(TAKE, data))
    assert rows(page)[0][2] == "没有变化"
    assert stored() == before


def test_only_what_is_ticked(report, client, table):
    files = [("川汇区.xlsx", table), ("扶沟.xlsx", mailed.paper("", {"actions": 5}))]
    data = carried(preview(client, *files)) | {"take": ["1", "7", "x"]}
    assert rows(html.read(client.post(TAKE, data))) == [
        ["扶沟.xlsx", "扶沟县市场监督管理局", "已导入", ""]
    ]
    assert filled(report) == {}


def test_with_nothing_ticked_the_files_are_still_there(report, client, table):
    data = carried(preview(client, ("川汇区.xlsx", table)))
    before = stored()
    response = client.post(TAKE, data | {"take": []})
    assert refused(response) == (422, "没有勾选文件，没有导入。")
    assert carried(html.read(response)) == data
    assert stored() == before


def test_what_came_in_between_is_looked_at_again(report, client, table):
    data = carried(preview(client, ("川汇区.xlsx", table)))
    cast.fill(report, {"actions": 40})
    before = stored()
    assert rows(html.read(client.post(TAKE, data)))[0][2:] == [
        "需处理",
        "川汇区市场监督管理局正在填报此表（川汇区填报员保存过），与工作簿有 2 格不同，没有覆盖。"
        "请与填报单位核对，由其自行修改或导入。",
    ]
    assert stored() == before


def test_what_the_browser_sends_is_judged_like_any_file(report, client):
    before = stored()
    data = {"take": ["0", "1"], "name": ["川汇区.xlsx", "a\0\x1b.xlsx"]}
    contents = [b"no workbook", mailed.paper("某某县", {"actions": 1})]
    response = client.post(TAKE, data | {"content": [base64(each) for each in contents]})
    assert [row[:3] for row in rows(html.read(response))] == [
        ["川汇区.xlsx", "川汇区市场监督管理局", "不能导入"],
        ["a□□.xlsx", "（单位未识别）", "需处理"],
    ]
    assert stored() == before


def test_a_name_that_no_database_could_keep(report, client, table):
    data = {"take": "0", "name": f"{'川汇区' * 100}\0.xlsx", "content": base64(table)}
    assert rows(html.read(client.post(TAKE, data)))[0][2] == "已导入"
    assert SourceWorkbook.objects.get().name == f"{'川汇区' * 100}□.xlsx"[-200:]


def test_as_much_as_the_page_allows_comes_through(period, client):
    """Three workbooks of almost 2 MiB each, as base64 in the page and back."""
    files = []
    for report in period.reports.with_table():
        target = io.BytesIO(mailed.attachment(report, {"actions": 1}))
        with ZipFile(target, "a") as archive:
            archive.writestr("xl/media/stamp.png", os.urandom(MAX_TOTAL // 3 - 20_000))
        files.append((f"{report.unit.code}.xlsx", target.getvalue()))
    assert [row[2] for row in rows(html.read(take(client, *files)))] == ["已导入"] * 3


def test_as_many_files_as_the_page_allows_come_through(client, monkeypatch):
    monkeypatch.setattr(import_page, "SECONDS", 600)  # how fast the machine is, is not asked here
    period = cast.open_period(units=city.counties(MAX_FILES))
    files = [
        (f"{report.unit.code}.xlsx", mailed.attachment(report, {"actions": 1}))
        for report in period.reports.with_table()
    ]
    page = html.read(take(client, *files))
    assert page.find("p", class_="line").text == "已导入 200 · 需处理 0 · 不能导入 0"
