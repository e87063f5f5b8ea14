"""批注: what the city remarks at single cells, and what becomes of it."""

import pytest

from statistics.checks.remarks import FollowUp, Remark, follow_up, read_remarks
from statistics.errors import RemarkRefused
from statistics.form.figures import Figures

FIGURES = Figures({"actions": 46, "trademark-filed": 10})
FILED = Remark("trademark-filed", "与附件不符", "10")
CLOSED = Remark("trademark-closed", "漏填", "")


@pytest.mark.parametrize(
    "cell", ["trademark-filed", "商标侵权案件 · 立案", " 商标侵权案件 · 立案 "]
)
def test_a_cell_is_named_by_its_input_or_as_it_is_printed(cell):
    assert read_remarks([(cell, " 与附件不符\n"), ("", " ")], FIGURES) == [FILED]
    assert FILED.label == "商标侵权案件 · 立案"


@pytest.mark.parametrize(
    ("pairs", "sentence"),
    [
        ([("", "漏填")], "批注“漏填”没有写明是哪一格，请选一格，例如“商标侵权案件 · 立案”。"),
        ([("立案", "漏填")], "表中没有“立案”这一格，请从列表中选，例如“商标侵权案件 · 立案”。"),
        ([("actions", "")], "“开展执法行动”的批注尚未填写内容，请写明要核对什么。"),
        ([("actions", "字" * 201)], "“开展执法行动”的批注有 201 个字，最多 200 个。"),
        ([("actions", "一"), ("actions", "二")], "“开展执法行动”有两条批注，请合写成一条。"),
    ],
)
def test_what_is_no_remark(pairs, sentence):
    with pytest.raises(RemarkRefused) as refusal:
        read_remarks(pairs, FIGURES)
    assert refusal.value.message == sentence


def test_what_became_of_them():
    now = FIGURES.replace({"trademark-filed": 9, "officers": 92})
    followed = follow_up([FILED, CLOSED], FIGURES, now)
    assert followed == FollowUp([FILED], [CLOSED], ["出动执法人员"])
    assert followed.summary == "批注的 2 格中 1 格已改，另改 1 格"


def test_without_remarks_only_what_was_changed_is_counted():
    assert follow_up([], FIGURES, FIGURES.replace({"actions": 47})).summary == "共改 1 格"
    assert follow_up([], FIGURES, FIGURES).summary == ""
