"""The year's campaign, its phases, and the periods in which something is reported. No figures."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import dateformat, timezone

from units.acts import Act


class Campaign(models.Model):
    """年度专项行动: one year's enforcement campaign, as announced by a notice of the city."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    document_number = models.CharField("文号", max_length=40, blank=True)
    starts_on = models.DateField("统计起始日")
    is_demo = models.BooleanField("演示数据", default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "年度专项行动"
        ordering = ["-year"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                name="campaign_year_has_four_digits",
                condition=Q(year__gte=2000, year__lte=2999),
                violation_error_message="年度应为四位数，例如 2021。",
            )
        ]

    def __str__(self):
        return f"{self.year}年"


class Phase(models.Model):
    """阶段: one of the steps that the notice sets for the campaign."""

    campaign = models.ForeignKey(
        Campaign, models.CASCADE, related_name="phases", verbose_name="年度专项行动"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("名称", max_length=40)
    starts_on = models.DateField("开始日期", null=True, blank=True)
    ends_on = models.DateField("结束日期")
    task = models.TextField("任务", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "阶段"
        ordering = ["campaign", "position"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "position"], name="phase_position_unique")
        ]

    def __str__(self):
        return self.name

    def unique_error_message(self, model_class, unique_check):
        sentence = f"这个年度已有顺序为 {self.position} 的阶段，请换一个顺序。"
        return ValidationError(sentence, code="unique_together")


class ReportingPeriodQuerySet(models.QuerySet):
    def opened(self):
        return self.exclude(opened_at=None)

    def due_to_open(self, today):
        return self.filter(opened_at=None, opens_on__lte=today)

    def current(self, today=None):
        """The period people are working on: the latest opened one whose time has come.

        Falls back to the first opened one when all lie ahead; None before anything is opened.
        """
        today = today or timezone.localdate()
        opened = self.opened().select_related("campaign").order_by("campaign__year", "quarter")
        return opened.filter(opens_on__lte=today).last() or opened.first()


class ReportingPeriod(models.Model):
    """报告期: one quarter of a campaign. Its figures are cumulative from 1 January."""

    QUARTER_NAMES = {1: "一季度", 2: "二季度", 3: "三季度", 4: "四季度"}

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="periods", verbose_name="年度专项行动"
    )
    quarter = models.PositiveSmallIntegerField("季度", choices=QUARTER_NAMES)
    ends_on = models.DateField("季度最后一日")
    opens_on = models.DateField("开启日")
    due_on = models.DateField("报送截止日", help_text="这一天结束前报送为按时。")
    locks_on = models.DateField(
        "锁定日", null=True, blank=True, help_text="自这一天起不能再填报或退回；空着表示不锁定。"
    )
    opened_at = models.DateTimeField("开启时间", null=True, blank=True, editable=False)

    objects = ReportingPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告期"
        ordering = ["-campaign__year", "-quarter"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "quarter"], name="period_unique"),
            models.CheckConstraint(
                name="period_quarter_1_to_4", condition=Q(quarter__gte=1, quarter__lte=4)
            ),
            models.CheckConstraint(
                name="period_due_after_opening",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message="报送截止日不能早于开启日。",
            ),
            models.CheckConstraint(
                name="period_locks_after_due",
                condition=Q(locks_on=None) | Q(locks_on__gt=F("due_on")),
                violation_error_message="锁定日应晚于报送截止日。",
            ),
        ]

    def __str__(self):
        return f"{self.campaign.year}年{self.get_quarter_display()}"

    @property
    def year(self) -> int:
        return self.campaign.year

    @property
    def first_day(self) -> date:
        """The quarter's first day; cut-off days lie from here to `ends_on`."""
        return date(self.year, 3 * self.quarter - 2, 1)

    def is_locked(self, today: date) -> bool:
        return self.locks_on is not None and today >= self.locks_on

    @transaction.atomic
    def move_due_day(self, *, to: date, by, reason: str, also=(), at=None) -> "DueDayChange | None":
        """Move the due day of an opened period, with a reason that is kept.

        What was on time or late when it was submitted stays so. `also` names fields that are saved
        in the same step, such as locks_on, which has to stay behind it. Raises ValidationError with
        a sentence and changes nothing without a reason or when the days are not in order; returns
        None when the day is as it was.
        """
        stored = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=self.pk)
        old, stored.due_on = stored.due_on, to
        for name in also:
            setattr(stored, name, getattr(self, name))
        reason = DueDayChange.required_reason(reason) if old != to else ""
        stored.validate_constraints()
        stored.save(update_fields=["due_on", *also])
        self.due_on = to
        if old == to:
            return None
        return DueDayChange.record(period=self, old=old, new=to, reason=reason, by=by, at=at)


class DueDayChange(Act):
    """报送截止日变更: the due day of an opened period was moved, from `old` to `new`."""

    LONGEST_REASON = 500

    period = models.ForeignKey(
        ReportingPeriod,
        models.PROTECT,
        related_name="due_day_changes",
        verbose_name="报告期",
    )
    old = models.DateField("原报送截止日")
    new = models.DateField("新报送截止日")
    reason = models.CharField("原因", max_length=LONGEST_REASON)

    class Meta(Act.Meta):
        verbose_name = verbose_name_plural = "报送截止日变更"

    def __str__(self):
        old, new = (dateformat.format(day, "Y年n月j日") for day in (self.old, self.new))
        return f"报送截止日由{old}改为{new}"

    @classmethod
    def required_reason(cls, reason: str) -> str:
        """The reason without space around it; ValidationError when it is missing or too long."""
        reason = reason.strip()
        if not reason:
            raise ValidationError({"reason": "请写明改动报送截止日的原因，以备日后查核。"})
        if len(reason) > cls.LONGEST_REASON:
            message = f"原因有 {len(reason)} 个字，最多 {cls.LONGEST_REASON} 个，请写得短一些。"
            raise ValidationError({"reason": message})
        return reason
