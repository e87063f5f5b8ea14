from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reportingunit",
            name="other_names",
            field=models.CharField(
                blank=True,
                help_text="曾用名和习惯叫法，用顿号隔开，例如：淮阳县、东新区。导入表格时凭名称认出单位。",
                max_length=200,
                verbose_name="其他名称",
            ),
        ),
    ]
