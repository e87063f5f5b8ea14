"""/admin/statistics/import/<year>/q<n>/: the city sees what mailed workbooks are."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.models import Campaign
from tests import cast, html
from tests.cast import CHUANHUI
from tests.statistics.admin import city
from tests.statistics.admin.mailed.importing import PAGE, TAKE, preview, rows, stored, take, upload
from tests.statistics.intake import mailed
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db


# --- Choosing ------------------------------------------------------------------------------------


def test_the_form(period, client):
    page = html.read(client.get(PAGE))
    assert page.find("h1").text == "导入工作簿 · 2021年二季度"
    form = page.find("form", action=PAGE)
    assert form["enctype"] == "multipart/form-data"
    box = form.find("input", name="workbooks")
    assert (box["type"], "multiple" in box, box["accept"]) == (
        "file", True, ".xlsx,.xls,.et,.zip"
    )  # fmt: skip
    assert form.find("label")["for"] == box["id"]
    assert page.find("p", id="limits").text == "可一次选多个；最多 200 个，共 6 MB。"
    assert page.all("p", class_="since")[-1].text == "文件较多的，请联系系统管理员批量导入。"


def test_the_command_is_told_to_an_administrator_alone(period):
    page = html.read(city.browser("superuser").get(PAGE))
    assert page.all("p", class_="since")[-1].text == (
        "文件较多的，请联系系统管理员批量导入。 "
        "批量导入命令：manage.py import_workbooks 文件夹 --year 2021 --quarter 2"
    )


def test_demo_figures_are_labelled(period, client):
    Campaign.objects.update(is_demo=True)
    assert html.read(client.get(PAGE)).find("p", class_="demo").text.startswith("演示数据")


# --- Looking -------------------------------------------------------------------------------------


def test_what_can_be_taken_and_how_much_it_changes(report, client, table):
    page = preview(client, ("川汇区.xlsx", table), ("扶沟.xlsx", mailed.paper("", {"actions": 5})))
    assert page.find("h1").text == "核对要导入的工作簿 · 2021年二季度"
    assert rows(page, "takeable") == [
        ["", "川汇区市场监督管理局", "川汇区.xlsx", "2 格", ""],
        ["", "扶沟县市场监督管理局", "扶沟.xlsx", "1 格", ""],
    ]
    boxes = page.all("input", name="take")
    assert [(box["value"], box["aria-label"], "checked" in box) for box in boxes] == [
        ("0", "接收 川汇区市场监督管理局", True),
        ("1", "接收 扶沟县市场监督管理局", True),
    ]


def test_looking_stores_nothing(report, client, table):
    before = stored()
    upload(client, ("川汇区.xlsx", table))
    assert stored() == before


def test_what_cannot_be_taken_is_told_with_place_and_reason(report, client, table):
    page = preview(
        client,
        ("扫描件.pdf", b"%PDF-1.4\n"),
        ("川汇区.xlsx", mailed.written_over(table, {"C3": "约46"})),
        ("某某.xlsx", mailed.paper("某某县", {"actions": 1})),
    )
    assert rows(page, "others") == [
        ["扫描件.pdf", "（单位未识别）", "不能导入",
         "这是 PDF 文件，应上传 Excel 工作簿。请上传填数用的工作簿（*.xlsx），不要上传打印或扫描成的 PDF。"],
        ["川汇区.xlsx", "川汇区市场监督管理局", "需处理",
         "统计表!C3 “约46”不是数字，此格应填以次计的整数，例如 12；没有就留空。"],
        ["某某.xlsx", "（单位未识别）", "需处理",
         "无法识别报送单位：报送单位写的是“某某县”，本期没有这个单位，文件名里也没有。"
         "请在表中写明报送单位，或把单位名称写进文件名，再导入。"],
    ]  # fmt: skip
    assert page.find("section", **{"aria-labelledby": "takeable"}).texts[1] == (
        "没有可以接收的文件。"
    )
    assert page.all("form", action=TAKE) == []


def test_units_lead_to_their_review_pages(report, client, table):
    page = preview(client, ("川汇区.xlsx", table), ("扫描件.pdf", b"%PDF-1.4\n"))
    links = page.find("section", **{"aria-labelledby": "takeable"}).all(
        "a", href=city.review_page(report)
    )
    assert [link.text for link in links] == ["川汇区市场监督管理局"]


def test_a_table_that_is_taken_already(report, client, table):
    take(client, ("川汇区.xlsx", table))
    page = preview(client, ("川汇区.xlsx", table))
    assert rows(page, "takeable") == [
        ["", "川汇区市场监督管理局", "川汇区.xlsx", "数字没有变化", ""]
    ]


def test_files_of_one_name_from_different_folders(report, client, table):
    page = preview(client, ("统计表.xlsx", table), ("统计表.xlsx", table))
    assert [row[:3] for row in rows(page, "others")] == [
        ["统计表.xlsx", "川汇区市场监督管理局", "需处理"],
        ["统计表（2）.xlsx", "川汇区市场监督管理局", "需处理"],
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_zip_archive(report, client, table, encoding):
    archive = mailed.zipped({"二季度/川汇区.xlsx": table, "Thumbs.db": b"x"}, encoding=encoding)
    page = preview(client, ("报送.ZIP", archive))
    assert rows(page, "takeable") == [
        ["", "川汇区市场监督管理局", "二季度/川汇区.xlsx", "2 格", ""]
    ]


def test_a_zip_archive_among_workbooks_is_named(report, client, table):
    page = preview(client, ("川汇区.xlsx", table), ("报送.zip", mailed.zipped({"a.txt": b"x"})))
    assert rows(page, "others") == [
        ["报送.zip", "（单位未识别）", "不能导入",
         "这是 zip 压缩包，应上传单个 Excel 工作簿。请先解压，再上传里面的工作簿（*.xlsx）。"]
    ]  # fmt: skip


def test_what_people_wrote_is_shown_as_text(client):
    evil = "<script>alert(1)</script>"
    ReportingUnit.objects.create(code=CHUANHUI, name=evil, short_name="x", kind="county")
    report = cast.report(cast.open_period(units=[CHUANHUI]))
    table = mailed.attachment(report, {"actions": 1})
    page = preview(client, ("<b>.xlsx", mailed.written_over(table, {"C3": evil})))
    assert rows(page, "others") == [
        ["<b>.xlsx", evil, "需处理",
         f"统计表!C3 “{evil[:20]}…”不是数字，此格应填以次计的整数，例如 12；没有就留空。"]
    ]  # fmt: skip


# --- Cost ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [2, 9])
def test_looking_takes_the_same_queries_for_any_number(number, client, django_assert_num_queries):
    period = cast.open_period(units=city.counties(number))
    files = {
        f"{report.unit.code}.xlsx": mailed.attachment(report, {"actions": 1})
        for report in period.reports.with_table()
    }
    archive = SimpleUploadedFile("all.zip", mailed.zipped(files))
    with django_assert_num_queries(18):
        assert client.post(PAGE, {"workbooks": archive}).status_code == 200
