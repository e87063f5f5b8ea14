"""Case rows: the eleven figures of one category in a report."""

from django.db import models
from django.db.models import Q

from cases.categories import CaseCategory

from ..form.figures import Figures
from ..form.indicators import COLUMN_KEYS
from .columns import CategoryColumns, category_figures


class CaseRow(CategoryColumns):
    """分类案件数据: one category's eleven figures of a report."""

    report = models.ForeignKey(
        "statistics.Report", models.CASCADE, related_name="rows", verbose_name="统计表"
    )

    class Meta:
        verbose_name = verbose_name_plural = "分类案件数据"
        ordering = ["report_id", "pk"]
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
        return cls(report=report, category=category, **category_figures(figures, category))
