"""Source workbooks: the files that figures were taken from, kept as they came."""

from django.conf import settings
from django.db import models

from ..form.figures import Figures


class SourceWorkbookQuerySet(models.QuerySet):
    """Source workbooks are added and read, nothing else."""

    def update(self, **values):
        raise TypeError("source workbooks are never changed")

    def delete(self):
        raise TypeError("source workbooks are never deleted")

    def without_content(self):
        """For lists: everything but the file itself, which may be 2 MiB."""
        return self.defer("content")


class SourceWorkbook(models.Model):
    """来源工作簿: a file whose figures were taken over into a report, with its SHA-256.

    Kept in the database, so that file and figures are stored in one transaction and restored
    together (docs/decisions/0009-workbooks-in.md).
    """

    LONGEST_NAME = 200

    report = models.ForeignKey(
        "statistics.Report", models.PROTECT, related_name="workbooks", verbose_name="统计表"
    )
    name = models.CharField("文件名", max_length=LONGEST_NAME)
    content = models.BinaryField("内容")
    sha256 = models.CharField("摘要（SHA-256）", max_length=64)
    figures_taken = models.JSONField("取得的数字")
    taken_at = models.DateTimeField("导入时间")
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="导入人"
    )
    on_behalf = models.BooleanField("代填", default=False)

    objects = SourceWorkbookQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "来源工作簿"
        ordering = ["report_id", "pk"]
        default_permissions = ()

    def __str__(self):
        return self.name

    def save(self, *args, **options):
        if self.pk is not None:
            raise TypeError("source workbooks are never changed")
        super().save(*args, **options)

    def delete(self, *args, **options):
        raise TypeError("source workbooks are never deleted")

    @property
    def figures(self) -> Figures:
        """The whole table as it stood when the workbook had been taken over."""
        return Figures.from_text(self.figures_taken)
