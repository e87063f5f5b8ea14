"""A clerk's workbook becomes the draft: GET and POST /reports/<unit>/<year>/q<n>/import/."""

import base64
import hashlib
import io
import random
from datetime import date
from decimal import Decimal
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from campaigns.models import ReportingPeriod
from statistics.form.figures import Figures
from statistics.models import CaseRow, Report, SourceWorkbook
from statistics.workbooks.gate.first_look import MAX_FILE
from tests import cast, html
from tests.statistics.intake import mailed

pytestmark = pytest.mark.django_db

URL = "/reports/411602/2021/q2/import/"
TABLE = "/reports/411602/2021/q2/"
FIGURES = {
    "actions": 46,
    "officers": 152,
    "trademark-filed": 10,
    "trademark-value": Decimal("15.54"),
    "other_patent-filed": 1,
}
UNIT = "报送单位：川汇区市场监督管理局"
TIME = "统计时间：2021年1月1日至2021年6月30日"
ABOUT = ["文件《川汇区.xlsx》", UNIT, TIME, "统计截止日：6月30日"]


@pytest.fixture
def table() -> Report:
    """川汇区's second quarter, untouched."""
    return cast.report(cast.open_period())


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(cast.clerk(cast.unit()))


# --- What a clerk does ---------------------------------------------------------------------------


def upload(client, data: bytes, name="川汇区.xlsx"):
    """Choose the file and press 上传并核对."""
    return client.post(URL, {"workbook": SimpleUploadedFile(name, data)})


def take_over(client, response, **changes):
    """Press the preview's button; `changes` are what somebody made of its form, None: left out."""
    values = html.read(response).find("form", id="take-over").values
    values.pop("confirmed", None)  # a box that is not ticked
    values |= {"take_over": "1"} | changes
    return client.post(URL, {name: value for name, value in values.items() if value is not None})


def workbook(table, figures=FIGURES, cells=None, **values) -> bytes:
    """The downloaded table, filled in; `cells` typed over in Excel, by address."""
    data = mailed.attachment(table, figures, **values)
    return mailed.written_over(data, cells) if cells else data


# --- What the page shows, and what is stored -----------------------------------------------------


def shown(response) -> dict[str, str]:
    """The text of each cell that is not blank: figure, 现有, what becomes of it."""
    cells = [cell for cell in html.read(response).all("td") if "data-cell" in cell]
    texts = {cell["data-cell"]: _figure_and_marks(cell) for cell in cells}
    return {name: text for name, text in texts.items() if text}


def _figure_and_marks(cell) -> str:
    wanted = {"figure", "now", "effect"}
    spans = [span for span in cell.all("span") if span.attributes.get("class") in wanted]
    return " ".join(span.text for span in spans if span.text)


def summary(response) -> str:
    return html.read(response).find("p", role="status").text


def complaint(response) -> str:
    return html.read(response).find("p", role="alert").text


def buttons(response) -> list[str]:
    """Of the bar at the bottom: the ways on."""
    return html.read(response).find("p", class_="acts").texts


def lines(response) -> list[tuple[str, str]]:
    """What is listed under the table: the link's target, "" without one, and the text."""
    listed = html.read(response).all("div", class_="finding")
    targets = [[link["href"] for link in line.all("a")] for line in listed]
    return [(*target, line.text) if target else ("", line.text)
            for target, line in zip(targets, listed, strict=True)]  # fmt: skip


def stored(table) -> Report:
    return Report.objects.with_table().get(pk=table.pk)


def filled(table) -> dict:
    figures = stored(table).figures.cells
    return {name: figure for name, figure in figures.items() if figure is not None}


def everything() -> tuple:
    """All that an import could have changed."""
    reports, rows = Report.objects.order_by("pk"), CaseRow.objects.order_by("pk")
    return list(reports.values()), list(rows.values()), SourceWorkbook.objects.count()


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
        (TABLE, "← 回到统计表"),
        (f"{TABLE}attachment.xlsx", "下载表格"),
    ]


def test_without_a_file_it_asks_for_one(client, table):
    response = client.post(URL)
    assert (response.status_code, complaint(response)) == (
        422,
        "没有导入。还没有选择文件。请选中填好的工作簿，再点“上传并核对”。",
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


# --- The preview ---------------------------------------------------------------------------------


def test_a_preview_shows_the_official_table_and_stores_nothing(client, table):
    before = everything()
    response = upload(client, workbook(table))
    assert response.status_code == 200
    assert shown(response) == {
        "actions": "46 现有 — 新填",
        "officers": "152 现有 — 新填",
        "trademark-filed": "10 现有 — 新填",
        "trademark-value": "15.54 现有 — 新填",
        "other_patent-filed": "1 现有 — 新填",
    }
    assert html.read(response).find("h1").text == "核对要填入的数字 · 川汇区 2021年二季度"
    assert html.read(response).find("p", class_="about").texts == [*ABOUT, "填报人 川汇区填报员"]
    assert summary(response) == "填入后有 5 格变化。"
    assert buttons(response) == ["不填入，回到统计表", "换一个文件", "填入 5 格"]
    assert lines(response) == []
    assert everything() == before


def test_each_cell_says_what_the_draft_has_and_what_becomes_of_it(client, table):
    figures = {"actions": 40, "officers": 152, "key_markets": 7, "trademark-filed": 8}
    cast.fill(table, figures | {"trademark-closed": 3})
    data = workbook(table, figures | {"actions": 46, "key_markets": None, "other_patent-filed": 0})
    response = upload(client, data)
    assert shown(response) == {
        "actions": "46 现有 40 更改",
        "officers": "152 现有 152",
        "key_markets": "现有 7 将清空",
        "trademark-filed": "8 现有 8",
        "trademark-closed": "现有 3 将清空",
        "other_patent-filed": "0 现有 — 新填",
    }
    assert summary(response) == "填入后有 4 格变化，其中 2 格将清空。"
    totals = html.read(response).find("tfoot").all("td")
    assert [total.text for total in totals[:3]] == ["8", "0现有 3", "0"]


def test_the_mark_of_a_cell_is_a_class_too(client, table):
    cast.fill(table, {"actions": 40, "officers": 3})
    cells = {"B7": "若干"}
    data = workbook(table, {"actions": 46, "trademark-filed": 1}, cells)
    page = html.read(upload(client, data))
    classes = {
        name: page.find("td", **{"data-cell": name})["class"]
        for name in (
            *("actions", "officers", "key_markets"),
            *("trademark-filed", "geographical_indication-filed"),
        )
    }
    assert classes == {
        "actions": "cell changed",
        "officers": "cell cleared",
        "key_markets": "cell",
        "trademark-filed": "cell filled",
        "geographical_indication-filed": "cell level-mandatory kept",
    }


def test_the_cut_off_day_is_shown_beside_the_drafts(client, table):
    response = upload(client, workbook(table, cut_off_on=date(2021, 6, 25)))
    assert html.read(response).find("span", id="cut_off_on").text == (
        "统计截止日：6月25日（现有 6月30日）"
    )
    take_over(client, response)
    assert stored(table).cut_off_on == date(2021, 6, 25)


def test_the_cut_off_day_alone_can_be_taken_over(client, table):
    cast.fill(table, FIGURES)
    response = upload(client, workbook(table, cut_off_on=date(2021, 6, 25)))
    assert summary(response) == "数字与表中现有的相同，只有统计截止日要改。"
    assert buttons(response)[-1] == "填入统计截止日"
    take_over(client, response)
    assert (stored(table).cut_off_on, filled(table)) == (date(2021, 6, 25), FIGURES)


def test_where_nothing_would_change_there_is_only_the_way_back(client, table):
    cast.fill(table, FIGURES)
    response = upload(client, workbook(table))
    assert summary(response) == "没有要填入的：取得的数字与表中现有的相同。"
    assert buttons(response) == ["不填入，回到统计表", "换一个文件"]


def test_what_would_not_hold_is_listed_as_on_the_table_page(client, table):
    response = upload(client, workbook(table, {"actions": 3, "market_actions": 5}))
    assert lines(response) == [
        (
            "#market_actions",
            "实体经济执法行动强制性审核 现填 5 次，应不超过开展执法行动 3 次，多 2 次。"
            "前者是后者的一部分，请核对两格中填错的一个。",
        )
    ]
    marked = html.read(response).all("td", class_="level-mandatory")
    assert [cell["class"] for cell in marked] == ["cell level-mandatory filled"] * 2


def test_how_a_cell_was_read_is_noted_apart(client, table):
    response = upload(client, workbook(table, FIGURES, {"C6": "9件", "C14": 9}))
    notes = html.read(response).find("ul", class_="readings")
    assert notes.texts == ["统计表!C6 商标侵权案件 · 结案：“9件”的数字后写有单位“件”，已读作 9。"]
    assert notes.find("a")["href"] == "#trademark-closed"
    assert (lines(response), buttons(response)[-1]) == ([], "填入 6 格")


def test_text_from_the_workbook_stays_text(client, table):
    response = upload(client, workbook(table, {}, {"B6": "<script>alert(1)</script>"}))
    page = html.read(response)
    assert page.find("span", id="trademark-filed").text == "<script>alert(1)</sc…"
    assert page.all("script") == []


def test_characters_that_no_one_can_see_are_shown(client, table):
    response = upload(client, workbook(table, {}, {"B6": "4\u202e6"}))
    assert shown(response) == {"trademark-filed": "4□6 现有 — 未取"}


# --- Cells that cannot be taken ------------------------------------------------------------------


def test_a_cell_with_a_problem_shows_what_stands_there_and_where(client, table):
    cast.fill(table, {"actions": 40})
    response = upload(client, workbook(table, FIGURES, {"C3": "约30", "D6": "15.54元"}))
    assert {name: shown(response)[name] for name in ("actions", "trademark-value")} == {
        "actions": "约30 现有 40 未取",
        "trademark-value": "15.54元 现有 — 未取",
    }
    assert summary(response) == (
        "填入后有 3 格变化。2 格有问题未取（保持现有数字）。建议按表下的说明改正工作簿，再上传一次。"
    )
    assert buttons(response)[-1] == "只填入没有问题的 3 格"
    assert lines(response) == [
        (
            "#actions",
            "统计表!C3开展执法行动 “约30”不是数字，此格应填以次计的整数，例如 12；没有就留空。",
        ),
        (
            "#trademark-value",
            "统计表!D6商标侵权案件 · 涉案金额 “15.54元”写的单位是“元”，此格的单位是万元。"
            "请换算成万元，只填数字后再上传。",
        ),
    ]


def test_it_keeps_the_drafts_figure_when_the_others_are_taken(client, table):
    cast.fill(table, {"actions": 40})
    response = upload(client, workbook(table, FIGURES, {"C3": "约30", "D6": "15.54元"}))
    answer = client.get(take_over(client, response)["location"])
    assert filled(table) == {
        "actions": 40,
        "officers": 152,
        "trademark-filed": 10,
        "other_patent-filed": 1,
    }
    assert html.read(answer).find("p", class_="success").text == (
        "已从《川汇区.xlsx》填入 3 格，2 格有问题没有取。请核对后报送。"
    )


def test_a_total_that_is_not_the_sum_keeps_its_column_out(client, table):
    cast.fill(table, {"trademark-filed": 7})
    response = upload(client, workbook(table, FIGURES, {"B14": 12}))
    page = html.read(response)
    total = page.find("td", **{"data-total": "filed"})
    assert (total["class"], total.text) == ("cell total level-mandatory kept", "12现有 7未取")
    assert shown(response)["trademark-filed"] == "10 现有 7 未取"
    assert shown(response)["other_patent-filed"] == "1 现有 — 未取"
    assert summary(response) == (
        "填入后有 3 格变化。8 格有问题未取（保持现有数字）。建议按表下的说明改正工作簿，再上传一次。"
    )
    assert lines(response) == [
        (
            "#total-filed",
            "统计表!B14合计 · 立案 “立案”的合计为 12 件，各类别相加为 11 件，差额 1 件。"
            "请核对合计和各类别的数字，改正后再上传。",
        )
    ]
    assert page.find("output", id="total-filed").text == "12"


def test_a_heading_that_is_missing_is_listed_without_a_link(client, table):
    response = upload(client, workbook(table, FIGURES, {"B4": None}))
    assert shown(response)["trademark-filed"] == "现有 — 未取"
    assert lines(response)[0] == (
        "",
        "统计表 栏目“立案”没有找到，没有读取。请恢复表中原有的名称后再上传。",
    )


# --- Another table -------------------------------------------------------------------------------


def test_the_neighbours_workbook_is_not_taken(client, table):
    other = cast.report(table.period, cast.HUAIYANG)
    response = upload(client, workbook(other), "淮阳区.xlsx")
    assert (response.status_code, complaint(response)) == (
        422,
        "没有导入《淮阳区.xlsx》。工作簿下载自“淮阳区市场监督管理局”，不是川汇区市场监督管理局。"
        "请核对是否选错了文件。",
    )
    assert html.read(response).all("form", id="take-over") == []


def test_every_contradiction_is_named(client, table):
    other = cast.report(cast.open_period(quarter=3), cast.HUAIYANG)
    response = upload(client, workbook(other))
    assert complaint(response) == (
        "没有导入《川汇区.xlsx》。工作簿下载自“淮阳区市场监督管理局”，不是川汇区市场监督管理局。"
        "请核对是否选错了文件。工作簿是2021年三季度的统计表，不是2021年二季度的。"
        "请核对是否选错了文件或报告期。"
    )


def test_not_even_when_its_figures_are_posted_as_if_previewed(client, table):
    before = everything()
    data = workbook(cast.report(table.period, cast.HUAIYANG))
    response = client.post(URL, posted(data, confirmed="on"))
    assert (response.status_code, everything()) == (422, before)


def posted(data: bytes, **changes) -> dict[str, str]:
    """What the preview's form would post of this file."""
    content = base64.b64encode(data).decode()
    values = {"take_over": "1", "name": "川汇区.xlsx", "version": "1", "content": content}
    return values | changes


# --- A workbook that does not say whose it is ----------------------------------------------------


def test_a_workbook_that_says_unit_and_time_needs_no_confirmation(client, table):
    response = upload(client, mailed.paper("川汇区市场监督管理局", FIGURES))
    assert html.read(response).all("input", name="confirmed") == []
    assert take_over(client, response).status_code == 302
    assert filled(table) == FIGURES


@pytest.fixture
def anonymous() -> bytes:
    return mailed.paper("", FIGURES)


def test_one_that_does_not_is_confirmed_by_the_clerk(client, table, anonymous):
    response = upload(client, anonymous)
    page = html.read(response)
    box = page.find("input", name="confirmed")
    assert (box["type"], "required" in box, "checked" in box) == ("checkbox", True, False)
    assert box.parent.text == "我确认这是川汇区市场监督管理局2021年二季度的统计表"
    assert page.find("p", class_="about").texts[1] == "报送单位：（没有写明）"
    assert summary(response) == (
        "填入后有 5 格变化。工作簿中看不出是哪个单位、哪一期的表，请核对后在页面下方勾选确认。"
    )
    assert take_over(client, response, confirmed="on").status_code == 302
    assert filled(table) == FIGURES


@pytest.mark.parametrize("value", [None, "", "off", "1", "ON"])
def test_without_that_it_is_shown_again_and_nothing_is_stored(client, table, anonymous, value):
    before = everything()
    response = take_over(client, upload(client, anonymous), confirmed=value)
    assert (response.status_code, complaint(response)) == (
        422,
        "没有填入。请先核对单位和报告期，在页面下方勾选确认，再填入。",
    )
    assert everything() == before
    assert take_over(client, response, confirmed="on").status_code == 302


# --- Taking over ---------------------------------------------------------------------------------


def test_the_figures_become_the_draft_and_the_file_is_kept(client, table):
    data = workbook(table)
    response = take_over(client, upload(client, data, "川汇区二季度.xlsx"))
    assert (response.status_code, response["location"]) == (302, TABLE)
    after = stored(table)
    assert (filled(table), after.version, after.status) == (FIGURES, 2, "draft")
    source = SourceWorkbook.objects.get()
    assert (source, bytes(source.content)) == (after.source, data)
    assert (source.name, source.sha256) == ("川汇区二季度.xlsx", hashlib.sha256(data).hexdigest())
    assert (source.taken_by, source.on_behalf) == (cast.clerk(table.unit), False)
    page = html.read(client.get(TABLE))
    assert (
        page.find("p", class_="success").text
        == "已从《川汇区二季度.xlsx》填入 5 格。请核对后报送。"
    )
    assert page.find("input", id="trademark-value")["value"] == "15.54"


def test_a_draft_with_other_figures_is_replaced_as_previewed(client, table):
    cast.fill(table, {"actions": 40, "key_markets": 7})
    take_over(client, upload(client, workbook(table)))
    assert filled(table) == FIGURES


def test_a_returned_table_can_be_filled_so_too(client, table):
    cast.fill(table, {"actions": 40})
    cast.submit(table)
    cast.send_back(table)
    assert take_over(client, upload(client, workbook(table))).status_code == 302
    assert filled(table) == FIGURES


def test_a_double_click_stores_the_file_once(client, table):
    preview = upload(client, workbook(table))
    answers = [take_over(client, preview) for _ in range(2)]
    assert [(answer.status_code, answer["location"]) for answer in answers] == [(302, TABLE)] * 2
    assert (filled(table), stored(table).version) == (FIGURES, 2)
    assert SourceWorkbook.objects.count() == 1
    assert html.read(client.get(TABLE)).all("p", class_="success")[-1].text == (
        "《川汇区.xlsx》中的数字已经在表中。请核对后报送。"
    )


def test_a_file_of_two_mib_goes_all_the_way(client, table):
    """As base64 in the preview's form it is larger than Django takes by default."""
    padding = MAX_FILE - 20_000
    noise = random.Random(53).randbytes(padding)
    target = io.BytesIO(workbook(table))
    with ZipFile(target, "a", ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", noise)
    data = target.getvalue()
    assert padding < len(data) <= MAX_FILE
    response = take_over(client, upload(client, data))
    assert response.status_code == 302
    assert bytes(SourceWorkbook.objects.get().content) == data


def test_a_form_that_is_larger_still_is_answered_with_a_page(client, table):
    before = everything()
    content = "A" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    response = client.post(URL, {"take_over": "1", "content": content})
    assert (response.status_code, html.read(response).find("main").texts) == (
        413,
        [
            "提交的内容太大",
            "提交的内容超过了系统的上限，没有保存。请返回上一页，换小一些的文件再试。",
            "回到首页",
        ],
    )
    assert everything() == before


# --- Somebody else was quicker -------------------------------------------------------------------


def test_a_draft_that_was_saved_meanwhile_is_previewed_anew(client, table):
    preview = upload(client, workbook(table))
    cast.fill(table, {"actions": 40, "officers": 152}, at=cast.moment(date(2021, 6, 21), 9))
    before = everything()
    response = take_over(client, preview)
    assert (response.status_code, complaint(response)) == (
        409,
        "没有填入。您打开本页之后，川汇区填报员于 09:00 保存过这张表。"
        "您填的内容没有覆盖它，请核对两边的数字。",
    )
    assert shown(response)["actions"] == "46 现有 40 更改"
    assert shown(response)["officers"] == "152 现有 152"
    assert summary(response) == "填入后有 4 格变化。"
    assert everything() == before
    assert take_over(client, response).status_code == 302
    assert filled(table) == FIGURES


def test_a_table_that_was_submitted_meanwhile_is_left_alone(client, table):
    preview = upload(client, workbook(table))
    cast.submit(table)
    before = everything()
    response = take_over(client, preview)
    assert (response.status_code, complaint(response)) == (
        409,
        "没有填入。这张表现在是“已报送”，不能再填。需要修改请先撤回。",
    )
    assert buttons(response) == ["不填入，回到统计表"]
    assert everything() == before


# --- What a browser may make of the form ---------------------------------------------------------


@pytest.mark.parametrize("content", ["no base64", "QUJD=QUJD", "QUJ", "文件", None])
def test_a_file_that_does_not_come_back_whole_is_refused(client, table, content):
    response = upload(client, workbook(table))
    before = everything()
    response = take_over(client, response, content=content)
    assert (response.status_code, everything()) == (422, before)


def test_a_broken_text_is_named_so(client, table):
    response = take_over(client, upload(client, workbook(table)), content="no base64")
    assert complaint(response) == ("没有导入。页面带回的文件不完整，请重新选择文件上传。")


def test_other_content_is_looked_at_as_if_it_were_new(client, table):
    pdf = base64.b64encode(b"%PDF-1.7\n").decode()
    before = everything()
    response = take_over(client, upload(client, workbook(table)), content=pdf)
    assert (response.status_code, everything()) == (422, before)
    assert complaint(response).startswith("没有导入《川汇区.xlsx》。这是 PDF 文件")


@pytest.mark.parametrize("version", ["0", "2", "-1", "x", "", "１", "9" * 5000, None])
def test_a_version_that_nobody_saw_takes_nothing_over(client, table, version):
    preview = upload(client, workbook(table))
    before = everything()
    response = take_over(client, preview, version=version)
    assert (response.status_code, everything()) == (409, before)


def test_other_fields_that_are_posted_do_nothing(client, table):
    preview = upload(client, workbook(table))
    take_over(client, preview, officers="999", unit=cast.HUAIYANG, status="approved", quarter="1")
    assert (filled(table), stored(table).status) == (FIGURES, "draft")
    assert list(SourceWorkbook.objects.values_list("report", flat=True)) == [table.pk]


def test_a_name_that_is_posted_is_cleaned_too(client, table):
    take_over(client, upload(client, workbook(table)), name="..\\..\\x\r\ny\u202e.xlsx")
    assert SourceWorkbook.objects.get().name == "xy.xlsx"


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
        (cast.submit, "这张表现在是“已报送”，不能再填。需要修改请先撤回。"),
        (decided, "这张表现在是“已审核”，不能再填。需要更正请联系市局退回。"),
        (
            locked,
            "2021年二季度已于 2021年7月20日锁定，不能再改；"
            "确需更正的，由市局知识产权保护科批准延期后再改。",
        ),
    ],
    ids=["submitted", "approved", "locked"],
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
    with django_assert_num_queries(13):
        response = take_over(client, preview)
    assert (response.status_code, filled(table)) == (302, FIGURES)
