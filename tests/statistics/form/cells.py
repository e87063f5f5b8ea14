"""One cell of each kind, what it may hold, and the sentence that refuses anything else."""

from decimal import Decimal

import pytest
from hypothesis import strategies as st

from statistics.form.figures import Figures
from statistics.form.indicators import CELLS
from statistics.form.normaliser import FigureError, read_figure

COUNT = CELLS["trademark-filed"].indicator  # 立案（件）
PEOPLE = CELLS["officers"].indicator  # 出动执法人员（人次）
AMOUNT = CELLS["trademark-value"].indicator  # 涉案金额（万元）
STOCK = CELLS["key_markets"].indicator  # 辖区重点实体经济市场数量（个）

NO_COUNT = "不是数字，此格应填以件计的整数，例如 12；没有就留空。"

counts = st.integers(0, 999_999_999)
amounts = st.integers(0, 999_999_999_999_999).map(lambda fen: Decimal(fen).scaleb(-6))
tables = st.fixed_dictionaries(
    {},
    optional={
        name: st.none() | (amounts if cell.indicator.is_amount else counts)
        for name, cell in CELLS.items()
        if cell.category in {None, "trademark", "other_patent"}
    },
).map(Figures)


def refusal(text, indicator, reader=read_figure, *previous) -> str:
    with pytest.raises(FigureError) as refused:
        reader(text, indicator, *previous)
    return str(refused.value)
