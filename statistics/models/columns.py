"""The form's figures as columns: of a table that is filled in, and of one that was submitted."""

from django.db import models

from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS, COLUMN_KEYS, cell_name
from .fields import AmountField, CountField


class ActionColumns(models.Model):
    """The five action figures, in 次, 人次 and 个."""

    actions = CountField("开展执法行动（次）")
    officers = CountField("出动执法人员（人次）")
    market_actions = CountField("实体经济执法行动（次）")
    market_officers = CountField("实体经济出动执法人员（人次）")
    key_markets = CountField("辖区重点实体经济市场数量（个）")

    class Meta:
        abstract = True


class CategoryColumns(models.Model):
    """One category's eleven figures. Counts in 件, amounts in 万元."""

    category = models.CharField("案件类别", max_length=30, choices=CaseCategory)
    filed = CountField("立案（件）")
    closed = CountField("结案（件）")
    value = AmountField("涉案金额（万元）")
    penalty = AmountField("罚没款金额（万元）")
    recovered = AmountField("挽回经济损失（万元）")
    transferred = CountField("移送司法机关案件（件）")
    ecommerce = CountField("电商领域案件（件）")
    key_market = CountField("重点实体经济市场案件（件）")
    rural_market = CountField("农村市场案件（件）")
    foreign = CountField("外商投资企业被侵权案件（件）")
    foreign_recovered = AmountField("挽回外商投资企业经济损失（万元）")

    class Meta:
        abstract = True


def action_figures(figures: Figures) -> dict:
    return {key: figures[key] for key in ACTION_KEYS}


def category_figures(figures: Figures, category: str) -> dict:
    return {key: figures[cell_name(category, key)] for key in COLUMN_KEYS}


def figures_of(table, rows) -> Figures:
    """A table's value from anything with the action figures and rows with the eleven columns."""
    cells = {key: getattr(table, key) for key in ACTION_KEYS}
    for row in rows:
        cells |= {cell_name(row.category, key): getattr(row, key) for key in COLUMN_KEYS}
    return Figures(cells)
