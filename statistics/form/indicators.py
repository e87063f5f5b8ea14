"""The official form, declared once: 93 cells, their keys, printed labels, units and definitions.

Source: the table annexed to 周市监办〔2021〕53号. The web form, the workbook, the checks and the help
page all read it from here.
"""

from dataclasses import dataclass
from enum import Enum

from cases.categories import CaseCategory


class Kind(Enum):
    """How a figure behaves from one period to the next."""

    FLOW = "flow"  # cumulative since 1 January; the increment is this period minus the last
    STOCK = "stock"  # the state at the cut-off day; may fall, has no increment


@dataclass(frozen=True, eq=False)  # there is one of each, so it is known by being itself
class Indicator:
    """One heading of the form."""

    key: str
    name: str
    unit: str
    kind: Kind = Kind.FLOW
    note: int | None = None  # which of NOTES defines it

    @property
    def label(self) -> str:
        """The heading as printed, with its unit."""
        return f"{self.name}（{self.unit}）"

    @property
    def is_amount(self) -> bool:
        """Money in 万元 with up to six places; everything else is a whole number."""
        return self.unit == "万元"

    @property
    def definition(self) -> str:
        return NOTES[self.note - 1] if self.note else ""


ACTIONS = (
    Indicator("actions", "开展执法行动", "次", note=1),
    Indicator("officers", "出动执法人员", "人次"),
    Indicator("market_actions", "实体经济执法行动", "次"),
    Indicator("market_officers", "实体经济出动执法人员", "人次"),
    Indicator("key_markets", "辖区重点实体经济市场数量", "个", Kind.STOCK),
)
COLUMNS = (
    Indicator("filed", "立案", "件"),
    Indicator("closed", "结案", "件"),
    Indicator("value", "涉案金额", "万元"),
    Indicator("penalty", "罚没款金额", "万元"),
    Indicator("recovered", "挽回经济损失", "万元", note=2),
    Indicator("transferred", "移送司法机关案件", "件"),
    Indicator("ecommerce", "电商领域案件", "件", note=3),
    Indicator("key_market", "重点实体经济市场案件", "件"),
    Indicator("rural_market", "农村市场案件", "件"),
    Indicator("foreign", "外商投资企业被侵权案件", "件"),
    Indicator("foreign_recovered", "挽回外商投资企业经济损失", "万元"),
)
NOTES = (
    "(1) 开展执法行动次数：指针对重点市场、重点商品、重点领域、部署、开展执法行动的次数。",
    "(2) 挽回经济损失：指侵权行为被查处后，权利人避免受到的直接和间接损失，"
    "以及通过调解或诉讼获得的赔偿。",
    "(3) 电商领域案件：指按照有关知识产权法律法规对电商平台经营者或平台内经营者"
    "给予行政处罚的案件。",
    "(4) 其他专利案件：指由市场监管部门作出的对专利侵权行为责令立即停止侵权、"
    "没收侵权产品等处理(处罚)的案件。",
)
ACTION_KEYS = tuple(action.key for action in ACTIONS)
COLUMN_KEYS = tuple(column.key for column in COLUMNS)
CATEGORY_NOTES = {CaseCategory.OTHER_PATENT: 4}
TOTAL_LABEL = "合计"


@dataclass(frozen=True)
class Cell:
    """One figure a unit types in: an action figure, or a category's figure in one column."""

    name: str  # the input's name: "actions", "trademark-filed"
    indicator: Indicator
    category: CaseCategory | None = None

    @property
    def label(self) -> str:
        """How a sentence calls the cell: 商标侵权案件 · 立案."""
        if self.category is None:
            return self.indicator.name
        return f"{self.category.label} · {self.indicator.name}"


def cell_name(category: str, column: str) -> str:
    return f"{category}-{column}"


CELLS: dict[str, Cell] = {
    **{action.key: Cell(action.key, action) for action in ACTIONS},
    **{
        cell_name(category, column.key): Cell(cell_name(category, column.key), column, category)
        for category in CaseCategory
        for column in COLUMNS
    },
}


FLOWS = tuple(name for name, cell in CELLS.items() if cell.indicator.kind is Kind.FLOW)
INDICATORS: dict[str, Indicator] = {indicator.key: indicator for indicator in (*ACTIONS, *COLUMNS)}


def indicator_of(name: str) -> Indicator:
    """What a cell counts; `name` is an input's, or a column's key alone. KeyError for others."""
    return CELLS[name].indicator if name in CELLS else INDICATORS[name]


def cells_of(name: str) -> list[str]:
    """The cells that make up a figure: one by itself, or a column's eight. KeyError for others."""
    if name in CELLS:
        return [name]
    return [cell_name(category, INDICATORS[name].key) for category in CaseCategory]


def label_of(name: str) -> str:
    """How a heading calls it: 商标侵权案件 · 立案（件）, 合计 · 立案（件）. KeyError for others."""
    if name in CELLS:
        return f"{CELLS[name].label}（{CELLS[name].indicator.unit}）"
    return f"{TOTAL_LABEL} · {INDICATORS[name].label}"


def title(year: int) -> str:
    """The form's printed title."""
    return f"{year}年知识产权执法数据统计表"
