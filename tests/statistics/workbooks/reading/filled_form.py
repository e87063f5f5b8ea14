"""The official table filled in, as a sheet that tests then change the way offices do.

sheet = form()
put(sheet, ["C3", "B6"], ["46 次", 12.5])
data = saved(sheet)

The words and places are those annexed to the notice, written out: nothing here comes from layout.py.
"""

import io
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

UNIT = "川汇区市场监督管理局"

# --- What the workbooks hold ---------------------------------------------------------------------

ACTIONS = {
    "actions": 46,
    "officers": 152,
    "market_actions": 18,
    "market_officers": 61,
    "key_markets": 12,
}
COLUMNS = [
    *("filed", "closed", "value", "penalty", "recovered", "transferred"),
    *("ecommerce", "key_market", "rural_market", "foreign", "foreign_recovered"),
]
_ = None
CASES = {
    "trademark": [10, 9, "15.54", "16.83", "8", 1, 4, 3, 2, 1, "0.5"],
    "geographical_indication": [2, 1, "1.2", "0.3", "0", 0, 1, _, 2, _, _],
    "official_sign": [1, 1, "0.35", "0.1", _, _, _, 1, _, _, _],
    "trademark_agency": [_, _, _, _, _, _, _, _, _, _, _],
    "other_trademark": [3, 3, "2.05", "1", "0.000001", 0, _, 1, 1, _, _],
    "counterfeit_patent": [4, 4, "6.5", "3.25", "0.75", 0, 2, 1, 1, 0, "0"],
    "patent_agency": [0, 0, "0", "0", "0", 0, 0, 0, 0, 0, "0"],
    "other_patent": [2, 2, "1.5", "0", "2.4", _, 1, _, _, 1, "0.4"],
}
TOTALS = [22, 20, "27.14", "21.48", "11.150001", 1, 8, 6, 6, 2, "0.9"]


def _figure(text):
    return Decimal(text) if isinstance(text, str) else text


FIGURES = ACTIONS | {
    f"{category}-{column}": _figure(text)
    for category, texts in CASES.items()
    for column, text in zip(COLUMNS, texts, strict=True)
}

# --- The form, as annexed to the notice ----------------------------------------------------------

ACTION_LABELS = [
    "开展执法行动（次）",
    "出动执法人员（人次）",
    "实体经济执法行动（次）",
    "实体经济出动执法人员（人次）",
    "辖区重点实体经济市场数量（个）",
]
HEADINGS = [
    "立案（件）",
    "结案（件）",
    "涉案金额（万元）",
    "罚没款金额（万元）",
    "挽回经济损失（万元）",
    "移送司法机关案件（件）",
    "电商领域案件（件）",
    "重点实体经济市场案件（件）",
    "农村市场案件（件）",
    "外商投资企业被侵权案件（件）",
    "挽回外商投资企业经济损失（万元）",
]
CATEGORIES = [
    "商标侵权案件",
    "地理标志案件",
    "官方标志、特殊标志和奥林匹克标志案件",
    "商标代理案件",
    "其他商标案件",
    "假冒专利案件",
    "专利代理案件",
    "其他专利案件",
]
NOTES = [
    "(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。",
    "(2) 挽回经济损失：指侵权行为被查处后，权利人避免受到的直接和间接损失，"
    "以及通过调解或诉讼获得的赔偿。",
]
LETTERS, ROWS = "BCDEFGHIJKL", range(6, 14)  # of the case figures
FIGURE_CELLS = [f"{letter}{row}" for row in ROWS for letter in LETTERS]
TOTAL_CELLS = [f"{letter}14" for letter in LETTERS]
ACTION_LABEL_CELLS = ["B3", "D3", "F3", "H3", "J3"]
ACTION_CELLS = ["C3", "E3", "G3", "I3", "K3"]
HEADING_CELLS = [f"{letter}4" for letter in LETTERS]
CATEGORY_CELLS = [f"A{row}" for row in ROWS]
PAIRS = ["AB", "DE", "GH", "JK", "MN"]  # columns for five labels, with a figure behind each
MERGED = ["A1:L1", "A2:F2", "G2:L2", "K3:L3", "A4:A5", *(f"{at}4:{at}5" for at in LETTERS)]


def form(unit: str = UNIT) -> Worksheet:
    """The table filled in, alone in its workbook."""
    sheet = Workbook().active
    sheet.title = "统计表"
    sheet["A1"] = "2021年知识产权执法数据统计表"
    sheet["A2"], sheet["G2"] = f"报送单位：{unit}", "统计时间：2021年1月1日至6月30日"
    sheet["A3"], sheet["A4"], sheet["A14"] = "执法行动数据", "案件数据", "合计"
    sheet["A15"] = "报送时间：2021年6月28日"
    put(sheet, ACTION_LABEL_CELLS, ACTION_LABELS)
    put(sheet, ACTION_CELLS, ACTIONS.values())
    put(sheet, HEADING_CELLS, HEADINGS)
    put(sheet, CATEGORY_CELLS, CATEGORIES)
    put(sheet, FIGURE_CELLS, [_figure(text) for texts in CASES.values() for text in texts])
    put(sheet, TOTAL_CELLS, map(_figure, TOTALS))
    put(sheet, ["A16", "A17"], NOTES)
    for area in MERGED:
        sheet.merge_cells(area)
    return sheet


# --- Changing it ---------------------------------------------------------------------------------


def put(sheet: Worksheet, cells: Iterable[str], values: Iterable) -> None:
    for cell, value in zip(cells, values, strict=True):
        sheet[cell] = value


def change(sheet: Worksheet, cells: Iterable[str], how: Callable) -> None:
    """Replace what stands in these cells; blank ones stay blank."""
    for cell in cells:
        if sheet[cell].value is not None:
            sheet[cell] = how(sheet[cell].value)


def unmerge(sheet: Worksheet) -> None:
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def insert_rows(sheet: Worksheet, before: int, number: int = 1) -> None:
    unmerge(sheet)
    sheet.insert_rows(before, number)


def insert_columns(sheet: Worksheet, before: int, number: int = 1) -> None:
    unmerge(sheet)
    sheet.insert_cols(before, number)


def take_out(sheet: Worksheet, area: str) -> list[list]:
    """What stands in an area, which is blank then."""
    unmerge(sheet)
    values = [[cell.value for cell in row] for row in sheet[area]]
    for row in sheet[area]:
        for cell in row:
            cell.value = None
    return values


def put_block(sheet: Worksheet, row: int, column: int, values: list[list]) -> None:
    for down, line in enumerate(values):
        for right, value in enumerate(line):
            sheet.cell(row + down, column + right, value)


def as_text(value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def saved(sheet: Worksheet) -> bytes:
    target = io.BytesIO()
    sheet.parent.save(target)
    return target.getvalue()


def rewritten(data: bytes, edit: Callable[[str], str]) -> bytes:
    """The file with the XML of its first sheet changed: what openpyxl itself would not write."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = edit(part.decode()).encode()
            new.writestr(name, part)
    return target.getvalue()


def with_raw_cells(sheet: Worksheet, cells: dict[str, tuple[str, str]]) -> bytes:
    """The file with cells written literally: by address, its attributes and what is in it."""

    def edit(xml: str) -> str:
        for address, (attributes, content) in cells.items():
            cell = f'<c r="{address}" {attributes}>{content}</c>'
            pattern = rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)'
            xml, count = re.subn(pattern, lambda _, cell=cell: cell, xml, flags=re.DOTALL)
            assert count == 1, address
        return xml

    return rewritten(saved(sheet), edit)


def number(text: str) -> tuple[str, str]:
    return "", f"<v>{text}</v>"


def formula(text: str, result: str | None) -> tuple[str, str]:
    value = "" if result is None else f"<v>{result}</v>"
    return "", f"<f>{text}</f>{value}"
