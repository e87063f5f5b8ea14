"""The year's campaign, its phases, and the periods in which figures are reported."""

from datetime import date, timedelta

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from units.models import ReportingUnit

from .. import indicators
from ..errors import NotAllowed, ReasonMissing, RulesRefused, StaleVersion
from ..rules import Rules
from .rule_change import RuleChange

LONGEST_REASON = RuleChange._meta.get_field("reason").max_length


class Campaign(models.Model):
    """年度专项行动: one year's enforcement campaign, as announced by a notice of the city."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    document_number = models.CharField("文号", max_length=40, blank=True)
    starts_on = models.DateField("统计起始日")
    is_demo = models.BooleanField("演示数据", default=False, editable=False)
    rules = models.JSONField("审核规则", default=dict, editable=False)  # what is not the default
    form_version = models.PositiveIntegerField("审核规则版本", default=1, editable=False)

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

    @property
    def title(self) -> str:
        """The printed title of the year's table."""
        return indicators.title(self.year)

    @property
    def form_rules(self) -> Rules:
        """The levels and limits of the relations, as they are in force now."""
        return Rules.of(self.rules, self.form_version)

    @transaction.atomic
    def change_rules(self, *, by, rules, reason, version, at=None) -> RuleChange:
        """Set the relations' levels and limits; returns the entry of the history.

        `rules` are texts by setting (M3-level, M3-per_case), as typed; what is left out gets its
        default. `version` is the form_version that was looked at. Raises NotAllowed, StaleVersion,
        RulesRefused with a sentence for each setting, or ReasonMissing; then nothing has changed.
        """
        if not by.has_perm("statistics.change_campaign"):
            raise NotAllowed("您的账户没有“修改审核规则”的权限。")
        self.refresh_from_db(from_queryset=Campaign.objects.select_for_update())
        self._require_version(version)
        new = Rules.read(rules, self.form_version + 1)
        if not new.differences(self.form_rules):
            raise RulesRefused("各项设置和现在的一样，没有要保存的改动。")
        reason = _required(reason)
        self.rules, self.form_version = new.stored, new.version
        self.save(update_fields=["rules", "form_version"])
        return self.rule_changes.create(
            version=new.version, rules=new.stored, at=at or timezone.now(), by=by, reason=reason
        )

    def _require_version(self, version):
        if version == self.form_version:
            return
        last = self.rule_changes.select_related("by").last()
        who = f"{last.by.display_name}改过审核规则，" if last else "审核规则有了变化，"
        raise StaleVersion(
            f"您打开本页之后，{who}现在是第 {self.form_version} 版。您填的没有保存，请核对后再改。"
        )


def _required(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise ReasonMissing("请写明为什么改，以后查核要靠它。")
    if len(reason) > LONGEST_REASON:
        raise ReasonMissing(f"原因有 {len(reason)} 个字，最多 {LONGEST_REASON} 个，请写得短一些。")
    return reason


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
    def open(self, *, at=None) -> int:
        """Create a blank report for each unit valid on the opening day; returns how many are new.

        From then on the expected set is frozen: a unit that has not reported is a row, not an
        absence. Opening again adds nothing and changes nothing.
        """
        from .report import CaseRow, Report  # reports know their period, not the other way round

        period = ReportingPeriod.objects.select_for_update().get(pk=self.pk)
        if period.opened_at is not None:
            self.opened_at = period.opened_at
            return 0
        units = ReportingUnit.objects.valid_on(self.opens_on)
        reports = Report.objects.bulk_create(
            Report(period=self, unit=unit, cut_off_on=self.ends_on) for unit in units
        )
        CaseRow.objects.bulk_create(row for report in reports for row in CaseRow.blank_rows(report))
        self.opened_at = at or timezone.now()
        self.save(update_fields=["opened_at"])
        return len(reports)


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter."""
    first = date(year, 3 * quarter - 2, 1)
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, after - timedelta(days=1)


@transaction.atomic
def start_campaign(year: int, *, document_number: str = "") -> Campaign:
    """The campaign of `year` with its four periods; what exists already is left as it is.

    A period opens on the first day of the quarter's last month and is due on the quarter's last
    day: the notice wants the table before the quarter has ended (于每季度结束前上报).
    """
    campaign, _ = Campaign.objects.get_or_create(
        year=year,
        defaults={"document_number": document_number, "starts_on": date(year, 1, 1)},
    )
    for quarter in ReportingPeriod.QUARTER_NAMES:
        _, last_day = quarter_days(year, quarter)
        ReportingPeriod.objects.get_or_create(
            campaign=campaign,
            quarter=quarter,
            defaults={
                "ends_on": last_day,
                "opens_on": last_day.replace(day=1),
                "due_on": last_day,
            },
        )
    return campaign
