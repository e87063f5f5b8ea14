"""/admin/statistics/import/<year>/q<n>/: the city takes over mailed workbooks, having seen what they are."""

import io
import os
from base64 import b64encode
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.models import Campaign
from statistics.admin.mailed import import_page
from statistics.admin.mailed.carried_files import MAX_FILES, MAX_TOTAL
from statistics.models import Edition, Report, SourceWorkbook
from tests import cast, html
from tests.cast import CHUANHUI, FUGOU, HUAIYANG
from tests.statistics.admin import city
from tests.statistics.intake import mailed
from units.models import ReportingUnit

pytestmark = pytest.mark.django_db
PAGE = "/admin/statistics/import/2021/q2/"
TAKE = f"{PAGE}take/"


@pytest.fixture
def period():
    return cast.open_period(units=[CHUANHUI, HUAIYANG, FUGOU])


@pytest.fixture
def report(period) -> Report:
    return cast.report(period)


@pytest.fixture
def client() -> Client:
    return city.sign_in(cast.reviewer())


@pytest.fixture
def table(report) -> bytes:
    """川汇区's workbook, with two figures in it."""
    return mailed.attachment(report, {"actions": 46, "officers": 92})


def upload(client, *files: tuple[str, bytes]):
    """Choose these files and press 检查."""
    files = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(PAGE, {"workbooks": files})


def preview(client, *files: tuple[str, bytes]):
    response = upload(client, *files)
    assert response.status_code == 200
    return html.read(response)


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def carried(page) -> dict[str, list[str]]:
    """What pressing 接收 would post."""
    form = page.find("form", action=TAKE)
    ticked = {"take": [box["value"] for box in form.all("input", name="take", checked="")]}
    hidden = {
        name: [field["value"] for field in form.all("input", name=name, type="hidden")]
        for name in ("name", "content")
    }
    return ticked | hidden


def take(client, *files: tuple[str, bytes], **options):
    return client.post(TAKE, carried(preview(client, *files)) | options)


def rows(page, within: str = "") -> list[list[str]]:
    place = page.find("section", **{"aria-labelledby": within}) if within else page
    tables = place.all("table", class_="files")
    return [row.texts for table in tables for row in table.find("tbody").all("tr")]


def refused(response) -> tuple[int, str]:
    return response.status_code, html.read(response).find("p", class_="errornote").text


def stored() -> list:
    versions = Report.objects.order_by("pk").values_list("version", "status", "source")
    return [*versions, SourceWorkbook.objects.count(), Edition.objects.count()]


def filled(report) -> dict:
    report = Report.objects.with_table().get(pk=report.pk)
    return {name: figure for name, figure in report.figures.cells.items() if figure is not None}


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
    assert page.find("code").text == "manage.py import_workbooks 文件夹 --year 2021 --quarter 2"


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
        ["扫描件.pdf", "（看不出单位）", "不能导入",
         "这是 PDF 文件，应上传 Excel 工作簿。请上传填数用的工作簿（*.xlsx），不要上传打印或扫描成的 PDF。"],
        ["川汇区.xlsx", "川汇区市场监督管理局", "需处理",
         "统计表!C3 “约46”不是数字，此格应填以次计的整数，例如 12；没有就留空。"],
        ["某某.xlsx", "（看不出单位）", "需处理",
         "看不出是哪个单位的表：报送单位写的是“某某县”，本期没有这个单位，文件名里也没有。"
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
        ["报送.zip", "（看不出单位）", "不能导入",
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


# --- Taking --------------------------------------------------------------------------------------


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
        "川汇区市场监督管理局正在填这张表（川汇区填报员保存过），与工作簿有 2 格不同，没有覆盖。"
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
        ["a□□.xlsx", "（看不出单位）", "需处理"],
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


def test_as_many_files_as_the_page_allows_come_through(client):
    period = cast.open_period(units=city.counties(MAX_FILES))
    files = [
        (f"{report.unit.code}.xlsx", mailed.attachment(report, {"actions": 1}))
        for report in period.reports.with_table()
    ]
    page = html.read(take(client, *files))
    assert page.find("p", class_="line").text == "已导入 200 · 需处理 0 · 不能导入 0"


# --- Refusals ------------------------------------------------------------------------------------

TOO_MUCH = (
    "一次最多 200 个文件，共 6 MB；{}，没有导入。"
    "请分几次上传，或者请系统管理员在服务器上用命令导入。"
)


def test_no_file_was_chosen(period, client):
    assert refused(client.post(PAGE, {})) == (
        422, "没有选择文件。请选择各单位报来的工作簿，或者一个 zip 压缩包。"
    )  # fmt: skip


def test_too_many_files(period, client):
    response = upload(client, *[("a.xlsx", b"x")] * (MAX_FILES + 1))
    assert refused(response) == (422, TOO_MUCH.format("这次有 201 个，共 0.1 MB"))


def test_too_many_files_in_an_archive(period, client):
    archive = mailed.zipped({f"{number}.xlsx": b"x" for number in range(MAX_FILES + 1)})
    response = upload(client, ("a.zip", archive))
    assert refused(response) == (422, TOO_MUCH.format("这次有 201 个"))


def test_too_much_in_all(period, client):
    response = upload(client, ("a.xlsx", bytes(MAX_TOTAL)), ("b.xlsx", b"x"))
    assert refused(response) == (422, TOO_MUCH.format("这次有 2 个，共 6.1 MB"))


def test_an_archive_that_unpacks_to_too_much(client):
    """What can be taken travels unpacked; here each is padded, which packing takes away."""
    files = {}
    for report in cast.open_period(units=city.counties(4)).reports.with_table():
        target = io.BytesIO(mailed.attachment(report, {"actions": 1}))
        with ZipFile(target, "a") as archive:
            archive.writestr("xl/media/stamp.png", bytes(2_000_000))
        files[f"{report.unit.code}.xlsx"] = target.getvalue()
    response = upload(client, ("a.zip", mailed.zipped(files)))
    assert refused(response) == (422, TOO_MUCH.format("这次有 4 个，共 7.7 MB"))


@pytest.mark.parametrize(
    ("archive", "sentence"),
    [
        (b"no archive", "压缩包已损坏，打不开。请重新压缩，或直接选择多个工作簿上传。"),
        (b"", "压缩包已损坏，打不开。请重新压缩，或直接选择多个工作簿上传。"),
        (mailed.zipped({}), "压缩包里没有文件。请把各单位报来的工作簿压缩后再上传。"),
        (
            mailed.zipped({"Thumbs.db": b"x"}),
            "压缩包里没有文件。请把各单位报来的工作簿压缩后再上传。",
        ),
    ],
)
def test_archives_without_anything(period, client, archive, sentence):
    assert refused(upload(client, ("a.zip", archive))) == (422, sentence)


INCOMPLETE = "页面带回的文件不完整，没有导入。请重新选择文件上传。"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "页面没有带回文件，没有导入。请重新选择文件上传。"),
        ({"name": "a.xlsx"}, INCOMPLETE),
        ({"content": "QQ=="}, INCOMPLETE),
        ({"name": ["a", "b"], "content": "QQ=="}, INCOMPLETE),
        ({"name": "a.xlsx", "content": "Q"}, INCOMPLETE),
        ({"name": "a.xlsx", "content": "Q Q=="}, INCOMPLETE),
        ({"name": "a.xlsx", "content": "川汇"}, INCOMPLETE),
        ({"name": "a.xlsx", "content": "\0"}, INCOMPLETE),
        (
            {"name": "a.xlsx", "content": base64(bytes(MAX_TOTAL + 1))},
            TOO_MUCH.format("这次有 1 个，共 6.1 MB"),
        ),
        (
            {"name": ["a"] * (MAX_FILES + 1), "content": ["QQ=="] * (MAX_FILES + 1)},
            TOO_MUCH.format("这次有 201 个，共 0.1 MB"),
        ),
    ],
)
def test_files_that_come_back_otherwise(period, client, data, sentence):
    before = stored()
    response = client.post(TAKE, {"take": "0", "submit": "on"} | data)
    assert refused(response) == (422, sentence)
    assert stored() == before


@pytest.mark.parametrize("step", ["upload", "take"])
def test_files_that_take_too_long_to_read(report, client, table, monkeypatch, step):
    data, before = carried(preview(client, ("川汇区.xlsx", table))), stored()
    monkeypatch.setattr(import_page, "SECONDS", -1)
    response = (
        upload(client, ("川汇区.xlsx", table)) if step == "upload" else client.post(TAKE, data)
    )
    assert refused(response) == (
        422,
        "读取这些文件超过 -1 秒，没有导入。请分几次上传，或者请系统管理员在服务器上用命令导入。",
    )
    assert stored() == before


@pytest.mark.parametrize("place", ["2021/q3", "2020/q2", "2021/q5", "21/q2", "0000/q1"])
def test_a_period_that_is_not_open_is_not_found(period, client, place):
    for step in ("", "take/"):
        assert client.post(f"/admin/statistics/import/{place}/{step}").status_code == 404
    assert client.get(f"/admin/statistics/import/{place}/").status_code == 404


@pytest.mark.parametrize("account", [cast.auditor, cast.administrator])
def test_nobody_else_imports(report, table, account):
    client, before = city.sign_in(account()), stored()
    data = {"take": "0", "name": "川汇区.xlsx", "content": base64(table)}
    assert client.get(PAGE).status_code == 403
    assert upload(client, ("川汇区.xlsx", table)).status_code == 403
    assert client.post(TAKE, data).status_code == 403
    assert stored() == before


def test_no_post_without_a_token(report, table):
    client, before = city.sign_in(cast.reviewer(), enforce_csrf_checks=True), stored()
    data = {"take": "0", "name": "川汇区.xlsx", "content": base64(table)}
    assert upload(client, ("川汇区.xlsx", table)).status_code == 403
    assert client.post(TAKE, data).status_code == 403
    assert stored() == before


# --- Where it is told afterwards -----------------------------------------------------------------

MARK = "代填：市局审核员，"


@pytest.fixture
def source(report, client, table) -> SourceWorkbook:
    take(client, ("川汇区.xlsx", table))
    return SourceWorkbook.objects.get()


def marks(page) -> list[str]:
    """The beginning of each mark: what follows is the time, which is now."""
    return [mark.text[: len(MARK)] for mark in page.all(class_="on-behalf")]


def test_the_board_and_the_list_mark_it(source, client):
    for address in (city.BOARD, f"{city.LIST}?period=2021q2"):
        assert marks(html.read(client.get(address))) == [MARK]


def test_the_units_own_pages_mark_it(source):
    clerk = city.sign_in(cast.clerk(source.report.unit))
    for address in ("/", "/reports/411602/2021/q2/"):
        assert marks(html.read(clerk.get(address))) == [MARK]


def test_the_review_page_marks_it_and_leads_to_the_original(source, client, table):
    page = html.read(client.get(city.review_page(source.report)))
    assert marks(page) == [MARK]
    address = f"/reports/411602/2021/q2/workbooks/{source.pk}/"
    (link,) = page.all("a", href=address)
    assert link.text == "《川汇区.xlsx》"
    assert client.get(address).content == table


def test_editions_tell_their_origin(source, client):
    Report.objects.get(pk=source.report_id).submit_on_behalf(by=cast.reviewer())
    edition = Edition.objects.get()
    for address in (
        city.review_page(source.report), f"/admin/statistics/edition/{edition.pk}/change/"
    ):  # fmt: skip
        links = html.read(client.get(address)).all(
            "a", href=f"/reports/411602/2021/q2/workbooks/{source.pk}/"
        )
        assert {link.text for link in links} == {"《川汇区.xlsx》"}


def test_what_the_unit_typed_bears_no_mark(report, client):
    cast.fill(report, {"actions": 46})
    for address in (city.BOARD, city.LIST, city.review_page(report)):
        assert marks(html.read(client.get(address))) == []


# --- Cost ----------------------------------------------------------------------------------------


def on_behalf(number: int) -> list[Report]:
    """So many counties' drafts, entered from workbooks."""
    period = cast.open_period(units=city.counties(number))
    files = [
        (f"{report.unit.code}.xlsx", mailed.attachment(report, {"actions": 1}))
        for report in period.reports.with_table()
    ]
    take(city.sign_in(cast.reviewer()), *files)
    return list(period.reports.all())


@pytest.mark.parametrize("number", [2, 9])
def test_looking_takes_the_same_queries_for_any_number(number, client, django_assert_num_queries):
    period = cast.open_period(units=city.counties(number))
    files = {
        f"{report.unit.code}.xlsx": mailed.attachment(report, {"actions": 1})
        for report in period.reports.with_table()
    }
    archive = SimpleUploadedFile("all.zip", mailed.zipped(files))
    with django_assert_num_queries(17):
        assert client.post(PAGE, {"workbooks": archive}).status_code == 200


@pytest.mark.parametrize("number", [2, 20])
def test_the_board_asks_no_more_for_what_was_imported(number, client, django_assert_num_queries):
    on_behalf(number)
    with django_assert_num_queries(13):
        assert len(marks(html.read(client.get(city.BOARD)))) == number


@pytest.mark.parametrize("number", [2, 20])
def test_nor_does_the_review_list(number, client, django_assert_num_queries):
    on_behalf(number)
    with django_assert_num_queries(8):
        assert len(marks(html.read(client.get(city.LIST)))) == number


@pytest.mark.parametrize("quarters", [1, 3])
def test_nor_do_a_clerk_s_tasks(quarters, django_assert_num_queries):
    for quarter in range(1, quarters + 1):
        report = cast.report(cast.open_period(quarter=quarter, units=[CHUANHUI]))
        table = mailed.attachment(report, {"actions": 1})
        address = f"/admin/statistics/import/2021/q{quarter}/take/"
        data = {"take": "0", "name": "川汇区.xlsx", "content": base64(table)}
        city.sign_in(cast.reviewer()).post(address, data)
    clerk = city.sign_in(cast.clerk(report.unit))
    with django_assert_num_queries(5):
        assert len(marks(html.read(clerk.get("/")))) == quarters
