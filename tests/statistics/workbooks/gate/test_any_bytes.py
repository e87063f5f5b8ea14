"""Whatever the bytes are, the gate says what they are or refuses them in a sentence."""

import io
from zipfile import ZIP_STORED, ZipFile

from hypothesis import example, given, settings
from hypothesis import strategies as st

from statistics.workbooks.gate.first_look import Refused, Sort, inspect
from tests.statistics.workbooks.gate.hostile import containers, harmful, mistakes
from tests.statistics.workbooks.gate.hostile.containers import good, with_parts, xls
from tests.statistics.workbooks.gate.sentences import READ


def answer(data: bytes) -> str:
    """The sort or the code; any other exception than Refused fails the test."""
    try:
        return inspect(data, "统计表.xlsx")
    except Refused as refused:
        return refused.code


def require_answer(data: bytes) -> None:
    """It is refused with a known code, or zipfile, and so openpyxl, can read all of it."""
    found = answer(data)
    if found is Sort.XLSX:
        with ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
    else:
        assert found is Sort.XLS or found in READ


BEGINNINGS = [
    b"",
    b"PK\3\4",
    b"PK\5\6",
    containers.ole()[:8],
    b"<",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"BM",
]


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=400), st.sampled_from([b"", good()[-22:]]))
@settings(max_examples=200)
def test_random_bytes_are_refused(beginning, middle, end):
    assert answer(beginning + middle + end) in READ


SEEDS = [
    good(),
    with_parts({}, ZIP_STORED),
    xls(),
    harmful.nested(),
    mistakes.open_document("spreadsheet"),
    mistakes.XML_2003.encode("utf-16"),
]
# Signatures, sizes that stand for "see the zip64 field", and such fields.
TROUBLE = [b"PK\1\2", b"PK\3\4", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"\0" * 4, b"\xff" * 4]
TROUBLE += [
    b"\1\0\x18\0" + b"\xff" * 24,
    b"\1\0\x08\0\0\0\0\0\0\0\0\0",
    b"\x75\x70\x09\0\1\0\0\0\0",
]
# From the end, where the directory stands, or from the beginning.
changes = st.tuples(
    st.integers(-1200, 1200), st.binary(min_size=1, max_size=3) | st.sampled_from(TROUBLE)
)


@given(st.sampled_from(SEEDS), st.lists(changes, min_size=1, max_size=6))
@example(good(), [(-1, b"\xff"), (-6, b"\xff\xff\xff\xff")])  # the directory outside the file
@settings(max_examples=200)
def test_a_changed_file_is_read_or_refused(seed, places):
    data = bytearray(seed)
    for at, new in places:
        at %= len(data)
        data[at : at + len(new)] = new
    require_answer(bytes(data))


@given(st.sampled_from(SEEDS), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=200)
def test_a_piece_of_a_file_is_read_or_refused(seed, start, end):
    require_answer(seed[int(start * len(seed)) : int(end * len(seed))])


@given(st.text(max_size=20))
@settings(max_examples=50)
def test_no_name_changes_what_a_file_is(name):
    assert inspect(good(), name) is Sort.XLSX
