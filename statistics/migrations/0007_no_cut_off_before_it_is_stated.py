from django.db import migrations
from django.db.models import F


def take_back(apps, schema_editor):
    """Opening used to store the period's last day; what nobody has saved or reported states none."""
    reports = apps.get_model("statistics", "Report").objects
    untouched = reports.filter(status="draft", saved_at=None, first_submitted_at=None)
    untouched.filter(cut_off_on=F("period__ends_on")).update(cut_off_on=None)


class Migration(migrations.Migration):
    dependencies = [("statistics", "0006_issued_by_whom")]
    operations = [migrations.RunPython(take_back, migrations.RunPython.noop, elidable=True)]
