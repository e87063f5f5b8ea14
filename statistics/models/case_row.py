"""Case rows: the eleven figures of one category in a report."""

from django.db import models
from django.db.models import Q

from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import ACTION_KEYS, COLUMN_KEYS, cell_name
from .fields import AmountField, CountField


class CaseRow(models.Model):
    """分类案件数据: one category's eleven figures. Counts in 件, amounts in 万元."""

    report = models.ForeignKey(
        "statistics.Report", models.CASCADE, related_name="rows", verbose_name="统计表"
    )
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
        verbose_name = verbose_name_plural = "分类案件数据"
        ordering = ["report", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["report", "category"], name="case_row_unique"),
            models.CheckConstraint(
                name="case_row_category_known", condition=Q(category__in=CaseCategory.values)
            ),
        ]

    def __str__(self):
        return self.get_category_display()

    @classmethod
    def blank_rows(cls, report):
        return [cls(report=report, category=category) for category in CaseCategory]

    @classmethod
    def table(cls, report, figures: Figures):
        """The eight rows of a report."""
        return [cls.of(report, category, figures) for category in CaseCategory]

    @classmethod
    def store(cls, rows) -> None:
        """Put the rows' figures in place of those that are stored, in one query."""
        cls.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["report", "category"],
            update_fields=COLUMN_KEYS,
        )

    @classmethod
    def of(cls, report, category, figures: Figures):
        values = {key: figures[cell_name(category, key)] for key in COLUMN_KEYS}
        return cls(report=report, category=category, **values)


def figures_of(report, rows) -> Figures:
    """A table's value from anything with the action figures and rows with the eleven columns."""
    cells = {key: getattr(report, key) for key in ACTION_KEYS}
    for row in rows:
        cells |= {cell_name(row.category, key): getattr(row, key) for key in COLUMN_KEYS}
    return Figures(cells)
