"""A clerk's workbook becomes the draft: whose it must be, and what stands in the way."""

import base64
import hashlib
import io
import random
from datetime import date
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.conf import settings

from statistics.models import SourceWorkbook
from statistics.workbooks.gate.first_look import MAX_FILE
from tests import cast, html
from tests.statistics.intake import mailed
from tests.statistics.intake.importing import (
    FIGURES,
    TABLE,
    URL,
    buttons,
    complaint,
    everything,
    filled,
    posted,
    shown,
    stored,
    summary,
    take_over,
    upload,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("signed_in")]


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


def test_yesterdays_download_survives_a_changed_code_and_name(client, table):
    data, unit = workbook(table), table.unit
    unit.code, unit.name = "411699", "沙颍区市场监督管理局"
    unit.save()
    response = upload(client, data)
    assert (response.status_code, html.read(response).all("p", role="alert")) == (200, [])
    response = take_over(client, response)
    assert (response.status_code, response.url) == (302, "/reports/411699/2021/q2/")
    assert filled(table) == FIGURES


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
        "填入后有 5 格变化。无法从工作簿识别报送单位和报告期，请核对后在页面下方勾选确认。"
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
            "返回首页",
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
        "没有填入。您打开本页之后，您在另一窗口于 2021年6月21日 09:00 保存过这张表。"
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
        "没有填入。这张表现在是“已报送”，不能继续填报。需要修改请先撤回。",
    )
    assert buttons(response) == ["不填入，返回统计表"]
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
