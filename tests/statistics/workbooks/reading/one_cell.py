"""One cell of somebody's workbook, read as a figure of one kind or another."""

from statistics.form.indicators import CELLS
from statistics.workbooks.parser.sandbox import RawCell
from statistics.workbooks.reading.values import read_value

COUNT = CELLS["trademark-filed"].indicator  # 立案（件）
TIMES = CELLS["actions"].indicator  # 开展执法行动（次）
PEOPLE = CELLS["officers"].indicator  # 出动执法人员（人次）
AMOUNT = CELLS["trademark-value"].indicator  # 涉案金额（万元）
MARKETS = CELLS["key_markets"].indicator  # 辖区重点实体经济市场数量（个）


def read(text, indicator, number_format="General"):
    """The figure of a number's cell, or the code of the problem."""
    figure, problem = read_value(RawCell("number", text, number_format), indicator)
    return problem.code if problem else figure


def read_text(text, indicator):
    """The figure of a text's cell with the code of the note, if there is one; or the problem's."""
    figure, problem = read_value(RawCell("text", text), indicator)
    if problem is None:
        return figure
    return (figure, problem.code) if problem.is_note else problem.code
