import django.db.models.deletion
import statistics.models.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("units", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="年度")),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=40, verbose_name="文号"),
                ),
                ("starts_on", models.DateField(verbose_name="统计起始日")),
                (
                    "is_demo",
                    models.BooleanField(default=False, editable=False, verbose_name="演示数据"),
                ),
            ],
            options={
                "verbose_name": "年度专项行动",
                "verbose_name_plural": "年度专项行动",
                "ordering": ["-year"],
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2999)),
                        name="campaign_year_has_four_digits",
                        violation_error_message="年度应为四位数，例如 2021。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quarter",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "一季度"), (2, "二季度"), (3, "三季度"), (4, "四季度")],
                        verbose_name="季度",
                    ),
                ),
                ("ends_on", models.DateField(verbose_name="季度最后一日")),
                ("opens_on", models.DateField(verbose_name="开启日")),
                (
                    "due_on",
                    models.DateField(
                        help_text="这一天结束前报送为按时。", verbose_name="报送截止日"
                    ),
                ),
                (
                    "locks_on",
                    models.DateField(
                        blank=True,
                        help_text="自这一天起不能再填报或退回；空着表示不锁定。",
                        null=True,
                        verbose_name="锁定日",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="开启时间"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="statistics.campaign",
                        verbose_name="年度专项行动",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告期",
                "verbose_name_plural": "报告期",
                "ordering": ["-campaign__year", "-quarter"],
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "填报中"),
                            ("submitted", "已报送"),
                            ("returned", "已退回"),
                            ("approved", "已审核"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "status_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="此状态起"),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="修改次数")),
                (
                    "actions",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="开展执法行动（次）"
                    ),
                ),
                (
                    "officers",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="出动执法人员（人次）"
                    ),
                ),
                (
                    "market_actions",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="实体经济执法行动（次）"
                    ),
                ),
                (
                    "market_officers",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="实体经济出动执法人员（人次）"
                    ),
                ),
                (
                    "key_markets",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="辖区重点实体经济市场数量（个）"
                    ),
                ),
                ("cut_off_on", models.DateField(blank=True, null=True, verbose_name="统计截止日")),
                ("filled_by", models.CharField(blank=True, max_length=30, verbose_name="填报人")),
                ("is_zero_report", models.BooleanField(default=False, verbose_name="零报告")),
                (
                    "blank_as_zero",
                    models.BooleanField(default=False, verbose_name="空白格按 0 报送"),
                ),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="保存时间")),
                (
                    "first_submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="首次报送时间"),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="报送时间"),
                ),
                (
                    "reviewed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="审核时间"),
                ),
                (
                    "review_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="退回原因"),
                ),
                ("extended_until", models.DateField(blank=True, null=True, verbose_name="延期至")),
                (
                    "extension_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="延期原因"),
                ),
                (
                    "extended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="批准延期",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审核人",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="保存人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="报送账户",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="units.reportingunit",
                        verbose_name="报送单位",
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="statistics.reportingperiod",
                        verbose_name="报告期",
                    ),
                ),
            ],
            options={
                "verbose_name": "统计表",
                "verbose_name_plural": "统计表",
                "ordering": ["-period__campaign__year", "-period__quarter", "unit__position"],
                "permissions": [
                    ("fill_report", "填报统计表"),
                    ("review_report", "审核统计表"),
                    ("extend_report", "批准延期"),
                ],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="顺序")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="开始日期")),
                ("ends_on", models.DateField(verbose_name="结束日期")),
                ("task", models.TextField(blank=True, verbose_name="任务")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="statistics.campaign",
                        verbose_name="年度专项行动",
                    ),
                ),
            ],
            options={
                "verbose_name": "阶段",
                "verbose_name_plural": "阶段",
                "ordering": ["campaign", "position"],
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "position"), name="phase_position_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("submitted", "报送"),
                            ("withdrawn", "撤回"),
                            ("returned", "退回"),
                            ("approved", "审核通过"),
                            ("reopened", "退回更正"),
                        ],
                        max_length=10,
                        verbose_name="事件",
                    ),
                ),
                ("content", models.JSONField(verbose_name="内容")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要（SHA-256）")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="原因")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="statistics.report",
                        verbose_name="统计表",
                    ),
                ),
            ],
            options={
                "verbose_name": "报送版本",
                "verbose_name_plural": "报送版本",
                "ordering": ["report", "number"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "number"), name="edition_number_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("trademark", "商标侵权案件"),
                            ("geographical_indication", "地理标志案件"),
                            ("official_sign", "官方标志、特殊标志和奥林匹克标志案件"),
                            ("trademark_agency", "商标代理案件"),
                            ("other_trademark", "其他商标案件"),
                            ("counterfeit_patent", "假冒专利案件"),
                            ("patent_agency", "专利代理案件"),
                            ("other_patent", "其他专利案件"),
                        ],
                        max_length=30,
                        verbose_name="案件类别",
                    ),
                ),
                (
                    "filed",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="立案（件）"
                    ),
                ),
                (
                    "closed",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="结案（件）"
                    ),
                ),
                (
                    "value",
                    statistics.models.fields.AmountField(
                        blank=True, null=True, verbose_name="涉案金额（万元）"
                    ),
                ),
                (
                    "penalty",
                    statistics.models.fields.AmountField(
                        blank=True, null=True, verbose_name="罚没款金额（万元）"
                    ),
                ),
                (
                    "recovered",
                    statistics.models.fields.AmountField(
                        blank=True, null=True, verbose_name="挽回经济损失（万元）"
                    ),
                ),
                (
                    "transferred",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="移送司法机关案件（件）"
                    ),
                ),
                (
                    "ecommerce",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="电商领域案件（件）"
                    ),
                ),
                (
                    "key_market",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="重点实体经济市场案件（件）"
                    ),
                ),
                (
                    "rural_market",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="农村市场案件（件）"
                    ),
                ),
                (
                    "foreign",
                    statistics.models.fields.CountField(
                        blank=True, null=True, verbose_name="外商投资企业被侵权案件（件）"
                    ),
                ),
                (
                    "foreign_recovered",
                    statistics.models.fields.AmountField(
                        blank=True, null=True, verbose_name="挽回外商投资企业经济损失（万元）"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="statistics.report",
                        verbose_name="统计表",
                    ),
                ),
            ],
            options={
                "verbose_name": "分类案件数据",
                "verbose_name_plural": "分类案件数据",
                "ordering": ["report", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("report", "category"), name="case_row_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "trademark",
                                    "geographical_indication",
                                    "official_sign",
                                    "trademark_agency",
                                    "other_trademark",
                                    "counterfeit_patent",
                                    "patent_agency",
                                    "other_patent",
                                ],
                            )
                        ),
                        name="case_row_category_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.UniqueConstraint(
                fields=("campaign", "quarter"), name="period_unique"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("quarter__gte", 1), ("quarter__lte", 4)),
                name="period_quarter_1_to_4",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("opens_on"))),
                name="period_due_after_opening",
                violation_error_message="报送截止日不能早于开启日。",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("locks_on", None), ("locks_on__gt", models.F("due_on")), _connector="OR"
                ),
                name="period_locks_after_due",
                violation_error_message="锁定日应晚于报送截止日。",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                fields=("period", "unit"), name="report_once_per_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(
                        ("first_submitted_at__isnull", False),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_submitted_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["returned", "approved"]), _negated=True),
                    models.Q(("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="report_reviewed_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "returned"), _negated=True),
                    models.Q(("review_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="report_returned_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extended_until", None),
                    models.Q(
                        models.Q(("extension_reason", ""), _negated=True),
                        ("extended_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_extended_with_reason",
            ),
        ),
    ]
