"""Other words for the same."""

from tests.statistics.workbooks.reading.filled_form import (
    ACTION_LABEL_CELLS,
    CATEGORIES,
    CATEGORY_CELLS,
    HEADING_CELLS,
    HEADINGS,
    change,
    put,
    unmerge,
)
from tests.statistics.workbooks.reading.messy.case import Case, registering

OTHER_WORDS: dict[str, Case] = {}
messy = registering(OTHER_WORDS)


@messy()
def labels_with_breaks_and_spaces(sheet):
    for cells in (CATEGORY_CELLS, ["A14"]):
        change(sheet, cells, lambda text: " ".join(text))
    change(sheet, HEADING_CELLS, lambda text: text.replace("（", "\n（ ").replace("案", "案\u3000"))
    change(sheet, ["B3", "J3"], lambda text: f"\u00a0{text[:4]}\r\n{text[4:]} ")
    change(sheet, ["A2", "G2"], lambda text: text.replace("：", " ： \u3000"))


@messy()
def half_width_brackets(sheet):
    change(
        sheet,
        [*HEADING_CELLS, *ACTION_LABEL_CELLS],
        lambda text: text.replace("（", "(").replace("）", ")"),
    )


@messy()
def square_brackets(sheet):
    change(sheet, HEADING_CELLS, lambda text: text.replace("（", "【单位：").replace("）", "】"))


@messy()
def no_brackets(sheet):
    unmerge(sheet)
    cells = [*HEADING_CELLS, *ACTION_LABEL_CELLS]
    change(sheet, cells, lambda text: text.partition("（")[0])
    sheet["K1"] = "单位：次、人次、个、件、万元"


@messy()
def units_in_a_row_of_their_own(sheet):
    unmerge(sheet)
    for cell in HEADING_CELLS:
        name, _, unit = sheet[cell].value.removesuffix("）").partition("（")
        sheet[cell], sheet[cell.replace("4", "5")] = name, f"（{unit}）"


@messy()
def a_row_of_column_numbers(sheet):
    unmerge(sheet)
    put(sheet, ["A5", "B5", "C5"], ["栏次", 1, "(2)"])
    put(sheet, ["D5", "E5", "F5"], ["③", "4=1+2", "乙"])


@messy()
def numbered_labels(sheet):
    put(
        sheet,
        CATEGORY_CELLS,
        (f"{mark}{text}" for mark, text in zip("一二三四五六七八", CATEGORIES, strict=True)),
    )
    change(sheet, CATEGORY_CELLS, lambda text: f"（{text[0]}）{text[1:]}")
    put(sheet, HEADING_CELLS, (f"{place}. {text}" for place, text in enumerate(HEADINGS, 1)))
    change(sheet, ["B3"], lambda text: f"一、{text}")


@messy()
def the_national_forms_words(sheet):
    cells = [*HEADING_CELLS, *ACTION_LABEL_CELLS]
    change(sheet, cells, lambda text: text.replace("实体经济", "实体市场", 1))
    sheet["J3"], sheet["I4"] = "辖区重点实体市场数量（个）", "重点实体市场案件（件）"
    sheet["A8"] = "官方标志、特殊标志及奥林匹克标志案件"


@messy()
def shorter_words(sheet):
    put(
        sheet,
        ["B4", "C4", "D4", "E4"],
        ["立案数（起）", "结案件数", "案值（万元）", "罚没款（万元）"],
    )
    put(sheet, ["G4", "H4"], ["移送司法机关（件）", "电商领域（件数）"])
    put(sheet, ["B3", "D3"], ["开展执法行动次数", "出动执法人员（人/次）"])
    put(sheet, ["J3"], ["重点实体经济市场数量（家）"])
    put(sheet, ["A6", "A7", "A14"], ["商标侵权", "地理标志", "总计"])


@messy()
def the_head_in_one_cell(sheet):
    unmerge(sheet)
    sheet["A2"] = f"{sheet['A2'].value}        {sheet['G2'].value}     单位：万元"
    sheet["G2"] = None


@messy()
def the_head_beside_its_labels(sheet):
    unmerge(sheet)
    for cell in ("A2", "G2"):
        label, _, text = sheet[cell].value.partition("：")
        sheet[cell], sheet.cell(2, sheet[cell].column + 1).value = label, text
