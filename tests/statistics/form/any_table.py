"""Any table at all: every cell blank, or a figure that it may hold."""

from decimal import Decimal

from hypothesis import strategies as st

from statistics.form.figures import Figures
from statistics.form.indicators import CELLS

counts = st.none() | st.integers(0, 999_999_999)
amounts = st.none() | st.integers(0, 999_999_999_999_999).map(lambda fen: Decimal(fen).scaleb(-6))
tables = st.fixed_dictionaries(
    {name: amounts if cell.indicator.is_amount else counts for name, cell in CELLS.items()}
).map(Figures)
