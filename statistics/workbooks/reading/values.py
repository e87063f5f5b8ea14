"""One cell of somebody's workbook as a figure, or the reason why it is none.

normaliser.read_figure() is the judge of every text; here is only what a spreadsheet adds to it:
binary fractions, dates, formulas and number formats.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ...form.indicators import Indicator
from ...form.normaliser import (
    EDGES,
    FULL_WIDTH,
    Figure,
    FigureError,
    OtherUnit,
    read_figure,
    show,
    unit_note,
)
from ...form.written_units import is_same_unit
from ..parser.sandbox import RawCell
from .problems import Problem

# In a number format: what stands there literally, a comma that divides by 1,000, a currency, ….
QUOTED = re.compile(r'"([^"]*)"|\\(.)|!(.)')
SCALING = re.compile(r"[0#?],+(?![0#?])")
CURRENCY = re.compile(r"[¥￥$€£]|RMB|CNY|USD")
BRACKETS = re.compile(r"\[[^\]]*\]")  # a condition, a colour, a language: [$-804] is no dollar
SHOWN = re.compile(r"[0#?]|General", re.IGNORECASE)
HAN = re.compile(r"[\u4e00-\u9fff]+")
DATE = re.compile(r"(\d{4}-\d{2}-\d{2})")


def read_value(cell: RawCell, indicator: Indicator) -> tuple[Figure, Problem | None]:
    """The figure in a cell that is not blank, with a note where it is worth saying how it was read.

    Counts in 件, 次, 人次, 个; amounts in 万元. A Problem that is no note means: no figure was taken.
    """
    reader = {"number": _number, "text": _text}.get(cell.kind)
    if reader is None:
        return None, _unreadable(cell, indicator)
    return reader(cell, indicator)


def expected(indicator: Indicator) -> str:
    """What a cell of this kind should hold."""
    if indicator.is_amount:
        return "以万元计的金额，例如 15.54"
    return f"以{indicator.unit}计的整数，例如 12"


def _number(cell: RawCell, indicator: Indicator) -> tuple[Figure, Problem | None]:
    text = _decimal(cell.text)
    doubt = _doubtful_format(cell.number_format, indicator)
    if doubt:
        return None, Problem(
            "number_format",
            f"单元格格式为“{doubt}”，显示的数与存储的数 {text} 可能不同。"
            f"请把单元格格式改为“常规”，核对后再上传；此格应填{expected(indicator)}。",
            found=text,
            expected=expected(indicator),
        )
    return _read(text, indicator)


def _decimal(text: str) -> str:
    """A stored number with the 15 digits that Excel itself counts, shows and compares by.

    What is behind them comes from adding binary fractions: 0.1 + 0.2 is stored as
    0.30000000000000004. No digit that anyone could see is lost.
    """
    try:
        return show(Decimal(f"{Decimal(text):.15g}"))
    except InvalidOperation:
        return text  # inf: read_figure says that it is no number


def is_stored_as(cell: RawCell, sum_of_figures: Figure) -> bool:
    """Whether a number is this sum as far as its fifteen digits go; a sum may have more."""
    if cell.kind != "number":
        return False
    stored, exact = Decimal(_decimal(cell.text)), Decimal(show(sum_of_figures))
    last_digit = Decimal(1).scaleb(exact.adjusted() - 14)
    return stored.is_finite() and abs(stored - exact) < last_digit


@lru_cache(maxsize=500)  # a sheet has a handful
def _doubtful_format(number_format: str, indicator: Indicator) -> str:
    """The number format, if what it shows is not simply the number in the unit that is due."""
    if number_format in {"", "General", "@"}:
        return ""
    sections = BRACKETS.sub("", number_format.replace("G/通用格式", "General"))
    bare = QUOTED.sub("", sections)
    is_scaled = "%" in bare or SCALING.search(bare)
    is_hidden = not SHOWN.search(bare.partition(";")[0])
    has_currency = CURRENCY.search(number_format.replace("[$-", "["))
    words = HAN.findall(QUOTED.sub(_unquoted, sections))
    has_other_words = not all(is_same_unit(word, indicator) for word in words)
    is_doubtful = is_scaled or is_hidden or has_currency or has_other_words
    return number_format if is_doubtful else ""


def _unquoted(literal: re.Match) -> str:
    return "".join(literal.groups(default=""))


def _text(cell: RawCell, indicator: Indicator) -> tuple[Figure, Problem | None]:
    figure, problem = _read(cell.text, indicator)
    note = "" if problem else unit_note(cell.text, indicator)
    return figure, _note_unit(cell.text, figure, note) if note else problem


def _read(text: str, indicator: Indicator) -> tuple[Figure, Problem | None]:
    try:
        return read_figure(text, indicator), None
    except OtherUnit as error:
        folded = text.translate(FULL_WIDTH).strip(EDGES)
        message = str(error).replace("只填数字。", "只填数字后再上传。")
        return None, Problem("wrong_unit", message, found=folded, expected=expected(indicator))
    except FigureError as error:
        return None, Problem("not_a_figure", str(error), found=text, expected=expected(indicator))


def _note_unit(text: str, figure: Figure, note: str) -> Problem:
    found = text.translate(FULL_WIDTH).strip(EDGES)
    return Problem("unit_after_number", note, found=found, expected=show(figure), is_note=True)


def _unreadable(cell: RawCell, indicator: Indicator) -> Problem:
    code, sentence = {
        "formula": (
            "formula_not_calculated",
            f"公式“{cell.text}”未计算，没有结果。请用 Excel 或 WPS 打开后保存，再上传。",
        ),
        "error": ("error_value", f"公式出错，显示为“{cell.text}”。请改正公式或直接填数字。"),
        "date": (
            "date",
            f"是日期“{_day(cell.text)}”，不是数字。"
            "可能是键入 3-5、3/5 之类时被表格软件改成了日期，请把格式改为“常规”后重新填写。",
        ),
        "boolean": (
            "not_a_figure",
            f"“{cell.text.upper()}”是逻辑值，不是数字。请改填数字；没有就留空。",
        ),
    }[cell.kind]
    return Problem(code, sentence, found=cell.text, expected=expected(indicator))


def _day(text: str) -> str:
    day = DATE.match(text)
    return day.group() if day else text
