"""The hidden mark of a downloaded table: written, found again, and nothing else taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statistics.form.normaliser import show
from statistics.workbooks.fingerprint import PROPERTY, Fingerprint
from statistics.workbooks.parser import cells
from tests.statistics.form.any_table import tables

marks = st.builds(
    Fingerprint,
    form=st.from_regex(r"[0-9A-Za-z]{1,12}", fullmatch=True),
    unit=st.from_regex(r"[0-9A-Z]{6,12}", fullmatch=True),
    year=st.integers(1000, 9999),
    quarter=st.integers(1, 4),
    totals=st.just(()) | tables.map(lambda figures: tuple(map(show, figures.totals.values()))),
)


def test_the_reader_knows_the_property_by_its_name():
    assert cells.FINGERPRINT == PROPERTY


@given(marks)
def test_a_mark_is_read_back(mark):
    assert Fingerprint.parse(str(mark)) == mark


@given(marks, st.binary(max_size=20), st.binary(max_size=20))
def test_a_mark_is_found_among_the_bytes_of_an_old_workbook(mark, before, after):
    data = b"%b\0%b\0%b" % (before, str(mark).encode(), after)
    assert cells.FINGERPRINT_IN_XLS.search(data).group().decode() == str(mark)


@pytest.mark.parametrize(
    "text",
    [
        *("", "zkreport", "zkreport:", "zkreport:2021/411602/2021", "zkreport:2021/411602/2021/5"),
        *("zkreport:2021/411602/2021/2 ", " zkreport:2021/411602/2021/2", "2021/411602/2021/2"),
        *(
            "zkreport:2021/４１１６０２/2021/2",
            "zkreport:2021/4116/2021/2",
            "zkreport:/411602/2021/2",
        ),
        "zkreport:2021/411602/2021/2\n",
    ],
)
def test_anything_else_is_no_mark(text):
    assert Fingerprint.parse(text) is None
