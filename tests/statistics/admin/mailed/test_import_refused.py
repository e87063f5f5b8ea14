"""Mailed workbooks that the city's import page refuses, and those who may bring none."""

import io
from zipfile import ZipFile

import pytest

from statistics.admin.mailed import import_page
from statistics.admin.mailed.carried_files import MAX_FILES, MAX_TOTAL
from tests import cast
from tests.statistics.admin import city
from tests.statistics.admin.mailed.importing import (
    PAGE,
    TAKE,
    base64,
    carried,
    preview,
    refused,
    stored,
    upload,
)
from tests.statistics.intake import mailed

pytestmark = pytest.mark.django_db


TOO_MUCH = "一次最多 200 个文件，共 6 MB；{}，没有导入。请分几次上传，或联系系统管理员批量导入。"


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
        (b"no archive", "压缩包已损坏，无法打开。请重新压缩，或直接选择多个工作簿上传。"),
        (b"", "压缩包已损坏，无法打开。请重新压缩，或直接选择多个工作簿上传。"),
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
        "读取这些文件超过 -1 秒，没有导入。请分几次上传，或联系系统管理员批量导入。",
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
