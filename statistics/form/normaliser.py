"""What one cell may hold, and how a figure is written: the one normaliser. Knows no Django.

The web form, imported workbooks and any API read with the same read_figure() (FORM: "What a cell
holds"). Every refusal says what stands there, what is expected, and what to do.
"""

import re
import unicodedata
from decimal import Decimal

from .indicators import Indicator, Kind
from .written_units import is_same_unit, split_unit

Figure = int | Decimal | None

NO_FIGURE = {"", "-", "--", "–", "—", "——", "―", "一", "/", "无"}
AMOUNT_PLACES = 6  # 0.000001 万元 is 1 分, the smallest sum there is
PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
# Chinese input methods type full-width forms. Only those are folded: full NFKC would also turn
# 10² into 102, a figure nobody wrote. − is the minus that group() writes.
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}
WRITTEN = re.compile(r"([+−-]?)([0-9]{1,20})(\.[0-9]+)?")
EDGES = " \t\r\n\u00a0\u200b\ufeff"


class FigureError(ValueError):
    """A text that is no figure of this form; the message tells the clerk what to do."""


class OtherUnit(FigureError):
    """A number with a unit behind it that is not the cell's: nothing is converted."""


def read_figure(text: str, indicator: Indicator) -> Figure:
    """Turn what stands in a cell into a figure.

    The one reader for the web form, imported workbooks and any API: full-width digits, surrounding
    space, thousands separators and the cell's own unit after the number (which unit_note() tells of)
    are understood; dashes, 无 and blank mean "no figure" (None). Counts come back as int, 万元
    amounts as exact Decimal; nothing is ever rounded. Raises FigureError with a sentence in Chinese.
    """
    folded = text.translate(FULL_WIDTH).strip(EDGES)
    if folded in NO_FIGURE:
        return None
    if PLAIN.fullmatch(folded):  # nearly every one
        return _in_range(folded, folded, indicator)
    _refuse_hidden_characters(folded)
    number, unit = split_unit(folded, indicator)
    if unit and not is_same_unit(unit, indicator):
        raise OtherUnit(
            f"{_quoted(folded)}写的单位是“{unit}”，此格的单位是{indicator.unit}。"
            f"请换算成{indicator.unit}，只填数字。"
        )
    if unit:
        return read_figure(number, indicator)
    size = folded.removeprefix("-")
    if GROUPED.fullmatch(size):
        size = size.replace(",", "")
    if PLAIN.fullmatch(size) and folded.startswith("-"):
        raise FigureError(f"{_quoted(folded)}是负数，此格应填 0 或正数；没有就留空。")
    if PLAIN.fullmatch(size):
        return _in_range(size, folded, indicator)
    if PLAIN.fullmatch(folded.replace(",", "")):
        raise FigureError(f"{_quoted(folded)}的千位分隔符位置不对，请去掉逗号重新填写，例如 1234。")
    raise _no_number(folded, indicator)


def read_increment(text: str, indicator: Indicator, previous: Figure) -> Figure:
    """Read what is new this period (当期新增) and return the cumulative figure: last + new.

    A leading minus is allowed, because a correction may lower the cumulative figure; the result
    itself may not be negative. Blank stays blank. A stock has no increment and is read as it is.
    """
    if indicator.kind is Kind.STOCK:
        return read_figure(text, indicator)
    folded = text.translate(FULL_WIDTH).strip(EDGES)
    if folded in NO_FIGURE:
        return None
    falls = folded.startswith("-")
    new = read_figure(folded[1:] if falls else folded.removeprefix("+"), indicator)
    if new is None:  # a sign before nothing: as a blank it would wipe out the cumulative figure
        raise _no_number(folded, indicator)
    cumulative = (previous or 0) + (-new if falls else new)
    if cumulative < 0:
        raise FigureError(
            f"上期累计 {show(previous or 0)}，新增 {show(-new)} 后累计小于 0，请核对新增数。"
        )
    return _in_range(show(cumulative), show(cumulative), indicator, called="累计")


def unit_note(text: str, indicator: Indicator) -> str:
    """How a text that could be read was read, if a unit stands behind its number; "" for none."""
    folded = text.translate(FULL_WIDTH).strip(EDGES)
    sign = folded[:1] if folded[:1] in {"+", "-"} else ""  # of an increment
    number, unit = split_unit(folded.removeprefix(sign), indicator)
    if not unit:
        return ""
    figure = show(read_figure(number, indicator))
    return f"{_quoted(folded)}的数字后写有单位“{unit}”，已读作 {sign}{figure}。"


def reveal_hidden(text: str) -> str:
    """The text with □ for each character that no one can see to delete.

    Those are zero-width spaces, direction marks and controls.
    """
    if text.isprintable():  # almost every one
        return text
    return "".join("□" if unicodedata.category(char) in {"Cf", "Cc"} else char for char in text)


def _refuse_hidden_characters(text: str) -> None:
    visible = reveal_hidden(text)
    if visible != text:
        raise FigureError(
            f"{_quoted(visible)}中夹有看不见的字符（以□表示），请清空此格后重新键入数字。"
        )


def _in_range(text: str, typed: str, indicator: Indicator, called: str = "") -> Figure:
    """The figure of a plain number; a refusal quotes it as it was `typed`."""
    whole, _, fraction = text.partition(".")
    whole = whole.lstrip("0") or "0"  # Python reads no integer of thousands of digits
    if len(whole) > 9:
        hint = "，请核对是否把“元”当成了“万元”" if indicator.is_amount else ""
        raise FigureError(f"{called}{_quoted(typed)}太大，整数部分最多 9 位{hint}。")
    if not indicator.is_amount:
        if fraction.strip("0"):
            raise FigureError(
                f"{called}{_quoted(typed)}不是整数，此格应填{_expected(indicator)}，不能有小数。"
            )
        return int(whole)
    if len(fraction) > AMOUNT_PLACES:
        raise FigureError(
            f"{called}{_quoted(typed)}的小数超过 6 位；单位是万元，0.000001 万元即 1 分。"
        )
    return Decimal(f"{whole}.{fraction}")


def _no_number(text: str, indicator: Indicator) -> FigureError:
    return FigureError(f"{_quoted(text)}不是数字，此格应填{_expected(indicator)}；没有就留空。")


def _expected(indicator: Indicator) -> str:
    if indicator.is_amount:
        return "以万元计的金额，例如 15.54"
    return f"以{indicator.unit}计的整数，例如 12"


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 20 else f'{text[:20]}…'}”"


def show(figure: Figure) -> str:
    """A figure as people write it: no trailing zeros, no exponent, blank for None."""
    if figure is None:
        return ""
    text = f"{figure:f}" if isinstance(figure, Decimal) else str(figure)
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def show_increment(figure: Figure) -> str:
    """An increment with its sign: +4, −2 with a true minus, +0; blank for None."""
    if figure is None:
        return ""
    return f"−{show(-figure)}" if figure < 0 else f"+{show(figure)}"


def group(text: str) -> str:
    """What show() or show_increment() wrote as it is best read: 1,234.5, and −2 with a true minus.

    Other text stays. read_figure() and read_increment() understand it again.
    """
    written = WRITTEN.fullmatch(text)
    if not written:
        return text
    sign, whole, fraction = written.groups(default="")
    return f"{sign.replace('-', '−')}{int(whole):,}{fraction}"
