"""How the cells look: fonts, lines, alignment, number formats; registered once per process."""

from functools import cache

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils.indexed_list import IndexedList

# The fonts that 党政机关公文格式 (GB/T 9704-2012) prescribes. Where one is not installed, the
# program takes another one by these two numbers: family 1 is "with serifs", character set 134 is
# "simplified Chinese"; without them a Latin or sans-serif font would step in.
SERIF_CHINESE = {"family": 1, "charset": 134}
TITLE = Font(name="方正小标宋简体", size=20, **SERIF_CHINESE)
BODY = Font(name="仿宋", size=10.5, **SERIF_CHINESE)
SMALL = Font(name="仿宋", size=10, **SERIF_CHINESE)
SMALLEST = Font(name="仿宋", size=8, color="FF595959", **SERIF_CHINESE)
# Column widths are counted in its digits, so it has to be one that every Chinese Windows has.
STANDARD = Font(name="宋体", size=11, **SERIF_CHINESE)

LINE = Side(style="thin")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
NO_BOX = Border()

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center", wrap_text=True)
# What is too long for its column is printed smaller: a number would show as ####, and text of two
# lines would need a row height of its own.
CENTRE_SHRUNK = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
LEFT_SHRUNK = Alignment(horizontal="left", vertical="center", shrink_to_fit=True)

COUNT_FORMAT = "0"
AMOUNT_FORMAT = "0.00####"  # 12.00, 15.54, 0.000001; with 0.###### the 12 would print as "12."
PERCENT_FORMAT = "0.0%"
TIME_FORMAT = 'yyyy"年"m"月"d"日" hh:mm'

STYLES = {
    "title": (TITLE, NO_BOX, CENTRE, "General"),
    "left": (BODY, NO_BOX, LEFT, "General"),
    "right": (BODY, NO_BOX, RIGHT, "General"),
    "note": (SMALL, NO_BOX, LEFT, "General"),
    "heading": (BODY, BOX, CENTRE, "General"),
    "item": (BODY, BOX, LEFT_SHRUNK, "General"),
    "quoted": (BODY, BOX, LEFT_SHRUNK, "General"),
    "state": (BODY, BOX, CENTRE_SHRUNK, "General"),
    "count": (BODY, BOX, CENTRE_SHRUNK, COUNT_FORMAT),
    "amount": (BODY, BOX, CENTRE_SHRUNK, AMOUNT_FORMAT),
    "percent": (BODY, BOX, CENTRE_SHRUNK, PERCENT_FORMAT),
    "time": (BODY, BOX, CENTRE_SHRUNK, TIME_FORMAT),
}
DIGEST_STYLES = {"digest": (SMALLEST, NO_BOX, LEFT_SHRUNK, "General")}
STYLE_TABLES = ("_fonts", "_borders", "_alignments", "_number_formats", "_cell_styles")


@cache
def prepared(*, with_digest: bool) -> tuple[dict[str, list], dict[str, StyleArray]]:
    """The style tables of a workbook that knows STYLES, and what a cell needs to refer to each.

    Building them takes a seventh of the time of an official sheet, so once per process. All
    workbooks share them, and after this they are only read. Those with DIGEST_STYLES are tables of
    their own, so that the exact replica has no trace of them; what they share has the same places.
    """
    styles = STYLES | DIGEST_STYLES if with_digest else STYLES
    book = Workbook(write_only=True)
    book._fonts = IndexedList([STANDARD])
    cell = WriteOnlyCell(book.create_sheet())
    arrays = {}
    for name, (font, border, alignment, number_format) in styles.items():
        cell._style = StyleArray()
        cell.font, cell.border, cell.alignment = font, border, alignment
        cell.number_format = number_format
        cell.quotePrefix = name == "quoted"
        book._cell_styles.add(cell._style)
        arrays[name] = cell._style
    return {table: getattr(book, table) for table in STYLE_TABLES}, arrays
