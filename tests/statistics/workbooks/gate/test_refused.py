"""The first look at an uploaded file: what is refused, and what the clerk reads."""

import pytest

from statistics.errors import ReportError
from statistics.workbooks.gate.first_look import Refused, inspect
from statistics.workbooks.gate.refusals import SENTENCES, in_mb
from tests.statistics.workbooks.gate.hostile import HOSTILE
from tests.statistics.workbooks.gate.hostile.containers import MIB, good
from tests.statistics.workbooks.gate.sentences import READ


def refusal(data: bytes, name: str = "统计表.xlsx") -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        inspect(data, name)
    return refused.value.code, refused.value.message


@pytest.mark.parametrize("key", HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_sentence(key):
    name, make = HOSTILE[key]
    code = key.partition(":")[0]
    assert refusal(make(), name) == (code, READ[code])


@pytest.mark.parametrize("key", [key for key in HOSTILE if not key.startswith("lock_file")])
def test_the_name_makes_no_difference(key):
    _, make = HOSTILE[key]
    code = key.partition(":")[0]
    assert refusal(make(), "统计表.et") == (code, READ[code])


AFTERWARDS = {
    "unreadable",
    "overloaded",
    "timeout",
    "memory",
    "no_table",
    "several_tables",
}  # ../parser/test_sandbox.py …


def test_every_code_has_a_file_and_a_sentence():
    codes = {key.partition(":")[0] for key in HOSTILE}
    assert codes == set(READ) == set(SENTENCES) - AFTERWARDS
    assert len(set(READ.values())) == len(READ)


def test_a_refusal_is_a_report_error_that_answers_422():
    refused = Refused("pdf", "这是 PDF 文件。")
    assert isinstance(refused, ReportError)
    assert (refused.status, refused.code, refused.message, str(refused)) == (
        422,
        "pdf",
        "这是 PDF 文件。",
        "这是 PDF 文件。",
    )


@pytest.mark.parametrize("sixtieths", range(1, 60))
def test_a_workbook_cut_off_early_is_damaged(sixtieths):
    data = good()[: sixtieths * len(good()) // 60]
    assert refusal(data) == ("damaged", READ["damaged"])


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0"),
        (1, "0.1"),
        (2 * MIB, "2"),
        (2 * MIB + 1, "2.1"),
        (20 * MIB, "20"),
        (20 * MIB - 1, "20"),
        (2**64 - 1, "17592186044416"),
    ],
)
def test_a_size_is_never_rounded_down(size, shown):
    assert in_mb(size) == shown
