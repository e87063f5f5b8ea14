"""What differs between two versions: exactly that, and the other way round too."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statistics.form.indicators import CELLS, COLUMNS
from statistics.form.normaliser import show
from statistics.models.edition import content_of
from statistics.record import comparison
from statistics.record.comparison import KEPT, Difference, Kept, Side, cells, sides, totals
from tests.statistics.entry.comparing import three_editions
from tests.statistics.form.any_table import tables


@pytest.fixture
def table(db):
    return three_editions()


# --- The law -------------------------------------------------------------------------------------


changed = st.dictionaries(st.sampled_from(sorted(CELLS)), st.none() | st.integers(0, 9))


def label(name: str) -> str:
    return f"{CELLS[name].label}（{CELLS[name].indicator.unit}）"


def turned(differences: list[Difference]) -> list[tuple[str, str, str]]:
    return [(each.label, each.new, each.old) for each in differences]


def number(by: str) -> Decimal:
    """A difference as it is written, with its true minus."""
    return Decimal(by.replace("−", "-"))


@given(tables, changed)
@settings(max_examples=60)
def test_a_comparison_is_exactly_what_differs_and_turning_it_round_swaps_old_and_new(old, some):
    new = old.replace(some)
    names = old.differences(new)
    found = cells(old, new)
    assert [(each.label, each.old, each.new) for each in found] == [
        (label(name), show(old[name]), show(new[name])) for name in names
    ]
    columns = [column for column in COLUMNS if old.totals[column.key] != new.totals[column.key]]
    sums = totals(old, new)
    assert [each.label for each in sums] == [f"合计 · {column.label}" for column in columns]
    for there, back in ((found, cells(new, old)), (sums, totals(new, old))):
        assert turned(there) == [(each.label, each.old, each.new) for each in back]
        assert all(number(one.by) == -number(two.by) for one, two in zip(there, back, strict=True))
    figures = zip(names, found, strict=True)
    assert all(number(each.by) == (new[n] or 0) - (old[n] or 0) for n, each in figures)


@given(tables)
@settings(max_examples=10)
def test_a_table_does_not_differ_from_itself(figures):
    assert (cells(figures, figures), totals(figures, figures)) == ([], [])


# --- What is kept beside the figures -------------------------------------------------------------


def test_every_key_of_an_edition_is_compared_somewhere(table):
    elsewhere = {"year", "quarter", "figures", "workbook"}  # the report's own; and the cells
    assert content_of(table).keys() - elsewhere <= KEPT.keys()


def test_a_new_key_takes_one_line_and_is_compared_item_by_item(monkeypatch):
    explained = Kept(
        "情况说明", shown=lambda item: item["text"], named=lambda key, item: item["says"]
    )
    monkeypatch.setattr(comparison, "KEPT", {"explanations": explained, "reply": Kept("答复")})
    same = {"says": "结案多于立案", "text": "含上年结转两件"}
    old = {"explanations": {"D1": same, "M1": {"says": "罚没款较大", "text": "依法从重处罚"}}}
    new = {"explanations": {"D1": same, "A4": {"says": "人次偏少", "text": "外单位联合执法"}}}
    assert sides(old, new | {"reply": "已核对"}) == [
        Side("情况说明 · 罚没款较大", "依法从重处罚", "（无）", differs=True),
        Side("情况说明 · 人次偏少", "（无）", "外单位联合执法", differs=True),
        Side("答复", "（无）", "已核对", differs=True),
    ]
    assert sides(old, old | {"reply": ""}) == []
    assert sides({}, new)[0] == Side(
        "情况说明 · 结案多于立案", "（无）", "含上年结转两件", differs=True
    )
