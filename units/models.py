"""Who reports: reporting units and the accounts of the people who work there."""

import re
from collections import defaultdict

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.utils import timezone

from . import former
from .acts import Act
from .succession import day_in_words, require_consistent


class ReportingUnitQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Units that existed on `day`; zones merge and split, reports stay."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def ended_before(self, day):
        """Units whose last day lies before `day`."""
        return self.filter(valid_to__lt=day)

    def succession_graph(self) -> dict[int, list[int]]:
        """The ids of each one's successors in the city's order, by its id; one query.

        Only units that have any. All units' graph holds whole chains, and no circle: end() refuses.
        """
        rows = self.filter(successors__isnull=False).order_by(
            "successors__position", "successors__code"
        )
        graph = defaultdict(list)
        for unit, successor in rows.values_list("pk", "successors"):
            graph[unit].append(successor)
        return dict(graph)

    def going_on_in(self, unit_id: int):
        """The unit and all from which a way leads to it, however long; a condition, no query."""
        table = ReportingUnit.successors.through._meta.db_table
        way = f"""
            WITH RECURSIVE way (unit) AS (
                SELECT CAST(%s AS bigint)
                UNION SELECT from_reportingunit_id FROM {table} JOIN way ON to_reportingunit_id = unit
            ) SELECT unit FROM way"""
        return self.filter(pk__in=RawSQL(way, [unit_id]))

    def known_as(self, code):
        """The unit that has the code, or once had it; at most one, see former.py."""
        before = rf"(^|{former.SEPARATOR}){re.escape(code)}({former.SEPARATOR}|$)"
        return self.filter(Q(code=code) | Q(former_codes__regex=before)) if code else self.none()

    def wait_for_succession(self) -> None:
        """Until the transaction ends no other end is recorded: a chain may lead through any unit."""
        list(self.select_for_update(no_key=True).order_by("pk").values_list("pk"))


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
    former_codes = models.TextField("曾用代码", blank=True, editable=False)
    other_names = models.TextField(
        "其他名称",
        max_length=1000,
        blank=True,
        help_text="曾用名和习惯叫法，用顿号隔开，例如：淮阳县、东新区。导入表格时凭名称认出单位。",
    )
    kind = models.CharField("类别", max_length=10, choices=Kind)
    region_code = models.CharField("行政区划代码", max_length=6, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)
    office_phone = models.CharField("办公电话", max_length=20, blank=True)
    valid_from = models.DateField("启用日期", null=True, blank=True)
    valid_to = models.DateField(
        "停用日期", null=True, blank=True, help_text="这一天是最后一日，次日起停用。"
    )
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        verbose_name="承继单位",
        blank=True,
        help_text="并入哪个单位就选哪个；分立的，把各承继单位一次选全。",
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

    @transaction.atomic
    def save(self, *args, update_fields=None, **options):
        """The code and the names that change are kept as former ones.

        Raises ValidationError when the code is, or once was, another unit's.
        """
        update_fields = former.keep(self, update_fields)
        super().save(*args, update_fields=update_fields, **options)

    def clean(self):
        former.require_free_code(self)

    @property
    def codes(self) -> list[str]:
        """The present code first, then the former ones, oldest first."""
        return [self.code, *former.split(self.former_codes)]

    @transaction.atomic
    def end(self, *, on, into=(), by, at=None) -> "SuccessionChange | None":
        """停用: `on` is the unit's last day, `into` all the units that go on, in one act.

        A wrong end is corrected by another; None as the day takes it back. Raises ValidationError
        with a sentence and changes nothing when it is not consistent (succession.py); returns None
        when it is as it was.
        """
        units = ReportingUnit.objects
        units.wait_for_succession()
        stored, into = units.get(pk=self.pk), list(units.filter(pk__in=[each.pk for each in into]))
        require_consistent(stored, on, into)
        if (on, {*into}) == (stored.valid_to, {*stored.successors.all()}):
            return None
        self.valid_to = on
        self.save(update_fields=["valid_to"])
        self.successors.set(into)
        called = [[each.code, each.name] for each in into]
        return SuccessionChange.record(unit=self, ends_on=on, successors=called, by=by, at=at)

    def end_in_words(self, today=None) -> str:
        """What becomes of the unit: 已并入…, 已停用, 将并入…, 将停用; blank when it goes on."""
        if self.valid_to is None:
            return ""
        has_ended = self.valid_to < (today or timezone.localdate())
        into = "、".join(map(str, self.successors.all()))
        return f"{'已' if has_ended else '将'}{f'并入{into}' if into else '停用'}"


class SuccessionChange(Act):
    """停用与承继的记录: from `at` on the unit's end was held to be this, until the next change."""

    unit = models.ForeignKey(
        ReportingUnit, models.PROTECT, related_name="succession_changes", verbose_name="报送单位"
    )
    ends_on = models.DateField("停用日期", null=True)
    successors = models.JSONField("承继单位")  # code and name of each as they were

    class Meta(Act.Meta):
        verbose_name = verbose_name_plural = "停用与承继记录"

    def __str__(self):
        if self.ends_on is None:
            return "撤销停用"
        into = "、".join(f"{name}（{code}）" for code, name in self.successors)
        return f"{day_in_words(self.ends_on)}停用，{f'由{into}承继' if into else '没有承继单位'}"


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
    copy_key_number = models.PositiveIntegerField("本机副本密钥序号", default=1, editable=False)

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

    def shut_copies(self) -> None:
        """What browsers still keep for this account can be read no more; see kept_copies.py."""
        self.copy_key_number += 1
        self.save(update_fields=["copy_key_number"])
