"""Choosing a workbook: GET and POST /reports/<unit>/<year>/q<n>/import/."""

from datetime import date

import pytest

from campaigns.models import ReportingPeriod
from statistics.form.figures import Figures
from statistics.models import SourceWorkbook
from tests import cast, html
from tests.statistics.intake.importing import (
    FIGURES,
    TABLE,
    URL,
    complaint,
    everything,
    filled,
    posted,
    take_over,
    upload,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


# --- Choosing a file -----------------------------------------------------------------------------


def test_the_page_says_what_to_choose(client, table):
    response = client.get(URL)
    page = html.read(response)
    assert response.status_code == 200
    assert page.find("title").text == "导入表格 · 2021年二季度 · 川汇区 · 知识产权执法数据报送"
    assert page.find("h1").text == "导入表格 · 川汇区 2021年二季度"
    form = page.find("form", class_="choose")
    assert (form["action"], form["method"], form["enctype"]) == (URL, "post", "multipart/form-data")
    field = form.find("input", id="workbook")
    assert (field["type"], field["name"], field["accept"]) == (
        "file",
        "workbook",
        ".xlsx,.xls,.et",
    )
    assert form.texts == [
        "",
        "填好的工作簿",
        "",
        "上传并核对",
        "Excel 或 WPS 工作簿（.xlsx、.xls、.et），不超过 2 MB。",
    ]
    assert [(link["href"], link.text) for link in page.find("main").all("a")] == [
        (TABLE, "← 返回统计表"),
        (f"{TABLE}attachment.xlsx", "下载表格"),
    ]


def test_without_a_file_it_asks_for_one(client, table):
    response = client.post(URL)
    assert (response.status_code, complaint(response)) == (
        422,
        "没有导入。尚未选择文件。请选中填好的工作簿，再点“上传并核对”。",
    )
    assert html.read(response).find("form", class_="choose")["action"] == URL


def test_what_is_no_workbook_is_named_with_the_reason(client, table):
    before = everything()
    response = upload(client, b"%PDF-1.7\n", "统计表<b>.pdf")
    assert (response.status_code, complaint(response)) == (
        422,
        "没有导入《统计表<b>.pdf》。这是 PDF 文件，应上传 Excel 工作簿。"
        "请上传填数用的工作簿（*.xlsx），不要上传打印或扫描成的 PDF。",
    )
    assert html.read(response).find("form", class_="choose")["action"] == URL
    assert everything() == before


def test_a_file_that_is_too_large_is_said_to_be_as_large_as_it_is(client, table):
    response = upload(client, b"PK\x03\x04" + bytes(5 * 1024 * 1024))
    assert (response.status_code, complaint(response)) == (
        422,
        "没有导入《川汇区.xlsx》。文件有 5.1 MB，最多 2 MB。请删去图片和用不着的工作表，"
        "另存为“Excel 工作簿（*.xlsx）”后再上传。",
    )


# --- Who may not, and when -----------------------------------------------------------------------


@pytest.mark.parametrize("account", [cast.reviewer, cast.auditor])
def test_only_the_units_clerks_import_here(client, table, account):
    client.force_login(account())
    before = everything()
    answers = [
        client.get(URL),
        upload(client, workbook(table)),
        client.post(URL, posted(workbook(table))),
    ]
    for answer in answers:
        assert (answer.status_code, complaint(answer)) == (
            403,
            "没有导入。只有川汇区市场监督管理局的填报员可以在这里导入。",
        )
        assert html.read(answer).find("main").all("form") == []
    assert everything() == before


def test_the_neighbour_does_not_find_it(client, table):
    client.force_login(cast.clerk(cast.unit(cast.HUAIYANG)))
    before = everything()
    answers = [client.get(URL), client.post(URL, posted(workbook(table)))]
    assert ([answer.status_code for answer in answers], everything()) == ([404, 404], before)


def test_a_visitor_is_sent_to_sign_in(client, table):
    client.logout()
    for response in (client.get(URL), client.post(URL, posted(workbook(table)))):
        assert (response.status_code, response["location"]) == (302, f"/accounts/login/?next={URL}")
    assert SourceWorkbook.objects.count() == 0


def decided(table):
    cast.submit(table)
    cast.approve(table)


def locked(table):
    ReportingPeriod.objects.filter(pk=table.period_id).update(locks_on=date(2021, 7, 20))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (cast.submit, "这张表现在是“已报送”，不能继续填报。需要修改请先撤回。"),
        (decided, "这张表现在是“已审核”，不能继续填报。需要更正请联系市局退回。"),
        (
            locked,
            "2021年二季度已于 2021年7月20日锁定，不能再改；"
            "确需更正的，由市局知识产权保护科批准延期后再改。",
        ),
        (
            lambda table: table.excuse(by=cast.reviewer(), reason="并入淮阳区局"),
            "川汇区市场监督管理局2021年二季度已免报，原因：并入淮阳区局。"
            "本期无需填报；如需报送，请联系市局知识产权保护科撤销免报。",
        ),
    ],
    ids=["submitted", "approved", "locked", "excused"],
)
def test_a_table_that_is_not_open_takes_no_workbook(client, table, change, sentence):
    data = workbook(table)
    change(table)
    for response in (client.get(URL), upload(client, data)):
        assert (response.status_code, complaint(response)) == (409, f"没有导入。{sentence}")
        page = html.read(response).find("main")
        assert (page.all("form"), page.find("a")["href"]) == ([], TABLE)


def test_the_table_offers_the_import_only_while_it_can_be_filled_in(client, table):
    assert [link.text for link in html.read(client.get(TABLE)).all("a", href=URL)] == ["导入表格"]
    cast.submit(table)
    assert html.read(client.get(TABLE)).all("a", href=URL) == []


# --- At any size ---------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [1, 49])
def test_the_queries_are_as_many_however_many_units_there_are(
    client, django_assert_num_queries, others
):
    codes = [cast.CHUANHUI, *(f"4199{number:02}" for number in range(others))]
    table = cast.report(cast.open_period(units=codes))
    data = workbook(table, Figures(FIGURES).cells)
    with django_assert_num_queries(6):
        client.get(URL)
    with django_assert_num_queries(8):
        preview = upload(client, data)
    with django_assert_num_queries(14):
        response = take_over(client, preview)
    assert (response.status_code, filled(table)) == (302, FIGURES)
