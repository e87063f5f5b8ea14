import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("statistics", "0003_fill_submissions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="edition",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="statistics.submission",
                verbose_name="报送",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "draft"),
                    models.Q(
                        ("first_submitted_at__isnull", False),
                        ("submission__isnull", False),
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
                    models.Q(("status", "approved"), _negated=True),
                    ("approved_submission", models.F("submission")),
                    _connector="OR",
                ),
                name="report_approved_as_submitted",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_due_on", None), ("first_submitted_at", None), ("submission", None)
                    ),
                    models.Q(
                        ("first_due_on__isnull", False),
                        ("first_submitted_at__isnull", False),
                        ("submission__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_first_submission_whole",
            ),
        ),
    ]
