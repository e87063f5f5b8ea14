"""Where everything stands in the official sheet: addresses and sizes, plain data.

The paper form annexed to 周市监办〔2021〕53号 as a grid of columns A–L and rows 1–19. Whoever writes
the sheet and whoever reads it back look the addresses up here; the words are in indicators.py.
"""

from cases.categories import CaseCategory

from ..form.indicators import ACTIONS, COLUMNS, NOTES, TOTAL_LABEL, cell_name

SHEET_NAME = "统计表"

# --- Addresses -----------------------------------------------------------------------------------

LETTERS = "ABCDEFGHIJKL"
LAST_ROW = 19
TABLE_ROWS = range(3, 15)  # with lines around every cell
NOTE_ROWS = range(16, 20)

TITLE = "A1"
UNIT_NAME = "A2"
STATISTICS_TIME = "G2"
REPORTING_TIME = "A15"

_COLUMNS = {column.key: letter for column, letter in zip(COLUMNS, LETTERS[1:], strict=True)}
_CATEGORIES = {category: row for row, category in enumerate(CaseCategory, 6)}

FIGURES: dict[str, str] = {  # the 93 figures: address by input name
    **{action.key: f"{letter}3" for action, letter in zip(ACTIONS, "CEGIK", strict=True)},
    **{
        cell_name(category, key): f"{letter}{row}"
        for category, row in _CATEGORIES.items()
        for key, letter in _COLUMNS.items()
    },
}
TOTALS: dict[str, str] = {key: f"{letter}14" for key, letter in _COLUMNS.items()}
TOTAL_FORMULAS: dict[str, str] = {key: f"SUM({at}6:{at}13)" for key, at in _COLUMNS.items()}

HEADINGS: dict[str, str] = {  # the table's own words, by address
    "A3": "执法行动数据",
    **{f"{letter}3": action.label for action, letter in zip(ACTIONS, "BDFHJ", strict=True)},
    "A4": "案件数据",
    **{f"{_COLUMNS[column.key]}4": column.label for column in COLUMNS},
    **{f"A{row}": category.label for category, row in _CATEGORIES.items()},
    "A14": TOTAL_LABEL,
}
NOTES_BELOW: dict[str, str] = {f"A{row}": note for row, note in zip(NOTE_ROWS, NOTES, strict=True)}
MERGED = (
    "A1:L1",
    "A2:F2",
    "G2:L2",
    "K3:L3",
    *(f"{letter}4:{letter}5" for letter in LETTERS),
    "A15:L15",
    *(f"A{row}:L{row}" for row in NOTE_ROWS),
)

# --- Sizes: A4 landscape, 297 × 210 mm -----------------------------------------------------------

# In digits of the workbook's standard font (宋体 11, 8 pixels), as Excel counts: together 1,004
# pixels, 753 points. The longest category takes two lines of A, the longest headings four.
_WIDTHS = (18, 9.5, 9.5, 10.5, 10.5, 10.5, 9, 9.5, 10, 9.5, 9.5, 9.5)
COLUMN_WIDTHS = dict(zip(LETTERS, _WIDTHS, strict=True))
# In points, together 506. The page has 762 × 509 points between its margins: nothing is scaled.
ROW_HEIGHTS = {
    1: 32,
    2: 22,
    3: 58,
    4: 29,
    5: 29,
    **dict.fromkeys(range(6, 15), 28),
    15: 20,
    **dict.fromkeys(NOTE_ROWS, 16),
}
MARGINS = {  # inches
    "left": 0.55,
    "right": 0.55,
    "top": 0.7,
    "bottom": 0.5,
    "header": 0.3,
    "footer": 0.3,
}
PRINT_AREA = "A1:L19"
DIGEST_ROW, DIGEST_HEIGHT = 20, 12  # below the paper form, and only where it was asked for
REPEATED_ROWS = "1:5"  # should the table ever take a second page
