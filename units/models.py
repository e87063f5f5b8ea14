"""Who reports: reporting units and the accounts of the people who work there."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower


class ReportingUnitQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Units that existed on `day`; zones merge and split, reports stay."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )


class ReportingUnit(models.Model):
    """报送单位: a county bureau, a branch, or the enforcement detachment."""

    class Kind(models.TextChoices):
        COUNTY = "county", "县（市、区）局"
        BRANCH = "branch", "市局分局"
        DETACHMENT = "detachment", "执法支队"

    code = models.CharField(
        "代码",
        max_length=12,
        unique=True,
        validators=[RegexValidator(r"^[0-9A-Z]{6,12}\Z", "代码为 6 至 12 位数字或大写字母。")],
    )
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    other_names = models.CharField(
        "其他名称",
        max_length=200,
        blank=True,
        help_text="曾用名和习惯叫法，用顿号隔开，例如：淮阳县、东新区。导入表格时凭名称认出单位。",
    )
    kind = models.CharField("类别", max_length=10, choices=Kind)
    region_code = models.CharField("行政区划代码", max_length=6, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)
    office_phone = models.CharField("办公电话", max_length=20, blank=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField("停用日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name="承继单位", null=True, blank=True
    )
    note = models.CharField("备注", max_length=200, blank=True)

    objects = ReportingUnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送单位"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                name="unit_valid_in_order",
                condition=Q(valid_to=None)
                | Q(valid_from=None)
                | Q(valid_to__gte=models.F("valid_from")),
                violation_error_message="停用日期不能早于启用日期。",
            )
        ]

    def __str__(self):
        return self.name


class User(AbstractUser):
    """账户: one person's sign-in; of one unit, or of none (the city, the administrator).

    What an account may do comes from its group alone (units/roles.py).
    """

    unit = models.ForeignKey(
        ReportingUnit,
        models.PROTECT,
        verbose_name="报送单位",
        null=True,
        blank=True,
        related_name="users",
    )

    class Meta:
        verbose_name = verbose_name_plural = "账户"
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_unique_ignoring_case",
                violation_error_message="已有同名账户（不分大小写）。",
            )
        ]

    def get_full_name(self) -> str:
        """Family name first, nothing between, as Chinese names are written."""
        return f"{self.last_name}{self.first_name}"

    @property
    def display_name(self) -> str:
        """What the trail and the page head call this person."""
        return self.get_full_name() or self.username
