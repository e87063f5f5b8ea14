"""Files that nobody should have to open, through the import page: a page in answer, nothing stored.

The client raises whatever a view raises, so that each test also says: no 5xx.
"""

import base64
import io
import random
from contextlib import nullcontext
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from statistics.models import CaseRow, Report, SourceWorkbook
from statistics.workbooks.parser.sandbox import Sandbox
from statistics.workbooks.reading import incoming
from tests import cast, html
from tests.statistics.intake import mailed
from tests.statistics.workbooks.gate.hostile import HOSTILE, PAST_THE_GATE
from tests.statistics.workbooks.gate.hostile.containers import SHEET, packed

pytestmark = pytest.mark.django_db

URL = "/reports/411602/2021/q2/import/"


@pytest.fixture
def table() -> Report:
    """川汇区's second quarter with a draft."""
    table = cast.report(cast.open_period())
    cast.fill(table, {"actions": 40, "officers": 120})
    return table


@pytest.fixture(autouse=True)
def signed_in(client, table):
    client.force_login(cast.clerk(table.unit))


@pytest.fixture(autouse=True)
def one_sandbox(monkeypatch):
    """Less patience with each file, which makes no answer milder: what takes longer is refused."""
    with Sandbox(seconds=1) as sandbox:
        monkeypatch.setattr(incoming, "Sandbox", lambda: nullcontext(sandbox))
        yield


@pytest.fixture
def before(table) -> tuple:
    return everything()


def everything() -> tuple:
    """All that an import could have changed."""
    reports, rows = Report.objects.order_by("pk"), CaseRow.objects.order_by("pk")
    return list(reports.values()), list(rows.values()), SourceWorkbook.objects.count()


def upload(client, data: bytes, name="川汇区.xlsx"):
    return client.post(URL, {"workbook": SimpleUploadedFile(name, data)})


# --- Files ---------------------------------------------------------------------------------------


def test_what_the_gate_refuses_gets_a_sentence_and_the_form_again(client, before):
    answers = {key: upload(client, make(), name) for key, (name, make) in HOSTILE.items()}
    assert {key: told(answer) for key, answer in answers.items()} == dict.fromkeys(
        HOSTILE, (422, True, [URL])
    )
    assert everything() == before


def test_so_does_what_gets_past_the_gate(client, before):
    """None of it is the official table, so none may come as far as a preview."""
    answers = {key: upload(client, make()) for key, make in PAST_THE_GATE.items()}
    assert {key: told(answer) for key, answer in answers.items()} == dict.fromkeys(
        PAST_THE_GATE, (422, True, [URL])
    )
    assert everything() == before


def told(response) -> tuple[int, bool, list[str]]:
    """The status, whether there is a whole sentence, and where the next file can be chosen."""
    page = html.read(response)
    sentence = page.find("p", role="alert").text
    return (
        response.status_code,
        sentence.endswith("。"),
        [form["action"] for form in page.all("form", class_="choose")],
    )


def test_nor_is_any_of_it_taken_over_unseen(client, before):
    makers = {key: make for key, (_, make) in HOSTILE.items()} | PAST_THE_GATE
    chosen = random.Random(53).sample(sorted(makers), 30)
    statuses = {key: client.post(URL, posted(makers[key]())).status_code for key in chosen}
    assert statuses.items() <= dict.fromkeys(chosen, 422).items()
    assert everything() == before


def posted(data: bytes, **changes) -> dict[str, str]:
    """What the preview's form would post of this file."""
    content = base64.b64encode(data).decode()
    values = {"take_over": "1", "name": "川汇区.xlsx", "version": "2", "content": content}
    return values | {"confirmed": "on"} | changes


# --- A good workbook that something has happened to (seeded) -------------------------------------


@pytest.fixture
def good(table) -> bytes:
    return mailed.attachment(table, {"actions": 46, "trademark-filed": 10})


def test_the_good_workbook_has_a_preview(client, good):
    assert upload(client, good).status_code == 200


def test_bytes_damaged_on_the_way_do_no_harm(client, good, before):
    dice = random.Random(53)
    statuses = {upload(client, damaged(good, dice)).status_code for _ in range(25)}
    assert (statuses - {200, 422}, everything()) == (set(), before)


def test_nor_does_damage_that_no_checksum_shows(client, good, before):
    """Digits of the sheet's XML, of addresses, styles and figures, become other characters."""
    dice = random.Random(54)
    with ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    copies = [packed(parts | {SHEET: misprinted(parts[SHEET], dice)}) for _ in range(25)]
    statuses = {upload(client, data).status_code for data in copies}
    assert (statuses, everything()) == ({200, 422}, before)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """A copy with one to three passages changed, lost, added or doubled."""
    copy = bytearray(data)
    for _ in range(dice.randint(1, 3)):
        at, size = dice.randrange(len(copy)), dice.randint(1, 48)
        passage = bytes(copy[at : at + size])
        swapped = bytes(byte ^ dice.choice((0, 0, 0, 1, 2, 16)) for byte in passage)
        copy[at : at + size] = dice.choice((swapped, b"", passage * 2, b"9" * size))
    return bytes(copy)


def misprinted(data: bytes, dice: random.Random) -> bytes:
    copy = bytearray(data)
    digits = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    for at in dice.sample(digits, dice.randint(1, 4)):
        copy[at] = dice.choice(b"0123456789.-+eE,% x")
    return bytes(copy)


# --- Names ---------------------------------------------------------------------------------------

NAMES = {
    "../../x.xlsx": "x.xlsx",
    "/etc/passwd": "passwd",
    "C:\\Users\\clerk\\表.xlsx": "表.xlsx",
    "a\r\nSet-Cookie: x=1.xlsx": "aSet-Cookie: x=1.xlsx",
    "a\0b.xlsx": "ab.xlsx",
    "统计\u202exslx.exe": "统计xslx.exe",
    "表\u2028格.xlsx": "表格.xlsx",
    "表" * 300 + ".xlsx": "表" * 195 + ".xlsx",
    "CON": "CON",
    "<img src=x>.xlsx": "<img src=x>.xlsx",
    "{{ page.report }}.xlsx": "{{ page.report }}.xlsx",
    "'; DROP TABLE.xlsx": "'; DROP TABLE.xlsx",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_no_name_of_a_file_does_harm(client, table, good, name):
    """As a browser would send it, and as a form could bring it back."""
    response = client.post(URL, *sent_as(name, good))
    shown = html.read(response).find("form", id="take-over").values["name"]
    assert (response.status_code, shown) == (200, NAMES[name])
    assert client.post(URL, posted(good, name=name)).status_code == 302
    source = SourceWorkbook.objects.get()
    assert (source.name, bytes(source.content)) == (NAMES[name], good)
    page = html.read(client.get("/reports/411602/2021/q2/"))
    assert page.find("p", class_="source").find("a").text == f"《{' '.join(NAMES[name].split())}》"


@pytest.mark.parametrize("name", ["..", ".", " ", "\u200b", "///"])
def test_a_file_without_a_name_gets_one(client, good, name):
    assert client.post(URL, posted(good, name=name)).status_code == 302
    assert SourceWorkbook.objects.get().name == "未命名的工作簿"


def sent_as(name: str, data: bytes) -> tuple[bytes, str]:
    """The body and content type of a request that uploads the file under exactly this name."""
    written = (
        f'filename="{name}"' if len(name) > 100 else f"filename*=utf-8''{quote(name, safe='')}"
    )
    head = f'form-data; name="workbook"; {written}'
    body = f"--limit\r\nContent-Disposition: {head}\r\n\r\n".encode() + data + b"\r\n--limit--\r\n"
    return body, "multipart/form-data; boundary=limit"
